"""Tables for Excel: what would be calculated is text, in CSV and in workbooks."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import excel_commands
import pytest
from members_home.checks import check_tree
from members_home.excel.export import workbook
from members_home.model.load import load_site
from members_home.model.site import Site
from members_home.pages import directory_files, files
from members_home.tables import csv_text, guarded, is_like_formula
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from trees import TODAY, TREE, apply, copy_tree

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    '=HYPERLINK("https://evil.example","a")',
    "=",
    "-",
]
TEXTS = ["", "1+1", "a=b", "'=1", "党员", "“=1”", "1-2", "a\n=1"]


def cells(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def calculated(rows: list[list[str]]) -> list[str]:
    return [cell for row in rows for cell in row if is_like_formula(cell)]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_a_text_in_csv(text: str) -> None:
    assert is_like_formula(text)
    assert cells(csv_text([["a", text]])) == [["a", "'" + text]]


@pytest.mark.parametrize("text", TEXTS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert cells(csv_text([["a", text]])) == [["a", text]]


def test_numbers_stay_numbers() -> None:
    assert csv_text([[-3, -1.5, 0, None]]) == "\ufeff-3,-1.5,0,\r\n"


@pytest.fixture(scope="module")
def site() -> Site:
    return check_tree(TREE, TODAY, "https://example.cn/")[0]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_published_table_has_a_formula(site: Site, text: str) -> None:
    hostile = replace(
        site,
        areas=tuple(replace(area, name=text) for area in site.areas),
        stations=tuple(replace(one, name=text, address=text, services=(text,)) for one in site.stations),
        services=tuple(replace(one, name=text, bring=(text, text), basis=(text,)) for one in site.services),
        lessons=tuple(replace(lesson, title=text) for lesson in site.lessons),
    )
    published = {**dict(files(hostile)), **dict(directory_files(hostile))}
    tables = {address: cells(content) for address, content in published.items() if address.endswith(".csv")}
    assert set(tables) == {"/course/sms.csv", "/data/areas.csv", "/data/stations.csv", "/data/services.csv"}
    for rows in tables.values():
        assert calculated(rows) == []
        assert guarded(text) in rows[1]


def is_formula(cell: Cell | MergedCell) -> bool:
    return cell.data_type == "f" or (is_like_formula(str(cell.value or "")) and cell.number_format != "@")


def test_no_workbook_has_a_formula(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    apply(
        {
            "replace": {
                "docs/_data/areas.yml": [["name: 春晖街道", 'name: "=1+1"'], ["name: 青禾社区", 'name: "@x"']],
                "docs/_data/stations/chunhui.yml": [
                    ["address: 春晖街道春晖路1号（虚构）", 'address: "+1"'],
                    ["role: 党建办", 'role: "-1"'],
                ],
                "docs/_data/vocabulary.yml": [["每月, 每季", '每月, 每季, "=2+2"'], ["工会, 共青团", '工会, "#N/A", "=3"']],
                "docs/_data/services.yml": [["name: 维权咨询", 'name: "=cmd"']],
            }
        },
        root,
    )
    export, report = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    workbook(root, load_site(root, TODAY)[0]).save(export)
    assert excel_commands.report(argparse.Namespace(file=report, year=2025), root, dt.date(2026, 11, 1)) == 0
    found = set()
    for path in (export, report):
        for page in load_workbook(path).worksheets:
            for row in page.iter_rows():
                assert not [cell.coordinate for cell in row if is_formula(cell)], page.title
                found |= {cell.value for cell in row}
    assert {"=1+1", "@x", "+1", "-1", "=2+2", "由=3覆盖", "流动党员登记、=cmd"} <= found
