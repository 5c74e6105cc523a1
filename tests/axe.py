"""What axe finds on a page that is open. It is put into the page once, and asked for colours alone where only they have changed."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OF_COLOURS = ("color-contrast", "link-in-text-block")
SCRIPT = Axe().axe_script
RUN = """([within, options]) => axe.run(within || document, options).then((found) => found.violations.map(
  (one) => `${one.id} ${one.nodes.map((node) => node.html.slice(0, 120)).join(" ")}`))"""
# Of many elements side by side that are made alike, a few tell the colours of all.
THIN = """(kept) => {
  for (const parent of document.querySelectorAll("article, article *")) {
    if (parent.children.length <= 12 || parent.closest("svg")) continue;
    const seen = {};
    for (const child of [...parent.children]) {
      const made = [child, ...child.querySelectorAll("*")].map((one) => `${one.localName}.${one.getAttribute("class") || ""}`).join();
      seen[made] = (seen[made] || 0) + 1;
      if (seen[made] > kept) child.remove();
    }
  }
}"""


def faults(page: Page, within: str = "") -> list[str]:
    """Every violation with its elements; of the whole page, or of the parts that a selector names."""
    return _run(page, "tag", TAGS, within)


def faults_of_colour(page: Page, scheme: Any, contrast: str = "", within: str = "") -> list[str]:
    """Those of colours, by day or by night, with the contrast that the panel Aa sets."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("(contrast) => { document.documentElement.dataset.contrast = contrast; }", contrast)
    return _run(page, "rule", OF_COLOURS, within)


def thin(page: Page) -> None:
    """Takes away what repeats what is there, so that colours are looked at again in little time."""
    page.evaluate(THIN, 3)


def _run(page: Page, kind: str, names: tuple[str, ...], within: str) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    options = {"runOnly": {"type": kind, "values": names}, "resultTypes": ["violations"], "preload": False, "selectors": False}
    found: list[str] = page.evaluate(RUN, [within, options])
    return found
