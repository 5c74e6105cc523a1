"""The first run on strange machines: a .venv that is broken in some way, pip told to install elsewhere, no index."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import environment
import packages
import pytest
import wheels
from conftest import ROOT

START = """\
import os, shutil, sys
from pathlib import Path
import console, environment, packages

logged = packages.logged

def copying(command, log):
    if command[1:3] != ["-m", "venv"]:
        return logged(command, log)
    shutil.copytree(os.environ["NEW_VENV"], command[3], symlinks=True)
    log.touch()
    return 0

if "NEW_VENV" in os.environ:
    packages.logged = copying

def main():
    console.make_safe()
    environment.enter(Path(__file__).resolve().parent.parent, "site")
    import tiny
    print("ready", tiny.NAME, ascii(sys.prefix))
    return 0

if __name__ == "__main__":
    sys.exit(console.exit_code(main))
"""
INDEX = "http://127.0.0.1:9/"  # where nobody answers
POSIX = pytest.mark.skipif(os.name == "nt", reason="links and signals of POSIX")


def make_wheel(folder: Path, name: str) -> str:
    """Makes the smallest wheel there is; its line for a lock."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": f"NAME = {name!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {file: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode() for file, text in files.items()}
    record = "".join(f"{file},sha256={digests[file]},{len(text)}\n" for file, text in files.items())
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as file:
        for inner, text in {**files, f"{info}/RECORD": record + f"{info}/RECORD,,\n"}.items():
            file.writestr(inner, text)
    return f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def write_project(root: Path) -> Path:
    """A project with the scripts of this one that needs one package, and has that in wheels/."""
    shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "scripts" / "start.py").write_text(START, encoding="utf-8")
    (root / "requirements").mkdir()
    (root / "requirements" / "site.txt").write_text(make_wheel(root / "wheels", "tiny"), encoding="utf-8")
    return root


def start(root: Path, python: str | Path = sys.executable, **variables: str) -> subprocess.CompletedProcess[str]:
    """Starts the project's command where no index can be reached and no setting of this machine's pip holds."""
    command = [str(python), str(root / "scripts" / "start.py")]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=settings(**variables), cwd=root)


