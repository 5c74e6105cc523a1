// Makes a QR code on the device, so that what it carries is sent to nobody: text of ASCII in bytes, level L, versions 1 to 10.
// One mask of the eight is enough, the one that hooks/members_home/pages/codes.py takes too. Names are those of ISO/IEC 18004.
const FORMAT = 0b111100010011101; // level L and mask 3, with their error correction
const VERSIONS = [ // codewords of data, codewords of error correction in a block, blocks
  [19, 7, 1], [34, 10, 1], [55, 15, 1], [80, 20, 1], [108, 26, 1], [136, 18, 2], [156, 20, 2], [194, 24, 2], [232, 30, 2], [274, 18, 4],
];
const PRIMITIVE = 0x11d;
const VERSION_GENERATOR = 0x1f25;
const QUIET = 4; // modules of light around the code

// The bits of a value, the highest first; and those of bytes.
const bitsOf = (value, count) => Array.from({ length: count }, (_, n) => (value >> (count - 1 - n)) & 1);
const octets = (bytes) => [].concat(...bytes.map((byte) => bitsOf(byte, 8)));

// The product of two numbers of the Galois field of 256.
function times(a, b) {
  let product = 0;
  for (let n = 7; n >= 0; n -= 1) product = (product << 1) ^ ((product >> 7) * PRIMITIVE) ^ (((b >> n) & 1) * a);
  return product;
}

// The generator polynomial of so many error correction codewords, without its leading 1.
function generator(count) {
  let factors = [...new Array(count - 1).fill(0), 1];
  for (let n = 0, root = 1; n < count; n += 1, root = times(root, 2)) {
    factors = factors.map((factor, k) => times(factor, root) ^ (factors[k + 1] || 0));
  }
  return factors;
}

// The remainder of a block's data divided by the generator: its error correction codewords.
function correction(data, factors) {
  return data.reduce((rest, byte) => {
    const lead = byte ^ rest[0];
    return factors.map((factor, n) => (rest[n + 1] || 0) ^ times(factor, lead));
  }, factors.map(() => 0));
}

// Mode, length, text, end and padding as codewords of data.
function codewords(bytes, version, length) {
  const bits = [...bitsOf(0b0100, 4), ...bitsOf(bytes.length, version < 10 ? 8 : 16), ...octets(bytes), 0, 0, 0, 0];
  const words = [];
  for (let n = 0; n < bits.length; n += 8) words.push(bits.slice(n, n + 8).reduce((word, bit) => word * 2 + bit));
  for (let n = 0; words.length < length; n += 1) words.push(n % 2 ? 0x11 : 0xec);
  return words;
}

// The blocks with their error correction, interleaved: the first of each, the second of each; the last blocks may be one longer.
function interleaved(data, corrections, count) {
  const factors = generator(corrections);
  const short = Math.floor(data.length / count);
  const long = data.length % count;
  let at = 0;
  const blocks = Array.from({ length: count }, (_, n) => data.slice(at, (at += short + (n < count - long ? 0 : 1))));
  const inTurn = (parts) => [].concat(...parts[parts.length - 1].map((_, n) => parts.filter((part) => n < part.length).map((part) => part[n])));
  return [...inTurn(blocks), ...inTurn(blocks.map((block) => correction(block, factors)))];
}

// What every code of a version has, 1 dark and 0 light; what is left for the text is undefined.
function patterns(version) {
  const size = 17 + 4 * version;
  const rows = Array.from({ length: size }, () => new Array(size).fill(undefined));
  const square = (row, column, radius, isDark) => {
    for (let y = -radius; y <= radius; y += 1) {
      for (let x = -radius; x <= radius; x += 1) {
        if (rows[row + y] && column + x >= 0 && column + x < size) rows[row + y][column + x] = isDark(Math.max(Math.abs(x), Math.abs(y)));
      }
    }
  };
  for (let n = 0; n < size; n += 1) rows[6][n] = rows[n][6] = (n + 1) % 2; // timing
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) square(row, column, 4, (ring) => Number(ring !== 2 && ring !== 4));
  const last = size - 7;
  const centres = version === 1 ? [] : version < 7 ? [6, last] : [6, (6 + last) / 2, last];
  for (const row of centres) {
    for (const column of centres) {
      if (rows[row - 1][column - 1] === undefined) square(row, column, 2, (ring) => Number(ring !== 1)); // else a finder is there
    }
  }
  bitsOf(FORMAT, 15).forEach((bit, n) => {
    if (n < 8) rows[8][n < 6 ? n : n + 1] = bit; // beside the first finder, then below it
    else rows[n < 9 ? 7 : 14 - n][8] = bit;
    if (n < 7) rows[size - 1 - n][8] = bit; // and once more, beside the two others
    else rows[8][size - 15 + n] = bit;
  });
  rows[size - 8][8] = 1;
  if (version >= 7) {
    let rest = version << 12;
    for (let n = 17; n >= 12; n -= 1) if ((rest >> n) & 1) rest ^= VERSION_GENERATOR << (n - 12);
    bitsOf((version << 12) | rest, 18).forEach((bit, n) => {
      const [along, across] = [5 - Math.floor(n / 3), size - 9 - (n % 3)];
      rows[along][across] = rows[across][along] = bit;
    });
  }
  return rows;
}

// The modules of a text, row by row; null where it is too long.
export function matrix(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const version = 1 + VERSIONS.findIndex(([length], n) => bytes.length <= length - (n < 9 ? 2 : 3));
  if (!version) return null;
  const [length, corrections, count] = VERSIONS[version - 1];
  const bits = octets(interleaved(codewords(bytes, version, length), corrections, count));
  const rows = patterns(version);
  const size = rows.length;
  let at = 0;
  for (let right = size - 1, isUp = true; right > 0; right -= right === 8 ? 3 : 2, isUp = !isUp) { // columns in pairs, without that of timing
    for (let n = 0; n < size; n += 1) {
      const row = isUp ? size - 1 - n : n;
      for (const column of [right, right - 1]) {
        if (rows[row][column] === undefined) rows[row][column] = (bits[at++] || 0) ^ Number((row + column) % 3 === 0);
      }
    }
  }
  return rows;
}

// The picture of a matrix: dark on light, whatever the ground of the page.
export function picture(rows) {
  const make = (name, values) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(values).forEach((key) => node.setAttribute(key, values[key]));
    return node;
  };
  const size = rows.length + 2 * QUIET;
  const dark = rows.map((row, y) => row.map((module, x) => (module ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  const svg = make("svg", { viewBox: `${-QUIET} ${-QUIET} ${size} ${size}`, "shape-rendering": "crispEdges" });
  svg.append(make("path", { fill: "#fff", d: `M${-QUIET} ${-QUIET}h${size}v${size}h${-size}z` }), make("path", { d: dark }));
  return svg;
}
