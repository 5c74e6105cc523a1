"""Tables that Excel opens: CSV written in one place, and the one test of what Excel would take for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full-width signs count where Excel is Chinese or Japanese


def is_like_formula(text: str) -> bool:
    """Whether a table program would calculate the text instead of showing it."""
    return text.startswith(_BEGINNINGS)


def guarded(text: str) -> str:
    """The text as a cell of CSV, with ' before what is like a formula.

    CSV cannot say that a cell is text. The mark is how people themselves tell Excel so; Excel and LibreOffice show it
    when they open CSV, but whatever comes after it is not calculated and fetches nothing from the web.
    """
    return f"'{text}" if is_like_formula(text) else text


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """CSV with a byte-order mark, without which Excel takes UTF-8 for another encoding.

    Every text is guarded; numbers are not texts, so -3 stays a number.
    """
    out = io.StringIO()
    csv.writer(out).writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()
