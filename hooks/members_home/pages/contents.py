"""The headings of a finished page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TypedDict

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADING = re.compile("<h[1-6][ >].*?</h[1-6]>", re.S)  # only these are parsed: pages are long, and parsing takes time


class Heading(TypedDict):
    """A heading and those below it, as Python-Markdown's `toc` tells them."""

    level: int
    id: str
    name: str
    children: list[Heading]


def of(html: str) -> list[Heading]:
    """The headings of a page that a link can lead to, nested by level."""
    reader = _Headings()
    reader.feed("".join(_HEADING.findall(html)))
    top: list[Heading] = []
    open_: list[Heading] = []
    for heading in reader.found:
        while open_ and open_[-1]["level"] >= heading["level"]:
            open_.pop()
        (open_[-1]["children"] if open_ else top).append(heading)
        open_.append(heading)
    return top


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Heading] = []
        self._is_in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id")
        if tag in _HEADINGS and anchor:
            self.found.append({"level": int(tag[1]), "id": anchor, "name": "", "children": []})
            self._is_in = True

    def handle_endtag(self, tag: str) -> None:
        self._is_in = self._is_in and tag not in _HEADINGS

    def handle_data(self, data: str) -> None:
        if self._is_in:
            self.found[-1]["name"] += data
