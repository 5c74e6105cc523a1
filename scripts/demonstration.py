"""The demonstration as it is without a district: what tests and benchmarks build, also in the tree of a district that moved in."""

from __future__ import annotations

import shutil
from pathlib import Path


def copy_demonstration(root: Path, tree: Path) -> Path:
    """A copy of the site at `root` below `tree` with the samples alone: a district's own records and duties stay behind."""
    from members_home.model.registers import DUTIES, REGISTERS
    from members_home.model.registers.register import DATA

    for name in ("docs", "hooks", "lessons"):
        shutil.copytree(root / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", ".import"))
    shutil.copy(root / "mkdocs.yml", tree / "mkdocs.yml")
    for register in REGISTERS:
        path = tree / DATA / register.path
        if register.has_samples and path.is_dir():
            shutil.rmtree(path)
        elif register.has_samples:
            path.unlink(missing_ok=True)
    (tree / DATA / DUTIES.path).unlink(missing_ok=True)  # the demonstration's stand with its samples
    return tree
