// Shows progress on pages: dots, rows, what is next and what is due. The page works without it; see progress.js for what is kept.
import { Kept, due, learned, lessonsOf, next, today } from "./progress.js";

const numbersOf = (places) => [...new Set([...places].map((place) => Number(place.dataset.lesson)))];

function words(place, text) {
  if (place) place.textContent = text;
}

// Every dot and row of a lesson, and the words beside them, for those who do not see dots.
export function mark(root, state, day) {
  const back = new Set(lessonsOf(due(state, day)));
  for (const place of root.querySelectorAll(".dot[data-lesson], li[data-lesson]")) {
    const number = Number(place.dataset.lesson);
    place.toggleAttribute("data-done", Boolean(state.done[number]));
    place.toggleAttribute("data-due", back.has(number));
    const said = place.querySelector("[data-state]");
    if (said && back.has(number)) words(said, "复习");
    if (said && state.done[number]) heard(place.querySelector(".card-title"), "学过了");
  }
  for (const group of root.querySelectorAll(".theme-dots > li, .theme")) {
    const lessons = numbersOf(group.querySelectorAll("[data-lesson]"));
    const count = learned(state, lessons);
    if (!count) continue;
    words(group.querySelector("[data-learned], [data-learned-of]"), `学了 ${count} 讲，共 ${lessons.length} 讲`);
  }
}

// Words for screen readers alone.
function heard(place, text) {
  if (!place || place.querySelector(".heard")) return;
  place.append(Object.assign(document.createElement("span"), { className: "heard", textContent: `（${text}）` }));
}

function ring(root, number) {
  for (const dot of root.querySelectorAll(".dot")) dot.classList.toggle("is-next", Number(dot.dataset.lesson) === number);
}

// The card of the home page and of the course for who comes back.
function card(root, state, day) {
  const back = root.querySelector("[data-back]");
  const told = root.querySelector("#course");
  const course = told ? JSON.parse(told.textContent) : [];
  const numbers = course.length ? course.map((one) => one[0]) : numbersOf(root.querySelectorAll("li[data-lesson]"));
  const number = next(state, numbers);
  const names = due(state, day);
  const count = learned(state, numbers);
  const link = back.querySelector("[data-go-on]");
  ring(root, number);
  words(back.querySelector("[data-learned-all]"), count ? `学了 ${count} 讲` : "开了个头");
  if (number) {
    link.href += `${String(number).padStart(2, "0")}/`;
    words(link, told ? "接着学" : `接着学第 ${number} 讲`);
  } else {
    words(link, "从头再看一遍");
  }
  const [, title, question, minutes] = course.find((one) => one[0] === number) || [0, "24 讲都学完了", "哪一讲都可以再看，答错过的题会回来问你。", 0];
  words(back.querySelector("[data-eyebrow]"), minutes ? `下一讲 · 第 ${number} 讲 · ${minutes} 分钟` : "全部课程");
  words(back.querySelector("[data-title]"), title);
  words(back.querySelector("[data-question]"), question);
  const review = back.querySelector("[data-review]");
  if (review && names.length) {
    words(review, `复习 ${names.length} 题`);
    review.hidden = false;
  }
  if (names.length) {
    words(back.querySelector("[data-due-count]"), `今天有 ${names.length} 题要复习`);
    const from = lessonsOf(names).map((lesson) => `第 ${lesson} 讲`).join("、");
    words(back.querySelector("[data-due-lessons]"), `${from}里答错过的，再问一遍。`);
    words(back.querySelector("[data-to-review]"), "开始复习");
  }
}

// The stations that were looked at, the last one first.
function looked(root) {
  const place = root.querySelector("[data-looked-at] ul");
  if (!place) return;
  const link = root.querySelector("[data-looked-at] a");
  const known = stations();
  if (!known.length) document.documentElement.dataset.looked = "0";
  for (const { id, name, address } of known) {
    const row = document.createElement("li");
    const to = Object.assign(document.createElement("a"), { href: `${link.href}${id}/` });
    to.append(span("card-title", name), span("muted", address));
    row.append(to);
    place.append(row);
  }
}

function span(className, textContent) {
  return Object.assign(document.createElement("span"), { className, textContent });
}

function stations() {
  try {
    const kept = JSON.parse(localStorage.getItem("stations"));
    return kept.filter(({ id, name, address }) => /^st-[0-9]+$/.test(id) && typeof name === "string" && typeof address === "string");
  } catch (error) {
    return [];
  }
}

export function show(root) {
  const { state, trouble } = new Kept(() => localStorage);
  const day = today();
  const page = document.documentElement;
  if (trouble) page.classList.remove("is-back");
  mark(root, state, day);
  if (page.classList.contains("is-back") && root.querySelector("[data-back]")) card(root, state, day);
  looked(root);
}
