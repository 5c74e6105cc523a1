"""The core's rooms know each other in one direction only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

CORE = Path("hooks") / "members_home"


def imports_of(root: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-cache", "--config", str(root / "pyproject.toml")]
    environment = {**os.environ, "PYTHONPATH": str(root / "hooks")}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=root, env=environment)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / CORE, tmp_path / CORE, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_run_in_one_direction() -> None:
    result = imports_of(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("pages", "from ..checks import CHECKS"),
        ("model", "from ..pages import SitePage"),
        ("source", "from ..model.site import Site"),
        ("checks", "from ..pages.site_page import SitePage"),
    ],
)
def test_an_import_against_the_direction_is_noticed(room: str, line: str, copied: Path) -> None:
    (copied / CORE / room / "intruder.py").write_text(line + "\n", encoding="utf-8")
    result = imports_of(copied)
    assert result.returncode == 1
    assert f"members_home.{room}.intruder" in result.stdout
