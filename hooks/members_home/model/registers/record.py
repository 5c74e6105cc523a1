"""What every record of a register has in common."""

from __future__ import annotations

from dataclasses import dataclass

from ...problems import Place, Spot
from ...source.described import label_of


@dataclass(frozen=True, kw_only=True)
class Record:
    """One record, and where it stands.

    A field that was left out is None (a list is empty, a flag False). In a tree with problems a field that could not be
    read is None too, whatever its type says: checks ask before they compare.
    """

    place: Place

    def at(self, *keys: str | int) -> Spot:
        """The place of a value of this record with its field's name and label: at("hours", 0, "closes")."""
        names = [key for key in keys if isinstance(key, str)]
        place = Place(self.place.path, self.place.line, self.place.column, (*self.place.keys, *keys))
        return Spot(place, ".".join(names), label_of(type(self), names))

    def lacking(self, key: str, beside: str) -> Spot:
        """The spot of a field that is left out: it is told where the field `beside` stands."""
        return Spot(self.at(beside).place, key, self.at(key).label)
