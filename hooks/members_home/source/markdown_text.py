"""A Markdown file: its front matter, its body rendered once, and the sections of the body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree.ElementTree import Element

from .rendering import Rendered, Renderer
from .tree import first_run, line_of, plain

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_OF_SECTIONS = ("h1", "h2")


@dataclass(frozen=True)
class Section:
    """What stands under one `##` heading; what comes before the first heading has the empty one.

    `line` is that of the heading, `nodes` are the rendered blocks below it, `anchor` is the heading's id.
    """

    heading: str
    line: int
    nodes: tuple[Element, ...] = ()
    anchor: str = ""

    @property
    def text(self) -> str:
        """What a reader sees of it, a line for each stretch of text."""
        return plain(self.nodes)


@dataclass(frozen=True)
class Document:
    """A Markdown file: its path, the YAML text of its front matter, and its body from `body_line` on."""

    path: str
    front_matter: str
    body: str
    body_line: int
    renderer: Renderer = field(default_factory=Renderer, compare=False, repr=False)

    @cached_property
    def rendered(self) -> Rendered:
        return self.renderer.render(self.body, self.body_line)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        found: list[tuple[str, int, list[Element], str]] = [("", self.body_line, [], "")]
        for node in self.rendered.root:
            if node.tag in _OF_SECTIONS:
                found.append((first_run(node).text.strip(), line_of(node), [], node.get("id", "")))
            else:
                found[-1][2].append(node)
        return tuple(Section(heading, line, tuple(nodes), anchor) for heading, line, nodes, anchor in found)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids of its headings."""
        return frozenset(
            element.get("id", "") for element in self.rendered.root.iter() if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6")
        )


def split(path: str, text: str, renderer: Renderer | None = None) -> Document | None:
    """The document of one file, or None where it has no front matter between two lines of `---`."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if not end:
        return None
    front_matter = "".join(line + "\n" for line in lines[1:end])
    return Document(path, front_matter, "\n".join(lines[end + 1 :]), min(end + 2, len(lines)), renderer or Renderer())


def count_han(text: str) -> int:
    """How many 汉字 a text has."""
    return len(_HAN.findall(text))
