"""Measures check and build on generated trees, side by side in one run; it judges nothing."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench_tree import make_tree


@dataclass(frozen=True)
class Measure:
    """Seconds and peak memory (MB) of one process."""

    seconds: float
    megabytes: float


def run(root: Path, sizes: list[int], folder: Path | None) -> int:
    """Prints a table: for each number of stations the check and the whole build.

    Trees stand in `folder`, by default in memory where there is such a place: making 10,000 folders takes the same disk
    half a second or six, which says nothing about the code.
    """
    if folder is None:
        folder = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())
    print(f"量的地方：{folder}，Python {sys.version.split()[0]}，{os.cpu_count()} 核")
    print(f"{'站点':>8} {'检查 秒':>9} {'检查 MB':>8} {'生成 秒':>9} {'生成 MB':>8} {'每站点 毫秒':>10} {'页面':>7}")
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            tree = Path(place) / "tree"
            make_tree(root, tree, size)
            manage = [sys.executable, str(root / "scripts" / "manage.py")]
            check = measure([*manage, "check", "--root", str(tree)])
            build = measure([sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(tree / "mkdocs.yml")])
            pages = sum(1 for _ in (tree / "site").rglob("index.html"))
        print(
            f"{size:>8} {check.seconds:>9.2f} {check.megabytes:>8.0f} {build.seconds:>9.2f} {build.megabytes:>8.0f}"
            f" {build.seconds / size * 1000:>10.2f} {pages:>7}",
            flush=True,
        )
    return 0


def measure(command: list[str]) -> Measure:
    """Runs a command to its end; SystemExit with its output where it fails."""
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        actions = [(os.POSIX_SPAWN_DUP2, output.fileno(), 1), (os.POSIX_SPAWN_DUP2, output.fileno(), 2)]
        child = os.posix_spawn(command[0], command, environment, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - started
        if status:
            output.seek(0)
            raise SystemExit(output.read().decode()[-3000:])
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Measure(seconds, usage.ru_maxrss / unit)
