"""Copies of the small valid tree in tests/tree, and the edits that golden cases make to it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import yaml
from members_home.checks import check_tree
from members_home.pages.templates import Templates
from members_home.problems import Problem

HERE = Path(__file__).parent
TREE = HERE / "tree"
TODAY = dt.date(2026, 11, 1)
TEMPLATES = Templates(HERE.parent)
KEYS = frozenset(("name", "today", "production", "committed", "real", "replace", "write", "write_bytes", "remove", "symlink", "report"))

Case = dict[str, Any]


def copy_tree(folder: Path) -> Path:
    """A copy of the valid tree below `folder`; its path."""
    return shutil.copytree(TREE, folder / "tree")


def make_real(root: Path) -> None:
    """Turns the samples of the tree at `root` into real records and fills in who answers for the site."""
    for path in (root / "docs" / "_data").rglob("*.yml"):
        text = path.read_text(encoding="utf-8").replace("sample: true", "sample: false")
        text = text.replace('address: ""', 'address: "https://example.com/"')
        path.write_text(text.replace(': ""\n', ': "010-00000000"\n'), encoding="utf-8", newline="\n")


def read_cases(path: Path) -> list[Case]:
    """The cases of one file, set apart by lines of `---`: what each is called, its edits and the report expected."""
    cases: list[Case] = list(yaml.load_all(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    unknown = {key for case in cases for key in case} - KEYS
    assert not unknown, f"{path.name}: {unknown}"
    return cases


def apply(case: Case, root: Path) -> None:
    """Makes the edits of a case to the tree at `root`; what is to be replaced must be there."""
    if case.get("real"):
        make_real(root)
    for name, pairs in case.get("replace", {}).items():
        text = (root / name).read_text(encoding="utf-8")
        for old, new, *times in pairs:  # [old, new], or [old, new, 400] where something is to become long
            assert old in text, f"{name}: {old}"
            text = text.replace(old, new * (times or [1])[0], 1)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    for name, text in case.get("write", {}).items():
        _new(root, name).write_text(text, encoding="utf-8", newline="\n")
    for name, content in case.get("write_bytes", {}).items():  # hexadecimal, or [hexadecimal, 400] where a file is to become large
        digits, times = content if isinstance(content, list) else (content, 1)
        _new(root, name).write_bytes(bytes.fromhex(digits) * times)
    for name in case.get("remove", []):
        (root / name).unlink()
    for name, target in case.get("symlink", {}).items():
        _new(root, name).symlink_to(target)


def check(root: Path, case: Case | None = None, off: frozenset[str] = frozenset()) -> list[Problem]:
    """All problems of the tree at `root`, on the day and in the mode that the case names."""
    case = case or {}
    today = dt.date.fromisoformat(case["today"]) if "today" in case else TODAY
    committed = {path: frozenset(ids) for path, ids in case.get("committed", {}).items()}
    return check_tree(root, today, production=case.get("production", False), off=off, committed=committed)[1]


def _new(root: Path, name: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
