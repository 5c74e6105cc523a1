// What a station's page says of today: open now or when next, and the next three reception days.
import { WorkCalendar, doubtWords, now, toText, weekday } from "./times.js";
import { clock, dayWords, receptionWords } from "./when.js";

const REMEMBERED = 5;
const COUNT = 3; // reception days, for which the style keeps the lines
const DAYS = 7;

function stateWords(state, today) {
  if (state.open) return `开放中，到 ${clock(state.until)}`;
  if (state.day === undefined) return state.isUnsure ? "现在没开，下一次什么时候开，请先打电话" : "今天没有开放";
  return `现在没开，${dayWords(state.day, today)} ${clock(state.at)} 开${state.isUnsure ? "，中间的节假日请先打电话" : ""}`;
}

// A day as a small card: its name, its date, a line for each time that it opens, and a word that says the same.
function dayCard({ day, spans, isReception }, today) {
  const item = document.createElement("li");
  const add = (tag, text) => item.appendChild(Object.assign(document.createElement(tag), { textContent: text }));
  add("span", day === today ? "今天" : `周${weekday(day)}`);
  add("b", String(Number(toText(day).slice(8))));
  const lines = add("span", "");
  lines.className = "times";
  for (let n = 0; n < Math.max(1, (spans || []).length); n += 1) lines.append(document.createElement("i"));
  add("span", isReception ? "接待" : !spans ? "先问" : spans.length ? "开" : "休");
  item.className = isReception ? "is-reception" : spans && spans.length ? "opens" : "";
  return item;
}

function week(root, days, today) {
  const list = root.querySelector("[data-week]");
  if (!list) return;
  list.append(...days.map((one) => dayCard(one, today)));
  list.closest(".live").hidden = !days.some((one) => one.spans || one.isReception);
  list.closest(".live").classList.add("is-ready");
}

function keptStations() {
  try {
    const kept = JSON.parse(localStorage.getItem("stations"));
    return Array.isArray(kept) ? kept.filter((one) => one && one.id) : [];
  } catch (error) {
    return [];
  }
}

// The home page leads back to the stations that were looked at last; they are kept on the device alone.
function remember(root, station) {
  try {
    localStorage.setItem("stations", JSON.stringify([station, ...keptStations().filter((one) => one.id !== station.id)].slice(0, REMEMBERED)));
  } catch (error) {
    // Private windows may refuse storage: then nothing is remembered.
  }
}

export async function show(root) {
  const { code } = root.querySelector("[data-code]").dataset;
  remember(root, { id: code, name: root.querySelector("h1").textContent, address: root.querySelector("[data-copy]").dataset.copy });
  const station = JSON.parse(root.querySelector("#station-times").textContent);
  const calendar = await holidays();
  if (!calendar) {
    for (const place of root.querySelectorAll("[data-now], [data-next]")) fill(place, "放假安排没有取到，刷新一下再看");
    week(root, [], 0);
    return;
  }
  const time = now();
  const state = calendar.state(station, time);
  const place = root.querySelector("[data-now]");
  const words = state ? stateWords(state, time.day) : doubtWords(calendar, station, time.day);
  if (place && words) {
    fill(place, words);
    place.classList.add(state && state.open ? "is-open" : "is-shut");
  } else if (place) {
    place.closest(".live").hidden = true;
  }
  week(root, calendar.ahead(station, DAYS, time), time.day);
  const list = root.querySelector("[data-next]");
  const next = calendar.next(station, COUNT, time);
  const known = next.map((held) => receptionWords(held, time.day));
  if (list) fill(list, ...known, ...(known.length < COUNT ? [known.length ? "再往后的，过些天再看" : "还不知道"] : []));
}

// The work calendar; null where it was lost on the way.
async function holidays() {
  try {
    const response = await fetch(new URL("../../data/holidays.json", document.baseURI));
    return response.ok ? new WorkCalendar(await response.json()) : null;
  } catch (error) {
    return null;
  }
}

// Writes into a place that the page keeps for it, and shows it. Of the state, what follows the first comma stands on a line of
// its own: the comma is only heard.
function fill(place, ...lines) {
  const made = (tag, textContent, className = "") => Object.assign(document.createElement(tag), { textContent, className });
  if (place.matches("ul")) {
    place.append(...lines.map((line) => made("li", line)));
  } else {
    const [, state, until] = /^(.*?)，(.*)$/.exec(lines[0]) || [null, lines[0], ""];
    place.append(state, ...(until ? [made("span", "，", "heard"), made("span", until, "until")] : []));
  }
  place.closest(".live").classList.add("is-ready");
}
