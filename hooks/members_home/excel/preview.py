"""What an import would do, in lines for people: street by street, of new records everything that was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.registers.stations import Opening, Reception
from ..pages.times_in_words import ON_HOLIDAY, reception, weekly
from ..problems import Problem, mask
from ..source.files import without_mobiles
from ..source.hours_text import unsaid_holidays
from ..source.reading import Reading
from .columns import ID, Column, to_text
from .lists import Raw
from .names import Names
from .plan import Change, Plan
from .table import Table
from .verdict import VERDICT


def opening(tables: Sequence[Table], remarks: Sequence[str]) -> Iterator[str]:
    """Which sheet and which columns were taken for what, and what was not read."""
    for table in tables:
        verdict = table.verdict_letter
        letters = {**({VERDICT: verdict} if verdict else {}), **{column.header: letter for column, letter in table.letters.items()}}
        headers = "，".join(f"{header}={letter} 列" for header, letter in letters.items())
        yield f"{table.name}（{table.sheet.title}，{len(table.rows)} 行）：{headers}"
        yield from (f"  {remark}" for remark in table.remarks)
    yield from remarks


def changes(plan: Plan, most: int = 0) -> Iterator[str]:
    """The changes street by street; where `most` is given, of more than that only the number is told."""
    groups: dict[str, list[Change]] = {}
    for change in plan.changes:
        groups.setdefault(change.street, []).append(change)
    details = _Details(plan.names)
    left = most or len(plan.changes)
    for street, group in groups.items():
        shown = group[:left]
        left -= len(shown)
        if shown:
            yield f"{street}：{len(group)} 处"
        for change in shown:
            yield f"  {change}"
            yield from (f"      {line}" for line in details.lines(change))
    if most and len(plan.changes) > most:
        yield f"  ……还有 {len(plan.changes) - most} 处"


class _Details:
    """What was read of new records, hours and reception days as they will stand on the page."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[tuple[Column, str], Sequence[str]] = {}  # thousands of stations share a few dozen hours

    def lines(self, change: Change) -> Iterator[str]:
        for column in change.sheet.columns if change.sheet else ():
            text = to_text(column, change.record, self._names)
            if text and column.header not in (ID, "名称"):
                for line in self._of(column, change.record, text):
                    yield without_mobiles(mask(line))

    def _of(self, column: Column, record: Raw, text: str) -> Sequence[str]:
        if column.field.record not in (Opening, Reception):
            return (f"{column.header}：{text}",)
        if (column, text) not in self._known:
            raw = record[column.path[0]]
            faults: list[Problem] = []
            values = Reading("", 1, self._names.vocabulary, faults).value(column.field, raw, ())
            self._known[column, text] = _hours(column, raw, values) if column.field.record is Opening else _receptions(column, values)
        return self._known[column, text]


def _hours(column: Column, raw: Sequence[Raw], openings: Sequence[Opening]) -> Sequence[str]:
    shown = "；".join(f"{days} {times}" for days, times in weekly(openings))
    unsaid = unsaid_holidays(raw)
    return f"{column.header}：{shown}", *((unsaid,) if unsaid else ())


def _receptions(column: Column, rules: Sequence[Reception]) -> Sequence[str]:
    return (f"{column.header}：{'；'.join(f'{reception(rule)}，{ON_HOLIDAY[rule.on_holiday]}' for rule in rules)}",)
