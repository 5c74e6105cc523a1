"""The log of what imports changed: when, by which post, from which file, and what; a table that people open in Excel.

Nothing reads it but people, so whatever they did to it, the next import adds its lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from ..problems import mask
from ..source.files import CHANGE_LOG, decoded, without_mobiles
from ..tables import csv_text
from .plan import Change

HEADERS = ("日期", "谁", "从哪个文件", "编号", "名称", "哪一项", "原来", "现在")
ADDED = "新增"  # in place of a field: the record is new


def appended(root: Path, changes: Iterable[Change], day: dt.date, by: str, source: str) -> str:
    """The log below `root` with a line for each change that was made on `day`; `by` is a post, `source` the name of a file."""
    rows = [(day.isoformat(), *map(_shown, (by, change.file or source, *_of(change)))) for change in changes]
    before = _standing(root / CHANGE_LOG)
    if not before:
        return csv_text([HEADERS, *rows])
    return before + csv_text(rows).removeprefix("\ufeff")


def _of(change: Change) -> tuple[str, str, str, str, str]:
    if change.is_new:
        return change.after, change.name, ADDED, "", ""
    return change.number, change.name, change.header, change.before, change.after


def _shown(text: str) -> str:
    """The text as changes are told: without personal numbers, on one line."""
    return without_mobiles(mask(text))


def _standing(path: Path) -> str:
    """The log as it stands, ready for further lines; "" where there is none, or nothing in it."""
    data = path.read_bytes() if path.is_file() else b""
    try:
        text = decoded(data)
    except UnicodeDecodeError:
        text = data.decode("utf-8", "backslashreplace")  # nothing of it is lost, and lines can follow
    if not text.strip():
        return ""
    if text.count('"') % 2:
        text += '"'  # left open by hand, it would swallow the lines that follow
    return f"\ufeff{text}" if text.endswith("\n") else f"\ufeff{text}\r\n"
