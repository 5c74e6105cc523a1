"""Lists of maps that stand in one cell in words: opening hours, reception days, special days, history, inspections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..source.hours_text import problems as hours_problems
from ..source.hours_text import read_hours, read_reception, write_hours, write_reception
from . import spellings

Raw = dict[str, Any]
_CLOSED = ("闭馆", "休息", "关闭", "不开放")


class NotUnderstood(Exception):
    """A cell whose text cannot be read for certain; the message says which parts and what to write."""


@dataclass(frozen=True)
class Written:
    """How such a list is written, how it is read, and what people are told of it."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]
    note: str


known_hours = lru_cache(maxsize=2000)(read_hours)  # thousands of rows share a few dozen wordings
_reception = lru_cache(maxsize=2000)(read_reception)


def _read_hours(text: str) -> list[Raw]:
    read = known_hours(text)
    if read.unread:
        raise NotUnderstood(hours_problems(read.unread))
    return [_without_empty({**opening, "days": list(opening["days"])}) for opening in read.records]


def _read_reception(text: str) -> list[Raw]:
    read = _reception(text)
    if read.unread:
        raise NotUnderstood(hours_problems(read.unread))
    return [_without_empty(rule) for rule in read.records]


def _without_empty(record: Raw) -> Raw:
    return {key: value for key, value in record.items() if value != ""}


def _each(text: str, read: Callable[[str], Raw | None], wanted: str) -> list[Raw]:
    """What each part between semicolons or line ends means; all parts that mean nothing are named at once."""
    parts = [part.strip() for part in re.split("[;；\n]", text) if part.strip()]
    found = [(part, read(part)) for part in parts]
    unread = [part for part, value in found if value is None]
    if unread:
        raise NotUnderstood(f"{'、'.join(f'“{part}”' for part in unread)}看不懂，请写成{wanted}")
    return [value for _, value in found if value is not None]


def _write_special(days: Iterable[Raw]) -> str:
    def what(day: Raw) -> str:
        return "闭馆" if day.get("closed") == "true" else f"{day.get('opens')}–{day.get('closes')}"

    return "；".join(f"{day.get('on')} {what(day)}（{day.get('why', '')}）" for day in days)


def _special_day(text: str) -> Raw | None:
    day, rest = spellings.leading_day(text)
    what, mark, why = rest.replace("（", "(").replace("）", ")").partition("(")
    opens, dash, closes = re.sub("[-—~～至]+", "–", what.strip()).partition("–")
    is_closed = what.strip() in _CLOSED
    if not day or not mark or not why.endswith(")") or not (is_closed or dash):
        return None
    hours = {"closed": "true"} if is_closed else {"opens": _clock(opens), "closes": _clock(closes)}
    return {"on": day, **hours, "why": why[:-1].replace("(", "（").replace(")", "）")}


def _clock(text: str) -> str:
    hour, mark, minute = text.strip().replace("：", ":").partition(":")
    return f"{int(hour):02d}:{minute}" if mark and hour.isdecimal() and len(hour) <= 2 else text.strip()


def _read_special(text: str) -> list[Raw]:
    return _each(text, _special_day, "“2026-12-31 闭馆（盘点）”或“2026-12-31 09:00–12:00（活动）”")


def _write_history(events: Iterable[Raw]) -> str:
    return "；".join(f"{event.get('on')} {event.get('event')}" for event in events)


def _event(text: str) -> Raw | None:
    day, event = spellings.leading_day(text)
    return {"on": day, "event": event} if day and event else None


def _read_history(text: str) -> list[Raw]:
    return _each(text, _event, "“2024-03-01 设立”")


def _write_inspections(inspections: Iterable[Raw]) -> str:
    return "；".join(" ".join(filter(None, (f"{done.get('year')} 年度", done.get("on"), done.get("result")))) for done in inspections)


def _inspection(text: str) -> Raw | None:
    words = spellings.plain(text).replace("年度", " ").split()
    if len(words) not in (2, 3) or not re.fullmatch("[0-9]{4}", words[0]):
        return None
    return {"year": words[0], **({"on": spellings.day(words[1])} if len(words) == 3 else {}), "result": words[-1]}


def _read_inspections(text: str) -> list[Raw]:
    return _each(text, _inspection, "“2025 年度 2026-05-10 合格”或“2025 年度 未检”")


WRITTEN = {
    "hours": Written(
        write_hours,
        _read_hours,
        "照平常的写法，如：周一至周五 9:00–11:30、13:30–17:00；周六 9:00–12:00；节假日休息。没有写节假日的，网页上写“节假日请先打电话”。",
    ),
    "reception": Written(
        write_reception, _read_reception, "如：每月第一个周三 14:00–16:00（遇节假日顺延）。没有写节假日的，算遇节假日取消。"
    ),
    "special": Written(_write_special, _read_special, "如：2026-12-31 闭馆（盘点）；2026-12-30 09:00–12:00（活动）"),
    "history": Written(_write_history, _read_history, "如：2024-03-01 设立；2026-05-06 迁址"),
    "inspections": Written(_write_inspections, _read_inspections, "如：2025 年度 2026-05-10 合格；2024 年度 未检"),
}
