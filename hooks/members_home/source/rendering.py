"""Renders Markdown once, for pages, the booklet, the printed course and the sheets, into a tree that knows its lines.

HTML in a text stays text: it is shown as typed, and a rule names it. So all that a tree can hold was made by Markdown,
and `checks/rendered.py` judges every tag, attribute and link of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pymdownx.slugs
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockQuoteProcessor, ReferenceProcessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE
from pymdownx.details import DetailsProcessor

from . import pictures
from .fault import Fault
from .html_tags import TAG
from .marks import left_standing
from .picture_tree import drawn
from .tree import LINE, TAIL_LINE, Run, line_of, runs, text_of

EXTENSIONS = ("admonition", "attr_list", "fenced_code", "pymdownx.details", "sane_lists", "tables", "toc")
CONFIGS: dict[str, dict[str, Any]] = {
    "tables": {"use_align_attribute": True},
    "toc": {"slugify": pymdownx.slugs.slugify(case="lower")},
}
MOST_BRACKETS = 300  # in one paragraph; the parser's time grows with their square
_FAR = 400  # lines below which a block is no longer looked for
_BLANK = re.compile(r"^[ \t]*$", re.M)
_FENCE = re.compile(r"`{3,}|~{3,}")


def slug(heading: str) -> str:
    """The id of a heading: what Markdown gives it, for headings that templates write."""
    return str(CONFIGS["toc"]["slugify"](heading, "-"))


@dataclass(frozen=True)
class Rendered:
    """A rendered text. Nobody may change `root`: it is shared by all that show the text."""

    root: Element
    faults: tuple[Fault, ...]

    @property
    def runs(self) -> Iterator[Run]:
        """Every stretch of text, in order."""
        return runs(self.root)


@dataclass
class Renderer:
    """Renders Markdown. `kept` holds what one preview session has rendered, by the hash of its source; None keeps nothing."""

    kept: dict[bytes, Rendered] | None = None
    _used: set[bytes] = field(default_factory=set, repr=False)
    _markdown: _Markdown | None = field(default=None, repr=False)

    def render(self, text: str, first_line: int = 1) -> Rendered:
        """The tree of a text whose first line is `first_line` of its file."""
        if self.kept is None:
            return self._render(text, first_line)
        key = hashlib.sha256(f"{first_line}\n{text}".encode("utf-8", "surrogatepass")).digest()
        self._used.add(key)
        if key not in self.kept:
            self.kept[key] = self._render(text, first_line)
        return self.kept[key]

    def forget_unused(self) -> None:
        """Drops what was not asked for since the last call, so that a long session does not grow."""
        if self.kept is not None:
            self.kept = {key: self.kept[key] for key in self._used}
        self._used.clear()

    def _render(self, text: str, first_line: int) -> Rendered:
        crowded = _crowded_line(text)
        if crowded:
            return _refused(first_line + crowded - 1, f"一段里有 {MOST_BRACKETS} 个以上“[”")
        if self._markdown is None:
            self._markdown = _Markdown()
        try:
            root = self._markdown.tree(text, first_line)
        except RecursionError:
            return _refused(first_line, "列表、引用一层套一层，套得太深")
        faults = (*self._markdown.marks, *_finished(root, first_line), *self._markdown.place_fences(root))
        return Rendered(root, faults)


def _refused(line: int, detail: str) -> Rendered:
    return Rendered(Element("div"), (Fault("too-large-or-deep", line, {"detail": detail}),))


def _crowded_line(text: str) -> int:
    """The line, from 1, of the first paragraph with too many brackets; 0 where there is none."""
    line = 1
    for paragraph in _BLANK.split(text):
        if paragraph.count("[") > MOST_BRACKETS:
            return line + 1 if line > 1 else 1
        line += paragraph.count("\n")
    return 0


class _Markdown(Markdown):
    """Python-Markdown up to its tree: no raw HTML, no serializer, no pretty-printing."""

    def __init__(self) -> None:
        super().__init__(extensions=list(EXTENSIONS), extension_configs=CONFIGS)
        self.preprocessors.deregister("html_block")
        self.inlinePatterns.deregister("html")
        self.inlinePatterns.deregister("entity")
        self.treeprocessors.deregister("prettify")
        self.parser.blockprocessors.register(_QuoteProcessor(self.parser), "quote", 20)
        self.parser.blockprocessors.register(_FoldProcessor(self.parser), "details", 105)
        self.parser.blockprocessors.register(_NoFootnotes(self.parser), "reference", 15)
        self.marks: tuple[Fault, ...] = ()
        self.treeprocessors.deregister("unescape")
        self._unescape = UnescapeTreeprocessor(self)
        self._lines = _Lines(self)
        self.treeprocessors.register(self._lines, "lines", 30)  # before the inline patterns, while texts are as typed

    def tree(self, text: str, first_line: int) -> Element:
        """The tree of a text; what fences hold stands in it as `pre`."""
        self.reset()
        self.lines = text.split("\n")
        self._lines.begin(self.lines, first_line)
        lines = self.lines
        for preprocessor in self.preprocessors:
            lines = preprocessor.run(lines)
        root = self.parser.parseDocument(lines).getroot()
        assert root is not None  # the stubs allow an empty tree
        for treeprocessor in self.treeprocessors:
            changed = treeprocessor.run(root)
            root = root if changed is None else changed
        self.marks = tuple(Fault(*mark) for mark in left_standing(root, text.split("\n"), first_line))
        self._unescape.run(root)
        root.tag = "article"  # Markdown's own `div` is that of an admonition
        return root

    def place_fences(self, root: Element) -> Iterator[Fault]:
        """Puts what fences hold into the tree, pictures drawn; names a fence whose list in braces is no list of attributes."""
        for parent in list(root.iter()):
            for at, child in enumerate(parent):
                match = HTML_PLACEHOLDER_RE.fullmatch(child.text or "") if child.tag == "p" else None
                if not match or int(match[1]) >= len(self.htmlStash.rawHtmlBlocks):
                    continue
                try:
                    fence = ET.fromstring(str(self.htmlStash.rawHtmlBlocks[int(match[1])]))
                except ET.ParseError:
                    yield Fault("live-content", line_of(child), {"value": "{…}"})
                    fence = Element("pre")
                fence.attrib.update(child.attrib)
                kind = pictures.KINDS.get(language(fence))
                if kind:
                    opened = line_of(child)
                    picture, faults = pictures.read(kind, enumerate(text_of(fence).split("\n"), opened + 1), opened)
                    yield from faults
                    fence = drawn(picture)
                fence.tail = child.tail
                parent[at] = fence


def language(fence: Element) -> str:
    """The word behind the mark that opens a fence; "" where there is none."""
    code = fence.find("code")
    return "" if code is None else code.get("class", "").removeprefix("language-")


class _QuoteProcessor(BlockQuoteProcessor):
    """Quotes with a blank line between them stay apart; Python-Markdown makes one of them."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)

    def lastChild(self, parent: Element) -> Element | None:  # noqa: ARG002  it is asked for a quote to go on with: none
        return None


