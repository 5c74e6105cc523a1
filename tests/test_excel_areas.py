"""A district fills its registers from one workbook: areas in words and pinyin, new records that name each other, examples."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from conftest import ROOT
from excel_sheets import STREETS, edit, header, planned, put, texts, written
from members_home.checks import check_tree
from members_home.excel import apply, told, workbooks
from members_home.excel.area_ids import AreaIds, pinyin, split
from members_home.excel.export import workbook
from members_home.excel.plan import Plan
from members_home.model.load import load_site
from members_home.model.registers.register import DATA, SAMPLES
from members_home.problems import as_text, errors
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from trees import TODAY, copy_tree

Cells = dict[str, object]
HERE = "- {id: ceshi, name: 测试县, level: 区, status: active}\n"
WORDS = "level_words: {district: [县], street: [街道, 乡镇], community: [社区, 村]}\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copy_tree(tmp_path)


@pytest.fixture
def bare(tree: Path) -> Path:
    """A district that has just begun: itself as only area, words of its own, no other record and no sample."""
    data = tree / DATA
    for name in ("branches.yml", "contact_points.yml", "instructors.yml", "pairings.yml"):
        (data / name).unlink()
    for name in ("stations", "organizations"):
        shutil.rmtree(data / name)
    (data / "areas.yml").write_text(HERE, encoding="utf-8")
    with (data / "duties.yml").open("a", encoding="utf-8") as duties:
        duties.write(WORDS)
    for path in [*(tree / "docs").rglob("*.md")]:
        text = re.sub(r"\[([^]]*)\]\(station:st-900001\)", r"\1", path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
    return tree


def book(folder: Path, sheets: Mapping[str, Sequence[Cells]], name: str = "表.xlsx") -> Path:
    """A workbook of these rows, each sheet with the columns that its rows fill in."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        heads = list(dict.fromkeys(["编号", *(head for row in rows for head in row)]))
        page.append(heads)
        for row in rows:
            page.append([row.get(head) for head in heads])
    path = folder / name
    made.save(path)
    return path


def areas(folder: Path, *rows: Cells) -> Path:
    return book(folder, {"区域": rows})


def said(plan: Plan) -> list[str]:
    return [str(change) for change in plan.changes]


def refused(plan: Plan) -> str:
    return as_text(told.told(errors(plan.problems)))


# Ids in pinyin


@pytest.mark.parametrize(
    ("name", "letters"),
    {
        "春晖": "chunhui",
        "什刹海": "shichahai",
        "大栅栏": "dashilan",
        "六安": "luan",
        "番禺": "panyu",
        "铅山": "yanshan",
        "台州": "taizhou",
        "朝阳门": "chaoyangmen",
        "朝晖": "zhaohui",
        "西长安街": "xichanganjie",
        "长子": "zhangzi",
        "子长": "zichang",
        "成都": "chengdu",
        "曾家岩": "zengjiayan",
        "浚县": "xunxian",
        "女儿河": "nverhe",
        "A区（东）": "aqudong",
        "308": "308",
        "，": "",
    }.items(),
)
def test_names_of_places_are_read_as_people_there_read_them(name: str, letters: str) -> None:
    assert pinyin(name) == letters


def test_a_long_name_ends_with_a_whole_syllable() -> None:
    assert pinyin("长" * 20) == "chang" * 8


@pytest.mark.parametrize(
    ("name", "short"),
    {"春晖街道": "春晖", "大柳镇": "大柳", "中关村街道": "中关村", "新村社区": "新村", "叶县": "叶县", "经济开发区": "经济"}.items(),
)
def test_a_name_loses_the_word_for_its_level_once(name: str, short: str, bare: Path) -> None:
    assert split(load_site(bare, TODAY)[0].duties, "街道", name)[0] == short


