"""Measures check, export, import and build on generated trees, with other site makers beside them in the same run; it judges nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import bench_peers
from bench_tree import make_tree

PROC = Path("/proc")
PEERS_LIMIT = 300  # seconds
EVERY = 0.25  # seconds between two looks at the memory; looking costs the processes time


@dataclass(frozen=True)
class Measure:
    """Seconds of one command, and the highest sum of what its processes held in memory (MB; 0 where it cannot be told)."""

    seconds: float
    megabytes: float


def run(root: Path, sizes: list[int], folder: Path | None) -> int:
    """Prints a table for each number of stations: the check, the registers to Excel and back, the whole build, and what peers need for the same pages.

    Trees stand in `folder`, by default in memory where there is such a place: making 10,000 folders takes the same disk
    half a second or six, which says nothing about the code.
    """
    if folder is None:
        folder = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())
    print(f"量的地方：{folder}，Python {sys.version.split()[0]}，{os.cpu_count()} 核。内存是各进程合计的最高值。")
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            tree = Path(place) / "tree"
            make_tree(root, tree, size)
            manage, book = [sys.executable, str(root / "scripts" / "manage.py")], str(Path(place) / "登记册.xlsx")
            check = measure([*manage, "check", "--root", str(tree)])
            written = measure([*manage, "export", book, "--root", str(tree)])
            read = measure([*manage, "import", book, "--root", str(tree)])
            ours = measure([sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(tree / "mkdocs.yml")])
            pages = [path.stat().st_size for path in (tree / "site").rglob("index.html")]
            print(f"\n{size} 个站点，{len(pages)} 页，平均每页 {sum(pages) / len(pages) / 1024:.1f} KB（未压缩）")
            _row("检查", check, ours)
            _row("导出成 Excel", written, ours)
            _row("导入这份 Excel（没有改动）", read, ours)
            _row("生成（含检查）", ours, ours)
            print(f"  每个站点 {ours.seconds / size * 1000:.2f} 毫秒", flush=True)
            commands = bench_peers.write(root, tree, Path(place))
            for name in (bench_peers.HUGO, bench_peers.ZENSICAL):
                found = measure_within(commands[name], PEERS_LIMIT) if name in commands else None
                if found:
                    _row(name, found, ours)
                else:
                    print(f"  {name}：未测，{f'{PEERS_LIMIT} 秒没有做完' if name in commands else '没有装'}", flush=True)
    return 0


def _row(name: str, found: Measure, ours: Measure) -> None:
    ratio = f"{found.seconds / ours.seconds:.2f} 倍"
    print(f"  {name}：{found.seconds:.2f} 秒（生成的 {ratio}），{found.megabytes:.0f} MB", flush=True)


def measure(command: list[str]) -> Measure:
    """Runs a command to its end; SystemExit with its output where it fails."""
    found = measure_within(command, None)
    assert found is not None
    return found


def measure_within(command: list[str], limit: float | None) -> Measure | None:
    """The same, but None where the command takes longer than `limit` seconds."""
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        child = subprocess.Popen(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stdout=output, stderr=output)
        highest = [0.0]
        watcher = threading.Thread(target=_watch, args=(child, highest))
        watcher.start()
        try:
            child.wait(limit)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            watcher.join()
            return None
        seconds = time.perf_counter() - started
        watcher.join()
        if child.returncode:
            output.seek(0)
            raise SystemExit(output.read().decode()[-3000:])
    return Measure(seconds, highest[0])


def _watch(child: subprocess.Popen[bytes], highest: list[float]) -> None:
    while child.poll() is None and PROC.is_dir():
        highest[0] = max(highest[0], sum(_held(number) for number in _family(child.pid)) / 1024)
        time.sleep(EVERY)


def _family(number: int) -> Iterator[int]:
    """A process and all it started."""
    yield number
    try:
        children = (PROC / str(number) / "task" / str(number) / "children").read_text().split()
    except OSError:
        return  # it has ended
    for child in children:
        yield from _family(int(child))


def _held(number: int) -> float:
    """KB of one process; memory shared with others counts by its share."""
    try:
        lines = (PROC / str(number) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)
