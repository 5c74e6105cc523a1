// What a station's page says of today: open now or when next, and the next three reception days; its two buttons.
import { WorkCalendar, doubtWords, now, toText, weekday } from "./times.js";

const clock = (minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;

function dayWords(day, today) {
  const near = ["今天", "明天", "后天"][day - today];
  const [, month, date] = toText(day).split("-").map(Number);
  return near || `${month} 月 ${date} 日（周${weekday(day)}）`;
}

function stateWords(state, today) {
  if (state.open) return `开放中，到 ${clock(state.until)}`;
  if (state.day === undefined) return state.isUnsure ? "现在没开，下一次什么时候开，请先打电话" : "今天没有开放";
  return `现在没开，${dayWords(state.day, today)} ${clock(state.at)} 开${state.isUnsure ? "，中间的节假日请先打电话" : ""}`;
}

function receptionWords(held, today) {
  const { rule, day, movedFrom } = held;
  const moved = movedFrom === null ? "" : "，因放假改到这天";
  return `${dayWords(day, today)} ${rule.opens.replace(/^0/, "")}–${rule.closes.replace(/^0/, "")}${moved}`;
}

function buttons(root) {
  const copy = root.querySelector("[data-copy]");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(copy.dataset.copy);
      copy.textContent = "已复制";
    });
  }
  const poster = root.querySelector("[data-poster]");
  poster.hidden = false;
  poster.addEventListener("click", async () => (await import("./poster.js")).print(root));
}

export async function show(root) {
  buttons(root);
  const station = JSON.parse(root.querySelector("#station-times").textContent);
  const response = await fetch(new URL("../../data/holidays.json", document.baseURI));
  if (!response.ok) return;
  const calendar = new WorkCalendar(await response.json());
  const time = now();
  const state = calendar.state(station, time);
  const place = root.querySelector("[data-now]");
  const words = state ? stateWords(state, time.day) : doubtWords(calendar, station, time.day);
  if (place && words) {
    place.textContent = words;
    place.classList.add(state && state.open ? "is-open" : "is-shut");
    place.parentElement.hidden = false;
  }
  const list = root.querySelector("[data-next]");
  const next = calendar.next(station, 3, time);
  if (list && next.length) {
    list.replaceChildren(...next.map((held) => Object.assign(document.createElement("li"), { textContent: receptionWords(held, time.day) })));
    list.parentElement.hidden = false;
  }
}
