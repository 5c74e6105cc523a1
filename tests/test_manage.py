"""The one door: what people type, what they are told, and what is left standing when something is wrong."""

from __future__ import annotations

import ast
import errno
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import environment
import pytest
import safe_files
from conftest import ROOT, TODAY, manage
from openpyxl import load_workbook


def spoil(root: Path) -> None:
    areas = root / "docs" / "_data" / "areas.yml"
    areas.write_text(areas.read_text(encoding="utf-8").replace("level: 社区", "level: 村", 1), encoding="utf-8")


def test_check_says_how_many_and_exits_0(project: Path) -> None:
    result = manage(project, "check", "--today", TODAY)
    assert (result.returncode, result.stdout, result.stderr) == (0, "错误 0 处，提醒 0 处。\n", "")


def test_check_names_every_problem_and_exits_1(project: Path) -> None:
    spoil(project)
    result = manage(project, "check", "--today", TODAY)
    assert result.returncode == 1
    assert re.search(
        r"^docs/_data/areas\.yml:\d+: error not-in-vocabulary level（层级）：“村”不在可选范围。可选：区、街道、社区。$", result.stdout, re.M
    )
    assert "Traceback" not in result.stdout + result.stderr


def test_check_gives_records_to_programs(project: Path) -> None:
    spoil(project)
    result = manage(project, "check", "--today", TODAY, "--format", "json")
    record = json.loads(result.stdout)[0]
    assert list(record) == ["path", "line", "column", "field", "rule", "level", "message"]
    assert (record["path"], record["rule"], record["level"]) == ("docs/_data/areas.yml", "not-in-vocabulary", "error")


def test_check_of_a_wrong_folder_or_day_is_advice_not_a_traceback(project: Path, tmp_path: Path) -> None:
    folder = manage(project, "check", "--root", str(tmp_path))
    assert (folder.returncode, "里没有 docs 和 lessons 两个文件夹" in folder.stderr) == (1, True)
    for typed in ("2026-02-30", "9999-12-31"):
        day = manage(project, "check", "--today", typed)
        assert (day.returncode, day.stderr) == (1, f"“{typed}”不是日期，或者年份不对。请写成 2026-11-01 这样。\n")


def test_build_makes_the_site_whole(project: Path) -> None:
    result = manage(project, "build")
    assert result.returncode == 0, result.stderr
    assert (project / "site" / "index.html").is_file()
    assert {path.name for path in project.iterdir() if path.name.startswith("site")} == {"site"}


def test_a_failed_build_leaves_the_old_site(project: Path) -> None:
    assert manage(project, "build").returncode == 0
    before = sorted((path, path.stat().st_mtime_ns) for path in (project / "site").rglob("*"))
    spoil(project)
    result = manage(project, "build")
    assert result.returncode == 1
    assert "not-in-vocabulary" in result.stderr
    assert "没有生成。原来的网站没有动。" in result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert sorted((path, path.stat().st_mtime_ns) for path in (project / "site").rglob("*")) == before
    assert not (project / "site.new").exists()


def test_build_does_not_overwrite_a_folder_that_is_no_site(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear", encoding="utf-8")
    result = manage(project, "build", "--site-dir", str(folder))
    assert result.returncode == 1
    assert "请换一个空文件夹" in result.stderr
    assert (folder / "letter.txt").read_text(encoding="utf-8") == "dear"


def test_production_refuses_samples_and_blank_duties(project: Path) -> None:
    result = manage(project, "build", "--production")
    assert result.returncode == 1
    assert "正式发布以前还有 2 件事。请从上往下做：\n1. 换掉示例：" in result.stderr
    assert "\n2. 填责任信息：6 项。照编辑手册“发布”一页填。\n   docs/_data/duties.yml：主管单位、" in result.stderr
    assert not (project / "site").exists()


def test_checked_writes_day_and_hash_and_settles_the_warning(project: Path) -> None:
    lesson = next((project / "lessons").glob("*.md"))
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("老板嫌麻烦", "老板嫌麻烦、嫌花钱", 1), encoding="utf-8")
    before = manage(project, "check", "--today", TODAY)
    assert "warning changed-since-checked" in before.stdout
    result = manage(project, "checked", lesson.name[:2], "--today", TODAY)
    assert result.returncode == 0, result.stderr
    assert re.search(rf'^checked: {{on: "{TODAY}", of: "[0-9a-f]{{8}}"}}$', lesson.read_text(encoding="utf-8"), re.M)
    assert manage(project, "check", "--today", TODAY).stdout == "错误 0 处，提醒 0 处。\n"


