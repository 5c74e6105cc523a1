// How far stations are from where the reader stands, worked out on his device: nothing of it is sent anywhere.
import { fetchJson, once, running } from "./fetching.js";

const PATIENCE = 10e3; // milliseconds for the device to find itself
const RECENT = 300e3; // milliseconds that a place found before is good for
const EARTH = 6371e3; // metres, its radius
const WHY = {
  1: "你没有让这个网站看位置，顺序没有变。想用的话，到浏览器的设置里允许，再点一次。",
  2: "手机没能定出自己在哪里，顺序没有变。过一会儿再点一次试试。",
  3: "等了一会儿，手机还没定出自己在哪里，顺序没有变。过一会儿再点一次试试。",
};
const LOST = "站点的位置没有取到，可能是网络断了，顺序没有变。再点一次，就会再取一次。";

const loadPositions = once(() => fetchJson("stations/positions.json"));

// How far each of `count` stations is and who is nearest, or words that say why this cannot be known.
export async function askDistances(count) {
  let here = null;
  try {
    here = await place();
  } catch (error) {
    return { words: WHY[error.code] || WHY[2] };
  }
  try {
    return distances(await loadPositions(), here, count);
  } catch (error) {
    return { words: LOST };
  }
}

function place() {
  return new Promise((found, lost) => {
    const options = { timeout: PATIENCE, maximumAge: RECENT };
    navigator.geolocation.getCurrentPosition(({ coords }) => found(toMap(coords.longitude, coords.latitude)), lost, options);
  });
}

// `metres` by the number of a station, undefined where it has no position; `order`: all numbers, the nearest first, those without last.
export function distances({ fine, station, lng, lat }, here, count) {
  const metres = Array.from({ length: count });
  const [lngs, lats] = [running(lng), running(lat)];
  running(station).forEach((n, k) => (metres[n] = apart(here, [lngs[k] / fine, lats[k] / fine])));
  const far = (n) => (metres[n] === undefined ? 4 * EARTH : metres[n]);
  return { metres, order: metres.map((_, n) => n).sort((a, b) => far(a) - far(b) || a - b) };
}

// Metres between two points of longitude and latitude, in a straight line over the ground.
export function apart([lngA, latA], [lngB, latB]) {
  const half = (a, b) => Math.sin(((b - a) * Math.PI) / 360) ** 2;
  const cos = (degrees) => Math.cos((degrees * Math.PI) / 180);
  return 2 * EARTH * Math.asin(Math.sqrt(half(latA, latB) + cos(latA) * cos(latB) * half(lngA, lngB)));
}

// China's maps stand a few hundred metres beside what satellites say (WGS 84). This is the formula in common use for GCJ-02.
const AXIS = 6378245; // metres, the long half axis of Krasovsky's ellipsoid
const FLAT = 0.00669342162296594; // the square of its eccentricity

export function toMap(lng, lat) {
  if (lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271) return [lng, lat];
  const [x, y] = [lng - 105, lat - 35];
  const wave = (size, at) => size * Math.sin(at * Math.PI);
  const shared = 20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI);
  const root = Math.sqrt(Math.abs(x));
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    + (2 / 3) * (shared + wave(20, y) + wave(40, y / 3) + wave(160, y / 12) + wave(320, y / 30));
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    + (2 / 3) * (shared + wave(20, x) + wave(40, x / 3) + wave(150, x / 12) + wave(300, x / 30));
  const angle = (lat * Math.PI) / 180;
  const bend = 1 - FLAT * Math.sin(angle) ** 2;
  return [
    lng + (east * 180) / ((AXIS / Math.sqrt(bend)) * Math.cos(angle) * Math.PI),
    lat + (north * 180) / (((AXIS * (1 - FLAT)) / (bend * Math.sqrt(bend))) * Math.PI),
  ];
}
