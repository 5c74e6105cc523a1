"""The problems of a workbook in the order of its cells, each fault told once, however many cells have it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from openpyxl.utils import column_index_from_string

from ..problems import Place, Problem

MOST_CELLS = 100  # named in one message
_CELL = re.compile(r"(.*)!([A-Z]+)([0-9]+)(?::.*)?")
_QUOTED = re.compile("“[^”]*”")
_NUMBER = re.compile("[0-9]+|(?<=（)[a-z][a-z0-9-]*(?=）)")  # of days and ids
_OWN_WORDS = frozenset(("cell-not-understood",))  # whose quotes are what to mend, cell by cell


def told(problems: Iterable[Problem], titles: Iterable[str] = ()) -> list[Problem]:
    """The problems sheet by sheet in the order of `titles`, row by row; those of one fault in one, with count and cells."""
    order = {title: n for n, title in enumerate(titles)}
    groups: dict[object, list[Problem]] = {}
    for item in sorted(set(problems), key=lambda item: (_place(item, order), item)):
        groups.setdefault(_fault(item), []).append(item)
    return [_together(items) for items in groups.values()]


def _place(item: Problem, order: dict[str, int]) -> tuple[int, str, int, int]:
    match = _CELL.fullmatch(item.place.path)
    if match is None:
        return -1, item.place.path, 0, 0
    return order.get(match[1], len(order)), match[1], int(match[3]), column_index_from_string(match[2])


def _fault(item: Problem) -> object:
    """What two cells have in common whose fault is the same: the words of the advice, whatever cell, day or id it quotes."""
    match = _CELL.fullmatch(item.place.path)
    if match is None:
        return item
    said = item.message if item.rule in _OWN_WORDS else _NUMBER.sub("", _QUOTED.sub("“”", item.message))
    return match[1], item.rule, item.field, item.warns, said


def _together(items: list[Problem]) -> Problem:
    if len(items) == 1:
        return items[0]
    cells = [item.place.path.rpartition("!")[2] for item in items]
    shown = "、".join(cells[:MOST_CELLS]) + ("……" if len(cells) > MOST_CELLS else "")
    first = items[0]
    return replace(first, place=Place(first.place.path, 0), message=f"{first.message}这样的共 {len(items)} 格：{shown}。")
