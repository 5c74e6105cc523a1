"""Trees of rendered Markdown: their text, the lines they come from, and the one function that writes them as HTML.

A tree is made of ElementTree elements whose texts are decoded: what they hold is what a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

LINE = "source line"  # attributes with a space, which nobody can type: never written as HTML
TAIL_LINE = "source line of the tail"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    (*HEADINGS, "p", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "div", "details", "summary", "figure", "figcaption")
)
_BLOCKS = BLOCKS | {"table", "thead", "tbody", "tr", "th", "td", "hr", "svg"}
_VOID = frozenset(("br", "hr", "img"))
_HAN = "\u2e80-\u2fdf\u3001-\u301f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff5e\U00020000-\U0003ffff“”‘’…—"
_SOFT_BREAK = re.compile(rf"(?<=[{_HAN}])[ \t]*\n[ \t]*(?=[{_HAN}])")  # in lists, the next line is indented


@dataclass(frozen=True)
class Run:
    """A stretch of text that no block interrupts: a paragraph, a heading, a cell, what stands first in a list item.

    `element` is a `span` around its content, `tag` that of the block it stands in, `line` its first line in the file.
    """

    line: int
    tag: str
    element: Element

    @property
    def text(self) -> str:
        """What a reader sees, with as many line breaks as in the source; code is there as back-ticks."""
        return "".join(_text(self.element, with_code=False))

    def elements(self) -> Iterator[tuple[int, Element]]:
        """Each element of the run with its line in the file."""
        line = self.line
        for element, text in _steps(self.element):
            if element is not None:
                yield line, element
            line += text.count("\n")


def line_of(element: Element) -> int:
    """The line of the file on which the element's own text begins; 0 where it has none."""
    return int(element.get(LINE, "0"))


def text_of(element: Element) -> str:
    """All that a reader sees of an element, code included."""
    return "".join(_text(element, with_code=True))


def plain(nodes: Iterable[Element]) -> str:
    """The text of some blocks, one a line."""
    return "\n".join(run.text for node in nodes for run in runs(node))


def runs(root: Element) -> Iterator[Run]:
    """Every run of text below an element and of its own, in order; code that stands as a block and what is only drawn are left out."""
    if root.tag == "pre" or root.get("aria-hidden"):
        return
    span, line = Element("span"), line_of(root)
    span.text = root.text
    for child in root:
        if child.tag not in _BLOCKS:
            span.append(child)
            continue
        yield from _run(span, line, root.tag)
        yield from runs(child)
        span, line = Element("span"), int(child.get(TAIL_LINE, "0")) or line
        span.text = child.tail
    yield from _run(span, line, root.tag)


def _run(span: Element, line: int, tag: str) -> Iterator[Run]:
    if len(span) or (span.text or "").strip():
        yield Run(line, tag, span)


def first_run(element: Element) -> Run:
    """The first run of an element; an empty one where it has none."""
    return next(runs(element), Run(line_of(element), element.tag, Element("span")))


def _steps(element: Element) -> Iterator[tuple[Element | None, str]]:
    """Elements below an element and pieces of text, in the order of reading."""
    yield None, element.text or ""
    for child in element:
        yield child, "\n" if child.tag == "br" else ""
        yield from _steps(child)
        yield None, child.tail or ""


def _text(element: Element, with_code: bool) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif child.tag == "code" and not with_code:
            yield "`" * len(child.text or "")
        else:
            yield from _text(child, with_code)
        yield child.tail or ""


def copy(element: Element, **attributes: str) -> Element:
    """A copy of a tree that may be changed."""
    made = Element(element.tag, {**element.attrib, **attributes})
    made.text, made.tail = element.text, element.tail
    made.extend(copy(child) for child in element)
    return made


def without(nodes: Iterable[Element], is_left_out: Callable[[Element], bool]) -> tuple[Element, ...]:
    """The blocks without some of them, wherever among and in them they stand."""
    return tuple(_without(node, is_left_out) for node in nodes if not is_left_out(node))


def _without(node: Element, is_left_out: Callable[[Element], bool]) -> Element:
    if not any(map(is_left_out, node.iter())):
        return node
    made = Element(node.tag, dict(node.attrib))
    made.text, made.tail = node.text, node.tail
    made.extend(without(node, is_left_out))
    return made


def joined(text: str) -> str:
    """The text without the line breaks between 汉字, which would be seen as spaces."""
    return _SOFT_BREAK.sub("", text)


def _joined_to(text: str, before: Element | None, after: Element | None) -> str:
    """A piece of text without the line breaks between it and 汉字 in the elements beside it: `前半\\n**后半**`."""
    if "\n" not in text:
        return text
    last = "" if before is None else text_of(before)[-1:]
    first = "" if after is None else text_of(after)[:1]
    whole = joined(last + text + first)
    return whole[len(last) : len(whole) - len(first)]


class Writer:
    """Writes trees as HTML: every text and attribute is escaped here. Pages override what they link or rename."""

    def html(self, elements: Iterable[Element], within: tuple[str, ...] = ()) -> Markup:
        """The elements with what follows each."""
        return Markup("".join(piece for element in elements for piece in self._pieces(element, within)))

    def inner(self, element: Element, within: tuple[str, ...] = ()) -> Markup:
        """What stands within an element."""
        return Markup("".join(self._inner(element, within)))

    def tag(self, element: Element) -> str:
        return element.tag

    def attributes(self, element: Element) -> Iterable[tuple[str, str]]:
        return ((key, value) for key, value in element.attrib.items() if " " not in key)

    def text(self, text: str, within: tuple[str, ...]) -> Markup:
        """A piece of text that stands in elements with the tags `within`."""
        return escape(text if "pre" in within else joined(text))

    def _pieces(self, element: Element, within: tuple[str, ...], following: Element | None = None) -> Iterator[str]:
        tag = self.tag(element)
        yield f"<{tag}"
        for key, value in self.attributes(element):
            yield f' {escape(key)}="{escape(value)}"'
        yield ">"
        if tag not in _VOID:
            yield from self._inner(element, within)
            yield f"</{tag}>"
        if element.tail:
            yield self.text(element.tail if "pre" in within else _joined_to(element.tail, element, following), within)

    def _inner(self, element: Element, within: tuple[str, ...]) -> Iterator[str]:
        within = (*within, element.tag)
        children: list[Element | None] = [*element, None]
        if element.text:
            yield self.text(element.text if "pre" in within else _joined_to(element.text, None, children[0]), within)
        for child, following in pairwise(children):
            if child is not None:
                yield from self._pieces(child, within, following)
