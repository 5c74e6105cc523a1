"""A street or community becomes part of another one: everything that names it follows, is shown first, and nothing is half-written."""

from __future__ import annotations

from pathlib import Path

import manage
import merge_command
import pytest
from members_home.checks import check_tree
from members_home.pages import areas
from members_home.problems import as_text
from members_home.source.yaml_edit import with_values
from trees import TEMPLATES, TODAY, apply, copy_tree

DATA = "docs/_data/"
MORE = """\
- {id: zhuying, name: 竹影社区, level: 社区, parent: qiushi, status: merged, successor: fengshou, sample: true}
- id: qiushi-er
  name: 丰收社区
  level: 社区
  parent: chunhui
  status: active  # 和秋实街道的那个同名
  sample: true
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = copy_tree(tmp_path)
    with (root / DATA / "areas.yml").open("a", encoding="utf-8", newline="\n") as file:
        file.write(MORE)
    assert as_text(check_tree(root, TODAY)[1]) == ""
    return root


def run(root: Path, old: str, new: str, *words: str, on: str = "2026-10-01") -> int:
    return merge_command.merge_area(manage.parser().parse_args(["merge-area", old, new, "--on", on, *words]), root, TODAY)


def files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root / DATA).as_posix(): path.read_text(encoding="utf-8") for path in (root / DATA).rglob("*.*") if path.is_file()
    }


def lines_changed(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """By file the lines that are new, where only so many were replaced or added."""
    return {
        name: [line for line in text.splitlines() if line not in before[name].splitlines()]
        for name, text in after.items()
        if text != before[name]
    }


def test_a_merger_is_shown_and_then_written(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(tree)
    shown = """\
秋实街道（qiushi）并入春晖街道（chunhui），2026-10-01：
docs/_data/areas.yml
  秋实街道（qiushi）：状态 已合并，并入 春晖街道，合并日期 2026-10-01
  丰收社区（fengshou）：上级区域 秋实街道 → 春晖街道
  竹影社区（zhuying）：上级区域 秋实街道 → 春晖街道
docs/_data/stations/qiushi.yml
  秋实街道党群服务中心（st-900003）：区域 秋实街道 → 春晖街道
