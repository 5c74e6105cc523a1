"""Times of day as people write them, and whether it is certain which half of the day they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...han import DIGITS

_NOON, _MIDNIGHT = 12 * 60, 24 * 60
_HALF = 12 * 60
_DAWN = 6 * 60  # an unmarked hour before six may be one of the afternoon
_EVENING_OVER = 23 * 60  # nobody is meant to come later than this

# From when to when each part of the day lasts, in minutes since midnight. None lasts twelve hours, so a time on the
# 12-hour clock has at most one place in it.
_PARTS = {
    "凌晨": (0, 6 * 60 - 1),
    "上午": (5 * 60, 13 * 60 - 1),
    "am": (5 * 60, 12 * 60 - 1),  # 12:30am is of the night, 上午12:30 is not
    "中午": (11 * 60, 15 * 60 - 1),
    "下午": (_NOON, 20 * 60 - 1),
    "晚上": (17 * 60, _MIDNIGHT),
}
_ALSO = {
    "上午": ("早上", "早晨", "清晨", "早"),
    "中午": ("午间",),
    "下午": ("午后", "pm"),
    "晚上": ("傍晚", "晚间", "夜间", "晚"),
}
_PART_OF = {name: name for name in _PARTS} | {name: part for part, names in _ALSO.items() for name in names}

_SPECIAL_MINUTES = {"": 0, "整": 0, "钟": 0, "半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45}
_SHAPE = re.compile("(?P<hour>[^:.点时 ]+) ?(?:[:.点时] ?(?P<minute>[^分ap ]*)分?)?(?: ?(?P<part>[ap]m))?")


@dataclass(frozen=True)
class Clock:
    """A time as written: its minutes since midnight, the part of the day said with it, and whether it has a leading zero."""

    minutes: int
    part: str = ""
    has_zero: bool = False

    @property
    def is_on_24_hours(self) -> bool:
        """Whether it cannot be of the 12-hour clock; 02:30 can, for people write 下午02:30."""
        return self.minutes < 60 or self.minutes >= 13 * 60 or (self.has_zero and self.minutes >= _DAWN)

    @property
    def readings(self) -> list[int]:
        """The minutes since midnight that it can mean when nothing else is known."""
        return [self.minutes, self.minutes + _HALF] if 60 <= self.minutes < 13 * 60 else [self.minutes]

    @property
    def in_part(self) -> int | None:
        """The minutes since midnight in its part of the day, None where it has no place there (上午14:00)."""
        first, last = _PARTS[self.part]
        return next((minutes for minutes in self.readings if first <= minutes <= last), None)


def part_of_day(text: str) -> str:
    """上午 of 早上 and am; "" of what is no part of the day."""
    return _PART_OF.get(text, "")


def read_clock(text: str, part: str = "") -> Clock | None:
    """The time in a word such as 9:30, 09.30, 九点半, 9 or 9:30pm; `part` is the word before it (上午). None for 25:00."""
    match = _SHAPE.fullmatch(text)
    if match is None:
        return None
    hour, minute = number(match["hour"]), _minutes(match["minute"] or "")
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    said = part or match["part"] or ""
    return Clock(hour * 60 + minute, _PART_OF.get(said, ""), match["hour"].startswith("0") and len(match["hour"]) == 2)


def _minutes(text: str) -> int:
    return _SPECIAL_MINUTES[text] if text in _SPECIAL_MINUTES else number(text)


def number(text: str) -> int:
    """The value of 15, 十五, 二十 or 零五."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (DIGITS[tens] if tens else 1) * 10 * bool(ten) + (DIGITS[ones[-1]] if ones else 0)


def settle(start: Clock, end: Clock) -> tuple[int, int] | None:
    """When a span opens and closes, in minutes since midnight; None where that is not certain."""
    opens, closes = start.in_part if start.part else None, end.in_part if end.part else None
    if (start.part and opens is None) or (end.part and closes is None):
        return None
    if opens is not None and closes is None:
        closes = _after(opens, start, end)
    elif opens is None and closes is not None:
        opens = start.minutes if _starts_before(start, closes) else None
    elif opens is None and _is_plain(start, end):
        opens, closes = start.minutes, end.minutes
    return (opens, closes) if opens is not None and closes is not None and opens < closes else None


def _after(opens: int, start: Clock, end: Clock) -> int | None:
    """The end of 下午1点半到5点: once past noon it stays there, but 上午9点到5点 may be a slip."""
    if end.minutes > opens:
        return end.minutes
    if start.minutes >= 13 * 60:
        return None  # 下午13:00-8:00 mixes both clocks
    last = {"中午": _MIDNIGHT - 1, "下午": _MIDNIGHT - 1, "晚上": _MIDNIGHT}.get(start.part, 0)
    return next((minutes for minutes in end.readings if opens < minutes <= last), None)


def _starts_before(start: Clock, closes: int) -> bool:
    """Whether the start of 8点到下午5点 is certain: the evening's eight would be too late, unlike in 7点到晚上9点."""
    return start.is_on_24_hours or _DAWN <= start.minutes < closes <= start.minutes + _HALF


def _is_plain(start: Clock, end: Clock) -> bool:
    """Whether a span without words for the parts of the day can only be meant as it stands.

    9:00–11:30 can, because nobody opens from 21:00 to 23:30; 7:00–8:30 may be an evening, 1:30–5:00 an afternoon.
    """
    if start.is_on_24_hours:
        return True
    return start.minutes >= _DAWN and (start.minutes + _HALF >= 21 * 60 or end.minutes + _HALF >= _EVENING_OVER)


def doubt_about(start: Clock | None, end: Clock | None) -> str:
    """Why a span is not certain and what to write, with the times that it may mean."""
    if start is None or end is None:
        return "没有这个时间，请核对（小时写 0 到 24，分钟写 00 到 59）"
    firsts, lasts = ([clock.in_part] if clock.part else clock.readings for clock in (start, end))
    if None in (*firsts, *lasts):
        return "里的时间对不上，请核对，或用 24 小时制写成“14:00–16:00”这样"
    possible = [(a, b) for a in firsts for b in lasts if a is not None and b is not None and _DAWN <= a < b <= _EVENING_OVER]
    reason = "没有写明上午还是下午" if start.minutes < end.minutes else "结束不比开始晚"
    if not possible:
        return f"{reason}，请核对。过了半夜的分成两天写，如“周五 22:00–24:00；周六 0:00–2:00”"
    return f"{reason}，请写成{'或'.join(f'“{write_span(*times)}”' for times in possible)}这样"


def write_span(opens: int, closes: int) -> str:
    """9:00–17:00; 07:00–08:30 and 凌晨1:30–5:00 where 7:00–8:30 would not be certain."""
    first, last = f"{opens // 60}:{opens % 60:02d}", f"{closes // 60}:{closes % 60:02d}"
    start, end = Clock(opens), Clock(closes)
    if settle(start, end) == (opens, closes):
        return f"{first}–{last}"
    return f"{first:0>5}–{last:0>5}" if opens >= _DAWN else f"凌晨{first}–{last}"


def in_digits(minutes: int) -> str:
    """09:00"""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def write_times(opens: str, closes: str) -> str:
    """The same of times such as 09:00."""
    return write_span(*(int(time[:2]) * 60 + int(time[3:]) for time in (opens, closes)))
