// Asks the questions of a lesson one by one, tells at once why, and leads to the end of the lesson. Without it, answers fold open.
import { copy } from "./buttons.js";
import { mark } from "./learn.js";
import { Kept, TROUBLE, answer, finish, letGo, scoreWords, today, visit } from "./progress.js";

const KEYS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

// `parts` are the fieldsets in order; `told` hears each first answer, `ended` all of them as [true, false, …].
export class Quiz {
  constructor(place, { told = () => {}, ended, asked = () => {}, last = "看结果" }) {
    this.place = place;
    this.parts = [...place.querySelectorAll(".question")];
    this.results = [];
    this.at = 0;
    Object.assign(this, { told, ended, asked, last });
    this.verdict = place.querySelector(".verdict");
    this.button = place.querySelector("[data-onward]");
    this.button.addEventListener("click", () => this.goOn());
    for (const part of this.parts) {
      part.addEventListener("change", (event) => this.choose(part, event.target));
      part.addEventListener("keydown", (event) => move(part, event));
    }
  }

  // What was chosen before this script came counts.
  start() {
    this.place.classList.add("is-guided");
    this.ask(0);
    const chosen = this.parts[0].querySelector("input:checked");
    if (chosen) this.choose(this.parts[0], chosen);
  }

  ask(at) {
    this.at = at;
    this.parts.forEach((part, n) => part.classList.toggle("is-current", n === at));
    this.place.querySelector("[data-at]").textContent = `第 ${at + 1} 题，共 ${this.parts.length} 题`;
    this.place.querySelectorAll(".quiz-at .dot").forEach((dot, n) => {
      dot.classList.toggle("is-next", n === at);
      dot.toggleAttribute("data-done", n < at);
    });
    this.verdict.textContent = "";
    this.verdict.className = "verdict";
    this.button.hidden = true;
    this.button.textContent = at + 1 < this.parts.length ? "下一题" : this.last;
    this.asked(at);
  }

  choose(part, input) {
    const label = input.closest("label");
    const isRight = label.matches(".is-right");
    for (const one of part.querySelectorAll("label")) {
      const tag = one.querySelector(".tag");
      if (tag) tag.remove();
      one.classList.toggle("is-chosen", one === label);
      if (one.matches(".is-right")) one.append(tagged("这个对"));
      else if (one === label) one.append(tagged("你选的"));
    }
    part.classList.add("is-answered");
    if (this.results[this.at] === undefined) {
      this.results[this.at] = isRight;
      this.told(this.at, isRight);
    }
    this.say(part.querySelector(".reason"), isRight);
    this.button.hidden = false;
  }

  say(reason, isRight) {
    const text = document.createElement("p");
    text.append(Object.assign(document.createElement("strong"), { textContent: isRight ? "对。" : "再想想。" }));
    text.append(...[...reason.childNodes].map((node) => node.cloneNode(true)));
    this.verdict.className = `verdict ${isRight ? "is-good" : "is-bad"}`;
    this.verdict.textContent = "";
    this.verdict.append(text);
  }

  goOn() {
    if (this.at + 1 === this.parts.length) {
      this.ended(this.results);
      return;
    }
    this.ask(this.at + 1);
    this.parts[this.at].focus({ preventScroll: true });
    this.place.scrollIntoView();
  }
}

function tagged(text) {
  return Object.assign(document.createElement("span"), { className: "tag", textContent: text });
}

// Arrows only lead from choice to choice, since choosing is answering; the blank or Enter chooses.
function move(part, event) {
  const inputs = [...part.querySelectorAll("input")];
  const at = inputs.indexOf(event.target);
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key in KEYS) inputs[(at + KEYS[event.key] + inputs.length) % inputs.length].focus();
  else if (event.key === "Enter") event.target.click();
  else return;
  event.preventDefault();
}

// The end of a lesson.
class Ending {
  constructor(root, lesson) {
    this.place = root.querySelector(".ending");
    this.lesson = lesson;
    this.day = today();
    this.kept = new Kept(() => localStorage);
    this.said = this.place.querySelector("[data-said]");
    this.result = this.place.querySelector("[data-result]");
    this.finished = this.place.querySelector("[data-finished]");
    this.place.querySelector("[data-finish]").addEventListener("click", () => this.finish());
    for (const button of this.place.querySelectorAll("[data-share]")) {
      button.addEventListener("click", () => this.share(root));
      button.classList.add("is-ready");
    }
    this.keep((state) => visit(state, lesson), false);
  }

