"""Reads workbooks (.xlsx): each sheet once, cell by cell, so that borders down to the last row cost nothing.

openpyxl's own two ways lose what people must be told: one that streams knows no merged cells and no hidden rows, and either
shows a formula or the value kept of it. So its parser of sheets is used directly, and is asked for both.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet._reader import FORMULA_TAG, INLINE_STRING, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

from ..problems import Place, Problem, problem
from . import headers
from .cells import of_value
from .columns import Column
from .headers import HEADER_WITHIN, Headers
from .table import Progress, Row, Table, Unreadable, named

GUIDE = "怎么填"
WORDS = "词表"
TEXT_FORMAT = "@"  # of a cell that stays text when people type into it again
MOST_BYTES = 200_000_000  # of a workbook unpacked; 65,536 rows with borders around 20 columns have 60 million
_DIGITS = "0123456789"
_PLAIN_TEXT = f"{{{SHEET_MAIN_NS}}}t"
_EVERY = 2000  # rows after which progress is told

_column = lru_cache(column_index_from_string)

Cell = tuple[object, str]  # a value and openpyxl's letter for its kind


def read(
    path: Path, mapping: Mapping[str, str], streets: Sequence[str], progress: Progress, file: str = ""
) -> tuple[list[Table], list[Problem], list[str]]:
    """The tables of a workbook, the problems of its cells, and what people are told of the sheets that were not read."""
    tables: list[Table] = []
    problems: list[Problem] = []
    remarks: list[str] = []
    try:
        _refuse_bombs(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl does not keep; nothing is written back
            book: Any = load_workbook(path, read_only=True, data_only=True)
            try:
                for page in book.worksheets:
                    if page.title in (GUIDE, WORDS):
                        continue
                    if page.sheet_state != "visible":
                        remarks.append(f"“{named(file, page.title)}”是隐藏的表，没有读。要读就先取消隐藏。")
                        continue
                    reading = _Page(book, page, progress, file)
                    table = reading.table(mapping, streets, problems)
                    if table is not None:
                        tables.append(table)
                    elif reading.rows:
                        remarks.append(f"“{named(file, page.title)}”里没有找到表头，没有读。")
            finally:
                book.close()
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # whatever openpyxl raises: zip errors, XML errors, KeyError
        raise Unreadable(f"{path.name} 打不开，不像 Excel 文件（.xlsx）。请用 Excel 打开后“另存为” .xlsx 再试。") from error
    return tables, problems, remarks


def _refuse_bombs(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > MOST_BYTES:
        raise Unreadable(f"{path.name} 解开以后有 {size // 1_000_000} MB，太大，没有读。请只把要报的行复制到一张新表里再试。")


class _Parser(WorkSheetParser):
    """Reads the cells that hold something; of a formula the value that Excel kept.

    Cells of plain text, which most are, are read here: openpyxl's own way makes several objects of each.
    """

    def parse_row(self, row: Any) -> Any:
        if all(cell.get("r") for cell in row):
            row[:] = [cell for cell in row if len(cell)]
        return super().parse_row(row)

    def parse_cell(self, element: Any) -> Any:
        text = self._text(element)
        if text is not None:
            coordinate = element.get("r")
            self.col_counter = _column(coordinate.rstrip(_DIGITS)) if coordinate else self.col_counter + 1
            return {"column": self.col_counter, "value": text, "data_type": "s"}
        found = super().parse_cell(element)
        if found["value"] is None and element.find(FORMULA_TAG) is not None:
            is_empty_text = element.get("t") == "str" and element.find(VALUE_TAG) is not None
            found["data_type"] = "n" if is_empty_text else "f"
        return found

    def _text(self, element: Any) -> str | None:
        """The text of a cell that holds nothing else; None of every other cell."""
        kind = element.get("t")
        if kind not in ("s", "inlineStr") or len(element) != 1:
            return None
        (inner,) = element
        if kind == "s":
            return str(self.shared_strings[int(inner.text)]) if inner.tag == VALUE_TAG and inner.text else None
        is_plain = inner.tag == INLINE_STRING and len(inner) == 1 and inner[0].tag == _PLAIN_TEXT
        return (inner[0].text or "") if is_plain else None


class _Page:
    """One sheet: its rows that hold something, by number, its merged ranges and its hidden rows."""

    def __init__(self, book: Any, page: Any, progress: Progress, file: str) -> None:
        self.title: str = page.title
        self.file = file
        self.name = named(file, page.title)
        self.rows: dict[int, dict[int, Cell]] = {}
        with book._archive.open(page._worksheet_path) as source:
            parser = _Parser(
                source,
                page._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            for number, cells in parser.parse():
                held = {cell["column"] - 1: (cell["value"], cell["data_type"]) for cell in cells if _holds(cell)}
                if held:
                    self.rows[number] = held
                    if len(self.rows) % _EVERY == 0:
                        progress(f"{self.name}：读了 {len(self.rows)} 行……")
        self.merged = list(parser.merged_cells.mergeCell) if parser.merged_cells else []
        self.hidden = {int(n) for n, row in parser.row_dimensions.items() if row.get("hidden") in ("1", "true")}

    def table(self, mapping: Mapping[str, str], streets: Sequence[str], problems: list[Problem]) -> Table | None:
        """The sheet as a table; None where it has no headers."""
        found = headers.find([self._line(number) for number in range(1, HEADER_WITHIN + 2)], mapping, self.title)
        if found is None:
            return None
        problems += found.problems(self.name)
        table = Table(self.title, found.sheet, found, file=self.file)
        table.street = self.title if self.title in streets else ""
        table.remarks += found.remarks()
        first = found.last + 2
        for area in self.merged:
            if area.max_row >= first:
                problems.append(problem("merged-cell", Place(f"{self.name}!{area.coord}", 0)))
        numbers = sorted(number for number in self.rows if number >= first)
        problems += table.take((self._line(number), *self._row(number, found)) for number in numbers)
        hidden = sum(row.number in self.hidden for row in table.rows)
        if hidden:
            table.remarks.append(f"{self.name} 有 {hidden} 个隐藏的行，也读进来了")
        return table

    def _line(self, number: int) -> list[object]:
        held = self.rows.get(number, {})
        return [held.get(n, (None, ""))[0] for n in range(max(held, default=-1) + 1)]

    def _row(self, number: int, found: Headers) -> tuple[Row, list[Problem]]:
        held = self.rows.pop(number)  # no longer needed: a large sheet is not kept twice
        texts: dict[Column, str] = {}
        faults: list[Problem] = []
        refused: set[Column] = set()
        for n, column in found.columns.items():
            if n in held:
                place = Place(f"{self.name}!{get_column_letter(n + 1)}{number}", 0)
                text, fault = of_value(*held[n], column, place)
                if fault:
                    faults.append(fault)
                    refused.add(column)
                elif text:
                    texts[column] = text
        mark, word = (held.get(at, ("", ""))[0] if at is not None else "" for at in (found.fingerprint, found.verdict))
        return Row(number, texts, str(mark or ""), frozenset(refused), str(word or "")), faults


def _holds(cell: Mapping[str, Any]) -> bool:
    return cell["value"] is not None or cell["data_type"] == "f"
