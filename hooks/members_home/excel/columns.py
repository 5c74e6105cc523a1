"""Which sheet shows which register, and what each column holds: made from the fields that records describe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.registers import REGISTERS, Register
from ..model.site import Site
from ..source.described import Field
from ..source.hours_text import preview_hours, read_hours, read_reception, write_hours, write_reception
from ..source.hours_text import problems as hours_problems

ID = "编号"
CLEAR = "‹清空›"
EXAMPLE = "示例行"  # in the first column: this row explains and is never read
_FLAGS = {"true": "是", "false": "否"}

Raw = dict[str, Any]


class NotUnderstood(Exception):
    """A cell whose text cannot be read for certain; the message says which part and what to write."""


@dataclass(frozen=True)
class Column:
    """One column: its header, the way to its value in a record, and the field that describes the value."""

    header: str
    path: tuple[str, ...]
    field: Field
    note: str


@dataclass(frozen=True)
class Sheet:
    """One register in the workbook."""

    register: Register[Any]

    @property
    def title(self) -> str:
        return self.register.sheet

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for field in self.register.fields for column in _columns(field))


SHEETS = tuple(Sheet(register) for register in REGISTERS if register.sheet)


def _columns(field: Field) -> list[Column]:
    if field.fields and not field.many:
        return [Column(one.label, (field.key, one.key), one, _note(one)) for one in field.fields]
    return [Column(field.label, (field.key,), field, _note(field))]


def _note(field: Field) -> str:
    """What to write in a column."""
    if field.key in _SPECIAL:
        return _SPECIAL[field.key].note
    if field.key == "id":
        return "不要改。新的一行留空，导入时自动编号。"
    parts = {
        "date": "日期，如 2026-11-01。",
        "time": "时间，如 09:00。",
        "phone": "办公座机，如 010-00000000。不写个人手机。",
        "flag": "写“是”或“否”。",
        "whole": "整数。",
        "number": "数。",
        "choice": "从列表里选。",
    }
    several = "几个之间用“、”隔开。" if field.many else ""
    return parts.get(field.kind, "") + several + ("" if field.required else f"可以空着。要删去原来的内容，写 {CLEAR}。")


class Names:
    """The words that people know in place of ids: areas and services by name."""

    def __init__(self, site: Site) -> None:
        names = [area.name for area in site.areas]
        self.areas = {area.id: area.name for area in site.areas if names.count(area.name) == 1}
        self.services = {service.id: service.name for service in site.services}

    def words(self, field: Field) -> Mapping[str, str]:
        """From what the register holds to what the sheet shows, where they differ."""
        if field.kind == "flag":
            return _FLAGS
        if field.label in ("区域", "上级区域"):
            return self.areas
        if field.key == "services":
            return self.services
        return field.words


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
    if column.field.key in _SPECIAL:
        return _SPECIAL[column.field.key].write(value)
    words = names.words(column.field)
    if isinstance(value, list):
        return "、".join(words.get(str(one), str(one)) for one in value)
    return words.get(str(value), str(value))


def from_text(column: Column, text: str, names: Names) -> Any:
    """The value that a cell's text means, as the register holds it; NotUnderstood where that is not certain."""
    if column.field.key in _SPECIAL:
        return _SPECIAL[column.field.key].read(text)
    back = {shown: raw for raw, shown in names.words(column.field).items()}
    if column.field.many:
        return [back.get(one.strip(), one.strip()) for one in text.replace(",", "、").replace("，", "、").split("、") if one.strip()]
    return back.get(text, text)


def to_preview(column: Column, record: Raw, names: Names) -> str:
    """The same for those who look at a change before it is made: hours also tell what was not said of holidays."""
    hours = get(record, column.path)
    return preview_hours(hours) if column.field.key == "hours" and hours else to_text(column, record, names)


def note_in(column: Column, text: str) -> str:
    """What stands in a cell of hours and belongs to the column 开放时间说明: 16:30停止入馆."""
    return read_hours(text).note if column.field.key == "hours" else ""


@dataclass(frozen=True)
class _Written:
    """A list of maps that stands in one cell in words."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]
    note: str


def _read_hours(text: str) -> list[Raw]:
    read = read_hours(text)
    if read.unread:
        raise NotUnderstood(hours_problems(read.unread))
    return [_without_empty({**one, "days": list(one["days"])}) for one in read.records]


def _read_reception(text: str) -> list[Raw]:
    read = read_reception(text)
    if read.unread:
        raise NotUnderstood(hours_problems(read.unread))
    return [_without_empty(one) for one in read.records]


def _without_empty(record: Raw) -> Raw:
    return {key: value for key, value in record.items() if value != ""}


def _lines(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", "；").split("；") if part.strip()]


def _write_special(days: list[Raw]) -> str:
    def what(day: Raw) -> str:
        return "闭馆" if day.get("closed") == "true" else f"{day.get('opens')}–{day.get('closes')}"

    return "；".join(f"{day.get('on')} {what(day)}（{day.get('why', '')}）" for day in days)


def _read_special(text: str) -> list[Raw]:
    found = []
    for line in _lines(text):
        day, _, rest = line.replace("(", "（").replace(")", "）").partition(" ")
        what, mark, why = rest.partition("（")
        opens, dash, closes = what.strip().replace("-", "–").partition("–")
        if not mark or not why.endswith("）") or not (what.strip() == "闭馆" or dash):
            raise NotUnderstood(f"“{line}”看不懂，请写成“2026-12-31 闭馆（盘点）”或“2026-12-31 09:00–12:00（活动）”")
        hours = {"closed": "true"} if what.strip() == "闭馆" else {"opens": opens.strip(), "closes": closes.strip()}
        found.append({"on": day, **hours, "why": why[:-1]})
    return found


def _write_history(events: list[Raw]) -> str:
    return "；".join(f"{event.get('on')} {event.get('event')}" for event in events)


def _read_history(text: str) -> list[Raw]:
    found = []
    for line in _lines(text):
        day, mark, event = line.partition(" ")
        if not mark:
            raise NotUnderstood(f"“{line}”看不懂，请写成“2024-03-01 设立”")
        found.append({"on": day, "event": event.strip()})
    return found


def _write_inspections(inspections: list[Raw]) -> str:
    return "；".join(" ".join(filter(None, (f"{one.get('year')} 年度", one.get("on"), one.get("result")))) for one in inspections)


def _read_inspections(text: str) -> list[Raw]:
    found = []
    for line in _lines(text):
        words = line.replace("年度", " ").split()
        if len(words) not in (2, 3):
            raise NotUnderstood(f"“{line}”看不懂，请写成“2025 年度 2026-05-10 合格”或“2025 年度 未检”")
        found.append({"year": words[0], **({"on": words[1]} if len(words) == 3 else {}), "result": words[-1]})
    return found


_SPECIAL = {
    "hours": _Written(
        write_hours,
        _read_hours,
        "照平常的写法，如：周一至周五 9:00–11:30、13:30–17:00；周六 9:00–12:00；节假日休息。没有写节假日的，网页上写“节假日请先打电话”。",
    ),
    "reception": _Written(
        write_reception, _read_reception, "如：每月第一个周三 14:00–16:00（遇节假日顺延）。没有写节假日的，算遇节假日取消。"
    ),
    "special": _Written(_write_special, _read_special, "如：2026-12-31 闭馆（盘点）；2026-12-30 09:00–12:00（活动）"),
    "history": _Written(_write_history, _read_history, "如：2024-03-01 设立；2026-05-06 迁址"),
    "inspections": _Written(_write_inspections, _read_inspections, "如：2025 年度 2026-05-10 合格；2024 年度 未检"),
}
