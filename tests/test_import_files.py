"""Several files in one import: their rows are one, each cell is named with its file, and what they disagree on is refused."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from excel_sheets import texts, written
from import_files import found
from members_home.model.registers.register import DATA
from openpyxl import load_workbook
from test_excel_commands import HEADERS, NEW, run
from trees import copy_tree

KNOWN = ["st-900002", "青禾社区流动党员服务站"]
CHUNHUI = "docs/_data/stations/chunhui.yml"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copy_tree(tmp_path)


def sheet(folder: Path, name: str, *lines: Sequence[object], title: str = "站点") -> Path:
    """A workbook of that name, its sheet of these lines."""
    folder.mkdir(exist_ok=True)
    return written(folder, *lines, title=title).rename(folder / name)


def test_the_rows_of_all_files_are_one_import(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent = tmp_path / "街道报来"
    sheet(sent, "春晖.xlsx", ["编号", "名称", "层级", "上级区域"], ["", "清河社区", "社区", "清溪街道"], title="区域")
    sheet(sent, "区里.xlsx", ["编号", "名称", "层级"], ["", "清溪街道", "街道"], title="区域")
    (sent / "站点.csv").write_text(f"名称,地址,编号\n{KNOWN[1]},新路1号,{KNOWN[0]}\n", encoding="utf-8")
    sheet(sent, "~$春晖.xlsx", ["这是 Excel 打开着的记号"])
    preview = tmp_path / "预览.txt"
    assert run(tree, "import", sent / "*.xlsx", sent / "站点.csv", sent / "春晖.xlsx", "--preview", preview, "--apply") == 0
    shown = preview.read_text(encoding="utf-8-sig")
    assert "  区里.xlsx 区域!A2 新增 清溪街道（qingxi）\n" in shown
    assert "  春晖.xlsx 区域!A2 新增 清河社区（qinghe-shequ）\n" not in shown
    assert "  春晖.xlsx 区域!A2 新增 清河社区（qingxi-qinghe）\n" in shown
    assert "  站点.csv!B2 青禾社区流动党员服务站 地址：春晖街道青禾路2号（虚构） → 新路1号\n" in shown
    assert "新增 2，地址变更 1" in shown
    assert shown in capsys.readouterr().out
    log = list(csv.reader((tree / DATA / "changes.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [line[2] for line in log[1:]] == ["区里.xlsx", "春晖.xlsx", "站点.csv"]


def test_files_may_change_different_columns_of_one_record(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = ["编号", "名称", "地址", "办公电话", "分机"]
    one = sheet(tmp_path, "一.xlsx", head, [*KNOWN, "新路1号", "010-00000002", None])
    other = sheet(tmp_path, "二.xlsx", head, [*KNOWN, "春晖街道青禾路2号（虚构）", "010-63031234转8", None])
    third = sheet(tmp_path, "三.xlsx", head, [*KNOWN, "新路1号", None, None])
    assert run(tree, "import", one, other, third, "--apply") == 0
    assert [line for line in capsys.readouterr().out.splitlines() if "：" in line and "!" in line] == [
        "  一.xlsx 站点!C2 青禾社区流动党员服务站 地址：春晖街道青禾路2号（虚构） → 新路1号",
        "  二.xlsx 站点!D2 青禾社区流动党员服务站 办公电话：010-00000002 → 010-63031234",
        "  二.xlsx 站点!E2 青禾社区流动党员服务站 分机：（空） → 8",
    ]
    now = texts(tree)[CHUNHUI]
    assert "  address: 新路1号\n" in now
    assert '  contact: {role: 值班室, phone: "010-63031234", extension: "8"}\n' in now


DISAGREE = [
    (
        ["编号", "名称", "地址"],
        [*KNOWN, "新路1号"],
        [*KNOWN, "新路2号"],
        "二.xlsx 站点!C2: error files-disagree 地址：这里写的是“新路2号”，一.xlsx 站点!C2 写的是“新路1号”。请问清楚，改成一样的。",
    ),
    (
        HEADERS,
        NEW,
        [*NEW[:4], "新路2号", *NEW[5:]],
        "二.xlsx 站点!A2: error duplicate-row 编号：“青禾社区联络站”在 一.xlsx 站点!A2 已经有了。请只留一行。",
    ),
    (
        ["编号", "名称", "层级", "上级区域"],
        ["qing-he", "青禾社区", "社区", "春晖街道"],
        ["qinghe-x", "青禾社区", "社区", "春晖街道"],
        "二.xlsx 区域!A2: error files-disagree 编号：这里写的是“qinghe-x”，一.xlsx 区域!A2 写的是“qing-he”。请问清楚，改成一样的。",
    ),
]


@pytest.mark.parametrize(("head", "one", "other", "message"), DISAGREE, ids=["cell", "new", "id"])
def test_what_files_disagree_on_is_named_by_both_cells(
    head: list[object], one: list[object], other: list[object], message: str, tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "区域" if "层级" in head else "站点"
    files = [sheet(tmp_path, name, head, line, title=title) for name, line in (("一.xlsx", one), ("二.xlsx", other))]
    before = texts(tree)
    assert run(tree, "import", *files, "--apply") == 1
    shown = capsys.readouterr()
    assert shown.out.splitlines()[-1] == message
    assert shown.err == "有 1 处要改，登记册没有动。\n"
    assert texts(tree) == before


def test_an_id_corrected_alike_in_two_files_is_corrected_once(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = [["编号", "名称", "层级", "上级区域"], ["qing-he", "青禾社区", "社区", "春晖街道"]]
    assert run(tree, "import", *(sheet(tmp_path, name, *line, title="区域") for name in ("一.xlsx", "二.xlsx"))) == 0
    assert "编号变更 1\n" in capsys.readouterr().out


def test_files_called_alike_are_named_with_their_folders(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [sheet(tmp_path / folder, "站点.xlsx", ["编号", "名称", "状态"], [*KNOWN, "营业"]) for folder in ("甲", "乙")]
    assert run(tree, "import", *files) == 1
    said = [line for line in capsys.readouterr().out.splitlines() if "error" in line]
    assert [line.partition(": ")[0] for line in said] == [f"{path} 站点!C2" for path in files]
    assert run(tree, "import", *files, "--apply", "--write-ids", tmp_path / "发还") == 1
    assert capsys.readouterr().err == "几张表里有同名的，发还的会混在一起。请先把文件名改得有区别。\n"


def test_every_file_that_cannot_be_read_is_named(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken, empty = tmp_path / "坏.xlsx", sheet(tmp_path, "别的.xlsx", ["请照样填"], title="说明")
    broken.write_text("不是表", encoding="utf-8")
    good = sheet(tmp_path, "一.xlsx", ["编号", "名称", "地址"], [*KNOWN, "新路1号"])
    assert run(tree, "import", good, tmp_path / "没有.xlsx", tmp_path / "无*.xlsx") == 1
    assert capsys.readouterr().err == f"没有找到 {tmp_path / '没有.xlsx'}。\n没有找到 {tmp_path / '无*.xlsx'}。\n"
    assert run(tree, "import", good, broken, empty, "--apply") == 1
    assert capsys.readouterr().err == (
        "坏.xlsx 打不开，不像 Excel 文件（.xlsx）。请用 Excel 打开后“另存为” .xlsx 再试。\n"
        "“别的.xlsx 说明”里没有找到表头，没有读。\n"
        f"{empty} 里没有找到登记册的表头。别处来的表，请用 --map 名称=他们的列名 写明对照。\n"
    )


def test_ids_of_several_files_are_written_into_a_folder(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = sheet(tmp_path, "一.xlsx", HEADERS, NEW)
    other = tmp_path / "站点.csv"
    other.write_text(f"{','.join(HEADERS)}\n{','.join(['青禾社区第二站', *NEW[1:]])}\n", encoding="utf-8")
    assert run(tree, "import", one, other, "--apply", "--write-ids", tmp_path / "发还.xlsx") == 1
    assert capsys.readouterr().err == (f"几张表一起导入，发还的也是几张，--write-ids 请写一个新文件夹的名字，如 {tmp_path / '发还'}。\n")
    assert run(tree, "import", one, other, "--apply", "--write-ids", tmp_path / "发还") == 0
    assert load_workbook(tmp_path / "发还" / "一.xlsx")["站点"].cell(2, len(HEADERS) + 1).value == "st-000001"
    assert (tmp_path / "发还" / "站点.csv").read_text(encoding="utf-8-sig").splitlines()[1].endswith(",st-000002")


def test_a_record_that_two_files_change_must_be_exported_anew(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / "一.xlsx", tmp_path / "二.xlsx"]
    assert run(tree, "export", files[0]) == 0
    shutil.copy(files[0], files[1])
    for path, column, value in ((files[0], "J", "新路1号"), (files[1], "N", "服务台")):
        book = load_workbook(path)
        book["站点"][f"{column}4"].value = value
        book.save(path)
    assert run(tree, "import", *files, "--apply", "--write-ids", tmp_path / "发还") == 0
    capsys.readouterr()
    assert run(tree, "import", tmp_path / "发还" / "二.xlsx") == 1
    assert "row-changed-meanwhile" in capsys.readouterr().out  # its address is the old one, and would undo the new


def test_words_name_files_once_and_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.xlsx", "a.xlsx", "~$a.xlsx", "c[1].xlsx"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    words = ["c[1].xlsx", "*.xlsx", "a.xlsx", "~$a.xlsx", "x*.xlsx"]
    assert found([Path(word) for word in words]) == ([Path("c[1].xlsx"), Path("a.xlsx"), Path("b.xlsx")], [Path("x*.xlsx")])
    assert found([Path("~$a.xlsx")]) == ([], [Path("~$a.xlsx")])


def test_the_empty_workbook_is_a_command(tree: Path, tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    assert run(tree, "export", "--blank", path) == 0
    book = load_workbook(path)
    assert (book.sheetnames[0], book["站点"].max_row, book["区域"].max_row) == ("怎么填", 2, 7)
