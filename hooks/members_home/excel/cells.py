"""The text of a cell, or why it cannot be trusted."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from functools import lru_cache

from ..problems import Place, Problem, problem
from . import spellings
from .columns import CLEAR, Column, takes_lines

_DIGITS_KEPT = 15  # of a number; Excel rounds the rest
_NUMERIC = ("whole", "number")
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|BUSY!|GETTING_DATA)", re.I
)
_CLEAR = re.compile("[‹<＜〈《]清空[›>＞〉》]")
_BREAK = re.compile(r"\s*(?:_x000[DA]_|[\r\n\v\f\x85\u2028\u2029])\s*")


def of_value(value: object, kind: str, column: Column, place: Place) -> tuple[str, Problem | None]:
    """The text of a value of a workbook; `kind` is e for an error, f for a formula of which no value was kept."""
    if kind == "e":
        return "", problem("cell-error-value", place, field=column.header, value=value)
    if kind == "f":
        return "", problem("formula-without-value", place, field=column.header)
    if value is None:
        return "", None
    if isinstance(value, bool):
        return ("是" if value else "否"), None
    if isinstance(value, dt.datetime | dt.date):
        if column.field.kind == "date":
            return value.strftime("%Y-%m-%d"), None
        return "", problem("date-as-number", place, field=column.header, value=value.strftime("%Y-%m-%d"))
    if isinstance(value, dt.time):
        return value.strftime("%H:%M"), None
    if isinstance(value, int | float):
        return _number(value, column, place)
    text, fault = _known_text(str(value), column)
    return of_text(str(value), column, place) if fault else (text, None)


def of_text(value: str, column: Column, place: Place) -> tuple[str, Problem | None]:
    """The text of what was typed: blanks made one, days and telephone numbers in the site's form."""
    if (error := _ERROR.search(unicodedata.normalize("NFKC", value))) is not None:
        return "", problem("cell-error-value", place, field=column.header, value=error[0])
    text = re.sub("[ \t\xa0\u3000]+", " ", _BREAK.sub("\n", value.strip())).strip()
    if "\n" in text and not takes_lines(column):
        return "", problem("line-break-in-cell", place, field=column.header, value=text.replace("\n", "⏎"))
    if _CLEAR.fullmatch(text):
        return CLEAR, None
    return (spellings.day(text) if column.field.kind == "date" else text), None


@lru_cache(maxsize=5000)  # of thousands of rows most cells say what others said, and then share one text
def _known_text(value: str, column: Column) -> tuple[str, Problem | None]:
    return of_text(value, column, Place("", 0))


def _number(value: float, column: Column, place: Place) -> tuple[str, Problem | None]:
    if not math.isfinite(value):
        return "", problem("cell-error-value", place, field=column.header, value=value)
    text = str(int(value)) if value == int(value) else repr(value)
    if len(re.sub("[^0-9]", "", text)) > _DIGITS_KEPT:
        return "", problem("long-number-rounded", place, field=column.header)
    if column.field.kind in _NUMERIC:
        return text, None
    if column.field.kind == "date":
        return "", problem("date-as-number", place, field=column.header, value=text)
    return "", problem("number-where-text", place, field=column.header, value=text)
