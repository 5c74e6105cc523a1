"""Days of the week as people write them, and in their one form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...han import WEEK

_DAY_OF = {day: day for day in WEEK} | {"天": "日"} | dict(zip("1234567", WEEK, strict=True))
_ENGLISH = dict(zip(("mo", "tu", "we", "th", "fr", "sa", "su"), WEEK, strict=True))
_KINDS = {"every_day": WEEK, "workdays": WEEK[:5], "weekend": WEEK[5:]}


def days_of(kind: str, text: str) -> tuple[str, ...]:
    """The days of one word: 周三, 周六日, 每周五, 周末, 工作日, 每天, mo, or 五 in 周一、五."""
    if text[:2] in _ENGLISH:
        return (_ENGLISH[text[:2]],)
    if kind in _KINDS:
        return tuple(_KINDS[kind])
    return tuple(_DAY_OF[character] for character in text if character in _DAY_OF)


def until(first: str, last: str) -> tuple[str, ...]:
    """The days from the first to the last, over Sunday where need be."""
    start, count = WEEK.index(first), (WEEK.index(last) - WEEK.index(first)) % 7 + 1
    return tuple((WEEK + WEEK)[start : start + count])


def in_order(days: Iterable[str]) -> tuple[str, ...]:
    """Monday first, each day once."""
    found = set(days)
    return tuple(day for day in WEEK if day in found)


def write_days(days: Sequence[str]) -> str:
    """周一至周五; 周六、周日; 周一、周三; 每天"""
    if len(days) == 7:
        return "每天"
    runs: list[list[str]] = []
    for day in in_order(days):
        if runs and WEEK.index(runs[-1][-1]) + 1 == WEEK.index(day):
            runs[-1].append(day)
        else:
            runs.append([day])
    return "、".join(f"周{run[0]}至周{run[-1]}" if len(run) > 2 else "、".join(f"周{day}" for day in run) for run in runs)