@pytest.mark.parametrize(
    ("name", "parent", "number"),
    [
        ("丰收社区", "chunhui", "chunhui-fengshou"),  # 丰收社区 stands elsewhere
        ("春晖社区", "chunhui", "chunhui-shequ"),  # called as what it lies in
        ("秋实社区", "", "qiushi-shequ"),
        ("旧街社区", "chunhui", "chunhui-jiujie"),  # promised once
        ("308", "chunhui", "chunhui-308"),
        ("308", "", "area-2"),
        ("，", "chunhui", "chunhui-2"),
        ("新柳社区", "chunhui", "xinliu"),
    ],
)
def test_an_id_is_unique_and_none_that_was_promised(name: str, parent: str, number: str, tree: Path) -> None:
    with (tree / DATA / "addresses.txt").open("a", encoding="utf-8") as promise:
        promise.write("/areas/jiujie/ -> /areas/qinghe/\n")
    ids = AreaIds(load_site(tree, TODAY)[0])
    assert ids.new({"name": name, "level": "社区", "parent": parent}) == number


def test_ids_that_are_taken_in_every_form_are_counted(tree: Path) -> None:
    ids = AreaIds(load_site(tree, TODAY)[0])
    found = []
    for _ in range(5):
        found.append(ids.new({"name": "春晖社区", "level": "社区", "parent": "qiushi"}))
        ids.names[found[-1]] = "春晖社区"
    assert found == ["qiushi-chunhui", "chunhui-shequ", "chunhui-2", "chunhui-3", "chunhui-4"]


# One workbook for everything

STATION: Cells = {"类型": "联络站", "状态": "开放", "地址": "一路1号", "办公室": "值班室", "办公电话": "010-63031234"}
STATION |= {"核实日期": "2026-10-01", "核实岗位": "街道党建办"}
FIRM: Cells = {"类型": "非公有制企业", "行业": "餐饮", "区域": "清河社区", "规模以上": "否", "登记日期": "2026-01-02"}
EVERYTHING: dict[str, list[Cells]] = {  # in this order each sheet names records of later ones
    "结对": [{"类型": "企业与企业", "双方": "面馆甲、某大厂", "共建内容": "企业文化", "开始日期": "2024-03-01"}],
    "联系点": [{"领导岗位": "镇党委委员", "层级": "乡镇", "联系哪里": "面馆乙", "多久一次": "每月"}],
    "指导员": [{"方式": "专职", "岗位": "街道指导员", "区域": "大栅栏街道", "联系哪里": "清河联合党支部、面馆甲、清河社区联络站"}],
    "组织": [FIRM | {"名称": name, "覆盖方式": "清河联合党支部"} for name in ("面馆甲", "面馆乙")],
    "党组织": [
        {
            "名称": "清河联合党支部",
            "形式": "联合党支部",
            "区域": "清河社区",
            "站点": "清河社区联络站",
            "成立日期": "2020-01-02",
            "状态": "在用",
        }
    ],
    "站点": [
        STATION | {"名称": "清河社区联络站", "区域": "清河社区", "上级站点": "大栅栏街道中心"},
        STATION | {"名称": "大栅栏街道中心", "类型": "流动党员服务中心", "区域": "大栅栏街道"},
        STATION | {"名称": "大柳老站", "区域": "大柳村", "状态": "已合并", "并入": "大柳新站", "停用日期": "2026-09-01"},
        STATION | {"名称": "大柳新站", "区域": "大柳村"},
    ],
    "区域": [
        {"名称": "清河社区", "层级": "社区", "上级区域": "大栅栏街道"},
        {"名称": "旧柳村", "层级": "村", "上级区域": "大柳镇", "状态": "已合并", "并入": "大柳村"},
        {"名称": "大柳村", "层级": "村", "上级区域": "大柳镇"},
        {"名称": "大栅栏街道", "层级": "街道"},
        {"名称": "大柳镇", "层级": "乡镇", "上级区域": "测试县", "服务热线": "010-63031234"},
    ],
}
AREAS_WRITTEN = """\
- {id: ceshi, name: 测试县, level: 区, status: active}
- id: dashilan
  name: 大栅栏街道
  level: 街道
  parent: ceshi
  status: active
- id: daliu
  name: 大柳镇
  level: 街道
  called: 乡镇
  parent: ceshi
  status: active
  hotline: "010-63031234"
- id: qinghe
  name: 清河社区
  level: 社区
  parent: dashilan
  status: active
- id: jiuliu
  name: 旧柳村
  level: 社区
  called: 村
  parent: daliu
  status: merged
  successor: daliu-cun
- id: daliu-cun
  name: 大柳村
  level: 社区
  called: 村
  parent: daliu
  status: active
"""


