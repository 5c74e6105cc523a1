"""Measures check and build on generated trees, side by side in one run; it judges nothing."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

COMMUNITIES_A_STREET = 20
STATIONS_A_COMMUNITY = 25
LESSONS = 24

_STATION = """\
- id: st-{number:06d}
  sample: true
  name: {area}{kind}（{number}）
  kind: {kind}
  area: {area_id}
  status: active
  address: 示例街道示例路{number}号（示例）
  contact: {{role: 值班室, phone: "010-{number:08d}"}}
  hours:
    - {{days: [一, 二, 三, 四, 五], opens: "09:00", closes: "11:30"}}
    - {{days: [一, 二, 三, 四, 五], opens: "13:30", closes: "17:00"}}
  special:
    - {{on: "2026-12-31", closed: true, why: 盘点}}
  reception:
    - {{freq: monthly, nth: 1, weekday: 三, opens: "14:00", closes: "16:00", on_holiday: next_workday}}
  services: [membership-file, membership-transfer, medical, rights, loan, insurance]
  venue: {{seats: 40, equipment: [投影设备, 电化教育设备], bookable: true}}
  verified: {{on: "2026-11-01", by_role: 街道党建办}}
  history:
    - {{on: "2024-03-01", event: 设立}}
"""


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


def make_tree(root: Path, tree: Path, stations: int) -> None:
    """A copy of the site with all 24 lessons (those written, repeated) and `stations` generated stations."""
    for name in ("docs", "hooks", "lessons"):
        shutil.copytree(root / name, tree / name)
    shutil.copy(root / "mkdocs.yml", tree / "mkdocs.yml")
    _make_lessons(tree / "lessons")
    data = tree / "docs" / "_data"
    shutil.rmtree(data / "stations")
    (data / "stations").mkdir()
    communities = -(-stations // STATIONS_A_COMMUNITY)
    streets = -(-communities // COMMUNITIES_A_STREET)
    areas = ["- {id: bench, name: 示例区, level: 区, status: active, sample: true}"]
    for street in range(streets):
        areas.append(f"- {{id: street-{street}, name: 示例{street}街道, level: 街道, parent: bench, status: active, sample: true}}")
        records = []
        for community in range(street * COMMUNITIES_A_STREET, min((street + 1) * COMMUNITIES_A_STREET, communities)):
            parent = f"street-{street}"
            areas.append(f"- {{id: c-{community}, name: 示例{community}社区, level: 社区, parent: {parent}, status: active, sample: true}}")
            for number in range(community * STATIONS_A_COMMUNITY, min((community + 1) * STATIONS_A_COMMUNITY, stations)):
                kind = "流动党员服务站" if number % 2 else "联络站"
                values = {"number": 900_001 + number, "area": f"示例{community}社区", "area_id": f"c-{community}", "kind": kind}
                records.append(_STATION.format(**values))
        (data / "stations" / f"street-{street}.yml").write_text("".join(records), encoding="utf-8")
    (data / "areas.yml").write_text("\n".join(areas) + "\n", encoding="utf-8")


def _make_lessons(folder: Path) -> None:
    written = sorted(folder.glob("*.md"))
    taken = {path.name[:2] for path in written}
    for number in range(1, LESSONS + 1):
        if f"{number:02d}" not in taken:
            text = written[number % len(written)].read_text(encoding="utf-8")
            text = re.sub(r"^number: .*$", f"number: {number}", text, count=1, flags=re.M)
            text = re.sub(r"^title: .*$", f"title: 第 {number} 讲", text, count=1, flags=re.M)
            (folder / f"{number:02d}-bench.md").write_text(text, encoding="utf-8")
