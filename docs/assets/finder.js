// The finder: searches all stations on the device. hooks/members_home/pages/finder.py makes the index.
// The phones that read us run what Chrome 72 and iOS 12.2 know, in syntax too; tests/test_baseline.py holds that.
import { fetchJson, once } from "./fetching.js";
import { Rows } from "./rows.js";
import { WITHIN, loadStations } from "./stations.js";
import { WorkCalendar, noNotice, now } from "./times.js";

const SHOWN = 20;

const LOST = "站点名单没有取到，可能是网络断了。再输入或再选一次，就会再取一次；也可以从下面的列表里找。";
const NO_HOLIDAYS = "放假安排没有取到，说不准哪些站点开着。再选一次，就会再取一次；也可以从下面的列表里找。";

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
    this.loadCalendar = once(async () => (this.calendar = new WorkCalendar(await fetchJson("data/holidays.json"))));
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

  async fetchPlaces() {
    this.index.setPlaces(await fetchJson("stations/places.json"));
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
    const rows = new Rows(this.index, this.calendar, now());
    this.list.textContent = "";
    this.list.append(...this.results.slice(0, count).map((n) => rows.row(n)));
    this.more.parentElement.hidden = count >= this.results.length;
  }
}