class _FoldProcessor(DetailsProcessor):  # type: ignore[misc]  # it has no types
    """A fold is `??? note "title"`, its title plain words. All else stays text, and the marks left standing name it."""

    START = re.compile(r"""(?:^|\n)\?{3}(\+)? *(note) +"(?=\s*[^\s"])([^"<>&#\[\]*_`~{}\\|\n]+)"() *(?:\n|$)""")


class _NoFootnotes(ReferenceProcessor):
    """`[^1]: …` is no link's target, although Python-Markdown takes it for one: it stays text, which a rule names."""

    RE = re.compile(ReferenceProcessor.RE.pattern.replace(r"\[([^\[\]]*)\]", r"\[((?!\^)[^\[\]]*)\]"), re.M)


class _Lines(Treeprocessor):
    """Notes on every block the line on which its text begins: blocks come in the order of the source."""

    def begin(self, lines: Sequence[str], first_line: int) -> None:
        self._source = [line.expandtabs(4) for line in lines]
        self._first = first_line
        self._at = 0

    def run(self, root: Element) -> None:
        self._walk(root)

    def _walk(self, element: Element) -> None:
        if element.tag == "tr":
            self._row(element)
            return
        if (element.text or "").strip():
            element.set(LINE, str(self._find(element.text or "", element.tag == "code")))
        for child in element:
            self._walk(child)
            if (child.tail or "").strip():
                child.set(TAIL_LINE, str(self._find(child.tail or "")))

    def _row(self, row: Element) -> None:
        texts = [cell.text.strip() for cell in row if cell.text and cell.text.strip()]
        at = next((n for n in self._ahead() if "|" in self._source[n] and all(text in self._source[n] for text in texts)), None)
        if at is None:
            at = self._at
        else:
            self._at = at + 1
        for cell in row:
            cell.set(LINE, str(self._first + at))

    def _find(self, text: str, is_code: bool = False) -> int:
        """The line of the file on which a text begins; where it is not found, where the last block ended."""
        lines = (unescape(text) if is_code else text).strip("\n").split("\n")
        first = lines[0].strip()
        is_fence = bool(HTML_PLACEHOLDER_RE.fullmatch(first))
        for n in self._ahead():
            line = self._source[n]
            if _FENCE.match(line) if is_fence else first in line:
                self._at = self._end_of_fence(n) if is_fence else n + len(lines)
                return self._first + n
        return self._first + min(self._at, len(self._source) - 1)

    def _ahead(self) -> range:
        return range(self._at, min(self._at + _FAR, len(self._source)))

    def _end_of_fence(self, start: int) -> int:
        mark = _FENCE.match(self._source[start])
        fence = mark[0] if mark else ""
        return next((n + 1 for n in range(start + 1, len(self._source)) if self._source[n].rstrip() == fence), start + 1)


def _finished(root: Element, first_line: int) -> Iterator[Fault]:
    """Decodes entities everywhere, and names the HTML that stands in texts as typed."""
    line = first_line
    for element in root.iter():
        line = int(element.get(LINE, line))
        is_code = element.tag in ("code", "pre")
        if element.text:
            if not is_code:
                yield from _tags(element.text, line)
            element.text = _decoded(element.text)
        if element.tail:
            yield from _tags(element.tail, line)
            element.tail = _decoded(element.tail)
        for key, value in element.attrib.items():
            element.set(key, _decoded(value))


def _tags(text: str, line: int) -> Iterator[Fault]:
    match = TAG.search(text)
    if match:
        value = " ".join(match[0].split())
        yield Fault("html-in-text", line + text.count("\n", 0, match.start()), {"value": value})


def _decoded(text: str) -> str:
    return unescape(text.replace(AMP_SUBSTITUTE, "&")) if "&" in text or AMP_SUBSTITUTE in text else text
