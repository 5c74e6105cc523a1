"""The page of a station: what people come for first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from html import escape

from ..checks.stations import DAYS_UNTIL_OVERDUE
from ..model import addresses
from ..model.records import Station
from ..model.site import Site
from .hours import ON_HOLIDAY, reception, special, weekly
from .page import Linker, SitePage, chinese_date, crumbs, dl, note, ul


def pages(site: Site, records: Iterable[Station]) -> Iterator[SitePage]:
    """A page for each of the stations, also for those that have closed."""
    maker = _Maker(site)
    for station in records:
        yield maker.page(station)


class _Maker:
    """What the pages of stations share is made once: with ten thousand of them that is a third of the time."""

    def __init__(self, site: Site) -> None:
        # All stations are equally deep, so their links look the same.
        self._linker = linker = Linker(site, addresses.of_station("st-000000"))
        self._overdue = (site.today - dt.timedelta(days=DAYS_UNTIL_OVERDUE)).isoformat()
        self._chips = {one.id: linker.a(addresses.of_slug(f"services/{one.id}"), one.name, "chip") for one in site.services}
        self._crumbs = {
            area.id: crumbs(linker.a(addresses.of_area(above.id), above.name) for above in site.line_of(area.id)) for area in site.areas
        }
        self._hours: dict[tuple[object, object], str] = {}

    def page(self, station: Station) -> SitePage:
        """One station; verified too long ago it is marked 待核实."""
        call = f'<p class="actions"><a class="button" href="tel:{station.phone}">打电话</a></p>' if station.phone else ""
        is_open = not station.is_gone
        body = [
            self._crumbs.get(station.area, ""),
            f"<h1>{escape(station.name)}</h1>",
            _state(self._linker, station),
            dl(_facts(station, is_open), "facts card"),
            *((call, self._services(station), self._times(station), _venue(station)) if is_open else ()),
            _history(station),
            _verified(self._linker, station, self._overdue),
        ]
        phone = f"，电话 {station.phone}" if is_open else "，已停用"
        description = f"{station.name}（{station.kind}）：{station.address}{phone}。"
        address = addresses.of_station(station.id)
        return SitePage(address, station.name, description, station.place.path, "station", "".join(body), station.sample)

    def _services(self, station: Station) -> str:
        offered = ul((self._chips[one] for one in station.services if one in self._chips), "chips")
        return f'<h2 id="services">能办什么</h2>{offered}' if offered else ""

    def _times(self, station: Station) -> str:
        key = station.hours, station.special
        if key not in self._hours:
            self._hours[key] = _hours(station)
        return self._hours[key]


def _state(linker: Linker, station: Station) -> str:
    if station.status == "suspended":
        return note("这个站点暂停开放。去之前请先打电话问一问。", "warning")
    if not station.is_gone:
        return ""
    successor = linker.site.station_by_id.get(station.successor)
    since = chinese_date(station.closed_on)
    if successor:
        link = linker.a(addresses.of_station(successor.id), successor.name)
        return note(f"这个站点已于 {since}并入{link}，请到那里去。", "warning")
    area = linker.site.area_by_id.get(station.area)
    link = linker.a(addresses.of_area(area.id), f"{area.name}的其他站点") if area else "其他站点"
    return note(f"这个站点已于 {since}停用。请看{link}。", "warning")


def _facts(station: Station, is_open: bool) -> list[tuple[str, str]]:
    days = "".join(
        f'<p>{reception(rule)}</p><p class="muted small">{ON_HOLIDAY.get(rule.on_holiday, "")}</p>' for rule in station.reception
    )
    phone = f'<a href="tel:{station.phone}">{station.phone}</a> <span class="muted">{escape(station.contact_role)}</span>'
    return [
        ("类型", escape(station.kind)),
        ("接待日", days if is_open else ""),
        ("电话", phone if station.phone and is_open else ""),
        ("地址", escape(station.address)),
    ]


def _hours(station: Station) -> str:
    lines = [(day, text) for day, text in weekly(station.hours)]
    lines += [("特殊日期", escape(special(day))) for day in station.special]
    return f'<h2 id="hours">开放时间</h2>{dl(lines, "facts card")}' if lines else ""


def _venue(station: Station) -> str:
    venue = station.venue
    if venue is None:
        return ""
    words = "可以预约，请先打电话。" if venue.bookable else "不对外预约。"
    facts = [("座位", f"{venue.seats} 个"), ("设备", escape("、".join(venue.equipment))), ("预约", words)]
    return f'<h2 id="venue">场地</h2>{dl(facts, "facts card")}'


def _history(station: Station) -> str:
    events = sorted(station.history, key=lambda event: event.on, reverse=True)
    rows = (f"{chinese_date(event.on)} {event.event}" for event in events)
    return f'<h2 id="history">沿革</h2>{ul(rows, "history")}' if events else ""


def _verified(linker: Linker, station: Station, overdue: str) -> str:
    parent = linker.site.station_by_id.get(station.parent)
    guide = f"由{linker.a(addresses.of_station(parent.id), parent.name)}指导 · " if parent else ""
    mark = '<span class="mark">待核实</span> ' if station.verified_on < overdue and not station.is_gone else ""
    return note(f"{guide}{mark}{chinese_date(station.verified_on)}由{escape(station.verified_by)}核实", "muted")