def test_one_workbook_brings_everything_at_once(bare: Path, tmp_path: Path) -> None:
    path = book(tmp_path, EVERYTHING)
    plan = planned(bare, path)
    assert (refused(plan), plan.summary()) == ("", "新增 15")
    assert said(plan)[:5] == [
        "区域!A5 新增 大栅栏街道（dashilan）",
        "区域!A6 新增 大柳镇（daliu）",
        "区域!A2 新增 清河社区（qinghe）",
        "区域!A3 新增 旧柳村（jiuliu）",
        "区域!A4 新增 大柳村（daliu-cun）",
    ]
    assert {change.street for change in plan.changes} == {"大栅栏街道", "大柳镇", "联系点", "结对"}
    apply.write(bare, plan.texts)
    assert errors(check_tree(bare, TODAY)[1]) == []
    now = texts(bare)
    assert now[DATA + "areas.yml"] == AREAS_WRITTEN
    assert "  parent: st-000002\n" in now[DATA + "stations/dashilan.yml"]
    assert "  successor: st-000004\n" in now[DATA + "stations/daliu.yml"]
    assert now[DATA + "organizations/dashilan.yml"].count("covered_by: br-000001") == 2
    assert "station: st-000001" in now[DATA + "branches.yml"]
    assert "serves: [br-000001, org-000001, st-000001]" in now[DATA + "instructors.yml"]
    assert "level: 街道, visits: org-000002" in now[DATA + "contact_points.yml"]
    assert "parties: [org-000001, 某大厂]" in now[DATA + "pairings.yml"]
    again = tmp_path / "导出.xlsx"
    workbook(bare, load_site(bare, TODAY)[0]).save(again)
    page = load_workbook(again)["区域"]
    assert [[cell.value for cell in row[:6]] for row in page.iter_rows(min_row=5, max_row=6)] == [
        ["daliu", "大柳镇", "乡镇", "测试县", "在用", None],
        ["qinghe", "清河社区", "社区", "大栅栏街道", "在用", None],
    ]
    plan = planned(bare, again)
    assert (plan.changes, plan.problems, plan.texts) == ([], [], {})
    plan = planned(bare, path)  # without ids, once more
    assert (plan.changes, {problem.rule for problem in plan.problems}) == ([], {"same-thing-again"})
    assert [problem.place.path for problem in told.told(plan.problems)].count("区域!A2") == 1
    assert len(told.told(plan.problems)) == len(EVERYTHING)


def test_a_sheet_called_like_a_street_of_another_sheet_holds_its_stations(bare: Path, tmp_path: Path) -> None:
    rows: dict[str, list[Cells]] = {
        "大柳镇": [STATION | {"名称": "大柳站", "类型": "流动党员之家"}],
        "区域": [{"名称": "大柳镇", "层级": "乡镇"}],
    }
    plan = planned(bare, book(tmp_path, rows))
    assert (refused(plan), said(plan)[1]) == ("", "大柳镇!A2 新增 大柳站（st-000001）")
    assert "  area: daliu\n" in plan.texts[DATA + "stations/daliu.yml"]


def test_a_list_of_names_alone_is_none_of_areas(tmp_path: Path) -> None:
    (table,) = workbooks.read(written(tmp_path, ["编号", "名称", "状态"], ["", "甲", "开放"], title="一览"), {}, STREETS)[0]
    assert table.sheet.title == "站点"


# Words for areas


@pytest.mark.parametrize(
    ("word", "level"),
    {"街道": "level: 街道\n  parent", "乡镇": "level: 街道\n  called: 乡镇\n", " 乡 镇": "level: 街道\n  called: 乡镇\n"}.items(),
)
def test_a_level_is_taken_in_the_words_of_the_place_and_of_the_registers(word: str, level: str, bare: Path, tmp_path: Path) -> None:
    plan = planned(bare, areas(tmp_path, {"名称": "大柳镇", "层级": word}))
    assert refused(plan) == ""
    assert level in plan.texts[DATA + "areas.yml"]


def test_a_level_changes_its_word(bare: Path, tmp_path: Path) -> None:
    row: Cells = {"名称": "大柳镇", "层级": "乡镇"}
    apply.write(bare, planned(bare, areas(tmp_path, row)).texts)
    plan = planned(bare, areas(tmp_path, row | {"编号": "daliu", "层级": "街道"}))
    assert said(plan) == ["区域!C2 大柳镇 层级：乡镇 → 街道"]
    assert "called" not in plan.texts[DATA + "areas.yml"]
    assert said(planned(bare, areas(tmp_path, {"编号": "ceshi", "名称": "测试县", "层级": "区"}))) == []


