"""What people write in Markdown, one file a kind: the fields of its front matter, and what stands in its body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ...source.described import Field, fields_of
from ..registers import REGISTERS, Register
from .leader import AIMS, DISCUSSION, LEADER, LeaderNote, is_leader_note
from .lesson import HAN_A_MINUTE, LESSON_SECTIONS, QUIZ, SCENE, Lesson
from .policy import POLICY_SECTIONS, Policy
from .quiz import LETTERS, Choice, Question
from .story import OURS, STORY_SECTIONS, Story
from .text import Text, Written, citations_of
from .written_page import BLOCK, BLOCKS, Page

__all__ = [
    "AIMS",
    "BLOCK",
    "BLOCKS",
    "DISCUSSION",
    "FIELD_BLOCKS",
    "HAN_A_MINUTE",
    "LEADER",
    "LESSONS",
    "LESSON_SECTIONS",
    "LETTERS",
    "OURS",
    "PAGES",
    "POLICIES",
    "POLICY_SECTIONS",
    "QUIZ",
    "SCENE",
    "STORIES",
    "STORY_SECTIONS",
    "TEXT_KINDS",
    "Choice",
    "LeaderNote",
    "Lesson",
    "Page",
    "Policy",
    "Question",
    "Story",
    "Text",
    "TextKind",
    "Written",
    "citations_of",
    "is_leader_note",
]

W = TypeVar("W", bound=Written)


@dataclass(frozen=True)
class TextKind(Generic[W]):
    """A kind of text: the Site's attribute that holds it, its class, and the folder of its files."""

    name: str
    record: type[W]
    folder: str

    @property
    def fields(self) -> tuple[Field, ...]:
        return fields_of(self.record)


LESSONS = TextKind("lessons", Lesson, "lessons/")
STORIES = TextKind("stories", Story, "docs/stories/")
POLICIES = TextKind("policies", Policy, "docs/policies/")
PAGES = TextKind("pages", Page, "docs/")
TEXT_KINDS = (LESSONS, STORIES, POLICIES, PAGES)
_DESCRIBED: tuple[Register[Any] | TextKind[Any], ...] = (*REGISTERS, *TEXT_KINDS)
# Blocks that explain how to fill in a register or a front matter: `[[fields:stations]]`.
FIELD_BLOCKS = {f"fields:{kind.name}": kind.fields for kind in _DESCRIBED}
