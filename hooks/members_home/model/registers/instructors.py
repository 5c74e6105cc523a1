"""The posts of instructors and of liaison persons."""

from __future__ import annotations

from dataclasses import dataclass

from ...source.described import choice, flag, text
from .ids import WHERE, area_id, numbered
from .record import Record
from .register import Register

INSTRUCTOR = "指导员"  # what a post is that says nothing else


@dataclass(frozen=True, kw_only=True)
class Instructor(Record):
    """The post (never a person) of an instructor or a liaison person, full-time, part-time or hired; `serves` are ids of what it guides."""

    id: str = numbered("in", help="`in-` 加六位数字")
    sample: bool = flag("示例", "只有示例写 `true`，真的不写", required=False)
    mode: str = choice("方式", "instructor_mode", "专职、兼职、聘任，选一个")
    kind: str | None = choice("类别", "instructor_kind", "指导员、联络员，选一个；不写就是指导员", required=False)
    role: str = text("岗位", "岗位，不写人名")
    area: str = area_id("区域", "街道或社区的编号")
    serves: tuple[str, ...] = text("联系哪里", "站点、党组织、组织的编号", many=True, refers=WHERE)

    @property
    def name(self) -> str:
        return self.role

    @property
    def called(self) -> str:
        """What readers call the post: 专职指导员."""
        return self.mode + (self.kind or INSTRUCTOR)


INSTRUCTORS = Register("instructors", Instructor, "instructors.yml", "指导员", "in", one_line=True)
