// The finder: searches all stations on the device. hooks/members_home/pages/finder.py makes the index.
// The phones that read us run what Chrome 72 and iOS 12.2 know, in syntax too; tests/test_baseline.py holds that.
import { fetchJson, once } from "./fetching.js";
import { WITHIN } from "./moment.js";
import { Rows } from "./rows.js";
import { loadStations } from "./stations.js";
import { WorkCalendar, noNotice, now } from "./times.js";

const SHOWN = 20;
const MANY = 100; // stations found from which rows are drawn in two steps
const FIRST = 6; // rows that a phone shows at once
const PAUSE = 150; // milliseconds

const LOST = "站点名单没有取到，可能是网络断了。再输入或再选一次，就会再取一次；也可以从下面的列表里找。";
const NO_HOLIDAYS = "放假安排没有取到，说不准哪些站点开着。再选一次，就会再取一次；也可以从下面的列表里找。";
const NOTHING = "没有找到。换个说法，或少选一项试试。";
const ASKING = "正在找你在哪里……";
const ROUGH = "距离是估的，按直线算。";

const FILTERS = ["street", "community", "kind", "service"];
const KEYS = ["q", ...FILTERS, "open", "week"];

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
    const find = (selector) => page.querySelector(selector);
    this.form = find("form.finder");
    this.root = find("[data-finder]");
    this.filters = find(".filters");
    this.fold = find("[data-fold]");
    this.place = find(".results-place");
    this.found = find(".found");
    this.clear = find("[data-clear]");
    this.near = find("[data-near]");
    this.list = find("ul.results");
    this.more = find("[data-more]");
    this.lists = find("[data-lists]");
    this.index = null;
    this.calendar = null;
    this.results = [];
    this.distances = null; // of all stations, once the reader asked for them
    this.drawing = 0; // the timer of rows that are still to be drawn
    this.aside = ""; // what became of his asking
    this.loadIndex = once(() => this.fetchIndex());
    this.loadCalendar = once(async () => (this.calendar = new WorkCalendar(await fetchJson("data/holidays.json"))));
    this.loadPlaces = once(() => this.fetchPlaces());
  }

  start() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.changed(false);
    });
    this.root.addEventListener("input", (event) => {
      // An input method's letters are not yet what the reader wants to find.
      if (!event.isComposing) this.changed(event.target.name !== "q");
    });
    this.form.addEventListener("compositionend", () => this.changed(false));
    this.more.addEventListener("click", () => this.show(this.shown + SHOWN));
    this.fold.addEventListener("click", () => this.unfold(!this.filters.classList.contains("is-unfolded")));
    this.clear.addEventListener("click", () => this.clearAll());
    if (this.near) this.near.addEventListener("click", () => this.sortByDistance());
    addEventListener("popstate", () => this.fill(fromAddress()));
    // What is typed while the index is still on its way stays; streets can only be chosen once it is there.
    this.fillPlain(fromAddress());
    for (const part of [this.form, this.filters]) part.classList.add("is-ready");
    if (this.near) this.near.hidden = !navigator.geolocation || window.isSecureContext === false;
    this.load().then(() => this.search(), () => this.say(LOST));
  }

  // Only the index must be there: without holidays names are still found. The addresses follow when the first results stand.
  async load() {
    await Promise.all([this.loadIndex(), this.loadCalendar().catch(() => null)]);
    await this.index.prepare(this.form.q.value);
    this.loadPlaces().catch(() => null);
  }

  async fetchIndex() {
    this.index = await loadStations();
    // The browser compiles what it runs: the first searches take longest, so they are not the reader's.
    for (const q of ["a", "站", "一"]) this.index.search({ ...this.wanted(), q, open: "", week: "" }, null, now());
    this.options(this.form.street, this.index.data.areas.filter((area) => area[3] === "街道"));
    this.fillAreas(fromAddress());
  }

  // Rows that stay only get their buttons, so that nothing moves under the reader's finger.
  async fetchPlaces() {
    this.index.setPlaces(await fetchJson("stations/places.json"));
    const before = this.results.join();
    if (this.isAsked(this.wanted())) this.results = this.find().numbers;
    if (this.results.join() !== before) this.search();
    else for (const row of this.list.children) this.rows().addCall(row, Number(row.dataset.number));
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
    this.load().then(() => this.search(), () => this.say(LOST));
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
    if (isChoice) this.communities();
    writeAddress(toAddress(this.wanted()), isChoice);
    this.search();
  }

  clearAll() {
    const nothing = {};
    for (const key of KEYS) nothing[key] = "";
    writeAddress(location.pathname, true);
    this.form.q.focus(); // the button that had the focus goes
    this.fill(nothing);
  }

  // On a phone the other filters are folded; on a desk they stand beside the results.
  unfold(isOpen) {
    this.filters.classList.toggle("is-unfolded", isOpen);
    this.fold.setAttribute("aria-expanded", String(isOpen));
  }

  // Words instead of results; the lists stay to be read.
  say(words) {
    this.found.textContent = words;
    this.clear.hidden = !this.isAsked(this.wanted());
    this.place.classList.add("is-lost");
    this.list.hidden = true;
    this.more.parentElement.hidden = true;
    this.lists.hidden = false;
  }

  find() {
    return this.index.find(this.wanted(), this.calendar, now(), this.distances && this.distances.order);
  }

  search() {
    if (!this.index) return;
    const wanted = this.wanted();
    if ((wanted.open || wanted.week) && !this.calendar) {
      this.say(NO_HOLIDAYS);
      return;
    }
    const found = this.find();
    const isAsked = this.isAsked(wanted);
    this.results = found.numbers;
    this.lists.hidden = isAsked;
    this.clear.hidden = !isAsked;
    this.list.hidden = false;
    this.place.classList.remove("is-lost");
    this.sayCounts(wanted, found);
    this.show(SHOWN);
  }

  // How many there are and in what order, what cannot be known of what is asked, and what became of asking for the place.
  sayCounts(wanted, { numbers, open, week }) {
    const { day } = now();
    const doubt = this.doubt(wanted, day);
    const order = this.orderWords(wanted);
    const count = wanted.q ? `找到 ${numbers.length} 个站点` : `${numbers.length} 个站点`;
    const first = numbers.length ? `${count}${order && `，${order}`}` : NOTHING;
    const rest = `${doubt}${this.distances && numbers.length ? ROUGH : ""}${this.aside}`;
    this.found.textContent = rest ? `${first.replace(/。$/, "")}。${rest}` : first;
    const isSure = this.calendar && this.index.at(this.calendar, now()).isSure();
    this.root.querySelector("[data-count=open]").textContent = isSure ? ` ${open}` : "";
    this.root.querySelector("[data-count=week]").textContent = this.calendar && this.calendar.isSourced(day + WITHIN - 1) ? ` ${week}` : "";
    const chosen = FILTERS.filter((key) => wanted[key]).length;
    this.fold.textContent = chosen ? `筛选 ${chosen}` : "筛选";
    this.fold.classList.toggle("is-pressed", chosen > 0);
  }

  orderWords(wanted) {
    if (this.distances) return "先列离你近的";
    return !wanted.q && this.calendar && this.index.at(this.calendar, now()).order() ? "先列接待日近的" : "";
  }

  // What cannot be known of what is asked, because the holidays of a year are not registered.
  doubt(wanted, day) {
    if (wanted.open && !this.calendar.isSourced(day)) return `${noNotice(day)}，现在开不开不知道，请先打电话。`;
    const last = day + WITHIN - 1;
    return wanted.week && !this.calendar.isSourced(last) ? `${noNotice(last)}，接待日是哪天不知道，请先打电话。` : "";
  }

  // The place is asked for only here, stays on the device, and is forgotten with the page; a second time puts things back.
  async sortByDistance() {
    const wasOn = Boolean(this.distances);
    this.distances = null;
    this.aside = "";
    if (!wasOn) {
      this.found.textContent = ASKING;
      try {
        await this.load();
        const { askDistances } = await import("./near.js");
        const found = await askDistances(this.index.names.length);
        this.distances = found.order ? found : null;
        this.aside = found.words || "";
      } catch (error) {
        this.aside = "没有取到算距离的程序，可能是网络断了，再点一次试试。";
      }
    }
    this.near.setAttribute("aria-pressed", String(Boolean(this.distances)));
    if (this.index) this.search();
    else this.say(LOST);
  }

  rows() {
    return new Rows(this.index, this.calendar, now(), { isFull: true, metres: this.distances && this.distances.metres });
  }

  // Among many stations the rows that a phone shows are drawn at once, so that typing never waits; the others when the typing pauses.
  show(count) {
    this.shown = count;
    const rows = this.rows();
    const words = this.index.meant(this.form.q.value);
    const draw = (from, to) => this.list.append(...this.results.slice(from, to).map((n) => rows.row(n, words)));
    const first = this.results.length > MANY && count === SHOWN ? FIRST : count;
    this.list.textContent = "";
    draw(0, first);
    clearTimeout(this.drawing);
    if (first < count) this.drawing = setTimeout(() => draw(first, count), PAUSE);
    this.more.parentElement.hidden = count >= this.results.length;
  }
}
