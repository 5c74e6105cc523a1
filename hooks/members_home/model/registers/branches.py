"""Party branches in their four forms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ...source.described import choice, date, flag, text
from .ids import area_id, numbered, station_id
from .record import Record
from .register import Register

JOINT = "联合党支部"  # the form of a branch that covers several organizations


@dataclass(frozen=True, kw_only=True)
class Branch(Record):
    """A Party branch; `station` is where it meets, None where that is nowhere in the register."""

    id: str = numbered("br", help="`br-` 加六位数字")
    sample: bool = flag("示例", "只有示例写 `true`，真的不写", required=False)
    name: str = text("名称", "批复上的名称")
    form: str = choice("形式", "branch_form", "单独组建、联合党支部、行业协会党组织、流动党员党支部。联合党支部至少覆盖两家")
    area: str = area_id("区域", "街道或社区的编号")
    station: str | None = station_id("站点", "在哪个站点活动", required=False)
    established: dt.date = date("成立日期")
    status: str = choice(
        "状态", "branch_status", "`active`（在用）或 `dissolved`（已撤销）", words={"active": "在用", "dissolved": "已撤销"}
    )


BRANCHES = Register("branches", Branch, "branches.yml", "党组织", "br", one_line=True)