def settings(**variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    return {**kept, "PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": INDEX, "PYTHONUTF8": "1", **variables}


def ready(root: Path) -> str:
    return f"ready tiny {str(root / '.venv')!a}\n"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A project whose .venv was made by a first run in a folder with a space and 汉字; what that run said."""
    root = write_project(tmp_path_factory.mktemp("first") / "党员 之家")
    result = start(root)
    assert (result.returncode, result.stderr) == (0, "")
    return root, result.stdout


@pytest.fixture(scope="module")
def new_venv(first: tuple[Path, str]) -> str:
    """What Python's own venv made in that run, before anything was installed: later runs copy it, which takes no seconds."""
    venv = shutil.copytree(first[0] / ".venv", first[0].parent / "new", symlinks=True)
    (venv / "installed-site").unlink()
    forget(packages_of(venv))
    return str(venv)


@pytest.fixture
def project(first: tuple[Path, str], tmp_path: Path) -> Path:
    return shutil.copytree(first[0], tmp_path / "党员 之家", symlinks=True)


def packages_of(folder: Path) -> Path:
    (installed,) = folder.glob("**/site-packages")
    return installed


def forget(installed: Path) -> None:
    """Takes the one package away."""
    shutil.rmtree(next(installed.glob("tiny-*")))
    (installed / "tiny.py").unlink()


def python_of(root: Path) -> Path:
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def look(root: Path) -> str:
    return environment._look(root / ".venv", python_of(root), inside=False).fault


def test_a_first_run_takes_wheels_and_asks_no_index(first: tuple[Path, str]) -> None:
    root, said = first
    assert said == (
        "第一次运行：正在建立 .venv（本项目专用的 Python 环境）……\n"
        "正在安装 requirements/site.txt 里锁定的软件包，第一次要一两分钟……\n" + ready(root)
    )
    assert not list(root.glob("install*"))


def test_a_second_start_says_nothing_and_calls_no_pip(project: Path) -> None:
    shutil.rmtree(project / "wheels")
    next(project.glob(".venv/**/site-packages/pip/__main__.py")).write_text("raise SystemExit('called')", encoding="utf-8")
    result = start(project)
    assert (result.stdout, result.stderr) == (ready(project), "")


def test_packages_that_are_missing_are_installed_in_spite_of_the_stamp_from_wheels_beside_the_project(project: Path) -> None:
    (project / "wheels").rename(project.parent / "wheels")
    forget(packages_of(project))
    assert start(project).stdout.endswith(ready(project))


@POSIX
def test_packages_of_another_minor_version_are_named_and_venv_made_anew_also_from_inside(project: Path, new_venv: str) -> None:
    configuration = project / ".venv" / "pyvenv.cfg"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(re.sub(r"^version = .*$", "version = 3.8.2", text, flags=re.M), encoding="utf-8")
    result = start(project, python_of(project), NEW_VENV=new_venv)
    now = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"原来的 .venv 不能用：里面的软件包是给 Python 3.8 装的，现在的 Python 是 {now}。正在重建……\n" in result.stdout
    assert (result.returncode, result.stderr, result.stdout.endswith(ready(project))) == (0, "", True)


def test_a_first_run_cut_off_before_pip_is_made_anew_whatever_pip_conf_says_of_user_and_target(
    project: Path, tmp_path: Path, new_venv: str
) -> None:
    (project / ".venv" / "installed-site").unlink()
    installed = packages_of(project)
    shutil.rmtree(installed)
    installed.mkdir()
    conf = tmp_path / "pip.conf"
    conf.write_text(f"[global]\nuser = true\n[install]\ntarget = {tmp_path / 'elsewhere'}\nno-binary = :all:\n", encoding="utf-8")
    result = start(project, PIP_CONFIG_FILE=str(conf), PIP_PREFIX=str(tmp_path / "other"), NEW_VENV=new_venv)
    assert "原来的 .venv 不能用：里面没有能用的 pip，多半是上次建到一半停了。正在重建……\n" in result.stdout
    assert (result.returncode, result.stderr, result.stdout.endswith(ready(project))) == (0, "", True)
    assert not (tmp_path / "elsewhere").exists()


def test_packages_that_went_elsewhere_are_no_success(project: Path, tmp_path: Path) -> None:
    forget(packages_of(project))
    conf = tmp_path / "pip.conf"
    conf.write_text(f"[install]\nprefix = {tmp_path / 'elsewhere'}\n", encoding="utf-8")
    result = start(project, PIP_CONFIG_FILE=str(conf))
    assert result.returncode == 1
    assert "软件包没有装好：pip 说装好了，.venv 里却没有 tiny。" in result.stderr
    assert packages.wanting(project, packages_of(project), "site")


def test_a_pip_conf_that_cannot_be_read_is_named_and_venv_stays(project: Path, tmp_path: Path) -> None:
    (project / ".venv" / "installed-site").unlink()
    conf = tmp_path / "pip.conf"
    conf.write_text("user = true\n[[", encoding="utf-8")
    result = start(project, PIP_CONFIG_FILE=str(conf))
    assert result.returncode == 1
    assert "正在重建" not in result.stdout
    assert "软件包没有装好：pip 的设置文件（pip.conf 或 pip.ini）写错了，读不懂。" in result.stderr


def test_a_changed_lock_is_installed(project: Path) -> None:
    lock = project / "requirements" / "site.txt"
    lock.write_text(lock.read_text(encoding="utf-8") + make_wheel(project / "wheels", "more"), encoding="utf-8")
    assert "正在安装 requirements/site.txt" in start(project).stdout
    assert list(project.glob(".venv/**/site-packages/more.py"))
    assert not packages.wanting(project, packages_of(project), "site")
    lock.write_text(lock.read_text(encoding="utf-8") + "# another version\n", encoding="utf-8")
    assert packages.wanting(project, packages_of(project), "site")


def test_what_pip_says_goes_to_a_file_that_the_error_names(project: Path) -> None:
    lock = project / "requirements" / "site.txt"
    lock.write_text(lock.read_text(encoding="utf-8") + f"absent==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    result = start(project)
    assert result.returncode == 1
    assert "wheels 文件夹里的用不上：找不到 absent==1.0。" in result.stdout
    log = project / "install.log"
    assert result.stderr == (
        "软件包没有装好：网络不通。请连上网再运行一次。\n"
        "不能上网的电脑，请在别的电脑上运行 manage.py wheels，把 wheels 文件夹拷过来。\n"
        f"详细经过在 {log}，可以发给维护人员。\n"
    )
    assert "WARNING: Retrying" in log.read_text(encoding="utf-8")
    assert "absent" in (project / "install.wheels.log").read_text(encoding="utf-8")


def test_a_wheel_that_is_not_the_locked_one_is_refused(project: Path) -> None:
    (project / ".venv" / "installed-site").unlink()
    forget(packages_of(project))
    with next((project / "wheels").glob("*.whl")).open("ab") as wheel:
        wheel.write(b"changed")
    result = start(project)
    assert "wheels 文件夹里的用不上：有的软件包和锁定的不一样" in result.stdout
    assert result.returncode == 1


def test_settings_of_another_python_do_not_get_in(project: Path, tmp_path: Path) -> None:
    (tmp_path / "tiny.py").write_text("raise SystemExit('the wrong tiny')", encoding="utf-8")
    for python in (Path(sys.executable), python_of(project)):
        assert start(project, python, PYTHONPATH=str(tmp_path)).stdout == ready(project)
    assert start(project, PYTHONHOME=sys.base_prefix).stdout == ready(project)


@POSIX
def test_a_python_of_another_machine_is_named(project: Path) -> None:
    python = python_of(project)
    for content in (b"\x7fELF of another machine", b"#!/bin/sh\nexit 127\n", b"#!/bin/sh\necho 3\n"):
        python.unlink()
        python.write_bytes(content)
        python.chmod(0o755)
        assert look(project) == "里面的 Python 不能运行，多半是从别的电脑拷来的，或者 Python 重装过"
    python.write_text("#!/bin/sh\necho '[3, 9, \"/x\"]'\n", encoding="utf-8")
    assert look(project) == "里面的 Python 是 3.9，太旧了"
    python.unlink()
    assert look(project) == "里面没有 Python，多半是上次建到一半停了"


@POSIX
def test_a_broken_venv_that_is_a_link_loses_the_link_alone(project: Path, tmp_path: Path) -> None:
    (project / ".venv").rename(tmp_path / "elsewhere")
    (project / ".venv").symlink_to(tmp_path / "elsewhere")
    assert look(project) == ""
    environment._remove(project / ".venv")
    assert not (project / ".venv").exists()
    assert (tmp_path / "elsewhere" / "pyvenv.cfg").exists()


@POSIX
def test_a_python_that_is_gone_is_named_and_two_runs_at_once_make_venv_anew_once(project: Path, new_venv: str) -> None:
    for link in (project / ".venv" / "bin").glob("python*"):
        link.unlink()
        link.symlink_to("/opt/没有/bin/python3")
    configuration = project / ".venv" / "pyvenv.cfg"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(re.sub("^home = .*$", "home = /opt/没有/bin", text, flags=re.M), encoding="utf-8")
    command = [sys.executable, str(project / "scripts" / "start.py")]
    variables = settings(NEW_VENV=new_venv)
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=variables) for _ in range(2)]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert all(words.endswith(ready(project)) for words in said)
    assert "".join(said).count("原来的 .venv 不能用：建它的那个 Python（/opt/没有/bin）已经不在了。正在重建……\n") == 1
    assert "".join(said).count("正在安装") == 1


def test_wheels_are_downloaded_by_the_lock(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "wheels").rename(tmp_path / "index")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", INDEX)
    monkeypatch.setenv("PIP_FIND_LINKS", (tmp_path / "index").as_uri())
    monkeypatch.setattr(sys, "executable", str(python_of(project)))
    for system, python in ((None, None), ("windows", "3.12")):
        shutil.rmtree(project / "wheels", ignore_errors=True)
        assert wheels.fill(project, ["site"], system, python) == 0
        assert [path.name for path in (project / "wheels").iterdir()] == ["tiny-1.0-py3-none-any.whl"]
        assert "共 1 个。" in capsys.readouterr().out
    monkeypatch.setenv("PIP_FIND_LINKS", tmp_path.as_uri())
    shutil.rmtree(project / "wheels")
    assert wheels.fill(project, ["site"], None, None) == 1
    assert "没有下载全：网络不通。" in capsys.readouterr().err
    assert wheels.fill(project, ["sites"], None, None) == 1
    assert capsys.readouterr().err == "没有“sites”这一组。可选：site、excel、booklet、test。\n"
    assert wheels.fill(project, ["site"], None, "3.12") == 1
    assert "也请写 --system" in capsys.readouterr().err
