"""Takes the rows of the sheet of areas: those above before those within them, with ids in pinyin that can be corrected."""

from __future__ import annotations

import re
from pathlib import Path

from ..model.level_words import LEVELS
from ..model.registers.ids import WORD
from ..model.site import Site
from . import spellings
from .area_ids import AreaIds
from .columns import ID, Sheet
from .intake import Intake, Source
from .lists import Raw
from .names import STREET
from .plan import Change, Plan
from .table import Progress, Row, Table


class AreaIntake(Intake):
    """The areas while their rows are taken in."""

    def __init__(self, root: Path, site: Site, sheet: Sheet, plan: Plan, progress: Progress) -> None:
        super().__init__(root, site, sheet, plan, progress)
        self._ids = AreaIds(site)
        self._level = next(column for column in sheet.columns if column.path == ("level",))
        self._renamed: dict[str, Source] = {}  # the row that gives each area, by its old id, a new one

    def _in_order(self, rows: list[Source]) -> list[Source]:
        """The topmost areas first, so that those within them can name them, wherever their rows stand."""
        words = self._names.back(self._level)
        levels = {level: number for number, level in enumerate(LEVELS)}

        def level(source: Source) -> int:
            return levels.get(words.get(spellings.name(source[1].texts.get(self._level, "")), ""), len(levels))

        return sorted(rows, key=level)

    def _record(self, table: Table, row: Row) -> Raw:
        """The record that a row describes; a new area is in use, and a street lies in the district where there is one alone."""
        new = super()._record(table, row)
        new.setdefault("status", "active")
        districts = self._names.districts()
        if new.get("level") == STREET and len(districts) == 1 and not any(column.path == ("parent",) for column in row.texts):
            new["parent"] = districts[0]
        return new

    def _take_unknown_id(self, table: Table, row: Row, number: str) -> None:
        """An id that no area has: that of a new area, or the right one of an area whose id was made otherwise."""
        new = self._record(table, row)
        old = self._by_print(table, row)
        known = old or self._already(table, row, new)
        if known is None:
            return
        if not re.fullmatch(WORD, number):
            self._say("bad-id", table, row, value=number, wanted=self._by_header[ID].field.wanted)
        elif known:
            self._correct(table, row, known, number)
        elif refusal := self._ids.refusal(number):
            self._say("area-id-taken", table, row, value=number, why=refusal)
        else:
            self._add(table, row, new, number)

    def _next_id(self, new: Raw) -> str:
        return self._ids.new(new)

    def _add(self, table: Table, row: Row, new: Raw, number: str) -> None:
        self._ids.names[number] = str(new.get("name", ""))
        super()._add(table, row, new, number)

    def _correct(self, table: Table, row: Row, old: str, number: str) -> None:
        """Gives an area another id, unless its own was published."""
        name = self._names.area_name(old)
        if old in self._renamed and self._plan.renames[old] != number:
            other, line = self._renamed[old]
            first = other.cell(line.number, self._by_header[ID])
            self._say("files-disagree", table, row, value=number, first=first, other=self._plan.renames[old])
        elif self._ids.is_published(old):
            self._say("area-id-published", table, row, value=name, first=old)
        elif old not in self._renamed and (refusal := self._ids.refusal(number)):
            self._say("area-id-taken", table, row, value=number, why=refusal)
        else:
            if old not in self._renamed:
                self._told.append(
                    Change(
                        table.cell(row.number, self._by_header[ID]),
                        name,
                        ID,
                        old,
                        number,
                        self._street(self.records[old]),
                        number=old,
                        file=table.file,
                    )
                )
            self._renamed.setdefault(old, (table, row))
            self._plan.renames[old] = number
            self._ids.names[number] = name
            self._rows[table.file, old] = (table, row)
            self._update(table, row, old)

    def _street(self, record: Raw) -> str:
        """A street itself, or the one in which the area lies."""
        if record.get("level") == STREET:
            return str(record.get("name", ""))
        return self._names.area_name(self._names.street_of(str(record.get("parent", "")))) or self._sheet.title
