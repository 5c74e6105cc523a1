"""What git knows of the registers. Where there is no git, or no commit yet, nothing is known."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_ID = re.compile(r"^- \{?\s*id: *['\"]?([a-z0-9-]+)", re.M)


def uncommitted(root: Path, paths: list[str]) -> list[str]:
    """Those of the files that differ from the last commit, or are not in it."""
    told = _git(root, "status", "--porcelain=v1", "-z", "--", *paths) or ""
    return [entry[3:] for entry in told.split("\0") if entry]


def held(root: Path, folder: str) -> dict[str, frozenset[str]]:
    """The ids that the last commit holds in each YAML file below a folder, where the file now lacks one of them."""
    names = _git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", folder)
    found = {}
    for name in filter(None, (names or "").split("\0")):
        path = root / name
        if not name.endswith(".yml") or (path.is_file() and _ID.search(path.read_text(encoding="utf-8", errors="replace"))):
            continue  # a file that still holds records is judged by what was promised
        ids = frozenset(_ID.findall(_git(root, "show", f"HEAD:./{name}") or ""))
        if ids:
            found[name] = ids
    return found


def _git(root: Path, *words: str) -> str | None:
    """What git says; None where it cannot."""
    try:
        result = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    except OSError:
        return None
    return result.stdout.decode("utf-8", errors="replace") if result.returncode == 0 else None
