"""What tests of Excel share: a workbook exported, edited or written anew, and what importing it would do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from members_home.excel import changes, workbooks
from members_home.excel.export import workbook
from members_home.model.load import load_site
from members_home.model.registers.register import DATA
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from trees import TODAY

STREETS = ("春晖街道", "秋实街道")


def exported(root: Path, today: dt.date = TODAY) -> Path:
    path = root.parent / "登记册.xlsx"
    workbook(root, load_site(root, today)[0]).save(path)
    return path


def planned(root: Path, path: Path, mapping: dict[str, str] | None = None, today: dt.date = TODAY) -> changes.Plan:
    """What importing the file would do, with the problems of cells and of the whole."""
    tables, problems, _ = workbooks.read(path, mapping or {}, STREETS)
    plan = changes.plan(root, load_site(root, today)[0], tables, today)
    plan.problems = sorted([*problems, *plan.problems])
    return plan


def header(page: Worksheet, name: str) -> int:
    return next(cell.column for cell in page[1] if cell.value == name)


def edit(path: Path, change: Callable[[Worksheet], None], sheet: str = "站点") -> None:
    book = load_workbook(path)
    change(book[sheet])
    book.save(path)


def put(row: int, name: str, value: object) -> Callable[[Worksheet], None]:
    def change(page: Worksheet) -> None:
        page.cell(row, header(page, name)).value = value  # type: ignore[assignment]

    return change


def written(folder: Path, *lines: Sequence[object], title: str = "站点") -> Path:
    """A workbook with one sheet, called 站点 unless told otherwise, of these lines."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = title
    for line in lines:
        page.append(list(line))
    path = folder / "表.xlsx"
    book.save(path)
    return path


def texts(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in (root / DATA).rglob("*.yml")}
