"""Writes the registers into a workbook that people can fill in without breaking anything."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..model.site import Site
from ..tables import is_like_formula
from . import register_files
from .columns import EXAMPLE, ID, SHEETS, Column, Names, Sheet, to_text
from .headers import FINGERPRINT
from .lists import Raw
from .xlsx import TEXT_FORMAT, WORDS

_HEAD = PatternFill("solid", fgColor="9F1D20")
_QUIET = Font(color="888888", italic=True)
_WIDE = {
    "名称": 26,
    "地址": 30,
    "开放时间": 44,
    "开放时间说明": 24,
    "党员接待日": 40,
    "特殊日期": 28,
    "服务": 40,
    "沿革": 28,
    "党建年检": 40,
    "设备": 22,
    "双方": 36,
}
_SPARE_ROWS = 500  # rows below the last in which lists can be chosen from as well


def workbook(root: Path, site: Site) -> Workbook:
    """All registers, one sheet each, and the lists of allowed words."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names = Names(site)
    lists = _lists(site, names)
    for sheet in SHEETS:
        records = [record for file in register_files.read(root, sheet, site.duties.samples) for record in file.records]
        _fill(book.create_sheet(sheet.title), sheet, records, names, lists)
    _words(book.create_sheet(WORDS), lists)
    return book


def _lists(site: Site, names: Names) -> dict[str, list[str]]:
    """The words to choose from, by the header of their column."""
    found: dict[str, list[str]] = {}
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.field.kind == "flag":
                found[column.header] = ["是", "否"]
            elif column.header == "区域":
                found[column.header] = [names.areas.get(area.id, area.id) for area in site.areas if area.status == "active"]
            elif column.field.kind == "choice" and not column.field.many and not column.field.fields:
                found.setdefault(f"{sheet.title}·{column.header}", names.choices(column))
    return found


def _fill(page: Worksheet, sheet: Sheet, records: list[Raw], names: Names, lists: dict[str, list[str]]) -> None:
    columns = sheet.columns
    for number, column in enumerate(columns, 1):
        head = page.cell(1, number, column.header)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), _HEAD
        head.comment = Comment(column.note or column.header, "网上党员之家", width=320, height=90)
        width = page.column_dimensions[get_column_letter(number)]
        width.width = _WIDE.get(column.header, 14)
        width.protection = Protection(locked=column.header == ID)  # of the rows below the last as well
    last = len(columns) + 1
    page.cell(1, last, FINGERPRINT)
    page.column_dimensions[get_column_letter(last)].hidden = True
    rows = [_example(columns), *([to_text(column, record, names) for column in columns] for record in records)]
    prints = ["", *(register_files.fingerprint(record) for record in records)]
    for row, (texts, mark) in enumerate(zip(rows, prints, strict=True), 2):
        for number, text in enumerate((*texts, mark), 1):
            cell = page.cell(row, number)
            put(cell, text or None)
            cell.number_format = TEXT_FORMAT
            cell.protection = Protection(locked=row == 2 or number in (1, last))
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if row == 2:
                cell.font = _QUIET
    _choices(page, sheet, columns, lists, len(rows) + 1 + _SPARE_ROWS)
    page.freeze_panes = "C2"
    _protect(page)


def put(cell: Cell | MergedCell, value: str | int | None) -> None:
    """Gives a cell its value: text is text, and what is like a formula stays so when people go into the cell and out."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl makes formulas and errors of some
        if is_like_formula(value):
            cell.number_format = TEXT_FORMAT


def _protect(page: Worksheet) -> None:
    """Ids, the example and the fingerprints cannot be typed over; everything else can be done, without a password."""
    allowed = ("formatCells", "formatColumns", "formatRows", "insertRows", "sort", "autoFilter")
    for name in allowed:
        setattr(page.protection, name, False)  # False: not forbidden
    page.protection.sheet = True


def _example(columns: tuple[Column, ...]) -> list[str]:
    return [EXAMPLE, *(column.note for column in columns[1:])]


def _choices(page: Worksheet, sheet: Sheet, columns: tuple[Column, ...], lists: dict[str, list[str]], last_row: int) -> None:
    headers = list(lists)
    for number, column in enumerate(columns, 1):
        key = column.header if column.header in lists else f"{sheet.title}·{column.header}"
        if key in lists:
            letter = get_column_letter(headers.index(key) + 1)
            rule = DataValidation(type="list", formula1=f"={WORDS}!${letter}$2:${letter}${len(lists[key]) + 1}", allow_blank=True)
            rule.error = "请从列表里选。"
            page.add_data_validation(rule)
            rule.add(f"{get_column_letter(number)}3:{get_column_letter(number)}{last_row}")


def _words(page: Worksheet, lists: dict[str, list[str]]) -> None:
    for number, (header, words) in enumerate(lists.items(), 1):
        for row, word in enumerate((header, *words), 1):
            cell = page.cell(row, number)
            put(cell, word)
            cell.number_format = TEXT_FORMAT
        page.column_dimensions[get_column_letter(number)].width = 18
