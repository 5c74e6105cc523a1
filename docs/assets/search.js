// The page with the one box. What is typed is looked for in all texts and all stations, on the device.
import { Areas } from "./areas.js";
import { fetchJson, once } from "./fetching.js";
import { marked, snippet } from "./marked.js";
import { Rows } from "./rows.js";
import { loadStations } from "./stations.js";
import { loadTexts, placeOf } from "./texts.js";
import { WorkCalendar, now } from "./times.js";
import { LONGEST, wordsOf } from "./fold.js";

const FIRST = 3; // results of a group that are shown at first
const PLACES = "站点";
const ASIDE = ["名词", "依据", "手册", "本站"]; // on a desk these stand in the rail where nothing better comes after them
const LOST = "没有取到，可能是网络断了。过几秒会再取一次；也可以从下面这些地方找起。";
const AGAIN = 5000; // milliseconds until what was lost is asked for once more

const element = (tag, values, ...children) => {
  const made = Object.assign(document.createElement(tag), values);
  made.append(...children);
  return made;
};

const asked = () => new URLSearchParams(location.search).get("q") || "";

export class Search {
  constructor(page) {
    this.form = page.querySelector("form.search");
    this.box = this.form.q;
    this.found = page.querySelector(".found");
    this.results = page.querySelector("[data-results]");
    this.finder = page.querySelector("[data-in-finder]");
    this.nothing = page.querySelector("[data-nothing]");
    this.lists = page.querySelector("[data-lists]");
    this.texts = null;
    this.stations = null;
    this.areas = null;
    this.calendar = null;
    this.open = new Set(); // the groups of which all is shown
    this.asked = 0;
    this.loadCalendar = once(async () => (this.calendar = new WorkCalendar(await fetchJson("data/holidays.json"))));
    this.loadLater = once(() => this.fetchLater());
  }

