"""The example in the first row of each sheet: a record of the demonstration, which no import takes for one of the place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..model.site import Site
from ..problems import Place, Problem, problem
from . import register_files
from .columns import EXAMPLE, ID, SHEETS, Column, Sheet, to_text
from .lists import Raw
from .names import ENDED, Names
from .table import Table

Example = Mapping[Column, str]
_UNSAID = (ID, "示例")  # what is copied from an example is a new record, and no sample


def of_sheets(root: Path, site: Site) -> dict[str, Example]:
    """The example of each sheet by its title; what to write in each column where the demonstration was taken away."""
    samples = {sheet.title: register_files.samples(root, sheet) for sheet in SHEETS}
    names = Names(site)
    for sheet in SHEETS:
        for record in samples[sheet.title]:
            names.learn(sheet.register, record)
    return {sheet.title: _example(sheet, samples[sheet.title], names) for sheet in SHEETS}


def _example(sheet: Sheet, samples: Sequence[Raw], names: Names) -> Example:
    """The record in use that shows the most columns."""
    columns = [column for column in sheet.columns if column.header not in _UNSAID]
    shown = [
        {column: text for column in columns if (text := to_text(column, record, names))}
        for record in samples
        if record.get("status") not in ENDED
    ]
    return max(shown, key=len, default={column: column.note for column in columns if column.note})


def pass_over(tables: Sequence[Table], examples: Mapping[str, Example]) -> Iterator[Problem]:
    """Takes the examples out of what was read, those too that no longer say so; warns of those that were written over."""
    for table in tables:
        example = {column: text for column, text in examples[table.sheet.title].items() if column in table.headers.by_column}
        left = [row for row in table.rows if not example or dict(row.texts) != example]
        if len(left) < len(table.rows):
            table.rows = left
            table.remarks.append(f"没有读“{EXAMPLE}”")
        for row in table.examples:
            if {column: text for column, text in row.texts.items() if text != EXAMPLE} != example:
                yield problem("example-row-changed", Place(table.cell(row.number, None), 0), field=ID)
