"""Takes the rows of one register into its records: which record a row is, what it changes, and which cells are refused."""

from __future__ import annotations

import bisect
import copy
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..model.registers.ids import FIRST_SAMPLE
from ..model.registers.register import DATA, SAMPLES
from ..model.site import Site
from ..problems import Place, problem_with
from ..source.files import without_mobiles
from . import register_files, same_thing, spellings, verdict
from .cell_values import CellValues
from .columns import CLEAR, ID, Column, Names, Sheet, to_preview, to_text
from .lists import Raw
from .plan import Change, Plan
from .register_files import RegisterFile
from .table import Progress, Row, Table

_EVERY = 10000  # rows after which progress is told


class Intake:
    """One register while its rows are taken in."""

    def __init__(self, root: Path, site: Site, sheet: Sheet, plan: Plan, progress: Progress) -> None:
        self._site, self._sheet, self._plan, self._progress = site, sheet, plan, progress
        self._names = Names(site)
        self._values = CellValues(sheet, self._names, plan)
        self._files = register_files.read(root, sheet, site.duties.samples)
        self._places = {record["id"]: (file, n) for file in self._files for n, record in enumerate(file.records)}
        self._known = same_thing.Known(sheet, (record for file in self._files for record in file.records))
        self._by_header = {column.header: column for column in sheet.columns}
        self._last = {is_sample: self._last_number(is_sample) for is_sample in (True, False)}
        self._added: dict[str, list[Raw]] = {}  # new records by the path of their file
        self._rows: dict[str, tuple[Table, Row]] = {}  # the row of each record
        self._new: dict[same_thing.Key, tuple[Table, Row]] = {}

    def take(self, tables: Sequence[Table]) -> None:
        rows = [(table, row) for table in tables for row in table.rows]
        for table, row in rows:
            number = self._number(row)
            if number in self._places:
                self._rows.setdefault(number, (table, row))
        prints = self._prints() if any(row.fingerprint and self._by_header[ID] not in row.texts for _, row in rows) else {}
        for count, (table, row) in enumerate(rows, 1):
            if count % _EVERY == 0:
                self._progress(f"{self._sheet.title}：核对了 {count} 行……")
            self._plan.refused |= {(table.title, row.number, column) for column in row.refused}
            self._take_row(table, row, prints)
        self._put_new_records()
        for file in self._files:
            if file.is_changed:
                self._plan.texts[file.path] = file.text

    def _prints(self) -> dict[str, str]:
        """The ids of all records by fingerprint."""
        return {register_files.fingerprint(record): record["id"] for file in self._files for record in file.records}

    def _take_row(self, table: Table, row: Row, prints: Mapping[str, str]) -> None:
        number = self._number(row)
        if self._by_header[ID] in row.refused:
            self._record(table, row)  # what record it is nobody knows, which is told; its other cells are checked
        elif number and number not in self._places:
            self._refuse("unknown-reference", table, row, value=number, what="记录")
        elif number:
            if self._rows[number] != (table, row):
                self._refuse_twice(table, row, f"“{number}”", self._rows[number])
            else:
                self._update(table, row, number)
        elif row.fingerprint in prints and prints[row.fingerprint] not in self._rows:
            number = prints[row.fingerprint]
            self._rows[number] = (table, row)
            self._update(table, row, number)
        else:
            self._take_without_id(table, row)

    def _number(self, row: Row) -> str:
        """The id in a row, also where it is typed in capitals or full width."""
        return spellings.identity(row.texts.get(self._by_header[ID], ""))

    def _take_without_id(self, table: Table, row: Row) -> None:
        """A row that names no record: one that stands already, or a new one."""
        new = self._record(table, row)
        key = same_thing.key_of(self._sheet, new)
        name = str(new.get("name") or new.get("role") or new.get("leader_role") or new.get("kind") or "")
        alike = self._known.alike(new)
        if key is not None and key in self._new:
            self._say_twice(table, row, f"“{name}”", self._new[key])
        elif len(alike) > 1:
            self._say("same-thing-unclear", table, row, value=name, found="、".join(alike))
        elif alike and alike[0] in self._rows:
            self._say_twice(table, row, f"“{name}”", self._rows[alike[0]])
        elif alike:
            self._rows[alike[0]] = (table, row)
            self._say("same-thing-again", table, row, value=name, first=alike[0])
            self._update(table, row, alike[0])
        else:
            if key is not None:
                self._new[key] = (table, row)
            self._add(table, row, new)

    def _record(self, table: Table, row: Row) -> Raw:
        """The record that a row describes on its own."""
        new: Raw = {}
        for column, text in row.texts.items():
            if text != CLEAR and column.header != ID:
                self._values.put(new, table, row, column, text)
        if table.street and "area" not in new and any(column.path == ("area",) for column in self._sheet.columns):
            new["area"] = next((area.id for area in self._site.areas if area.name == table.street), "")
        return new

    def _update(self, table: Table, row: Row, number: str) -> None:
        file, position = self._places[number]
        record = file.records[position]
        said = [
            (column, text)
            for column, text in row.texts.items()
            if column.header != ID and not _says_the_same(column, text, to_text(column, record, self._names))
        ]
        new = copy.deepcopy(record) if said or row.verdict else record
        for column, text in said:
            self._values.put(new, table, row, column, text)
        self._take_verdict(table, row, record, new)
        self._plan.rows[number] = (table, row.number)
        self._plan.ids[table.title, row.number] = (number, register_files.fingerprint(new))
        if new == record:
            return
        if row.fingerprint and row.fingerprint != register_files.fingerprint(record):
            self._say("row-changed-meanwhile", table, row, value=record.get("name", number))
            return
        self._plan.changes += self._differences(table, row, record, new)
        file.records[position] = new
        file.texts[position] = register_files.record_text(self._sheet, new)
        file.is_changed = True

    def _take_verdict(self, table: Table, row: Row, record: Raw, new: Raw) -> None:
        as_exported = row.fingerprint == register_files.fingerprint(record) if row.verdict else False
        fault = verdict.take(self._sheet, row.verdict, record, new, as_exported, self._site.today)
        if fault is not None:
            self._plan.problems.append(
                problem_with(fault[0], Place(f"{table.title}!{table.verdict_letter}{row.number}", 0), fault[1], verdict.VERDICT)
            )

    def _differences(self, table: Table, row: Row, record: Raw, new: Raw) -> Iterator[Change]:
        name = str(record.get("name", record["id"]))
        for column in self._sheet.columns:
            before, after = to_text(column, record, self._names), to_text(column, new, self._names)
            if before != after:
                shown = to_preview(column, new, self._names)
                yield Change(table.cell(row.number, column), name, column.header, before, shown, self._street(new), number=record["id"])

    def _add(self, table: Table, row: Row, new: Raw) -> None:
        is_sample = new.get("sample") == "true"
        self._last[is_sample] += 1
        number = f"{self._sheet.register.prefix}-{self._last[is_sample]:06d}"
        new = {"id": number, **new}
        self._added.setdefault(self._path_for(new), []).append(new)
        self._plan.rows[number] = (table, row.number)
        self._plan.ids[table.title, row.number] = (number, register_files.fingerprint(new))
        name = str(new.get("name", new.get("role", "")))
        change = Change(table.cell(row.number, None), name, ID, "", number, self._street(new), self._sheet, new)
        self._plan.changes.append(change)

    def _put_new_records(self) -> None:
        for path, records in self._added.items():
            file = next((file for file in self._files if file.path == path), None)
            if file is None:
                file = RegisterFile(path, "")
                self._files.append(file)
            ids = [record["id"] for record in file.records]
            for record in records:
                at = bisect.bisect(ids, record["id"])
                ids.insert(at, record["id"])
                file.records.insert(at, record)
                file.texts.insert(at, register_files.record_text(self._sheet, record))
            file.is_changed = True

    def _last_number(self, is_sample: bool) -> int:
        taken = [int(number.rpartition("-")[2]) for number in self._places]
        return max((number for number in taken if (number >= FIRST_SAMPLE) == is_sample), default=FIRST_SAMPLE - 1 if is_sample else 0)

    def _path_for(self, record: Raw) -> str:
        """The file of a new record: one a street where the register is a folder; samples stay with samples."""
        register = self._sheet.register
        is_sample = record.get("sample") == "true" and self._site.duties.samples
        path = (SAMPLES if is_sample else DATA) + register.path
        if register.is_folder:
            street = next((area.id for area in self._site.line_of(str(record.get("area", ""))) if area.level == "街道"), "")
            path += f"{street or 'other'}.yml"
        return path

    def _street(self, record: Raw) -> str:
        """The name of the street under which people look for a record; its register's where it lies in none."""
        line = self._site.line_of(str(record.get("area", "")))
        return next((area.name for area in line if area.level == "街道"), self._sheet.title)

    def _refuse(self, rule: str, table: Table, row: Row, **values: object) -> None:
        """Says why a row is not taken; its other cells are checked all the same."""
        self._say(rule, table, row, **values)
        self._record(table, row)

    def _refuse_twice(self, table: Table, row: Row, name: str, first: tuple[Table, Row]) -> None:
        self._say_twice(table, row, name, first)
        self._record(table, row)

    def _say_twice(self, table: Table, row: Row, name: str, first: tuple[Table, Row]) -> None:
        where = f"第 {first[1].number} 行" if first[0] is table else f"“{first[0].title}”第 {first[1].number} 行"
        self._say("duplicate-row", table, row, value=name, first=where)

    def _say(self, rule: str, table: Table, row: Row, **values: object) -> None:
        column = self._by_header[ID]
        shown = {key: without_mobiles(str(value)) for key, value in values.items()}
        place = Place(table.cell(row.number, column if column in table.headers.by_column else None), 0)
        self._plan.problems.append(problem_with(rule, place, shown, column.header))


def _says_the_same(column: Column, text: str, before: str) -> bool:
    """Whether a cell says what the register says: 否 where that leaves it out, 116.3 for 116.30, nothing to clear."""
    kind = column.field.kind
    if kind in ("number", "whole") and before:
        try:
            return float(text) == float(before)
        except ValueError:
            return False
    return text == before or (not before and (text == CLEAR or (kind == "flag" and not column.field.required and text == "否")))
