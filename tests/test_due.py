"""What streets must verify: why it is due, the workbooks they get, and what their answers change."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import excel_commands
import manage
import pytest
import trees
from excel_sheets import edit, planned, put, texts
from members_home.checks import check_tree
from members_home.excel import apply
from members_home.model.due import due, office_of
from members_home.model.load import load_site
from members_home.problems import as_text, errors
from openpyxl import load_workbook
from trees import TODAY, copy_tree

AREAS, CHUNHUI, QIUSHI = (f"docs/_data/{name}.yml" for name in ("areas", "stations/chunhui", "stations/qiushi"))
ORGANIZATIONS, BRANCHES = "docs/_data/organizations/chunhui.yml", "docs/_data/branches.yml"
LATER = dt.date(2027, 9, 15)  # when all that the tree verified in September 2026 is out of date
ANSWER, REASON = "核实结果", "为什么要核实"
NO_HOURS = "没有开放时间。请填“开放时间”；没有固定时间的，在“开放时间说明”里写明。"
NO_INSPECTION = "没有 2026 年度的党建年检。检查过的，请填“党建年检”；选“无变化”不算检查过。"
# Hours for every station, so that a case is due for its own reason alone; a report on nobody's hours has a case of its own.
HOURS = [
    ("docs/_data/stations/chunhui.yml", '  contact: {role: 党建办, phone: "010-00000001"}\n', "  hours_note: 请先打电话\n"),
    ("docs/_data/stations/qiushi.yml", '  contact: {role: 党建办, phone: "010-00000003"}\n', "  hours_note: 请先打电话\n"),
]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = copy_tree(tmp_path)
    for path, after, line in HOURS:
        change(root, path, after, after + line)
    return root


def change(root: Path, path: str, *pairs: str) -> None:
    trees.apply({"replace": {path: [list(pairs)]}}, root)


def reasons(root: Path, today: dt.date = TODAY) -> dict[str, tuple[str, ...]]:
    return {one.record.id: one.reasons for one in due(load_site(root, today)[0])}


def run(root: Path, *words: object, today: dt.date = TODAY) -> int:
    args = manage.parser().parse_args([str(word) for word in words])
    return {"import": excel_commands.import_, "export": excel_commands.export}[args.command](args, root, today)


def exported(root: Path, today: dt.date = TODAY) -> Path:
    folder = root.parent / f"核实{len(list(root.parent.iterdir()))}"
    assert run(root, "export", "--due", folder, today=today) == 0
    return folder


def answer(path: Path, word: str, *rows: int, sheet: str = "站点") -> None:
    for row in rows:
        edit(path, put(row, ANSWER, word), sheet)


def test_a_tree_that_was_verified_has_nothing_due(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reasons(tree) == {}
    assert run(tree, "export", "--due", tree.parent / "核实") == 0
    assert (capsys.readouterr().out, (tree.parent / "核实").exists()) == ("没有要核实的。\n", False)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2027-08-02", {}),
        ("2027-08-03", dict.fromkeys(("st-900001", "st-900003"), "2026-09-01 核实的，到 2027-09-01 满 365 天。")),
        ("2027-09-01", dict.fromkeys(("st-900001", "st-900003"), "2026-09-01 核实的，到 2027-09-01 满 365 天。")),
        (
            "2027-09-02",
            dict.fromkeys(("st-900001", "st-900003"), "2026-09-01 核实的，已超过 365 天。")
            | {"st-900002": "2026-10-01 核实的，到 2027-10-01 满 365 天。"},
        ),
    ],
)
def test_a_verification_is_due_from_a_month_before_its_year_is_over(today: str, expected: dict[str, str], tree: Path) -> None:
    found = reasons(tree, dt.date.fromisoformat(today))
    assert {number: words[0] for number, words in found.items() if number.startswith("st-")} == expected  # never a closed one


def test_a_station_in_use_needs_hours_or_words_about_them(tree: Path) -> None:
    change(tree, CHUNHUI, "  hours_note: 请先打电话\n", "")
    assert reasons(tree) == {"st-900001": (NO_HOURS,)}
    change(tree, CHUNHUI, "  status: active\n", "  status: suspended\n")
    assert reasons(tree) == {}


def test_an_inspection_is_due_when_its_time_is_up(tree: Path) -> None:
    assert reasons(tree, dt.date(2027, 6, 30)) == {}
    assert reasons(tree, dt.date(2027, 7, 1)) == dict.fromkeys(("org-900001", "org-900002", "org-900003"), (NO_INSPECTION,))
    change(tree, ORGANIZATIONS, "  inspections:\n", '  inspections:\n    - {year: 2026, on: "2027-05-10", result: 合格}\n')
    change(tree, ORGANIZATIONS, "  covered_by: 工会\n", "  covered_by: 工会\n  inspections:\n    - {year: 2026, result: 未检}\n")
    assert set(reasons(tree, dt.date(2027, 7, 1))) == {"org-900002", "org-900003"}  # 未检 is none


ENDED: dict[str, tuple[dict[str, list[list[str]]], dict[str, str]]] = {
    "a station above": (
        {CHUNHUI: [["  status: active\n", '  status: closed\n  closed_on: "2026-06-30"\n']]},
        {
            "st-900002": "“上级站点”写的“春晖街道流动党员之家”已停用，请改选别的。",
            "br-900001": "“站点”写的“春晖街道流动党员之家”已停用，请改选别的。",
        },
    ),
    "a successor": (
        {QIUSHI: [["  status: active\n", '  status: merged\n  closed_on: "2026-06-30"\n  successor: st-900004\n']]},
        {"st-900003": "“并入”写的“丰收社区联络站”已停用，请改选别的。"},
    ),
    "a branch": (
        {BRANCHES: [["status: active", "status: dissolved"]]},
        {
            "org-900001": "“覆盖方式”写的“青禾社区联合党支部”已撤销，请改选别的。",
            "org-900002": "“覆盖方式”写的“青禾社区联合党支部”已撤销，请改选别的。",
            "in-900001": "“联系哪里”写的“青禾社区联合党支部”已撤销，请改选别的。",
            "cp-900001": "“联系哪里”写的“青禾社区联合党支部”已撤销，请改选别的。",
        },
    ),
    "a party": (
        {BRANCHES: [["status: active", "status: dissolved"]], "docs/_data/pairings.yml": [["org-900001", "br-900001"]]},
        {"pa-900001": "“双方”写的“青禾社区联合党支部”已撤销，请改选别的。"},
    ),
    "an area": (
        {
            AREAS: [["社区, parent: qiushi, status: active", "社区, parent: qiushi, status: merged, successor: qinghe"]],
            QIUSHI: [["area: qiushi", "area: fengshou"]],
        },
        {"st-900003": "“区域”写的“丰收社区”已合并，请改选别的。"},
    ),
    "an area above": (
        {
            AREAS: [
                [
                    "街道, parent: shili, status: active, sample: true}\n- {id: qinghe",
                    "街道, parent: shili, status: merged, successor: chunhui, sample: true}\n- {id: qinghe",
                ]
            ]
        },
        {"fengshou": "“上级区域”写的“秋实街道”已合并，请改选别的。", "st-900003": "“区域”写的“秋实街道”已合并，请改选别的。"},
    ),
    "what an area became": (
        {
            AREAS: [
                ["社区, parent: chunhui, status: active", "社区, parent: chunhui, status: merged, successor: fengshou"],
                ["社区, parent: qiushi, status: active", "社区, parent: qiushi, status: merged, successor: qinghe"],
            ]
        },
        {"qinghe": "“并入”写的“丰收社区”已合并，请改选别的。", "fengshou": "“并入”写的“青禾社区”已合并，请改选别的。"},
    ),
}


@pytest.mark.parametrize("name", ENDED)
def test_what_names_something_that_ended_is_due(name: str, tree: Path) -> None:
    edits, expected = ENDED[name]
    trees.apply({"replace": edits}, tree)
    found = reasons(tree)
    assert {number: words for number, words in found.items() if number in expected} == {
        number: (said,) for number, said in expected.items()
    }
    assert "st-900004" not in found  # closed itself, it answers only for what it became
    ended = {fault.rule for fault in errors(check_tree(tree, TODAY)[1])} & {"refers-to-closed", "successor-closed"}
    assert ended, "the checks call each of them an error"


@pytest.mark.parametrize(
    ("area", "office"),
    [("shili", ""), ("chunhui", "chunhui"), ("qinghe", "chunhui"), ("fengshou", "chunhui"), ("qiushi", "chunhui"), ("unknown", "")],
)
def test_the_street_that_answers_is_the_one_that_still_is(area: str, office: str, tree: Path) -> None:
    change(
        tree,
        AREAS,
        "秋实街道, level: 街道, parent: shili, status: active",
        "秋实街道, level: 街道, parent: shili, status: merged, successor: chunhui",
    )
    found = office_of(load_site(tree, TODAY)[0], area)
    assert (found.id if found else "") == office


def test_each_street_gets_a_workbook_of_what_is_due(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(tree, ORGANIZATIONS, "area: chunhui", "area: shili")
    folder = exported(tree, LATER)
    assert capsys.readouterr().out == (
        f"要核实的有 6 条，{folder} 里写好了 3 张表：\n"
        "  春晖街道.xlsx：站点 2 条，组织 2 条\n"
        "  秋实街道.xlsx：站点 1 条\n"
        "  示例区.xlsx：组织 1 条\n"
        f"请各街道填“核实结果”一列。收回来以后运行：python3 scripts/manage.py import {folder}/*.xlsx\n"
    )
    assert {path.name for path in folder.iterdir()} == {"春晖街道.xlsx", "秋实街道.xlsx", "示例区.xlsx"}
    book = load_workbook(folder / "春晖街道.xlsx")
    assert book.sheetnames == ["站点", "组织", "词表"]
    page = book["站点"]
    assert [cell.value for cell in page[1]][:4] == [REASON, ANSWER, "编号", "示例"]
    assert [(row[0].value, row[2].value) for row in page.iter_rows(min_row=3)] == [
        ("2026-09-01 核实的，已超过 365 天。", "st-900001"),
        ("2026-10-01 核实的，到 2027-10-01 满 365 天。", "st-900002"),
    ]
    assert [page.cell(3, column).protection.locked for column in (1, 2, 3, 4)] == [True, False, True, False]
    assert ['"无变化,已改好"', "B3:B4"] in [[rule.formula1, str(rule.sqref)] for rule in page.data_validations.dataValidation]
    assert (page.freeze_panes, book["组织"].cell(3, 1).value) == ("E2", NO_INSPECTION)


def test_names_that_windows_refuses_or_that_stand_twice_make_files_all_the_same(tree: Path) -> None:
    change(tree, AREAS, "name: 春晖街道", "name: 春晖/东?街道")
    change(tree, AREAS, "name: 秋实街道", "name: 春晖:东*街道")
    assert sorted(path.name for path in exported(tree, LATER).iterdir()) == ["春晖_东_街道-qiushi.xlsx", "春晖_东_街道.xlsx"]


def test_a_folder_with_files_is_refused_and_a_failure_leaves_nothing(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, file = tree.parent / "核实", tree.parent / "a.txt"
    folder.mkdir()
    file.touch()
    assert run(tree, "export", "--due", file) == 1
    assert capsys.readouterr().err == f"{file} 是一个文件。请换一个新的文件夹，免得和上一回的混在一起。\n"
    (folder / "旧.xlsx").touch()
    assert run(tree, "export", "--due", folder) == 1
    assert capsys.readouterr().err == f"{folder} 里已经有文件。请换一个新的文件夹，免得和上一回的混在一起。\n"
    (folder / "旧.xlsx").unlink()
    with monkeypatch.context() as patch:
        patch.setattr("openpyxl.Workbook.save", lambda self, path: (path.write_text("half"), 1 / 0))
        with pytest.raises(ZeroDivisionError):
            run(tree, "export", "--due", folder, today=LATER)
    assert sorted(path.name for path in tree.parent.iterdir()) == ["a.txt", "tree", "核实"]
    assert run(tree, "export", "--due", folder, today=LATER) == 0
    assert len(list(folder.iterdir())) == 2


def test_export_without_a_name_says_what_to_write(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tree, "export") == 1
    assert capsys.readouterr().err == "请写上文件名，如 export 登记册.xlsx；给各街道的核实表写 export --due 文件夹。\n"


def test_one_word_a_row_renews_every_verification_and_nothing_else(tree: Path) -> None:
    """The whole way: export, 无变化, import, and nothing is due."""
    day = dt.date(2027, 6, 30)  # no inspection is due before July
    change(tree, CHUNHUI, 'verified: {on: "2026-09-01"', 'verified: {on: "2026-03-01"')
    change(tree, QIUSHI, 'verified: {on: "2026-09-01"', 'verified: {on: "2026-03-01"')
    folder, before = exported(tree, day), texts(tree)
    for path in folder.iterdir():
        answer(path, "无变化", 3)
        assert run(tree, "import", path, "--apply", today=day) == 0
    after = texts(tree)
    assert after == {
        path: text.replace('verified: {on: "2026-03-01", by_role: 街道党建办}', 'verified: {on: "2027-06-30", by_role: 街道党建办}')
        for path, text in before.items()
    }
    assert after != before
    assert reasons(tree, day) == {}
    for path in folder.iterdir():  # the same sheets once more, days later
        plan = planned(tree, path, today=day + dt.timedelta(days=5))
        assert (plan.changes, plan.problems) == ([], [])


ADDRESS = "站点!L3 春晖街道流动党员之家 地址：春晖街道春晖路1号（虚构） → 甲路1号"
DATED = "站点!AB3 春晖街道流动党员之家 核实日期：2026-09-01 → 2027-09-15"
WRONG_WORD = "站点!B3: error not-a-choice 核实结果：“没变”不在可选范围。可选：无变化、已改好。"
STILL_OVERDUE = (
    "站点!AB3: warning verification-overdue 核实日期：上次核实是 2026-08-01，已超过 365 天，网页会标“待核实”。请核实后更新日期。"
)
NOTHING_MENDED = (
    "站点!B3: error mended-nothing 核实结果：写了“已改好”，这一行却没有一格改过。请把改了的写在那一格里；没有变化的，选“无变化”。"
)


@pytest.mark.parametrize(
    ("cells", "changes", "problems"),
    [
        ({}, [], ""),
        ({"地址": "甲路1号"}, [ADDRESS], ""),
        ({ANSWER: "无变化"}, [DATED], ""),
        ({ANSWER: " 无 变化 "}, [DATED], ""),
        ({ANSWER: "已改好", "地址": "甲路1号"}, [ADDRESS, DATED], ""),
        ({ANSWER: "无变化", "地址": "甲路1号"}, [ADDRESS, DATED], ""),
        ({ANSWER: "已改好", "核实日期": "2027-09-10"}, [DATED.replace("15", "10")], ""),
        ({ANSWER: "无变化", "核实日期": "2026-08-01"}, [DATED.replace("2027-09-15", "2026-08-01")], STILL_OVERDUE),
        ({ANSWER: "无变化", "核实岗位": "社区党委"}, [DATED, "站点!AC3 春晖街道流动党员之家 核实岗位：街道党建办 → 社区党委"], ""),
        ({ANSWER: "没变"}, [], WRONG_WORD),
        ({ANSWER: "已改好"}, [], NOTHING_MENDED),
    ],
)
def test_what_an_answer_means(cells: dict[str, str], changes: list[str], problems: str, tree: Path) -> None:
    path = exported(tree, LATER) / "春晖街道.xlsx"
    for name, value in cells.items():
        edit(path, put(3, name, value))
    plan = planned(tree, path, today=LATER)
    assert ([str(one) for one in plan.changes], as_text(plan.problems)) == (changes, problems)


def test_an_inspection_is_not_confirmed_by_a_word(tree: Path) -> None:
    path = exported(tree, LATER) / "春晖街道.xlsx"
    answer(path, "无变化", 3, sheet="组织")
    answer(path, "已改好", 4, sheet="组织")
    edit(path, put(4, "党建年检", "2026 年度 2027-05-10 合格；2025 年度 2026-04-20 整改"), "组织")
    plan = planned(tree, path, today=LATER)
    assert as_text(plan.problems) == (
        "组织!B3: warning nothing-to-date 核实结果：“无变化”没有记下：这张表没有核实日期。要补的，请写在“为什么要核实”说的那一格里。"
    )
    assert plan.summary() == "党建年检变更 1"
    apply.write(tree, plan.texts)
    assert "org-900002" not in reasons(tree, LATER)


def test_an_answer_about_what_changed_since_is_refused(tree: Path) -> None:
    path = exported(tree, LATER) / "春晖街道.xlsx"
    change(tree, CHUNHUI, "春晖路1号", "春晖路8号")
    answer(path, "无变化", 3)
    assert as_text(planned(tree, path, today=LATER).problems) == (
        "站点!C3: error row-changed-meanwhile 编号：登记册里的“春晖街道流动党员之家”在导出以后改过。请重新导出，把改动填到新表里。"
    )


def test_a_cleared_day_is_missing_whatever_the_answer(tree: Path) -> None:
    path = exported(tree, LATER) / "春晖街道.xlsx"
    edit(path, put(3, "核实日期", "‹清空›"))
    answer(path, "无变化", 3)
    assert "站点!AB3: error missing-field 核实日期：没有填。请补上。" in as_text(planned(tree, path, today=LATER).problems)


def test_a_verdict_in_a_text_file_counts_too(tree: Path) -> None:
    path = tree.parent / "站点.csv"
    path.write_text("为什么要核实,核实结果,编号,名称\n久了,无变化,st-900001,春晖街道流动党员之家\n", encoding="utf-8")
    plan = planned(tree, path, today=LATER)
    assert [str(one).partition(" ")[2] for one in plan.changes] == [DATED.partition(" ")[2]]
    apply.write(tree, plan.texts)
    assert planned(tree, path, today=LATER).changes == []


def test_a_street_can_put_right_what_names_something_that_ended(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(tree, CHUNHUI, "  status: active\n", '  status: closed\n  closed_on: "2026-06-30"\n')
    assert run(tree, "export", tree.parent / "登记册.xlsx") == 1  # whatever is wrong stops a whole export
    path = exported(tree) / "春晖街道.xlsx"
    edit(path, put(3, "上级站点", "‹清空›"))
    capsys.readouterr()
    assert run(tree, "import", path) == 0  # the branch's station is still the closed one: a fault that was there before
    edit(path, put(3, "站点", "st-900002"), "党组织")
    assert run(tree, "import", path, "--apply") == 0
    assert errors(check_tree(tree, TODAY)[1]) == []


def test_a_new_fault_like_one_that_stands_is_told(tree: Path) -> None:
    change(tree, CHUNHUI, "  status: active\n", '  status: closed\n  closed_on: "2026-06-30"\n')
    record = (tree / BRANCHES).read_text(encoding="utf-8")
    (tree / BRANCHES).write_text(record + record.replace("br-900001", "br-900002").replace("st-900001", "st-900003"), encoding="utf-8")
    change(tree, BRANCHES, "青禾社区联合党支部, form: 联合党支部", "青禾社区甲支部, form: 单独组建")
    change(tree, BRANCHES, "青禾社区联合党支部, form: 联合党支部", "青禾社区乙支部, form: 单独组建")
    path = tree.parent / "党组织.csv"
    path.write_text("编号,名称,站点\nbr-900002,青禾社区乙支部,st-900001\n", encoding="utf-8")
    assert as_text(planned(tree, path).problems) == (
        "党组织!C2: error refers-to-closed 站点：“春晖街道流动党员之家”已停用、已合并或已撤销。请改选别的。"
    )
