// The finder: searches all stations on the device. hooks/members_home/pages/finder.py makes the index.
// The phones that read us run what Chrome 72 and iOS 12.2 know, in syntax too; tests/test_baseline.py holds that.
import { WorkCalendar, doubtWords, isUsuallyOpen, noNotice, now } from "./times.js";

const SHOWN = 20;
const RANKS = 6; // of one word, from a name that begins with it to a service it means
const WITHIN = 7; // days in which a reception counts as near
const base = new URL(".", document.baseURI);

// What is typed and what is searched are compared in one form: full-width letters and figures are the plain ones, large letters small.
const fold = (text) => text.normalize("NFKC").toLowerCase();

async function fetchJson(path) {
  const response = await fetch(new URL(path, base));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

// Does its work once; where it failed, whoever asks next begins anew.
function once(work) {
  let result = null;
  return () => {
    result = result || work().catch((error) => {
      result = null;
      throw error;
    });
    return result;
  };
}

const LOST = "站点名单没有取到，可能是网络断了。再输入或再选一次，就会再取一次；也可以从下面的列表里找。";
const NO_HOLIDAYS = "放假安排没有取到，说不准哪些站点开着。再选一次，就会再取一次；也可以从下面的列表里找。";

function running(differences) {
  let sum = 0;
  return differences.map((one) => (sum += one));
}

export class Index {
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
    this.letters = new Letters(this.folded, data.initials);
  }

  // The addresses; all that can be found of a station is then one text, since most stations fit no word at all.
  setPlaces(places) {
    const areas = this.areaText.map(fold);
    this.places = places;
    this.text = this.folded.map((name, n) => `${name}\n${areas[this.areas[n]]}\n${fold(places[n])}`);
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
  rank(n, word, mask, letters) {
    const at = this.text[n].indexOf(word);
    if (at === 0) return 0;
    if (at > 0 && at < this.folded[n].length) return 1;
    if (letters && this.letters.has(n, letters)) return 2;
    if (at > 0) return at < this.text[n].lastIndexOf("\n") ? 3 : 4;
    return this.data.stations.services[n] & mask ? 5 : -1;
  }

  // The numbers of the stations that fit, best first.
  search(wanted, calendar, time) {
    const { stations } = this.data;
    const words = fold(wanted.q).split(/\s+/).filter(Boolean);
    const masks = words.map((word) => this.servicesMeant(word));
    const letters = words.map((word) => (/^[a-z]+$/.test(word) ? [...word].map(bit) : null));
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
        const one = this.rank(n, words[w], masks[w], letters[w]);
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
}

const bit = (letter) => 1 << (letter.charCodeAt(0) - 97);

// The first letters that each character of each name can have, one bit a letter, all names in one row: 行 is h and x.
// A character is a code point: some 汉字 take two places in a string.
class Letters {
  constructor(names, initials) {
    const bits = new Map(Object.entries(initials).map(([character, letters]) => [character, [...letters].reduce((sum, letter) => sum | bit(letter), 0)]));
    const characters = names.map((name) => [...name]);
    this.ends = new Uint32Array(names.length + 1);
    characters.forEach((name, n) => (this.ends[n + 1] = this.ends[n] + name.length));
    this.row = new Uint32Array(this.ends[names.length]);
    characters.forEach((name, n) => {
      name.forEach((character, k) => (this.row[this.ends[n] + k] = bits.get(character) || (/[a-z]/.test(character) ? bit(character) : 0)));
    });
  }

  // Whether the letters (as bits) stand for characters in a row of name `n`.
  has(n, letters) {
    const last = this.ends[n + 1] - letters.length;
    for (let from = this.ends[n]; from <= last; from += 1) {
      let k = 0;
      while (k < letters.length && this.row[from + k] & letters[k]) k += 1;
      if (k === letters.length) return true;
    }
    return false;
  }
}

const KEYS = ["q", "street", "community", "kind", "service", "open", "week"];

function fromAddress() {
  const asked = new URLSearchParams(location.search);
  const wanted = {};
  for (const key of KEYS) wanted[key] = asked.get(key) || "";
  return wanted;
}

function toAddress(wanted) {
  const kept = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)).toString();
  return location.pathname + (kept ? `?${kept}` : "");
}

// Choosing makes a step that Back undoes; typing only keeps the address in step.
function writeAddress(address, isChoice) {
  try {
    if (isChoice) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  } catch (error) {
    // Safari refuses more than 100 changes in 30 seconds: the address then lags behind, the results do not.
  }
}

export class Finder {
  constructor(page) {
    this.form = page.querySelector("form.finder");
    this.found = page.querySelector(".found");
    this.list = page.querySelector("ul.results");
    this.more = page.querySelector("[data-more]");
    this.lists = page.querySelector("[data-lists]");
    this.index = null;
    this.calendar = null;
    this.results = [];
    this.loadIndex = once(() => this.fetchIndex());
    this.loadCalendar = once(async () => (this.calendar = new WorkCalendar(await fetchJson("../data/holidays.json"))));
    this.loadPlaces = once(() => this.fetchPlaces());
  }

