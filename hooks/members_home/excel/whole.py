"""What the checks find wrong with the whole tree as an import would leave it, told by cell and in the words of the sheet."""

from __future__ import annotations

import bisect
import datetime as dt
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..checks import check_tree
from ..model.registers.register import DATA
from ..problems import Place, Problem
from ..source.rendering import Renderer
from .columns import SHEETS, Column, Sheet
from .plan import Plan

_START = re.compile(r"^- \{?id: ([a-z][a-z0-9-]*)(?:.*\bname: ([^,}\n]+)|.*\n(?:  .*\n)*?  name: (.+))?", re.M)
_WORD = re.compile(r"“[^”]*”|(?<![a-z/_.-])[a-z]+(?:_[a-z]+)*(?:\.yml)?(?: ?: ?true)?(?![a-z/_.-])")


def faults(root: Path, made: Plan, before: Sequence[Problem], today: dt.date, renderer: Renderer | None) -> Iterator[Problem]:
    """What is wrong with the tree as it would be, and was not before; by cell where a cell made it.

    Nothing is told of cells that were refused.
    """
    standing = _Records(root)
    known = {standing.key(fault) for fault in before}
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in ("docs", "lessons"):
            shutil.copytree(root / name, tree / name, symlinks=True)
        for path, text in made.texts.items():
            (tree / path).parent.mkdir(parents=True, exist_ok=True)
            (tree / path).write_text(text, encoding="utf-8", newline="\n")
        found = check_tree(tree, today, renderer=renderer)[1]
        records = _Records(tree)
        for fault in found:
            if records.key(fault) in known:
                continue
            yield from _by_cell(fault, *records.at(fault), made)


class _Records:
    """Which record stands on a line of a register's file."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._starts: dict[str, tuple[list[int], list[tuple[str, str]]]] = {}

    def key(self, fault: Problem) -> tuple[str, str, str]:
        """What a fault of one record has in common before and after, on whatever line it stands."""
        return fault.rule, self.at(fault)[0] or fault.place.path, fault.message

    def at(self, fault: Problem) -> tuple[str, str]:
        """The id and the name of the record of which a problem speaks; "" for both where it is none of a register's."""
        path = fault.place.path
        if not (path.startswith(DATA) and path.endswith(".yml") and (self._root / path).exists()):
            return "", ""
        if path not in self._starts:
            text = (self._root / path).read_text(encoding="utf-8")
            lines, names, line, last = [], [], 1, 0
            for match in _START.finditer(text):
                line += text.count("\n", last, match.start())
                last = match.start()
                lines.append(line)
                names.append((match[1], (match[2] or match[3] or match[1]).strip().strip('"')))
            self._starts[path] = lines, names
        lines, names = self._starts[path]
        index = bisect.bisect(lines, fault.place.line) - 1
        return names[index] if index >= 0 else ("", "")


def _by_cell(fault: Problem, number: str, name: str, made: Plan) -> Iterator[Problem]:
    sheet = next((sheet for sheet in SHEETS if fault.place.path.startswith(tuple(sheet.register.places(True)))), None)
    if sheet is None or not number:
        yield fault
        return
    column = _column(fault, sheet)
    header = column.header if column else in_words(fault.label, sheet)
    place = f"{sheet.title}“{name}”（{number}）"
    if number in made.rows:
        table, row = made.rows[number]
        if any((table.name, row, other) in made.refused for other in _beside(column, sheet)):
            return
        place = table.cell(row, column)
    yield Problem(Place(place, 0), fault.rule, in_words(fault.message, sheet), header, "", fault.warns)


def _column(fault: Problem, sheet: Sheet) -> Column | None:
    keys = fault.field.split(".")
    exact = next((column for column in sheet.columns if list(column.path) == keys), None)
    return exact or next((column for column in sheet.columns if column.path[0] == keys[0]), None)


def _beside(column: Column | None, sheet: Sheet) -> list[Column]:
    """The column, and those that stand with it in one map of a record, of which the first is named where all are missing."""
    return [other for other in sheet.columns if column is not None and other.path[0] == column.path[0]]


def in_words(message: str, sheet: Sheet) -> str:
    """The message with the headers of columns for keys, and with the words of the sheet for codes; quotes stay as they are."""
    words = {"areas.yml": "“区域”一列", "closed: true": "闭馆"}
    for shown in (sheet, *SHEETS):
        for column in shown.columns:
            words.setdefault(column.path[-1], f"“{column.header}”一列")
            for code, word in column.field.words.items():
                words.setdefault(code, f"“{word}”")
    said = _WORD.sub(lambda match: words.get(match[0], match[0]), message)
    return re.sub("(?<=[\u4e00-\u9fff]) (?=“)|(?<=”) (?=[\u4e00-\u9fff])", "", said)
