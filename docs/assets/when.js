// Days and times as readers are told them.
import { minutes, toText, weekday } from "./times.js";

export const clock = (minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
const short = (time) => time.replace(/^0/, "");
const span = (rule) => `${short(rule.opens)}–${short(rule.closes)}`;

export function dayWords(day, today) {
  const near = ["今天", "明天", "后天"][day - today];
  const [, month, date] = toText(day).split("-").map(Number);
  return near || `${month} 月 ${date} 日（周${weekday(day)}）`;
}

const shortDay = (day, today) => dayWords(day, today).replace(/[（）]/g, "");

export function receptionWords({ rule, day, movedFrom }, today) {
  const moved = movedFrom === null ? "" : "，因放假改到这天";
  return `${dayWords(day, today)} ${span(rule)}${moved}`;
}

// The reception of a row: that which goes on, or the next.
export function heldWords(held, { day, minute }) {
  if (!held) return "";
  if (held.day === day && minutes(held.rule.opens) <= minute) return `正在接待，到 ${short(held.rule.closes)}`;
  return `接待 ${shortDay(held.day, day)} ${span(held.rule)}`;
}

// The next days are known by their names, those after by their dates: a row has room for one of the two.
function dayName(day, today) {
  const [, month, date] = toText(day).split("-").map(Number);
  if (day - today < 3) return dayWords(day, today);
  return day - today < 7 ? `周${weekday(day)}` : `${month} 月 ${date} 日`;
}

// Why a row's station is not open now, and when it is: the word that says it, and what follows.
export function shutWords(calendar, station, state, { day, minute }) {
  const opens = state.day === undefined ? "" : `${state.day === day ? "" : `${dayName(state.day, day)} `}${clock(state.at)} 开`;
  const doubt = state.isUnsure ? "，中间的节假日请先打电话" : "";
  if (state.day === day) return ["还没开", `，今天 ${opens}`];
  const spans = calendar.spans(station, day) || [];
  const word = spans.some(([, closes]) => closes <= minute) ? "已关门" : "今天不开";
  if (opens) return [word, `，${opens}${doubt}`];
  return [word, state.isUnsure ? "，哪天开请先打电话" : ""];
}

export function distanceWords(metres) {
  if (metres < 975) return `约 ${Math.max(50, Math.round(metres / 50) * 50)} 米`;
  return `约 ${metres < 9950 ? (metres / 1000).toFixed(1) : Math.round(metres / 1000)} 公里`;
}