  start() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.changed(false);
    });
    this.form.addEventListener("input", (event) => {
      // An input method's letters are not yet what the reader wants to find.
      if (!event.isComposing) this.changed(event.target.name !== "q");
    });
    this.form.addEventListener("compositionend", () => this.changed(false));
    this.more.addEventListener("click", () => this.show(this.shown + SHOWN));
    addEventListener("popstate", () => this.fill(fromAddress()));
    // What is typed while the index is still on its way stays; streets can only be chosen once it is there.
    this.fillPlain(fromAddress());
    this.form.classList.add("is-ready");
    this.load().then(() => this.search(), () => this.isAsked(fromAddress()) && this.say(LOST));
  }

  // Only the index must be there: without holidays names are still found. The addresses follow when the first results stand.
  async load() {
    await Promise.all([this.loadIndex(), this.loadCalendar().catch(() => null)]);
    this.loadPlaces().catch(() => null);
  }

  async fetchIndex() {
    const data = await fetchJson("finder.json");
    this.index = new Index(data);
    // The browser compiles what it runs: the first searches take longest, so they are not the reader's.
    for (const q of ["a", "站", "一"]) this.index.search({ ...this.wanted(), q, open: "", week: "" }, null, now());
    this.options(this.form.street, data.areas.filter((area) => area[3] === "街道"));
    this.fillAreas(fromAddress());
  }

  async fetchPlaces() {
    this.index.setPlaces(await fetchJson("places.json"));
    if (this.isAsked(this.wanted())) this.search();
  }

  options(select, areas) {
    select.length = 1;
    select.append(...areas.map(([id, name]) => new Option(name, id)));
  }

  // The communities of the chosen street.
  communities() {
    const { areas } = this.index.data;
    const street = areas.findIndex(([id]) => id === this.form.street.value);
    const chosen = this.form.community.value;
    this.options(this.form.community, areas.filter((area) => area[3] === "社区" && area[2] === street));
    this.choose(this.form.community, chosen);
    this.form.community.disabled = street < 0;
  }

  wanted() {
    const { q, street, community, kind, service, open, week } = this.form;
    const values = { q: q.value.trim(), street: street.value, community: community.value, kind: kind.value, service: service.value };
    return { ...values, open: open.checked ? "1" : "", week: week.checked ? "1" : "" };
  }

  isAsked(wanted) {
    return KEYS.some((key) => wanted[key]);
  }

  fill(wanted) {
    this.fillPlain(wanted);
    this.fillAreas(wanted);
    this.search();
  }

  fillPlain(wanted) {
    for (const key of ["q", "kind", "service"]) this.choose(this.form[key], wanted[key]);
    for (const key of ["open", "week"]) this.form[key].checked = Boolean(wanted[key]);
  }

  fillAreas(wanted) {
    if (!this.index) return;
    this.choose(this.form.street, wanted.street);
    this.communities();
    this.choose(this.form.community, wanted.community);
  }

  // A value that is no choice leaves the list at its first, "all".
  choose(field, value) {
    field.value = value;
    if (field.selectedIndex < 0) field.value = "";
  }

  async changed(isChoice) {
    try {
      await this.load();
    } catch (error) {
      this.say(LOST);
      return;
    }
    this.communities();
    writeAddress(toAddress(this.wanted()), isChoice);
    this.search();
  }

  // Words instead of results; the lists stay to be read.
  say(words) {
    this.found.textContent = words;
    this.found.hidden = false;
    this.list.hidden = true;
    this.more.parentElement.hidden = true;
    this.lists.hidden = false;
  }

  search() {
    if (!this.index) return;
    const wanted = this.wanted();
    if ((wanted.open || wanted.week) && !this.calendar) {
      this.say(NO_HOLIDAYS);
      return;
    }
    const isAsked = this.isAsked(wanted);
    this.lists.hidden = isAsked;
    this.found.hidden = !isAsked;
    this.list.hidden = !isAsked;
    this.results = isAsked ? this.index.search(wanted, this.calendar, now()) : [];
    const count = this.results.length ? `找到 ${this.results.length} 个站点` : "没有找到。换个说法，或少选一项试试。";
    const doubt = isAsked ? this.doubt(wanted, now().day) : "";
    this.found.textContent = doubt ? `${count.replace(/。$/, "")}。${doubt}` : count;
    this.show(SHOWN);
  }

  // What cannot be known of what is asked, because the holidays of a year are not registered.
  doubt(wanted, day) {
    if (wanted.open && !this.calendar.isSourced(day)) return `${noNotice(day)}，现在开不开不知道，请先打电话。`;
    const last = day + WITHIN - 1;
    return wanted.week && !this.calendar.isSourced(last) ? `${noNotice(last)}，接待日是哪天不知道，请先打电话。` : "";
  }

  show(count) {
    this.shown = count;
    const states = new Map();
    const time = now();
    const words = (times) => {
      if (!this.calendar) return "";
      const state = this.calendar.state(times, time);
      return state ? (state.open ? "开放中" : "") : doubtWords(this.calendar, times, time.day);
    };
    const nowWords = (number) => {
      if (!states.has(number)) states.set(number, words(this.index.data.times[number]));
      return states.get(number);
    };
    this.list.textContent = "";
    this.list.append(...this.results.slice(0, count).map((n) => this.row(n, nowWords)));
    this.more.parentElement.hidden = count >= this.results.length;
  }

  row(n, nowWords) {
    const { index } = this;
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: `st-${String(index.ids[n]).padStart(6, "0")}/`, textContent: index.names[n] });
    const state = index.suspended.has(n) ? "暂停" : nowWords(index.data.stations.times[n]);
    const words = [index.areaText[index.areas[n]].split(" ").slice(0, 2).reverse().join(" "), index.places[n], state].filter(Boolean);
    item.append(link, Object.assign(document.createElement("span"), { className: "muted", textContent: words.join(" · ") }));
    return item;
  }
}
