"""Figures of past years, each with its date and source."""

from __future__ import annotations

from dataclasses import dataclass

from ...source.described import flag, number, text
from .ids import word_id
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class Figure(Record):
    """A figure of a past year. A rate has numerator and denominator, or is quoted as its source gives it.

    `wording` is what the source writes where it gives no exact number (近 3000 万元); `group` is the heading it stands under.
    """

    id: str = word_id("branches-own")
    label: str = text("名称", "数的是什么")
    value: float = number("数值")
    unit: str = text("单位", "比率写 `%`")
    numerator: float | None = number("分子", "比率才写", required=False)
    denominator: float | None = number("分母", "比率才写", required=False)
    quoted: bool = flag("照引", "来源只给了比率的，写 `true`", required=False)
    wording: str | None = text("原文写法", "来源没给准数的照它写，如“近 3000 万元”，网页就显示这几个字", required=False)
    group: str | None = text("分组", "网页上一组一个标题；一组有三个以上准数、单位都一样，会画成长短条", required=False)
    as_of: str | None = text("所指时间", "少了就不登", required=False)
    source: str | None = text("来源", "少了就不登", required=False)

    @property
    def name(self) -> str:
        return self.label


FIGURES = Register("figures", Figure, "figures/")
