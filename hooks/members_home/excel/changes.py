"""What a filled-in workbook would change in the registers, and why it may not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from ..checks import check_tree
from ..model.site import Site
from ..problems import Problem
from ..source.rendering import Renderer
from . import whole
from .intake import Intake
from .plan import Change, Plan
from .table import MANY_ROWS, Progress, Table, silently

__all__ = ["Change", "Plan", "plan"]


def plan(
    root: Path,
    site: Site,
    tables: Sequence[Table],
    today: dt.date,
    before: Sequence[Problem] | None = None,
    renderer: Renderer | None = None,
    progress: Progress = silently,
) -> Plan:
    """Compares tables with the registers below `root`, and checks the whole tree as it would be.

    `before` are the problems of the tree as it is, where the caller has them; `renderer` keeps what it has rendered for them.
    """
    made = Plan()
    for sheet in {id(table.sheet): table.sheet for table in tables}.values():
        Intake(root, site, sheet, made, progress).take([table for table in tables if table.sheet is sheet])
    if made.changes:
        if sum(len(table.rows) for table in tables) >= MANY_ROWS:
            progress("正在检查改好以后的登记册……")
        known = check_tree(root, today, renderer=renderer)[1] if before is None else before
        made.problems += list(whole.faults(root, made, known, today, renderer))
    made.problems = list(dict.fromkeys(made.problems))  # a row found by its name is read twice
    return made
