"""The commands around the workbooks: what people see, which files are written, and what is refused before anything is read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import excel_commands
import manage
import pytest
from excel_sheets import edit, exported, put, texts, written
from openpyxl import load_workbook
from trees import TODAY, copy_tree

NEW = ["青禾社区联络站", "联络站", "青禾社区", "开放", "青禾路9号", "值班室", "010-63031234转801", "2026-10-01", "街道党建办"]
HEADERS = ["名称", "类型", "区域", "状态", "地址", "办公室", "办公电话", "核实日期", "核实岗位"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copy_tree(tmp_path)


def run(root: Path, *words: object, today: dt.date = TODAY) -> int:
    args = manage.parser().parse_args([str(word) for word in words])
    command = {"import": excel_commands.import_, "report": excel_commands.report, "export": excel_commands.export}[args.command]
    return command(args, root, today)


def test_what_would_change_is_written_to_a_file_as_on_the_screen(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, target = written(tmp_path, [*HEADERS, "备注"], [*NEW, "无"], ["坏站", *NEW[1:3], "营业", *NEW[4:], ""]), tmp_path / "预览.txt"
    assert run(tree, "import", path, "--preview", target) == 1
    shown = capsys.readouterr()
    assert shown.err == "有 1 处要改，登记册没有动。\n"
    said = target.read_text(encoding="utf-8-sig")
    assert shown.out == said + f"上面的话写进了 {target}。\n"
    for words in ("没有读的列：J 列“备注”", "春晖街道：2 处", "      分机：801", "新增 2", "站点!D3: error not-a-choice 状态：“营业”"):
        assert words in said
    assert run(tree, "import", path, "--preview", target) == 1
    assert capsys.readouterr().err == f"{target} 已经有了。请换一个文件名。\n"


def test_ids_are_written_back_once_they_count(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, target = written(tmp_path, HEADERS, NEW), tmp_path / "发还.xlsx"
    assert run(tree, "import", path, "--write-ids", target) == 1
    assert capsys.readouterr().err == "编号写进登记册以后才算数：--write-ids 请和 --apply 一起用。\n"
    assert run(tree, "import", path, "--apply", "--write-ids", tmp_path / "发还.csv") == 1
    assert "要是同一种文件" in capsys.readouterr().err
    assert (run(tree, "import", path, "--apply", "--write-ids", target), target.exists()) == (0, True)
    assert load_workbook(target)["站点"].cell(2, len(HEADERS) + 1).value == "st-000001"
    before = {name: (tree / name).stat().st_mtime_ns for name in texts(tree)}
    again = tmp_path / "又一次.xlsx"
    assert run(tree, "import", path, "--apply", "--write-ids", again) == 0
    assert "已写进登记册" not in capsys.readouterr().out.split("没有改动")[1]
    assert load_workbook(again)["站点"].cell(2, len(HEADERS) + 1).value == "st-000001"
    assert {name: (tree / name).stat().st_mtime_ns for name in texts(tree)} == before


def test_a_refused_workbook_writes_no_ids(tree: Path, tmp_path: Path) -> None:
    path, target = written(tmp_path, HEADERS, ["坏站", *NEW[1:3], "营业", *NEW[4:]]), tmp_path / "发还.xlsx"
    assert (run(tree, "import", path, "--apply", "--write-ids", target), target.exists()) == (1, False)


@pytest.mark.parametrize("year", ["-3", "0", "1948", "2027", "99999"])
def test_a_report_is_of_a_year_that_was(year: str, tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "年报.xlsx"
    assert (run(tree, "report", "--year", year, "--file", path), path.exists()) == (1, False)
    assert capsys.readouterr().err == f"没有 {year} 年的年报。请写 1949 到 2026 之间的年份，如 --year 2025。\n"
    assert run(tree, "report", "--year", "2026", "--file", path) == 0


@pytest.mark.parametrize(
    "broken", ["- id: st-900003\n  name: [没有关上\n", "- id: st-900003\n\tname: 甲\n", "", "- id: st-900003\n  nmae: 甲\n"]
)
def test_a_report_of_broken_registers_counts_nothing(broken: str, tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "docs/_data/stations/qiushi.yml").write_text(broken, encoding="utf-8")
    path = tmp_path / "年报.xlsx"
    assert (run(tree, "report", "--year", "2025", "--file", path), path.exists()) == (1, False)
    shown = capsys.readouterr()
    assert "docs/_data/stations/qiushi.yml" in shown.out
    assert "请先改好它们。" in shown.err


def test_progress_is_told_of_many_rows_only(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("members_home.excel.intake._EVERY", 1000)
    path = exported(tree)
    edit(path, put(4, "地址", "春晖街道新路9号（虚构）"))
    assert (run(tree, "import", path), capsys.readouterr().err) == (0, "")
    many = written(tmp_path, ["名称", "区域"], *([f"青禾社区联络{n}站", "青禾社区"] for n in range(2001)))
    assert run(tree, "import", many) == 1
    assert capsys.readouterr().err.splitlines()[:5] == [
        "站点：读了 2000 行……",
        "读了 2001 行，正在和登记册核对……",
        "站点：核对了 1000 行……",
        "站点：核对了 2000 行……",
        "正在检查改好以后的登记册……",
    ]


def test_what_was_not_read_is_said_even_where_nothing_was(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, ["请照样填"])
    assert run(tree, "import", path) == 1
    assert "“站点”里没有找到表头，没有读。\n" in capsys.readouterr().err