共 4 处。网址 /areas/qiushi/ 不变，那一页写明什么时候并到了哪里。
"""
    assert run(tree, "秋实街道", "chunhui") == 0
    assert capsys.readouterr().out == f"{shown}登记册没有动。看过没问题，加上 --apply 再运行一次。\n"
    assert files(tree) == before
    assert run(tree, "qiushi", "春晖街道", "--apply") == 0
    assert capsys.readouterr().out == f"{shown}已写进登记册。\n"
    assert lines_changed(before, files(tree)) == {
        "areas.yml": [
            "- {id: qiushi, name: 秋实街道, level: 街道, parent: shili, status: merged, successor: chunhui,"
            ' merged_on: "2026-10-01", sample: true}',
            "- {id: fengshou, name: 丰收社区, level: 社区, parent: chunhui, status: active, sample: true}",
            "- {id: zhuying, name: 竹影社区, level: 社区, parent: chunhui, status: merged, successor: fengshou, sample: true}",
        ],
        "stations/qiushi.yml": ["  area: chunhui"],
    }
    assert as_text(check_tree(tree, TODAY)[1]) == ""


def test_what_was_merged_before_follows(tree: Path) -> None:
    before = files(tree)
    assert run(tree, "fengshou", "qiushi-er", "--apply") == 0
    assert lines_changed(before, files(tree)) == {
        "areas.yml": [
            "- {id: fengshou, name: 丰收社区, level: 社区, parent: qiushi, status: merged, successor: qiushi-er,"
            ' merged_on: "2026-10-01", sample: true}',
            "- {id: zhuying, name: 竹影社区, level: 社区, parent: qiushi, status: merged, successor: qiushi-er, sample: true}",
        ],
        "stations/qiushi.yml": ["  area: qiushi-er"],
    }


def test_the_page_of_what_was_merged_says_since_when_and_where_to_go(tree: Path) -> None:
    assert run(tree, "qiushi", "chunhui", "--apply") == 0
    site = check_tree(tree, TODAY)[0]
    (page,) = areas.pages(site, TEMPLATES, [site.area_by_id["qiushi"]])
    assert page.address == "/areas/qiushi/"
    assert '<p class="warning">秋实街道已于 2026 年 10 月 1 日并入<a href="../../areas/chunhui/">春晖街道</a>。</p>' in page.body
    (old,) = areas.pages(site, TEMPLATES, [site.area_by_id["zhuying"]])
    assert "竹影社区已并入<a" in old.body  # merged when nobody wrote down the day


@pytest.mark.parametrize(
    ("old", "new", "on", "told"),
    [
        ("没有街道", "chunhui", "2026-10-01", "没有“没有街道”这个区域。请写 areas.yml 里的编号或名称。\n"),
        (
            "qinghe",
            "丰收社区",
            "2026-10-01",
            "叫“丰收社区”的区域有 2 个：fengshou（示例区，秋实街道）、qiushi-er（示例区，春晖街道）。请写编号。\n",
        ),
        ("qinghe", "青禾社区", "2026-10-01", "青禾社区不能并进它自己。\n"),
        ("zhuying", "qinghe", "2026-10-01", "竹影社区已经并入丰收社区了。\n"),
        ("qinghe", "zhuying", "2026-10-01", "竹影社区已经并入丰收社区了。请改写并到哪里。\n"),
        ("qinghe", "qiushi", "2026-10-01", "青禾社区是社区，秋实街道是街道。只有同一级的才能合并。\n"),
        ("qiushi", "chunhui", "2026-11-02", "2026-11-02 还没到。请到那一天再合并：网页上马上会写“已并入”。\n"),
    ],
)
def test_what_cannot_be_merged_is_refused(old: str, new: str, on: str, told: str, tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(tree)
    assert run(tree, old, new, "--apply", on=on) == 1
    assert capsys.readouterr().err == told
    assert files(tree) == before


def test_a_sample_is_not_merged_with_what_is_real(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    apply({"replace": {f"{DATA}areas.yml": [["parent: chunhui, status: active, sample: true", "parent: chunhui, status: active"]]}}, tree)
    assert run(tree, "青禾社区", "qiushi-er", "--apply") == 1
    assert capsys.readouterr().err == "青禾社区和丰收社区，一个是示例，一个是真的。两样不能合并。\n"


def test_a_merger_that_leaves_a_fault_is_not_written(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(tree)
    assert run(tree, "qinghe", "fengshou", "--apply") == 1
    shown = capsys.readouterr()
    assert shown.out.partition("合并以后会多出这些提示：\n")[2] == (
        "docs/_data/stations/chunhui.yml:15: error parent-outside-area parent（上级站点）：上级站点在“春晖街道”，不在本区域，"
        "也不在它的上级区域。请改选。\n上级站点留在原来街道的，先把 parent 那一项去掉，合并以后再填新的。\n"
    )
    assert "branches.yml\n  青禾社区联合党支部（br-900001）：区域 青禾社区 → 丰收社区\n" in shown.out
    assert shown.err == "有 1 处要先改好，登记册没有动。\n"
    assert files(tree) == before


def test_broken_registers_are_mended_first(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    apply({"replace": {f"{DATA}stations/qiushi.yml": [["area: fengshou", "area: nowhere"]]}}, tree)
    assert run(tree, "qiushi", "chunhui", "--apply") == 1
    assert capsys.readouterr().err == "登记册自己先有 1 处错误。请先改好它们。\n"


@pytest.mark.parametrize("typed", ["2026-02-30", "10月1日", "0001-01-01"])
def test_a_day_is_a_day(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        manage.parser().parse_args(["merge-area", "a", "b", "--on", typed])
    assert f"“{typed}”不是日期，请写成 2026-11-01 这样" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {a: 1, s: on, b: 2}\n", "- {a: 2, s: off, n: 3, b: 2}\n"),
        ("- {s: on, a: 1}  # 备注\n", "- {s: off, a: 2, n: 3}  # 备注\n"),
        ('- {s: "on", a: 1, b: {s: on}}\n', "- {s: off, a: 2, n: 3, b: {s: on}}\n"),
        ("# 头\n- s: on\n  a: 1  # 备注\n  b: 甲\n# 尾\n", "# 头\n- s: off\n  a: 2  # 备注\n  n: 3\n  b: 甲\n# 尾\n"),
        ("- a: 1\n  s: on", "- a: 2\n  s: off\n  n: 3"),
    ],
)
def test_values_change_and_nothing_else_of_a_file(text: str, expected: str) -> None:
    assert with_values(text, {0: {"s": "off", "a": "2", "n": "3"}}) == expected


def test_records_are_found_by_their_place() -> None:
    assert with_values("- {a: 1}\n- {a: 1}\n- {a: 1}\n", {0: {"a": "2"}, 2: {"a": "3", "b": "4"}}) == "- {a: 2}\n- {a: 1}\n- {a: 3, b: 4}\n"
