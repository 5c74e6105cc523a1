// What a reader has learned, kept on the device alone. Nothing here touches a page: days and storage are given, so that it can be tried.
// A day is the number of days since 1970-01-01 in Beijing. A question is named by its lesson and its number: "11.2".
export const KEY = "progress";
export const STEPS = [1, 3, 7, 21]; // days after which a question missed comes back, one step further each time it is right
export const LESSONS = 24; // as many as a code can carry
const VERSION = 1;
const QUESTIONS = 3;

export const today = () => Math.floor((Date.now() + 8 * 3600e3) / 864e5);
export const empty = () => ({ v: VERSION, done: {}, missed: {}, last: 0 });

const isLesson = (number) => Number.isInteger(number) && number >= 1 && number <= LESSONS;
const isDay = (day) => Number.isInteger(day) && day > 0 && day < 1e6;
const entries = (map) => (map && typeof map === "object" ? Object.keys(map).map((key) => [key, map[key]]) : []);

function isQuestion(name) {
  const parts = /^([0-9]+)\.([0-9]+)$/.exec(name);
  return Boolean(parts) && isLesson(Number(parts[1])) && Number(parts[2]) >= 1 && Number(parts[2]) <= QUESTIONS;
}

// What was kept, as far as it can be understood; null where it is not of this version.
export function parse(text) {
  let kept;
  try {
    kept = JSON.parse(text);
  } catch (error) {
    return null;
  }
  if (!kept || kept.v !== VERSION) return null;
  const state = empty();
  for (const [number, day] of entries(kept.done)) if (isLesson(Number(number)) && isDay(day)) state.done[number] = day;
  for (const [name, at] of entries(kept.missed)) {
    if (isQuestion(name) && Array.isArray(at) && at[0] in STEPS && isDay(at[1])) state.missed[name] = [at[0], at[1]];
  }
  if (isLesson(kept.last)) state.last = kept.last;
  return state;
}

export const finish = (state, lesson, day) => Object.assign({}, state, { done: Object.assign({}, state.done, { [lesson]: day }) });
export const visit = (state, lesson) => Object.assign({}, state, { last: lesson });

// After an answer: wrong begins anew, right leads a question that was due to its next step, the last step lets it go.
export function answer(state, name, isRight, day) {
  const missed = Object.assign({}, state.missed);
  const at = missed[name];
  if (!isRight) missed[name] = [0, day + STEPS[0]];
  else if (at && at[1] <= day && at[0] + 1 < STEPS.length) missed[name] = [at[0] + 1, day + STEPS[at[0] + 1]];
  else if (at && at[1] <= day) delete missed[name];
  return Object.assign({}, state, { missed });
}

export function letGo(state, name) {
  const missed = Object.assign({}, state.missed);
  delete missed[name];
  return Object.assign({}, state, { missed });
}

const inOrder = (a, b) => index(a) - index(b);
export const due = (state, day) => Object.keys(state.missed).filter((name) => state.missed[name][1] <= day).sort(inOrder);
export const lessonsOf = (names) => [...new Set(names.map((name) => Number(name.split(".")[0])))];
export const learned = (state, lessons) => lessons.filter((number) => state.done[number]).length;

// The day on which the next question comes back; null where none does.
export function nextDay(state) {
  const days = Object.keys(state.missed).map((name) => state.missed[name][1]);
  return days.length ? Math.min(...days) : null;
}

// The lesson to go on with: the one last opened, or the first after it that is not done; null when all are.
export function next(state, lessons) {
  const left = lessons.filter((number) => !state.done[number]);
  return left.find((number) => number >= state.last) || left[0] || null;
}

// Storage may be refused, full, cleared or hold what another version wrote: reading and writing never throw, and say what became of it.
// `storage` gives the storage, because even naming it may throw.
export class Kept {
  constructor(storage) {
    this.storage = storage;
    this.trouble = ""; // "refused", or "unreadable" where what was kept is not understood
    this.state = this.read();
  }

  read() {
    let text;
    try {
      text = this.storage().getItem(KEY);
    } catch (error) {
      this.trouble = "refused";
      return this.state || empty();
    }
    const state = text === null ? empty() : parse(text);
    if (!state) this.trouble = "unreadable";
    return state || empty();
  }

