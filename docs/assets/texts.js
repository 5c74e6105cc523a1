// The index of all that is read: any part of a title, a heading or a text is found. hooks/members_home/pages/search.py makes it.
import { fetchJson, once } from "./fetching.js";
import { fold, wordsOf } from "./fold.js";
import { SpokenNames, isLetters, loadReadings, needsReadings } from "./words.js";

// What a word costs where it is found; the page whose words cost least comes first.
const BEGINS = 0;
const TITLE = 1;
const HEADING = 2;
const TEXT = 3;
const BY_SYNONYM = 10;
const BY_LETTERS = 20;
const NEAREST = 4; // how many words are offered where nothing was found

export const loadTexts = once(async () => new Texts(await fetchJson("search/texts.json")));

export class Texts {
  constructor({ groups, synonyms, offered, order }) {
    this.entries = [];
    this.characters = new Set();
    this.synonyms = synonyms.map((group) => group.map((word) => [fold(word), word]));
    this.offered = offered;
    this.order = order; // of groups of results
    this.readings = null;
    this.add(groups);
  }

  // What came with a later file.
  add(groups) {
    for (const [group, entries] of groups) {
      for (const [address, title, parts] of entries) {
        const sections = parts.map(([anchor, heading, text]) => ({ anchor, heading, text, inHeading: fold(heading), inText: fold(text) }));
        const inTitle = fold(title);
        const all = [inTitle, ...sections.map((section) => `${section.inHeading}\n${section.inText}`)].join("\n");
        this.entries.push({ group, address, title, inTitle, sections, all });
        for (const character of all) this.characters.add(character);
      }
    }
    if (this.readings) this.speak(this.readings);
  }

  // What words in letters or in traditional characters need; nothing for all others. `known` are characters of names besides.
  async prepare(typed, known = new Set()) {
    if (this.readings || !needsReadings(wordsOf(typed), this.characters, known)) return;
    this.speak(await loadReadings());
  }

  speak(readings) {
    this.readings = readings;
    this.titles = new SpokenNames(this.entries.map((entry) => entry.inTitle), readings);
    this.headings = new SpokenNames(this.entries.map((entry) => entry.sections.map((section) => section.inHeading).join("\n")), readings);
  }

  // A typed word with the words that mean the same.
  meant(typed) {
    const word = this.readings ? this.readings.simplified(typed) : typed;
    const groups = this.synonyms.filter((group) => group.some(([folded]) => folded === word));
    const others = new Map([].concat(...groups).filter(([folded]) => folded !== word));
    return { word, others: [...others], isSpoken: this.readings !== null && isLetters(word) };
  }

  // {hits, besides}: what fits all words, best first, and the words that were looked for besides those typed.
  search(typed) {
    const words = wordsOf(typed).map((word) => this.meant(word));
    const besides = new Set();
    const hits = [];
    this.entries.forEach((entry, n) => {
      const found = words.map((word) => this.find(n, word));
      if (!found.length || found.includes(null)) return;
      for (const one of found) if (one.other) besides.add(one.other);
      hits.push({
        entry,
        cost: found.reduce((sum, one) => sum + one.cost, 0),
        needles: found.map((one) => one.needle),
        tier: tierOf(found.map((one) => one.cost)),
      });
    });
    hits.sort((a, b) => a.cost - b.cost);
    return { hits, besides: [...besides] };
  }

  // How entry `n` fits a word, itself before what means the same: {cost, needle, other}, or null. Letters have their characters for a needle.
  find(n, { word, others, isSpoken }) {
    const itself = costOf(this.entries[n], word);
    if (itself >= 0) return { cost: itself, needle: word, other: "" };
    for (const [other, name] of others) {
      const cost = costOf(this.entries[n], other);
      if (cost >= 0) return { cost: cost + BY_SYNONYM, needle: other, other: name };
    }
    return isSpoken ? this.findSpoken(n, word) : null;
  }

  findSpoken(n, letters) {
    const entry = this.entries[n];
    const inTitle = this.titles.find(n, letters);
    if (inTitle) return { cost: BY_LETTERS + TITLE, needle: [...entry.inTitle].slice(...inTitle).join(""), other: "" };
    const inHeading = this.headings.find(n, letters);
    if (!inHeading) return null;
    const headings = [...entry.sections.map((section) => section.inHeading).join("\n")];
    return { cost: BY_LETTERS + HEADING, needle: headings.slice(...inHeading).join(""), other: "" };
  }

  // Words to try where nothing was found: the longest parts of what was typed that are found, then those that are always offered.
  nearest(typed) {
    const parts = [].concat(...wordsOf(typed).map((word) => this.parts([...this.meant(word).word])));
    return [...new Set([...parts, ...this.offered])].slice(0, Math.max(NEAREST, parts.length));
  }

  parts(characters) {
    const found = [];
    for (let from = 0; from < characters.length;) {
      let to = characters.length;
      const part = () => characters.slice(from, to).join("");
      while (to > from + 1 && !this.has(part())) to -= 1;
      if (to > from + 1) found.push(part());
      from = to;
    }
    return found;
  }

  has(word) {
    return this.entries.some((entry) => entry.all.includes(word));
  }
}

// How soon a group is shown for what it holds: for a title, for a title by another word or by letters, for a text, for the rest.
function tierOf(costs) {
  if (costs.every((cost) => cost <= TITLE)) return 0;
  if (costs.every((cost) => cost % BY_SYNONYM <= TITLE)) return 1;
  return costs.every((cost) => cost < BY_SYNONYM) ? 2 : 3;
}

function costOf(entry, word) {
  if (!entry.all.includes(word)) return -1;
  const at = entry.inTitle.indexOf(word);
  if (at >= 0) return at ? TITLE : BEGINS;
  return entry.sections.some((section) => section.inHeading.includes(word)) ? HEADING : TEXT;
}

// Where a hit leads: the section that has most of its words, and the lines of it that are shown; the page itself where its title has them all.
export function placeOf({ entry, needles }) {
  const inTitle = needles.filter((needle) => entry.inTitle.includes(needle)).length;
  const worth = (section) => needles.filter((needle) => section.inHeading.includes(needle) || section.inText.includes(needle)).length;
  const best = entry.sections.reduce((found, section) => (worth(section) > worth(found) ? section : found), entry.sections[0]);
  if (!best || inTitle === needles.length || !worth(best)) return { anchor: "", heading: "", text: best ? entry.sections[0].text : "" };
  return { anchor: best.anchor, heading: best.heading, text: best.text };
}
