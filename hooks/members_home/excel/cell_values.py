"""Puts what a cell says into a record, or names every fault of the cell in the words of the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..problems import Place, Problem, problem
from ..source.files import without_mobiles
from ..source.reading import Reading
from . import spellings
from .columns import CLEAR, Column, Sheet, from_text, get, note_in, titles_of
from .lists import NotUnderstood, Raw
from .names import Names
from .plan import Plan
from .table import Row, Table

_TWO_NUMBERS = re.compile(r"[0-9-]{7,}[^0-9-]+[0-9-]{3,}|[^0-9+ -]")
_NUMBERED = re.compile("[a-z]+-[0-9]{6}")
_MOST_KNOWN = 20000  # cells
_HERE = Place("", 0)


class CellValues:
    """The cells of one register's sheets."""

    def __init__(self, sheet: Sheet, names: Names, plan: Plan) -> None:
        self._names, self._plan = names, plan
        self._extension = next((column for column in sheet.columns if column.field.kind == "extension"), None)
        self._hours_note = next((column for column in sheet.columns if column.field.key == "hours_note"), None)
        self._has_called = any(field.key == "called" for field in sheet.register.fields)
        self._known: dict[tuple[Column, str, int], tuple[Any, list[Problem]]] = {}  # thousands of cells say the same

    def put(self, record: Raw, table: Table, row: Row, column: Column, text: str) -> None:
        """Gives the record what the cell says; a cell with a fault leaves it as it was."""
        value, faults = self._read(column, text)
        extension = ""
        if column.field.kind == "phone" and isinstance(value, str) and self._extension is not None and column.path[:-1]:
            value, extension = spellings.telephone(value)
            faults = [*faults, *self._other_extension(row, extension)]
        note = "" if text == CLEAR else note_in(column, text)
        if note:
            faults = [*faults, *self._other_note(row, note)]
        for fault in faults:
            self._plan.problems.append(replace(fault, place=Place(table.cell(row.number, column), 0), field=column.header, label=""))
        if faults:
            self._plan.refused.add((table.name, row.number, column))
            return
        before = _inner(record, column).get(column.path[-1])
        _set(record, column, value)
        if self._has_called and column.field.choices == "level":
            _put(record, ("called",), self._names.called(text))
        if note and self._hours_note is not None:
            _set(record, self._hours_note, note)
        if column.field.kind == "phone" and self._extension is not None and column.path[:-1]:
            if extension:
                _set(record, self._extension, extension)
            elif before != value and self._extension not in row.texts:
                _set(record, self._extension, None)  # another number has not the extension of the first

    def _read(self, column: Column, text: str) -> tuple[Any, list[Problem]]:
        """The value that a cell means and its faults."""
        if text == CLEAR:
            return None, []
        key = (column, text, len(self._names.lookup(column.field)) if column.field.refers else 0)
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()  # names and addresses, which nobody says twice, would fill the memory
            value, faults = self._fresh(column, text)
            self._known[key] = value, [replace(fault, message=without_mobiles(fault.message)) for fault in faults]
        value, faults = self._known[key]
        return value, faults

    def _fresh(self, column: Column, text: str) -> tuple[Any, list[Problem]]:
        field = column.field
        found: list[Problem] = []
        reading = Reading("", 1, self._names.vocabulary, found)
        if field.kind == "phone":
            number, extension = spellings.telephone(text)
            if _TWO_NUMBERS.search(number):
                reading.text(None, text, ())
                return None, [problem("phone-not-single", _HERE, value=text), *found]
            reading.value(field, number, ())
            return (f"{number} 转 {extension}" if extension else number), found
        try:
            value = from_text(column, text, self._names)
        except NotUnderstood as error:
            reading.text(None, text.replace("\n", " "), ())
            return None, [problem("cell-not-understood", _HERE, detail=str(error)), *found]
        unknown = list(self._unknown(column, value))
        if unknown:
            return None, unknown
        reading.value(field, value, ())
        return value, found

    def _unknown(self, column: Column, value: Any) -> Iterator[Problem]:
        """The words of a cell that its list does not have, and the names that mean no record or several."""
        if column.field.refers:
            for item in value if isinstance(value, list) else [value]:
                yield from self._no_record(column, item)
            return
        back = self._names.back(column)
        choices = self._names.choices(column)
        if not back or column.field.fields:
            return
        for item in value if isinstance(value, list) else [value]:
            if item not in back.values():
                yield problem("not-a-choice", _HERE, value=item, choices="、".join(choices))

    def _no_record(self, column: Column, item: str) -> Iterator[Problem]:
        lookup, field = self._names.lookup(column.field), column.field
        found = lookup.find(item)
        means = self._names.vocabulary.get(field.means, ())
        if len(found) > 1:
            yield problem("name-not-single", _HERE, value=item, count=len(found), found="、".join(map(lookup.shown, found)))
        elif found or field.free or item in means or _NUMBERED.fullmatch(item):
            return  # the checks find an id of none
        elif field.means:
            yield problem("not-a-choice", _HERE, value=item, choices="、".join((f"{titles_of(field)}的名称", *means)))
        else:
            yield problem("unknown-name", _HERE, value=item, what=titles_of(field))

    def _other_extension(self, row: Row, extension: str) -> Iterator[Problem]:
        said = row.texts.get(self._extension, "") if self._extension is not None else ""
        if extension and said and spellings.extension(said) != extension:
            yield problem("extension-twice", _HERE, value=extension, other=said)

    def _other_note(self, row: Row, note: str) -> Iterator[Problem]:
        said = row.texts.get(self._hours_note, "") if self._hours_note is not None else ""
        if said and said != note:
            detail = f"“{note}”和“开放时间说明”一格写的“{said}”不一样，请只留一处"
            yield problem("cell-not-understood", _HERE, detail=detail)


def _inner(record: Raw, column: Column) -> Raw:
    for key in column.path[:-1]:
        inner = record.get(key)
        record = inner if isinstance(inner, dict) else {}
    return record


def copy_value(column: Column, source: Raw, target: Raw) -> None:
    """Gives a record what another says in a column."""
    _set(target, column, get(source, column.path))
    if column.field.choices == "level":
        _put(target, ("called",), source.get("called"))


def _set(record: Raw, column: Column, value: Any) -> None:
    _put(record, column.path, value)


def _put(record: Raw, path: tuple[str, ...], value: Any) -> None:
    *above, last = path
    for key in above:
        if value is None and key not in record:
            return
        record = record.setdefault(key, {})
    if value is None:
        record.pop(last, None)
    else:
        record[last] = value
