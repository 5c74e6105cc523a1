// What needs a script on every page: remembering whether the reader wants day or night, and buttons that print.
const root = document.documentElement;
const scheme = document.querySelector("button.scheme");
const system = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches;
}

function show() {
  scheme.setAttribute("aria-pressed", String(isDark()));
}

if (scheme) {
  scheme.hidden = false;
  scheme.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("scheme", root.dataset.scheme);
    } catch {
      // Private windows may refuse storage; the choice then lasts for this page.
    }
    show();
  });
  system.addEventListener("change", show);
  show();
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A calendar whose last day is over is not offered. Days are those of Beijing.
for (const link of document.querySelectorAll("a[data-until]")) {
  if (new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10) > link.dataset.until) link.parentNode.removeChild(link);
}

// What only some pages need is loaded by them.
if (document.querySelector("#station-times")) import("./station.js").then((module) => module.show(document));
if (document.querySelector("form.finder")) import("./finder.js").then((module) => new module.Finder(document).start());
