"""What the registers hold on the subject of a policy: branches, posts, visits, pairings, rooms, demonstration points. Never a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from markupsafe import Markup

from ..model import addresses
from ..model.level_words import label_of
from ..model.registers.areas import Area
from ..model.registers.branches import Branch
from ..model.registers.contact_points import ContactPoint
from ..model.registers.instructors import Instructor
from ..model.registers.organizations import Organization
from ..model.registers.pairings import Pairing
from ..model.registers.stations import Station
from ..model.site import Site
from .site_page import Linker

T = TypeVar("T")
ROOMS_SHOWN = 5  # of a street: a list of thousands helps nobody, and the street's page has them all


@dataclass(frozen=True)
class Named:
    """A record as others name it; `address` is its page, empty where it has none."""

    name: str
    address: str


@dataclass(frozen=True)
class InstructorRow:
    instructor: Instructor
    where: str
    serves: tuple[Named, ...]


@dataclass(frozen=True)
class BranchRow:
    branch: Branch
    where: str
    meets_at: Named | None


@dataclass(frozen=True)
class ContactPointRow:
    point: ContactPoint
    visits: Named


@dataclass(frozen=True)
class PairingRow:
    pairing: Pairing
    parties: tuple[str, ...]


@dataclass(frozen=True)
class OrganizationRow:
    organization: Organization
    where: str


@dataclass(frozen=True)
class StreetRooms:
    """The largest rooms of a street, and how many more it has."""

    area: Area
    largest: tuple[Station, ...]
    rest: int


def instructors(linker: Linker) -> Markup:
    """Instructors' posts by mode, in the order of the vocabulary, then by area."""
    site = linker.site
    order = {area.id: n for n, area in enumerate(site.areas)}
    found = sorted(site.instructors, key=lambda instructor: order.get(instructor.area, 0))
    rows = (
        (found_one.mode, InstructorRow(found_one, where(site, found_one.area), tuple(named(site, served) for served in found_one.serves)))
        for mode in site.vocabulary["instructor_mode"]
        for found_one in found
        if found_one.mode == mode
    )
    return linker.render("blocks/instructor-list", groups=_groups(rows))


def branches(linker: Linker) -> Markup:
    """The branches in use by form, with their area and where they meet."""
    site = linker.site
    rows = (
        (form, BranchRow(branch, where(site, branch.area), named(site, branch.station) if branch.station else None))
        for form in site.vocabulary["branch_form"]
        for branch in site.branches
        if branch.form == form and branch.status == "active"
    )
    return linker.render("blocks/branch-list", groups=_groups(rows))


def contact_points(linker: Linker) -> Markup:
    """Leading posts, level by level from the top, and what each visits how often."""
    site = linker.site
    rows = (
        (f"{label_of(site.duties, level)}一级", ContactPointRow(point, named(site, point.visits)))
        for level in site.vocabulary["level"]
        for point in site.contact_points
        if point.level == level
    )
    return linker.render("blocks/contact-point-list", groups=_groups(rows))


def pairings(linker: Linker) -> Markup:
    """Pairings by kind, with what the two sides share and since when."""
    site = linker.site
    rows = (
        (kind, pairing_row(site, pairing)) for kind in site.vocabulary["pairing_kind"] for pairing in site.pairings if pairing.kind == kind
    )
    return linker.render("blocks/pairing-list", groups=_groups(rows))


def venues(linker: Linker) -> Markup:
    """Rooms that can be booked, street by street: the largest of each, and how many more there are."""
    site = linker.site
    by_street: dict[str, list[tuple[int, Station]]] = {}
    for station in site.stations:
        if station.venue is not None and station.venue.bookable and station.is_open:
            line = site.line_of(station.area)[:2]  # the district, the street
            by_street.setdefault(line[-1].id if line else "", []).append((station.venue.seats, station))
    streets = []
    for street, rooms in by_street.items():
        if street:
            largest = tuple(station for _, station in sorted(rooms, key=lambda room: (-room[0], room[1].id))[:ROOMS_SHOWN])
            streets.append(StreetRooms(site.area_by_id[street], largest, len(rooms) - len(largest)))
    return linker.render("blocks/venue-list", streets=streets)


def demonstration_points(linker: Linker) -> Markup:
    """Organizations that others come to see."""
    site = linker.site
    rows = (
        ("", OrganizationRow(organization, where(site, organization.area)))
        for organization in site.organizations
        if organization.demonstration_point
    )
    return linker.render("blocks/demonstration-list", groups=_groups(rows))


def where(site: Site, area_id: str) -> str:
    """An area with the street it belongs to: 春晖街道青禾社区."""
    line = site.line_of(area_id)
    return "".join(area.name for area in (line[1:] or line))


def named(site: Site, record_id: str) -> Named:
    """A record given by its id: only stations have pages."""
    return Named(site.name_of(record_id), addresses.of_station(record_id) if record_id in site.station_by_id else "")


def pairing_row(site: Site, pairing: Pairing) -> PairingRow:
    """A pairing with the names of its parties."""
    return PairingRow(pairing, tuple(map(site.name_of, pairing.parties)))


def _groups(rows: Iterable[tuple[str, T]]) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """Rows under the headings they come with; neighbours of one heading stand together."""
    return tuple((heading, tuple(row for _, row in group)) for heading, group in groupby(rows, key=lambda row: row[0]))
