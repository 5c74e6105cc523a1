"""What is told of a .venv that cannot be made or of packages that cannot be installed, and what is left then."""

from __future__ import annotations

import re
from pathlib import Path

import environment
import packages
import pytest
import wheels


def test_what_is_not_ours_is_not_removed(tmp_path: Path) -> None:
    venv = tmp_path / ".venv"
    venv.write_text("/home/other/venv", encoding="utf-8")
    with pytest.raises(SystemExit, match="是一个文件"):
        environment._remove(venv)
    venv.unlink()
    (venv / "letters").mkdir(parents=True)
    with pytest.raises(SystemExit, match="里有别的东西"):
        environment._remove(venv)
    assert (venv / "letters").is_dir()
    (venv / "letters").rename(venv / "lib")  # so far a first run may have got
    environment._remove(venv)
    assert not venv.exists()


@pytest.mark.parametrize(
    ("told", "advice"),
    [
        ("The virtual environment was not created successfully because ensurepip is not available.", "sudo apt install python3-venv"),
        ("/usr/bin/python3: No module named venv", "sudo apt install python3-venv"),
        ("Error: [Errno 13] Permission denied: '/srv/a/.venv'", "没有建成 .venv：不让读写。"),
        ("Error: [Errno 28] No space left on device", "没有建成 .venv：磁盘满了。请腾出地方再试。"),
        ("Error: [Errno 30] Read-only file system: '/srv'", "没有建成 .venv：这个盘只能读，不能写。"),
        ("Segmentation fault", r"没有建成 .venv。详细经过在 .*install.log"),
    ],
)
def test_a_venv_that_cannot_be_made_tells_why_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, advice: str
) -> None:
    def fail(_: list[str], log: Path) -> int:
        (tmp_path / ".venv" / "bin").mkdir(parents=True)
        log.write_text(told, encoding="utf-8")
        return 1

    monkeypatch.setattr(packages, "logged", fail)
    with pytest.raises(SystemExit, match=advice):
        environment.enter(tmp_path, "site")
    assert not (tmp_path / ".venv").exists()


def test_a_first_run_that_is_stopped_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_command: list[str], _log: Path) -> int:
        (tmp_path / ".venv" / "bin").mkdir(parents=True)
        raise KeyboardInterrupt

    monkeypatch.setattr(packages, "logged", stop)
    with pytest.raises(KeyboardInterrupt):
        environment.enter(tmp_path, "site")
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "磁盘满了。"),
        ("ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/srv'", "没有权限"),
        ("ProxyError('Cannot connect to proxy.')\nNo matching distribution found for x", "代理连不上。"),
        ("SSLError(SSLCertVerificationError('CERTIFICATE_VERIFY_FAILED'))\nNo matching distribution found for x", "网站的证书"),
        ("ConnectTimeoutError(timed out)\nERROR: No matching distribution found for x==1", "网络不通。"),
        ("ERROR: No matching distribution found for x==1", "找不到 x==1。"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "和锁定的不一样"),
        ("something else", "多半"),
    ],
)
def test_the_cause_is_told_in_words(tmp_path: Path, told: str, words: str) -> None:
    log = tmp_path / "install.log"
    log.write_text(told, encoding="utf-8")
    assert words in packages.cause(log, "多半")


LOCK = """\
plain==1.0 \\
    --hash=sha256:00
dos==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:01
old==1.0 ; python_full_version < '3.11.5' \\
    --hash=sha256:02
new==2.0 ; python_full_version >= '3.11.5' \\
    --hash=sha256:03 \\
    --hash=sha256:04
other==1.0 ; implementation_name != 'cpython' \\
    --hash=sha256:05
"""


def test_a_lock_for_another_system_is_judged_by_that_system() -> None:
    def names(system: str, version: str) -> list[str]:
        return re.findall(r"^\w+", wheels.for_system(LOCK, system, version), re.M)

    assert names("windows", "3.11") == ["plain", "dos", "new"]
    assert names("linux", "3.12") == names("macos", "3.13") == ["plain", "new"]
    assert wheels.for_system(LOCK, "linux", "3.11").endswith("new==2.0 \\\n    --hash=sha256:03 \\\n    --hash=sha256:04\n")
