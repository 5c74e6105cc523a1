"""What a value that cannot be read most likely means, so that a message can say what to write instead."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from .clock import Clock

QUOTES = "“”‘’「」『』＂＇\"'"
_TIME = re.compile(r"([0-9]{1,2}) ?(?:[:.∶时点]) ?(?:([0-9]{1,2})分?)?(?::[0-9]{2})?")
_TIME_IN_A_ROW = re.compile("([0-9]{1,2})([0-9]{2})")
_DATE = re.compile(r"([0-9]{4}) ?[-./年_–—] ?([0-9]{1,2}) ?[-./月_–—] ?([0-9]{1,2}) ?[日号]?")
_DATE_IN_A_ROW = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")


def unquoted(text: str) -> str:
    """The text without the quotes that a Chinese input method put around it."""
    if len(text) > 2 and text[0] in QUOTES and text[-1] in QUOTES:
        return text[1:-1].strip()
    return text


def time_meant(text: str) -> str:
    """The time in the site's form: 09:00 for “9：00”, 9.00, ０９：００ and 900; "" where it is none."""
    plain = _plain(text)
    match = _TIME.fullmatch(plain) or _TIME_IN_A_ROW.fullmatch(plain)
    time = f"{int(match[1]):02d}:{int(match[2] or 0):02d}" if match else ""
    return time if time and Clock.read(time) else ""


def date_meant(text: str) -> str:
    """The day in the site's form: 2026-09-01 for “2026-09-01”, 2026年9月1日 and 2026/9/1; "" where it is none."""
    plain = _plain(text)
    match = _DATE.fullmatch(plain) or _DATE_IN_A_ROW.fullmatch(plain)
    try:
        return dt.date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        return ""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", unquoted(text.strip())).replace("－", "-").strip()
