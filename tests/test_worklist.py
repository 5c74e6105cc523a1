"""What a production build still needs is one list to work through, not a line for each fault."""

from __future__ import annotations

import argparse
from pathlib import Path

import commands
import pytest
import trees
from conftest import TODAY, add_theme
from members_home.checks.worklist import BLOCKING, LATER, MOST, as_worklist
from members_home.problems import Place, Problem, problem
from members_home.rules import EXCEL_RULES, RULES
from mkdocs.config import load_config

JSON = "一处一处全列出来：python3 scripts/manage.py check --production --format json"
SAMPLES = "运行 manage.py start，写下是哪个区，示例就不再用了；自己的记录里写着 sample: true 的，换成真的。"


def check(root: Path, capsys: pytest.CaptureFixture[str], production: bool = True) -> tuple[int, str]:
    args = argparse.Namespace(root=root, today=trees.TODAY.isoformat(), production=production, format="text")
    code = commands._check(args, root)
    return code, capsys.readouterr().out


def test_the_demonstration_is_told_what_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.copy_tree(tmp_path)
    edits = {
        "docs/_data/stations/chunhui.yml": [["2026-10-01", "2025-10-01"], ["2026-09-01", "2025-09-01"]],
        "docs/_data/stations/qiushi.yml": [["2026-09-01", "2025-09-01"]],
        "docs/_data/duties.yml": [['body: ""', "body: 示例区社会工作部门"]],
        "lessons/08-di-yi-tian.md": [["sms: 上班", f"sms: {'字' * 36}上班"], ["合同不是", "合同并不是"]],
    }
    trees.apply({"replace": edits}, root)
    told = f"""\
正式发布以前还有 3 件事。请从上往下做：
1. 改错：1 处
   lessons/08-di-yi-tian.md:6: error sms-too-long sms（短信）：短信有 49 个字，最多 36 个，签名和链接另算。请缩短 13 个字。
2. 换掉示例：16 条。{SAMPLES}
   docs/_data/areas.yml：第 1、2、3、4、5 行
   docs/_data/branches.yml：第 1 行
   docs/_data/contact_points.yml：第 1 行
   docs/_data/instructors.yml：第 1 行
   docs/_data/organizations/chunhui.yml：第 2、13、25 行
   等 8 个文件
3. 填责任信息：5 项。照编辑手册“发布”一页填。
   docs/_data/duties.yml：纠错电话、纠错邮箱、网址、ICP 备案号、公安备案号
另外有 2 件事要记得，不做也能发布：
4. 核实：3 站。给站点打电话，都对上了，把核实日期改成当天。
   docs/_data/stations/chunhui.yml：第 9、29 行
   docs/_data/stations/qiushi.yml：第 9 行
5. 核对引用：1 处。对着条文核一遍，改好，运行 manage.py checked。
   lessons/08-di-yi-tian.md：第 8 行
{JSON}
错误 22 处，提醒 4 处。
"""
    assert check(root, capsys) == (1, told)


def test_a_site_that_is_ready_is_told_its_reminders_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.copy_tree(tmp_path)
    trees.make_real(root)
    assert check(root, capsys) == (0, "错误 0 处，提醒 0 处。\n")
    trees.apply({"replace": {"docs/_data/holidays.yml": [["2027", "2028"], ["2027-01-01", "2028-01-01"]]}}, root)
    told = f"""\
另外有 1 件事要记得，不做也能发布：
1. 补放假安排：1 年。国务院办公厅公布后，运行 manage.py holidays 读进来；没公布的不要猜。
   docs/_data/holidays.yml
{JSON}
错误 0 处，提醒 1 处。
"""
    assert check(root, capsys) == (0, told)
    assert check(root, capsys, production=False)[1].startswith("docs/_data/holidays.yml: warning holiday-year-missing 还没有 2027 年")


def test_a_production_build_tells_the_same_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    root = add_theme(trees.copy_tree(tmp_path))
    trees.make_real(root)
    trees.apply({"replace": {"docs/_data/holidays.yml": [["2027", "2028"], ["2027-01-01", "2028-01-01"]]}}, root)
    monkeypatch.setenv("SITE_TODAY", TODAY)
    monkeypatch.setenv("SITE_PRODUCTION", "1")
    caplog.set_level("INFO", logger="mkdocs.hooks.gate")
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_config(config)
    assert [record.message.splitlines()[0] for record in caplog.records if record.name == "mkdocs.hooks.gate"] == [
        "另外有 1 件事要记得，不做也能发布："
    ]


def test_of_many_places_and_files_the_first_are_named() -> None:
    def found(path: str, line: int) -> Problem:
        return problem("verification-overdue", Place(path, line), value="2025-01-01")

    told = as_worklist([*(found("a.yml", line) for line in range(1, MOST + 2)), *(found(f"b{n}.yml", 7) for n in range(MOST))])
    assert (
        told
        == f"""\
另外有 1 件事要记得，不做也能发布：
1. 核实：11 站。给站点打电话，都对上了，把核实日期改成当天。
   a.yml：第 1、2、3、4、5 行，等 6 处
   b0.yml：第 7 行
   b1.yml：第 7 行
   b2.yml：第 7 行
   b3.yml：第 7 行
   等 6 个文件
{JSON}"""
    )


def test_what_no_task_names_says_itself_what_to_do() -> None:
    wrong = [problem("space-in-text", Place(f"a{n}.md", n), fix="字") for n in range(1, 2)]
    wrong += [problem("bad-time", Place("a.yml", n), value="9：00", fix="“09:00”") for n in range(1, MOST + 3)]
    lines = as_worklist(wrong).splitlines()
    assert lines[:3] == [
        "正式发布以前还有 1 件事。请从上往下做：",
        "1. 改错：7 处",
        "   a.yml:1: error bad-time “9：00”不是有效时间。请写成“09:00”，用半角冒号。",
    ]
    assert lines[7:10] == ["   等 7 处", "另外有 1 件事要记得，不做也能发布：", "2. 改标点和空格：1 处。照提示改。"]


def test_an_error_of_a_rule_that_mostly_warns_is_to_be_mended() -> None:
    (item,) = [problem("citation-superseded", Place("a.md", 3), value="某法", since="2020年起", by="")]
    assert as_worklist([item]).splitlines()[1] == "1. 改错：1 处"


def test_nothing_is_said_where_nothing_is_left() -> None:
    assert as_worklist([]) == ""


def test_every_reminder_has_its_place_in_the_list() -> None:
    named = [rule for task in (*BLOCKING, *LATER) for rule in task.rules]
    assert len(named) == len(set(named))
    assert set(named) <= set(RULES)
    assert {name for name, rule in RULES.items() if rule.level == "warning"} - EXCEL_RULES <= set(named)
