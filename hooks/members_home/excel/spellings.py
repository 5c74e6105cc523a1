"""The spellings that offices use for one and the same thing: days, telephone numbers, names, headers of columns.

Only what is certain is brought into the site's form; everything else stays as typed and is judged later.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

_DASHES = re.compile("[‐‑‒–—―−－﹣]")
_DAY = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?")
_LEADING_DAY = re.compile(r"([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})(?: ?日)?(?: 00:00:00)?(?![0-9])")
_MIDNIGHT = re.compile(r"[ T]+0?0:00(?::00(?:\.0+)?)?$")
_EXTENSION = re.compile(r"[ ,，;(]*(?:转接?(?:分机)?|分机号?|[Ee][Xx][Tt]\.?)[ :]*([0-9]{1,6}) *\)?$")
_DASHED_EXTENSION = re.compile(r"(?<=[0-9]{7}) *- *([0-9]{1,6})$")
_AREA = "10|2[0-9]|[3-9][0-9]{2}"  # after the 0; codes with two digits are those of the largest cities
_LANDLINE = re.compile(rf"(?:(?:\+|00)86[- ]*\(?0?\)?[- ]*|\(?0)({_AREA})\)?[- ]*([0-9]{{3,4}})[- ]?([0-9]{{4}})")
_SERVICE = re.compile(r"400[- ]?([0-9]{3})[- ]?([0-9]{4})")
_TO_FILL = re.compile(r"\([^()]*(?:必填|选填|可选|必选|单选|多选|可空|空着|下拉|格式|示例|例如|如:|请|填写|不填)[^()]*\)$")


def plain(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones, blanks as one blank."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def day(text: str) -> str:
    """2026/11/3, 2026.11.3 and 2026年11月3日 as 2026-11-03; any other text as it is."""
    match = _DAY.fullmatch(_DASHES.sub("-", _MIDNIGHT.sub("", plain(text))).replace(" ", ""))
    return (_iso(match) if match else "") or text


def leading_day(text: str) -> tuple[str, str]:
    """The day with which a text begins, as `day` writes it, and what follows; "" and the text where none does."""
    shown = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip()
    match = _LEADING_DAY.match(shown)
    return (_iso(match) or match[0].strip(), shown[match.end() :].strip()) if match else ("", text)


def _iso(match: re.Match[str]) -> str:
    """The day as 2026-11-03; "" where the calendar has none."""
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return ""


def telephone(text: str) -> tuple[str, str]:
    """A landline as 010-63031234 and its extension, "" where it has none; any other text as it is."""
    shown = _DASHES.sub("-", plain(text))
    match = _EXTENSION.search(shown) or _DASHED_EXTENSION.search(shown)
    number, extension = (shown[: match.start()].strip(), match[1]) if match else (shown, "")
    landline, service = _LANDLINE.fullmatch(number), _SERVICE.fullmatch(number)
    if landline:
        return f"0{landline[1]}-{landline[2]}{landline[3]}", extension
    if service:
        return f"400-{service[1]}-{service[2]}", extension
    return (number, extension) if extension and re.fullmatch("[0-9]{3,5}", number) else (text, "")


def extension(text: str) -> str:
    """转801 and 801 as 801; any other text as it is."""
    match = re.fullmatch(r"(?:转接?(?:分机)?|分机号?)?[ :]*([0-9]{1,6})", plain(text))
    return match[1] if match else text


def header(word: object) -> str:
    """A header without blanks, stars and what is said of filling it in: 名 称, 名称* and 名称（必填） are 名称."""
    text = "".join(unicodedata.normalize("NFKC", str(word if word is not None else "")).split())
    return _TO_FILL.sub("", text.strip("*★※:")).strip("*★※:")


def identity(text: str) -> str:
    """ST-900002 as st-900002."""
    return _DASHES.sub("-", plain(text)).replace(" ", "").lower()


def name(text: str) -> str:
    """What two names have in common that differ only in blanks, width or case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
