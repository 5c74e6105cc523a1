"""Records made from few words: days and times as people write them, "" for what is missing."""

from __future__ import annotations

import datetime as dt

from members_home.model.registers.holidays import HolidayYear
from members_home.model.registers.stations import Opening, Reception, SpecialDay
from members_home.model.texts.lesson import Checked
from members_home.problems import Place
from members_home.source.clock import Clock

NOWHERE = Place("a.yml")


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def clock(text: str) -> Clock:
    time = Clock.read(text)
    assert time is not None, text
    return time


def opening(days: tuple[str, ...], opens: str, closes: str, on_holiday: str = "") -> Opening:
    return Opening(days=days, opens=clock(opens), closes=clock(closes), on_holiday=on_holiday or "unknown")


def special_day(on: str, closed: bool, opens: str = "", closes: str = "", why: str = "") -> SpecialDay:
    times = (clock(text) if text else None for text in (opens, closes))
    first, last = times
    return SpecialDay(on=date(on), closed=closed, opens=first, closes=last, why=why)


def reception(freq: str, nth: str, weekday: str, day: str, opens: str, closes: str, on_holiday: str) -> Reception:
    """A rule for reception days; `day` is one of the month."""
    return Reception(
        freq=freq,
        nth=nth or None,
        weekday=weekday or None,
        day=day or None,
        opens=clock(opens),
        closes=clock(closes),
        on_holiday=on_holiday,
    )


def holiday_year(year: int, days_off: tuple[str, ...], workdays: tuple[str, ...], source: str = "测试用的放假安排") -> HolidayYear:
    return HolidayYear(year=year, days_off=tuple(map(date, days_off)), workdays=tuple(map(date, workdays)), source=source, place=NOWHERE)


def checked(on: str, of: str = "") -> Checked:
    return Checked(on=date(on) if on else None, of=of or None)
