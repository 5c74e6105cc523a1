"""The course: its four themes and the planned titles of its lessons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ...source.described import nested, text, whole
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A quarter of the course: its lessons run from `first` to `last`."""

    name: str = text("名称")
    first: int = whole("起讲")
    last: int = whole("止讲")
    summary: str = text("摘要")


@dataclass(frozen=True, kw_only=True)
class PlannedLesson:
    """A lesson that the course foresees."""

    number: int = whole("讲次")
    title: str = text("标题")


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What a reader runs into, and the lesson that helps."""

    word: str = text("一个词")
    lesson: int = whole("讲次")


@dataclass(frozen=True, kw_only=True)
class Course(Record):
    """The course: its name, its four themes and the planned title of each lesson."""

    name: str = text("课程名", "来源里的名称")
    note: str = text("说明", "课程名从哪里来，课文是谁编的")
    themes: tuple[Theme, ...] = nested("主题", Theme, "`name` 名称，`first` 起讲，`last` 止讲，`summary` 摘要", many=True)
    lessons: tuple[PlannedLesson, ...] = nested("讲次", PlannedLesson, "`number` 讲次，`title` 标题", many=True)
    situations: tuple[Situation, ...] = nested(
        "碰上的事", Situation, "首页“你碰上了哪一件”里的几行：`word` 一个词，比如“招人”，`lesson` 是哪一讲", required=False, many=True
    )

    @cached_property
    def titles(self) -> Mapping[int, str]:
        """The planned title of each lesson by its number."""
        return {lesson.number: lesson.title for lesson in self.lessons if lesson.number}

    def theme_of(self, number: int) -> Theme | None:
        return next((theme for theme in self.themes if theme.first and theme.last and theme.first <= number <= theme.last), None)


COURSE = Register("course", Course, "course.yml", is_list=False)
