"""The headings of a finished page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def of(html: str) -> list[dict[str, Any]]:
    """The headings that a link can lead to, nested by level: each with `level`, `id`, `name` and `children`."""
    reader = _Headings()
    reader.feed(html)
    top: list[dict[str, Any]] = []
    open_: list[dict[str, Any]] = []
    for heading in reader.found:
        while open_ and open_[-1]["level"] >= heading["level"]:
            open_.pop()
        (open_[-1]["children"] if open_ else top).append(heading)
        open_.append(heading)
    return top


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, Any]] = []
        self._is_in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id")
        if tag in _HEADINGS and anchor:
            self.found.append({"level": int(tag[1]), "id": anchor, "name": "", "html": "", "children": []})
            self._is_in = True

    def handle_endtag(self, tag: str) -> None:
        self._is_in = self._is_in and tag not in _HEADINGS

    def handle_data(self, data: str) -> None:
        if self._is_in:
            self.found[-1]["name"] += data
