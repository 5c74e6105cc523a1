"""wheels: fetches the locked packages for a computer that reaches no index."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import packages

LOCKS = ("site", "excel", "booklet", "test")
OFFICE = ("site", "excel", "booklet")  # what staff need; the tests' packages are large
# What a lock's markers ask of a system, and the tags of packages that run there, the newest first.
SYSTEMS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "windows": ({"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}, ("win_amd64",)),
    "macos": ({"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"}, ("macosx_14_0_arm64",)),
    "macos-intel": ({"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"}, ("macosx_13_0_x86_64",)),
    "linux": (
        {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
        ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    ),
}


def fill(root: Path, groups: list[str], system: str | None, python: str | None) -> int:
    """Downloads the packages of the groups, by default for a computer like this one; says what to do with them."""
    unknown = [group for group in groups if group not in LOCKS]
    if unknown:
        print(f"没有“{unknown[0]}”这一组。可选：{'、'.join(LOCKS)}。", file=sys.stderr)
        return 1
    if python and not system:
        print("写了 --python，也请写 --system：那是一台什么电脑。", file=sys.stderr)
        return 1
    wheels, log = root / "wheels", root / packages.LOG
    wheels.mkdir(exist_ok=True)
    log.unlink(missing_ok=True)
    for group in dict.fromkeys(groups):
        print(f"正在下载 requirements/{group}.txt 里锁定的软件包……", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            lock, choice = root / "requirements" / f"{group}.txt", []
            if system:
                version = python or f"{sys.version_info.major}.{sys.version_info.minor}"
                text = for_system(lock.read_text(encoding="utf-8"), system, version)
                lock = Path(folder) / lock.name
                lock.write_text(text, encoding="utf-8")
                choice = ["--python-version", version, "--implementation", "cp"]
                choice += [word for tag in SYSTEMS[system][1] for word in ("--platform", tag)]
            if packages.download(Path(sys.executable), lock, wheels, log, choice):
                why = packages.cause(log, "多半是网络不通，或公司网络要设代理。连上网后再运行一次。")
                print(f"没有下载全：{why}\n详细经过在 {log}，可以发给维护人员。", file=sys.stderr)
                return 1
    log.unlink(missing_ok=True)
    print(f"已下载到 {wheels}，共 {len(list(wheels.glob('*.whl')))} 个。请把这个文件夹整个拷到那台电脑的项目文件夹里，再运行 manage.py。")
    return 0


def for_system(lock: str, system: str, version: str) -> str:
    """The lock without what another system or version of Python does not need: pip would judge that by this machine's."""
    from packaging.markers import Marker

    facts = {
        **SYSTEMS[system][0],
        "python_version": version,
        "python_full_version": f"{version}.99",  # the newest there is: older ones were taken back long ago
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    kept = []
    for requirement in re.split(r"\n(?=\S)", lock.strip()):
        head, _, rest = requirement.partition("\n")
        line, mark, marker = head.removesuffix("\\").partition(";")
        if not mark or Marker(marker.strip()).evaluate(facts):
            kept.append(f"{line.strip()} \\\n{rest}")
    return "\n".join(kept) + "\n"
