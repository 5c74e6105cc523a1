"""Private firms and social organizations, what covers them, and their annual inspections."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ...source.described import choice, date, flag, nested, text, whole
from .ids import area_id, numbered
from .record import Record
from .register import Register

INSPECTED_BY = (6, 30)  # enterprises report a year by the end of June of the next, 《企业信息公示暂行条例》第八条
NOT_DONE = "未检"  # the result of an inspection that did not take place


def last_due(today: dt.date) -> int:
    """The last year whose inspection must be over on the day `today`."""
    return today.year - (1 if (today.month, today.day) > INSPECTED_BY else 2)


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """The annual inspection of one year: when it took place (None if it did not) and what it found."""

    year: int = whole("年度")
    on: dt.date | None = date("年检日期", required=False)
    result: str = choice("结果", "inspection_result")


@dataclass(frozen=True, kw_only=True)
class Organization(Record):
    """A private firm or a social organization. `covered_by` is a branch's id, one of the means of the vocabulary
    (工会, 党建指导员), or None: not covered.

    `registered` is the day it registered; how many members it has is nowhere kept.
    """

    id: str = numbered("org", help="`org-` 加六位数字")
    sample: bool = flag("示例", "只有示例写 `true`，真的不写", required=False)
    name: str = text("名称", "登记的全称")
    type: str = choice("类型", "organization_type", "选“非公有制企业”或“社会组织”")
    trade: str = text("行业", "几个字")
    area: str = area_id("区域", "街道或社区的编号")
    above_designated_size: bool = flag("规模以上", "`true` 或 `false`")
    registered: dt.date = date("登记日期")
    covered_by: str | None = text(
        "覆盖方式",
        "党组织的编号，或“工会”“共青团”“妇联”“党建指导员”；没有覆盖就不写",
        required=False,
        refers=("branches",),
        means="coverage_means",
    )
    demonstration_point: bool = flag("示范点", "`true` 或 `false`", required=False)
    inspections: tuple[Inspection, ...] = nested(
        "党建年检", Inspection, "每年一条：`year` 年度，`on` 年检日期，`result` 结果（合格、整改、未检）", required=False, many=True
    )

    def inspected(self, year: int) -> Inspection | None:
        """The inspection of a year that took place, None where it did not."""
        return next((found for found in self.inspections if found.year == year and found.result != NOT_DONE), None)

    def lacks_inspection(self, year: int) -> bool:
        """Whether it was registered by the end of a year and not inspected for it."""
        return bool(self.registered) and self.registered.year <= year and self.inspected(year) is None


ORGANIZATIONS = Register("organizations", Organization, "organizations/", "组织", "org")