def test_faults_of_areas_are_told_in_the_words_of_the_sheet(bare: Path, tmp_path: Path) -> None:
    rows: list[Cells] = [
        {"名称": "大柳镇", "层级": "镇"},
        {"名称": "清河社区", "层级": "社区", "上级区域": "没有的街道"},
        {"名称": "清泉社区", "层级": "社区"},
        {"名称": "清风社区", "层级": "社区", "上级区域": "测试县"},
        {"名称": "清溪街道", "层级": "街道", "状态": "已合并"},
    ]
    assert refused(planned(bare, areas(tmp_path, *rows))) == (
        "区域!C2: error not-a-choice 层级：“镇”不在可选范围。可选：县、区、街道、乡镇、社区、村。\n"
        "区域!D3: error unknown-name 上级区域：没有叫“没有的街道”的区域。请写登记册里的名称。\n"
        "区域!D4: error missing-field 上级区域：没有填。请补上。\n"
        "区域!D5: error area-parent-level 上级区域：上级“测试县”是县，不能直接管社区。请改成上一级区域。\n"
        "区域!A6: error merged-without-successor 并入：已合并，但没有写并到哪里。请填“并入”一列。"
    )


def test_of_two_districts_none_is_guessed(bare: Path, tmp_path: Path) -> None:
    with (bare / DATA / "areas.yml").open("a", encoding="utf-8") as file:
        file.write(HERE.replace("ceshi", "erhao").replace("测试", "二号"))
    assert refused(planned(bare, areas(tmp_path, {"名称": "清溪街道", "层级": "街道"}))) == (
        "区域!A2: error missing-field 上级区域：没有填。请补上。"
    )


TWINS: list[Cells] = [{"名称": "清河社区", "层级": "社区", "上级区域": street} for street in ("春晖街道", "秋实街道")]


def test_two_areas_of_one_name_are_told_apart_by_what_they_lie_in(tree: Path, tmp_path: Path) -> None:
    plan = planned(tree, areas(tmp_path, *TWINS))
    assert said(plan) == ["区域!A2 新增 清河社区（chunhui-qinghe）", "区域!A3 新增 清河社区（qiushi-qinghe）"]
    apply.write(tree, plan.texts)
    station = STATION | {"名称": "清河联络站"}
    for word in ("秋实街道 · 清河社区", "秋实街道·清河社区", "秋实街道/清河社区", "秋实街道清河社区", "秋实街道 － 清河社区"):
        plan = planned(tree, book(tmp_path, {"站点": [station | {"区域": word}]}))
        assert refused(plan) == "", word
        assert "area: qiushi-qinghe" in plan.texts[DATA + "stations/qiushi.yml"]
    apply.write(tree, plan.texts)
    assert refused(planned(tree, book(tmp_path, {"站点": [station | {"名称": "别的站", "区域": "清河社区"}]}))) == (
        "站点!E2: error name-not-single 区域：叫“清河社区”的有 2 个：春晖街道 · 清河社区、秋实街道 · 清河社区。请写成其中的一个。"
    ).replace("E2", header_letter(tmp_path, "站点", "区域") + "2")
    path = tmp_path / "导出.xlsx"
    workbook(tree, load_site(tree, TODAY)[0]).save(path)
    page = load_workbook(path)["站点"]
    assert {"秋实街道 · 清河社区"} == {
        row[header(page, "区域") - 1].value for row in page.iter_rows() if row[header(page, "名称") - 1].value == "清河联络站"
    }
    assert planned(tree, path).changes == []


def header_letter(folder: Path, title: str, head: str) -> str:
    return get_column_letter(header(load_workbook(folder / "表.xlsx")[title], head))


