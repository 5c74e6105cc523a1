// The panel Aa: size of type, ground, contrast and the voice. What is chosen holds at once and is remembered on the device;
// the first line of every page sets it before anything is drawn. The panel comes with this script, since few pages open it.
import { Voice, chineseVoice } from "./aloud.js";

const CHOICES = {
  size: ["字多大", [["", "标准"], ["large", "大"], ["largest", "特大"]]],
  scheme: ["底色", [["", "跟手机"], ["light", "白天"], ["dark", "夜间"]]],
  contrast: ["字和底的反差", [["", "平常"], ["more", "更清楚"]]],
  rate: ["读多快", [["slow", "慢"], ["", "平常"], ["fast", "快"]]],
};
const NAMES = Object.keys(CHOICES);
const NOT_KEPT = "这部手机不让保存，换一页要再选一次。";

function choices(name) {
  const [legend, options] = CHOICES[name];
  const labels = options.map(([value, word]) => `<label><input type="radio" name="${name}" value="${value}"><span>${word}</span></label>`);
  return `<fieldset class="choices"><legend>${legend}</legend><div>${labels.join("")}</div></fieldset>`;
}

const panelAndBar = () => `<div class="panel-ground" hidden>
<div class="panel" role="dialog" aria-modal="true" aria-labelledby="reading-title" tabindex="-1">
<div class="panel-head"><p class="panel-title" id="reading-title">阅读设置</p><button type="button" data-close aria-label="关闭">×</button></div>
${choices("size")}${choices("scheme")}${choices("contrast")}
<div data-aloud hidden>
<p><button class="button" type="button" data-read>从这里读给我听</button></p>
${choices("rate")}
</div>
<p class="small" data-kept>都只存在这部手机里。手机没有中文读音，就没有朗读。</p>
</div>
</div>
<div class="voice" role="group" aria-label="朗读" hidden>
<button class="button quiet" type="button" data-pause>停一下</button><button class="button quiet" type="button" data-stop>不读了</button>
</div>`;

class Panel {
  constructor(document, button) {
    document.body.insertAdjacentHTML("beforeend", panelAndBar());
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
      this.voice.start("here");
    });
    const aloud = this.panel.querySelector("[data-aloud]");
    chineseVoice().then((found) => {
      aloud.hidden = !found;
    });
    const recording = document.querySelector("audio");
    if (recording) aloud.parentNode.insertBefore(this.rowFor(recording), aloud);
  }

  // A recording is heard without a voice of the phone.
  rowFor(recording) {
    const row = document.createElement("p");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: "听这一讲的录音" });
    button.addEventListener("click", () => {
      this.close();
      recording.scrollIntoView({ block: "center" });
      recording.play().catch(() => null); // its own controls say what is wrong
    });
    row.append(button);
    return row;
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

// The voice belongs to the panel, which need not be open for it.
export function read() {
  panel = panel || new Panel(document, document.querySelector("button.aa"));
  return panel.voice.start("title");
}
