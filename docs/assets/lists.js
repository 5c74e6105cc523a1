// The stations of a service, or of an area, as rows that say what is true now. Both pages stand without it too:
// a service's list is replaced, an area's rows are filled in. hooks/members_home/pages/services.py and areas.py make them.
import { fetchJson } from "./fetching.js";
import { Rows } from "./rows.js";
import { loadStations } from "./stations.js";
import { WorkCalendar, now } from "./times.js";

const SHOWN = 10;
const LOST = "站点的名单没有取到，可能是网络断了。刷新一下，就会再取一次。";
const NO_HOLIDAYS = "放假安排没有取到，说不准哪些站点开着。刷新一下，就会再取一次。";

const isOpenAsked = (root) => root.querySelector("[name=open]").checked;

// How many are open, beside the word; nothing where nobody can say.
function sayCount(root, moment, numbers) {
  const isSure = numbers.every((n) => !moment.isOpen(n) || moment.of(n).state);
  const place = root.querySelector("[data-count=open]");
  if (place) place.textContent = isSure ? ` ${numbers.filter((n) => moment.isOpen(n)).length}` : "";
}

export class ServiceList {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector("ul.results");
    this.street = root.querySelector("[name=street]");
    this.said = root.querySelector("[data-said]");
    this.more = root.querySelector("[data-more]");
    this.index = null;
    this.calendar = null;
  }

  start(stations, calendar) {
    this.index = stations;
    this.calendar = calendar;
    const numbers = this.find({ street: "", open: "" });
    const streets = new Set(numbers.flatMap((n) => stations.lines[stations.areas[n]]));
    const offered = stations.data.areas.filter((area, n) => area[3] === "街道" && streets.has(n));
    this.street.append(...offered.map(([id, name]) => new Option(name, id)));
    this.root.addEventListener("input", () => this.show(SHOWN));
    this.more.addEventListener("click", () => this.show(this.shown + SHOWN));
    this.show(SHOWN);
    this.root.querySelector("[data-plain]").hidden = true;
  }

  find(chosen) {
    return this.index.find({ q: "", community: "", kind: "", week: "", service: this.root.dataset.service, ...chosen }, this.calendar, now()).numbers;
  }

  show(count) {
    this.shown = count;
    const chosen = { street: this.street.value, open: isOpenAsked(this.root) ? "1" : "" };
    const numbers = this.find(chosen);
    const rows = new Rows(this.index, this.calendar, now(), { isFull: true });
    this.list.textContent = "";
    this.list.append(...numbers.slice(0, count).map((n) => rows.row(n)));
    this.more.parentElement.hidden = count >= numbers.length;
    const order = this.calendar && this.index.at(this.calendar, now()).order() ? "，先列接待日近的" : "";
    const words = numbers.length ? `${numbers.length} 个站点${order}` : "没有这样的站点。换一个街道，或者不挑现在开着的。";
    this.said.textContent = this.calendar ? words : `${words}。${NO_HOLIDAYS}`;
    if (this.calendar) sayCount(this.root, this.index.at(this.calendar, now()), this.find({ ...chosen, open: "" }));
  }

  addCalls() {
    const rows = new Rows(this.index, this.calendar, now(), { isFull: true });
    for (const row of this.list.children) rows.addCall(row, Number(row.dataset.number));
  }
}

// An area's rows stand in its page, with their telephones; what is true now is filled in.
export class AreaList {
  constructor(root) {
    this.root = root;
  }

  start(stations, calendar) {
    if (!calendar) throw new Error("no holidays");
    const rows = new Rows(stations, calendar, now(), { isFull: true });
    const moment = stations.at(calendar, now());
    const numberOf = new Map(stations.ids.map((id, n) => [id, n]));
    this.items = [...this.root.querySelectorAll("[data-id]")].filter((item) => numberOf.has(Number(item.dataset.id)));
    this.numbers = this.items.map((item) => numberOf.get(Number(item.dataset.id)));
    this.items.forEach((item, k) => rows.sayNow(item, this.numbers[k]));
    sayCount(this.root, moment, this.numbers);
    this.root.addEventListener("input", () => {
      const isAsked = isOpenAsked(this.root);
      this.items.forEach((item, k) => (item.hidden = isAsked && !moment.isOpen(this.numbers[k])));
      const shown = this.items.filter((item) => !item.hidden).length;
      this.root.querySelector("[data-said]").textContent = shown ? `${shown} 个站点` : "现在没有开着的";
    });
  }
}

// How many stations are open in each area of a tree, with what lies below it, and at the area itself.
export class Tree {
  constructor(root) {
    this.root = root;
  }

  start(stations, calendar) {
    if (!calendar || !stations.at(calendar, now()).isSure()) return;
    const moment = stations.at(calendar, now());
    const counts = { openIn: new Map(), openAt: new Map() };
    const add = (map, area) => map.set(stations.data.areas[area][0], (map.get(stations.data.areas[area][0]) || 0) + 1);
    stations.areas.forEach((area, n) => {
      if (!moment.isOpen(n)) return;
      add(counts.openAt, area);
      for (const above of stations.lines[area]) add(counts.openIn, above);
    });
    for (const place of this.root.querySelectorAll("[data-open-in], [data-open-at]")) {
      const [key, area] = Object.entries(place.dataset)[0];
      place.textContent = `${counts[key].get(area) || 0} 个开着 · `;
    }
  }
}

const kindOf = (root) => (root.matches(".tree") ? Tree : root.dataset.service ? ServiceList : AreaList);

// What comes late fills places that the page keeps; what does not come is said, and what stands without scripts stays.
export async function show(root) {
  const list = new (kindOf(root))(root);
  const holidays = fetchJson("data/holidays.json").then((years) => new WorkCalendar(years), () => null);
  try {
    list.start(await loadStations(), await holidays);
  } catch (error) {
    for (const place of root.querySelectorAll(".live")) place.hidden = true;
    const said = root.querySelector("[data-said]");
    if (said) said.textContent = (await holidays) ? LOST : NO_HOLIDAYS;
    return;
  }
  for (const place of root.querySelectorAll(".live")) place.classList.add("is-ready");
  if (!root.dataset.service) return;
  try {
    (await loadStations()).setPlaces(await fetchJson("stations/places.json"));
    list.addCalls();
  } catch (error) {
    // Rows without a button to call still lead to their stations.
  }
}
