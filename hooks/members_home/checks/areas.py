"""Rules for areas, services and holidays, and for ids in every register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from ..model.load import DATA
from ..model.site import Site
from ..problems import Place, Problem, problem

PLANNING_MONTH = 10  # the notice for the next year comes out in October to December

FIRST_SAMPLE = 900001
_NUMBERED = re.compile("(st|org|br|in|cp|pa)-([0-9]{6})")  # the ids of areas and services are words


class _Record(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def place(self) -> Place: ...


def under(place: Place, *keys: str | int) -> Place:
    """The place of a value inside the record at `place`."""
    return Place(place.path, place.line, place.column, (*place.keys, *keys))


def duplicate_ids(site: Site) -> Iterator[Problem]:
    """Every id is used once; the later record gets the next free one."""
    registers: tuple[tuple[_Record, ...], ...] = (
        site.areas,
        site.stations,
        site.services,
        site.organizations,
        site.branches,
        site.instructors,
        site.contact_points,
        site.pairings,
    )
    for records in registers:
        first: dict[str, _Record] = {}
        for record in records:
            if record.id in first:
                other = first[record.id]
                yield problem(
                    "duplicate-id",
                    under(record.place, "id"),
                    field="id",
                    label="编号",
                    value=record.id,
                    first=f"“{other.name}”（{other.place.path}）",
                    next=_next_free(record.id, {one.id for one in records}),
                )
            elif record.id:
                first[record.id] = record


def _next_free(taken: str, ids: set[str]) -> str:
    match = _NUMBERED.fullmatch(taken)
    if match:
        numbers = [int(found[2]) for found in map(_NUMBERED.fullmatch, ids) if found and found[1] == match[1]]
        is_sample = int(match[2]) >= FIRST_SAMPLE
        return f"{match[1]}-{max(number for number in numbers if (number >= FIRST_SAMPLE) == is_sample) + 1:06d}"
    return next(f"{taken}-{n}" for n in range(2, len(ids) + 3) if f"{taken}-{n}" not in ids)


def areas_fit_together(site: Site) -> Iterator[Problem]:
    """Every area lies in one of the level right above it; the merged name what they became."""
    levels = site.vocabulary["level"]
    for area in site.areas:
        parent = site.area_by_id.get(area.parent) if area.parent else None
        if area.parent and parent is None:
            yield problem("unknown-area", under(area.place, "parent"), field="parent", label="上级区域", value=area.parent)
        elif parent and area.level and parent.level and levels.index(parent.level) != levels.index(area.level) - 1:
            yield problem(
                "area-parent-level",
                under(area.place, "parent"),
                field="parent",
                label="上级区域",
                parent=parent.name,
                parent_level=parent.level,
                level=area.level,
            )
        elif not area.parent and area.level and area.level != levels[0]:
            yield problem("missing-field", under(area.place, "parent"), field="parent", label="上级区域")
        if area.status == "merged" and not area.successor:
            yield problem("merged-without-successor", under(area.place, "status"), field="successor", label="并入")
        if area.successor:
            successor = site.area_by_id.get(area.successor)
            place = under(area.place, "successor")
            if successor is None:
                yield problem("unknown-area", place, field="successor", label="并入", value=area.successor)
            elif successor.status == "merged":
                yield problem("successor-closed", place, field="successor", label="并入", value=successor.name)


def holidays_reach_far_enough(site: Site) -> Iterator[Problem]:
    """The year of today is there, and from October on the next one too."""
    years = {entry.year for entry in site.holidays}
    wanted = [site.today.year] + ([site.today.year + 1] if site.today.month >= PLANNING_MONTH else [])
    for year in wanted if all(years) else ():  # one that could not be read may be the one that seems to be missing
        if years and year not in years:
            yield problem("holiday-year-missing", Place(DATA + "holidays.yml", 0), year=year)


def vocabulary_is_there(site: Site) -> Iterator[Problem]:
    """Without its lists no record can be judged: one problem instead of one a list."""
    if not any(site.vocabulary.values()) and DATA + "vocabulary.yml" not in (*site.files.texts, *site.files.unread):
        yield problem("no-files-read", Place(DATA + "vocabulary.yml", 0))


CHECKS = (vocabulary_is_there, duplicate_ids, areas_fit_together, holidays_reach_far_enough)
