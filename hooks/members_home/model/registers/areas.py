"""Areas: the district, its streets and communities."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ...source.described import choice, date, flag, phone, text
from .ids import area_id
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class Area(Record):
    """A district, street or community; `parent` is the id of the one above."""

    id: str = area_id("编号", "小写拼音，就是网址的一段。公布以后不改")
    name: str = text("名称", "牌子上的名称")
    level: str = choice("层级", "level", "区、街道、社区，选一个")
    parent: str | None = area_id("上级区域", "上一级区域的编号。最上面的一级不写", required=False)
    status: str = choice("状态", "area_status", words={"active": "在用", "merged": "已合并"})
    successor: str | None = area_id("并入", "已合并的才写：并到哪个区域的编号", required=False)
    merged_on: dt.date | None = date("合并日期", "已合并的才写：从哪天起。由 `merge-area` 来写", required=False)
    hotline: str | None = phone("服务热线", "办公座机", required=False)
    sample: bool = flag("示例", "只有示例写 `true`，真的不写", required=False)


AREAS = Register("areas", Area, "areas.yml")
