// What is known at one moment of the opening times that the index of stations names, each worked out once, because many share them.
import { doubtWords, isUsuallyOpen, minutes } from "./times.js";
import { clock, heldWords, shutWords } from "./when.js";

export const WITHIN = 7; // days in which a reception counts as near
const SOON = 40; // days in which the next reception of nearly all rules falls
const NEVER = Infinity;

export class Moment {
  constructor(stations, calendar, time) {
    this.calendar = calendar;
    this.time = time;
    this.stations = stations;
    this.known = stations.data.times.map(() => null);
    this.inOrder = null;
  }

  // {state, held, isOpen, isNear} of the times of number `t`.
  times(t) {
    this.known[t] = this.known[t] || this.work(this.stations.data.times[t]);
    return this.known[t];
  }

  of(n) {
    return this.times(this.stations.data.stations.times[n]);
  }

  work(times) {
    const { calendar, time } = this;
    const state = calendar.state(times, time);
    const [held] = (times.reception || []).length ? calendar.next(times, 1, time, SOON) : [];
    const isNear = Boolean(held) && held.day < time.day + WITHIN;
    return { times, state, held: held || null, isOpen: state ? state.open : isUsuallyOpen(times, time), isNear };
  }

  // Open now, or usually open at this hour where it is not known.
  isOpen(n) {
    return this.of(n).isOpen && !this.stations.suspended.has(n);
  }

  isNear(n) {
    return this.of(n).isNear && !this.stations.suspended.has(n);
  }

  // Whether nothing is unsure of which stations are open now.
  isSure() {
    return this.stations.data.times.every((_, t) => !this.times(t).isOpen || this.times(t).state !== null);
  }

  // All stations, those that receive first at the front, those that are suspended at the end; null where no reception is known.
  order() {
    if (!this.inOrder) {
      const { suspended, names } = this.stations;
      const soonest = this.known.map((_, t) => soonness(this.times(t).held));
      const key = names.map((_, n) => (suspended.has(n) ? NEVER : soonest[this.stations.data.stations.times[n]]));
      const isKnown = key.some((one) => one < NEVER);
      this.inOrder = { numbers: isKnown && names.map((_, n) => n).sort((a, b) => (key[a] === key[b] ? a - b : key[a] < key[b] ? -1 : 1)) };
    }
    return this.inOrder.numbers || null;
  }

  // The words of a row: whether it is open, what follows it, and the next reception.
  words(n) {
    const { state, times, held } = this.of(n);
    const { time, calendar } = this;
    if (this.stations.suspended.has(n)) return { isOpen: false, word: "暂停", more: "", held: "" };
    if (state && state.open) return { isOpen: true, word: "开放中", more: `，到 ${clock(state.until)}`, held: heldWords(held, time) };
    const doubt = doubtWords(calendar, times, time.day) || "开放时间没有登记，请先打电话";
    const [word, more] = state ? shutWords(calendar, times, state, time) : [doubt.slice(0, 6), doubt.slice(6)];
    return { isOpen: false, word, more, held: heldWords(held, time) };
  }
}

const soonness = (held) => (held ? held.day * 1440 + minutes(held.rule.opens) : NEVER);
