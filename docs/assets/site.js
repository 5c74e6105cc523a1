// What needs a script on every page: remembering whether the reader wants day or night, and buttons that print.
const root = document.documentElement;
const button = document.querySelector("button.scheme");
const system = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches;
}

function show() {
  button.setAttribute("aria-pressed", String(isDark()));
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
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

for (const print of document.querySelectorAll("[data-print]")) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
