// What needs a script on every page. What only some pages need is loaded by them.
// Each part stands alone: where one fails on an old phone, the others still work. What is of class `live` keeps its
// place from the first moment, works only with a script, and is seen once it is of class `is-ready`.
const root = document.documentElement;
const PATIENCE = 8000; // milliseconds

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
  const ask = document.querySelector("form.ask");
  if (ask) ask.classList.add("is-ready");
}

function printing() {
  const buttons = document.querySelectorAll("[data-print]");
  if (buttons.length) give("./buttons.js", (module) => buttons.forEach((button) => module.wire(button, module.printPage)), "");
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

// The panel of reading settings is fetched when it is asked for; where it is lost on the way, one may ask again.
function reading() {
  const button = document.querySelector("button.aa");
  button.addEventListener("click", () => {
    import("./reading.js")
      .then((module) => module.open(button))
      .catch((error) => {
        button.setAttribute("aria-label", "阅读设置没有取到，请再点一次");
        console.error(error);
      });
  });
  button.classList.add("is-ready");
}

// A mistake is told with what is needed to find it: page, address, file, and the sentence that is marked.
function mistakes() {
  const button = document.querySelector("button[data-mistake]");
  if (!button) return;
  const told = () => {
    const marked = String(getSelection() || "").trim();
    return [`页面：${document.title}`, `网址：${location.href}`, `文件：${button.dataset.mistake}`, `哪一句：${marked || "（请写在这里）"}`, "应该是："].join("\n");
  };
  let text = "";
  button.addEventListener("mousedown", () => (text = told())); // a click takes the mark away
  button.addEventListener("click", () => {
    const mistake = text || told();
    text = "";
    import("./buttons.js")
      .then((module) => module.sayBelow(button, () => module.copyMistake(mistake)))
      .catch((error) => {
        button.textContent = "没有取到，可能是网络断了，请再点一次";
        console.error(error);
      });
  });
  button.classList.add("is-ready");
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

for (const part of [stations, learning, printing, reading, mistakes, calendars, offline]) {
  try {
    part();
  } catch (error) {
    console.error(error);
  }
}
