"""Lessons, stories and policies: the parts of a Markdown text that rules and pages speak of."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from ..citations import Citation, find
from ..problems import Place
from ..source.markdown_text import Document, Section, count_han
from ..source.tree import Run, copy, first_run, line_of, plain, runs

SCENE = ""
QUIZ = "自测"
DISCUSSION = "讨论题"
LESSON_SECTIONS = ("说的是什么", "规定怎么说", "明天怎么做", "记住三句话", QUIZ, DISCUSSION)
STORY_SECTIONS = ("来源所载", "可以怎么学")
POLICY_SECTIONS = ("是什么", "当年怎么做", "今天的依据", "一步一步", "常见问题")
HAN_A_MINUTE = 350
LETTERS = "甲乙丙丁戊己"  # of the choices of a question, on paper
LEADER = "leader"  # the kind of block that only the sheet of whoever leads the meeting shows
AIMS = "目标"  # the title of the leader's block that says what a meeting is for
BLOCKS = (
    "start",
    "find",
    "themes",
    "stories",
    "story-list",
    "policy-list",
    "duties",
    "rules",
    "branch-list",
    "instructor-list",
    "contact-point-list",
    "pairing-list",
    "venue-list",
    "demonstration-list",
)  # what `[[…]]` on a line of its own can stand for
BLOCK = re.compile(r"\[\[([^\]\n]+)\]\]")

_CHOICE = re.compile(r"\s*\[([ xX])\]\s+")
_REASON = re.compile(r"\s*解析[：:]\s*")
_REASON_BELOW = re.compile(r"\n\s*解析[：:]\s*")


@dataclass(frozen=True)
class Choice:
    """One answer to a question, as a `span` of rendered text, and whether it is the right one."""

    text: Element
    is_right: bool


@dataclass(frozen=True)
class Question:
    """A question with its choices and the reason for the right one, rendered, and its line in the file."""

    line: int
    text: Element
    choices: tuple[Choice, ...]
    reason: Element | None


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


@dataclass(frozen=True)
class Page:
    """A page that people write whole: home, about, a page of the handbook."""

    document: Document
    title: str
    description: str


@dataclass(frozen=True)
class Text:
    """What lessons, stories and policies share: where they come from and their sections."""

    document: Document
    title: str
    related: tuple[str, ...]
    published: str

    @property
    def place(self) -> Place:
        return Place(self.document.path, 1)

    @property
    def slug(self) -> str:
        """The address without slashes at its ends: stories/tea-street-branch."""
        return self.document.path.removeprefix("docs/").removesuffix(".md")

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return self.document.sections

    def section(self, heading: str) -> Section:
        """The section under a heading; an empty one where the text lacks it."""
        return next((s for s in self.sections if s.heading == heading), Section(heading, 1))

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every instrument that the text names in 《》, in order, the leader's notes included."""
        return tuple(citations_of(self.document.rendered.root))


