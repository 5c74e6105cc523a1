// How many stations are open now, counted on the device from the opening hours that the home page carries.
import { WorkCalendar, now } from "./times.js";

export function count({ years, times }, time) {
  const calendar = new WorkCalendar(years);
  return times.reduce((open, [stations, hours]) => {
    const state = calendar.state(hours, time);
    return open + (state && state.open ? stations : 0);
  }, 0);
}

// Where none is open, or nobody can say, the page goes on saying how many there are.
export function show(root) {
  const open = count(JSON.parse(root.querySelector("#open-times").textContent), now());
  const place = root.querySelector("[data-open]");
  if (!open) return;
  place.textContent = `${open} 个站点现在开着`;
  place.classList.add("is-open");
}
