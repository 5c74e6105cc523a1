"""What readers see of a finished page, section by section: the words that are its own, as the search finds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

_VOID = frozenset(("br", "img", "input", "hr", "wbr", "source"))
_INLINE = frozenset(("a", "abbr", "b", "cite", "code", "del", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time", "u"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
# What leads to other pages, waits for a script or stands on paper alone is not the page's own: its words are found where they belong.
_NOT_OWN = frozenset(("nav", "button", "form", "script", "style", "svg", "template"))
_NOT_OWN_CLASSES = frozenset(("actions", "cards", "contents", "ending", "paper", "poster", "script"))
_TITLE = "h1"  # told apart already


@dataclass
class Section:
    """What stands under a heading: the heading's id, its words, and the text, one line a block. The first has no heading."""

    anchor: str = ""
    heading: str = ""
    text: str = ""


def sections(html: str) -> list[Section]:
    """The sections of a finished page that have any words."""
    reader = _Sections()
    reader.feed(html)
    reader.close()
    return [section for section in reader.finished() if section.heading or section.text]


class _Sections(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []  # the open elements, and whether what they hold is the page's own
        self._found = [Section()]
        self._parts: list[str] = []

    def finished(self) -> Iterator[Section]:
        self._end_of_section()
        yield from self._found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self._parts.append("\n")
        if tag in _VOID:
            return
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        is_own = (
            self._is_own() and tag not in _NOT_OWN and tag != _TITLE and "hidden" not in values and _NOT_OWN_CLASSES.isdisjoint(classes)
        )
        if is_own and tag in _HEADINGS and values.get("id"):
            self._end_of_section()
            self._found.append(Section(values["id"] or ""))
        self._open.append((tag, is_own))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, is_own = self._open.pop()
            if is_own and name in _HEADINGS and self._found[-1].anchor and not self._found[-1].heading:
                self._found[-1].heading = self._words()
            if name == tag:
                break
        if tag not in _INLINE:
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._is_own():
            self._parts.append(data)

    def _is_own(self) -> bool:
        return not self._open or self._open[-1][1]

    def _end_of_section(self) -> None:
        self._found[-1].text = self._words()

    def _words(self) -> str:
        lines = dict.fromkeys(" ".join(line.split()) for line in self._lines())  # an answer says again what a choice says
        self._parts = []
        return "\n".join(filter(None, lines))

    def _lines(self) -> Iterator[str]:
        """Blocks, not the line breaks of the source within them."""
        block: list[str] = []
        for part in self._parts:
            if part == "\n":
                yield "".join(block)
                block = []
            else:
                block.append(part)
        yield "".join(block)
