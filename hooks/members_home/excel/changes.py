"""What a filled-in workbook would change in the registers, and why it may not."""

from __future__ import annotations

import copy
import datetime as dt
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..checks import check_tree
from ..model.registers.ids import FIRST_SAMPLE
from ..model.registers.register import DATA, SAMPLES
from ..model.site import Site
from ..problems import Place, Problem, mask, problem_with
from ..source.files import without_mobiles
from . import register_files
from .columns import CLEAR, ID, Column, Names, NotUnderstood, Raw, Sheet, from_text, note_in, to_preview, to_text
from .register_files import RegisterFile
from .workbooks import Row, Table

NOTE = "hours_note"
_ENDED = ("已合并", "已停用", "已撤销")
_TWO_NUMBERS = re.compile(r"[0-9-]{7,}[^0-9-]+[0-9-]{3,}|[^0-9+ -]")


@dataclass(frozen=True)
class Change:
    """One cell that differs from the register, or a new record (`before` empty, `header` the id's)."""

    cell: str
    name: str
    header: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        if self.header == ID:
            return "新增"
        return self.after.removeprefix("已") if self.header == "状态" and self.after in _ENDED else f"{self.header}变更"

    def __str__(self) -> str:
        if self.header == ID:
            return f"{self.cell} 新增 {self.name}（{self.after}）"
        words = f"{self.before or '（空）'} → {self.after or '（空）'}"
        return without_mobiles(mask(f"{self.cell} {self.name} {self.header}：{words}"))


@dataclass
class Plan:
    """What would be written: the changes in order, the new text of each file by its path, and all problems by cell."""

    changes: list[Change] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def summary(self) -> str:
        """新增 3，停用 1，办公电话变更 2"""
        counted = Counter(change.kind for change in self.changes)
        return "，".join(f"{kind} {count}" for kind, count in counted.items()) or "没有改动"


def plan(root: Path, site: Site, tables: Sequence[Table], today: dt.date) -> Plan:
    """Compares tables with the registers below `root`, and checks the whole tree as it would be."""
    made = Plan()
    cells: dict[str, tuple[Table, int]] = {}  # the row of each record that was changed
    for sheet in {id(table.sheet): table.sheet for table in tables}.values():
        _Register(root, site, sheet, made, cells).take([table for table in tables if table.sheet is sheet])
    if made.changes and not made.problems:
        made.problems += _faults_of_the_whole(root, made, cells, today)
    return made


