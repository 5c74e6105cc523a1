"""Spreads work over the machine's cores, where that can be done safely."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from itertools import pairwise
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def spread(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> list[R]:
    """What `work` returns for consecutive shares of the items, one share a core; only results travel between processes.

    Everything stays in this process where a fork is not safe: on systems other than Linux, and once other threads run
    (the preview's file watcher), because a fork copies the locks they hold.
    """
    cores = min(_cores(), len(items))
    if cores < 2:
        return [work(items)]
    bounds = [len(items) * n // cores for n in range(cores + 1)]
    shares = [items[start:end] for start, end in pairwise(bounds)]
    context = multiprocessing.get_context("fork")
    children = []
    for share in shares[1:]:
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=_send, args=(sender, work, share))
        child.start()
        sender.close()
        children.append((child, receiver, share))
    results = [work(shares[0])]
    for child, receiver, share in children:
        try:
            results.append(receiver.recv())
        except EOFError:  # the child died; here its error reaches the caller
            results.append(work(share))
        child.join()
    return results


def beside(work: Callable[[], None]) -> Callable[[], None]:
    """Starts `work` in a process of its own and returns the function that waits for its end.

    Where a fork is not safe, the work is done at once. Where the process fails, the work is done again by whoever waits,
    so that its error reaches the caller.
    """
    if _cores() < 2:
        work()
        return lambda: None
    child = multiprocessing.get_context("fork").Process(target=work, daemon=True)
    child.start()

    def wait() -> None:
        child.join()
        if child.exitcode:
            work()

    return wait


def _cores() -> int:
    """How many processes can work at once: one where a fork is not safe."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" and threading.active_count() == 1 else 1


def _send(sender: Connection, work: Callable[[Sequence[T]], R], share: Sequence[T]) -> None:
    sender.send(work(share))
    sender.close()
