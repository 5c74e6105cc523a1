"""Instructors' posts."""

from __future__ import annotations

from dataclasses import dataclass

from ...source.described import choice, flag, text
from .ids import WHERE, area_id, numbered
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class Instructor(Record):
    """An instructor's post (never a person), full-time, part-time or hired; `serves` are ids of what it guides."""

    id: str = numbered("in", help="`in-` 加六位数字")
    sample: bool = flag("示例", "只有示例写 `true`，真的不写", required=False)
    mode: str = choice("方式", "instructor_mode", "专职、兼职、聘任，选一个")
    role: str = text("岗位", "岗位，不写人名")
    area: str = area_id("区域", "街道或社区的编号")
    serves: tuple[str, ...] = text("联系哪里", "站点、党组织、组织的编号", many=True, refers=WHERE)

    @property
    def name(self) -> str:
        return self.role


INSTRUCTORS = Register("instructors", Instructor, "instructors.yml", "指导员", "in", one_line=True)
