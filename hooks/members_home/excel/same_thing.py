"""Which record a row without an id is: what stands in the register already is never added once more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from . import spellings
from .columns import Sheet
from .lists import Raw
from .names import ENDED

Key = tuple[str, ...]
_KEYS = {  # by register: what two records of one thing have in common; a shared telephone alone says nothing
    "areas": ("parent", "name"),
    "instructors": ("mode", "role", "area", "serves"),
    "contact_points": ("leader_role", "visits"),
    "pairings": ("kind", "parties"),
}
_NAMED = ("name", "area")
_MAY_LACK = ("parent",)  # which the topmost area has not


def keys_of(sheet: Sheet) -> tuple[str, ...]:
    return _KEYS.get(sheet.register.name, _NAMED)


def key_of(sheet: Sheet, record: Raw) -> Key | None:
    """What makes a record the thing that it is; None where that is not filled in."""
    found = []
    for key in keys_of(sheet):
        value = record.get(key)
        if not value and key not in _MAY_LACK:
            return None
        found.append("、".join(sorted(map(spellings.name, value))) if isinstance(value, list) else spellings.name(str(value or "")))
    return tuple(found)


class Known:
    """The records of a register by what they are; those still in use before those that ended."""

    def __init__(self, sheet: Sheet, records: Iterable[Raw]) -> None:
        self._sheet = sheet
        self._records: dict[Key, list[Raw]] = defaultdict(list)
        for record in records:
            key = key_of(sheet, record)
            if key is not None:
                self._records[key].append(record)

    def alike(self, record: Raw) -> list[str]:
        """The ids of the records that are the same thing; a row that says whether it is a sample finds only its kind."""
        key = key_of(self._sheet, record)
        found = self._records.get(key, []) if key is not None else []
        if "sample" in record:
            found = [other for other in found if (other.get("sample") == "true") == (record["sample"] == "true")]
        alive = [other for other in found if other.get("status") not in ENDED]
        return [other["id"] for other in alive or found]
