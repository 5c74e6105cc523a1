"""The log of imports: what stands in it, who may damage it, and that nobody publishes it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import excel_commands
import manage
import pytest
from conftest import ROOT
from excel_sheets import edit, exported, put, texts, written
from members_home.checks import check_tree
from members_home.excel import apply, change_log
from members_home.excel.columns import ID
from members_home.excel.plan import Change
from members_home.source.files import CHANGE_LOG
from mkdocs.config import load_config
from mkdocs.structure.files import File, set_exclusions
from trees import TODAY, copy_tree

DAY = dt.date(2026, 11, 2)
ADDRESS = Change("站点!J4", "青禾站", "地址", "旧路1号", "新路9号", number="st-900002")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copy_tree(tmp_path)


def run(root: Path, *words: object, today: dt.date = TODAY) -> int:
    args = manage.parser().parse_args(["import", *map(str, words)])
    return excel_commands.import_(args, root, today)


def log(root: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO((root / CHANGE_LOG).read_text(encoding="utf-8-sig"), newline="")))


def test_what_an_import_changed_is_kept_with_day_post_and_file(tree: Path, tmp_path: Path) -> None:
    path = exported(tree)
    edit(path, put(4, "地址", "春晖街道新路9号（虚构）"))
    edit(path, put(4, "办公电话", "010-12345678"))
    assert (run(tree, path), (tree / CHANGE_LOG).exists()) == (0, False)  # only looked at
    assert run(tree, path, "--apply", "--by", "街道党建办") == 0
    assert run(tree, path, "--apply", "--by", "街道党建办") == 0  # nothing is left to change
    head = ["名称", "类型", "区域", "状态", "地址", "办公室", "办公电话", "核实日期", "核实岗位"]
    new = ["青禾社区联络站", "联络站", "青禾社区", "开放", "青禾路9号", "值班室", "010-63031234", "2026-10-01", "街道党建办"]
    assert run(tree, written(tmp_path, head, new), "--apply", today=DAY) == 0
    assert (tree / CHANGE_LOG).read_bytes().startswith("\ufeff日期,谁,".encode())
    assert log(tree) == [
        ["日期", "谁", "从哪个文件", "编号", "名称", "哪一项", "原来", "现在"],
        [
            "2026-11-01",
            "街道党建办",
            "登记册.xlsx",
            "st-900002",
            "青禾社区流动党员服务站",
            "地址",
            "春晖街道青禾路2号（虚构）",
            "春晖街道新路9号（虚构）",
        ],
        ["2026-11-01", "街道党建办", "登记册.xlsx", "st-900002", "青禾社区流动党员服务站", "办公电话", "010-00000002", "010-12345678"],
        ["2026-11-02", "", "表.xlsx", "st-000001", "青禾社区联络站", "新增", "", ""],
    ]
    assert check_tree(tree, TODAY)[1] == []


def test_a_refused_import_is_not_in_the_log(tree: Path) -> None:
    path = exported(tree)
    edit(path, put(4, "地址", "春晖街道新路9号（虚构）"))
    edit(path, put(4, "状态", "营业"))
    assert (run(tree, path, "--apply"), (tree / CHANGE_LOG).exists()) == (1, False)


def test_registers_and_log_are_written_together_or_not_at_all(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, before = exported(tree), texts(tree)
    edit(path, put(4, "地址", "春晖街道新路9号（虚构）"))
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", lambda number: 1 / 0)  # the machine stops while texts are written aside
        with pytest.raises(ZeroDivisionError):
            run(tree, path, "--apply")
    apply.recover(tree)
    assert (texts(tree), (tree / CHANGE_LOG).exists()) == (before, False)


def test_what_is_private_or_a_formula_is_kept_as_neither(tree: Path) -> None:
    changes = [
        Change("站点!C4", "=甲", "地址", "13800138000", "@路\n二", number="st-900002"),
        Change("站点!C5", "乙11010519491231002X", ID, "", "st-900009"),
    ]
    (tree / CHANGE_LOG).write_text(change_log.appended(tree, changes, DAY, "+13900139000", "-表.csv"), encoding="utf-8", newline="")
    assert log(tree)[1:] == [
        ["2026-11-02", "'+139****9000", "'-表.csv", "st-900002", "'=甲", "地址", "138****8000", "'@路〈U+000A〉二"],
        ["2026-11-02", "'+139****9000", "'-表.csv", "st-900009", "乙110***********002X", "新增", "", ""],
    ]


LINE = "2026-11-02,,表.csv,st-900002,青禾站,地址,旧路1号,新路9号\r\n"
FRESH = f"\ufeff{','.join(change_log.HEADERS)}\r\n{LINE}"


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (b"", FRESH),
        (b"\xef\xbb\xbf \r\n", FRESH),
        ("日期,谁".encode(), f"\ufeff日期,谁\r\n{LINE}"),
        ("日期,谁\n".encode("gb18030"), f"\ufeff日期,谁\n{LINE}"),
        ("日期,谁\n".encode("utf-16"), f"\ufeff日期,谁\n{LINE}"),
        ('\ufeff甲,"没有关上\n乙\n'.encode(), f'\ufeff甲,"没有关上\n乙\n"\r\n{LINE}'),
        (b"a\xff\xff\n", f"\ufeffa\\xff\\xff\n{LINE}"),
        (b"\xff\xfea", f"\ufeff\\xff\\xfea\r\n{LINE}"),
    ],
)
def test_whatever_was_done_to_the_log_lines_are_added(standing: bytes, expected: str, tree: Path) -> None:
    (tree / CHANGE_LOG).write_bytes(standing)
    assert change_log.appended(tree, [ADDRESS], DAY, "", "表.csv") == expected


def test_the_log_is_kept_out_of_the_site_and_no_other_table_is_let_in(tree: Path) -> None:
    (tree / CHANGE_LOG).write_text(FRESH, encoding="utf-8")
    assert check_tree(tree, TODAY)[1] == []
    (tree / "docs/_data/stations/changes.csv").write_text(FRESH, encoding="utf-8")
    assert [(item.rule, item.place.path) for item in check_tree(tree, TODAY)[1]] == [("not-a-site-file", "docs/_data/stations/changes.csv")]
    config = load_config(str(ROOT / "mkdocs.yml"))
    file = File(CHANGE_LOG.removeprefix("docs/"), str(tree / "docs"), str(tree / "site"), use_directory_urls=True)
    set_exclusions([file], config)
    assert file.inclusion.name == "EXCLUDED"