def test_a_name_that_became_one_of_two_still_means_what_it_meant(tree: Path, tmp_path: Path) -> None:
    path = tmp_path / "导出.xlsx"
    workbook(tree, load_site(tree, TODAY)[0]).save(path)
    for head, value in {"名称": "青禾社区", "层级": "社区", "上级区域": "秋实街道"}.items():
        edit(path, put(8, head, value), "区域")
    plan = planned(tree, path)
    assert (said(plan), refused(plan)) == (["区域!A8 新增 青禾社区（qiushi-qinghe）"], "")
    apply.write(tree, plan.texts)
    edit(path, lambda page: page.delete_rows(8), "区域")
    plan = planned(tree, path)
    assert (plan.changes, refused(plan)) == ([], "")


def test_of_two_of_one_name_the_one_in_use_is_meant(tree: Path, tmp_path: Path) -> None:
    merged: Cells = {"名称": "青禾社区", "层级": "社区", "上级区域": "秋实街道", "状态": "已合并", "并入": "丰收社区"}
    apply.write(tree, planned(tree, areas(tmp_path, merged)).texts)
    plan = planned(tree, book(tmp_path, {"站点": [STATION | {"名称": "新站", "区域": "青禾社区"}]}))
    assert "area: qinghe\n" in plan.texts[DATA + "stations/chunhui.yml"]


