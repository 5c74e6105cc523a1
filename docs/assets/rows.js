// A row of a list of stations: its name, and what is known of it now. The finder and the search show it.
import { doubtWords } from "./times.js";

export class Rows {
  // `calendar` is null where the holidays are not there.
  constructor(stations, calendar, time) {
    this.stations = stations;
    this.calendar = calendar;
    this.time = time;
    this.words = new Map();
  }

  // The words of opening times, which many stations share.
  nowWords(number) {
    if (!this.words.has(number)) this.words.set(number, this.calendar ? this.stateWords(this.stations.data.times[number]) : "");
    return this.words.get(number);
  }

  stateWords(times) {
    const state = this.calendar.state(times, this.time);
    return state ? (state.open ? "开放中" : "") : doubtWords(this.calendar, times, this.time.day);
  }

  row(n) {
    const { stations } = this;
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: `../${stations.address(n)}`, textContent: stations.names[n] });
    const state = stations.suspended.has(n) ? "暂停" : this.nowWords(stations.data.stations.times[n]);
    const words = [stations.areaText[stations.areas[n]].split(" ").slice(0, 2).reverse().join(" "), stations.places[n], state].filter(Boolean);
    item.append(link, Object.assign(document.createElement("span"), { className: "muted", textContent: words.join(" · ") }));
    return item;
  }
}