@dataclass(frozen=True)
class Lesson(Text):
    """One lesson. `checked_of` is the hash of the text whose citations were read on `checked_on`."""

    number: int
    question: str
    audience: tuple[str, ...]
    sms: str
    checked_on: str
    checked_of: str
    approved: str
    audio: str

    @property
    def slug(self) -> str:
        return f"lessons/{self.number:02d}"

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections as readers see them, without the leader's notes."""
        return tuple(Section(one.heading, one.line, without_notes(one.nodes), one.anchor) for one in self.document.sections)

    @cached_property
    def leader_notes(self) -> tuple[LeaderNote, ...]:
        """The notes for whoever leads the meeting, in order."""
        return tuple(note for section in self.document.sections for note in _leader_notes(section))

    @cached_property
    def han(self) -> int:
        """汉字 from the scene to the end of 记住三句话."""
        return sum(count_han(self.section(name).text) for name in (SCENE, *LESSON_SECTIONS[:4]))

    @property
    def minutes(self) -> int:
        return math.ceil(self.han / HAN_A_MINUTE)

    @cached_property
    def hash(self) -> str:
        """Eight hexadecimal digits of SHA-256 over the words that readers see, heading by heading."""
        words = (f"{section.heading}\n{section.text}" for section in self.sections)
        return hashlib.sha256("\n".join(words).encode()).hexdigest()[:8]

    @cached_property
    def remember(self) -> tuple[Element, ...]:
        """The three sentences, each as a `span` of rendered text."""
        return tuple(run.element for run in items(self.section("记住三句话")))

    @cached_property
    def discussion(self) -> tuple[Element, ...]:
        """The questions for a branch meeting, each as a `span` of rendered text."""
        return tuple(run.element for run in items(self.section(DISCUSSION)))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the self-test."""
        return tuple(map(_question, _items(self.section(QUIZ).nodes)))


@dataclass(frozen=True)
class Story(Text):
    """A case as the source tells it, and what others can learn from it."""

    summary: str
    topic: str
    level: str
    as_of: str
    source: str


@dataclass(frozen=True)
class Policy(Text):
    """A system the source describes: how it was, what holds today, what to do."""

    summary: str
    status: str
    as_of: str
    issuer: str
    number: str
    basis: tuple[str, ...]


def citations_of(nodes: Iterable[Element]) -> Iterator[Citation]:
    """The citations in some rendered blocks, each with its line; what stands in code cites nothing."""
    return (citation for node in nodes for run in runs(node) for citation in find(run.text, run.line))


def items(section: Section) -> tuple[Run, ...]:
    """What stands first in each item of a section's numbered lists."""
    return tuple(map(first_run, _items(section.nodes)))


def _items(nodes: Iterable[Element]) -> list[Element]:
    return [item for node in nodes if node.tag == "ol" for item in node]


def _question(item: Element) -> Question:
    """`1. question`, choices `- [x] answer` in a list below, `解析：reason` after them or in the last choice."""
    asked, *rest = runs(item) if list(runs(item)) else [first_run(item)]
    choices: list[Choice] = []
    reason: Element | None = None
    for run in rest:
        mark = _CHOICE.match(run.element.text or "")
        if mark:
            answer, said = _split_at_reason(_without(run.element, mark.end()))
            choices.append(Choice(answer, mark[1] != " "))
            reason = said if said is not None else reason
        elif start := _REASON.match(run.element.text or ""):
            reason = _without(run.element, start.end())
    if reason is not None and not plain([reason]).strip():
        reason = None
    return Question(asked.line, asked.element, tuple(choices), reason)


def _without(span: Element, start: int) -> Element:
    """A run's content from the character `start` of its first text on."""
    made = Element("span")
    made.text = (span.text or "")[start:]
    made.extend(span)
    return made


def _split_at_reason(span: Element) -> tuple[Element, Element | None]:
    """A choice, and the reason where it was typed on the next line without a blank one before it."""
    answer, reason = Element("span"), None
    match = _REASON_BELOW.search(span.text or "")
    answer.text = (span.text or "")[: match.start()] if match else span.text
    if match:
        return answer, _without(span, match.end())
    for child in span:
        match = _REASON_BELOW.search(child.tail or "")
        if reason is not None:
            reason.append(child)
        elif match:
            answer.append(copy(child))
            answer[-1].tail = (child.tail or "")[: match.start()]
            reason = Element("span")
            reason.text = (child.tail or "")[match.end() :]
        else:
            answer.append(child)
    return answer, reason


def is_leader_note(element: Element) -> bool:
    return element.tag == "div" and LEADER in element.get("class", "").split()


def without_notes(nodes: Iterable[Element]) -> tuple[Element, ...]:
    """The blocks without the leader's notes in and among them."""
    return tuple(_without_notes(node) for node in nodes if not is_leader_note(node))


def _without_notes(node: Element) -> Element:
    if not any(is_leader_note(element) for element in node.iter()):
        return node
    made = Element(node.tag, dict(node.attrib))
    made.text, made.tail = node.text, node.tail
    made.extend(without_notes(node))
    return made


def _leader_notes(section: Section) -> Iterator[LeaderNote]:
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
