// Areas as the search finds them: by their name, and by what the pages of their level say.
import { snippet } from "./marked.js";
import { SpokenNames, fold } from "./words.js";

const NAME = 1;
const LEVEL = 3;
const BY_LETTERS = 21;

export class Areas {
  // `levels`: what the pages of all areas of a level say, by level.
  constructor(stations, levels) {
    this.stations = stations;
    this.names = stations.data.areas.map(([, name]) => fold(name));
    this.levels = levels;
    this.inLevels = new Map(Object.keys(levels).map((level) => [level, fold(levels[level])]));
    this.spoken = null;
  }

  // The numbers of areas that fit every word, the best first. `words` are those of Texts.meant().
  search(words) {
    const { readings } = this.stations;
    if (readings && !this.spoken) this.spoken = new SpokenNames(this.names, readings);
    const found = [];
    this.stations.data.areas.forEach(([, , , level], n) => {
      const costs = words.map((word) => this.costOf(n, level, word));
      if (!costs.includes(-1)) found.push([n, Math.max(...costs)]);
    });
    return found.sort((a, b) => a[1] - b[1]).map(([n]) => n);
  }

  costOf(n, level, { word, isSpoken }) {
    if (this.names[n].includes(word)) return NAME;
    if ((this.inLevels.get(level) || "").includes(word)) return LEVEL;
    return isSpoken && this.spoken && this.spoken.find(n, word) ? BY_LETTERS : -1;
  }

  // {address, name, below} of an area: what its level says where that was looked for, else what it is part of.
  told(n, needles) {
    const [id, name, , level] = this.stations.data.areas[n];
    const isInLevel = needles.some((needle) => (this.inLevels.get(level) || "").includes(needle));
    const above = this.stations.areaText[n].split(" ").slice(1).reverse().join(" ");
    return { address: `areas/${id}/`, name, below: isInLevel ? snippet(this.levels[level], needles) : above };
  }
}
