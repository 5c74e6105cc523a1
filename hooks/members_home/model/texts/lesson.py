"""Lessons."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from ...source.described import choice, date, nested, text, whole
from ...source.markdown_text import Section, count_han
from ...source.tree import Run, first_run, plain, without
from ..registers.ids import slugs
from .leader import DISCUSSION, LeaderNote, leader_notes, without_notes
from .quiz import Question, read_question
from .text import Text

SCENE = ""
QUIZ = "自测"
LESSON_SECTIONS = ("说的是什么", "规定怎么说", "明天怎么做", "记住三句话", QUIZ, DISCUSSION)
HAN_A_MINUTE = 350


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The day on which a lesson's citations were read, and the mark of what was read: see model/revision.py."""

    on: dt.date | None = date("核对日期", required=False)
    of: str | None = text("核对文本", required=False)


@dataclass(frozen=True, kw_only=True)
class Lesson(Text):
    """One lesson."""

    number: int = whole("讲次", "1 到 24 的数。它就是网址，公布以后不改")
    title: str = text("标题", "不和别的课、故事、政策重样")
    question: str = text("导语问题", "读者心里的那一句问话")
    audience: tuple[str, ...] = choice(
        "适合谁", "audience", "方括号里写几个词，只能从 `vocabulary.yml` 里选，比如 `[餐饮, 商铺]`", many=True
    )
    sms: str = text("短信", "最多 36 个字，请人点开来看一个问题。签名和链接不用写，发的时候自动加上")
    published: dt.date = date("发布日期", '`"2026-11-23"` 这样写。只是记录，写将来的日子，课也会马上出现')
    checked: Checked | None = nested("条文核对", Checked, "`on` 是核对日期，`of` 是当时那份文字的记号。由工具来写", required=False)
    approved: dt.date | None = date("审定日期", '主管部门审定的那天。还没有就写 `""`，网页会写“待主管部门审定”', required=False)
    related: tuple[str, ...] = slugs(
        "相关内容",
        "二到四个别的页：哪一讲、哪个故事、哪项政策、哪件能办的事。比如 `[lessons/17, stories/tea-street-branch, services/rights]`",
    )
    audio: str | None = text("录音", "读这一讲的 MP3 文件，和课文放在一起，比如 `08.mp3`。没有就整行不写", required=False)

    @property
    def read_on(self) -> dt.date | None:
        """The day on which the citations were read."""
        return self.checked.on if self.checked else None

    @property
    def read_of(self) -> str | None:
        """The mark of what was read."""
        return self.checked.of if self.checked else None

    @property
    def read_words(self) -> str:
        """The part of the mark that is the hash of the lesson's words."""
        return (self.read_of or "").partition(".")[0]

    @property
    def slug(self) -> str:
        return f"lessons/{self.number or 0:02d}"

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections as readers see them, without the leader's notes."""
        return tuple(
            Section(section.heading, section.line, without_notes(section.nodes), section.anchor) for section in self.document.sections
        )

    @cached_property
    def leader_notes(self) -> tuple[LeaderNote, ...]:
        """The notes for whoever leads the meeting, in order."""
        return tuple(note for section in self.document.sections for note in leader_notes(section))

    @cached_property
    def han(self) -> int:
        """汉字 from the scene to the end of 记住三句话."""
        return sum(self.han_of(name) for name in (SCENE, *LESSON_SECTIONS[:4]))

    def han_of(self, heading: str) -> int:
        """汉字 that everybody reads of a section."""
        return count_han(plain(self.read_by_all(heading)))

    def read_by_all(self, heading: str) -> tuple[Element, ...]:
        """What everybody reads of a section: a picture says again what was read, and a fold is for who looks something up."""
        return without(self.section(heading).nodes, lambda node: node.tag in ("figure", "details"))

    @cached_property
    def han_with_quiz(self) -> int:
        """汉字 from the scene to the last reason of the self-test."""
        return self.han + sum(count_han(plain(question.parts)) for question in self.questions)

    @property
    def minutes(self) -> int:
        """How long it takes with its self-test."""
        return math.ceil(self.han_with_quiz / HAN_A_MINUTE)

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
        return tuple(map(read_question, _items(self.section(QUIZ).nodes)))


def items(section: Section) -> tuple[Run, ...]:
    """What stands first in each item of a section's numbered lists."""
    return tuple(map(first_run, _items(section.nodes)))


def _items(nodes: Iterable[Element]) -> list[Element]:
    return [item for node in nodes if node.tag == "ol" for item in node]
