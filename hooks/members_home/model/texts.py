"""Lessons, stories and policies: the parts of a Markdown text that rules and pages speak of."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..problems import Place
from ..source.markdown_text import Block, Document, Section, blocks, count_han

SCENE = ""
DISCUSSION = "讨论题"
LESSON_SECTIONS = ("说的是什么", "规定怎么说", "明天怎么做", "记住三句话", "自测", DISCUSSION)
STORY_SECTIONS = ("来源所载", "可以怎么学")
POLICY_SECTIONS = ("是什么", "当年怎么做", "今天的依据", "一步一步", "常见问题")
HAN_A_MINUTE = 350
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
BLOCK = re.compile(r"\[\[([^\]]+)\]\]")

_ITEM = re.compile(r"[0-9]+\. +(.*)")
_CHOICE = re.compile(r" +- \[([ xX])\] +(.*)")
_REASON = re.compile(r" +解析[：:](.*)")


@dataclass(frozen=True)
class Question:
    """A question with its choices (text, whether right), the reason for the right one, and its line in the file."""

    line: int
    text: str
    choices: tuple[tuple[str, bool], ...]
    reason: str


@dataclass(frozen=True)
class LeaderNote:
    """A note for whoever leads the meeting. `question` numbers the discussion question it stands under, else it is 0."""

    line: int
    title: str
    text: str
    question: int


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
        return next((s for s in self.sections if s.heading == heading), Section(heading, 1, ()))


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
    def for_readers(self) -> Document:
        """The document without the leader's notes; every other line keeps its number."""
        lines = self.document.body.split("\n")
        for block in _leader_blocks(lines):
            lines[block.line : block.end] = [""] * (block.end - block.line)
        return replace(self.document, body="\n".join(lines))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections as readers see them, without the leader's notes."""
        return self.for_readers.sections

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

    @property
    def hash(self) -> str:
        """Eight hexadecimal digits of SHA-256 over what readers see, blank lines and ends of lines apart."""
        lines = (line.rstrip() for line in self.for_readers.body.split("\n"))
        return hashlib.sha256("\n".join(filter(None, lines)).encode()).hexdigest()[:8]

    @cached_property
    def remember(self) -> tuple[str, ...]:
        return items(self.section("记住三句话"))

    @property
    def discussion(self) -> tuple[str, ...]:
        """The questions for a branch meeting."""
        return items(self.section(DISCUSSION))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        section = self.section("自测")
        found: list[tuple[int, str, list[tuple[str, bool]], list[str]]] = []
        for line_number, line in enumerate(section.lines, section.first_line):
            if match := _ITEM.match(line):
                found.append((line_number, match[1], [], []))
            elif found and (match := _CHOICE.match(line)):
                found[-1][2].append((match[2], match[1] != " "))
            elif found and (match := _REASON.match(line)):
                found[-1][3].append(match[1].strip())
        return tuple(Question(n, text, tuple(choices), "".join(reason)) for n, text, choices, reason in found)


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


def items(section: Section) -> tuple[str, ...]:
    """The first line of each numbered item of a section."""
    matches = (_ITEM.match(line) for line in section.lines)
    return tuple(match[1] for match in matches if match)


def _leader_blocks(lines: Sequence[str]) -> Iterator[Block]:
    return (block for block in blocks(lines) if block.kind == LEADER)


def _leader_notes(section: Section) -> Iterator[LeaderNote]:
    for block in _leader_blocks(section.lines):
        is_under_question = section.heading == DISCUSSION and section.lines[block.line].startswith(" ")
        above = sum(bool(_ITEM.match(line)) for line in section.lines[: block.line])
        yield LeaderNote(section.first_line + block.line, block.title, block.text, above if is_under_question else 0)
