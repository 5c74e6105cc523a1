// Asks again what was missed and is due today, carries progress to another phone, and forgets it.
import { copy } from "./buttons.js";
import { Kept, TROUBLE, answer, due, fromCode, grouped, lessonsOf, merged, nextDay, scoreWords, toCode, today } from "./progress.js";
import { Quiz } from "./quiz.js";

const dayWords = (day) => {
  const on = new Date(day * 864e5);
  return `${on.getUTCMonth() + 1} 月 ${on.getUTCDate()} 日`;
};

const WRONG = "这串字不对，少了、多了或者抄错了。请对着旧手机再看一遍。";
const isEmpty = ({ done, missed }) => !Object.keys(done).length && !Object.keys(missed).length;
const isWithin = (there, here) => Object.keys(there.done).every((one) => here.done[one]) && Object.keys(there.missed).every((one) => here.missed[one]);

function contents({ done, missed }) {
  const count = Object.keys(missed).length;
  return `学了 ${Object.keys(done).length} 讲${count ? `，${count} 题要复习` : ""}`;
}

class Review {
  constructor(place) {
    this.place = place;
    this.lessons = new URL(place.dataset.lessons, document.baseURI).href;
    this.kept = new Kept(() => localStorage);
    this.day = today();
    this.said = place.querySelector("[data-said]");
    this.quiz = place.querySelector(".quiz");
  }

  async ask() {
    const names = due(this.kept.state, this.day);
    const found = names.length ? await this.fetched(names) : [];
    const lost = names.length - found.length;
    if (!found.length) {
      this.say(lost ? "题目没有取到，可能是网络断了。连上网再打开这一页。" : this.nothing());
      return;
    }
    for (const { part } of found) this.quiz.insertBefore(part, this.quiz.querySelector(".verdict"));
    const dots = this.quiz.querySelector(".dots");
    found.forEach(() => dots.append(Object.assign(document.createElement("i"), { className: "dot" })));
    this.say(`今天有 ${found.length} 题要复习。${lost ? `另有 ${lost} 题没有取到，下次再问。` : ""}`);
    this.quiz.hidden = false;
    new Quiz(this.quiz, {
      asked: (at) => { this.quiz.querySelector("[data-from]").textContent = found[at].from; },
      told: (at, isRight) => this.kept.change((state) => answer(state, found[at].name, isRight, this.day)),
      ended: (results) => this.end(results),
      last: "做完了",
    }).start();
  }

  // The questions as they stand in their lessons, so that the text is always today's.
  async fetched(names) {
    const pages = new Map();
    await Promise.all(lessonsOf(names).map(async (number) => pages.set(number, await this.page(number))));
    return names.map((name) => {
      const [number, at] = name.split(".").map(Number);
      const page = pages.get(number);
      const part = page && page.querySelectorAll(".question")[at - 1];
      return part && { name, part: this.taken(part, name), from: `第 ${number} 讲 · ${page.querySelector("h1").textContent}` };
    }).filter(Boolean);
  }

