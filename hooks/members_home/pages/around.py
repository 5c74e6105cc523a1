"""Who guides a station, and the branches and pairings of its area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from markupsafe import Markup

from ..model.registers.branches import Branch
from ..model.registers.contact_points import ContactPoint
from ..model.registers.instructors import Instructor
from ..model.registers.pairings import Pairing
from ..model.registers.stations import Station
from .register_lists import pairing_row
from .site_page import Linker

T = TypeVar("T")


class Around:
    """Looked up once for all stations of a site."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self._site = linker.site
        self._by_area: dict[str, Markup] = {}

    def guides(self, station: Station) -> tuple[tuple[str, str], ...]:
        """The people's posts that guide the station, and the branches that meet there: each with what it is."""
        return tuple(fact for fact in self._guides(station) if fact[1])

    def _guides(self, station: Station) -> Iterator[tuple[str, str]]:
        for instructor in self._instructors.get(station.id, ()):
            yield instructor.called, instructor.role
        for point in self._visitors.get(station.id, ()):
            yield "联系领导", f"{point.leader_role} · {point.every}"
        yield "在这里活动", "、".join(branch.name for branch in self._meeting_at.get(station.id, ()))

    def of_area(self, area_id: str) -> Markup:
        """What an area has besides its stations, made once."""
        if area_id not in self._by_area:
            pairings = [pairing_row(self._site, pairing) for pairing in self.pairings.get(area_id, ())]
            self._by_area[area_id] = self._linker.render("station-area", branches=self.branches.get(area_id, ()), pairings=pairings)
        return self._by_area[area_id]

    @cached_property
    def branches(self) -> Mapping[str, tuple[Branch, ...]]:
        """The branches in use of each area."""
        return _grouped((branch.area, branch) for branch in self._site.branches if branch.status == "active")

    @cached_property
    def pairings(self) -> Mapping[str, tuple[Pairing, ...]]:
        """The pairings of each area to which one of the parties belongs."""
        site = self._site
        pairs = []
        for pairing in site.pairings:
            records = (
                site.branch_by_id.get(party) or site.organization_by_id.get(party) or site.station_by_id.get(party)
                for party in pairing.parties
            )
            pairs += [(area, pairing) for area in dict.fromkeys(record.area for record in records if record)]
        return _grouped(pairs)

    @cached_property
    def _instructors(self) -> Mapping[str, tuple[Instructor, ...]]:
        return _grouped((served, instructor) for instructor in self._site.instructors for served in instructor.serves)

    @cached_property
    def _visitors(self) -> Mapping[str, tuple[ContactPoint, ...]]:
        return _grouped((point.visits, point) for point in self._site.contact_points)

    @cached_property
    def _meeting_at(self) -> Mapping[str, tuple[Branch, ...]]:
        return _grouped((branch.station, branch) for branch in self._site.branches if branch.station and branch.status == "active")


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
