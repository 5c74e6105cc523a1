"""Puts a new site into the place of the old one, so that one of the two is there whatever moment the machine stops at.

Where the system can exchange two folders in one step (Linux, macOS), it does. Elsewhere the old one is first moved aside;
who comes next and finds the place empty moves it back. Nothing is removed while the place is empty.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import locks

MARK = "sitemap.xml"  # every generated site has it
_SOURCES = ("docs", "lessons", "hooks", "scripts", "tests", "requirements", "wheels", ".venv", ".git", ".github", ".ci")


def refusal(target: Path, root: Path) -> str:
    """Why the site of the project at `root` cannot stand in the folder `target`, "" where it can. Raises OSError."""
    if target == root or target in root.parents:
        return f"{target} 里放着整个项目，不能拿来放网站。请换一个空文件夹。"
    if any(target == root / name or root / name in target.parents for name in _SOURCES):
        return f"{target} 在项目自己的文件夹里，不能拿来放网站。请换一个空文件夹，比如 {root / 'site'}。"
    for parent in target.parents:
        if parent.exists() and not parent.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    if target.exists() and not target.is_dir():
        return f"{target} 是文件，不是文件夹。请换一个空文件夹。"
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).exists():
        return f"{target} 里有别的文件，不像是以前生成的网站。为免误删，请换一个空文件夹。"
    return ""


def lock_of(target: Path) -> Path:
    """The lock of whoever builds into `target`."""
    return target.with_name(f".{target.name}.lock")


def recover(target: Path) -> None:
    """Moves the old site back where a switch was cut off halfway. The caller holds the lock, or nobody builds."""
    if target.exists():
        return
    left = [folder for folder in _beside(target, r"old(-\d+)?") if (folder / MARK).is_file()]
    if left:
        max(left, key=lambda folder: folder.stat().st_mtime).rename(target)
        print(f"上次换网站时中断了，已把原来的网站放回 {target}。", flush=True)


def recover_unless_building(target: Path) -> None:
    """The same for any command; where a build is at work, it is the one to finish."""
    if target.exists() or not any(_beside(target, r"old(-\d+)?")):
        return
    try:
        with locks.lock(lock_of(target)):
            recover(target)
    except locks.Taken:
        return


def fresh_folder(target: Path) -> Path:
    """An empty folder beside `target` for the new site, after what builds left there that were cut off is removed.

    Its name is this process's own: a MkDocs whose starter was killed may still be writing into another.
    """
    for leftover in _beside(target, r"(?:new|old)-\d+"):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh = target.with_name(f"{target.name}.new-{os.getpid()}")
    fresh.mkdir()
    return fresh


def switch(fresh: Path, target: Path) -> Path | None:
    """Puts `fresh` in the place of `target`; where the old site is now, None where there was none. Raises OSError."""
    if not target.exists():
        fresh.rename(target)
        return None
    if exchange(fresh, target):
        return fresh
    old = target.with_name(f"{target.name}.old-{os.getpid()}")
    target.rename(old)
    try:
        fresh.rename(target)
    except BaseException:
        if not target.exists():
            old.rename(target)
        raise
    return old


def exchange(first: Path, second: Path) -> bool:
    """Exchanges two folders in one step; False, with nothing changed, where the system or the disk cannot."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(first), os.fsencode(second)
        if sys.platform == "linux":
            here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
            return bool(libc.renameat2(here, names[0], here, names[1], swap) == 0)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(*names, 2) == 0)  # RENAME_SWAP
    except (AttributeError, OSError, TypeError):
        pass  # a C library without it; on Windows, no C library under this name
    return False


def _beside(target: Path, ending: str) -> Iterator[Path]:
    """Folders beside `target` that builds into it have made."""
    if target.parent.is_dir():
        pattern = re.compile(rf"{re.escape(target.name)}\.{ending}")
        yield from [path for path in target.parent.iterdir() if pattern.fullmatch(path.name) and path.is_dir() and not path.is_symlink()]
