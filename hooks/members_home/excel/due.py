"""Workbooks for streets: what each must verify now, with the reason and a place for the answer beside every record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..model.annual_report import ELSEWHERE
from ..model.due import Due, due
from ..model.site import Site
from . import register_files
from .columns import SHEETS, Sheet
from .examples import Example, of_sheets
from .export import QUIET, book_of, put, put_header, share, text_style
from .lists import Raw
from .names import Names
from .verdict import CHOICES, REASON, VERDICT

ASKED_FOR = frozenset(("refers-to-closed", "successor-closed"))  # errors that a street is asked to put right in its workbook
_LEFT = (  # the columns before those of the register: header, width, note
    (REASON, 40, "导出时写的，导入时不看。"),
    (VERDICT, 12, "核对过、没有变化的，选“无变化”。改了这一行的，选“已改好”。还没有核对的，空着。"),
)
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]|[. ]$')  # of files on Windows


@dataclass(frozen=True)
class DueBook:
    """The workbook of one street, or of the district itself: the name of its file and how many records of each sheet it has."""

    name: str
    counts: Mapping[str, int]
    book: Workbook


def books(root: Path, site: Site) -> Iterator[DueBook]:
    """The workbook of every street that has something to verify, in the order of the areas; the district's own is the last."""
    by_office: dict[str, dict[str, Due]] = {area.id: {} for area in site.areas}
    by_office[""] = {}
    for one in due(site):
        by_office[one.office.id if one.office else ""][one.record.id] = one
    records = {sheet: register_files.records(root, sheet, site.duties.samples) for sheet in SHEETS}
    taken: set[str] = set()
    names, shown = Names(site), of_sheets(root, site)
    for office, found in by_office.items():
        held = {sheet: [record for record in known if record["id"] in found] for sheet, known in records.items()}
        held = {sheet: some for sheet, some in held.items() if some}
        if held:
            area = site.area_by_id.get(office) or next((area for area in site.areas if not area.parent), None)
            name = _NOT_IN_NAMES.sub("_", area.name if area else ELSEWHERE)
            if name.casefold() in taken:
                name = f"{name}-{area.id if area else office}"
            taken.add(name.casefold())
            counts = {sheet.title: len(some) for sheet, some in held.items()}
            yield DueBook(f"{name}.xlsx", counts, _book(site, names, held, found, shown))


def _book(
    site: Site, names: Names, held: Mapping[Sheet, Sequence[Raw]], found: Mapping[str, Due], shown: Mapping[str, Example]
) -> Workbook:
    book = book_of(held, site, names, shown, len(_LEFT))
    for sheet, records in held.items():
        _put_left(book[sheet.title], ["\n".join(found[record["id"]].reasons) for record in records])
    return book


def _put_left(page: Worksheet, reasons: Sequence[str]) -> None:
    locked, free, quiet = text_style(page, True), text_style(page, False), text_style(page, True, QUIET)
    for number, (header, width, note) in enumerate(_LEFT, 1):
        put_header(page.cell(1, number), header, note)
        page.column_dimensions["AB"[number - 1]].width = width
        share(quiet, page.cell(2, number, note))
    for row, reason in enumerate(reasons, 3):
        put(page.cell(row, 1), reason)
        share(locked, page.cell(row, 1))
        share(free, page.cell(row, 2))
    rule = DataValidation(type="list", formula1=f'"{",".join(CHOICES)}"', allow_blank=True)
    rule.error = "请从列表里选。"
    page.add_data_validation(rule)
    rule.add(f"B3:B{len(reasons) + 2}")
