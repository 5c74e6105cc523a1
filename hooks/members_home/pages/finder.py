"""The finder: lists by area for everyone, and the index with which `docs/assets/finder.js` searches them on the device."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ..json_text import compact
from ..model.level_words import label_of, word_of
from ..model.registers.areas import Area
from ..model.registers.stations import Opening, Reception, SpecialDay, Station
from ..model.site import Site
from ..model.totals import totals
from ..source.described import values_of
from .areas import parts_with_counts
from .site_page import Linker, SitePage
from .templates import Templates

_Times = tuple[tuple[Opening, ...], tuple[SpecialDay, ...], tuple[Reception, ...]]
_FINE = 100_000  # parts of a degree in which positions are told: about a metre


@dataclass(frozen=True)
class _Street:
    """A street, what it is called, how many stations it has in all, its own, and its communities with their numbers."""

    area: Area
    word: str
    count: int
    stations: tuple[Station, ...]
    parts: tuple[tuple[Area, int], ...]


def page(site: Site, templates: Templates) -> SitePage:
    """Every area with stations, from the district down, so that a reader finds his community without searching."""
    linker = Linker(site, templates, "/stations/")
    counted = totals(site)
    streets = [
        _Street(
            street,
            word_of(site.duties, street),
            counted[street.id].stations.total(),
            site.stations_by_area.get(street.id, ()),
            parts_with_counts(site, street, counted),
        )
        for district in site.areas
        if not district.parent
        for street in site.parts_by_area.get(district.id, ())
    ]
    words = {"street_word": label_of(site.duties, "街道"), "community_word": label_of(site.duties, "社区")}
    is_placed = any(station.position for station in listed(site))
    total = sum(map(len, site.stations_by_area.values()))
    body = linker.render("finder", total=total, streets=streets, is_placed=is_placed, **words)
    description = f"按{words['street_word']}和{words['community_word']}找流动党员服务中心、流动党员之家、服务站和联络站：地址、电话、开放时间、党员接待日。"
    return SitePage(linker.address, "找站点", description, site.source_of("areas"), "finder", body)


def index(site: Site) -> str:
    """Names, areas, kinds, services and times of every station in use, in columns, because columns compress best.

    `times` are the different opening hours and reception days, which stations name by number; ids are differences.
    """
    stations = listed(site)
    times: dict[_Times, int] = {}
    area_numbers = {area.id: number for number, area in enumerate(site.areas)}
    kinds = site.vocabulary["station_kind"]
    service_numbers = {service.id: number for number, service in enumerate(site.services)}
    columns: dict[str, object] = {
        "id": _differences(int(station.id[3:]) for station in stations),
        "name": "\n".join(_shortened(site, station) for station in stations),
        "area": _differences(area_numbers[station.area] for station in stations),
        "kind": [kinds.index(station.kind) if station.kind in kinds else -1 for station in stations],
        "services": [sum(1 << service_numbers[name] for name in _offered(station) if name in service_numbers) for station in stations],
        "times": [times.setdefault(_times_of(station), len(times)) for station in stations],
        "suspended": [number for number, station in enumerate(stations) if station.status == "suspended"],
    }
    whole = {
        "areas": [[area.id, area.name, area_numbers.get(area.parent or "", -1), area.level] for area in site.areas],
        "kinds": kinds,
        "services": [[service.id, service.name] for service in site.services],
        "synonyms": [group.words for group in site.synonyms],
        "times": [_times(*times_of) for times_of in times],
        "stations": columns,
    }
    return compact(whole)


def places(site: Site) -> str:
    """The addresses and telephones of the same stations, which are fetched after the first results stand.

    Extensions are few and stand by the number of their station. Where nobody is there, no telephone is told.
    """
    stations = listed(site)
    columns = {
        "addresses": [station.address for station in stations],
        "phones": [station.contact.phone if station.is_open else "" for station in stations],
        "extensions": {number: one.contact.extension for number, one in enumerate(stations) if one.is_open and one.contact.extension},
    }
    return compact(columns)


def positions(site: Site) -> str:
    """Where those stations stand that have a position: their numbers in the index, longitude and latitude in gcj02, as differences.

    A file of its own: only who asks for the stations near him fetches it.
    """
    placed = [(number, station.position) for number, station in enumerate(listed(site)) if station.position]
    columns = {
        "station": _differences(number for number, _ in placed),
        "lng": _differences(round(position.lng * _FINE) for _, position in placed),
        "lat": _differences(round(position.lat * _FINE) for _, position in placed),
    }
    return compact({"fine": _FINE, **columns})


def listed(site: Site) -> list[Station]:
    """The stations of the index, in its order."""
    stations = [station for station in site.stations if not station.is_gone and station.area in site.area_by_id]
    return sorted(stations, key=lambda station: station.id)


def _shortened(site: Site, station: Station) -> str:
    """The name on one line, with its area and kind, which nearly every name repeats, as one character each."""
    return " ".join(station.name.splitlines()).replace(site.area_by_id[station.area].name, "\x01").replace(station.kind or "\x02", "\x02")


def _offered(station: Station) -> frozenset[str]:
    """The services with which a station helps now: none while it is suspended."""
    return frozenset(station.services) if station.is_open else frozenset()


def _times_of(station: Station) -> _Times:
    return (station.hours, station.special, station.reception) if station.is_open else ((), (), ())


def _times(hours: Iterable[object], special: Iterable[object], reception: Iterable[object]) -> dict[str, object]:
    values = {"hours": hours, "special": special, "reception": reception}
    return {key: [values_of(time) for time in value] for key, value in values.items() if value}


def _differences(numbers: Iterable[int]) -> list[int]:
    """Each number less the one before; the first as it is."""
    return [after - before for before, after in pairwise([0, *numbers])]