def test_checked_replaces_a_block_of_several_lines(project: Path) -> None:
    lesson = next((project / "lessons").glob("*.md"))
    text = re.sub(r"^checked:.*$", 'checked:\n  on: "2026-01-02"\n  of: ""', lesson.read_text(encoding="utf-8"), count=1, flags=re.M)
    lesson.write_text(text, encoding="utf-8")
    assert manage(project, "checked", lesson.name[:2], "--today", TODAY).returncode == 0
    assert manage(project, "check", "--today", TODAY).stdout == "错误 0 处，提醒 0 处。\n"


def test_checked_of_no_lesson_says_so(project: Path) -> None:
    result = manage(project, "checked", "99")
    assert (result.returncode, result.stderr) == (1, "没有第 99 讲。\n")


def test_addresses_are_promised_and_samples_are_not(project: Path) -> None:
    assert manage(project, "addresses", "--write").returncode == 0
    lines = (project / "docs" / "_data" / "addresses.txt").read_text(encoding="utf-8").split("\n")
    assert "/lessons/" in lines
    assert not [line for line in lines if line.startswith(("/stations/st-9", "/areas/"))]
    assert manage(project, "check", "--today", TODAY).returncode == 0


def test_addresses_once_promised_stay_promised(project: Path) -> None:
    path = project / "docs" / "_data" / "addresses.txt"
    old = path.read_text(encoding="utf-8")
    assert "/guanyu/ -> /about/\n" in old
    (project / "docs" / "more.md").write_text("---\ntitle: 更多\n---\n\n新的一页。\n", encoding="utf-8")
    path.write_text(old + "/gone/\n", encoding="utf-8")
    shown = manage(project, "addresses").stdout.splitlines()
    assert manage(project, "addresses", "--write").returncode == 0
    new = path.read_text(encoding="utf-8").splitlines()
    assert {*old.splitlines(), "/gone/", "/more/"} <= set(new)
    assert [line for line in new if not line.startswith("#")] == shown == sorted(set(shown))


def test_serve_answers_and_shows_an_edit(project: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    lesson = next((project / "lessons").glob("*.md"))
    address = f"http://127.0.0.1:{port}/lessons/{lesson.name[:2]}/"
    command = [sys.executable, str(project / "scripts" / "manage.py"), "serve", "--port", str(port)]
    values = {**os.environ, "SITE_TODAY": TODAY, "PYTHONUTF8": "1"}
    log = project.parent / "serve.log"
    with log.open("w") as output:
        server = subprocess.Popen(command, env=values, stdout=output, stderr=output, start_new_session=True)
    try:
        wait_for(address, "记住三句话", log)
        text = lesson.read_text(encoding="utf-8")
        lesson.write_text(text.replace("## 讨论题\n", "## 讨论题\n\n1. 改过的一行\n", 1), encoding="utf-8")
        wait_for(address, "改过的一行", log)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(10)
    assert f"http://127.0.0.1:{port}/" in log.read_text(encoding="utf-8")


def test_serve_says_that_another_preview_is_open(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = manage(project, "serve", "--port", str(port))
    advice = f"http://127.0.0.1:{port}/ 已经有程序在用，多半是另一个预览还开着。用那一个，或者换个端口：manage.py serve --port {port + 1}\n"
    assert (result.returncode, result.stdout, result.stderr) == (1, "", advice)
    for wrong in ("80", "99999", "八千"):
        assert f"“{wrong}”不能用，请写 1024 到 65535 之间的数" in manage(project, "serve", "--port", wrong).stderr


def wait_for(address: str, words: str, log: Path) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address) as answer:
                if words in answer.read().decode():
                    return
        except OSError:
            pass  # not up yet
        time.sleep(0.1)
    pytest.fail(f"{address} never showed {words}\n{log.read_text(encoding='utf-8')[-2000:]}")


def test_an_old_python_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"需要 Python 3\.11 或更新的版本，现在是 3\.9\.2。"):
        environment.require_python()


def test_the_bootstrap_needs_the_standard_library_alone() -> None:
    own = {path.stem for path in (ROOT / "scripts").glob("*.py")}
    names, seen = ["manage"], set()
    while names:
        name = names.pop()
        seen.add(name)
        text = (ROOT / "scripts" / f"{name}.py").read_text(encoding="utf-8")
        ast.parse(text, feature_version=(3, 7))  # an old Python must get as far as the advice
        imported = set(re.findall(r"^(?:from|import) (\w+)", text, re.M))
        assert imported <= set(sys.stdlib_module_names) | own
        names += sorted((imported & own) - seen)
    assert {"environment", "packages", "console"} <= seen
    assert "commands" not in seen


def test_the_core_may_not_import_mkdocs() -> None:
    intruder = ROOT / "hooks" / "members_home" / "intruder.py"
    command = [sys.executable, "-m", "ruff", "check", "--stdin-filename", str(intruder), "-"]
    for line in ("import mkdocs\n", "from mkdocs.structure.files import File\n"):
        result = subprocess.run(command, input=line, capture_output=True, text=True, check=False, cwd=ROOT)
        assert "TID251" in result.stdout, result.stdout


