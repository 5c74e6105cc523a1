"""What one cell says: read as text, understood in words, or named where it cannot be trusted."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import pytest
from excel_sheets import STREETS, edit, exported, planned, put, written
from members_home.excel import workbooks
from members_home.excel.columns import CLEAR
from members_home.excel.headers import FINGERPRINT
from trees import copy_tree


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copy_tree(tmp_path)


WITHIN = 10  # rows in which the headers must stand
HEADERS: list[object] = ["编号", "名称"]
STATION: list[object] = ["st-900002", "青禾社区流动党员服务站"]


@pytest.mark.parametrize(
    ("header_", "value", "text"),
    [
        ("地址", "  甲 \t 乙 ", "甲 乙"),
        ("地址", None, None),
        ("地址", True, "是"),
        ("核实日期", dt.date(2026, 10, 1), "2026-10-01"),
        ("核实日期", dt.datetime(2026, 10, 1, 9, 30), "2026-10-01"),
        ("办公室", dt.time(9, 5), "09:05"),
        ("可预约", False, "否"),
        ("座位数", 40, "40"),
        ("座位数", 40.0, "40"),
        ("经度", 116.25, "116.25"),
        ("经度", 123456789012345, "123456789012345"),
    ],
)
def test_a_cell_is_read_as_text(header_: str, value: object, text: str | None, tmp_path: Path) -> None:
    tables, problems, _ = workbooks.read(written(tmp_path, [*HEADERS, header_], [*STATION, value]), {}, STREETS)
    assert problems == []
    assert {column.header: found for column, found in tables[0].rows[0].texts.items()}.get(header_) == text


@pytest.mark.parametrize(
    ("header_", "value", "message"),
    [
        ("地址", 12.5, "number-where-text 地址：“12.5”是数字格式"),
        ("编号", 900002, "number-where-text 编号：“900002”是数字格式"),
        ("地址", 123456789012345, "number-where-text 地址：“123********2345”是数字格式"),
        ("地址", 1234567890123456, "long-number-rounded 地址：这个数太长"),
        ("经度", 1234567890123456, "long-number-rounded 经度：这个数太长"),
        ("核实日期", 1234567890123456, "long-number-rounded 核实日期：这个数太长"),
        ("经度", 116.1234567890123, "long-number-rounded 经度：这个数太长"),
        ("核实日期", 46300.5, "date-as-number 核实日期：“46300.5”不是写成文字的日期"),
        ("地址", dt.date(2026, 10, 1), "date-as-number 地址：“2026-10-01”不是写成文字的日期"),
        ("开放时间", dt.datetime(2026, 9, 17, 9, 0), "date-as-number 开放时间：“2026-09-17”不是写成文字的日期"),
        ("核实日期", "=TODAY()", "formula-without-value 核实日期：这里是公式"),
    ],
)
def test_a_cell_that_cannot_be_trusted_is_named(header_: str, value: object, message: str, tmp_path: Path) -> None:
    _, problems, _ = workbooks.read(written(tmp_path, ["名称", "状态", header_], ["青禾社区流动党员服务站", "开放", value]), {}, STREETS)
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"站点!C2: error {message}")


def test_a_formula_counts_as_the_value_that_excel_kept(tmp_path: Path) -> None:
    path, kept = written(tmp_path, [*HEADERS, "座位数"], [*STATION, "=30+10"]), tmp_path / "算好.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"</f><v ?/>|</f><v></v>", b"</f><v>40</v>", old.read(name)))
    tables, problems, _ = workbooks.read(kept, {}, STREETS)
    assert problems == []
    assert [*tables[0].rows[0].texts.values()][-1] == "40"


def test_only_cells_of_records_may_not_be_merged(tmp_path: Path) -> None:
    path = written(tmp_path, ["2026 年站点表"], [*HEADERS, "地址"], [*STATION, "甲"], [*STATION, "乙"])
    edit(path, lambda page: page.merge_cells("A1:C1"))
    edit(path, lambda page: page.merge_cells("D2:E2"))
    assert workbooks.read(path, {}, STREETS)[1] == []
    edit(path, lambda page: page.merge_cells("D2:D3"))
    edit(path, lambda page: page.merge_cells("C3:C4"))
    assert {one.place.path for one in workbooks.read(path, {}, STREETS)[1]} == {"站点!D2:D3", "站点!C3:C4"}


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_each_header_that_is_not_known_is_named(kind: str, tmp_path: Path) -> None:
    lines: list[list[object]] = [
        ["站点表"],
        ["编号", "详细地址", "", "名称", "现场电话", FINGERPRINT],
        ["st-900002", "甲", "", "乙", "丙", ""],
    ]
    path = tmp_path / "站点.csv"
    if kind == "csv":
        path.write_text("\n".join(",".join(map(str, line)) for line in lines), encoding="utf-8")
    else:
        path = written(tmp_path, *lines)
    known = {"现场电话": "办公电话"}
    assert [str(one).split(" 不")[0] for one in workbooks.read(path, known, STREETS)[1]] == ["站点!B2: error unknown-header"]
    assert [one.place.path for one in workbooks.read(path, {}, STREETS)[1]] == ["站点!B2", "站点!E2"]


def test_headers_stand_in_the_first_rows_and_are_two_or_more(tmp_path: Path) -> None:
    above: list[list[object]] = [["说明"]] * (WITHIN - 1)
    assert len(workbooks.read(written(tmp_path, *above, HEADERS, STATION), {}, STREETS)[0]) == 1
    assert workbooks.read(written(tmp_path, *above, ["再说明"], HEADERS, STATION), {}, STREETS) == (
        [],
        [],
        ["“站点”里没有找到表头，没有读。"],
    )
    assert workbooks.read(written(tmp_path, ["编号", "别的"], STATION), {}, STREETS) == ([], [], ["“站点”里没有找到表头，没有读。"])


NOT_UNDERSTOOD = {
    "党员接待日": ("看情况", "“看情况”看不懂，请写成“每月第一个周三 14:00–16:00（遇节假日顺延）”这样。"),
    "特殊日期": ("2026-12-31 不开", "“2026-12-31 不开”看不懂，请写成“2026-12-31 闭馆（盘点）”或“2026-12-31 09:00–12:00（活动）”"),
    "沿革": ("2024-03-01 设立；2026年迁址", "“2026年迁址”看不懂，请写成“2024-03-01 设立”"),
}


@pytest.mark.parametrize("header_", NOT_UNDERSTOOD)
def test_words_that_are_not_understood_are_quoted(header_: str, tree: Path, tmp_path: Path) -> None:
    words, message = NOT_UNDERSTOOD[header_]
    (found,) = planned(tree, written(tmp_path, [*HEADERS, header_], [*STATION, words])).problems
    assert str(found).startswith(f"站点!C2: error cell-not-understood {header_}：{message}")


@pytest.mark.parametrize(
    ("words", "is_read"),
    [
        ("2026-12-31 闭馆（盘点）", True),
        ("2026-12-31 闭馆(盘点)；2026-12-30 09:00-12:00（活动）", True),
        ("2026-12-31 闭馆", False),
        ("2026-12-31 闭馆（盘点", False),
        ("2026-12-31 半天（盘点）", False),
    ],
)
def test_special_days_need_a_day_what_and_why(words: str, is_read: bool, tree: Path, tmp_path: Path) -> None:
    rules = {one.rule for one in planned(tree, written(tmp_path, [*HEADERS, "特殊日期"], [*STATION, words])).problems}
    assert rules == (set() if is_read else {"cell-not-understood"})


@pytest.mark.parametrize(
    ("words", "is_read"), [("2025 年度 2026-05-10 合格", True), ("2025年度 未检", True), ("2025", False), ("2025 5月 10日 合格", False)]
)
def test_inspections_have_a_year_a_day_and_a_result(words: str, is_read: bool, tree: Path) -> None:
    path = exported(tree)
    edit(path, put(3, "党建年检", words), "组织")
    (*found,) = (one.rule for one in planned(tree, path).problems if one.level == "error")
    assert found == ([] if is_read else ["cell-not-understood"])


@pytest.mark.parametrize(
    ("phone", "rules"),
    [
        ("010-12345678", []),
        ("12345", []),
        (CLEAR, ["missing-field"]),
        ("010-12345678、010-12345679", ["phone-not-single"]),
        ("010-12345678 010-12345679", ["phone-not-single"]),
        ("010-12345678 801", ["phone-not-single"]),
        ("（010）12345678", []),
        ("010 12345678", []),
        ("+86 138 0013 8000", ["station-phone-is-mobile"]),
    ],
)
def test_a_telephone_number_is_single_or_its_own_fault(phone: str, rules: list[str], tree: Path, tmp_path: Path) -> None:
    found = planned(tree, written(tmp_path, [*HEADERS, "办公电话"], [*STATION, phone])).problems
    assert [(one.place.path, one.rule) for one in found] == [("站点!C2", rule) for rule in rules]
