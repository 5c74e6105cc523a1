// The index of stations, for the finder and the search. hooks/members_home/pages/finder.py makes it.
import { fetchJson, once, running } from "./fetching.js";
import { fold, wordsOf } from "./fold.js";
import { SpokenNames, isLetters, loadReadings, needsReadings } from "./words.js";
import { Moment } from "./moment.js";

const RANKS = 6; // of one word, from a name that begins with it to a service it means

export const loadStations = once(async () => new Stations(await fetchJson("stations/finder.json")));

export class Stations {
  constructor(data) {
    const { stations } = data;
    this.data = data;
    this.ids = running(stations.id);
    this.areas = running(stations.area);
    const written = stations.name ? stations.name.split("\n") : []; // a district that has just moved in has none
    this.names = written.map((name, n) => name
      .split("\u0001").join(data.areas[this.areas[n]][1])
      .split("\u0002").join(data.kinds[stations.kind[n]] || ""));
    this.folded = this.names.map(fold);
    this.services = data.services.map(([, name]) => fold(name));
    this.synonyms = data.synonyms.map((group) => group.map(fold));
    this.suspended = new Set(stations.suspended);
    this.lines = data.areas.map((_, n) => this.lineOf(n));
    this.areaText = this.lines.map((line) => line.map((n) => data.areas[n][1]).join(" "));
    this.readings = null;
    this.moment = null;
    this.phones = null; // until they are there
    this.facts = [];
    this.setPlaces({ addresses: this.names.map(() => ""), phones: null, extensions: {} });
  }

  // Addresses and telephones; all that can be found of a station is then one text, since most stations fit no word at all.
  setPlaces({ addresses, phones, extensions }) {
    const areas = this.areaText.map(fold);
    this.places = addresses;
    this.phones = phones;
    this.extensions = extensions;
    this.text = this.folded.map((name, n) => `${name}\n${areas[this.areas[n]]}\n${fold(addresses[n])} ${phones ? phones[n] : ""}`);
    this.characters = new Set(this.text.join(""));
  }

  // What their pages say besides: `facts` are the different texts, `told` the numbers of those that each station says.
  setFacts({ facts, told }) {
    this.facts = facts.map(fold);
    this.told = told;
  }

  // What words in letters or in traditional characters need; nothing for all others. `known` are characters of texts besides.
  async prepare(typed, known = new Set()) {
    if (this.readings || !needsReadings(wordsOf(typed), this.characters, known)) return;
    this.speak(await loadReadings());
  }

  speak(readings) {
    this.readings = readings;
    this.spoken = new SpokenNames(this.folded, readings);
    this.spokenAreas = new SpokenNames(this.data.areas.map(([, name]) => fold(name)), readings);
  }

  // The numbers of the areas that letters stand for, and of all within them.
  areasSpoken(letters) {
    const isMeant = this.data.areas.map((_, n) => this.spokenAreas.find(n, letters) !== null);
    return new Set(this.lines.flatMap((line, n) => (line.some((above) => isMeant[above]) ? [n] : [])));
  }

  // The numbers of an area and all above it.
  lineOf(number) {
    const line = [];
    for (let at = number; at >= 0 && !line.includes(at); at = this.data.areas[at][2]) line.push(at);
    return line;
  }

  // The numbers of the services that a word means, also by a synonym.
  servicesMeant(word) {
    const words = [word, ...this.synonyms.filter((group) => group.some((synonym) => synonym.includes(word))).map((group) => group[0])];
    return this.services.reduce((mask, name, n) => (words.some((meant) => name.includes(meant)) ? mask | (1 << n) : mask), 0);
  }

  // How well a station fits a word, the smaller the better; -1 where it does not.
  rank(n, word, mask, areasSpoken, factsMeant) {
    const at = this.text[n].indexOf(word);
    if (at === 0) return 0;
    if (at > 0 && at < this.folded[n].length) return 1;
    if (areasSpoken && this.spoken.find(n, word)) return 2;
    if (at > 0) return at < this.text[n].lastIndexOf("\n") ? 3 : 4;
    if (areasSpoken && areasSpoken.has(this.areas[n])) return 4;
    return this.data.stations.services[n] & mask || (factsMeant.size && this.told[n].some((fact) => factsMeant.has(fact))) ? 5 : -1;
  }

  // What is known of all opening times at a moment, worked out once.
  at(calendar, time) {
    const { moment } = this;
    const isSame = moment && moment.calendar === calendar && moment.time.day === time.day && moment.time.minute === time.minute;
    if (!isSame) this.moment = new Moment(this, calendar, time);
    return this.moment;
  }

  // The numbers of the stations that fit: best first where words are asked for, else those that receive soonest.
  search(wanted, calendar, time) {
    return this.find(wanted, calendar, time).numbers;
  }

  // The same in an order of all stations where one is given, and how many of those that are asked for are open, or receive soon.
  find(wanted, calendar, time, order = null) {
    const found = this.fitting(wanted);
    const moment = calendar ? this.at(calendar, time) : null;
    const all = found.flat();
    const isOpen = (n) => moment.isOpen(n);
    const isNear = (n) => moment.isNear(n);
    let numbers = all;
    if (wanted.open && moment) numbers = numbers.filter(isOpen);
    if (wanted.week && moment) numbers = numbers.filter(isNear);
    const line = order || (found.length === 1 && moment && moment.order());
    if (line) numbers = inOrder(numbers, line);
    return { numbers, open: moment && all.filter(isOpen).length, week: moment && all.filter(isNear).length };
  }

  // The stations that words, area, kind and service ask for: their numbers by how well they fit.
  fitting(wanted) {
    const { stations } = this.data;
    const words = this.meant(wanted.q);
    const masks = words.map((word) => this.servicesMeant(word));
    const spoken = words.map((word) => (this.readings !== null && isLetters(word) ? this.areasSpoken(word) : null));
    const facts = words.map((word) => new Set(this.facts.flatMap((fact, n) => (fact.includes(word) ? [n] : []))));
    const service = this.data.services.findIndex(([id]) => id === wanted.service);
    const kind = this.data.kinds.indexOf(wanted.kind);
    const area = this.data.areas.findIndex(([id]) => id === (wanted.community || wanted.street));
    const found = Array.from({ length: RANKS * words.length + 1 }, () => []);
    for (let n = 0; n < this.names.length; n += 1) {
      if (wanted.kind && stations.kind[n] !== kind) continue;
      if (wanted.service && !(stations.services[n] & (1 << service))) continue;
      if ((wanted.street || wanted.community) && !this.lines[this.areas[n]].includes(area)) continue;
      let rank = 0;
      for (let w = 0; w < words.length && rank >= 0; w += 1) {
        const one = this.rank(n, words[w], masks[w], spoken[w], facts[w]);
        rank = one < 0 ? -1 : rank + one;
      }
      if (rank >= 0) found[rank].push(n);
    }
    return found;
  }

  meant(typed) {
    return wordsOf(typed).map((word) => (this.readings ? this.readings.simplified(word) : word));
  }

  // The address of a station by which it was found, where its name and its area have not all the words; "" where they have.
  placeFound(n, words) {
    const told = this.text[n].slice(0, this.text[n].lastIndexOf("\n"));
    const place = fold(this.places[n]);
    return words.some((word) => !told.includes(word) && place.includes(word)) ? this.places[n] : "";
  }

  address(n) {
    return `stations/st-${String(this.ids[n]).padStart(6, "0")}/`;
  }
}

function inOrder(numbers, order) {
  const isFound = new Uint8Array(order.length);
  for (const n of numbers) isFound[n] = 1;
  return order.filter((n) => isFound[n]);
}
