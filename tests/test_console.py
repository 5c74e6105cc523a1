"""What the commands say, on consoles and into files and pipes that cannot hold it: nothing fails, least of all what was done."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import console
import pytest
from conftest import TODAY

RARE = "㙦😀"  # in no GBK


def run(root: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a command with nothing but these variables to say which encoding the output has."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    command = [sys.executable, str(root / "scripts" / "manage.py"), *words]
    return subprocess.run(command, capture_output=True, check=False, env={**kept, "SITE_TODAY": TODAY, **variables}, cwd=root.parent)


def spoil(root: Path) -> None:
    """Puts an unknown word that GBK cannot hold into a register."""
    areas = root / "docs" / "_data" / "areas.yml"
    areas.write_text(areas.read_text(encoding="utf-8").replace("level: 社区", f"level: {RARE}", 1), encoding="utf-8", newline="\n")


@pytest.mark.parametrize(("encoding", "shown"), [("gbk", "层级）：“\\u3666\\U0001f600”不在"), ("utf-8", f"层级）：“{RARE}”不在")])
def test_a_report_is_whole_in_the_consoles_own_encoding(project: Path, encoding: str, shown: str) -> None:
    spoil(project)
    result = run(project, "check", "--today", TODAY, PYTHONIOENCODING=encoding)
    assert (result.returncode, result.stderr) == (1, b"")
    assert shown in result.stdout.decode(encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_an_encoding_without_chinese_makes_nothing_fail(project: Path, encoding: str) -> None:
    spoil(project)
    for words in (("check", "--today", TODAY), ("build",)):
        result = run(project, *words, PYTHONIOENCODING=encoding)
        said = (result.stdout + result.stderr).decode(encoding)
        assert result.returncode == 1
        assert "not-in-vocabulary" in said
        assert "\\u3666" in said
        assert "Traceback" not in said


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "utf-8"])
def test_what_was_published_is_no_failure(project: Path, tmp_path: Path, encoding: str) -> None:
    target = tmp_path / f"网站{RARE}" / os.fsdecode(b"\xff") if sys.platform == "linux" else tmp_path / f"网站{RARE}"
    result = run(project, "build", "--site-dir", str(target), PYTHONIOENCODING=encoding)
    assert (result.returncode, result.stderr.count(b"Traceback")) == (0, 0)
    assert (target / "index.html").is_file()
    result.stdout.decode(encoding)


@pytest.mark.parametrize("command", ["check", "build"])
def test_one_file_holds_one_encoding_also_what_children_say(project: Path, command: str) -> None:
    spoil(project)
    result = run(project, command, PYTHONIOENCODING="gb18030")
    assert f"“{RARE}”不在可选范围" in (result.stdout + result.stderr).decode("gb18030")


@pytest.mark.skipif(os.name == "nt", reason="locales of POSIX")
def test_a_file_that_nobody_chose_an_encoding_for_is_utf_8_where_the_locale_lacks_chinese(project: Path) -> None:
    result = run(project, "check", "--today", TODAY, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert result.stdout.decode() == "错误 0 处，提醒 0 处。\n"


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "utf-8"])
def test_records_for_programs_are_json_in_any_encoding(project: Path, encoding: str) -> None:
    spoil(project)
    result = run(project, "check", "--today", TODAY, "--format", "json", PYTHONIOENCODING=encoding)
    assert f"“{RARE}”" in json.loads(result.stdout.decode(encoding))[0]["message"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_finds_no_room_is_said_and_changes_nothing(project: Path) -> None:
    command = [sys.executable, str(project / "scripts" / "manage.py")]
    for unbuffered in ("", "1"):
        values = {**os.environ, "SITE_TODAY": TODAY, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": unbuffered}
        with Path("/dev/full").open("wb") as full:
            built = subprocess.run([*command, "build"], stdout=full, stderr=subprocess.PIPE, check=False, env=values)
            assert (built.returncode, (project / "site" / "index.html").is_file()) == (0, True)
            checked = subprocess.run([*command, "check"], stdout=full, stderr=subprocess.PIPE, check=False, env=values)
        assert "磁盘满了。请腾出地方再试。" in checked.stderr.decode()
        assert b"Traceback" not in built.stderr + checked.stderr
        assert b"Exception ignored" not in built.stderr + checked.stderr


def test_a_reader_who_has_seen_enough_is_no_failure_to_tell(project: Path) -> None:
    command = [sys.executable, str(project / "scripts" / "manage.py"), "addresses"]
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False, env={**os.environ, "SITE_TODAY": TODAY})
    finally:
        os.close(writer)
    assert result.stderr == b""


def test_a_terminal_keeps_its_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    stream = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    assert console._encoding(stream) == "utf-8"
    monkeypatch.setattr(stream, "isatty", lambda: True)
    assert console._encoding(stream) == "latin-1"


def test_children_are_told_the_encoding_of_a_console_in_gbk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "")  # so that what is set here ends with the test
    monkeypatch.delenv("PYTHONIOENCODING")
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="gbk"))
    console.make_safe()
    assert os.environ["PYTHONIOENCODING"] == "gbk:backslashreplace"
    print(RARE, flush=True)


def test_a_process_without_output_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console.make_safe()
    assert console.exit_code(lambda: 3) == 3
