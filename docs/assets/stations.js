// The index of stations, for the finder and the search. hooks/members_home/pages/finder.py makes it.
import { fetchJson, once } from "./fetching.js";
import { fold, wordsOf } from "./fold.js";
import { SpokenNames, isLetters, loadReadings, needsReadings } from "./words.js";
import { isUsuallyOpen } from "./times.js";

const RANKS = 6; // of one word, from a name that begins with it to a service it means
export const WITHIN = 7; // days in which a reception counts as near

function running(differences) {
  let sum = 0;
  return differences.map((one) => (sum += one));
}

export const loadStations = once(async () => new Stations(await fetchJson("stations/finder.json")));

export class Stations {
  constructor(data) {
    const { stations } = data;
    this.data = data;
    this.ids = running(stations.id);
    this.areas = running(stations.area);
    this.names = stations.name.split("\n").map((name, n) => name
      .split("\u0001").join(data.areas[this.areas[n]][1])
      .split("\u0002").join(data.kinds[stations.kind[n]] || ""));
    this.folded = this.names.map(fold);
    this.services = data.services.map(([, name]) => fold(name));
    this.synonyms = data.synonyms.map((group) => group.map(fold));
    this.suspended = new Set(stations.suspended);
    this.lines = data.areas.map((_, n) => this.lineOf(n));
    this.areaText = this.lines.map((line) => line.map((n) => data.areas[n][1]).join(" "));
    this.setPlaces(this.names.map(() => ""));
    this.readings = null;
  }

  // The addresses; all that can be found of a station is then one text, since most stations fit no word at all.
  setPlaces(places) {
    const areas = this.areaText.map(fold);
    this.places = places;
    this.text = this.folded.map((name, n) => `${name}\n${areas[this.areas[n]]}\n${fold(places[n])}`);
    this.characters = new Set(this.text.join(""));
  }

  // What words in letters or in traditional characters need; nothing for all others.
  async prepare(typed) {
    if (this.readings || !needsReadings(wordsOf(typed), this.characters)) return;
    this.readings = await loadReadings();
    this.spoken = new SpokenNames(this.folded, this.readings);
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
  rank(n, word, mask, isSpoken) {
    const at = this.text[n].indexOf(word);
    if (at === 0) return 0;
    if (at > 0 && at < this.folded[n].length) return 1;
    if (isSpoken && this.spoken.find(n, word)) return 2;
    if (at > 0) return at < this.text[n].lastIndexOf("\n") ? 3 : 4;
    return this.data.stations.services[n] & mask ? 5 : -1;
  }

  // The numbers of the stations that fit, best first.
  search(wanted, calendar, time) {
    const { stations } = this.data;
    const words = wordsOf(wanted.q).map((word) => (this.readings ? this.readings.simplified(word) : word));
    const masks = words.map((word) => this.servicesMeant(word));
    const spoken = words.map((word) => this.readings !== null && isLetters(word));
    const service = this.data.services.findIndex(([id]) => id === wanted.service);
    const kind = this.data.kinds.indexOf(wanted.kind);
    const area = this.data.areas.findIndex(([id]) => id === (wanted.community || wanted.street));
    const fitting = this.timesThatFit(wanted, calendar, time);
    const found = Array.from({ length: RANKS * words.length + 1 }, () => []);
    for (let n = 0; n < this.names.length; n += 1) {
      if (wanted.kind && stations.kind[n] !== kind) continue;
      if (wanted.service && !(stations.services[n] & (1 << service))) continue;
      if ((wanted.street || wanted.community) && !this.lines[this.areas[n]].includes(area)) continue;
      if (fitting && (!fitting.has(stations.times[n]) || this.suspended.has(n))) continue;
      let rank = 0;
      for (let w = 0; w < words.length && rank >= 0; w += 1) {
        const one = this.rank(n, words[w], masks[w], spoken[w]);
        rank = one < 0 ? -1 : rank + one;
      }
      if (rank >= 0) found[rank].push(n);
    }
    return found.flat();
  }

  // The numbers of the opening times that are open now, or usually are where it is not known, or hold reception soon; null where neither is asked.
  timesThatFit(wanted, calendar, time) {
    if (!wanted.open && !wanted.week) return null;
    const isMaybeOpen = (times) => {
      const state = calendar.state(times, time);
      return state ? state.open : isUsuallyOpen(times, time);
    };
    const isFit = (times) => (!wanted.open || isMaybeOpen(times))
      && (!wanted.week || calendar.next(times, 1, time).some((held) => held.day < time.day + WITHIN));
    return new Set(this.data.times.flatMap((times, n) => (isFit(times) ? [n] : [])));
  }

  address(n) {
    return `stations/st-${String(this.ids[n]).padStart(6, "0")}/`;
  }
}
