"""Importing again: what stands in the register is never added once more, and what changes nothing writes nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from excel_sheets import edit, exported, header, planned, put, texts, written
from members_home.checks import check_tree
from members_home.excel import apply, told, workbooks, write_ids
from members_home.problems import as_text, errors
from openpyxl import load_workbook
from trees import TODAY, copy_tree

NEW: dict[str, object] = {
    "示例": "是",
    "名称": "丰收社区流动党员服务站",
    "类型": "流动党员服务站",
    "区域": "丰收社区",
    "状态": "开放",
    "地址": "秋实街道丰收路5号（虚构）",
    "办公室": "值班室",
    "办公电话": "（010）63031234转801",
    "开放时间": "每天 8:30—20:00（周一闭馆）",
    "党员接待日": "每月第一个周三 14:00-16:00（遇节假日顺延）",
    "特殊日期": "2026年12月31日休息(盘点)",
    "沿革": "2024.3.1 设立",
    "可预约": "否",
    "座位数": 20,
    "核实日期": "2026/10/1",
    "核实岗位": "街道党建办",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copy_tree(tmp_path)


def sheet(folder: Path, *rows: dict[str, object]) -> Path:
    return written(folder, list(rows[0]), *([row.get(key) for key in rows[0]] for row in rows))


def test_the_same_sheet_applied_twice_adds_its_records_once(tree: Path, tmp_path: Path) -> None:
    path = sheet(tmp_path, NEW, NEW | {"名称": "丰收社区第二联络站", "类型": "联络站"})
    plan = planned(tree, path)
    assert (plan.summary(), plan.problems) == ("新增 2", [])
    apply.write(tree, plan.texts)
    assert errors(check_tree(tree, TODAY)[1]) == []
    before = texts(tree)
    again = planned(tree, path)
    assert (again.changes, again.texts) == ([], {})
    assert as_text(told.told(again.problems)) == (
        "站点!A2: warning same-thing-again 编号：“丰收社区流动党员服务站”登记册里已经有了（st-900005），这一行当作改它。"
        "不是同一个的，请把名称写得有区别。这样的共 2 格：A2、A3。"
    )
    assert texts(tree) == before


def test_a_change_of_a_row_without_id_changes_its_record(tree: Path, tmp_path: Path) -> None:
    apply.write(tree, planned(tree, sheet(tmp_path, NEW)).texts)
    plan = planned(tree, sheet(tmp_path, NEW | {"地址": "秋实街道丰收路6号（虚构）"}))
    assert [str(change) for change in plan.changes] == [
        "站点!F2 丰收社区流动党员服务站 地址：秋实街道丰收路5号（虚构） → 秋实街道丰收路6号（虚构）"
    ]


@pytest.mark.parametrize(
    ("more", "is_new"),
    [
        ({}, False),
        ({"名称": "丰收社区 流动党员服务站"}, False),
        ({"名称": "丰收社区流动党员服务站（东）"}, True),
        ({"区域": "青禾社区"}, True),
        ({"示例": "否"}, True),
        ({"示例": None}, False),
        ({"办公电话": "010-00000099"}, False),
    ],
)
def test_the_same_name_in_the_same_area_is_the_same_thing(more: dict[str, object], is_new: bool, tree: Path, tmp_path: Path) -> None:
    apply.write(tree, planned(tree, sheet(tmp_path, NEW)).texts)
    plan = planned(tree, sheet(tmp_path, NEW | more))
    assert ("新增" in plan.summary()) == is_new
    assert ("same-thing-again" in {problem.rule for problem in plan.problems}) != is_new


OTHERS: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "组织": (
        {"示例": "是", "名称": "示例茶行", "类型": "社会组织", "行业": "茶", "区域": "青禾社区", "规模以上": "否", "登记日期": "2020.5.6"},
        {"区域": "丰收社区"},
    ),
    "党组织": (
        {"示例": "是", "名称": "示例支部", "形式": "单独组建", "区域": "青禾社区", "成立日期": "2020年5月6日", "状态": "在用"},
        {"名称": "示例二支部"},
    ),
    "指导员": (
        {"示例": "是", "方式": "兼职", "岗位": "街道指导员", "区域": "青禾社区", "联系哪里": "st-900001、st-900002"},
        {"联系哪里": "st-900001"},
    ),
    "联系点": (
        {"示例": "是", "领导岗位": "街道副书记", "层级": "街道", "联系哪里": "st-900001", "多久一次": "每月"},
        {"联系哪里": "st-900002"},
    ),
    "结对": (
        {"示例": "是", "类型": "企业与企业", "双方": "甲厂、乙厂", "共建内容": "企业文化", "开始日期": "2024-3-1"},
        {"双方": "甲厂、丙厂"},
    ),
}


@pytest.mark.parametrize("title", OTHERS)
def test_every_register_knows_its_own(title: str, tree: Path, tmp_path: Path) -> None:
    row, other = OTHERS[title]
    path = written(tmp_path, list(row), list(row.values()), title=title)
    plan = planned(tree, path)
    assert (plan.summary(), errors(plan.problems)) == ("新增 1", [])
    apply.write(tree, plan.texts)
    again = planned(tree, path)
    assert (again.changes, [problem.rule for problem in again.problems]) == ([], ["same-thing-again"])
    different = written(tmp_path, list(row), list((row | other).values()), title=title)
    assert planned(tree, different).summary() == "新增 1"


def test_the_order_of_two_parties_makes_no_other_pair(tree: Path, tmp_path: Path) -> None:
    row, _ = OTHERS["结对"]
    apply.write(tree, planned(tree, written(tmp_path, list(row), list(row.values()), title="结对")).texts)
    turned = written(tmp_path, list(row), list((row | {"双方": "乙厂、甲厂"}).values()), title="结对")
    assert "新增" not in planned(tree, turned).summary()


def test_one_thing_twice_in_a_sheet_is_refused(tree: Path, tmp_path: Path) -> None:
    plan = planned(tree, sheet(tmp_path, NEW, NEW | {"办公电话": "010-00000099"}))
    assert as_text(plan.problems) == "站点!A3: error duplicate-row 编号：“丰收社区流动党员服务站”在第 2 行已经有了。请只留一行。"
    path = exported(tree)
    for name, value in (("名称", "青禾社区流动党员服务站"), ("区域", "青禾社区")):
        edit(path, put(7, name, value))
    assert [problem.rule for problem in errors(planned(tree, path).problems)] == ["duplicate-row"]


def test_a_name_that_stands_twice_must_be_told_apart(tree: Path, tmp_path: Path) -> None:
    file = tree / "docs/_data/stations/qiushi.yml"
    record = file.read_text(encoding="utf-8").split("- id: ")[1]
    file.write_text(
        file.read_text(encoding="utf-8") + "- id: " + record.replace("st-900003", "st-900009").replace("010-00000003", "010-00000009"),
        encoding="utf-8",
    )
    row: dict[str, object] = {"名称": "秋实街道党群服务中心", "区域": "秋实街道", "地址": "新址"}
    assert as_text(errors(planned(tree, sheet(tmp_path, row)).problems)) == (
        "站点!A2: error same-thing-unclear 编号：登记册里有几条“秋实街道党群服务中心”（st-900003、st-900009）。请在“编号”一列写明是哪一条。"
    )


def test_a_blanked_id_is_found_by_its_fingerprint(tree: Path) -> None:
    path = exported(tree)
    edit(path, put(4, "编号", None))
    edit(path, put(4, "名称", "青禾社区新站"))
    assert [str(change) for change in planned(tree, path).changes] == [
        "站点!C4 青禾社区流动党员服务站 名称：青禾社区流动党员服务站 → 青禾社区新站"
    ]


def test_a_copied_row_without_id_is_another_record(tree: Path) -> None:
    path = exported(tree)

    def copy_down(page) -> None:  # type: ignore[no-untyped-def]
        for column in range(2, page.max_column + 1):
            page.cell(7, column).value = page.cell(4, column).value
        page.cell(7, header(page, "名称")).value = "青禾社区第二站"

    edit(path, copy_down)
    plan = planned(tree, path)
    assert (plan.summary(), errors(plan.problems)) == ("新增 1", [])
    apply.write(tree, plan.texts)
    assert planned(tree, path).changes == []


def test_what_was_typed_otherwise_than_it_is_written_can_be_applied_again(tree: Path) -> None:
    path = exported(tree)
    for name, value in (("开放时间", "每天 8:30—20:00（周一闭馆）"), ("办公电话", "（010）63031234"), ("核实日期", "2026/10/2")):
        edit(path, put(4, name, value))
    apply.write(tree, planned(tree, path).texts)
    plan = planned(tree, path)
    assert (plan.changes, plan.problems) == ([], [])


def test_saying_no_of_what_is_not_said_changes_nothing(tree: Path) -> None:
    path = exported(tree)
    edit(path, put(3, "示范点", "否"), "组织")
    assert planned(tree, path).changes == []


def test_an_empty_list_takes_its_first_record(tree: Path, tmp_path: Path) -> None:
    (tree / "docs/_data/stations").mkdir(exist_ok=True)
    (tree / "docs/_data/pairings.yml").write_text("# 结对\n[]\n", encoding="utf-8")
    row, _ = OTHERS["结对"]
    plan = planned(tree, written(tmp_path, list(row), list(row.values()), title="结对"))
    assert plan.texts["docs/_data/pairings.yml"].startswith("# 结对\n- {id: pa-900001, ")


@pytest.mark.parametrize("has_ids", [True, False])
def test_ids_are_written_back_into_the_sender_s_workbook(has_ids: bool, tree: Path, tmp_path: Path) -> None:
    rows = (NEW, NEW | {"名称": "丰收社区第二联络站", "类型": "联络站"})
    path = sheet(tmp_path, *(({"编号": None} if has_ids else {}) | row for row in rows))
    plan, target = planned(tree, path), tmp_path / "发还.xlsx"
    apply.write(tree, plan.texts)
    tables = workbooks.read(path, {}, ())[0]
    write_ids.saver(path, tables, plan)(target)
    page = load_workbook(target)["站点"]
    at = header(page, "编号")
    assert at == (1 if has_ids else len(NEW) + 1)
    assert [page.cell(row, at).value for row in (1, 2, 3)] == ["编号", "st-900005", "st-900006"]
    assert page.cell(2, header(page, "名称")).value == NEW["名称"]
    edit(target, put(2, "名称", "丰收社区新名称"))
    plan = planned(tree, target)
    assert (plan.summary(), plan.problems) == ("名称变更 1", [])


def test_ids_written_back_keep_the_fingerprints_true(tree: Path, tmp_path: Path) -> None:
    path, target = exported(tree), tmp_path / "发还.xlsx"
    edit(path, put(4, "地址", "春晖街道新路9号（虚构）"))
    plan = planned(tree, path)
    apply.write(tree, plan.texts)
    write_ids.saver(path, workbooks.read(path, {}, ())[0], plan)(target)
    edit(target, put(4, "地址", "春晖街道新路10号（虚构）"))
    assert planned(tree, target).problems == []


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_ids_are_written_back_into_a_text_file(mark: str, tree: Path, tmp_path: Path) -> None:
    path, target = tmp_path / "站点.csv", tmp_path / "发还.csv"
    names = ("名称", "类型", "区域", "状态", "地址", "办公室", "办公电话", "核实日期", "核实岗位")
    path.write_text(f"站点表\n{mark.join(names)}\n{mark.join(str(NEW[name]) for name in names)}\n合计：1\n", encoding="utf-8")
    plan = planned(tree, path)
    assert (plan.summary(), plan.problems) == ("新增 1", [])
    write_ids.saver(path, workbooks.read(path, {}, ())[0], plan)(target)
    lines = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines(), delimiter=mark))
    assert [line[len(names) :] for line in lines] == [[], ["编号"], ["st-000001"], []]


@pytest.mark.parametrize("number", ["ST-900002", "ｓｔ－９００００２", " st-900002 ", "st—900002"])
def test_an_id_is_known_in_every_spelling(number: str, tree: Path, tmp_path: Path) -> None:
    plan = planned(tree, written(tmp_path, ["编号", "名称", "地址"], [number, "青禾社区流动党员服务站", "甲"]))
    assert [str(change) for change in plan.changes] == ["站点!C2 青禾社区流动党员服务站 地址：春晖街道青禾路2号（虚构） → 甲"]


def test_a_row_whose_id_cannot_be_read_is_no_new_record(tree: Path, tmp_path: Path) -> None:
    plan = planned(tree, written(tmp_path, ["编号", "名称", "状态"], [900002, "青禾社区流动党员服务站", "营业"]))
    assert (plan.changes, [problem.rule for problem in plan.problems]) == ([], ["number-where-text", "not-a-choice"])


def test_a_number_is_the_same_with_fewer_zeros(tree: Path, tmp_path: Path) -> None:
    head = ["编号", "名称", "经度", "座位数"]
    assert planned(tree, written(tmp_path, head, ["st-900002", "青禾社区流动党员服务站", 116.3, 40])).changes == []
    assert len(planned(tree, written(tmp_path, head, ["st-900002", "青禾社区流动党员服务站", 116.31, 41])).changes) == 2


@pytest.mark.parametrize("word", ["‹清空›", "<清空>", "＜清空＞", "《清空》"])
def test_clearing_is_known_in_every_spelling(word: str, tree: Path, tmp_path: Path) -> None:
    head = ["编号", "名称", "特殊日期", "停用日期"]
    plan = planned(tree, written(tmp_path, head, ["st-900002", "青禾社区流动党员服务站", word, word]))
    assert [change.after for change in plan.changes] == [""]


def test_a_row_is_the_record_in_use_rather_than_one_that_ended(tree: Path, tmp_path: Path) -> None:
    file = tree / "docs/_data/stations/qiushi.yml"
    ended = file.read_text(encoding="utf-8").split("- id: ")[2]
    opened = ended.replace("st-900004", "st-900009").replace("status: closed", "status: active").replace('  closed_on: "2026-06-30"\n', "")
    row = written(tmp_path, ["名称", "区域", "地址"], ["丰收社区联络站", "丰收社区", "新路"])
    assert [str(change).split("：")[0] for change in planned(tree, row).changes] == ["站点!C2 丰收社区联络站 地址"]
    file.write_text(file.read_text(encoding="utf-8") + "- id: " + opened, encoding="utf-8")
    (again,) = (problem.message for problem in planned(tree, row).problems if problem.rule == "same-thing-again")
    assert "（st-900009）" in again


def test_two_blanked_rows_of_one_record_are_not_both_it(tree: Path) -> None:
    path = exported(tree)

    def copy_down(page) -> None:  # type: ignore[no-untyped-def]
        page.cell(4, 1).value = None
        for column in range(2, page.max_column + 1):
            page.cell(7, column).value = page.cell(4, column).value

    edit(path, copy_down)
    plan = planned(tree, path)
    assert (plan.changes, [problem.rule for problem in plan.problems]) == ([], ["duplicate-row"])


def test_a_fault_of_a_row_found_by_its_name_is_told_once(tree: Path, tmp_path: Path) -> None:
    row = written(tmp_path, ["名称", "区域", "状态"], ["青禾社区流动党员服务站", "青禾社区", "营业"])
    assert [problem.rule for problem in planned(tree, row).problems] == ["same-thing-again", "not-a-choice"]
