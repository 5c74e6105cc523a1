// Areas as the search finds them: by their name, and by what their pages say.
import { snippet } from "./marked.js";
import { fold } from "./fold.js";

export class Areas {
  // `levels`: what the pages of all areas of a level say, by level; `areas`: what each page says besides.
  constructor(stations, { levels, areas }) {
    this.stations = stations;
    this.names = stations.data.areas.map(([, name]) => fold(name));
    this.texts = stations.data.areas.map(([, , , level], n) => `${areas[n] || ""}\n${levels[level] || ""}`);
    this.inTexts = this.texts.map(fold);
  }

  // The numbers of areas that fit every word: {named, besides}, by their names and with what their pages say. `words` are those of Texts.meant().
  search(words) {
    const named = [];
    const besides = [];
    this.inTexts.forEach((said, n) => {
      const isName = words.map((word) => this.isNamed(n, word));
      if (!isName.includes(false)) named.push(n);
      else if (words.every(({ word }, w) => isName[w] || said.includes(word))) besides.push(n);
    });
    return { named, besides };
  }

  isNamed(n, { word, isSpoken }) {
    return this.names[n].includes(word) || Boolean(isSpoken && this.stations.spokenAreas && this.stations.spokenAreas.find(n, word));
  }

  // {address, name, below} of an area: what its page says where that was looked for, else what it is part of.
  told(n, needles) {
    const [id, name] = this.stations.data.areas[n];
    const isInText = needles.some((needle) => this.inTexts[n].includes(needle));
    const above = this.stations.areaText[n].split(" ").slice(1).reverse().join(" ");
    return { address: `areas/${id}/`, name, below: isInText ? snippet(this.texts[n].trim(), needles) : above };
  }
}
