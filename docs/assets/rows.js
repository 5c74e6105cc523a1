// A row of a list of stations: its name, whether it is open now, when it receives, and a button that calls it.
// The search shows the short one: no reception. hooks/members_home/pages/areas.py writes the same parts into pages.
import { address } from "./fetching.js";
import { distanceWords } from "./when.js";

const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

export class Rows {
  // `calendar` is null where the holidays are not there; `metres` are the distances, where the reader asked for them.
  constructor(stations, calendar, time, { isFull = false, metres = null } = {}) {
    this.stations = stations;
    this.moment = calendar ? stations.at(calendar, time) : null;
    this.isFull = isFull;
    this.root = address(""); // once for all rows
    this.metres = metres;
  }

  // `words` are those by which it was found.
  row(n, words = []) {
    const { stations } = this;
    const item = make("li", "station-row");
    item.dataset.number = n;
    const main = this.isFull ? item.appendChild(make("div", "station-main")) : item;
    main.append(Object.assign(make("a", "station-name", stations.names[n]), { href: this.root + stations.address(n) }), make("p", "station-state"));
    const middle = this.isFull ? item.appendChild(make("div", "station-middle")) : item;
    if (this.isFull) middle.append(make("p", "station-held"));
    const place = stations.placeFound(n, words);
    if (place) middle.append(make("p", "station-place", place));
    if (this.isFull) {
      const side = item.appendChild(make("div", "station-side"));
      side.append(make("span", "station-call"));
      if (this.metres && this.metres[n] !== undefined) side.append(make("span", "station-far", distanceWords(this.metres[n])));
    }
    this.sayNow(item, n);
    if (stations.phones) this.addCall(item, n);
    return item;
  }

  // What is true now, in words beside a dot that says the same.
  sayNow(item, n) {
    const suspended = { isOpen: false, word: "暂停", more: "", held: "" };
    const said = this.moment ? this.moment.words(n) : this.stations.suspended.has(n) ? suspended : null;
    const state = item.querySelector(".station-state");
    const held = item.querySelector(".station-held");
    if (said) {
      state.classList.add(said.isOpen ? "is-open" : "is-shut");
      state.textContent = "";
      state.append(make("b", "", said.word), said.more);
      if (held) held.textContent = said.held;
    }
  }

  // The button keeps its place until the telephones are there.
  addCall(item, n) {
    const place = item.querySelector(".station-call");
    const phone = this.stations.phones[n];
    if (!place || !phone || place.firstChild) return;
    const extension = this.stations.extensions[n];
    const call = Object.assign(make("a", "call", "打电话"), { href: `tel:${phone}` });
    call.setAttribute("aria-label", `打电话：${this.stations.names[n]}${extension ? `，转 ${extension}` : ""}`);
    place.append(call);
    if (extension) place.append(make("span", "station-far", `转 ${extension}`));
  }
}
