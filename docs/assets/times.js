// When a station is open and when it holds reception, in Asia/Shanghai, which has no summer time.
// hooks/members_home/model/calendar.py computes the same for calendar files; a test compares the two.
// A day is the number of days since 1970-01-01, a time the minutes since midnight.
const WEEK = "一二三四五六日";
const LONGEST_MOVE = 15;
const LONGEST_WAIT = 120;

export function now() {
  const shifted = Date.now() + 8 * 3600e3;
  return { day: Math.floor(shifted / 864e5), minute: Math.floor(shifted / 6e4) % 1440 };
}

export const toDay = (text) => Date.parse(text) / 864e5;
export const toText = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
export const weekday = (day) => WEEK[(((day + 3) % 7) + 7) % 7];
export const minutes = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const parts = (day) => toText(day).split("-").map(Number);

// The openings of a station on the weekday of a day, holidays not considered, in order.
export function usual(station, day) {
  return (station.hours || [])
    .filter((one) => one.days.includes(weekday(day)))
    .sort((a, b) => minutes(a.opens) - minutes(b.opens));
}

export const isUsuallyOpen = (station, { day, minute }) => usual(station, day)
  .some((one) => minutes(one.opens) <= minute && minute < minutes(one.closes));

// Why it cannot be said whether a station is open, and its usual hours; "" where no hours are known.
export function doubtWords(calendar, station, day) {
  if (!(station.hours || []).length) return "";
  const spans = usual(station, day).map((one) => `${one.opens.replace(/^0/, "")}–${one.closes.replace(/^0/, "")}`).join("、");
  const why = calendar.isSourced(day) ? "今天是节假日" : noNotice(day);
  return `不知道开不开（${why}），平时周${weekday(day)}${spans ? ` ${spans}` : "不开"}，请先打电话`;
}

export const noNotice = (day) => `${toText(day).slice(0, 4)} 年的放假安排还没有登记`;

// The holidays of the years whose notice is known: {years, off, work} as in /data/holidays.json.
export class WorkCalendar {
  constructor(years) {
    this.years = new Set(years.map((one) => one.year));
    this.off = new Set(years.flatMap((one) => one.days_off.map(toDay)));
    this.work = new Set(years.flatMap((one) => one.workdays.map(toDay)));
  }

  isSourced(day) {
    return this.years.has(parts(day)[0]);
  }

  isWorkday(day) {
    return this.work.has(day) || ("一二三四五".includes(weekday(day)) && !this.off.has(day));
  }

  // The spans [opens, closes, isUnsaid] of one day, isUnsaid on a holiday of which nobody said whether it is open then;
  // null where the holidays of its year are not known.
  spans(station, day) {
    const special = (station.special || []).find((one) => toDay(one.on) === day);
    if (special) return special.closed ? [] : [[minutes(special.opens), minutes(special.closes)]];
    if (!this.isSourced(day)) return null;
    const isOff = this.off.has(day);
    return usual(station, day)
      .filter((one) => !isOff || one.on_holiday !== "closed")
      .map((one) => [minutes(one.opens), minutes(one.closes), isOff && one.on_holiday !== "open"]);
  }

  // The next `count` days: {day, spans, isReception}; `spans` is null where nobody knows whether it is open.
  ahead(station, count, { day }) {
    const reception = new Set(this.next(station, count * 2, { day, minute: 0 }).map((one) => one.day));
    return Array.from({ length: count }, (_, n) => {
      const spans = this.spans(station, day + n);
      const isSaid = spans && !spans.some(([, , isUnsaid]) => isUnsaid);
      return { day: day + n, spans: isSaid ? spans : null, isReception: reception.has(day + n) };
    });
  }

  // {open, until} while open; {open: false, day, at} with the next opening that is certain, and isUnsure where one of
  // which nothing is said may come before; null where it cannot be said whether it is open.
  state(station, { day, minute }) {
    if (!(station.hours || []).length && !(station.special || []).some((one) => toDay(one.on) === day)) return null;
    const unsure = {};
    for (let ahead = 0; ahead < 14; ahead += 1) {
      const spans = this.spans(station, day + ahead);
      if (spans === null) return ahead ? { open: false, isUnsure: true } : null;
      for (const [opens, closes, isUnsaid] of spans) {
        if (ahead === 0 && opens <= minute && minute < closes) return isUnsaid ? null : { open: true, until: closes };
        if (ahead === 0 && opens <= minute) continue;
        if (!isUnsaid) return Object.assign({ open: false, day: day + ahead, at: opens }, unsure);
        unsure.isUnsure = true;
      }
    }
    return Object.assign({ open: false }, unsure);
  }

  // The last day of the years known without a gap from the year of `first` on.
  lastSourced(first) {
    let [year] = parts(first);
    while (this.years.has(year)) year += 1;
    return toDay(`${year}-01-01`) - 1;
  }

  // The days from `first` to `last` on which the rule holds reception: [{day, movedFrom}], as far as holidays are known.
  held(rule, closed, first, last) {
    const found = new Map();
    if (!this.isSourced(first)) return [];
    const until = Math.min(last, this.lastSourced(first));
    for (let day = first - LONGEST_MOVE; day <= until; day += 1) {
      if (!fallsOn(rule, day)) continue;
      let on = day;
      if (this.off.has(day)) {
        if (rule.on_holiday !== "next_workday") continue;
        while (!this.isWorkday(on)) on += 1;
      }
      if (on >= first && on <= until && !closed.has(on) && !found.has(on)) {
        found.set(on, { day: on, movedFrom: on === day ? null : day });
      }
    }
    return [...found.values()].sort((a, b) => a.day - b.day);
  }

  // The next `count` reception days of all rules: [{day, rule, movedFrom}]; only those not yet over. `soon` is in how many
  // days to look first.
  next(station, count, { day, minute }, soon = LONGEST_WAIT) {
    const found = this.heldWithin(station, { day, minute }, soon).slice(0, count);
    return found.length < count && soon < LONGEST_WAIT ? this.next(station, count, { day, minute }) : found;
  }

  heldWithin(station, { day, minute }, days) {
    const closed = new Set((station.special || []).filter((one) => one.closed).map((one) => toDay(one.on)));
    return (station.reception || [])
      .flatMap((rule) => this.held(rule, closed, day, day + days).map((one) => ({ ...one, rule })))
      .filter((one) => one.day > day || minutes(one.rule.closes) > minute)
      .sort((a, b) => a.day - b.day || minutes(a.rule.opens) - minutes(b.rule.opens));
  }
}

function fallsOn(rule, day) {
  const [, , date] = parts(day);
  if (rule.day) return date === Number(rule.day);
  if (weekday(day) !== rule.weekday) return false;
  if (rule.freq === "weekly") return true;
  if (rule.nth === "last") return parts(day + 7)[1] !== parts(day)[1];
  return Math.floor((date - 1) / 7) + 1 === Number(rule.nth);
}
