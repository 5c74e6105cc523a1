"""Opening hours and reception days in words."""

from __future__ import annotations

from collections.abc import Sequence

from ..han import NTH, WEEK
from ..model.registers.stations import Opening, Reception, SpecialDay
from ..model.words import chinese_date
from ..source.clock import Clock
from ..source.week_days import write_days

_HOLIDAY = "节假日"
HOURS_ON_HOLIDAY = {"open": "照常开放", "closed": "休息", "unknown": "请先打电话"}
ON_HOLIDAY = {"next_workday": "遇节假日顺延到下一个工作日", "skipped": "遇节假日取消"}


def weekly(hours: Sequence[Opening]) -> list[tuple[str, str]]:
    """Lines such as (周一至周五, 9:00–11:30、13:30–17:00), closed days and holidays last; nothing where no hours are known."""
    if not hours:
        return []
    by_day = {day: sorted((opening.opens, opening.closes) for opening in hours if day in opening.days) for day in WEEK}
    lines: list[tuple[str, str]] = []
    for spans in dict.fromkeys(tuple(by_day[day]) for day in WEEK):
        if spans:
            days = [day for day in WEEK if tuple(by_day[day]) == spans]
            lines.append((write_days(days), "、".join(span(*times) for times in spans)))
    closed = [day for day in WEEK if not by_day[day]]
    if closed:
        lines.append((write_days(closed), "休息"))
    lines.append((_HOLIDAY, _on_holidays(hours)))
    return lines


def _on_holidays(hours: Sequence[Opening]) -> str:
    """休息, or what of several: 周六 10:00–12:00照常开放，其余请先打电话."""
    said = {opening.holidays for opening in hours}
    if len(said) == 1:
        return HOURS_ON_HOLIDAY[said.pop()]
    *firsts, rest = (word for word in HOURS_ON_HOLIDAY if word in said)
    parts = (
        "、".join(
            dict.fromkeys(
                f"{write_days(opening.days)} {span(opening.opens, opening.closes)}" for opening in hours if opening.holidays == word
            )
        )
        + HOURS_ON_HOLIDAY[word]
        for word in firsts
    )
    return "，".join([*parts, f"其余{HOURS_ON_HOLIDAY[rest]}"])


def hours_in_words(hours: Sequence[Opening]) -> str:
    """周一至周五 9:00–11:30、13:30–17:00；周六、周日 休息；节假日休息"""
    return "；".join(f"{days}{'' if days == _HOLIDAY else ' '}{times}" for days, times in weekly(hours))


def span(opens: Clock, closes: Clock) -> str:
    """9:00–11:30"""
    return f"{opens.spoken}–{closes.spoken}"


def reception(rule: Reception) -> str:
    """每月第一个周三 14:00–16:00"""
    if rule.freq == "weekly":
        day = f"每周{rule.weekday}"
    elif rule.nth:
        day = f"每月{NTH[rule.nth]}周{rule.weekday}"
    else:
        day = f"每月 {rule.day} 号"
    return f"{day} {span(rule.opens, rule.closes)}"


def special(day: SpecialDay) -> str:
    """2026 年 12 月 31 日休息（盘点）"""
    what = f" {span(day.opens, day.closes)}" if day.opens and day.closes and not day.closed else "休息"
    return f"{chinese_date(day.on)}{what}（{day.why}）"
