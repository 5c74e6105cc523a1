"""Reads tables saved as text: CSV, with commas, tabs or semicolons between the cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from openpyxl.utils import get_column_letter

from ..problems import Place, Problem, problem
from ..source.files import decoded
from . import headers
from .cells import of_text
from .columns import Column
from .headers import HEADER_WITHIN, Headers
from .table import Row, Table, Unreadable

MARKS = ",\t;"  # between cells


def read(path: Path, mapping: Mapping[str, str]) -> tuple[list[Table], list[Problem], list[str]]:
    """The table of a text file, with the problems of its cells."""
    try:
        text = decoded(path.read_bytes())
    except UnicodeDecodeError:
        return [], [problem("not-gb18030-nor-utf8", Place(path.name, 0))], []
    mark, found = _headers(text, mapping)
    lines, broken = _lines(text, mark)
    if found is None:
        if broken:
            return [], [problem("stray-quote", Place(f"{path.name} 第 {broken} 行", 0))], []
        raise Unreadable(f"{path.name} 里没有找到表头。第一行请写“编号”“名称”这样的列名。")
    problems = list(found.problems(path.stem))
    if broken:
        problems.append(problem("stray-quote", Place(f"{path.name} 第 {broken} 行", 0)))
    table = Table(path.stem, found.sheet, found, mark=mark)
    table.remarks += found.remarks()
    rows = enumerate(lines[found.last + 1 :], found.last + 2)
    problems += table.take((line, *_row(path.stem, number, line, found)) for number, line in rows)
    return [table], problems, []


def cells(path: Path, mark: str) -> list[list[str]]:
    """The cells of a text file line by line, with this mark between them."""
    return _lines(decoded(path.read_bytes()), mark)[0]


def _headers(text: str, mapping: Mapping[str, str]) -> tuple[str, Headers | None]:
    """The mark between the cells and the headers: the mark with which the most headers are found."""
    first = "\n".join(text.splitlines()[: 2 * HEADER_WITHIN])
    best: tuple[str, Headers | None] = (MARKS[0], None)
    for mark in MARKS:
        lines, _ = _lines(first, mark)
        found = headers.find(lines[: HEADER_WITHIN + 1], mapping)
        if found is not None and (best[1] is None or len(found.columns) > len(best[1].columns)):
            best = mark, found
    return best


def _lines(text: str, mark: str) -> tuple[list[list[str]], int]:
    """The cells line by line, and the line of the file at which a quotation mark opens that nobody closes; 0 where all is well."""
    lines: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    before = 0
    try:
        for line in reader:
            lines.append(line)
            before = reader.line_num
    except csv.Error:
        return lines, before + 1
    return lines, 0


def _row(title: str, number: int, line: list[str], found: Headers) -> tuple[Row, list[Problem]]:
    texts: dict[Column, str] = {}
    faults: list[Problem] = []
    refused: set[Column] = set()
    for n, column in found.columns.items():
        if n < len(line) and line[n].strip():
            text, fault = of_text(line[n], column, Place(f"{title}!{get_column_letter(n + 1)}{number}", 0))
            if fault:
                faults.append(fault)
                refused.add(column)
            elif text:
                texts[column] = text
    at = found.fingerprint
    mark = line[at].strip() if at is not None and at < len(line) else ""
    return Row(number, texts, mark, frozenset(refused)), faults
