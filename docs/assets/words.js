// What readers type by sound or in another script: pinyin, first letters, traditional characters.
// hooks/members_home/pages/search.py makes the tables of readings.
import { fetchJson, once } from "./fetching.js";

export const isLetters = (word) => /^[a-z]+$/.test(word);

// Whether the tables are needed: pinyin is typed in letters, and a character that no text has may be a traditional one.
export const needsReadings = (words, ...known) => words.some((word) => isLetters(word)
  || [...word].some((character) => character > "\u2e7f" && !known.some((characters) => characters.has(character))));

export const loadReadings = once(async () => new Readings(await fetchJson("search/readings.json")));

export class Readings {
  // `pinyin`: all characters of each syllable; `traditional`: each traditional character before its simple one.
  constructor({ pinyin, traditional }) {
    this.syllables = new Map();
    for (const syllable of Object.keys(pinyin)) {
      for (const character of pinyin[syllable]) this.syllables.set(character, [...(this.syllables.get(character) || []), syllable]);
    }
    const pairs = [...traditional];
    this.simple = new Map(pairs.map((character, n) => [character, pairs[n + 1]]).filter((_, n) => n % 2 === 0));
  }

  simplified(text) {
    return [...text].map((character) => this.simple.get(character) || character).join("");
  }
}

const bit = (letter) => 1 << (letter.charCodeAt(0) - 97);

// Folded names in one row of characters, to be found by letters. A character is a code point: some 汉字 take two places in a string.
export class SpokenNames {
  constructor(names, readings) {
    const numbers = new Map();
    this.syllables = [];
    const numberOf = (character) => {
      if (!numbers.has(character)) {
        numbers.set(character, this.syllables.length);
        this.syllables.push(readings.syllables.get(character) || (isLetters(character) ? [character] : []));
      }
      return numbers.get(character);
    };
    const characters = names.map((name) => [...name]);
    this.ends = new Uint32Array(names.length + 1);
    characters.forEach((name, n) => (this.ends[n + 1] = this.ends[n] + name.length));
    this.row = new Uint16Array(this.ends[names.length]);
    characters.forEach((name, n) => name.forEach((character, k) => (this.row[this.ends[n] + k] = numberOf(character))));
    this.firsts = this.syllables.map((syllables) => syllables.reduce((sum, syllable) => sum | bit(syllable[0]), 0));
  }

  // From which to which character of name `n` the letters stand for; null where for none.
  find(n, letters) {
    const first = bit(letters[0]);
    for (let from = this.ends[n]; from < this.ends[n + 1]; from += 1) {
      if (this.firsts[this.row[from]] & first) {
        const to = this.endOf(from, this.ends[n + 1], letters);
        if (to) return [from - this.ends[n], to - this.ends[n]];
      }
    }
    return null;
  }

  // Where the characters end that begin at `at` and whose syllables are the letters: whole, by their first letter, or the last half typed; 0 where nowhere.
  endOf(at, end, letters) {
    if (!letters) return at;
    if (at === end) return 0;
    for (const syllable of this.syllables[this.row[at]]) {
      if (syllable.startsWith(letters)) return at + 1;
      const whole = letters.startsWith(syllable) ? this.endOf(at + 1, end, letters.slice(syllable.length)) : 0;
      const found = whole || (letters[0] === syllable[0] ? this.endOf(at + 1, end, letters.slice(1)) : 0);
      if (found) return found;
    }
    return 0;
  }
}