UNKNOWN = {
    ("站点", "上级站点", "没有的站"): "unknown-name 上级站点：没有叫“没有的站”的站点。请写登记册里的名称。",
    ("站点", "上级站点", "st-900099"): "unknown-reference 上级站点：没有编号为“st-900099”的站点。请核对编号。",
    ("组织", "覆盖方式", "没有的支部"): (
        "not-a-choice 覆盖方式：“没有的支部”不在可选范围。可选：党组织的名称、工会、共青团、妇联、党建指导员。"
    ),
    ("联系点", "联系哪里", "没有的店"): "unknown-name 联系哪里：没有叫“没有的店”的站点、党组织、组织。请写登记册里的名称。",
    ("指导员", "联系哪里", "没有的店、示例面馆甲"): ("unknown-name 联系哪里：没有叫“没有的店”的站点、党组织、组织。请写登记册里的名称。"),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_a_name_of_no_record_is_refused(case: tuple[str, str, str], tree: Path, tmp_path: Path) -> None:
    title, head, word = case
    number = {"站点": "st-900002", "组织": "org-900001", "联系点": "cp-900001", "指导员": "in-900001"}[title]
    plan = planned(tree, written(tmp_path, ["编号", head, "示例"], [number, word, "是"], title=title))
    assert refused(plan) == f"{title}!B2: error {UNKNOWN[case]}"


def test_records_are_named_by_name_or_id(tree: Path, tmp_path: Path) -> None:
    for word in ("示例面馆甲、秋实街道党群服务中心", "org-900001、ST-900003"):
        plan = planned(tree, written(tmp_path, ["编号", "联系哪里", "示例"], ["in-900001", word, "是"], title="指导员"))
        assert said(plan) == ["指导员!B2 in-900001 联系哪里：青禾社区联合党支部、示例助学社丙 → 示例面馆甲、秋实街道党群服务中心"]


# Ids that are typed


@pytest.mark.parametrize("typed", ["qing-he", "Qing-He", "ｑｉｎｇ－ｈｅ"])
def test_a_typed_id_is_taken(typed: str, tree: Path, tmp_path: Path) -> None:
    plan = planned(tree, areas(tmp_path, {"编号": typed, **TWINS[0]}))
    assert (said(plan), refused(plan)) == (["区域!A2 新增 清河社区（qing-he）"], "")


def test_a_typed_id_that_cannot_be_one_is_refused(tree: Path, tmp_path: Path) -> None:
    with (tree / DATA / "addresses.txt").open("a", encoding="utf-8") as promise:
        promise.write("/areas/jiujie/ -> /areas/qinghe/\n")
    rows = [{"编号": typed, **TWINS[0], "名称": f"清河{n}社区"} for n, typed in enumerate(("清河", "jiujie", "new", "new"))]
    assert refused(planned(tree, areas(tmp_path, *rows))) == (
        "区域!A2: error bad-id 编号：“清河”不是合格的编号。写成小写拼音，如“chunhui”。\n"
        "区域!A3: error area-id-taken 编号：编号“jiujie”公布过，不能再给别的区域用。请换一个，或者把这一格空着，由导入来编。\n"
        "区域!A5: error area-id-taken 编号：编号“new”已经是“清河2社区”的。请换一个，或者把这一格空着，由导入来编。"
    )


def exported(tree: Path, folder: Path) -> Path:
    path = folder / "导出.xlsx"
    workbook(tree, load_site(tree, TODAY)[0]).save(path)
    return path


def test_a_corrected_id_is_corrected_wherever_it_stands(tree: Path, tmp_path: Path) -> None:
    path = exported(tree, tmp_path)
    page = load_workbook(path)["区域"]
    assert [page.cell(row, 1).value for row in (4, 6)] == ["chunhui", "qinghe"]
    for row, number in ((4, "chun-hui"), (6, "qing-he")):
        edit(path, put(row, "编号", number), "区域")
    edit(path, put(6, "名称", "青禾新社区"), "区域")
    edit(path, put(4, "地址", "新路1号"))
    plan = planned(tree, path)
    assert (said(plan), refused(plan)) == (
        [
            "区域!A4 春晖街道 编号：chunhui → chun-hui（跟着改的记录 4 条）",
            "区域!A6 青禾社区 编号：qinghe → qing-he（跟着改的记录 4 条）",
            "区域!B6 青禾社区 名称：青禾社区 → 青禾新社区",
            "站点!J4 青禾社区流动党员服务站 地址：春晖街道青禾路2号（虚构） → 新路1号",
        ],
        "",
    )
    assert plan.summary() == "编号变更 2，名称变更 1，地址变更 1"
    before = texts(tree)
    apply.write(tree, plan.texts)
    assert errors(check_tree(tree, TODAY)[1]) == []
    now = texts(tree)
    assert not [name for name, text in now.items() if re.search(r"(?<![/-])\b(?:chunhui|qinghe)\b", text)]
    assert sum(text.count("chun-hui") for text in now.values()) == 5
    assert now[DATA + "stations/qiushi.yml"] == before[DATA + "stations/qiushi.yml"]
    assert planned(tree, exported(tree, tmp_path)).changes == []


def test_a_published_id_stays(tree: Path, tmp_path: Path) -> None:
    with (tree / DATA / "addresses.txt").open("a", encoding="utf-8") as promise:
        promise.write("/areas/qinghe/\n")
    path = exported(tree, tmp_path)
    page = load_workbook(path)["区域"]
    assert [page.cell(row, 1).protection.locked for row in (2, 4, 6, 7)] == [True, False, True, False]
    assert not page.column_dimensions["A"].protection.locked
    for row, number in ((4, "qiushi-2"), (5, "qinghe-2"), (6, "qing-he"), (7, "chunhui-9")):
        edit(path, put(row, "编号", number), "区域")
    edit(path, put(5, "编号", "st-x"), "区域")
    plan = planned(tree, path)
    assert refused(plan) == (
        "区域!A6: error area-id-published 编号：“青禾社区”的编号“qinghe”已经公布，别处的链接都指着它，不能再改。请改回“qinghe”。"
    )


def test_a_corrected_id_may_not_be_another_s(tree: Path, tmp_path: Path) -> None:
    with (tree / DATA / "addresses.txt").open("a", encoding="utf-8") as promise:
        promise.write("/areas/jiujie/ -> /areas/qinghe/\n")
    path = areas(tmp_path, {"编号": "jiujie", "名称": "青禾社区", "层级": "社区", "上级区域": "春晖街道"})
    assert refused(planned(tree, path)) == (
        "区域!A2: error area-id-taken 编号：编号“jiujie”公布过，不能再给别的区域用。请换一个，或者把这一格空着，由导入来编。"
    )


def test_an_area_twice_in_a_sheet_is_refused(tree: Path, tmp_path: Path) -> None:
    row: Cells = {"名称": "青禾社区", "层级": "社区", "上级区域": "春晖街道"}
    plan = planned(tree, areas(tmp_path, TWINS[0], TWINS[0], row, row | {"编号": "qing-he"}))
    assert as_text(sorted(errors(plan.problems))) == (
        "区域!A3: error duplicate-row 编号：“清河社区”在第 2 行已经有了。请只留一行。\n"
        "区域!A5: error duplicate-row 编号：“青禾社区”在第 4 行已经有了。请只留一行。"
    )


# The empty workbook and its examples


def blank(tree: Path, folder: Path) -> Path:
    path = folder / "空表.xlsx"
    workbook(tree, load_site(tree, TODAY)[0], blank=True).save(path)
    return path


@pytest.fixture
def with_samples(bare: Path) -> Path:
    """The district with the demonstration beside it, which its site does not show."""
    shutil.copytree(ROOT / SAMPLES, bare / SAMPLES)
    return bare


def test_an_empty_workbook_explains_itself(with_samples: Path, tmp_path: Path) -> None:
    path = blank(with_samples, tmp_path)
    made = load_workbook(path)
    assert made.sheetnames == ["怎么填", "区域", "站点", "组织", "党组织", "指导员", "联系点", "结对", "词表"]
    assert [[cell.value for cell in row[:5]] for row in made["区域"].iter_rows()] == [
        ["编号", "名称", "层级", "上级区域", "状态"],
        ["示例行", "春晖街道", "街道", "示例区", "在用"],
        ["ceshi", "测试县", "县", None, "在用"],
    ]
    station = {made["站点"].cell(1, n).value: made["站点"].cell(2, n).value for n in range(1, made["站点"].max_column + 1)}
    assert (station["名称"], station["区域"], station["上级站点"]) == ("青禾社区流动党员服务站", "青禾社区", "春晖街道流动党员服务中心")
    assert station["示例"] is None
    assert made["站点"].max_row == 2
    guide = [[cell.value for cell in row] for row in made["怎么填"].iter_rows(max_col=6)]
    assert guide[0][0] == "怎么填"
    assert ["区域", "名称", "春晖街道", None, "必填", None] in guide
    plan = planned(with_samples, path)
    assert (plan.changes, plan.problems) == ([], [])


def test_names_typed_on_another_sheet_can_be_chosen_at_once(bare: Path, tmp_path: Path) -> None:
    made = load_workbook(blank(bare, tmp_path))
    rules = {str(rule.sqref).split(":")[0]: rule for rule in made["站点"].data_validations.dataValidation}
    assert rules["E3"].formula1 == "OFFSET(区域!$B$3,0,0,MAX(1,COUNTA(区域!$B$3:$B$20000)),1)"
    assert rules["F3"].formula1 == "OFFSET(站点!$C$3,0,0,MAX(1,COUNTA(站点!$C$3:$C$20000)),1)"
    assert (rules["E3"].errorStyle, rules["G3"].errorStyle) == ("warning", None)
    levels = {column[0]: [word for word in column[1:] if word] for column in made["词表"].iter_cols(values_only=True)}
    assert levels["区域·层级"] == ["县", "区", "街道", "乡镇", "社区", "村"]


@pytest.mark.parametrize("shows_samples", [True, False])
def test_an_example_is_never_imported(shows_samples: bool, with_samples: Path, tmp_path: Path) -> None:
    if not shows_samples:
        shutil.rmtree(with_samples / SAMPLES)  # then the example says what to write
    path = blank(with_samples, tmp_path)
    made = load_workbook(path)
    for title in ("区域", "站点", "组织", "结对"):
        made[title]["A2"].value = None
    made.save(path)
    tables, _, _ = workbooks.read(path, {}, ())
    assert sum(len(table.rows) for table in tables) == 5
    plan = planned(with_samples, path)
    assert (plan.changes, plan.problems) == ([], [])


def test_who_writes_over_the_example_is_told(with_samples: Path, tmp_path: Path) -> None:
    path = blank(with_samples, tmp_path)
    edit(path, put(2, "名称", "清溪街道"), "区域")
    plan = planned(with_samples, path)
    assert (said(plan), as_text(plan.problems)) == (
        [],
        "区域!A2: warning example-row-changed 编号：这一行开头写着“示例行”，没有读。改成自己的内容，请写到下面的空行里。",
    )
    edit(path, put(2, "编号", None), "区域")
    assert refused(planned(with_samples, path)) == "区域!D2: error unknown-name 上级区域：没有叫“示例区”的区域。请写登记册里的名称。"


def test_samples_that_cannot_be_read_are_no_examples(with_samples: Path, tmp_path: Path) -> None:
    (with_samples / SAMPLES / "areas.yml").write_text("- id: [\n", encoding="utf-8")
    page = load_workbook(blank(with_samples, tmp_path))["区域"]
    assert page.cell(2, header(page, "层级")).value == "从列表里选。"
