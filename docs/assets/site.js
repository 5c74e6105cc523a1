// What needs a script on every page. What only some pages need is loaded by them.
// Each part stands alone: where one fails on an old phone, the others still work. What is of class `live` keeps its
// place from the first moment, works only with a script, and is seen once it is of class `is-ready`.
const root = document.documentElement;
const PATIENCE = 8000; // milliseconds
const SOON = 1000;

// Where a module is lost on the way, what it would have filled goes, and the words say so.
function give(path, use, words, lose = () => {}) {
  import(path).then(use).catch((error) => {
    lose();
    for (const place of document.querySelectorAll("[id=main] .live:not(.is-ready)")) place.hidden = true;
    const found = document.querySelector(".found");
    if (found) {
      found.textContent = words;
      found.hidden = false;
    }
    console.error(error);
  });
}

function stations() {
  if (document.querySelector("#station-times")) give("./station.js", (module) => module.show(document), "");
  const lost = "搜索没有取到，可能是网络断了。刷新一下再试；也可以从下面的列表里找。";
  if (document.querySelector("form.finder")) give("./finder.js", (module) => new module.Finder(document).start(), lost, () => document.querySelector(".results-place").classList.add("is-lost"));
  for (const list of document.querySelectorAll("[data-stations], ul.tree")) near(list, () => give("./lists.js", (module) => module.show(list), ""));
}

// `/` leads to the box of this page, or to the page with the one box.
function searching() {
  const lost = "搜索没有取到，可能是网络断了。刷新一下再试；也可以从下面的列表里找。";
  if (document.querySelector("[data-results]")) give("./search.js", (module) => new module.Search(document).start(), lost);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    event.preventDefault();
    const box = document.querySelector("input[type=search]");
    if (box) box.focus();
    else location.href = document.querySelector("a.to-search").href;
  });
}

function entries() {
  const form = document.querySelector("form.filter");
  if (form) give("./entries.js", (module) => module.start(form), "");
}

// Progress is shown where there is some; questions are asked one by one once the reader comes near them.
function learning() {
  const isBack = root.classList.contains("is-back") || Number(root.dataset.looked);
  if (isBack && document.querySelector("[data-lesson], [data-back]")) give("./learn.js", (module) => module.show(document), "", asForTheFirstTime);
  if (document.querySelector("#open-times")) give("./open.js", (module) => module.show(document), "");
  const quiz = document.querySelector(".quiz[data-lesson]");
  if (quiz) near(quiz, () => guide(quiz));
  const review = document.querySelector(".review");
  if (review) give("./review.js", (module) => module.review(document), "", () => sayLost(review));
}

function sayLost(review) {
  review.querySelector("[data-said]").textContent = "题目没有取到，可能是网络断了。刷新一下再试。";
}

function asForTheFirstTime() {
  root.classList.remove("is-back");
  root.dataset.looked = "0";
}

// Where the script does not come in time, all questions are there with their answers folded, as without scripts.
function guide(quiz) {
  const lose = () => quiz.classList.add("is-lost");
  const timer = setTimeout(lose, PATIENCE);
  import("./quiz.js").then((module) => {
    clearTimeout(timer);
    quiz.classList.remove("is-lost");
    module.lesson(document);
  }).catch((error) => {
    lose();
    console.error(error);
  });
}

function near(place, then) {
  if (!window.IntersectionObserver) {
    then();
    return;
  }
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    then();
  }, { rootMargin: "1500px" });
  watch.observe(place);
}

// What a button needs besides this script is fetched when it is asked for: pressed, or as soon as a finger, a mouse or the
// keyboard has come to it, so that the press finds it there. A press is never lost: what `act` returns is said below the row,
// and so is that a fetch takes long or was in vain.
function onAsk(button, path, act, row = button.closest("p")) {
  let isWaiting = false;
  const early = () => import(path).catch(() => null);
  for (const sign of ["pointerenter", "focus"]) button.addEventListener(sign, early, { once: true });
  button.addEventListener("click", async () => {
    if (isWaiting) return;
    isWaiting = true;
    const said = placeForWords(row);
    said.textContent = "";
    const timer = setTimeout(() => (said.textContent = "正在取，请等一下……"), SOON);
    try {
      const module = await import(path);
      clearTimeout(timer);
      said.textContent = "";
      said.textContent = (await act(module)) || "";
    } catch (error) {
      said.textContent = "没有取到，可能是网络断了。再点一次；还不行，就刷新这一页。";
      console.error(error);
    }
    clearTimeout(timer);
    isWaiting = false;
  });
  button.classList.add("is-ready");
}

