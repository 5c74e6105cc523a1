"""Rules for areas, services and holidays, and for ids in every register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..model.level_words import KEYS, label_of, word_of, words_of
from ..model.registers import HOLIDAYS, REGISTERS
from ..model.registers.ids import FIRST_SAMPLE
from ..model.registers.register import DATA
from ..model.site import Site
from ..problems import Place, Problem, problem
from .unread import Unread

PLANNING_MONTH = 10  # the notice for the next year comes out in October to December

_NUMBERED = re.compile("([a-z]+)-([0-9]{6})")  # the ids of areas and services are words


def duplicate_ids(site: Site) -> Iterator[Problem]:
    """Every id is used once; the later record gets the next free one."""
    for register in REGISTERS:
        if any(field.key == "id" for field in register.fields):
            yield from _duplicate_ids(getattr(site, register.name))


def _duplicate_ids(records: tuple[Any, ...]) -> Iterator[Problem]:
    first: dict[str, Any] = {}
    for record in records:
        if record.id in first:
            other = first[record.id]
            ids = {known.id for known in records if known.id}
            where = f"“{other.name}”（{other.place.path}）"
            yield problem("duplicate-id", record.at("id"), value=record.id, first=where, next=_next_free(record.id, ids))
        elif record.id:
            first[record.id] = record


def unique_years_and_levels(site: Site) -> Iterator[Problem]:
    """A year of holidays and a level of the linkage are each told once: of two, one would not be read."""
    keyed: tuple[tuple[tuple[Any, ...], str], ...] = ((site.holidays, "year"), (site.levels, "level"))
    for records, key in keyed:
        first: dict[Any, int] = {}
        for number, record in enumerate(records, 1):
            value = getattr(record, key)
            if value is not None and first.setdefault(value, number) != number:
                yield problem("told-twice", record.at(key), value=value, first=first[value])


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
            yield problem("unknown-area", area.at("parent"), value=area.parent)
        elif parent and area.level and parent.level and levels.index(parent.level) != levels.index(area.level) - 1:
            yield problem(
                "area-parent-level",
                area.at("parent"),
                parent=parent.name,
                parent_level=word_of(site.duties, parent),
                level=word_of(site.duties, area),
            )
        elif not area.parent and area.level and area.level != levels[0]:
            yield problem("missing-field", area.at("parent"))
        if area.status == "merged" and not area.successor:
            yield problem("merged-without-successor", area.lacking("successor", beside="status"))
        if area.successor:
            successor = site.area_by_id.get(area.successor)
            place = area.at("successor")
            if successor is None:
                yield problem("unknown-area", place, value=area.successor)
            elif successor.status == "merged":
                yield problem("successor-closed", place, value=successor.name)


def areas_are_called_as_their_level(site: Site) -> Iterator[Problem]:
    """What an area is called is a word of its level."""
    for area in site.areas if not Unread(site).duties else ():
        if area.called and area.level and area.called not in words_of(site.duties, area.level):
            label = label_of(site.duties, area.level)
            yield problem("unknown-level-word", area.at("called"), value=area.called, level=area.level, choices=label)


def words_mean_one_level(site: Site) -> Iterator[Problem]:
    """A word means one level, and 区, 街道, 社区 mean themselves: else nobody could tell what a sheet says."""
    first: dict[str, str] = {}
    for level, key in KEYS.items():
        for index, word in enumerate(getattr(site.duties.level_words, key, ())):
            taken = first.get(word) or (word if word in KEYS and word != level else "")
            if word and taken:
                yield problem("level-word-twice", site.duties.at("level_words", key, index), value=word, level=taken)
            else:
                first[word] = level


def holidays_reach_far_enough(site: Site) -> Iterator[Problem]:
    """The year of today is there, and from October on the next one too."""
    years = {entry.year for entry in site.holidays}
    wanted = [site.today.year] + ([site.today.year + 1] if site.today.month >= PLANNING_MONTH else [])
    for year in wanted if all(years) else ():  # one that could not be read may be the one that seems to be missing
        if years and year not in years:
            yield problem("holiday-year-missing", Place(DATA + HOLIDAYS.path, 0), year=year)


def vocabulary_is_there(site: Site) -> Iterator[Problem]:
    """Without its lists no record can be judged: one problem instead of one a list."""
    if not any(site.vocabulary.values()) and DATA + "vocabulary.yml" not in (*site.files.texts, *site.files.unread):
        yield problem("no-files-read", Place(DATA + "vocabulary.yml", 0))


CHECKS = (
    vocabulary_is_there,
    duplicate_ids,
    unique_years_and_levels,
    areas_fit_together,
    areas_are_called_as_their_level,
    words_mean_one_level,
    holidays_reach_far_enough,
)
