"""Reads workbooks and CSV into rows of text, and names every cell that cannot be trusted."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..problems import Place, Problem, problem
from .columns import EXAMPLE, SHEETS, Column, Sheet
from .export import FINGERPRINT, WORDS

HEADER_WITHIN = 10  # rows in which the headers are looked for: above them people write titles
FEWEST_HEADERS = 2  # that make a row the row of headers
_DIGITS_KEPT = 15  # of a number; Excel rounds the rest
_NUMERIC = ("whole", "number")


@dataclass(frozen=True)
class Row:
    """One row: its number, the texts by column that are not empty, the fingerprint, and where its area comes from."""

    number: int
    texts: Mapping[Column, str]
    fingerprint: str = ""


@dataclass
class Table:
    """One sheet as read: which register it is, its rows, the headers as they were understood, and remarks for people."""

    title: str
    sheet: Sheet
    letters: Mapping[Column, str]
    rows: list[Row] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    street: str = ""

    def cell(self, row: int, column: Column | None) -> str:
        """The name of a cell as people know it: 站点!D14"""
        return f"{self.title}!{self.letters.get(column, 'A') if column else 'A'}{row}"


class Unreadable(Exception):
    """A file that is no table; the message is for people."""


def read(path: Path, mapping: Mapping[str, str], streets: Sequence[str]) -> tuple[list[Table], list[Problem]]:
    """The tables of a file, with the problems of its cells. `mapping` gives our header for one of theirs.

    Sheets called like one of `streets` hold that street's stations.
    """
    if path.suffix.lower() == ".csv":
        return _of_csv(path, mapping)
    try:
        typed = load_workbook(path)
        shown = load_workbook(path, data_only=True)
    except Exception as error:  # whatever openpyxl raises: zip errors, XML errors, KeyError
        raise Unreadable(f"{path.name} 打不开，不像 Excel 文件（.xlsx）。请用 Excel 打开后“另存为” .xlsx 再试。") from error
    tables: list[Table] = []
    problems: list[Problem] = []
    for page in typed.worksheets:
        if page.title != WORDS and page.sheet_state == "visible":
            table, found = _of_page(page, shown[page.title], mapping, streets)
            tables += [table] if table else []
            problems += found
    return tables, problems


def decoded(data: bytes) -> str:
    """Text as Excel and Notepad save it in China: UTF-8, else GB18030. Raises UnicodeDecodeError where it is neither."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _of_csv(path: Path, mapping: Mapping[str, str]) -> tuple[list[Table], list[Problem]]:
    try:
        text = decoded(path.read_bytes())
    except UnicodeDecodeError:
        return [], [problem("not-gb18030-nor-utf8", Place(path.name, 0))]
    lines = list(csv.reader(io.StringIO(text)))
    found = _header(lines, mapping)
    if found is None:
        raise Unreadable(f"{path.name} 里没有找到表头。第一行请写“编号”“名称”这样的列名。")
    at, sheet, columns = found
    problems = list(_unknown(path.stem, at + 1, lines[at], columns))
    table = Table(path.stem, sheet, {column: get_column_letter(n + 1) for n, column in columns.items()})
    for number, line in enumerate(lines[at + 1 :], at + 2):
        texts = {column: line[n].strip() for n, column in columns.items() if n < len(line) and line[n].strip()}
        if texts and next(iter(texts.values())) != EXAMPLE:
            table.rows.append(Row(number, texts))
    return [table], problems


def _header(lines: Sequence[Sequence[object]], mapping: Mapping[str, str]) -> tuple[int, Sheet, dict[int, Column]] | None:
    """The row of headers, the register they belong to, and the column of each; the register with the most headers wins."""
    best: tuple[int, Sheet, dict[int, Column]] | None = None
    for at, line in enumerate(lines[:HEADER_WITHIN]):
        words = [str(one or "").strip() for one in line]
        for sheet in SHEETS:
            by_header = {column.header: column for column in sheet.columns}
            columns = {n: by_header[mapping.get(word, word)] for n, word in enumerate(words) if mapping.get(word, word) in by_header}
            if len(columns) >= FEWEST_HEADERS and (best is None or len(columns) > len(best[2])):
                best = at, sheet, columns
    return best


