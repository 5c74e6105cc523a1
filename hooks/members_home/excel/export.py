"""Writes the registers into a workbook that people can fill in without breaking anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.styles.cell_style import StyleArray
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
QUIET = Font(color="888888", italic=True)
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
    return book_of({sheet: register_files.records(root, sheet, site.duties.samples) for sheet in SHEETS}, site)


def book_of(records: Mapping[Sheet, Sequence[Raw]], site: Site, left: int = 0) -> Workbook:
    """These records on the sheets of their registers, with so many empty columns at the left, and the lists of allowed words."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names = Names(site)
    lists = _lists(site, names)
    for sheet, held in records.items():
        _fill(book.create_sheet(sheet.title), sheet, held, names, lists, left)
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


def _fill(page: Worksheet, sheet: Sheet, records: Sequence[Raw], names: Names, lists: dict[str, list[str]], left: int) -> None:
    columns = sheet.columns
    for number, column in enumerate(columns, left + 1):
        put_header(page.cell(1, number), column.header, column.note)
        width = page.column_dimensions[get_column_letter(number)]
        width.width = _WIDE.get(column.header, 14)
        width.protection = Protection(locked=column.header == ID)  # of the rows below the last as well
    last = left + len(columns) + 1
    page.cell(1, last, FINGERPRINT)
    page.column_dimensions[get_column_letter(last)].hidden = True
    rows = [_example(columns), *([to_text(column, record, names) for column in columns] for record in records)]
    prints = ["", *(register_files.fingerprint(record) for record in records)]
    example, locked, free = text_style(page, True, QUIET), text_style(page, True), text_style(page, False)
    for row, (texts, mark) in enumerate(zip(rows, prints, strict=True), 2):
        for number, text in enumerate((*texts, mark), left + 1):
            cell = page.cell(row, number)
            put(cell, text or None)
            share(example if row == 2 else locked if number in (left + 1, last) else free, cell)
    _choices(page, sheet, columns, lists, len(rows) + 1 + _SPARE_ROWS, left)
    page.freeze_panes = f"{get_column_letter(left + 3)}2"
    _protect(page)


def text_style(page: Worksheet, locked: bool, font: Font | None = None) -> StyleArray:
    """The style of a cell of text, which all cells alike share: a style for each takes half the time and memory of an export."""
    cell: Any = Cell(page, 1, 1)
    cell.number_format = TEXT_FORMAT
    cell.protection = Protection(locked=locked)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if font is not None:
        cell.font = font
    style: StyleArray = cell._style
    return style


def share(style: StyleArray, *cells: Any) -> None:
    """Gives cells one style, which must not be changed afterwards."""
    for cell in cells:
        cell._style = style


def put_header(cell: Cell | MergedCell, word: str, note: str) -> None:
    """Gives a cell the look of a header, and what people read who point at it."""
    cell.value = word
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
    cell.comment = Comment(note or word, "网上党员之家", width=320, height=90)


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


def _choices(page: Worksheet, sheet: Sheet, columns: tuple[Column, ...], lists: dict[str, list[str]], last_row: int, left: int) -> None:
    headers = list(lists)
    for number, column in enumerate(columns, left + 1):
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
