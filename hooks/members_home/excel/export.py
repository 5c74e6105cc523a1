"""Writes the registers into a workbook that people can fill in without breaking anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..model.registers import AREAS
from ..model.site import Site
from ..tables import is_like_formula
from . import examples, guide, register_files
from .area_ids import AreaIds
from .columns import EXAMPLE, ID, SHEETS, Sheet, titles_of, to_text
from .headers import FINGERPRINT
from .lists import Raw
from .names import Names
from .xlsx import GUIDE, TEXT_FORMAT, WORDS

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
    "资料": 22,
    "双方": 36,
}
_MOST_ROWS = 20000  # of a sheet whose names can be chosen on others
_SPARE_ROWS = 500  # rows below the last in which lists can be chosen from as well


def workbook(root: Path, site: Site, names: Names | None = None, *, blank: bool = False) -> Workbook:
    """All registers, one sheet each, and the lists of allowed words.

    A blank one says how to fill it in, and has no records but the areas that stand already, to choose from. `names` are the names of the
    records, where the site holds them no longer.
    """
    held = [sheet for sheet in SHEETS if not blank or sheet.register.name == "areas"]
    records = {sheet: register_files.records(root, sheet, site.duties.samples) if sheet in held else [] for sheet in SHEETS}
    shown = examples.of_sheets(root, site)
    book = book_of(records, site, names or Names(site), shown)
    if blank:
        guide.fill(book.create_sheet(GUIDE, 0), shown)
    return book


def book_of(
    records: Mapping[Sheet, Sequence[Raw]], site: Site, names: Names, shown: Mapping[str, examples.Example], left: int = 0
) -> Workbook:
    """These records on the sheets of their registers, with so many empty columns at the left, and the lists of allowed words."""
    book = Workbook()
    book.remove(book.worksheets[0])
    ids = AreaIds(site)
    lists = _lists(names)
    titles = [sheet.title for sheet in records] if not left else []  # on whose sheets the names can be chosen
    if AREAS.sheet not in titles:
        lists[AREAS.sheet] = names.in_use(AREAS.name)
    for sheet, held in records.items():
        page = book.create_sheet(sheet.title)
        _fill(page, sheet, held, names, shown[sheet.title], ids, left)
        _choices(page, sheet, lists, titles, len(held) + 2 + _SPARE_ROWS, left)
    _words(book.create_sheet(WORDS), lists)
    return book


def _lists(names: Names) -> dict[str, list[str]]:
    """The words to choose from, by the header of their column."""
    found: dict[str, list[str]] = {}
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.field.kind == "flag":
                found[column.header] = ["是", "否"]
            elif column.field.kind == "choice" and not column.field.many and not column.field.fields:
                found.setdefault(f"{sheet.title}·{column.header}", names.choices(column))
    return found


def _fill(page: Worksheet, sheet: Sheet, records: Sequence[Raw], names: Names, example: examples.Example, ids: AreaIds, left: int) -> None:
    columns = sheet.columns
    for number, column in enumerate(columns, left + 1):
        put_header(page.cell(1, number), column.header, column.note)
        width = page.column_dimensions[get_column_letter(number)]
        width.width = _WIDE.get(column.header, 14)
        width.protection = Protection(locked=column.header == ID and bool(sheet.register.prefix))  # of rows below the last too
    last = left + len(columns) + 1
    page.cell(1, last, FINGERPRINT)
    page.column_dimensions[get_column_letter(last)].hidden = True
    rows = [
        [EXAMPLE, *(example.get(column, "") for column in columns[1:])],
        *([to_text(column, record, names) for column in columns] for record in records),
    ]
    prints = ["", *(register_files.fingerprint(record) for record in records)]
    quiet, locked, free = text_style(page, True, QUIET), text_style(page, True), text_style(page, False)
    for row, (texts, mark) in enumerate(zip(rows, prints, strict=True), 2):
        for number, text in enumerate((*texts, mark), left + 1):
            cell = page.cell(row, number)
            put(cell, text or None)
            is_fixed = number == last or (number == left + 1 and (bool(sheet.register.prefix) or ids.is_published(text)))
            share(quiet if row == 2 else locked if is_fixed else free, cell)
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
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), guide.HEAD
    cell.comment = Comment(note or word, "网上党员之家", width=320, height=90)


def put(cell: Cell | MergedCell, value: str | int | None) -> None:
    """Gives a cell its value: text is text, and what is like a formula stays so when people go into the cell and out."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl makes formulas and errors of some
        if is_like_formula(value):
            cell.number_format = TEXT_FORMAT


def _protect(page: Worksheet) -> None:
    """Ids that stand for ever, the example and the fingerprints cannot be typed over; everything else can be done, without a password."""
    allowed = ("formatCells", "formatColumns", "formatRows", "insertRows", "sort", "autoFilter")
    for name in allowed:
        setattr(page.protection, name, False)  # False: not forbidden
    page.protection.sheet = True


def _choices(page: Worksheet, sheet: Sheet, lists: Mapping[str, Sequence[str]], titles: Sequence[str], last_row: int, left: int) -> None:
    """Lists to choose from, of the words of the site or of the names on another sheet of the book."""
    headers = list(lists)
    for number, column in enumerate(sheet.columns, left + 1):
        key = column.header if column.header in lists else f"{sheet.title}·{column.header}"
        if lists.get(key):
            letter = get_column_letter(headers.index(key) + 1)
            rule = DataValidation(type="list", formula1=f"{WORDS}!${letter}$2:${letter}${len(lists[key]) + 1}", allow_blank=True)
            rule.error = "请从列表里选。"
        elif len(column.field.refers) == 1 and not column.field.means and titles_of(column.field) in titles:
            rule = _names_of(next(other for other in SHEETS if other.register.name == column.field.refers[0]))
        else:
            continue
        page.add_data_validation(rule)
        rule.add(f"{get_column_letter(number)}3:{get_column_letter(number)}{last_row}")


def _names_of(sheet: Sheet) -> DataValidation:
    """The names on a sheet, those among them that are typed just now; other words are asked about and then taken."""
    letter = get_column_letter(next(n for n, column in enumerate(sheet.columns, 1) if column.path == ("name",)))
    first = f"{sheet.title}!${letter}$3"
    names = f"COUNTA({first}:${letter}${_MOST_ROWS})"
    rule = DataValidation(type="list", formula1=f"OFFSET({first},0,0,MAX(1,{names}),1)", allow_blank=True, errorStyle="warning")
    rule.error = f"“{sheet.title}”这张表里没有这个名称。新的请先填在那张表里；同名的写成“春晖街道 · 清河社区”这样。"
    return rule


def _words(page: Worksheet, lists: dict[str, list[str]]) -> None:
    for number, (header, words) in enumerate(lists.items(), 1):
        for row, word in enumerate((header, *words), 1):
            cell = page.cell(row, number)
            put(cell, word)
            cell.number_format = TEXT_FORMAT
        page.column_dimensions[get_column_letter(number)].width = 18
