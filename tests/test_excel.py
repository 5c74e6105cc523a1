"""The registers in Excel and back: exact round trips, every pitfall named by its cell, and nothing half-written."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from excel_sheets import STREETS, edit, exported, header, planned, put, texts, written
from members_home.checks import check_tree
from members_home.excel import apply, workbooks
from members_home.excel.columns import CLEAR, SHEETS
from members_home.excel.headers import FINGERPRINT
from members_home.excel.register_files import record_text
from members_home.model.registers.register import DATA
from members_home.problems import as_text
from members_home.rules import EXCEL_RULES
from members_home.source.yaml_text import parse
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from trees import TODAY, copy_tree

EDITED = {"办公电话": "010-12345678", "地址": "春晖街道新路9号（虚构）", "开放时间": "每天 8:30—20:00（周一闭馆）"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copy_tree(tmp_path)


@pytest.mark.parametrize("real", [False, True], ids=["tiny", "real"])
def test_a_round_trip_changes_nothing(real: bool, tree: Path, demonstration: Path, tmp_path: Path) -> None:
    if real:
        tree = shutil.copytree(demonstration, tmp_path / "real")
    today = dt.date(2026, 11, 23) if real else TODAY
    plan = planned(tree, exported(tree, today), today=today)
    assert (plan.changes, plan.problems, plan.texts) == ([], [], {})
    assert len(plan.rows) >= 6


def test_what_changes_is_told_in_words_and_touches_only_its_lines(tree: Path) -> None:
    path = exported(tree)
    for name, value in EDITED.items():
        edit(path, put(4, name, value))
    plan = planned(tree, path)
    assert plan.problems == []
    assert plan.summary() == "地址变更 1，办公电话变更 1，开放时间变更 1"
    assert [str(change) for change in plan.changes] == [
        "站点!J4 青禾社区流动党员服务站 地址：春晖街道青禾路2号（虚构） → 春晖街道新路9号（虚构）",
        "站点!O4 青禾社区流动党员服务站 办公电话：010-00000002 → 010-12345678",
        "站点!Q4 青禾社区流动党员服务站 开放时间：周一至周五 9:00–11:30、13:30–17:00 → 周二至周日 8:30–20:00（没有写节假日，网页上写“节假日请先打电话”）",
    ]
    before = texts(tree)
    apply.write(tree, plan.texts)
    after = texts(tree)
    assert [name for name in before if before[name] != after[name]] == ["docs/_data/stations/chunhui.yml"]
    old, new = (one["docs/_data/stations/chunhui.yml"].splitlines() for one in (before, after))
    assert [line for line in new if line not in old] == [
        "  address: 春晖街道新路9号（虚构）",
        '  contact: {role: 值班室, phone: "010-12345678"}',
        '    - {days: [二, 三, 四, 五, 六, 日], opens: "08:30", closes: "20:00"}',
    ]
    assert not (tree / DATA / apply.ASIDE).exists()


def test_a_note_in_the_cell_of_hours_goes_to_its_own_field(tree: Path) -> None:
    path = exported(tree)
    edit(path, put(4, "开放时间", "9:00—17:00（16:30停止入馆，周一闭馆）"))
    plan = planned(tree, path)
    assert plan.problems == []
    assert [str(change).partition(" ")[2] for change in plan.changes] == [
        "青禾社区流动党员服务站 开放时间：周一至周五 9:00–11:30、13:30–17:00 → 周二至周日 9:00–17:00（没有写节假日，网页上写“节假日请先打电话”）",
        "青禾社区流动党员服务站 开放时间说明：（空） → 16:30停止入馆",
    ]
    apply.write(tree, plan.texts)
    assert '  hours_note: "16:30停止入馆"\n' in texts(tree)["docs/_data/stations/chunhui.yml"]
    again = exported(tree)
    page = load_workbook(again)["站点"]
    assert page.cell(4, header(page, "开放时间说明")).value == "16:30停止入馆"
    assert page.cell(4, header(page, "开放时间")).value == "周二至周日 9:00–17:00"
    assert planned(tree, again).changes == []
    edit(again, put(4, "开放时间", "周二至周日 9:00–17:00（16:30停止入馆）"))  # said once more, it changes nothing
    assert planned(tree, again).changes == []
    edit(again, put(4, "开放时间", "周二至周日 9:00–17:00（16:00停止入馆）"))
    assert "“16:00停止入馆”和“开放时间说明”一格写的“16:30停止入馆”不一样，请只留一处" in as_text(planned(tree, again).problems)
    edit(again, put(4, "开放时间说明", None))
    changes = [str(change) for change in planned(tree, again).changes]
    assert [change.partition("：")[2] for change in changes] == ["16:30停止入馆 → 16:00停止入馆"]


@pytest.mark.parametrize(
    ("cell", "written", "shown"),
    [
        ("每天 9:00-17:00", "", "每天 9:00–17:00（没有写节假日，网页上写“节假日请先打电话”）"),
        ("每天 9:00-17:00，节假日休息", ", on_holiday: closed", "每天 9:00–17:00（节假日休息）"),
        ("每天 9:00-17:00，节假日请先打电话", ", on_holiday: unknown", "每天 9:00–17:00（节假日请先打电话）"),
        (
            "周六（节假日照常）9:00-17:00；周日 9:00-17:00",
            "",
            "周六（节假日照常）9:00–17:00；周日 9:00–17:00（有的没有写节假日，网页上写“节假日请先打电话”）",
        ),
    ],
)
def test_the_preview_says_whether_holidays_were_said(cell: str, written: str, shown: str, tree: Path) -> None:
    path = exported(tree)
    edit(path, put(4, "开放时间", cell))
    plan = planned(tree, path)
    assert [change.after for change in plan.changes] == [shown]
    assert f'closes: "17:00"{written}}}' in plan.texts["docs/_data/stations/chunhui.yml"]


@pytest.mark.parametrize(
    "text", ["一\n  status: closed", "\x85二", "a\u2028b", "\u202e", "a\tb", "a\x7f", "\U000e0041", "a\\b", "=1", "- a", "a: b #c"]
)
def test_whatever_a_cell_holds_is_one_value_of_the_register(text: str) -> None:
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.field.many or column.field.fields:
                continue
            record: dict[str, object] = {"id": "st-900009"}
            if len(column.path) == 1:
                record[column.path[0]] = text
            else:
                record[column.path[0]] = {column.path[1]: text}
            written = record_text(sheet, record)
            value, problems = parse("a.yml", written, frozenset())
            assert (value, problems) == ([record], []), written
            assert all(line.isprintable() for line in written.splitlines()), written


def test_comments_and_other_records_keep_their_lines(tree: Path) -> None:
    file = tree / DATA / "stations" / "qiushi.yml"
    file.write_text(
        "# 说明\n" + file.read_text(encoding="utf-8").replace("  kind: 党群服务中心", "  kind:   党群服务中心   # 新楼"), encoding="utf-8"
    )
    path = exported(tree)
    edit(path, put(6, "地址", "秋实街道丰收路8号（虚构）"))
    apply.write(tree, planned(tree, path).texts)
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# 说明\n- id: st-900003\n")
    assert "  kind:   党群服务中心   # 新楼\n" in text
    assert "丰收路8号" in text


def test_a_new_row_gets_the_next_id_and_its_street_s_file(tree: Path) -> None:
    path = exported(tree)
    values = {
        "示例": "是",
        "名称": "丰收社区流动党员服务站",
        "类型": "流动党员服务站",
        "区域": "丰收社区",
        "状态": "开放",
        "地址": "秋实街道丰收路5号（虚构）",
    }
    values |= {"办公室": "值班室", "办公电话": "010-00000005", "核实日期": "2026-10-01", "核实岗位": "街道党建办"}
    for name, value in values.items():
        edit(path, put(7, name, value))
    plan = planned(tree, path)
    assert (plan.summary(), plan.problems) == ("新增 1", [])
    assert str(plan.changes[0]) == "站点!A7 新增 丰收社区流动党员服务站（st-900005）"
    apply.write(tree, plan.texts)
    assert "- id: st-900005\n" in (tree / DATA / "stations" / "qiushi.yml").read_text(encoding="utf-8")
    assert [one for one in check_tree(tree, TODAY)[1] if one.level == "error"] == []


def test_a_real_station_is_numbered_apart_from_the_samples(tree: Path) -> None:
    values = {"名称": "丰收社区流动党员服务站", "类型": "流动党员服务站", "区域": "丰收社区", "状态": "开放", "地址": "丰收路5号"}
    values |= {"办公室": "值班室", "办公电话": "010-00000005", "核实日期": "2026-10-01", "核实岗位": "街道党建办"}
    for number in ("st-000001", "st-000002"):
        path = exported(tree)
        last = load_workbook(path)["站点"].max_row
        for name, value in values.items():
            edit(path, put(last + 1, name, f"{value}{number}" if name == "名称" else value))
        plan = planned(tree, path)
        assert [change.after for change in plan.changes] == [number]
        apply.write(tree, plan.texts)


def test_missing_rows_delete_nothing_and_empty_cells_keep_what_is_there(tree: Path) -> None:
    path = exported(tree)
    edit(path, lambda page: page.delete_rows(3, 2))
    edit(path, put(3, "地址", None))
    assert planned(tree, path).changes == []
    edit(path, put(3, "设备", CLEAR))
    path = exported(tree)
    edit(path, put(4, "特殊日期", CLEAR))
    plan = planned(tree, path)
    assert [str(change) for change in plan.changes] == ["站点!S4 青禾社区流动党员服务站 特殊日期：2026-12-31 闭馆（盘点） → （空）"]


def test_closing_a_station_is_told_as_such(tree: Path) -> None:
    path = exported(tree)
    edit(path, put(5, "状态", "已停用"))
    edit(path, put(5, "停用日期", "2026-10-30"))
    plan = planned(tree, path)
    assert plan.summary() == "停用 1，停用日期变更 1"
    assert plan.problems == []


def test_what_checks_find_is_named_by_cell_and_nothing_is_told_twice(tree: Path) -> None:
    path = exported(tree)
    edit(path, put(4, "区域", "没有的社区"))
    edit(path, put(3, "核实日期", "2026-02-30"))
    edit(path, put(5, "办公电话", "138 0013 8000"))
    assert as_text(planned(tree, path).problems) == (
        "站点!E4: error unknown-name 区域：没有叫“没有的社区”的区域。请写登记册里的名称。\n"
        "站点!O5: error station-phone-is-mobile 办公电话：“138****8000”像手机号。请改填办公座机。\n"
        "站点!Y3: error bad-date 核实日期：“2026-02-30”不是有效日期。请写成“2026-11-01”。"
    )


def test_swapped_columns_are_named(tree: Path) -> None:
    path = exported(tree)

    def swap(page: Worksheet) -> None:
        one, other = header(page, "地址"), header(page, "办公电话")
        page.cell(4, one).value, page.cell(4, other).value = page.cell(4, other).value, page.cell(4, one).value

    edit(path, swap)
    assert "站点!O4: error phone-not-single 办公电话：“春晖街道青禾路2号（虚构）”" in as_text(planned(tree, path).problems)


PITFALLS: dict[str, tuple[Callable[[Worksheet], None], str]] = {
    "unknown-header": (
        lambda page: setattr(page.cell(1, 10), "value", "详细地址"),
        "站点!J1: error unknown-header 不认得“详细地址”这一列。请改成导出表里的列名，用 --map 写明是哪一列，或者删去这一列。",
    ),
    "merged-cell": (lambda page: page.merge_cells("J3:J4"), "站点!J3:J4: error merged-cell 这里是合并的单元格。请取消合并，每一行都填上。"),
    "number-where-text": (
        put(4, "办公电话", 1000000002),
        "站点!O4: error number-where-text 办公电话：“1000000002”是数字格式，开头的 0 可能已经丢了。请把这一列设成“文本”，照原样重新填。",
    ),
    "date-as-number": (
        put(4, "核实日期", 46300),
        "站点!Y4: error date-as-number 核实日期：“46300”不是写成文字的日期。请把这一格设成“文本”，写成 2026-11-01 这样。",
    ),
    "formula-without-value": (
        put(4, "地址", '="春晖街道"&"青禾路"'),
        "站点!J4: error formula-without-value 地址：这里是公式，没有算好的值。请在 Excel 里打开、保存一次，或者改成文字。",
    ),
    "long-number-rounded": (
        put(4, "地址", 110105194912310020),
        "站点!J4: error long-number-rounded 地址：这个数太长，Excel 已经改掉了后面几位。请把这一格设成“文本”，照原件重新填。",
    ),
    "cell-not-understood": (
        put(4, "开放时间", "周一至周五 9:00-17:00，单双休"),
        "站点!Q4: error cell-not-understood 开放时间：“单双休”看不懂，请写成“周一至周五 9:00–11:30、13:30–17:00；周六 9:00–12:00”这样。",
    ),
    "phone-not-single": (
        put(4, "办公电话", "010-00000002、010-00000003"),
        "站点!O4: error phone-not-single 办公电话：“010-00000002、010-00000003”不是一个能直接拨的号码。"
        "请只留一个办公座机；有分机的，写成“010-00000000 转 801”。",
    ),
    "cell-error-value": (
        put(4, "地址", "#N/A"),
        "站点!J4: error cell-error-value 地址：这里是“#N/A”，Excel 没有算出来。请改成要填的内容，或者清空这一格。",
    ),
    "header-twice": (
        lambda page: setattr(page.cell(1, 10), "value", "名称"),
        "站点!J1: error header-twice “名称”这一列写了两次，C 列已经有了。请只留一列。",
    ),
    "line-break-in-cell": (
        put(4, "地址", "春晖街道\n青禾路2号"),
        "站点!J4: error line-break-in-cell 地址：“春晖街道⏎青禾路2号”分成了几行，这一格只能写一行。请去掉 Alt+Enter 换的行。",
    ),
    "not-a-choice": (
        put(4, "状态", "营业"),
        "站点!G4: error not-a-choice 状态：“营业”不在可选范围。可选：开放、暂停、已合并、已停用。",
    ),
    "unknown-name": (
        put(4, "区域", "没有的社区"),
        "站点!E4: error unknown-name 区域：没有叫“没有的社区”的区域。请写登记册里的名称。",
    ),
    "extension-twice": (
        lambda page: (put(4, "办公电话", "010-00000002转801")(page), put(4, "分机", "802")(page))[0],
        "站点!O4: error extension-twice 办公电话：办公电话里写了分机“801”，“分机”一列写的是“802”。请改成一样的。",
    ),
    "duplicate-row": (
        put(4, "编号", "st-900001"),
        "站点!A4: error duplicate-row 编号：“st-900001”在第 3 行已经有了。请只留一行。",
    ),
}


@pytest.mark.parametrize("rule", PITFALLS)
def test_a_pitfall_is_named_by_its_cell(rule: str, tree: Path) -> None:
    path = exported(tree)
    change, message = PITFALLS[rule]
    edit(path, change)
    plan = planned(tree, path)
    assert as_text(one for one in plan.problems if one.level == "error") == message


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


def test_rows_without_a_number_are_new_and_never_alike(tree: Path, tmp_path: Path) -> None:
    plan = planned(tree, written(tmp_path, HEADERS, ["", "甲站"], ["", "乙站"], STATION, STATION, STATION))
    assert [str(one).split("在第")[0] for one in plan.problems if one.rule != "missing-field"] == [
        "站点!A5: error duplicate-row 编号：“st-900002”",
        "站点!A6: error duplicate-row 编号：“st-900002”",
    ]
    assert plan.summary() == "新增 2"


def test_a_record_that_changed_blocks_only_rows_that_would_undo_it(tree: Path) -> None:
    path = exported(tree)
    file = tree / DATA / "stations" / "chunhui.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("010-00000002", "010-00000022"), encoding="utf-8")
    edit(path, put(4, "办公电话", "010-00000022"))
    assert planned(tree, path).problems == []  # the sheet says what the register says now
    edit(path, put(3, "地址", "春晖街道新路9号（虚构）"))
    plan = planned(tree, path)
    assert (plan.summary(), plan.problems) == ("地址变更 1", [])  # another record
    edit(path, put(4, "办公电话", "010-00000033"))
    assert [one.rule for one in planned(tree, path).problems] == ["row-changed-meanwhile"]
    edit(path, lambda page: page.delete_cols(page.max_column))  # a sheet without fingerprints is taken as it is
    assert "办公电话变更 1" in planned(tree, path).summary()


def test_a_record_changed_since_its_export_is_refused(tree: Path) -> None:
    path = exported(tree)
    file = tree / DATA / "stations" / "chunhui.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("010-00000002", "010-00000022"), encoding="utf-8")
    edit(path, put(4, "地址", "春晖街道新路9号（虚构）"))
    plan = planned(tree, path)
    assert as_text(plan.problems) == (
        "站点!A4: error row-changed-meanwhile 编号：登记册里的“青禾社区流动党员服务站”在导出以后改过。请重新导出，把改动填到新表里。"
    )


def test_csv_is_read_as_people_save_it(tree: Path, tmp_path: Path) -> None:
    rows = "2026 年站点表,,\n编号,名称,办公电话\nst-900002,青禾社区流动党员服务站,010-00000077\n"
    for encoding in ("utf-8-sig", "utf-8", "gbk"):
        path = tmp_path / "站点.csv"
        path.write_bytes(rows.encode(encoding))
        plan = planned(tree, path)
        assert [str(one) for one in plan.changes] == ["站点!C3 青禾社区流动党员服务站 办公电话：010-00000002 → 010-00000077"]
    path.write_bytes(b"\xff\xff\x81")
    assert as_text(planned(tree, path).problems) == (
        "站点.csv: error not-gb18030-nor-utf8 文件的编码认不出。请在 Excel 里“另存为”，选“CSV UTF-8”。"
    )


ELSEWHERE = {
    *("row-changed-meanwhile", "not-gb18030-nor-utf8", "stray-quote", "same-thing-again", "same-thing-unclear"),
    *("area-id-published", "area-id-taken", "example-row-changed", "files-disagree", "name-not-single"),
}
IN_TEST_DUE = {"mended-nothing", "nothing-to-date"}


def test_every_excel_rule_has_its_case() -> None:
    assert {*PITFALLS, *ELSEWHERE, *IN_TEST_DUE} == EXCEL_RULES


def test_a_sheet_from_elsewhere_is_mapped(tree: Path, tmp_path: Path) -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "秋实街道"
    for line in (
        ["秋实街道流动党员服务站点一览"],
        ["站点名称", "站点类型", "所在", "联系电话", "时间", "负责科室"],
        ["秋实街道流动党员之家", "流动党员之家", "秋实街道秋实路6号（虚构）", "010-00000006", "周一至周五 9:00-17:00", "党建办"],
    ):
        page.append(line)
    path = tmp_path / "别处.xlsx"
    book.save(path)
    theirs = {"站点名称": "名称", "站点类型": "类型", "所在": "地址", "联系电话": "办公电话", "时间": "开放时间", "负责科室": "办公室"}
    tables, problems, _ = workbooks.read(path, theirs, STREETS)
    assert problems == []
    assert {column.header: letter for column, letter in tables[0].letters.items()} == dict(zip(theirs.values(), "ABCDEF", strict=True))
    plan = planned(tree, path, theirs)
    assert plan.summary() == "新增 1"
    missing = [one.message for one in plan.problems if one.rule == "missing-field"]
    assert missing == ["没有填。请补上。"] * 2  # status and verification are not in their sheet
    assert "area: qiushi" in plan.texts["docs/_data/stations/qiushi.yml"]


def test_hidden_rows_are_read_and_told(tree: Path) -> None:
    path = exported(tree)

    def hide(page: Worksheet) -> None:
        page.row_dimensions[4].hidden = True

    edit(path, hide)
    edit(path, put(4, "地址", "春晖街道新路9号（虚构）"))
    (table,) = (table for table in workbooks.read(path, {}, STREETS)[0] if table.title == "站点")
    assert table.remarks == ["站点 有 1 个隐藏的行，也读进来了"]
    assert len(planned(tree, path).changes) == 1


def test_text_that_looks_like_a_formula_stays_text(tree: Path) -> None:
    file = tree / DATA / "stations" / "chunhui.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("address: 春晖街道春晖路1号（虚构）", 'address: "=1+1"'), encoding="utf-8")
    path = exported(tree)
    cell = load_workbook(path)["站点"].cell(3, 10)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_ids_are_protected_and_the_rest_can_be_typed_over(tree: Path) -> None:
    page = load_workbook(exported(tree))["站点"]
    assert page.protection.sheet
    assert [page.cell(row, 1).protection.locked for row in (2, 3, 6)] == [True] * 3
    assert not any(page.cell(4, column).protection.locked for column in range(2, page.max_column))
    assert not page.column_dimensions["C"].protection.locked
    note = page.cell(1, header(page, "开放时间")).comment
    assert note is not None
    assert "周一至周五" in note.text
    assert page.cell(4, 15).number_format == "@"
    lists = {str(rule.sqref).split(":")[0][0]: rule.formula1 for rule in page.data_validations.dataValidation}
    assert {"D", "E", "G"} <= set(lists)


@pytest.mark.parametrize("seed", range(8))
def test_any_mix_of_edits_is_what_the_register_says_afterwards(seed: int, tree: Path) -> None:
    dice = random.Random(seed)
    path = exported(tree)
    book = load_workbook(path)
    wanted: dict[tuple[str, int, str], str] = {}
    choices = {
        "地址": ["春晖街道甲路1号（虚构）", "“引号”: #路（虚构）"],
        "办公室": ["服务台", "- 室"],
        "名称": ["甲站", "yes", "123"],
        "岗位": ["甲岗"],
    }
    choices |= {"开放时间": ["每天 9:00–17:00", "周六 09:00–12:00（节假日照常）"], "行业": ["餐饮", "null"], "领导岗位": ["[岗]", "{岗}"]}
    for sheet in SHEETS:
        page = book[sheet.title]
        for column in sheet.columns:
            for row in range(3, page.max_row + 1):
                if column.header in choices and dice.random() < 0.4:
                    text = dice.choice(choices[column.header])
                    page.cell(row, header(page, column.header)).value = text
                    wanted[sheet.title, row, column.header] = text.replace("09:00", "9:00")
    book.save(path)
    plan = planned(tree, path)
    assert [one for one in plan.problems if one.level == "error" and one.rule != "bad-id"] == []
    apply.write(tree, plan.texts)
    again = load_workbook(exported(tree))
    found = {key: again[key[0]].cell(key[1], header(again[key[0]], key[2])).value for key in wanted}
    assert found == wanted
    assert planned(tree, exported(tree)).changes == []


def test_five_thousand_rows_are_read(tree: Path, tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet("站点")
    page.append(["编号", "名称", "地址"])
    for number in range(5000):
        page.append(["st-900002", "", ""] if number == 4321 else [f"st-{number:06d}", "甲", "乙"])
    path = tmp_path / "大.xlsx"
    book.save(path)
    plan = planned(tree, path)
    assert sum(one.rule == "unknown-reference" for one in plan.problems) == 4999


WRITER = """
import json, os, signal, sys
from pathlib import Path

