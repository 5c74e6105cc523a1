"""What a filled-in workbook would change in the registers, and why it may not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from graphlib import TopologicalSorter
from pathlib import Path

from ..checks import check_tree
from ..model.site import Site
from ..problems import Problem
from ..source.rendering import Renderer
from . import examples, register_files, whole
from .area_intake import AreaIntake
from .columns import ID, SHEETS, Sheet
from .intake import Intake
from .names import Names
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
    names: Names | None = None,
) -> Plan:
    """Compares tables with the registers below `root`, and checks the whole tree as it would be.

    `before` are the problems of the tree as it is, where the caller has them; `renderer` keeps what it has rendered for them.
    `names` are the names of its records, where the site holds them no longer.
    """
    made = Plan(names or Names(site))
    made.problems += examples.pass_over(tables, examples.of_sheets(root, site))
    intakes: dict[str, Intake] = {}
    for sheet in _in_order():
        rows = [table for table in tables if table.sheet == sheet]
        if rows:
            intakes[sheet.title] = _intake(root, site, sheet, made, progress)
            intakes[sheet.title].take(rows)
        for table in tables if sheet.register.name == "areas" else ():
            table.street = table.street or (table.title if made.names.street_called(table.title) else "")
    if made.renames:
        intakes |= {sheet.title: _intake(root, site, sheet, made, progress) for sheet in SHEETS if sheet.title not in intakes}
        _rename(made, list(intakes.values()))
    for intake in intakes.values():
        made.texts |= intake.records.texts()
    if made.changes:
        if sum(len(table.rows) for table in tables) >= MANY_ROWS:
            progress("正在检查改好以后的登记册……")
        known = check_tree(root, today, renderer=renderer)[1] if before is None else before
        made.problems += list(whole.faults(root, made, known, today, renderer))
    made.problems = list(dict.fromkeys(made.problems))  # a row found by its name is read twice
    return made


def _in_order() -> list[Sheet]:
    """Each sheet after those whose records its own refer to, so that these can be new."""
    by_name = {sheet.register.name: sheet for sheet in SHEETS}
    needs = {name: {other for column in sheet.columns for other in column.field.refers} - {name} for name, sheet in by_name.items()}
    return [by_name[name] for name in TopologicalSorter(needs).static_order()]


def _intake(root: Path, site: Site, sheet: Sheet, made: Plan, progress: Progress) -> Intake:
    return (AreaIntake if sheet.register.name == "areas" else Intake)(root, site, sheet, made, progress)


def _rename(made: Plan, intakes: Sequence[Intake]) -> None:
    """Gives areas their new ids in every register, and says of each how many records follow."""
    marks: dict[str, tuple[str, str]] = {}
    following: Counter[str] = Counter()
    for intake in intakes:
        for number, (record, named) in intake.records.rename(made.renames).items():
            marks[number] = (record["id"], register_files.fingerprint(record))
            following.update(set(named))
    made.ids = {place: marks.get(number, (number, mark)) for place, (number, mark) in made.ids.items()}
    made.rows = {made.renames.get(number, number): place for number, place in made.rows.items()}
    made.changes = [
        replace(change, after=f"{change.after}（跟着改的记录 {following[change.before]} 条）")
        if change.header == ID and following[change.before]
        else change
        for change in made.changes
    ]
