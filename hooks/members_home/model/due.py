"""What must be verified now, and why: old verifications, inspections not done, missing hours, what refers to something that ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .registers import AREAS, BRANCHES, CONTACT_POINTS, INSTRUCTORS, ORGANIZATIONS, PAIRINGS, STATIONS, Register
from .registers.areas import Area
from .registers.organizations import Organization, last_due
from .registers.stations import Station
from .site import Site
from .totals import DAYS_UNTIL_OVERDUE, overdue_before

DAYS_AHEAD = 30  # a verification that will be out of date by then is asked for now
_REFERENCES = (  # the fields of each register that name records which may end
    (AREAS, ("parent", "successor")),
    (STATIONS, ("area", "parent", "successor")),
    (ORGANIZATIONS, ("area", "covered_by")),
    (BRANCHES, ("area", "station")),
    (INSTRUCTORS, ("area", "serves")),
    (CONTACT_POINTS, ("visits",)),
    (PAIRINGS, ("parties",)),
)


@dataclass(frozen=True)
class Due:
    """A record of `register` that must be verified now, the `reasons` in words, and the street that answers for it.

    `office` is None where that is the district itself.
    """

    register: Register[Any]
    record: Any
    reasons: tuple[str, ...]
    office: Area | None


def due(site: Site) -> Iterator[Due]:
    """Everything that must be verified on the day of the site, register by register."""
    for register, references in _REFERENCES:
        for record in getattr(site, register.name):
            reasons = (*_of_station(site, record), *_of_organization(site, record), *_ended(site, record, references))
            if reasons:
                yield Due(register, record, reasons, office_of(site, _area_of(site, record)))


def _of_station(site: Site, record: Any) -> Iterator[str]:
    if not isinstance(record, Station) or record.is_gone:
        return
    day = record.verified.on
    if day < overdue_before(site.today):
        yield f"{day} 核实的，已超过 {DAYS_UNTIL_OVERDUE} 天。"
    elif day < overdue_before(site.today + dt.timedelta(DAYS_AHEAD)):
        yield f"{day} 核实的，到 {day + dt.timedelta(DAYS_UNTIL_OVERDUE)} 满 {DAYS_UNTIL_OVERDUE} 天。"
    if record.is_open and not record.hours and not record.hours_note:
        yield "没有开放时间。请填“开放时间”；没有固定时间的，在“开放时间说明”里写明。"


def _of_organization(site: Site, record: Any) -> Iterator[str]:
    year = last_due(site.today)
    if isinstance(record, Organization) and record.lacks_inspection(year):
        yield f"没有 {year} 年度的党建年检。检查过的，请填“党建年检”；选“无变化”不算检查过。"


def _ended(site: Site, record: Any, references: tuple[str, ...]) -> Iterator[str]:
    """What a record names that is no longer in use; one that ended itself answers only for what it became."""
    has_ended = record.is_gone if isinstance(record, Station) else isinstance(record, Area) and record.status == "merged"
    for key in ("successor",) if has_ended else references:
        value = getattr(record, key)
        for one in value if isinstance(value, tuple) else (value,):
            name, how = _ending(site, one)
            if how:
                yield f"“{record.at(key).label}”写的“{name}”{how}，请改选别的。"


def _ending(site: Site, record_id: str | None) -> tuple[str, str]:
    """The name of a record that is no longer in use, and in a word how it ended; "" for both of every other."""
    station = site.station_by_id.get(record_id or "")
    if station is not None:
        return (station.name, station.status_word) if station.is_gone else ("", "")
    branch = site.branch_by_id.get(record_id or "")
    if branch is not None:
        return (branch.name, "已撤销") if branch.status == "dissolved" else ("", "")
    area = site.area_by_id.get(record_id or "")
    return (area.name, "已合并") if area is not None and area.status == "merged" else ("", "")


def _area_of(site: Site, record: Any) -> str:
    """The id of the area of a record, or of the first that it visits or joins; "" where it has none."""
    if isinstance(record, Area):
        return record.id
    found = getattr(record, "area", None)
    for party in (getattr(record, "visits", None), *getattr(record, "parties", ())) if found is None else ():
        other = site.station_by_id.get(party) or site.branch_by_id.get(party) or site.organization_by_id.get(party)
        if other is not None:
            return other.area
    return found or ""


def office_of(site: Site, area_id: str) -> Area | None:
    """The street that answers for what lies in an area, also after a merger; None where that is the district itself."""
    line = site.line_of(_living(site, area_id))
    return site.area_by_id[_living(site, line[1].id)] if len(line) > 1 else None


def _living(site: Site, area_id: str) -> str:
    """The id of what an area became, step by step; of one in use its own."""
    passed: set[str] = set()
    area = site.area_by_id.get(area_id)
    while area is not None and area.id not in passed:
        passed.add(area.id)
        area_id = area.id
        area = site.area_by_id.get(area.successor or "") if area.status == "merged" else None
    return area_id
