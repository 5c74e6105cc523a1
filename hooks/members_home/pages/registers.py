"""What the registers hold on the subject of a policy: branches, posts, visits, pairings, rooms, demonstration points. Never a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from ..model import addresses
from ..model.members import Pairing
from ..model.records import Station
from ..model.site import Site
from .page import Linker, chinese_date, note, ul

EMPTY = "登记册里还没有。"
ROOMS_SHOWN = 5  # of a street: a list of thousands helps nobody, and the street's page has them all
_SAMPLE = ' <span class="mark">示例</span>'


def instructors(linker: Linker) -> str:
    """Instructors' posts by mode, in the order of the vocabulary, then by area."""
    site = linker.site
    order = {area.id: n for n, area in enumerate(site.areas)}
    found = sorted(site.instructors, key=lambda one: order.get(one.area, 0))
    rows = (
        (one.mode, _row(one.role, one.sample, f"{where(site, one.area)}。联系：{_names(linker, one.serves)}"))
        for mode in site.vocabulary["instructor_mode"]
        for one in found
        if one.mode == mode
    )
    return _groups(rows)


def branches(linker: Linker) -> str:
    """The branches in use by form, with their area and where they meet."""
    site = linker.site
    rows = (
        (form, _row(one.name, one.sample, where(site, one.area) + (f"。在{_names(linker, (one.station,))}活动" if one.station else "")))
        for form in site.vocabulary["branch_form"]
        for one in site.branches
        if one.form == form and one.status == "active"
    )
    return _groups(rows)


def contact_points(linker: Linker) -> str:
    """Leading posts, level by level from the top, and what each visits how often."""
    site = linker.site
    rows = (
        (f"{level}一级", _row(one.leader_role, one.sample, f"{one.every}到{_names(linker, (one.visits,))}"))
        for level in site.vocabulary["level"]
        for one in site.contact_points
        if one.level == level
    )
    return _groups(rows)


def pairings(linker: Linker) -> str:
    """Pairings by kind, with what the two sides share and since when."""
    site = linker.site
    rows = ((kind, pairing_row(site, one)) for kind in site.vocabulary["pairing_kind"] for one in site.pairings if one.kind == kind)
    return _groups(rows)


def venues(linker: Linker) -> str:
    """Rooms that can be booked, street by street: the largest of each, and how many more there are."""
    site = linker.site
    by_street: dict[str, list[Station]] = {}
    for station in site.stations:
        if station.venue is not None and station.venue.bookable and station.status == "active":
            line = site.line_of(station.area)[:2]  # the district, the street
            by_street.setdefault(line[-1].id if line else "", []).append(station)
    return _groups(row for street in by_street for row in _rooms(linker, street, by_street[street]))


def _rooms(linker: Linker, street: str, stations: list[Station]) -> Iterator[tuple[str, str]]:
    area = linker.site.area_by_id.get(street)
    if area is None:
        return
    largest = sorted(stations, key=lambda station: (-_seats(station), station.id))
    for station in largest[:ROOMS_SHOWN]:
        equipment = "、".join(map(escape, station.venue.equipment)) if station.venue else ""
        link = linker.a(addresses.of_station(station.id), station.name)
        phone = f'<a href="tel:{station.phone}">{station.phone}</a>'
        details = " · ".join(filter(None, (f"{_seats(station)} 座", equipment, f"{escape(station.contact_role)} {phone}")))
        yield area.name, _row_html(link, station.sample, details)
    rest = len(largest) - ROOMS_SHOWN
    if rest > 0:
        yield area.name, linker.a(addresses.of_area(area.id), f"{area.name}还有 {rest} 处，看全部站点")


def _seats(station: Station) -> int:
    return station.venue.seats if station.venue else 0


def demonstration_points(linker: Linker) -> str:
    """Organizations that others come to see."""
    site = linker.site
    rows = (
        ("", _row(one.name, one.sample, f"{escape(one.trade)} · {where(site, one.area)}"))
        for one in site.organizations
        if one.demonstration_point
    )
    return _groups(rows)


def where(site: Site, area_id: str) -> str:
    """An area with the street it belongs to, as HTML: 春晖街道青禾社区."""
    line = site.line_of(area_id)
    return escape("".join(area.name for area in (line[1:] or line)))


def pairing_row(site: Site, pairing: Pairing) -> str:
    """Who helps whom, with what and since when, as HTML."""
    names = " 和 ".join(site.name_of(party) for party in pairing.parties)
    shares = "、".join(map(escape, pairing.shares))
    return _row(names, pairing.sample, f"一起做：{shares} · {chinese_date(pairing.since)}起")


def _names(linker: Linker, ids: Iterable[str]) -> str:
    """The names of records, stations as links, as HTML."""
    site = linker.site
    return "、".join(
        linker.a(addresses.of_station(one), site.name_of(one)) if one in site.station_by_id else escape(site.name_of(one)) for one in ids
    )


def _row(name: str, sample: bool, details: str) -> str:
    return _row_html(escape(name), sample, details)


def _row_html(name: str, sample: bool, details: str) -> str:
    return f'{name}{_SAMPLE if sample else ""}<span class="muted">{details}</span>'


def _groups(rows: Iterable[tuple[str, str]]) -> str:
    """Rows of HTML under the headings they come with; neighbours of one heading stand together."""
    parts = []
    for heading, group in groupby(rows, key=lambda row: row[0]):
        title = f"<h3>{escape(heading)}</h3>" if heading else ""
        parts.append(title + ul(row for _, row in group))
    return f'<div class="counts-list">{"".join(parts)}</div>' if parts else note(EMPTY)