// The place for words below a row of buttons; screen readers say what is written there.
function placeForWords(row) {
  const next = row.nextElementSibling;
  if (next && next.matches(".said")) return next;
  const place = document.createElement("p");
  place.className = "said";
  place.setAttribute("role", "status");
  row.parentNode.insertBefore(place, next);
  return place;
}

function buttons() {
  const all = (selector, path, act) => {
    for (const button of document.querySelectorAll(selector)) onAsk(button, path, (module) => act(module, button));
  };
  all("[data-print]", "./buttons.js", (module) => module.printPage());
  all("[data-copy]", "./buttons.js", (module, button) => module.copyAddress(button.dataset.copy));
  addEventListener("beforeprint", () => document.querySelectorAll(".note").forEach((fold) => (fold.open = true)));
  all("[data-poster]", "./poster.js", (module) => module.printPoster(document));
}

// The panel of reading settings.
function reading() {
  const button = document.querySelector("button.aa");
  onAsk(button, "./reading.js", (module) => module.open(button), button.closest("header"));
}

// A lesson is read from its title where the phone has a Chinese voice; some browsers tell their voices late.
export const isChinese = ({ lang }) => /^(zh|cmn)(?!.*(HK|TW|yue))/i.test(lang);
function listening() {
  const button = document.querySelector("[data-listen]");
  const speech = window.speechSynthesis;
  if (!button || !speech) return;
  (speech.onvoiceschanged = () => (button.hidden = !speech.getVoices().some(isChinese)))();
  button.addEventListener("click", () => speech.speak(new SpeechSynthesisUtterance(""))); // iOS lets speak later only who spoke at the touch
  onAsk(button, "./reading.js", (module) => module.read());
}

// A mistake is told with what is needed to find it, also the sentence that is marked; a click takes the mark away.
function mistakes() {
  const button = document.querySelector("button[data-mistake]");
  if (!button) return;
  let marked = "";
  const mark = () => (marked = String(getSelection() || "").trim());
  button.addEventListener("mousedown", mark);
  button.addEventListener("click", (event) => event.detail || mark()); // a key was pressed
  onAsk(button, "./buttons.js", (module) => module.copyMistake(button.dataset.mistake, marked));
}

// A citation opens in place. Where what it needs does not come, and for who wants another tab, it is the link that it was.
function citations() {
  for (const link of document.querySelectorAll("[id=main] a.cite")) {
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const follow = () => (location.href = link.href);
      const timer = setTimeout(follow, PATIENCE);
      import("./cite.js").then((module) => module.toggle(link)).then(() => clearTimeout(timer), follow);
    });
  }
}

// A calendar whose last day is over is not offered. Days are those of Beijing.
function calendars() {
  const today = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);
  for (const link of document.querySelectorAll("a[data-until]")) {
    if (today > link.dataset.until) link.parentNode.removeChild(link);
  }
}

// The worker keeps what was read. It comes last, and where it cannot come nothing is missed; a preview names none.
function offline() {
  const worker = document.querySelector("link[rel=serviceworker]");
  if (worker && navigator.serviceWorker) addEventListener("load", () => navigator.serviceWorker.register(worker.href).catch(() => null));
  if (document.querySelector("[data-download], [data-there]")) give("./offline.js", (module) => module.show(document), "");
}

for (const part of [stations, searching, learning, buttons, entries, reading, listening, mistakes, citations, calendars, offline]) {
  try {
    part();
  } catch (error) {
    console.error(error);
  }
}
