// The panel Aa: size of type, ground, contrast and the voice. What is chosen holds at once and is remembered on the device;
// the first line of every page sets it before anything is drawn.
import { Voice, chineseVoice } from "./aloud.js";

const NAMES = ["size", "scheme", "contrast", "rate"];
const NOT_KEPT = "这部手机不让保存，换一页要再选一次。";

class Panel {
  constructor(document, button) {
    this.root = document.documentElement;
    this.ground = document.querySelector(".panel-ground");
    this.panel = this.ground.querySelector(".panel");
    this.button = button;
    this.voice = new Voice(document);
    this.ground.addEventListener("click", (event) => {
      if (event.target === this.ground || event.target.closest("[data-close]")) this.close();
    });
    this.ground.addEventListener("keydown", (event) => this.onKey(event));
    this.ground.addEventListener("change", (event) => this.choose(event.target.name, event.target.value));
    this.panel.querySelector("[data-read]").addEventListener("click", () => {
      this.close();
      this.voice.start(this.root.dataset.rate);
    });
    chineseVoice().then((found) => {
      this.panel.querySelector("[data-aloud]").hidden = !found;
    });
  }

  open() {
    for (const name of NAMES) {
      const chosen = this.root.dataset[name] || "";
      for (const input of this.panel.querySelectorAll(`[name="${name}"]`)) input.checked = input.value === chosen;
    }
    this.ground.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.panel.querySelector("input:checked").focus();
  }

  close() {
    this.ground.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    this.button.focus();
  }

  choose(name, value) {
    this.root.dataset[name] = value;
    const chosen = {};
    for (const key of NAMES) if (this.root.dataset[key]) chosen[key] = this.root.dataset[key];
    try {
      localStorage.setItem("reading", JSON.stringify(chosen));
    } catch (error) {
      this.panel.querySelector("[data-kept]").textContent = NOT_KEPT;
    }
  }

  // The focus goes round within the panel while it is open; a tap on what is no control leaves it on the panel itself.
  onKey(event) {
    if (event.key === "Escape") this.close();
    if (event.key !== "Tab") return;
    const stops = [...this.panel.querySelectorAll("button, input:checked")].filter((stop) => stop.offsetParent);
    const at = stops.indexOf(document.activeElement);
    const next = event.shiftKey ? Math.max(at, 0) - 1 : at + 1;
    event.preventDefault();
    stops[(next + stops.length) % stops.length].focus();
  }
}

let panel = null;

export function open(button) {
  panel = panel || new Panel(document, button);
  panel.open();
}
