"""Which sheet shows which register, and what each column holds: made from the fields that records describe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..model.registers import REGISTERS, Register
from ..model.site import Site
from ..source.described import Field
from ..source.hours_text import preview_hours
from . import spellings
from .lists import WRITTEN, Raw, known_hours

ID = "编号"
CLEAR = "‹清空›"
EXAMPLE = "示例行"  # in the first column: this row explains and is never read
_FLAGS = {"true": "是", "false": "否"}


@dataclass(frozen=True)
class Column:
    """One column: its header, the way to its value in a record, and the field that describes the value."""

    header: str
    path: tuple[str, ...]
    field: Field
    note: str

    def __hash__(self) -> int:
        return hash(self.path)  # one sheet has no two columns of one path; hashing all of it is slow


@dataclass(frozen=True)
class Sheet:
    """One register in the workbook."""

    register: Register[Any]

    @property
    def title(self) -> str:
        return self.register.sheet

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for field in self.register.fields for column in _columns(field))


SHEETS = tuple(Sheet(register) for register in REGISTERS if register.sheet)


def _columns(field: Field) -> list[Column]:
    if field.fields and not field.many:
        return [Column(inner.label, (field.key, inner.key), inner, _note(inner)) for inner in field.fields]
    return [Column(field.label, (field.key,), field, _note(field))]


def _note(field: Field) -> str:
    """What to write in a column."""
    if field.key in WRITTEN:
        return WRITTEN[field.key].note
    if field.key == "id":
        return "不要改。新的一行留空，导入时自动编号。"
    parts = {
        "date": "日期，如 2026-11-01。",
        "time": "时间，如 09:00。",
        "phone": "办公座机，如 010-00000000。不写个人手机。",
        "extension": "分机号，如 801。",
        "flag": "写“是”或“否”。",
        "whole": "整数。",
        "number": "数。",
        "choice": "从列表里选。",
    }
    several = "几个之间用“、”隔开。" if field.many else ""
    return parts.get(field.kind, "") + several + ("" if field.required else f"可以空着。要删去原来的内容，写 {CLEAR}。")


def takes_lines(column: Column) -> bool:
    """Whether a line end in the cell parts one thing from the next; else a cell holds one line."""
    return column.field.many or column.field.key in WRITTEN


class Names:
    """The words that people know in place of codes: areas and services by name, choices and flags in Chinese."""

    def __init__(self, site: Site) -> None:
        names = [area.name for area in site.areas]
        self.areas = {area.id: area.name for area in site.areas if names.count(area.name) == 1}
        self.services = {service.id: service.name for service in site.services}
        self.vocabulary = site.vocabulary
        self._back: dict[Column, dict[str, str]] = {}

    def words(self, field: Field) -> Mapping[str, str]:
        """From what the register holds to what the sheet shows, where they differ."""
        if field.kind == "flag":
            return _FLAGS
        if field.label in ("区域", "上级区域"):
            return self.areas
        if field.key == "services":
            return self.services
        return field.words

    def back(self, column: Column) -> Mapping[str, str]:
        """From a word, in whatever spelling, to what the register holds: also for the code itself, and for plain choices."""
        if column not in self._back:
            words = self.words(column.field)
            choices = self.vocabulary.get(column.field.choices, ()) if column.field.kind == "choice" else ()
            known = {spellings.name(raw): raw for raw in (*choices, *words)}
            self._back[column] = known | {spellings.name(shown): raw for raw, shown in words.items()}
        return self._back[column]

    def choices(self, column: Column) -> list[str]:
        """The words that can be chosen in a column, as the sheet shows them; nothing where any text may stand."""
        words = self.words(column.field)
        if column.field.kind == "choice" and not column.field.fields:
            return [words.get(code, code) for code in self.vocabulary.get(column.field.choices, ())]
        return list(words.values())


def get(record: Raw, path: tuple[str, ...]) -> Any:
    """The value at a path, None where there is none."""
    value: Any = record
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def to_text(column: Column, record: Raw, names: Names) -> str:
    """What the sheet shows of a record."""
    value = get(record, column.path)
    if value in (None, "", [], {}):
        return ""
    if column.field.key in WRITTEN:
        return WRITTEN[column.field.key].write(value)
    words = names.words(column.field)
    if isinstance(value, list):
        return "、".join(words.get(str(item), str(item)) for item in value)
    return words.get(str(value), str(value))


def to_preview(column: Column, record: Raw, names: Names) -> str:
    """The same for those who look at a change before it is made: hours also tell what was not said of holidays."""
    hours = get(record, column.path)
    return preview_hours(hours) if column.field.key == "hours" and hours else to_text(column, record, names)


def note_in(column: Column, text: str) -> str:
    """What stands in a cell of hours and belongs to the column 开放时间说明: 16:30停止入馆."""
    return known_hours(text).note if column.field.key == "hours" else ""


def from_text(column: Column, text: str, names: Names) -> Any:
    """The value that a cell's text means, as the register holds it; NotUnderstood where that is not certain."""
    if column.field.key in WRITTEN:
        return WRITTEN[column.field.key].read(text)
    back = names.back(column)
    if column.field.many:
        items = [item.strip() for item in re.split("[、,，;；\n]", text) if item.strip()]
        return [back.get(spellings.name(item), item) for item in items]
    if column.field.kind == "extension":
        return spellings.extension(text)
    return back.get(spellings.name(text), text) if back else text
