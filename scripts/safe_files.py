"""Files that people name: written whole or not at all, and what to say when the machine refuses."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

_ADVICE = {
    errno.ENOENT: "没有这个文件或文件夹。请核对写法。",
    errno.ENOTDIR: "路径里有一段不是文件夹。请核对写法。",
    errno.EISDIR: "这是文件夹，不是文件。请写上文件名。",
    errno.EACCES: "不让读写。别的程序正开着它的，请先关掉；不是的话，请换一个文件夹。",
    errno.EROFS: "这个盘只能读，不能写。请换一个地方。",
    errno.ENOSPC: "磁盘满了。请腾出地方再试。",
}
_ADVICE[errno.EPERM] = _ADVICE[errno.EACCES]


def write_whole(path: Path, save: Callable[[Path], object]) -> None:
    """`save` writes a file beside `path` that then takes its place. Raises OSError, having left what was there."""
    fresh = path.with_name(path.name + ".new")
    try:
        save(fresh)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def in_words(error: OSError) -> str:
    """What the machine refused and what to do, in Chinese, for an error that names its file."""
    advice = _ADVICE.get(error.errno or 0, f"读写出错（{error.strerror}）。请换一个地方再试。")
    return f"{str(error.filename).removesuffix('.new')}：{advice}"
