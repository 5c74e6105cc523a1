"""Which sheet shows which register, and what each column holds: made from the fields that records describe."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..model.registers import REGISTERS, Register
from ..model.registers.ids import WORD
from ..source.described import Field
from ..source.hours_text import preview_hours
from . import spellings
from .lists import WRITTEN, Raw, known_hours
from .names import PARTS, Names

ID = "编号"
CLEAR = "‹清空›"
EXAMPLE = "示例行"  # in the first column: this row explains and is never read
_SAID_BY_ANOTHER = ("called",)  # fields without a column: what an area is called stands in the one of its level


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
        return tuple(column for field in self.register.fields if field.key not in _SAID_BY_ANOTHER for column in _columns(field))


SHEETS = tuple(Sheet(register) for register in REGISTERS if register.sheet)
_TITLES = {sheet.register.name: sheet.title for sheet in SHEETS}


def titles_of(field: Field) -> str:
    """The sheets on which a field's value is looked for: 站点、党组织、组织."""
    return "、".join(_TITLES[register] for register in field.refers)


def _columns(field: Field) -> list[Column]:
    if field.fields and not field.many:
        return [Column(inner.label, (field.key, inner.key), inner, _note(inner)) for inner in field.fields]
    return [Column(field.label, (field.key,), field, _note(field))]


def _note(field: Field) -> str:
    """What to write in a column."""
    if field.key in WRITTEN:
        return WRITTEN[field.key].note
    if field.key == "id" and field.pattern == WORD:
        return "空着，导入时照拼音编，先给您看。读音不对，就在这里写对的小写拼音。公布以后不能再改。"
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
    if field.refers:
        parts[field.kind] = f"写{titles_of(field)}的名称，在这份表里刚填的也可以。"
        if field.means:
            parts[field.kind] = f"写{field.help.replace('编号', '名称')}。"
        if field.free:
            parts[field.kind] = f"写{titles_of(field)}的名称；登记册里没有的，写全称。"
    several = "几个之间用“、”隔开。" if field.many else ""
    return parts.get(field.kind, "") + several + ("" if field.required else f"可以空着。要删去原来的内容，写 {CLEAR}。")


def takes_lines(column: Column) -> bool:
    """Whether a line end in the cell parts one thing from the next; else a cell holds one line."""
    return column.field.many or column.field.key in WRITTEN


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
    if isinstance(value, list):
        return "、".join(names.shown(column.field, str(item)) for item in value)
    if column.field.choices == "level" and record.get("called"):
        return str(record["called"])
    return names.shown(column.field, str(value))


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
    if column.field.many:
        return [_meant(column, item.strip(), names) for item in re.split(f"[{PARTS}]", text) if item.strip()]
    if column.field.kind == "extension":
        return spellings.extension(text)
    return _meant(column, text, names)


def _meant(column: Column, text: str, names: Names) -> str:
    """What one word means; the word itself where it is none of those that are known, or means several things."""
    if column.field.refers:
        found = names.lookup(column.field).find(text)
        return found[0] if len(found) == 1 else text
    back = names.back(column)
    return back.get(spellings.name(text), text) if back else text
