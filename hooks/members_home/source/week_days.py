"""Days of the week in their order and in their one form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..han import WEEK


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