def _unknown(title: str, row: int, line: Sequence[object], columns: Mapping[int, Column]) -> Iterator[Problem]:
    for n, word in enumerate(line):
        text = str(word or "").strip()
        if text and n not in columns and text != FINGERPRINT:
            yield problem("unknown-header", Place(f"{title}!{get_column_letter(n + 1)}{row}", 0), value=text)


def _of_page(page: Worksheet, shown: Worksheet, mapping: Mapping[str, str], streets: Sequence[str]) -> tuple[Table | None, list[Problem]]:
    grid = [[cell.value for cell in row] for row in page.iter_rows(max_row=HEADER_WITHIN)]
    found = _header(grid, mapping)
    if found is None:
        return None, []
    at, sheet, columns = found
    own = next((one for one in SHEETS if one.title == page.title), None)
    if own is not None and own is not sheet:
        by_header = {column.header: column for column in own.columns}
        words = [str(one or "").strip() for one in grid[at]]
        sheet, columns = own, {n: by_header[mapping.get(w, w)] for n, w in enumerate(words) if mapping.get(w, w) in by_header}
    problems = list(_unknown(page.title, at + 1, grid[at], columns))
    table = Table(page.title, sheet, {column: get_column_letter(n + 1) for n, column in columns.items()})
    table.street = page.title if page.title in streets else ""
    for area in page.merged_cells.ranges:
        if area.max_row > at + 1:
            problems.append(problem("merged-cell", Place(f"{page.title}!{area.coord}", 0)))
    prints = next((n for n, word in enumerate(grid[at]) if word == FINGERPRINT), None)
    hidden = 0
    for number, row in enumerate(page.iter_rows(min_row=at + 2), at + 2):
        texts: dict[Column, str] = {}
        for n, column in columns.items():
            text, fault = _text(row[n], shown.cell(number, n + 1).value, column, f"{page.title}!{get_column_letter(n + 1)}{number}")
            if fault:
                problems.append(fault)
            elif text:
                texts[column] = text
        if texts and next(iter(texts.values())) != EXAMPLE:
            mark = str(row[prints].value or "") if prints is not None else ""
            table.rows.append(Row(number, texts, mark))
            hidden += bool(page.row_dimensions[number].hidden)
    if hidden:
        table.remarks.append(f"{page.title} 有 {hidden} 个隐藏的行，也读进来了")
    return table, problems


def _text(cell: Cell | MergedCell, shown: object, column: Column, name: str) -> tuple[str, Problem | None]:
    """The text of a cell, or why it cannot be trusted."""
    value: object = cell.value
    place = Place(name, 0)
    if isinstance(value, str) and value.startswith("=") and cell.data_type == "f":
        if shown is None:
            return "", problem("formula-without-value", place, field=column.header)
        value = shown
    if value is None:
        return "", None
    if isinstance(value, bool):
        return ("是" if value else "否"), None
    if isinstance(value, dt.datetime | dt.date):
        if column.field.kind == "date":
            return value.strftime("%Y-%m-%d"), None
        return "", problem("date-as-number", place, field=column.header, value=value.strftime("%Y-%m-%d"))
    if isinstance(value, dt.time):
        return value.strftime("%H:%M"), None
    if isinstance(value, int | float):
        return _number(value, column, place)
    return re.sub(r"[ \t]+", " ", str(value)).strip(), None


def _number(value: float, column: Column, place: Place) -> tuple[str, Problem | None]:
    text = str(int(value)) if value == int(value) else repr(value)
    if len(re.sub("[^0-9]", "", text)) > _DIGITS_KEPT:
        return "", problem("long-number-rounded", place, field=column.header)
    if column.field.kind in _NUMERIC:
        return text, None
    if column.field.kind == "date":
        return "", problem("date-as-number", place, field=column.header, value=text)
    return "", problem("number-where-text", place, field=column.header, value=text)
