// Shows which part of a text was looked for.
import { fold } from "./fold.js";

const BEFORE = 16; // characters of a line that are shown before what was found
const SHOWN = 72;
const SHORT = 12; // a line of fewer characters tells little of a page

// Each place of the folded text with the number of the character it comes from.
function folded(characters) {
  const places = [];
  let text = "";
  characters.forEach((character, n) => {
    const one = fold(character);
    text += one;
    for (let k = 0; k < one.length; k += 1) places.push(n);
  });
  return { text, places };
}

// The spans [from, to] of characters that a needle stands for, in order and joined where they overlap.
function spans(characters, needles) {
  const { text, places } = folded(characters);
  const found = [];
  for (const needle of needles) {
    for (let at = text.indexOf(needle); at >= 0 && needle; at = text.indexOf(needle, at + needle.length)) {
      found.push([places[at], places[at + needle.length - 1] + 1]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.reduce((joined, [from, to]) => {
    const last = joined[joined.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
    return joined;
  }, []);
}

// The text as nodes, with what was looked for in `mark`.
export function marked(text, needles) {
  const characters = [...text];
  const nodes = [];
  let at = 0;
  for (const [from, to] of spans(characters, needles)) {
    nodes.push(characters.slice(at, from).join(""), Object.assign(document.createElement("mark"), { textContent: characters.slice(from, to).join("") }));
    at = to;
  }
  return [...nodes, characters.slice(at).join("")];
}

// As much of a text as is shown: the line that holds most of what was looked for, from a little before it.
export function snippet(text, needles) {
  const lines = text.split("\n");
  const first = lines.find((one) => one.length >= SHORT) || lines[0] || "";
  const worth = (line) => needles.filter((needle) => fold(line).includes(needle)).length;
  const line = [...lines.reduce((best, one) => (worth(one) > worth(best) ? one : best), first)];
  const [span] = spans(line, needles);
  const from = span && span[0] > BEFORE ? span[0] - BEFORE : 0;
  const part = line.slice(from, from + SHOWN).join("");
  return (from ? "……" : "") + part + (from + SHOWN < line.length ? "……" : "");
}