  keep(how, isTold = true) {
    this.kept.change(how);
    if (!isTold || !this.kept.trouble || this.isTold) return;
    this.isTold = true;
    this.said.textContent = TROUBLE[this.kept.trouble];
  }

  show(results) {
    const missed = results.map((isRight, n) => (isRight ? 0 : n + 1)).filter(Boolean);
    const names = missed.map((n) => `${this.lesson}.${n}`);
    const score = scoreWords(results.length - missed.length, results.length);
    this.words = missed.length ? `${score}，第 ${missed.join("、")} 题收进复习，明天再问。` : `${score}。`;
    const head = this.place.querySelector("[data-score]");
    head.textContent = score;
    const scores = this.place.querySelector("[data-scores]");
    scores.textContent = "";
    results.forEach((isRight, n) => {
      const one = document.createElement("li");
      one.className = isRight ? "is-good" : "is-bad";
      one.append(Object.assign(document.createElement("b"), { textContent: n + 1 }), ` ${isRight ? "对了" : "再想想"}`);
      scores.append(one);
    });
    this.keep((state) => results.reduce((so, isRight, n) => answer(so, `${this.lesson}.${n + 1}`, isRight, this.day), state));
    this.offer(missed, names, score);
    this.result.hidden = false;
    this.place.classList.add("is-result");
    lead(head);
  }

  // The questions missed come back tomorrow, unless the reader does not want that.
  offer(missed, names, score) {
    const keep = this.place.querySelector("[data-keep]");
    keep.hidden = !missed.length || this.kept.trouble === "refused";
    if (keep.hidden) {
      this.words = `${score}。`;
      return;
    }
    const told = this.words;
    keep.querySelector("span").textContent = `第 ${missed.join("、")} 题收进复习，明天再问我`;
    keep.querySelector("input").addEventListener("change", (event) => {
      const isKept = event.target.checked;
      this.words = isKept ? told : `${score}。`;
      this.keep((state) => names.reduce((so, name) => (isKept ? answer(so, name, false, this.day) : letGo(so, name)), state));
    });
  }

  finish() {
    this.keep((state) => finish(state, this.lesson, this.day));
    this.finished.querySelector("[data-told]").textContent = this.words;
    this.result.hidden = true;
    this.finished.hidden = false;
    this.place.classList.remove("is-result");
    this.place.classList.add("is-finished");
    mark(document, this.kept.state, this.day);
    lead(this.finished.querySelector("h2"));
  }

  async share(root) {
    const sentences = [...root.querySelectorAll(".ending .remember li")].map((one, n) => `${n + 1}. ${one.textContent}`);
    const title = root.querySelector("h1").textContent;
    const url = location.href.split("#")[0];
    const text = `${title}，记住三句话：\n${sentences.join("\n")}`;
    this.said.textContent = "";
    this.scan(root);
    if (navigator.share) {
      try {
        await navigator.share({ title, text, url });
        return;
      } catch (error) {
        if (error.name === "AbortError") return;
      }
    }
    this.said.textContent = await copy(`${text}\n${url}`, "三句话和网址已复制，到聊天里粘贴就行。", "没能复制。请长按上面的三句话，自己复制。");
  }

  // For who stands by: the code that the page holds for paper, with the address beneath it.
  scan(root) {
    if (this.place.querySelector(".beside-code")) return;
    const code = root.querySelector(".paper-foot").cloneNode(true);
    code.className = "beside-code";
    code.lastChild.prepend("旁边的人扫一扫就能看。", document.createElement("br"));
    this.place.append(code);
    code.scrollIntoView({ block: "nearest" });
  }
}

function lead(head) {
  head.focus({ preventScroll: true });
  head.parentNode.parentNode.scrollIntoView();
}

export function lesson(root) {
  const place = root.querySelector(".quiz");
  const ending = new Ending(root, Number(place.dataset.lesson));
  new Quiz(place, { ended: (results) => ending.show(results) }).start();
}
