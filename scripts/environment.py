"""Makes .venv, installs the locked requirements into it, and continues with its Python. Standard library alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import locks
import packages
from safe_files import advice

OLDEST = (3, 11)
_FOREIGN = ("PYTHONHOME", "PYTHONPATH")  # they would lead .venv's Python to the packages of another
_PARTS = {"bin", "include", "lib", "lib64", "Scripts", "Include", "Lib", "share"}  # what a venv begins with
_PROBE = "import json, sys, sysconfig; print(json.dumps([*sys.version_info[:2], sysconfig.get_paths()['purelib']]))"
_CUT_OFF = "里面没有能用的 pip，多半是上次建到一半停了"


@dataclass(frozen=True)
class Found:
    """What .venv is: its version of Python and its folder of packages, or the fault for which it is made anew."""

    fault: str = ""
    version: tuple[int, int] = (0, 0)
    packages: Path = Path()


def require_python() -> None:
    """Ends with advice where Python is too old."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"需要 Python 3.11 或更新的版本，现在是 {found}。请到 python.org 下载安装，或请管理员安装 python3.11。")


def enter(root: Path, group: str) -> None:
    """Returns only inside a sound .venv with the requirements of `group` installed; else it continues in a process there."""
    foreign = [os.environ.pop(name) for name in _FOREIGN if name in os.environ]
    venv = root / ".venv"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    inside = Path(sys.prefix).resolve() == venv.resolve()
    found = _look(venv, python, inside)
    if found.fault or packages.wanting(root, found.packages, group):
        if inside and (found.fault or not packages.pip_works(python)):
            _continue_with(Path(getattr(sys, "_base_executable", sys.executable)))  # a Python cannot remove what it stands in
        with locks.lock(root / ".venv.lock", waiting="另一个命令正在准备 .venv，等它做完就接着做……"):
            _prepare(root, venv, python, group)
    if foreign or not inside:
        _continue_with(python)


def _prepare(root: Path, venv: Path, python: Path, group: str) -> None:
    """Mends what `enter` found, unless whoever held the lock before has done so."""
    found = _look(venv, python, inside=False)
    if not found.fault and packages.wanting(root, found.packages, group) and not packages.pip_works(python):
        found = Found(_CUT_OFF)
    if found.fault:
        _make(root, venv, found.fault)
        found = _look(venv, python, inside=False)
        if found.fault:
            sys.exit(f"新建的 .venv 也不能用：{found.fault}。请从 python.org 重新安装 Python，再运行一次。")
    if packages.wanting(root, found.packages, group):
        packages.install(root, venv, python, found.packages, group)


def _continue_with(python: Path) -> NoReturn:
    command = [str(python), *sys.argv]
    if os.name == "nt":  # execv on Windows returns to the prompt at once
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def _look(venv: Path, python: Path, inside: bool) -> Found:
    """Tries .venv's Python and names what is wrong with it."""
    if not os.path.lexists(venv):
        return Found("还没有")
    if inside:
        version, folder = sys.version_info[:2], sysconfig.get_paths()["purelib"]
    else:
        if not python.exists():
            return Found(_gone(venv, python))
        try:
            answer = subprocess.run([str(python), "-I", "-c", _PROBE], capture_output=True, check=True, stdin=subprocess.DEVNULL)
            *numbers, folder = json.loads(answer.stdout)
            version = (int(numbers[0]), int(numbers[1]))
        except (OSError, subprocess.CalledProcessError, ValueError, TypeError, IndexError):
            return Found("里面的 Python 不能运行，多半是从别的电脑拷来的，或者 Python 重装过")
    if version < OLDEST:
        return Found(f"里面的 Python 是 {_dotted(version)}，太旧了")
    made_for = re.search(r"^version(?:_info)? *= *(\d+)\.(\d+)", _configuration(venv), re.M)
    if made_for and (int(made_for[1]), int(made_for[2])) != version:
        return Found(f"里面的软件包是给 Python {made_for[1]}.{made_for[2]} 装的，现在的 Python 是 {_dotted(version)}")
    return Found("", version, Path(folder))


def _gone(venv: Path, python: Path) -> str:
    home = re.search(r"^home *= *(.+)$", _configuration(venv), re.M)
    if home and (python.is_symlink() or os.name == "nt"):
        return f"建它的那个 Python（{home[1].strip()}）已经不在了"
    return "里面没有 Python，多半是上次建到一半停了"


def _configuration(venv: Path) -> str:
    try:
        return (venv / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _make(root: Path, venv: Path, fault: str) -> None:
    if os.path.lexists(venv):
        print(f"原来的 .venv 不能用：{fault}。正在重建……", flush=True)
        _remove(venv)
    else:
        print("第一次运行：正在建立 .venv（本项目专用的 Python 环境）……", flush=True)
    log = root / packages.LOG
    try:
        code = packages.logged([sys.executable, "-m", "venv", str(venv)], log)
    except BaseException:
        shutil.rmtree(venv, ignore_errors=True)
        raise
    if code:
        shutil.rmtree(venv, ignore_errors=True)
        sys.exit(_why_not_made(log))
    log.unlink()


def _why_not_made(log: Path) -> str:
    told = log.read_text(encoding="utf-8", errors="replace")
    number = re.search(r"\[Errno (\d+)\]", told)
    if number and advice(int(number[1])):
        return f"没有建成 .venv：{advice(int(number[1]))}详细经过在 {log}。"
    if "ensurepip" in told or "No module named venv" in told:
        return (
            "这个 Python 建不了虚拟环境。Debian 和 Ubuntu 请运行：sudo apt install python3-venv"
            f"（或 python{_dotted(sys.version_info[:2])}-venv），然后再运行一次。\n其他系统请从 python.org 重新安装 Python。"
        )
    return f"没有建成 .venv。详细经过在 {log}，可以发给维护人员。多半要从 python.org 重新安装 Python。"


def _remove(venv: Path) -> None:
    """Removes what stands at .venv, where it is ours. Raises OSError where the machine refuses."""
    if venv.is_symlink():
        venv.unlink()
        return
    if not venv.is_dir():
        sys.exit(f"{venv} 是一个文件，本项目要在这里建文件夹。请把它改名或移走，再运行一次。")
    if not (venv / "pyvenv.cfg").exists() and {path.name for path in venv.iterdir()} - _PARTS:
        sys.exit(f"{venv} 里有别的东西，不像是本项目建的。请把它改名或移走，再运行一次。")
    shutil.rmtree(venv)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
