"""A sheet as read: its rows, its columns as they were understood, and what people are told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.utils import get_column_letter

from ..problems import Problem
from .columns import EXAMPLE, ID, Column, Sheet
from .headers import Headers, Line, foot

TEXTS = (".csv", ".tsv", ".txt")  # how the names of text files end
MANY_ROWS = 1000  # for which people are told what is going on
Progress = Callable[[str], None]  # is told how far a long import has come


def silently(words: str) -> None:
    """Tells nobody."""


class Unreadable(Exception):
    """A file that is no table; the message is for people."""


@dataclass(frozen=True)
class Row:
    """One row: its number, the texts by column that are not empty, the fingerprint, and the columns refused in reading.

    `verdict` is what a clerk says of a row that must be verified.
    """

    number: int
    texts: Mapping[Column, str]
    fingerprint: str = ""
    refused: frozenset[Column] = frozenset()
    verdict: str = ""


@dataclass
class Table:
    """One sheet as read: which register it is, its rows, the headers as they were understood, and remarks for people.

    `examples` are the rows that say that they are one.
    """

    title: str
    sheet: Sheet
    headers: Headers
    rows: list[Row] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    street: str = ""
    mark: str = ""  # between the cells of a text file
    file: str = ""  # where several are imported at once
    examples: list[Row] = field(default_factory=list)

    def take(self, rows: Iterable[tuple[Line, Row, list[Problem]]]) -> list[Problem]:
        """Keeps the rows that are records, each given with all its cells, and says which others were passed over; their faults."""
        problems: list[Problem] = []
        passed: dict[str, list[str]] = {}
        for line, row, faults in rows:
            is_named = any(column.header == ID for column in row.texts)
            word = "表头" if self.headers.is_repeated(line) else "" if is_named else foot(line)
            if word:
                passed.setdefault(word, []).append(str(row.number))
            elif next(iter(row.texts.values()), "") == EXAMPLE:
                self.examples.append(row)
            elif row.texts or row.refused:
                self.rows.append(row)
                problems += faults
        self.remarks += [f"没有读第 {'、'.join(numbers)} 行“{word}”" for word, numbers in passed.items()]
        return problems

    @property
    def name(self) -> str:
        """What people call the sheet, with its file where there are several."""
        return named(self.file, self.title)

    @property
    def letters(self) -> dict[Column, str]:
        return {column: get_column_letter(n + 1) for n, column in self.headers.columns.items()}

    @property
    def verdict_letter(self) -> str:
        """The column of verdicts; "" where the sheet has none."""
        return "" if self.headers.verdict is None else get_column_letter(self.headers.verdict + 1)

    def cell(self, row: int, column: Column | None) -> str:
        """The name of a cell as people know it: 站点!D14; of the row's number where the sheet has no such column."""
        by_column = self.headers.by_column
        at = by_column.get(column) if column else None
        if at is None:
            at = next((n for known, n in by_column.items() if known.header == ID), 0)
        return f"{self.name}!{get_column_letter(at + 1)}{row}"


def named(file: str, title: str) -> str:
    """A sheet with its file where there are several: 春晖.xlsx 站点; a text file is its only sheet."""
    return file if Path(file).stem == title and Path(file).suffix.lower() in TEXTS else f"{file} {title}".strip()
