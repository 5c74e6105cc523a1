"""The days off and make-up workdays of each year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ...source.described import date, text, whole
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class HolidayYear(Record):
    """The days off and the make-up workdays of one year, as its State Council notice (`source`) says."""

    year: int = whole("年份", "四位数")
    days_off: tuple[dt.date, ...] = date("放假日", "一天一个", many=True)
    workdays: tuple[dt.date, ...] = date("调休上班日", "调休要上班的周末，没有就不写", required=False, many=True)
    source: str = text("来源", "国务院办公厅的通知和文号")


HOLIDAYS = Register("holidays", HolidayYear, "holidays.yml")
