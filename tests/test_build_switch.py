"""The moment in which a new site takes the place of the old one, cut off at every step, and builds that get in each other's way."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import commands
import console
import locks
import pytest
import switch
from conftest import ROOT, TODAY, manage

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and links of POSIX")
OLD, NEW = {"sitemap.xml": "old", "a/index.html": "old"}, {"sitemap.xml": "new", "a/index.html": "new"}
# Builds with a MkDocs that writes two files, and dies as by kill -9 before the step of the number given.
DYING = """\
import argparse, os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import commands, switch
left = [int(sys.argv[3])]
def step(real):
    def call(*args, **options):
        left[0] -= 1
        if left[0] < 0:
            os._exit(9)
        return real(*args, **options)
    return call
def build(root, *words, **environment):
    for name in ("sitemap.xml", "a/index.html"):
        path = Path(words[-1], name)
        path.parent.mkdir(exist_ok=True)
        path.write_text("new")
    return 0
commands._mkdocs = step(build)
switch.exchange = step(switch.exchange if sys.argv[4] == "exchange" else lambda *folders: False)
for name in ("rename", "replace", "mkdir", "unlink", "rmdir"):
    setattr(os, name, step(getattr(os, name)))
sys.exit(commands._build(argparse.Namespace(site_dir=Path(sys.argv[2]), production=False), Path(sys.argv[1]).parent))
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


@pytest.fixture
def mkdocs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A MkDocs that writes the new site."""

    def build(_: Path, *words: str, **_environment: str) -> int:
        write(Path(words[-1]), NEW)
        return 0

    monkeypatch.setattr(commands, "_mkdocs", build)


def build(target: Path, root: Path = ROOT) -> int:
    """Builds in this process as manage.py does it, errors of the machine told in words."""
    return console.exit_code(lambda: commands._build(argparse.Namespace(site_dir=target, production=False), root))


@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_killed_at_any_step_the_old_or_the_new_site_is_there_or_comes_back(tmp_path: Path, way: str) -> None:
    code, number, seen = 9, 0, set()
    while code == 9:
        place = tmp_path / str(number)
        target = write(place / "site", OLD)
        command = [sys.executable, "-c", DYING, str(ROOT / "scripts"), str(target), str(number), way]
        code = subprocess.run(command, check=False, capture_output=True).returncode
        stood = target.exists()
        switch.recover_unless_building(target)  # as every command does
        assert read(target) in (OLD, NEW), number
        seen.add((stood, read(target)["sitemap.xml"]))
        command[-2] = "999"
        again = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
        assert again.returncode == 0, again.stderr
        assert read(target) == NEW
        assert names(place) == {"site"}, number
        number += 1
    assert code == 0
    assert number > 6
    expected = {(True, "old"), (True, "new")}
    exchanged = sys.platform in ("linux", "darwin") and way == "exchange"
    assert seen == expected if exchanged else expected | {(False, "old")}


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="the system cannot exchange two folders")
def test_two_folders_are_exchanged_in_one_step(tmp_path: Path) -> None:
    first, second = write(tmp_path / "党 员", OLD), write(tmp_path / "家", NEW)
    if not switch.exchange(first, second):
        pytest.skip("this disk cannot exchange two folders")
    assert (read(first), read(second)) == (NEW, OLD)
    assert not switch.exchange(first, tmp_path / "nothing")
    assert read(first) == NEW


def test_any_command_puts_back_what_an_earlier_version_left_between_two_renames(project: Path) -> None:
    write(project / "site.old", OLD)
    write(project / "site.new", NEW)
    result = manage(project, "check", "--today", TODAY)
    assert result.returncode == 0
    assert result.stdout.startswith(f"上次换网站时中断了，已把原来的网站放回 {project / 'site'}。\n")
    assert read(project / "site") == OLD


def test_the_old_site_is_back_also_where_the_next_build_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "site.old-7", OLD)
    monkeypatch.setattr(commands, "_mkdocs", lambda *words, **environment: 1)
    assert build(tmp_path / "site") == 1
    assert read(tmp_path / "site") == OLD


@pytest.mark.usefixtures("mkdocs")
def test_a_folder_that_somebody_called_old_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "site", OLD)
    for name in ("site.old", "site.new", "site.old-copy", "site2.old-1", "mysite.new-1"):
        write(tmp_path / name, {"letter.txt": "dear"})
    assert build(tmp_path / "site") == 0
    assert names(tmp_path) == {"site", "site.old", "site.new", "site.old-copy", "site2.old-1", "mysite.new-1"}


def test_a_folder_without_a_site_is_not_put_in_its_place(tmp_path: Path) -> None:
    write(tmp_path / "site.old-1", {"letter.txt": "dear"})
    switch.recover_unless_building(tmp_path / "site")
    assert names(tmp_path) == {"site.old-1"}


@pytest.mark.parametrize("failing", ["first", "second"])
@pytest.mark.usefixtures("mkdocs")
def test_a_rename_that_the_machine_refuses_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failing: str
) -> None:
    target = write(tmp_path / "site", OLD)
    real = Path.rename

    def rename(path: Path, to: Path) -> Path:
        if path.name == "site" if failing == "first" else path.name.startswith("site.new"):
            raise PermissionError(errno.EACCES, "Access is denied", str(path))
        return real(path, to)

    monkeypatch.setattr(switch, "exchange", lambda *folders: False)
    monkeypatch.setattr(Path, "rename", rename)
    assert build(target) == 1
    assert read(target) == OLD
    assert names(tmp_path) == {"site"}
    said = capsys.readouterr().err
    assert "没有生成。原来的网站没有动。\n" in said
    assert "：不让读写。别的程序正开着它的，请先关掉" in said


def test_ctrl_c_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def half(_: Path, *words: str, **_environment: str) -> int:
        write(Path(words[-1]), {"sitemap.xml": "half"})
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "_mkdocs", half)
    target = write(tmp_path / "site", OLD)
    assert build(target) == 1
    assert (read(target), names(tmp_path)) == (OLD, {"site"})
    assert capsys.readouterr().err == "没有生成。原来的网站没有动。\n已停止。\n"


HOOK = """
def on_pre_build(config):
    import os, signal
    os.killpg(0, signal.SIGINT)
