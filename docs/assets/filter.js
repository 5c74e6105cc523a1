// The filter of a long page: only the entries that hold every word typed are kept. docs/theme/pages/entries.html has its parts.
import { named, open } from "./entries.js";
import { fold, wordsOf } from "./fold.js";

const FEW = 3; // entries left, which then stand open
const LONGEST_WORDS = 40; // characters of what was typed that are said again

const asked = () => new URLSearchParams(location.search).get("q") || "";

class Filter {
  constructor(form) {
    this.form = form;
    this.field = form.elements.q;
    this.unit = form.dataset.filter;
    this.said = form.querySelector("[role=status]");
    this.none = form.querySelector("[data-none]");
    this.search = form.querySelector("[data-search]");
    this.contents = document.querySelector(".contents");
    this.groups = [...document.querySelectorAll("[data-group]")];
    this.entries = [...document.querySelectorAll("[data-entry]")].map((place) => ({
      place,
      text: fold(`${place.dataset.name || ""}\n${place.textContent}`),
      title: fold((place.querySelector("summary") || place).textContent),
    }));
    this.opened = []; // the folds that are open only because of what was typed
  }

  start() {
    const { form, field } = this;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.typed();
      if (matchMedia("(pointer: coarse)").matches) field.blur(); // the keyboard covers what was found
    });
    field.addEventListener("input", (event) => {
      // An input method's letters are not yet what the reader looks for.
      if (!event.isComposing) this.typed();
    });
    field.addEventListener("compositionend", () => this.typed());
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || !field.value) return;
      event.preventDefault();
      this.clear();
    });
    for (const button of form.querySelectorAll("[data-clear]")) {
      button.addEventListener("click", () => {
        this.clear();
        field.focus();
      });
    }
    addEventListener("popstate", () => {
      field.value = asked();
      this.show();
      this.follow();
    });
    // An address that is asked for again makes no step of the history.
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (link) setTimeout(() => this.follow(), 0);
    });
    if (field.value) {
      this.typed(); // while this was on its way
    } else {
      field.value = asked();
      this.show();
      this.follow();
    }
  }

  typed() {
    this.show();
    this.write(this.field.value.trim());
  }

  clear() {
    this.field.value = "";
    this.typed();
  }

  // Only keeps the address in step: Back leads to the page before.
  write(words, anchor = "") {
    const values = new URLSearchParams(location.search);
    if (words) values.set("q", words);
    else values.delete("q");
    const query = values.toString();
    const address = location.pathname + (query ? `?${query}` : "") + anchor;
    if (address === location.pathname + location.search + location.hash) return;
    try {
      history.replaceState(null, "", address);
    } catch (error) {
      // Safari refuses more than 100 changes in 30 seconds: the address then lags behind, the entries do not.
    }
  }

  show() {
    const typed = this.field.value.trim();
    const words = wordsOf(typed);
    const left = this.entries.filter(({ text }) => words.every((word) => text.includes(word)));
    const kept = new Set(left.map(({ place }) => place));
    for (const { place } of this.entries) place.hidden = !kept.has(place);
    for (const group of this.groups) group.hidden = words.length > 0 && !group.querySelector("[data-entry]:not([hidden])");
    if (this.contents) this.contents.hidden = words.length > 0;
    this.unfold(words, left);
    for (const button of this.form.querySelectorAll(".filter-line [data-clear]")) button.hidden = !this.field.value;
    this.none.hidden = left.length > 0;
    if (this.search) this.search.search = `?q=${encodeURIComponent(typed)}`;
    this.say(words.length, left.length, typed);
  }

  // A group stands open while some of it is kept; an entry where few are kept and what was typed is within its fold.
  unfold(words, left) {
    for (const place of this.opened) place.open = false;
    const folds = words.length ? this.groups.filter((group) => group.localName === "details" && !group.hidden) : [];
    if (words.length && left.length <= FEW) {
      for (const { place, title } of left) if (place.localName === "details" && !words.every((word) => title.includes(word))) folds.push(place);
    }
    this.opened = folds.filter((place) => !place.open);
    for (const place of this.opened) place.open = true;
  }

  say(count, left, typed) {
    const all = `共 ${this.entries.length} ${this.unit}`;
    const short = typed.length > LONGEST_WORDS ? `${typed.slice(0, LONGEST_WORDS)}……` : typed;
    let words = `${all}。`;
    if (count) words = left ? `剩下 ${left} ${this.unit}，${all}。` : `${all}，没有一${this.unit}${count > 1 ? "同时" : ""}写着“${short}”。`;
    if (this.said.textContent !== words) this.said.textContent = words;
  }

  // The entry that the address names is shown, also where it was put away: the browser could not scroll to it then.
  follow() {
    const place = named();
    if (!place) return;
    if (place.closest("[hidden]")) {
      this.field.value = "";
      this.show();
      this.write("", location.hash);
    }
    open(place);
    place.scrollIntoView();
  }
}

let started = null;

export function start(form) {
  if (started) return;
  started = new Filter(form);
  started.start();
}
