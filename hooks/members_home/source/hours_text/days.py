"""Days of the week as people write them."""

from __future__ import annotations

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
