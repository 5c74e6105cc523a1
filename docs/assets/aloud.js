// Reads an article aloud, sentence by sentence, with the voice of the device. The sentence is marked where the browser can
// mark a piece of text, its paragraph everywhere.
import { isChinese } from "./site.js";

const BLOCKS = "h1, h2, h3, p, li, legend, label, dt, dd, figcaption";
const RATES = { slow: 0.8, fast: 1.3 };
const PATIENCE = 15; // tenths of a second in which a browser tells its voices

// The voice that reads Chinese; null where there is none. Some browsers tell their voices late.
export async function chineseVoice() {
  if (!("speechSynthesis" in window)) return null;
  for (let n = 0; n < PATIENCE && !speechSynthesis.getVoices().length; n += 1) await new Promise((done) => setTimeout(done, 100));
  const voices = speechSynthesis.getVoices().filter(isChinese);
  return voices.find((voice) => voice.localService) || voices[0] || null;
}

// The sentences of a text: where each begins and ends.
export function sentences(text) {
  const found = [];
  const pattern = /[^。！？；]+[。！？；]*[”’）》]*/g;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0].trim()) found.push([match.index, match.index + match[0].length]);
  }
  return found;
}

export class Voice {
  constructor(document) {
    this.document = document;
    this.recording = document.querySelector("audio");
    this.bar = document.querySelector(".voice");
    this.pauseButton = this.bar.querySelector("[data-pause]");
    this.pauseButton.addEventListener("click", () => (this.isPaused ? this.resume() : this.pause()));
    this.bar.querySelector("[data-stop]").addEventListener("click", () => this.stop());
    this.pieces = [];
    addEventListener("pagehide", () => this.stop());
    if (this.recording) this.recording.addEventListener("play", () => this.stop()); // one voice at a time
  }

  // From the title, or from the first paragraph that is on the screen.
  async start(from) {
    this.voice = await chineseVoice();
    this.rate = RATES[document.documentElement.dataset.rate] || 1;
    this.pieces = this.collect();
    const isFirst = ({ block }) => (from === "title" ? block.matches("h1") : block.getBoundingClientRect().bottom > 0);
    this.at = Math.max(0, this.pieces.findIndex(isFirst));
    this.resume();
  }

  collect() {
    const pieces = [];
    for (const block of this.document.querySelectorAll("article *")) {
      if (!block.matches(BLOCKS) || block.querySelector(BLOCKS) || !block.offsetParent || block.closest("nav, .actions, .recording, details:not([open])")) continue;
      for (const [start, end] of sentences(block.textContent)) pieces.push({ block, start, end });
    }
    return pieces;
  }

  resume() {
    this.isPaused = false;
    if (this.recording) this.recording.pause();
    this.pauseButton.textContent = "停一下";
    this.bar.hidden = false;
    this.speak();
  }

  // Some phones do not go on after a pause: so the voice stops, and begins the sentence again.
  pause() {
    this.isPaused = true;
    this.pauseButton.textContent = "接着读";
    this.hush();
  }

  stop() {
    this.hush();
    this.mark(null);
    this.bar.hidden = true;
    this.pieces = [];
  }

  hush() {
    this.turn = (this.turn || 0) + 1; // what is told of the sentence that was broken off no longer counts
    if ("speechSynthesis" in window) speechSynthesis.cancel();
  }

  speak() {
    const piece = this.pieces[this.at];
    if (!piece || !this.voice) return this.stop();
    const said = new SpeechSynthesisUtterance(piece.block.textContent.slice(piece.start, piece.end));
    this.hush();
    const turn = this.turn;
    said.voice = this.voice;
    said.lang = this.voice.lang;
    said.rate = this.rate;
    said.onend = () => {
      if (turn !== this.turn) return;
      this.at += 1;
      this.speak();
    };
    said.onerror = () => {
      if (turn === this.turn) this.stop();
    };
    this.mark(piece);
    speechSynthesis.speak(said);
  }

  mark(piece) {
    const before = this.document.querySelector(".is-read");
    if (before) before.classList.remove("is-read");
    if (window.Highlight && CSS.highlights) CSS.highlights.delete("sentence");
    if (!piece) return;
    piece.block.classList.add("is-read");
    const box = piece.block.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) piece.block.scrollIntoView({ block: "center" });
    if (window.Highlight && CSS.highlights) CSS.highlights.set("sentence", new Highlight(rangeOf(piece)));
  }
}

// The range of a sentence within its paragraph.
function rangeOf({ block, start, end }) {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node;
    if (at <= start && start < at + length) range.setStart(node, start - at);
    if (at < end && end <= at + length) range.setEnd(node, end - at);
    at += length;
  }
  return range;
}