class _Register:
    """One register while its rows are taken in."""

    def __init__(self, root: Path, site: Site, sheet: Sheet, made: Plan, cells: dict[str, tuple[Table, int]]) -> None:
        self._site, self._sheet, self._plan, self._cells = site, sheet, made, cells
        self._names = Names(site)
        self._files = register_files.read(root, sheet, site.duties.samples)
        self._places = {record["id"]: (file, n) for file in self._files for n, record in enumerate(file.records)}
        self._by_header = {column.header: column for column in sheet.columns}

    def take(self, tables: Sequence[Table]) -> None:
        seen: dict[str, int] = {}
        changed: set[str] = set()
        for table in tables:
            for row in table.rows:
                number = row.texts.get(self._by_header[ID], "")
                if number and number in seen:
                    self._problem("duplicate-row", table, row, None, value=number, first=seen[number])
                    continue
                seen[number] = row.number
                if not number:
                    changed.add(self._add(table, row))
                elif number not in self._places:
                    self._problem("unknown-reference", table, row, self._by_header[ID], value=number, what="记录")
                else:
                    self._update(table, row, number)
        for file in self._files:
            self._plan.texts[file.path] = file.text

    def _update(self, table: Table, row: Row, number: str) -> None:
        file, position = self._places[number]
        record = file.records[position]
        new = copy.deepcopy(record)
        differs = [
            (column, text, to_text(column, record, self._names))
            for column, text in row.texts.items()
            if column.header != ID and text != to_text(column, record, self._names)
        ]
        if differs and row.fingerprint and row.fingerprint != register_files.fingerprint(record):
            self._problem("row-changed-meanwhile", table, row, self._by_header[ID], value=record.get("name", number))
            return
        for column, text, before in differs:
            if self._set(new, table, row, column, text):
                if to_text(column, new, self._names) != before:
                    after = to_preview(column, new, self._names)
                    self._plan.changes.append(
                        Change(table.cell(row.number, column), str(record.get("name", number)), column.header, before, after)
                    )
                self._note_change(table, row, column, record, new)
        if new != record:
            file.records[position] = new
            file.texts[position] = register_files.record_text(self._sheet, new)
            self._cells[number] = (table, row.number)

    def _note_change(self, table: Table, row: Row, column: Column, record: Raw, new: Raw) -> None:
        """A note that came with the hours is a change of its own, shown at the cell in which it stands."""
        of_note = next((one for one in self._sheet.columns if one.field.key == NOTE), None)
        if column.field.key == "hours" and of_note is not None and new.get(NOTE, "") != record.get(NOTE, ""):
            cell, name = table.cell(row.number, column), str(record.get("name", row.number))
            self._plan.changes.append(Change(cell, name, of_note.header, record.get(NOTE, ""), new.get(NOTE, "")))

    def _add(self, table: Table, row: Row) -> str:
        new: Raw = {}
        for column, text in row.texts.items():
            if text != CLEAR:
                self._set(new, table, row, column, text)
        if table.street and "area" not in new:
            new["area"] = next((area.id for area in self._site.areas if area.name == table.street), "")
        number = self._next_id(new)
        new = {"id": number, **new}
        file = self._file_for(new)
        at = next((n for n, record in enumerate(file.records) if record["id"] > number), len(file.records))
        file.records.insert(at, new)
        file.texts.insert(at, register_files.record_text(self._sheet, new))
        self._places = {record["id"]: (one, n) for one in self._files for n, record in enumerate(one.records)}
        self._cells[number] = (table, row.number)
        self._plan.changes.append(Change(table.cell(row.number, None), str(new.get("name", new.get("role", ""))), ID, "", number))
        return number

    def _next_id(self, record: Raw) -> str:
        is_sample = record.get("sample") == "true"
        taken = [int(number.rpartition("-")[2]) for number in self._places]
        alike = [one for one in taken if (one >= FIRST_SAMPLE) == is_sample]
        return f"{self._sheet.register.prefix}-{max(alike, default=FIRST_SAMPLE - 1 if is_sample else 0) + 1:06d}"

    def _file_for(self, record: Raw) -> RegisterFile:
        """The file of a new record: one a street where the register is a folder; samples stay with samples."""
        register = self._sheet.register
        is_sample = record.get("sample") == "true" and self._site.duties.samples
        path = (SAMPLES if is_sample else DATA) + register.path
        if register.is_folder:
            street = next((area.id for area in self._site.line_of(str(record.get("area", ""))) if area.level == "街道"), "")
            path += f"{street or 'other'}.yml"
        found = next((file for file in self._files if file.path == path), None)
        if found is None:
            found = RegisterFile(path, "")
            self._files.append(found)
        return found

    def _set(self, record: Raw, table: Table, row: Row, column: Column, text: str) -> bool:
        """Puts a cell's value into the record; False where it cannot be read."""
        if column.field.kind == "phone" and text != CLEAR and _TWO_NUMBERS.search(text):
            self._problem("phone-not-single", table, row, column, value=text)
            return False
        try:
            value = None if text == CLEAR else from_text(column, text, self._names)
        except NotUnderstood as error:
            self._problem("cell-not-understood", table, row, column, detail=str(error))
            return False
        note = note_in(column, text) if text != CLEAR else ""
        said = next((text for other, text in row.texts.items() if other.field.key == NOTE), note)
        if note and said != note:
            detail = f"“{note}”和“开放时间说明”一格写的“{said}”不一样，请只留一处"
            self._problem("cell-not-understood", table, row, column, detail=detail)
            return False
        if note:
            record[NOTE] = note
        *above, last = column.path
        for key in above:
            record = record.setdefault(key, {})
        if value is None:
            record.pop(last, None)
        else:
            record[last] = value
        return True

    def _problem(self, rule: str, table: Table, row: Row, column: Column | None, **values: object) -> None:
        place = Place(table.cell(row.number, column), 0)
        self._plan.problems.append(problem_with(rule, place, values, column.header if column else ""))


def _faults_of_the_whole(root: Path, made: Plan, cells: dict[str, tuple[Table, int]], today: dt.date) -> Iterator[Problem]:
    """What the checks find wrong with the tree as it would be, and did not before; by cell where a cell made it."""
    before = {(one.rule, one.place.path, one.message) for one in check_tree(root, today)[1]}
    with tempfile.TemporaryDirectory() as folder:
        copy_of = Path(folder)
        for name in ("docs", "lessons"):
            shutil.copytree(root / name, copy_of / name, symlinks=True)
        for path, text in made.texts.items():
            (copy_of / path).parent.mkdir(parents=True, exist_ok=True)
            (copy_of / path).write_text(text, encoding="utf-8", newline="\n")
        found = check_tree(copy_of, today)[1]
    for one in found:
        if (one.rule, one.place.path, one.message) not in before and (one.level == "error" or _record_at(made, one) in cells):
            yield _by_cell(one, made, cells)


def _record_at(made: Plan, fault: Problem) -> str:
    """The id of the record on whose lines a problem lies."""
    lines = made.texts.get(fault.place.path, "").split("\n")[: fault.place.line]
    return next((match[1] for line in reversed(lines) if (match := re.match(r"- \{?id: ([a-z]+-[0-9]{6})", line))), "")


def _by_cell(fault: Problem, made: Plan, cells: dict[str, tuple[Table, int]]) -> Problem:
    found = cells.get(_record_at(made, fault))
    if found is None:
        return fault
    table, row = found
    keys = fault.field.split(".")
    column = next((one for one in table.sheet.columns if list(one.path) == keys), None) or next(
        (one for one in table.sheet.columns if one.path[0] == keys[0]), None
    )
    header = column.header if column else fault.label
    return Problem(Place(table.cell(row, column), 0), fault.rule, fault.message, header, "", fault.warns)
