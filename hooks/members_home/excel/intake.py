"""Takes the rows of one register into its records: which record a row is, what it changes, and which cells are refused."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..model.site import Site
from ..problems import Place, problem_with
from ..source.files import without_mobiles
from . import register_files, same_thing, spellings, verdict
from .cell_values import CellValues, copy_value
from .columns import CLEAR, ID, Column, Sheet, to_preview, to_text
from .lists import Raw
from .plan import Change, Plan
from .records import Records
from .table import Progress, Row, Table

_EVERY = 10000  # rows after which progress is told

Source = tuple[Table, Row]


@dataclass
class _Changed:
    """A record that rows change: what it becomes, and the row that changes each column. Rows of several files may."""

    new: Raw
    sources: dict[Column, Source]


class Intake:
    """One register while its rows are taken in."""

    def __init__(self, root: Path, site: Site, sheet: Sheet, plan: Plan, progress: Progress) -> None:
        self._sheet, self._plan, self._names, self._today, self._progress = sheet, plan, plan.names, site.today, progress
        self._values = CellValues(sheet, plan.names, plan)
        self.records = Records(root, sheet, site.duties.samples)
        self._known = same_thing.Known(sheet, self.records)
        self._by_header = {column.header: column for column in sheet.columns}
        own, keys = sheet.register.name, same_thing.keys_of(sheet)
        self._late = {column for column in sheet.columns if own in column.field.refers and column.path[0] not in keys}
        self._rows: dict[tuple[str, str], Source] = {}  # the row of each record, by file and id
        self._new: dict[same_thing.Key, Source] = {}
        self._added: list[tuple[Table, Row, Raw]] = []
        self._updated: list[tuple[Table, Row, str, Raw]] = []
        self._waiting: list[tuple[Table, Row, Raw]] = []  # rows whose columns in `_late` are read when all names are known
        self._told: list[Change | str] = []  # changes, and the ids of records that change, in the order of the rows

    def take(self, tables: Sequence[Table]) -> None:
        rows = self._in_order([(table, row) for table in tables for row in table.rows])
        for table, row in rows:
            number = self._number(row)
            if number in self.records:
                self._rows.setdefault((table.file, number), (table, row))
        for count, (table, row) in enumerate(rows, 1):
            if count % _EVERY == 0:
                self._progress(f"{self._sheet.title}：核对了 {count} 行……")
            self._plan.refused |= {(table.name, row.number, column) for column in row.refused}
            self._take_row(table, row)
        self._settle()

    def _in_order(self, rows: list[Source]) -> list[Source]:
        return rows

    @cached_property
    def _prints(self) -> dict[str, str]:
        """The ids of all records by fingerprint."""
        return {register_files.fingerprint(record): record["id"] for record in self.records}

    def _take_row(self, table: Table, row: Row) -> None:
        number = self._number(row)
        if self._by_header[ID] in row.refused:
            self._check(table, row)  # what record it is nobody knows, which is told; its other cells are checked
        elif number and number not in self.records:
            self._take_unknown_id(table, row, number)
        elif number:
            if self._rows[table.file, number] != (table, row):
                self._say_twice(table, row, number, self._rows[table.file, number])
                self._check(table, row)
            else:
                self._update(table, row, number)
        elif by_print := self._by_print(table, row):
            self._rows[table.file, by_print] = (table, row)
            self._update(table, row, by_print)
        else:
            self._take_without_id(table, row)

    def _number(self, row: Row) -> str:
        """The id in a row, also where it is typed in capitals or full width."""
        return spellings.identity(row.texts.get(self._by_header[ID], ""))

    def _by_print(self, table: Table, row: Row) -> str:
        """The id of the record that a row was exported from; "" where that has a row of its own."""
        number = self._prints.get(row.fingerprint, "") if row.fingerprint else ""
        return "" if (table.file, number) in self._rows else number

    def _take_unknown_id(self, table: Table, row: Row, number: str) -> None:
        self._say("unknown-reference", table, row, value=number, what="记录")
        self._check(table, row)

    def _take_without_id(self, table: Table, row: Row) -> None:
        """A row that names no record: one that stands already, or a new one."""
        new = self._record(table, row)
        known = self._already(table, row, new)
        if known:
            self._rows[table.file, known] = (table, row)
            self._say("same-thing-again", table, row, value=_name(new), first=known)
            self._update(table, row, known)
        elif known is not None:
            self._add(table, row, new, self._next_id(new))

    def _next_id(self, new: Raw) -> str:
        return self.records.next_number(new)

    def _already(self, table: Table, row: Row, new: Raw) -> str | None:
        """The id of the record that a row describes, "" where there is none yet; None where that is unclear, which is told."""
        key = same_thing.key_of(self._sheet, new)
        alike = self._known.alike(new)
        if key is not None and key in self._new:
            self._say_twice(table, row, _name(new), self._new[key])
            return None
        if len(alike) > 1:
            self._say("same-thing-unclear", table, row, value=_name(new), found="、".join(alike))
            return None
        if alike and (table.file, alike[0]) in self._rows:
            self._say_twice(table, row, _name(new), self._rows[table.file, alike[0]])
            return None
        if key is not None and not alike:
            self._new[key] = (table, row)
        return alike[0] if alike else ""

    def _record(self, table: Table, row: Row) -> Raw:
        """The record that a row describes on its own."""
        new: Raw = {}
        for column, text in row.texts.items():
            if text != CLEAR and column.header != ID and column not in self._late:
                self._values.put(new, table, row, column, text)
        if table.street and "area" not in new and any(column.path == ("area",) for column in self._sheet.columns):
            new["area"] = self._names.street_called(table.street)
        return new

    def _check(self, table: Table, row: Row) -> None:
        """Checks the cells of a row that is not taken."""
        self._wait(table, row, self._record(table, row))

    def _wait(self, table: Table, row: Row, target: Raw) -> None:
        if not self._late.isdisjoint(row.texts):
            self._waiting.append((table, row, target))

    def _update(self, table: Table, row: Row, number: str) -> None:
        record = self.records[number]
        said = [
            (column, text)
            for column, text in row.texts.items()
            if column.header != ID and column not in self._late and not self._says_the_same(column, text, record)
        ]
        is_whole = all(row.texts.get(column, "") in ("", self._text(column, record)) for column in self._late)
        new = copy.deepcopy(record) if said or not is_whole or row.verdict else record
        for column, text in said:
            self._values.put(new, table, row, column, text)
        self._plan.rows.setdefault(number, (table, row.number))
        if new == record and is_whole and not row.verdict:
            self._plan.ids[table.name, row.number] = (number, register_files.fingerprint(record))
            return
        self._names.learn(self._sheet.register, new)
        self._wait(table, row, new)
        self._updated.append((table, row, number, new))
        self._told.append(number)

    def _add(self, table: Table, row: Row, new: Raw, number: str) -> None:
        new = {"id": number, **new}
        self._names.learn(self._sheet.register, new)
        self.records.add(new, self._names, self._plan.renames)
        self._plan.rows[number] = (table, row.number)
        self._wait(table, row, new)
        self._added.append((table, row, new))
        place = table.cell(row.number, None)
        self._told.append(Change(place, _name(new), ID, "", number, self._street(new), self._sheet, new, file=table.file))

    def _settle(self) -> None:
        """Reads what had to wait for the names of all new records, and makes the changes."""
        for table, row, target in self._waiting:
            before = self.records[target["id"]] if target.get("id", "") in self.records else {}
            for column in self._late & row.texts.keys():
                text = row.texts[column]
                if not (self._says_the_same(column, text, before) if before else text == CLEAR):
                    self._values.put(target, table, row, column, text)
        changed: dict[str, _Changed] = {}
        for table, row, number, new in self._updated:
            self._merge(table, row, number, new, changed)
        for told in self._told:
            if isinstance(told, Change):
                self._plan.changes.append(told)
            elif told in changed:
                self._plan.changes += self._differences(self.records[told], changed[told])
                self.records.replace(told, changed.pop(told).new)
        for table, row, new in self._added:
            self._plan.ids[table.name, row.number] = (new["id"], register_files.fingerprint(new))
        self.records.put_new()

    def _merge(self, table: Table, row: Row, number: str, new: Raw, changed: dict[str, _Changed]) -> None:
        """Adds what one row changes of a record to what rows of other files change of it."""
        record = self.records[number]
        self._take_verdict(table, row, record, new)
        mark = register_files.fingerprint(record)
        self._plan.ids[table.name, row.number] = (number, mark)
        if new == record:
            return
        if row.fingerprint and row.fingerprint != mark:
            self._say("row-changed-meanwhile", table, row, value=record.get("name", number))
            return
        columns = [column for column in self._sheet.columns if self._text(column, record) != self._text(column, new)]
        if number not in changed:
            changed[number] = _Changed(new, dict.fromkeys(columns, (table, row)))
            self._plan.ids[table.name, row.number] = (number, register_files.fingerprint(new))
            return
        first = changed[number]
        for other, line in first.sources.values():  # none of the files shows what the others changed: it must be exported anew
            self._plan.ids[other.name, line.number] = (number, mark)
        for column in columns:
            if column not in first.sources:
                first.sources[column] = (table, row)
                copy_value(column, new, first.new)
            elif (mine := self._text(column, new)) != (theirs := self._text(column, first.new)):
                other, line = first.sources[column]
                values = {"value": mine, "first": other.cell(line.number, column), "other": theirs}
                place = Place(table.cell(row.number, column), 0)
                self._plan.problems.append(problem_with("files-disagree", place, _safe(values), column.header))

    def _text(self, column: Column, record: Raw) -> str:
        return to_text(column, record, self._names)

    def _take_verdict(self, table: Table, row: Row, record: Raw, new: Raw) -> None:
        as_exported = row.fingerprint == register_files.fingerprint(record) if row.verdict else False
        fault = verdict.take(self._sheet, row.verdict, record, new, as_exported, self._today)
        if fault is not None:
            place = Place(f"{table.name}!{table.verdict_letter}{row.number}", 0)
            self._plan.problems.append(problem_with(fault[0], place, fault[1], verdict.VERDICT))

    def _differences(self, record: Raw, changed: _Changed) -> Iterator[Change]:
        name = str(record.get("name", record["id"]))
        street = self._street(changed.new)
        for column in self._sheet.columns:
            if column in changed.sources:
                before, after = self._text(column, record), self._text(column, changed.new)
                shown = to_preview(column, changed.new, self._names)
                if before != after:
                    table, row = changed.sources[column]
                    yield Change(
                        table.cell(row.number, column), name, column.header, before, shown, street, number=record["id"], file=table.file
                    )

    def _says_the_same(self, column: Column, text: str, record: Raw) -> bool:
        """Whether a cell says what the register says: 否 where that leaves it out, 116.3 for 116.30, nothing to clear."""
        before, kind = self._text(column, record), column.field.kind
        if kind in ("number", "whole") and before:
            try:
                return float(text) == float(before)
            except ValueError:
                return False
        if text == before:
            return True
        if not before:
            return text == CLEAR or (kind == "flag" and not column.field.required and text == "否")
        # A name that was enough to tell a record when the sheet was written still means it.
        return (
            bool(column.field.refers)
            and not column.field.many
            and record.get(column.path[0]) in self._names.lookup(column.field).find(text)
        )

    def _street(self, record: Raw) -> str:
        """The name of the street under which people look for a record; its register's where it lies in none."""
        return self._names.area_name(self._names.street_of(str(record.get("area", "")))) or self._sheet.title

    def _say_twice(self, table: Table, row: Row, name: str, first: Source) -> None:
        other, line = first
        where = f"第 {line.number} 行" if other is table else f"“{other.title}”第 {line.number} 行"
        if other.file != table.file:
            where = f" {other.cell(line.number, self._by_header[ID])} "
        self._say("duplicate-row", table, row, value=f"“{name}”", first=where)

    def _say(self, rule: str, table: Table, row: Row, **values: object) -> None:
        column = self._by_header[ID]
        place = Place(table.cell(row.number, column if column in table.headers.by_column else None), 0)
        self._plan.problems.append(problem_with(rule, place, _safe(values), column.header))


def _safe(values: Mapping[str, object]) -> dict[str, object]:
    return {key: without_mobiles(str(value)) for key, value in values.items()}


def _name(record: Raw) -> str:
    """What people call a record; of registers whose records have no names, what comes nearest to one."""
    return str(record.get("name") or record.get("role") or record.get("leader_role") or record.get("kind") or "")
