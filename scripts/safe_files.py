"""Files that people name: written whole or not at all, and what to say when the machine refuses."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

_ADVICE = {
    errno.ENOENT: "没有这个文件或文件夹。请核对写法。",
    errno.ENOTDIR: "路径里有一段不是文件夹。请核对写法。",
    errno.EISDIR: "这是文件夹，不是文件。请写上文件名。",
    errno.EACCES: "不让读写。别的程序正开着它的，请先关掉；不是的话，请换一个文件夹。",
    errno.EROFS: "这个盘只能读，不能写。请换一个地方。",
    errno.ENOSPC: "磁盘满了。请腾出地方再试。",
    errno.EBUSY: "正被系统或别的程序占用，也可能是挂载点。请先关掉那个程序，或者换成它里面的一个子文件夹。",
    errno.EXDEV: "不在同一个盘上，没法一步换过去。请换一个文件夹。",
    errno.ENAMETOOLONG: "名字太长了。请换一个短的。",
    errno.ELOOP: "链接绕成了圈，走不到头。请换一个文件夹。",
    errno.ENOEXEC: "这个程序在这台电脑上不能运行。",
}
_ADVICE[errno.EPERM] = _ADVICE[errno.EACCES]
_ADVICE[errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC] = _ADVICE[errno.ENOSPC]


def write_whole(path: Path, save: Callable[[Path], object]) -> None:
    """`save` writes a file beside `path` that then takes its place. Raises OSError, having left what was there."""
    fresh = path.with_name(path.name + ".new")
    try:
        save(fresh)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def write_folder(path: Path, save: Callable[[Path], object]) -> None:
    """`save` fills a folder beside `path`, which is new or empty, that then takes its place. Raises OSError, having left nothing."""
    fresh = path.with_name(path.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)  # of a run that was cut off
    fresh.mkdir(parents=True)
    try:
        save(fresh)
        if path.exists():
            path.rmdir()  # not every system renames onto an empty folder
        fresh.rename(path)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def in_words(error: OSError) -> str:
    """What the machine refused and what to do, in Chinese, with the file where the error names it."""
    refused = advice(error.errno or 0) or f"读写出错（{error.strerror or error}）。请换一个地方再试。"
    return refused if error.filename is None else f"{str(error.filename).removesuffix('.new')}：{refused}"


def advice(number: int) -> str:
    """What to do about an error of the system, by its number; "" where nothing is known about it."""
    return _ADVICE.get(number, "")
