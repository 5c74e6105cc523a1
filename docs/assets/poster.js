// Draws the code of this station's page into the poster and prints it; hooks/members_home/pages/codes.py says how it works.
import { printPage } from "./buttons.js";
import { picture } from "./qr.js";

const BITS = [8, 4, 2, 1];

export function modules(codes, id) {
  const matrix = [...codes.base].map(Number);
  [...id.replace("st-", "")].forEach((digit, at) => {
    BITS.forEach((bit, n) => {
      if (Number(digit) & bit) [...codes.turns[at][n]].forEach((turns, k) => { matrix[k] ^= Number(turns); });
    });
  });
  return matrix;
}

function draw(codes, id) {
  const matrix = modules(codes, id);
  return picture(Array.from({ length: codes.size }, (_, row) => matrix.slice(row * codes.size, (row + 1) * codes.size)));
}

// The poster is printed instead of the page only for as long as it is asked for.
export async function printPoster(root) {
  const place = root.querySelector("[data-code]");
  if (!place.firstChild) {
    try {
      const response = await fetch(new URL("../codes.json", document.baseURI));
      place.append(draw(await response.json(), place.dataset.code));
    } catch (error) {
      return "海报上的二维码没有取到，可能是网络断了。请再点一次。";
    }
  }
  const page = document.documentElement;
  page.classList.add("is-poster");
  addEventListener("afterprint", () => page.classList.remove("is-poster"), { once: true });
  return printPage();
}
