"""Rules for stations: where they belong, when they are open, whether what they say can be relied on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.level_words import word_of
from ..model.registers.stations import Reception, Station
from ..model.site import Site
from ..model.totals import overdue_before
from ..problems import Problem, problem
from ..source.clock import Clock
from .unread import Unread

CHINA = (73.0, 136.0, 3.0, 54.0)  # westmost and eastmost longitude, southmost and northmost latitude, in degrees


def same_name_in_area(site: Site) -> Iterator[Problem]:
    """Two stations of one area with one name are probably one station."""
    first: dict[tuple[str, str], Station] = {}
    for station in site.stations:
        other = first.setdefault((station.area, station.name), station)
        if other is not station and station.name and not station.is_gone and not other.is_gone:
            place = station.at("name")
            yield problem("same-name-in-area", place, value=station.name, first=other.id)


def area_and_kind(site: Site) -> Iterator[Problem]:
    """The area is known and not merged, and the kind is one for its level."""
    unread = Unread(site)
    lists = site.vocabulary
    kinds = {"街道": lists.get("street_kinds", ()), "社区": lists.get("community_kinds", ())}
    for station in site.stations:
        area = site.area_by_id.get(station.area)
        if area is None:
            if station.area and not unread.areas:
                place = station.at("area")
                yield problem("unknown-area", place, value=station.area)
            continue
        if area.status == "merged" and not station.is_gone:
            yield problem("refers-to-closed", station.at("area"), value=area.name)
        if station.kind and area.level and station.kind not in kinds.get(area.level, ()):
            yield problem(
                "kind-does-not-fit-level",
                station.at("kind"),
                kind=station.kind,
                level=word_of(site.duties, area),
                area=area.name,
                choices="、".join(kinds.get(area.level, ())) or "无",
            )


def parents(site: Site) -> Iterator[Problem]:
    """The station above exists, is in use, and lies in the same area or one above it."""
    unread = Unread(site)
    for station in site.stations:
        if not station.parent:
            continue
        place = station.at("parent")
        parent = site.station_by_id.get(station.parent)
        if parent is None and unread.stations:
            continue
        if parent is None:
            yield problem("unknown-reference", place, value=station.parent, what="站点")
            continue
        if parent.is_gone and not station.is_gone:
            yield problem("refers-to-closed", place, value=parent.name)
        above = site.area_by_id.get(parent.area)
        if above is not None and station.area in site.area_by_id and above not in site.line_of(station.area):
            yield problem("parent-outside-area", place, area=above.name)


def parent_cycles(site: Site) -> Iterator[Problem]:
    """No station is above itself; each loop is named once, at its smallest id."""
    for station in site.stations:
        chain = [station.id]
        above = station.parent
        while above and above in site.station_by_id and above not in chain:
            chain.append(above)
            above = site.station_by_id[above].parent
        if above and above == station.id == min(chain):
            place = station.at("parent")
            yield problem("parent-cycle", place, chain=" → ".join([*chain, above]))


def endings(site: Site) -> Iterator[Problem]:
    """A merged station names a living successor, a closed or merged one its day."""
    unread = Unread(site)
    for station in site.stations:
        if station.status == "merged" and not station.successor:
            yield problem("merged-without-successor", station.lacking("successor", beside="status"))
        if station.is_gone and not station.closed_on:
            yield problem("closed-without-date", station.lacking("closed_on", beside="status"))
        if station.successor:
            place = station.at("successor")
            successor = site.station_by_id.get(station.successor)
            if successor is None and unread.stations:
                continue
            if successor is None:
                value = station.successor
                yield problem("unknown-reference", place, value=value, what="站点")
            elif successor.is_gone:
                yield problem("successor-closed", place, value=successor.name)


def known_services(site: Site) -> Iterator[Problem]:
    """Every service offered is in services.yml."""
    if Unread(site).services:
        return
    for station in site.stations:
        for index, service in enumerate(station.services):
            if service and service not in site.service_by_id:
                place = station.at("services", index)
                choices = "、".join(service.id for service in site.services if service.id)
                yield problem("not-in-vocabulary", place, value=service, choices=choices)


def verification(site: Site) -> Iterator[Problem]:
    """The day of verification is past, and not more than a year ago."""
    limit = overdue_before(site.today)
    for station in site.stations:
        day = station.verified.on if station.verified else None
        if day and day > site.today:
            yield problem("verified-in-future", station.at("verified", "on"), value=day)
        elif day and day < limit and station.status and not station.is_gone:
            yield problem("verification-overdue", station.at("verified", "on"), value=day)


def times(site: Site) -> Iterator[Problem]:
    """Whatever opens closes later, and openings of one weekday do not overlap."""
    for station in site.stations:
        spans: list[tuple[str, int, Clock | None, Clock | None]] = [
            ("hours", n, one.opens, one.closes) for n, one in enumerate(station.hours)
        ]
        spans += [("special", n, one.opens, one.closes) for n, one in enumerate(station.special)]
        spans += [("reception", n, one.opens, one.closes) for n, one in enumerate(station.reception)]
        for key, index, start, end in spans:
            if start and end and start >= end:
                place = station.at(key, index, "closes")
                yield problem("end-before-start", place, start=start, end=end)
        yield from _overlaps(station)


def _overlaps(station: Station) -> Iterator[Problem]:
    taken: dict[str, list[tuple[Clock, Clock]]] = {}
    for index, opening in enumerate(station.hours):
        if not (opening.opens and opening.closes):
            continue  # a time that could not be read is reported there
        clashes: list[tuple[str, tuple[Clock, Clock]]] = []
        for day in filter(None, opening.days):
            spans = taken.setdefault(day, [])
            clashes += [(day, span) for span in spans if opening.opens < span[1] and span[0] < opening.closes]
            spans.append((opening.opens, opening.closes))
        if clashes:
            day, (opens, closes) = clashes[0]
            first, second = f"{opens}–{closes}", f"{opening.opens}–{opening.closes}"
            yield problem("hours-overlap", station.at("hours", index), day=day, first=first, second=second)


def receptions(site: Site) -> Iterator[Problem]:
    """Every reception day can be computed, and falls within the opening hours."""
    if not site.vocabulary["weekday"]:
        return  # the list could not be read, which is reported there
    for station in site.stations:
        for index, reception in enumerate(station.reception):
            place = station.at("reception", index)
            detail = _why_not_computable(reception)
            if detail:
                rule = "reception-not-computable"
                yield problem(rule, place, detail=detail)
            elif reception.weekday and station.hours and _are_read(station, reception) and not _is_open(station, reception):
                yield problem(
                    "reception-outside-hours",
                    place,
                    value=f"{reception.opens}–{reception.closes}",
                    day=reception.weekday,
                )


def _why_not_computable(reception: Reception) -> str:
    has = bool(reception.nth), bool(reception.weekday), bool(reception.day)
    if reception.freq == "weekly":
        return "" if has == (False, True, False) else "每周的只写 weekday"
    if reception.freq != "monthly":
        return ""  # the vocabulary names the fault
    if has == (True, True, False):
        return "" if reception.nth in ("1", "2", "3", "4", "last") else f"第“{reception.nth}”个不是每月都有"
    if has == (False, False, True):
        fits = reception.day and re.fullmatch("[0-9]{1,2}", reception.day) and 1 <= int(reception.day) <= 28
        return "" if fits else f"“{reception.day}”号不是每月都有"
    return "每月的写 nth 加 weekday，或只写 day"


def _are_read(station: Station, reception: Reception) -> bool:
    """Whether all times could be read; until then nothing is said of what lies outside the opening hours."""
    hours = all(opening.days and opening.opens and opening.closes for opening in station.hours)
    return bool(hours and reception.opens and reception.closes)


def _is_open(station: Station, reception: Reception) -> bool:
    spans = sorted((opening.opens, opening.closes) for opening in station.hours if reception.weekday in opening.days)
    return any(opens <= reception.opens and reception.closes <= closes for opens, closes in spans)


def positions(site: Site) -> Iterator[Problem]:
    """A position lies within China; outside it longitude and latitude are likely swapped."""
    west, east, south, north = CHINA
    for station in site.stations:
        position = station.position
        if position is not None and position.lng is not None and position.lat is not None:
            lng, lat = position.lng, position.lat
            if not (west <= lng <= east and south <= lat <= north):
                place = station.at("position")
                yield problem("position-outside-china", place, lng=lng, lat=lat)


def special_days(site: Site) -> Iterator[Problem]:
    """A special day is either closed or says from when to when."""
    for station in site.stations:
        for index, day in enumerate(station.special):
            if not day.closed and not (day.opens and day.closes):
                place = station.at("special", index).place
                yield problem("missing-field", place, field="special.opens", label="开始和结束，或 closed: true")


CHECKS = (
    same_name_in_area,
    area_and_kind,
    parents,
    parent_cycles,
    endings,
    known_services,
    verification,
    times,
    special_days,
    receptions,
    positions,
)