hooks, root, old, new = json.load(sys.stdin)
sys.path.insert(0, hooks)
from members_home.excel import apply

tree = Path(root)


def cut_off(at):
    lines = 0

    def trace(frame, event, arg):
        nonlocal lines
        if event == "line" and frame.f_code.co_filename == apply.__file__:
            lines += 1
            if lines == at:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    child = os.fork()
    if not child:
        os.fsync = lambda file: None  # a signal, unlike a lost current, leaves to the system what was written
        sys.settrace(trace)
        apply.write(tree, new)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def end():
    apply.recover(tree)
    if (tree / "docs/_data" / apply.ASIDE).exists():
        return "leftovers"
    now = {name: (tree / name).read_text(encoding="utf-8") for name in old}
    return "old" if now == old else "new" if now == new else "mixed"


ends = []
while cut_off(len(ends) + 1):
    ends.append(end())
    if ends[-1] != "old":
        apply.write(tree, old)
print(json.dumps(ends))
"""


def test_an_import_killed_at_any_line_leaves_all_old_or_all_new(tree: Path) -> None:
    before = texts(tree)
    after = {name: text + "# 新\n" for name, text in before.items()}
    words = json.dumps([str(ROOT / "hooks"), str(tree), before, after])
    result = subprocess.run([sys.executable, "-c", WRITER], input=words, capture_output=True, text=True, check=False)
    ends = json.loads(result.stdout) if not result.returncode else result.stderr
    assert len(ends) > 100
    assert set(ends) == {"old", "new"}
    assert ends == sorted(ends, reverse=True)  # old up to one moment, new from there on
