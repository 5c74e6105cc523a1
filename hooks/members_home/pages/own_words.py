"""What readers see of a finished page, section by section: the words that are its own, as the search finds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_VOID = frozenset(("br", "img", "input", "hr", "wbr", "source"))
_INLINE = frozenset(("a", "abbr", "b", "cite", "code", "del", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time", "u"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
# What leads to other pages, waits for a script or stands on paper alone is not the page's own: its words are found where they belong.
_NOT_OWN = frozenset(("nav", "button", "form", "script", "style", "svg", "template"))
_NOT_OWN_CLASSES = frozenset(("actions", "cards", "contents", "ending", "paper", "poster", "script", "ways"))
_TITLE = "h1"  # told apart already
# A tag or the text up to the next: pages are made by templates, which write every `<` and `>` of a value as an entity.
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>|<[^>]*>|([^<]+)")
_ATTRIBUTE = re.compile(r' (class|id|hidden)(?:="([^"]*)")?')


@dataclass
class Section:
    """What stands under a heading: the heading's id, its words, and the text, one line a block. The first has no heading."""

    anchor: str = ""
    heading: str = ""
    text: str = ""


def sections(html: str) -> list[Section]:
    """The sections of a finished page that have any words."""
    reader = _Sections()
    for end, tag, attributes, text in _TOKEN.findall(html):
        if text:
            reader.text(text)
        elif end:
            reader.end(tag)
        elif tag:
            reader.start(tag, attributes)
    return [section for section in reader.finished() if section.heading or section.text]


class _Sections:
    def __init__(self) -> None:
        self._open: list[tuple[str, bool]] = []  # the open elements, and whether what they hold is the page's own
        self._found = [Section()]
        self._parts: list[str] = []

    def finished(self) -> list[Section]:
        self._end_of_section()
        return self._found

    def start(self, tag: str, attributes: str) -> None:
        if tag not in _INLINE:
            self._parts.append("\n")
        if tag in _VOID or attributes.endswith("/"):
            return
        is_own = self._is_own() and tag not in _NOT_OWN and tag != _TITLE
        values = dict(_ATTRIBUTE.findall(attributes)) if is_own and attributes else {}
        is_own = is_own and "hidden" not in values and _NOT_OWN_CLASSES.isdisjoint(values.get("class", "").split())
        if is_own and tag in _HEADINGS and values.get("id"):
            self._end_of_section()
            self._found.append(Section(unescape(values["id"])))
        self._open.append((tag, is_own))

    def end(self, tag: str) -> None:
        while self._open:
            name, is_own = self._open.pop()
            if is_own and name in _HEADINGS and self._found[-1].anchor and not self._found[-1].heading:
                self._found[-1].heading = self._words()
            if name == tag:
                break
        if tag not in _INLINE:
            self._parts.append("\n")

    def text(self, text: str) -> None:
        if self._is_own():
            self._parts.append(" " if text.isspace() else text.replace("\n", " "))

    def _is_own(self) -> bool:
        return not self._open or self._open[-1][1]

    def _end_of_section(self) -> None:
        self._found[-1].text = self._words()

    def _words(self) -> str:
        """What was read since the last call, a line a block; an answer says again what a choice says, which is told once."""
        lines = dict.fromkeys(" ".join(line.split()) for line in unescape("".join(self._parts)).split("\n"))
        self._parts = []
        return "\n".join(filter(None, lines))
