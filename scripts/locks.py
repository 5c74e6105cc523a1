"""A lock between processes: the system lets go of it when its holder ends, in whatever way. Standard library alone."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_PAUSE = 0.2  # seconds between two tries
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class Taken(Exception):
    """Another process holds the lock."""


@contextlib.contextmanager
def lock(path: Path, waiting: str | None = None) -> Iterator[None]:
    """Holds the lock at `path`. Where another process holds it: says `waiting` and waits, or raises Taken where that is None.

    The file stays: if it were removed, somebody who had opened it would lock a file that nobody else can see.
    """
    with path.open("ab") as file:
        told = False
        while not _take(file.fileno()):
            if waiting is None:
                raise Taken(path)
            if not told:
                print(waiting, flush=True)
                told = True
            time.sleep(_PAUSE)
        yield


def _take(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _HELD  # a disk that knows no locks must not keep anybody from working
    return True
