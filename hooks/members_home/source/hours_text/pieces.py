"""What a cell about days and times is made of: days, spans of time, what holds on holidays, punctuation, and doubts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A stretch of the cell from `start` to `end`."""

    start: int
    end: int


@dataclass(frozen=True)
class Doubt(Piece):
    """What cannot be read for certain, and what to do about it; without advice it is simply not understood."""

    advice: str = ""


@dataclass(frozen=True)
class Mark(Piece):
    """Punctuation of a kind: stop, comma, colon, list (、 or 和), left or right bracket."""

    kind: str


@dataclass(frozen=True)
class When(Piece):
    """Days of the week; with `nths` those of the month ("1" to "9", "last"); or days of the month alone (`dates`).

    `is_rest` is 其余时间, whose days follow from the others; `says_each` tells 每周五 from 周五, `says_month` 每月第一个周三 from 第一个周三, `is_extra` 周三加开 from 周三.
    """

    days: tuple[str, ...] = ()
    nths: tuple[str, ...] = ()
    dates: tuple[int, ...] = ()
    says_each: bool = False
    says_month: bool = False
    is_extra: bool = False
    is_rest: bool = False

    @property
    def is_weekly(self) -> bool:
        return not (self.nths or self.dates)


@dataclass(frozen=True)
class Span(Piece):
    """From when to when, in minutes since midnight; `is_vague` where only 全天 is said, which can mean all of office hours."""

    opens: int
    closes: int
    is_vague: bool = False


@dataclass(frozen=True)
class HolidayWord(Piece):
    """节假日, before it is known what is done then; `is_condition` after 遇: 周一遇节假日 is a Monday that is one."""

    is_condition: bool = False


@dataclass(frozen=True)
class Holiday(Piece):
    """What is done on holidays: closed, open, unknown (请先打电话), moved (to the next workday) or dropped."""

    value: str


@dataclass(frozen=True)
class Closed(Piece):
    """Days of the week that are said to be closed."""

    days: tuple[str, ...]


@dataclass(frozen=True)
class Break(Piece):
    """中午12:00-13:30休息: closed between two times that lie within an opening."""

    opens: int
    closes: int


@dataclass(frozen=True)
class PartClosed(Piece):
    """周三下午不开放: part of a day that is closed; without `days`, of those just named."""

    days: tuple[str, ...]
    part: str


@dataclass(frozen=True)
class Note(Piece):
    """16:30停止入馆: what belongs to the hours and is no time of opening; `times` are what its time can mean."""

    times: tuple[int, ...] = ()


@dataclass(frozen=True)
class AllYear(Piece):
    """全年无休: every day, holidays too."""