  async page(number) {
    const url = `${this.lessons}${String(number).padStart(2, "0")}/`;
    try {
      const response = await fetch(url);
      if (!response.ok) return null;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      for (const link of page.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), url).href;
      return page;
    } catch (error) {
      return null;
    }
  }

  taken(part, name) {
    const own = document.importNode(part, true);
    own.classList.remove("is-current");
    own.querySelector(".question-number").remove();
    for (const input of own.querySelectorAll("input")) input.name = `q${name}`;
    return own;
  }

  end(results) {
    this.quiz.hidden = true;
    this.place.querySelector("[data-after]").hidden = false;
    const right = results.filter(Boolean).length;
    this.say(`${results.length === 1 ? (right ? "答对了" : "再想想") : scoreWords(right, results.length)}。今天的复习做完了。${this.coming()}`);
    this.said.focus({ preventScroll: true });
    this.place.parentNode.scrollIntoView();
    this.code();
  }

  coming() {
    const next = nextDay(this.kept.state);
    return next === null ? "答错过的题都过关了。" : `下一次是 ${dayWords(Math.max(next, this.day + 1))}。`;
  }

  nothing() {
    this.place.querySelector("[data-after]").hidden = false;
    return nextDay(this.kept.state) === null ? "今天没有要复习的。学一讲，答错的题明天会在这里等你。" : `今天没有要复习的，歇一歇。${this.coming()}`;
  }

  say(words) {
    this.said.textContent = this.kept.trouble ? `${words}${TROUBLE[this.kept.trouble]}` : words;
  }

  code() {
    const code = toCode(this.kept.state, this.day);
    this.place.querySelector("[data-code]").textContent = grouped(code);
    this.scan(code);
  }

  // The code once more for the camera of the other phone, as the address of this page; where there is nothing to carry, none.
  async scan(code) {
    const place = this.place.querySelector("[data-scan]");
    place.hidden = true;
    if (isEmpty(this.kept.state)) return;
    try {
      const { matrix, picture } = await import("./qr.js");
      const drawn = picture(matrix(`${location.origin}${location.pathname}#${code}`));
      place.textContent = "";
      place.append(drawn);
      place.hidden = false;
    } catch (error) {
      console.error(error); // the letters beside it say the same
    }
  }

  carry() {
    this.code();
    const form = this.place.querySelector("form");
    const said = this.place.querySelector("[data-carried]");
    const button = this.place.querySelector("[data-copy-code]");
    button.addEventListener("click", async () => {
      said.textContent = await copy(this.place.querySelector("[data-code]").textContent, "已复制。", "没能复制。请照着抄。");
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const there = fromCode(form.code.value, this.day);
      said.textContent = there ? this.take(there) : WRONG;
      if (there) form.code.value = "";
      else form.code.focus();
    });
    this.offer = new Offer(this);
    this.offer.read();
    addEventListener("hashchange", () => this.offer.read());
  }

  // Puts what the other phone knows beside what this one knows; gives back the words for what became of it.
  take(there) {
    const isKept = this.kept.change((state) => merged(state, there));
    this.code();
    if (isKept && this.quiz.hidden) this.ask();
    return isKept ? `接过来了：${contents(there)}。` : TROUBLE.refused;
  }

  // Asks once before everything is forgotten.
  forget() {
    const row = this.place.querySelector("[data-forgetting]");
    const said = this.place.querySelector("[data-forgotten]");
    const first = row.querySelector("[data-forget]");
    const sure = button("对，忘掉", "button quiet");
    const not = button("不忘，留着", "button quiet");
    sure.hidden = true;
    not.hidden = true;
    row.append(sure, not);
    const asking = (is) => {
      first.hidden = is;
      sure.hidden = !is;
      not.hidden = !is;
    };
    first.addEventListener("click", () => {
      said.textContent = "忘掉以后找不回来。真的要忘掉吗？";
      asking(true);
      not.focus();
    });
    not.addEventListener("click", () => {
      said.textContent = "都还留着。";
      asking(false);
      first.focus();
    });
    sure.addEventListener("click", () => {
      said.textContent = this.kept.forget() ? "都忘掉了，从头开始。" : TROUBLE.refused;
      asking(false);
      first.focus();
      this.quiz.hidden = true;
      this.say(this.nothing());
      this.code();
    });
  }
}

// What a code in the address would bring is told first; nothing is taken before a yes, and nothing that is here is lost.
class Offer {
  constructor(review) {
    this.review = review;
    this.place = review.place.querySelector("[data-offer]");
    this.words = this.place.querySelector("[data-offered]");
    this.buttons = this.place.querySelector("[data-choices]");
    this.place.querySelector("[data-take]").addEventListener("click", () => this.end(review.take(this.there)));
    this.place.querySelector("[data-leave]").addEventListener("click", () => this.end("没有接。要接的时候，再扫一次。"));
  }

  read() {
    const [, typed] = /^#((?:[0-9A-Za-z]|%20){8,})$/.exec(location.hash) || [];
    if (!typed) return;
    this.there = fromCode(typed.replace(/%20/g, ""), this.review.day);
    const here = this.review.kept.state;
    if (!this.there) this.end(WRONG);
    else if (isEmpty(this.there)) this.end("那台手机上还没有进度，不用接。");
    else if (isWithin(this.there, here)) this.end("那台手机上有的，这台都有了，不用再接。");
    else this.tell(`那台手机上${contents(this.there)}。接到这台手机上吗？${isEmpty(here) ? "" : "这台手机上记下的都还在，两边合在一起。"}`, true);
  }

  tell(words, isAsking) {
    this.words.textContent = words;
    this.buttons.hidden = !isAsking;
    this.place.hidden = false;
    this.words.focus({ preventScroll: true });
    this.place.scrollIntoView({ block: "nearest" });
  }

  // Whoever loads the page again is not asked again.
  end(words) {
    this.tell(words, false);
    try {
      history.replaceState(null, "", location.pathname);
    } catch (error) {
      // Some browsers refuse it; then the question comes once more.
    }
  }
}

function button(text, className) {
  return Object.assign(document.createElement("button"), { type: "button", textContent: text, className });
}

export function review(root) {
  const page = new Review(root.querySelector(".review"));
  page.carry();
  page.forget();
  page.place.classList.add("is-ready");
  return page.ask();
}