"""


@POSIX
def test_ctrl_c_in_the_terminal_publishes_nothing(project: Path) -> None:
    write(project / "site", OLD)
    with (project / "hooks" / "content.py").open("a", encoding="utf-8") as file:
        file.write(HOOK)
    command = [sys.executable, str(project / "scripts" / "manage.py"), "build"]
    values = {**os.environ, "SITE_TODAY": TODAY, "PYTHONUTF8": "1"}
    result = subprocess.run(command, env=values, start_new_session=True, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "没有生成。原来的网站没有动。\n已停止。\n" in result.stderr
    assert "Traceback" not in result.stderr
    assert (read(project / "site"), {name for name in names(project) if name.startswith("site")}) == (OLD, {"site"})


def test_a_mkdocs_that_made_no_site_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "_mkdocs", lambda *words, **environment: 0)
    target = write(tmp_path / "site", OLD)
    assert build(target) == 1
    assert (read(target), names(tmp_path)) == (OLD, {"site"})


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "磁盘满了。请腾出地方再试。"), (errno.EROFS, "这个盘只能读"), (errno.EACCES, "不让读写"), (errno.EIO, "读写出错")],
)
def test_a_machine_that_refuses_while_building_is_advice_not_a_traceback(project: Path, number: int, words: str) -> None:
    write(project / "site", OLD)
    with (project / "hooks" / "content.py").open("a", encoding="utf-8") as file:
        file.write(f"\ndef on_pre_build(config):\n    raise OSError({number}, 'refused')\n")
    result = manage(project, "build")
    assert result.returncode == 1
    assert words in result.stderr
    assert "None" not in result.stderr
    assert "没有生成。原来的网站没有动。" in result.stderr
    assert "Traceback" not in result.stderr
    assert read(project / "site") == OLD


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_place_that_cannot_be_written_is_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    target = write(tmp_path / "site", OLD)

    def refuse(path: Path) -> Path:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(switch, "fresh_folder", refuse)
    assert build(target) == 1
    assert capsys.readouterr().err.startswith(f"{target}：")
    assert read(target) == OLD


def test_a_second_build_is_refused_in_words(project: Path) -> None:
    target = write(project / "site", OLD)
    with locks.lock(switch.lock_of(target)):
        result = manage(project, "build")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == f"另一个 build 正在生成 {target}。请等它做完，再运行一次。\n"
    assert read(target) == OLD
    assert manage(project, "build").returncode == 0


def test_while_a_build_switches_no_command_moves_anything(tmp_path: Path) -> None:
    write(tmp_path / "site.old-1", OLD)
    with locks.lock(switch.lock_of(tmp_path / "site")):
        switch.recover_unless_building(tmp_path / "site")
    assert names(tmp_path) == {"site.old-1"}
    switch.recover_unless_building(tmp_path / "site")
    assert names(tmp_path) == {"site"}


@POSIX
def test_a_dead_process_holds_no_lock(tmp_path: Path) -> None:
    path = tmp_path / ".site.lock"
    text = f"import sys, time; sys.path.insert(0, {str(ROOT / 'scripts')!r}); import locks; from pathlib import Path\n"
    text += f"with locks.lock(Path({str(path)!r})):\n    print('held', flush=True)\n    time.sleep(60)\n"
    holder = subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(locks.Taken), locks.lock(path):
        pytest.fail("two hold it")
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    with locks.lock(path):
        pass


def test_a_disk_without_locks_keeps_nobody_from_working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with locks.lock(tmp_path / ".site.lock"):
        pass


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (".", "里放着整个项目，不能拿来放网站"),
        ("..", "里放着整个项目，不能拿来放网站"),
        ("docs", "在项目自己的文件夹里"),
        ("docs/out", "在项目自己的文件夹里"),
        ("lessons/out", "在项目自己的文件夹里"),
        (".venv/site", "在项目自己的文件夹里"),
        ("mkdocs.yml", "是文件，不是文件夹"),
        ("mkdocs.yml/site", "路径里有一段不是文件夹"),
    ],
)
@pytest.mark.usefixtures("mkdocs")
def test_a_place_where_a_site_would_do_harm_is_refused(project: Path, capsys: pytest.CaptureFixture[str], place: str, words: str) -> None:
    for folder in (project, project.parent, project / "docs"):
        write(folder, {"sitemap.xml": "a site once stood here"})
    before = read(project)
    assert build(project / place, project) == 1
    assert words in capsys.readouterr().err
    assert read(project) == before


@pytest.mark.parametrize("place", ["site", "public", "out/deep/site", "我的 网站"])
@pytest.mark.usefixtures("mkdocs")
def test_a_site_may_stand_anywhere_else(project: Path, place: str) -> None:
    assert build(project / place, project) == 0
    assert build(project / place, project) == 0
    assert read(project / place) == NEW


@POSIX
@pytest.mark.usefixtures("mkdocs")
def test_a_link_to_the_site_stays_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real = write(tmp_path / "www" / "real", OLD)
    link = tmp_path / "site"
    link.symlink_to(real)
    assert build(link) == 0
    assert link.is_symlink()
    assert read(real) == NEW
    real.rename(tmp_path / "www" / "real.old-3")  # a switch that was cut off behind the link
    assert build(link) == 0
    assert (read(real), names(tmp_path / "www")) == (NEW, {"real"})
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / name).symlink_to(tmp_path / other)
    assert build(tmp_path / "a") == 1
    assert "链接绕成了圈" in capsys.readouterr().err
