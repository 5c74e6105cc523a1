"""Spreads work that only computes over the machine's cores, where that can be done safely."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def spread(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> list[R]:
    """What `work` returns for consecutive shares of the items, one share a core.

    Everything stays in this process where a fork is not safe: on systems other than Linux, and once other threads run
    (the preview's file watcher), because a fork copies the locks they hold. `work` must be picklable.
    """
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if cores < 2 or len(items) < cores or threading.active_count() > 1:
        return [work(items)]
    bounds = [len(items) * n // cores for n in range(cores + 1)]
    shares = [items[start:end] for start, end in pairwise(bounds)]
    with ProcessPoolExecutor(cores - 1, multiprocessing.get_context("fork")) as pool:
        futures = [pool.submit(work, share) for share in shares[1:]]
        first = work(shares[0])
        return [first, *(future.result() for future in futures)]
