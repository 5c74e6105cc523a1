"""Writes the ids that an import gave back into the sender's table, so that the next one finds its records by them."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter

from .columns import ID
from .delimited import cells
from .plan import Plan
from .table import Table
from .xlsx import TEXT_FORMAT


def saver(path: Path, tables: Sequence[Table], plan: Plan) -> Callable[[Path], None]:
    """What writes the sender's table `path` with ids into another file."""
    by_title = {table.title: table for table in tables}
    if path.suffix.lower() == ".xlsx":
        return lambda target: _workbook(path, by_title, plan).save(target)
    return lambda target: _text(path, target, next(iter(by_title.values())), plan)


def _workbook(path: Path, tables: Mapping[str, Table], plan: Plan) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(path, data_only=True)  # values for formulas: without Excel nobody could compute them again
    for title, table in tables.items():
        page = book[title]
        ids, prints = _columns(table, page.max_column)
        if ids > page.max_column:
            page.cell(table.headers.last + 1, ids, ID)
        for row in table.rows:
            number, mark = plan.ids.get((table.name, row.number), ("", ""))
            if number:
                cell = page.cell(row.number, ids, number)
                cell.number_format = TEXT_FORMAT
                if prints:
                    page.cell(row.number, prints, mark)
    return book


def _text(path: Path, target: Path, table: Table, plan: Plan) -> None:
    lines = cells(path, table.mark)
    ids, prints = _columns(table, max(map(len, lines)))
    shown = io.StringIO()
    writer = csv.writer(shown, delimiter=table.mark, lineterminator="\r\n")
    for at, line in enumerate(lines, 1):
        number, fingerprint = plan.ids.get((table.name, at), ("", ""))
        held = line + [""] * (max(ids, prints) - len(line)) if number or at == table.headers.last + 1 else line
        if at == table.headers.last + 1:
            held[ids - 1] = held[ids - 1] or ID
        elif number:
            held[ids - 1] = number
            if prints:
                held[prints - 1] = fingerprint
        writer.writerow(held)
    target.write_bytes(shown.getvalue().encode("utf-8-sig"))


def _columns(table: Table, last: int) -> tuple[int, int]:
    """The columns of ids and fingerprints, from 1: a new one for ids where the sender has none, 0 for no fingerprints."""
    letter = next((letter for column, letter in table.letters.items() if column.header == ID), get_column_letter(last + 1))
    prints = table.headers.fingerprint
    return column_index_from_string(letter), 0 if prints is None else prints + 1