def test_registers_go_to_excel_and_back(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "登记册.xlsx"
    made = manage(project, "export", str(path), "--today", TODAY)
    assert (made.returncode, made.stderr) == (0, "")
    again = manage(project, "export", str(path), "--today", TODAY)
    assert (again.returncode, "已经有了" in again.stderr) == (1, True)
    unchanged = manage(project, "import", str(path), "--today", TODAY, "--apply")
    assert (unchanged.returncode, unchanged.stdout.endswith("没有改动\n")) == (0, True)
    book = load_workbook(path)
    book["站点"]["J4"] = "春晖街道新路9号（虚构）"
    book.save(path)
    register = project / "docs" / "_data" / "stations" / "chunhui.yml"
    before = register.read_text(encoding="utf-8")
    shown = manage(project, "import", str(path), "--today", TODAY)
    assert shown.returncode == 0
    assert "站点!J4 青禾社区流动党员服务站 地址：春晖街道青禾路2号（虚构） → 春晖街道新路9号（虚构）\n地址变更 1\n" in shown.stdout
    assert register.read_text(encoding="utf-8") == before
    applied = manage(project, "import", str(path), "--today", TODAY, "--apply")
    assert applied.stdout.endswith("已写进登记册。\n")
    assert "新路9号" in register.read_text(encoding="utf-8")


def test_an_import_with_a_fault_writes_nothing_and_exits_1(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "登记册.xlsx"
    manage(project, "export", str(path), "--today", TODAY)
    book = load_workbook(path)
    book["站点"]["J4"] = "春晖街道新路9号（虚构）"
    book["站点"]["Q4"] = "另行通知"
    book.save(path)
    register = project / "docs" / "_data" / "stations" / "chunhui.yml"
    before = register.read_text(encoding="utf-8")
    result = manage(project, "import", str(path), "--today", TODAY, "--apply")
    assert (result.returncode, result.stderr) == (1, "有 1 处要改，登记册没有动。\n")
    assert "站点!Q4: error cell-not-understood 开放时间：“另行通知”没有写出时间，请写现在的时间，别的话请删去。" in result.stdout
    assert register.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [("没有.xlsx", None, "没有找到"), ("坏.xlsx", b"PK\x03\x04", "打不开，不像 Excel 文件"), ("空.csv", b"", "没有找到表头")],
)
def test_a_file_that_is_no_table_is_advice_not_a_traceback(
    project: Path, tmp_path: Path, name: str, content: bytes | None, advice: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = manage(project, "import", str(tmp_path / name), "--today", TODAY)
    assert result.returncode == 1
    assert advice in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("command", "advice"),
    [
        (("export", "{}/没有/a.xlsx"), "{}/没有/a.xlsx：没有这个文件或文件夹。请核对写法。\n"),
        (("report", "--year", "2025", "--file", "{}/占住/a.xlsx"), "{}/占住/a.xlsx：路径里有一段不是文件夹。请核对写法。\n"),
        (("import", "a.csv", "--map", "@{}/没有"), "{}/没有：没有这个文件或文件夹。请核对写法。\n"),
        (("import", "a.csv", "--map", "@{}/乱码"), "{}/乱码 的编码认不出。请用记事本打开，“另存为”选 UTF-8。\n"),
        (("build", "--site-dir", "{}/占住/site"), "{}/占住/site：路径里有一段不是文件夹。请核对写法。\n"),
    ],
)
def test_a_file_that_the_machine_refuses_is_advice_not_a_traceback(
    project: Path, tmp_path: Path, command: tuple[str, ...], advice: str
) -> None:
    (tmp_path / "占住").write_bytes(b"")
    (tmp_path / "乱码").write_bytes(b"\xff\xff")
    result = manage(project, *(word.format(tmp_path) for word in command))
    assert (result.returncode, result.stderr) == (1, advice.format(tmp_path))


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "登记册.xlsx"
    path.write_bytes(b"old")

    def cut_off(fresh: Path) -> None:
        fresh.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device", str(fresh))

    with pytest.raises(OSError, match="No space") as refused:
        safe_files.write_whole(path, cut_off)
    assert [left.name for left in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"old"
    assert safe_files.in_words(refused.value) == f"{path}：磁盘满了。请腾出地方再试。"


def test_the_report_is_a_workbook(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "年报.xlsx"
    assert manage(project, "report", "--year", "2025", "--file", str(path), "--today", TODAY).returncode == 0
    rows = [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].iter_rows()]
    assert rows[0] == [None, "春晖街道", "秋实街道", "合计"]
    assert ["登记的两新组织", 2, 0, 2] in rows
    assert rows[-1][0] == f"登记册截至 {TODAY}。示例区是虚构的，这些数也是。"