  // Changes what is kept now, since another tab may have changed it; whether it is kept.
  change(how) {
    this.state = how(this.read());
    try {
      this.storage().setItem(KEY, JSON.stringify(this.state));
      return true;
    } catch (error) {
      this.trouble = "refused";
      return false;
    }
  }

  forget() {
    this.state = empty();
    try {
      this.storage().removeItem(KEY);
      this.storage().removeItem("stations");
      return true;
    } catch (error) {
      this.trouble = "refused";
      return false;
    }
  }
}

// A code that carries progress to another phone, typed by hand: 5 bits a letter, none of which is read for another.
// One bit for the version and one for each lesson; then each question missed: 7 bits for which, 2 for its step, 1 for whether it is due;
// three letters at the end notice slips.
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECK = 3;
const HEAD = (1 + LESSONS) / 5;
const PRIME = 32749; // the largest below 2 to the 15th

function index(name) {
  const [lesson, question] = name.split(".").map(Number);
  return (lesson - 1) * QUESTIONS + question - 1;
}

const nameOf = (at) => `${Math.floor(at / QUESTIONS) + 1}.${(at % QUESTIONS) + 1}`;
const lettersOf = (value, count) => Array.from({ length: count }, (_, n) => LETTERS[(value >> (5 * (count - 1 - n))) & 31]).join("");
const valueOf = (letters) => [...letters].reduce((value, letter) => value * 32 + LETTERS.indexOf(letter), 0);
const check = (letters) => lettersOf([...letters].reduce((sum, letter) => (sum * 37 + LETTERS.indexOf(letter) + 1) % PRIME, 7), CHECK);

export function toCode(state, day) {
  let done = 0;
  for (let number = 1; number <= LESSONS; number += 1) done = done * 2 + (state.done[number] ? 1 : 0);
  const missed = Object.keys(state.missed).sort(inOrder).map((name) => {
    const [step, on] = state.missed[name];
    return lettersOf((index(name) << 3) | (step << 1) | (on <= day ? 1 : 0), 2);
  });
  const letters = lettersOf(done, HEAD) + missed.join("");
  return letters + check(letters);
}

export const grouped = (code) => code.replace(/.{4}(?=.)/g, "$& ");

// The state that a code carries; null where it was typed wrong. What is not due yet comes back after its whole step.
export function fromCode(typed, day) {
  const code = typed.normalize("NFKC").toUpperCase().replace(/[\s·.,。，–—-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const letters = code.slice(0, -CHECK);
  const isWhole = [...code].every((letter) => LETTERS.includes(letter)) && letters.length >= HEAD && (letters.length - HEAD) % 2 === 0;
  if (!isWhole || check(letters) !== code.slice(-CHECK)) return null;
  const done = valueOf(letters.slice(0, HEAD));
  if (done >= 2 ** LESSONS) return null; // of a version to come
  const state = empty();
  for (let number = 1; number <= LESSONS; number += 1) if ((done >> (LESSONS - number)) & 1) state.done[number] = day;
  for (let at = HEAD; at < letters.length; at += 2) {
    const value = valueOf(letters.slice(at, at + 2));
    const step = (value >> 1) & 3;
    if (!isQuestion(nameOf(value >> 3))) return null;
    state.missed[nameOf(value >> 3)] = [step, value & 1 ? day : day + STEPS[step]];
  }
  return state;
}

// What two phones know together; where both know something, the one in hand is right.
export const merged = (here, there) => ({
  v: VERSION,
  done: Object.assign({}, there.done, here.done),
  missed: Object.assign({}, there.missed, here.missed),
  last: here.last || there.last,
});

const COUNTS = "零一二三四五六七八九十";
export const countWord = (count) => (count === 2 ? "两" : COUNTS[count] || String(count));

// 三道对了两道
export function scoreWords(right, all) {
  if (right === all) return `${countWord(all)}道全对`;
  return right ? `${countWord(all)}道对了${countWord(right)}道` : `${countWord(all)}道都再想想`;
}

export const TROUBLE = {
  refused: "这台手机不让保存进度，关掉这一页就忘了。换一个浏览器打开，就能记住。",
  unreadable: "这台手机上原来存的进度读不出来了，从今天起重新记。",
};
