// Areas as the search finds them: by their name, and by what the pages of their level say.
import { snippet } from "./marked.js";
import { fold } from "./fold.js";

export class Areas {
  // `levels`: what the pages of all areas of a level say, by level.
  constructor(stations, levels) {
    this.stations = stations;
    this.names = stations.data.areas.map(([, name]) => fold(name));
    this.levels = levels;
    this.inLevels = new Map(Object.keys(levels).map((level) => [level, fold(levels[level])]));
  }

  // The numbers of areas that fit every word: {named, besides}, by their names and with what their level says. `words` are those of Texts.meant().
  search(words) {
    const named = [];
    const besides = [];
    this.stations.data.areas.forEach(([, , , level], n) => {
      const isName = words.map((word) => this.isNamed(n, word));
      const said = this.inLevels.get(level) || "";
      if (!isName.includes(false)) named.push(n);
      else if (words.every(({ word }, w) => isName[w] || said.includes(word))) besides.push(n);
    });
    return { named, besides };
  }

  isNamed(n, { word, isSpoken }) {
    return this.names[n].includes(word) || Boolean(isSpoken && this.stations.spokenAreas && this.stations.spokenAreas.find(n, word));
  }

  // {address, name, below} of an area: what its level says where that was looked for, else what it is part of.
  told(n, needles) {
    const [id, name, , level] = this.stations.data.areas[n];
    const isInLevel = needles.some((needle) => (this.inLevels.get(level) || "").includes(needle));
    const above = this.stations.areaText[n].split(" ").slice(1).reverse().join(" ");
    return { address: `areas/${id}/`, name, below: isInLevel ? snippet(this.levels[level], needles) : above };
  }
}
