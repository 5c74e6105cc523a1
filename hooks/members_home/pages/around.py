"""Who guides a station, and the branches and pairings of its area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from html import escape
from typing import TypeVar

from ..model.members import Branch, ContactPoint, Instructor, Pairing
from ..model.records import Station
from .page import Linker, dl, ul
from .registers import pairing_row

T = TypeVar("T")


class Around:
    """Looked up once for all stations of a site."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self._site = linker.site
        self._by_area: dict[str, str] = {}

    def of(self, station: Station) -> str:
        """The people's posts that guide the station; then what its area has."""
        guides = [(f"{one.mode}指导员", escape(one.role)) for one in self._instructors.get(station.id, ())]
        guides += [("联系领导", f"{escape(one.leader_role)} · {one.every}") for one in self._visitors.get(station.id, ())]
        meeting = "、".join(escape(branch.name) for branch in self._meeting_at.get(station.id, ()))
        own = dl([*guides, ("在这里活动", meeting)], "facts card")
        heading = '<h2 id="guides">谁在指导</h2>' if own else ""
        if station.area not in self._by_area:
            self._by_area[station.area] = self._of_area(station.area)
        return heading + own + self._by_area[station.area]

    def _of_area(self, area_id: str) -> str:
        branches = ul(f'{escape(one.name)}<span class="muted">{one.form}</span>' for one in self.branches.get(area_id, ()))
        pairings = ul(pairing_row(self._site, one) for one in self.pairings.get(area_id, ()))
        parts = (("branches", "这里的党组织", branches), ("pairings", "这里的结对共建", pairings))
        return "".join(f'<h2 id="{name}">{title}</h2><div class="counts-list">{inner}</div>' for name, title, inner in parts if inner)

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
                site.branch_by_id.get(one) or site.organization_by_id.get(one) or site.station_by_id.get(one) for one in pairing.parties
            )
            pairs += [(area, pairing) for area in dict.fromkeys(record.area for record in records if record)]
        return _grouped(pairs)

    @cached_property
    def _instructors(self) -> Mapping[str, tuple[Instructor, ...]]:
        return _grouped((served, one) for one in self._site.instructors for served in one.serves)

    @cached_property
    def _visitors(self) -> Mapping[str, tuple[ContactPoint, ...]]:
        return _grouped((one.visits, one) for one in self._site.contact_points)

    @cached_property
    def _meeting_at(self) -> Mapping[str, tuple[Branch, ...]]:
        return _grouped((one.station, one) for one in self._site.branches if one.station and one.status == "active")


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
