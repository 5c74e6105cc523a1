"""The locked packages: from a folder wheels/ first, else from the index, by pip. Standard library alone."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

LOG = "install.log"  # what pip says is for whoever maintains this, not for who writes lessons
_PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input", "--no-color"]
# Whatever pip.conf says of another place, packages belong into .venv, and ready-made: nothing is compiled here.
_HERE = ["--target", "", "--no-binary", ":none:", "--progress-bar", "off", "--retries", "2"]
_SETTINGS = {"PIP_USER": "0", "PIP_DRY_RUN": "0", "PYTHONIOENCODING": "utf-8"}
_ELSEWHERE = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
_CAUSES = (
    (r"No space left|\[Errno 28\]|WinError 112", "磁盘满了。请腾出地方再试。"),
    (r"Permission denied|\[Errno 13\]|WinError 5\b", "没有权限往 .venv 里写。请换一个自己的文件夹，或者请管理员帮忙。"),
    (r"onfiguration file|ConfigurationError|pip config", "pip 的设置文件（pip.conf 或 pip.ini）写错了，读不懂。请改好，或者移走。"),
    (r"DO NOT MATCH THE HASHES", "有的软件包和锁定的不一样，文件可能坏了，也可能被换过。请不要用它，告诉维护人员。"),
    (r"CERTIFICATE_VERIFY_FAILED|SSLError", "网站的证书通不过检查，多半是公司网络的缘故。请管理员设好证书。"),
    (r"ProxyError|Cannot connect to proxy|407 ", "代理连不上。请管理员核对代理设置。"),
    (
        r"NewConnectionError|NameResolution|Failed to establish|timed out|Connection (?:refused|reset|aborted)",
        "网络不通。请连上网再运行一次。",
    ),
    (r"No matching distribution found for (\S+)", "找不到 {0}。多半是软件包不全，或者它还没有给这个 Python 版本的。"),
)
_NO_WEB = "不能上网的电脑，请在别的电脑上运行 manage.py wheels，把 wheels 文件夹拷过来。"


def wanting(root: Path, folder: Path, group: str) -> bool:
    """Whether packages of the group are to be installed; `folder` is where .venv's packages are.

    The lock's hash is kept in .venv, so that a second start costs no call of pip.
    """
    lock = _lock(root, group)
    stamp = root / ".venv" / f"installed-{group}"
    return not stamp.exists() or stamp.read_text(encoding="utf-8", errors="replace") != _digest(lock) or bool(_missing(folder, lock))


def pip_works(python: Path) -> bool:
    """Whether the Python has a whole pip, whatever pip.conf says."""
    environment = {**os.environ, "PIP_CONFIG_FILE": os.devnull}
    try:
        return subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, check=False, env=environment).returncode == 0
    except OSError:
        return False


def install(root: Path, venv: Path, python: Path, folder: Path, group: str) -> None:
    """Installs a group; ends with the cause in words where that fails."""
    lock, log = _lock(root, group), root / LOG
    print(f"正在安装 requirements/{group}.txt 里锁定的软件包，第一次要一两分钟……", flush=True)
    log.unlink(missing_ok=True)
    command = [str(python), *_PIP, "install", *_HERE, "--require-hashes", "-r", str(lock)]
    wheels = _wheels(root)
    if not wheels or logged([*command, "--no-index", "--find-links", str(wheels)], log):
        if wheels:
            print(f"wheels 文件夹里的用不上：{cause(log, '软件包不全。')}正在改从网上安装……", flush=True)
            log.rename(log.with_suffix(".wheels.log"))
        if logged(command, log):
            why = cause(log, "多半是网络不通，或公司网络要设代理。连上网后再运行一次。")
            sys.exit(f"软件包没有装好：{why}\n{_NO_WEB}\n详细经过在 {log}，可以发给维护人员。")
    missing = _missing(folder, lock)
    if missing:
        sys.exit(
            f"软件包没有装好：pip 说装好了，.venv 里却没有 {missing[0]}。多半是电脑上 pip 的设置（pip.conf 里的 prefix、root）让它装到了别处。"
            f"请去掉那一行，再运行一次。\n详细经过在 {log}，可以发给维护人员。"
        )
    (venv / f"installed-{group}").write_text(_digest(lock), encoding="utf-8")
    for path in (log, log.with_suffix(".wheels.log")):
        path.unlink(missing_ok=True)


def download(python: Path, lock: Path, wheels: Path, log: Path, choice: list[str]) -> int:
    """Fetches ready-made packages for the lock into the folder `wheels`; pip's exit code."""
    command = [str(python), *_PIP, "download", "--progress-bar", "off", "--retries", "2", "--require-hashes", "--no-deps"]
    return logged([*command, "--only-binary", ":all:", *choice, "--dest", str(wheels), "-r", str(lock)], log)


def logged(command: list[str], log: Path) -> int:
    """Runs a command whose words go to the end of a file; its exit code."""
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    with log.open("ab") as file:
        return subprocess.call(command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, env={**environment, **_SETTINGS})


def cause(log: Path, otherwise: str) -> str:
    """Why pip failed, in words, from what it wrote."""
    told = log.read_text(encoding="utf-8", errors="replace")
    for pattern, words in _CAUSES:
        match = re.search(pattern, told)
        if match:
            return words.format(*match.groups())
    return otherwise


def _wheels(root: Path) -> Path | None:
    """The folder of packages that somebody brought, in the project or beside it."""
    return next((folder for folder in (root / "wheels", root.parent / "wheels") if any(folder.glob("*.whl"))), None)


def _lock(root: Path, group: str) -> Path:
    return root / "requirements" / f"{group}.txt"


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _missing(folder: Path, lock: Path) -> list[str]:
    """Packages that every machine needs by the lock and that `folder` lacks."""
    try:
        there = {_plain(path.name.partition("-")[0]) for path in folder.iterdir() if path.name.endswith(".dist-info")}
    except OSError:
        there = set()
    names = re.findall(r"^([A-Za-z0-9][\w.-]*)==[^;\n]*$", lock.read_text(encoding="utf-8"), re.M)
    return [name for name in names if _plain(name) not in there]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