  start() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.changed().then(() => this.links().slice(0, 1).forEach((link) => link.focus())); // the keyboard goes, the results are seen
    });
    // An input method's letters are not yet what the reader wants to find.
    this.box.addEventListener("input", (event) => event.isComposing || this.changed());
    this.box.addEventListener("compositionend", () => this.changed());
    for (const touch of ["pointerdown", "touchstart", "keydown"]) this.box.addEventListener(touch, () => this.load().catch(() => null), { once: true });
    document.addEventListener("keydown", (event) => this.move(event));
    addEventListener("popstate", () => this.ask(asked()));
    this.nothing.addEventListener("click", (event) => {
      if (event.target.dataset.try) this.ask(event.target.dataset.try);
    });
    this.form.classList.add("is-ready");
    this.lists.classList.add("is-ready");
    if (!this.box.value) this.box.value = asked(); // else typed while this script was on its way
    if (this.typed()) this.changed();
    else this.box.focus();
  }

  typed() {
    return this.box.value.trim().slice(0, LONGEST);
  }

  ask(words) {
    this.box.value = words;
    this.changed();
    this.box.focus();
  }

  // Texts first, names of stations beside them; holidays, addresses and the handbook follow when the first results stand.
  async load() {
    [this.texts, this.stations] = await Promise.all([loadTexts(), loadStations()]);
    this.areas = this.areas || new Areas(this.stations, { levels: {}, areas: [] });
  }

  async fetchLater() {
    const [places, more] = await Promise.all([fetchJson("stations/places.json"), fetchJson("search/more.json"), this.loadCalendar().catch(() => null)]);
    this.stations.setPlaces(places);
    this.stations.setFacts(more);
    this.texts.add(more.groups);
    this.areas = new Areas(this.stations, more);
    this.show();
  }

  // Only the last of several questions is answered.
  async changed() {
    this.asked += 1;
    const mine = this.asked;
    const typed = this.typed();
    this.open.clear();
    this.keepAddress(typed);
    if (!typed) {
      this.show();
      return;
    }
    if (!this.texts) this.found.textContent = "正在找……";
    try {
      await this.load();
      await Promise.all([this.texts.prepare(typed, this.stations.characters), this.stations.prepare(typed, this.texts.characters)]);
    } catch (error) {
      if (mine !== this.asked) return;
      this.say(LOST);
      setTimeout(() => mine === this.asked && this.changed(), AGAIN);
      return;
    }
    if (mine !== this.asked) return;
    this.show();
    this.loadLater().catch(() => null);
  }

  keepAddress(typed) {
    try {
      history.replaceState(null, "", location.pathname + (typed ? `?q=${encodeURIComponent(typed)}` : ""));
    } catch (error) {
      // Safari refuses more than 100 changes in 30 seconds: the address then lags behind, the results do not.
    }
  }

  say(words) {
    this.found.textContent = words;
    this.results.textContent = "";
    this.nothing.hidden = true;
    this.finder.hidden = true;
    this.lists.hidden = false;
  }

  show() {
    const typed = this.typed();
    if (!typed || !this.texts) {
      if (!typed) this.say("");
      return;
    }
    const { hits, besides } = this.texts.search(typed);
    const groups = this.groups(hits, typed);
    const count = groups.reduce((sum, group) => sum + group.rows.length, 0);
    const also = besides.length ? `也按${besides.map((word) => `“${word}”`).join("")}找了。` : "";
    this.found.textContent = count ? `找到 ${count} 处。${also}` : `没有找到“${typed}”`;
    const focused = this.links().includes(document.activeElement) ? document.activeElement.href : "";
    this.results.textContent = "";
    this.results.append(...this.columns(groups).map((part, n) => element("div", { className: n ? "rail" : "column" }, ...part.map((group) => this.section(group)))));
    this.links().filter((link) => link.href === focused).slice(0, 1).forEach((link) => link.focus());
    this.lists.hidden = count > 0;
    this.offer(count ? [] : this.texts.nearest(typed), count > 0);
  }

  // Groups with what was found, those of the first tier first: {name, tier, rows}, a row being a function that makes it.
  groups(hits, typed) {
    const byName = new Map();
    const add = (name, tier, row) => {
      const group = byName.get(name) || { name, tier, rows: [] };
      group.tier = Math.min(group.tier, tier);
      group.rows.push(row);
      byName.set(name, group);
    };
    for (const hit of hits) add(hit.entry.group, hit.tier, () => this.row(hit));
    const words = wordsOf(typed).map((word) => this.texts.meant(word));
    const needles = words.map(({ word }) => word);
    const isSpoken = words.some((word) => word.isSpoken);
    const tier = (name) => (needles.every((needle) => name.includes(needle)) ? 0 : 2 - isSpoken);
    const { named, besides } = this.areas.search(words);
    const rows = new Rows(this.stations, this.calendar, now());
    const stations = this.stations.search({ q: typed, street: "", community: "", kind: "", service: "", open: "", week: "" }, null, null);
    for (const n of named) add(PLACES, tier(this.areas.names[n]), () => this.areaRow(n, needles));
    const best = stations.length ? tier(this.stations.folded[stations[0]]) : 0; // those whose names hold it come first
    for (const n of stations) add(PLACES, best, () => rows.row(n));
    for (const n of besides) add(PLACES, 2, () => this.areaRow(n, needles));
    this.finder.hidden = !stations.length;
    this.finder.querySelector("a").href = `../stations/?q=${encodeURIComponent(typed)}`;
    const { order } = this.texts;
    return [...byName.values()].sort((a, b) => a.tier - b.tier || order.indexOf(a.name) - order.indexOf(b.name));
  }

  areaRow(n, needles) {
    const { address, name, below } = this.areas.told(n, needles);
    return this.item(address, name, below, needles);
  }

  row(hit) {
    const { anchor, heading, text } = placeOf(hit);
    const address = hit.entry.address.replace(/^\//, "") + (anchor ? `#${encodeURIComponent(anchor)}` : "");
    const words = snippet(text, hit.needles);
    const below = [heading.replace(/([^？。])$/, "$1："), words].join("");
    return this.item(address, hit.entry.title, below, hit.needles);
  }

  item(address, title, below, needles) {
    const link = element("a", { href: `../${address}` }, ...marked(title, needles));
    return element("li", {}, link, element("p", { className: "muted" }, ...marked(below, needles)));
  }

  columns(groups) {
    let last = groups.length;
    while (last > 1 && ASIDE.includes(groups[last - 1].name)) last -= 1;
    return [groups.slice(0, last), groups.slice(last)].filter((part) => part.length);
  }

  section(group) {
    const list = element("ul", { className: "hits" });
    const isOpen = this.open.has(group.name) || group.rows.length <= FIRST;
    list.append(...group.rows.slice(0, isOpen ? group.rows.length : FIRST).map((row) => row()));
    const section = element("section", {}, element("h2", {}, group.name), list);
    if (!isOpen) {
      const button = element("button", { className: "button quiet", type: "button" }, `显示全部 ${group.rows.length} 处`);
      button.addEventListener("click", () => {
        this.open.add(group.name);
        const rest = group.rows.slice(FIRST).map((row) => row());
        button.parentNode.removeChild(button);
        list.append(...rest);
        rest[0].querySelector("a").focus();
      });
      section.append(button);
    }
    return section;
  }

  // What an empty answer leads on to: shorter words, people to ask, and the lists below.
  offer(words, isFound) {
    this.nothing.hidden = isFound;
    const list = this.nothing.querySelector("[data-words]");
    list.textContent = "";
    list.append(...words.map((word) => {
      const button = element("button", { className: "chip", type: "button" }, word);
      button.dataset.try = word;
      return element("li", {}, button);
    }));
  }

  links() {
    return [...this.results.querySelectorAll("li > a")];
  }

  // Arrows go through the results, Escape comes back to the box.
  move(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = this.links();
    const at = links.indexOf(document.activeElement);
    const isIn = at >= 0 || document.activeElement === this.box;
    if (!isIn) return;
    const next = { ArrowDown: links[at + 1], ArrowUp: at > 0 ? links[at - 1] : this.box, Escape: this.box }[event.key];
    if (!next || next === document.activeElement) return;
    event.preventDefault();
    next.focus();
  }
}
