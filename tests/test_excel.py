"""The registers in Excel and back: exact round trips, changes told in words, and sheets from elsewhere."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from excel_sheets import STREETS, edit, exported, header, planned, put, texts, written
from members_home.checks import check_tree
from members_home.excel import apply, workbooks
from members_home.excel.columns import CLEAR, SHEETS
from members_home.excel.register_files import record_text
from members_home.model.registers.register import DATA
from members_home.problems import as_text
from members_home.source.yaml_text import parse
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from test_excel_cells import HEADERS, STATION
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
