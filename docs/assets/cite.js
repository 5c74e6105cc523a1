// A citation opens in place what the register of instruments knows, below the sentence that cites. The data of all of them
// come with the first; links and words are those of the page of instruments, where the citation leads without a script.
import { fetchJson, once } from "./fetching.js";

const facts = once(() => fetchJson("instruments/facts.json"));
const WITHIN = "li, dd, td"; // what holds a sentence of its own; all else is left whole, and the panel comes after it
const BLOCKS = `p, h2, h3, legend, label, figcaption, blockquote, ${WITHIN}`;
const opened = new Map(); // panels by their links

export async function toggle(link) {
  if (opened.has(link)) return close(link);
  const name = decodeURIComponent(new URL(link.href).hash.slice(1));
  const known = (await facts())[name];
  if (!known) throw new Error(`${name} is not among the facts`);
  if (opened.has(link)) return null; // pressed twice while the facts were on their way
  const panel = made(name, known, link);
  opened.set(link, panel);
  const block = link.closest(BLOCKS) || link;
  if (block.matches(WITHIN)) block.append(panel);
  else (block.closest("blockquote, figure, label") || block).insertAdjacentElement("afterend", panel);
  link.setAttribute("aria-expanded", "true");
  return panel;
}

function close(link) {
  const panel = opened.get(link);
  const held = panel.contains(document.activeElement);
  panel.parentNode.removeChild(panel);
  opened.delete(link);
  link.setAttribute("aria-expanded", "false");
  if (held) link.focus();
}

function made(name, { title, lines, change }, link) {
  const panel = document.createElement("blockquote"); // it and the chips need no styles of their own
  panel.className = "known";
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", `《${name}》是什么`);
  panel.append(paragraph("card-title", title), ...lines.map((line) => paragraph("muted small", line)));
  if (change) panel.append(paragraph("small", change));
  const more = Object.assign(document.createElement("a"), { href: link.href, className: "chip", textContent: "哪里引了它" });
  const shut = Object.assign(document.createElement("button"), { type: "button", className: "chip", textContent: "收起" });
  shut.addEventListener("click", () => close(link));
  const row = paragraph("small", "");
  row.append(more, " ", shut);
  panel.append(row);
  return panel;
}

function paragraph(className, textContent) {
  return Object.assign(document.createElement("p"), { className, textContent });
}

// Escape closes the panel that the focus is in, or whose citation has it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const at = document.activeElement;
  for (const [link, panel] of opened) if (link === at || panel.contains(at)) close(link);
});
