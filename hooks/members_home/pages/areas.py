"""The page of each area: what this level does, its parts, its stations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import addresses
from ..model.calendar import LastDays
from ..model.level_words import word_of
from ..model.registers.areas import Area
from ..model.registers.stations import Station
from ..model.site import Site
from ..model.totals import Totals, totals
from .site_page import Linker, SitePage
from .templates import Templates
from .times_in_words import reception

LEVELS_BELOW = 2  # that the tree of an area shows


@dataclass(frozen=True)
class _StationRow:
    """A station in the table of an area, with its state where it is not simply open, and its reception days in words."""

    station: Station
    href: str
    state: str
    reception: str


@dataclass(frozen=True)
class _Branch:
    """An area in the tree of one above it: how many stations it has with its parts, how many without, and its parts."""

    area: Area
    stations: int
    own: int
    parts: tuple[_Branch, ...] = ()


def pages(site: Site, templates: Templates, records: Sequence[Area]) -> Iterator[SitePage]:
    """A page for each of the areas, also for those that were merged."""
    if records:
        counted = totals(site)
        last_days = LastDays(site)
        for area in records:
            yield _page(Linker(site, templates, addresses.of_area(area.id)), area, counted, last_days)


def _page(linker: Linker, area: Area, counted: Mapping[str, Totals], last_days: LastDays) -> SitePage:
    """One area: hotline, its parts with counts, its stations, sums, and the duties of its level with their source."""
    site = linker.site
    stations = site.stations_by_area.get(area.id, ())
    parts = parts_with_counts(site, area, counted)
    body = linker.render(
        "area",
        area=area,
        above=site.line_of(area.id)[:-1],
        successor=site.area_by_id.get(area.successor or ""),
        level=next((level for level in site.levels if level.level == area.level), None),
        parts=parts,
        word=word_of(site.duties, area),
        parts_word="、".join(dict.fromkeys(word_of(site.duties, part) for part, _ in parts)),
        tree=_branch(site, area, counted, LEVELS_BELOW),
        stations=tuple(_row(linker, station) for station in stations),
        calendar=addresses.of_calendar(area),
        calendar_until=last_days.of_areas((area, *(part for part, _ in parts))),
        sums=_sums(site, area, counted[area.id]),
    )
    count = counted[area.id].stations.total()
    total = f"，共 {count} 个" if count else ""
    description = f"{area.name}的流动党员站点{total}：地址、电话、开放时间、党员接待日。"
    return SitePage(linker.address, area.name, description, area.place.path, "area", body, area.sample)


def told(site: Site) -> list[str]:
    """What the page of each area says of it alone: its hotline and its sums, a line each."""
    counted = totals(site)
    facts = (
        ((area.hotline or "") if area.status == "active" else "", *map(" ".join, _sums(site, area, counted[area.id])))
        for area in site.areas
    )
    return ["\n".join(filter(None, lines)) for lines in facts]


def parts_with_counts(site: Site, area: Area, counted: Mapping[str, Totals]) -> tuple[tuple[Area, int], ...]:
    """The areas right below an area, and how many stations each has."""
    return tuple((part, counted[part.id].stations.total()) for part in site.parts_by_area.get(area.id, ()))


def _branch(site: Site, area: Area, counted: Mapping[str, Totals], levels: int) -> _Branch:
    """An area with so many levels below it."""
    count = counted[area.id].stations.total()
    below = parts_with_counts(site, area, counted) if levels else ()
    parts = tuple(_branch(site, part, counted, levels - 1) for part, _ in below)
    return _Branch(area, count, count - sum(part.stations for part in parts), parts)


def _row(linker: Linker, station: Station) -> _StationRow:
    """A station where nobody is has no reception days, whatever the register keeps for later."""
    href = linker.url(addresses.of_station(station.id))
    return (
        _StationRow(station, href, "", "；".join(map(reception, station.reception)))
        if station.is_open
        else _StationRow(station, href, station.status_word, "")
    )


def _sums(site: Site, area: Area, total: Totals) -> tuple[tuple[str, str], ...]:
    """Stations by kind, branches by form, organizations covered, and what is out of date."""
    if area.status != "active":
        return ()
    rate = f"{total.organizations} 家里已覆盖 {total.covered} 家，{total.covered / total.organizations:.1%}" if total.organizations else ""
    facts = (
        ("站点", _by(total.stations, site.vocabulary["station_kind"])),
        ("党组织", _by(total.branches, site.vocabulary["branch_form"])),
        ("两新组织", rate),
        ("待核实", f"{total.overdue} 个站点" if total.overdue else ""),
    )
    return tuple(fact for fact in facts if fact[1]) if total.stations or total.organizations else ()


def _by(counter: Mapping[str, int], words: Sequence[str]) -> str:
    return "、".join(f"{word} {counter[word]} 个" for word in words if counter.get(word))
