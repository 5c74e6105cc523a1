"""Notes for whoever leads the meeting: blocks `!!! leader` that only the sheet shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ...source.markdown_text import Section
from ...source.tree import first_run, line_of, plain, without

LEADER = "leader"  # the kind of the block
AIMS = "目标"  # the title of the block that says what a meeting is for
DISCUSSION = "讨论题"


@dataclass(frozen=True)
class LeaderNote:
    """A note for whoever leads the meeting. `question` numbers the discussion question it stands under, else it is 0."""

    line: int
    title: str
    nodes: tuple[Element, ...]
    question: int

    @property
    def text(self) -> str:
        return plain(self.nodes)


def is_leader_note(element: Element) -> bool:
    return element.tag == "div" and LEADER in element.get("class", "").split()


def without_notes(nodes: Iterable[Element]) -> tuple[Element, ...]:
    """The blocks without the leader's notes in and among them."""
    return without(nodes, is_leader_note)


def leader_notes(section: Section) -> Iterator[LeaderNote]:
    above = 0
    for node in section.nodes:
        if is_leader_note(node):
            yield _leader_note(node, 0)
        for item in node if node.tag == "ol" else ():
            above += 1
            for element in item.iter():
                if is_leader_note(element):
                    yield _leader_note(element, above if section.heading == DISCUSSION else 0)


def _leader_note(element: Element, question: int) -> LeaderNote:
    titles = [child for child in element if child.get("class") == "admonition-title"]
    title = first_run(titles[0]) if titles else None
    nodes = tuple(child for child in element if child not in titles)
    line = title.line if title else line_of(element)
    return LeaderNote(line, title.text if title else "", nodes, question)
