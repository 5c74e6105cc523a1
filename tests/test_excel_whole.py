"""Whole imports: any mix of edits, many rows, and a machine that stops halfway."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from excel_sheets import exported, header, planned, texts
from members_home.excel import apply
from members_home.excel.columns import SHEETS
from openpyxl import Workbook, load_workbook
from trees import copy_tree


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copy_tree(tmp_path)


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
