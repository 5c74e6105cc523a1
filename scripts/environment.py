"""Makes .venv, installs the locked requirements into it, and continues with its Python. Standard library alone."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)


def require_python() -> None:
    """Ends with advice where Python is too old."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"需要 Python 3.11 或更新的版本，现在是 {found}。请到 python.org 下载安装，或请管理员安装 python3.11。")


def enter(root: Path, group: str) -> None:
    """Returns only inside .venv with the requirements of `group` installed; outside, replaces this process by one there."""
    venv = root / ".venv"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        _make(venv)
    _install(root, venv, python, group)
    if Path(sys.prefix).resolve() != venv.resolve():
        command = [str(python), *sys.argv]
        if os.name == "nt":  # execv on Windows returns to the prompt at once
            sys.exit(subprocess.call(command))
        os.execv(command[0], command)


def _make(venv: Path) -> None:
    print("第一次运行：正在建立 .venv（本项目专用的 Python 环境）……", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(venv)], capture_output=True, text=True, check=False)
    if made.returncode:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(
            "这个 Python 建不了虚拟环境。Debian 和 Ubuntu 请运行：sudo apt install python3-venv"
            f"（或 python{version}-venv），然后删去 .venv 再试一次。\n其他系统请从 python.org 重新安装 Python。"
        )


def _install(root: Path, venv: Path, python: Path, group: str) -> None:
    """Installs a group once; its lock's hash is kept in .venv, so that a second start costs no call of pip."""
    lock = root / "requirements" / f"{group}.txt"
    stamp = venv / f"installed-{group}"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    print(f"正在安装 requirements/{group}.txt 里锁定的软件包，第一次要一两分钟……", flush=True)
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(lock)]
    if subprocess.call(command):
        sys.exit("软件包没有装好。请看上面最后几行：多半是网络不通，或公司网络要设代理。连上网后再运行一次。")
    stamp.write_text(digest)
