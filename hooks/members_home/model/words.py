"""How dates and numbers are written for readers."""

from __future__ import annotations

import datetime as dt
import re

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def chinese_date(day: dt.date | str | None) -> str:
    """2026-11-01 as 2026 年 11 月 1 日; other ways of writing stay as they are, what is missing is ""."""
    text = str(day or "")
    match = _DATE.fullmatch(text)
    return f"{match[1]} 年 {int(match[2])} 月 {int(match[3])} 日" if match else text
