"""The page of a station: what people come for first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from urllib.parse import quote

from markupsafe import Markup

from ..han import WEEK
from ..json_text import in_html
from ..model import addresses
from ..model.calendar import LastDays
from ..model.registers.stations import Contact, Event, Opening, Reception, SpecialDay, Station, Verified
from ..model.site import Site
from ..model.totals import overdue_before
from ..source.described import values_of
from .around import Around
from .site_page import Linker, SitePage
from .templates import Templates
from .times_in_words import ON_HOLIDAY, reception, special, weekly

_DAY_NAMES = dict(zip(WEEK, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))


def pages(site: Site, templates: Templates, records: Iterable[Station]) -> Iterator[SitePage]:
    """A page for each of the stations, also for those that have closed."""
    maker = _Maker(site, templates)
    for station in records:
        yield maker.page(station)


def told(site: Site, templates: Templates, records: Iterable[Station]) -> Iterator[list[Markup]]:
    """What the pages of stations say besides name, area, address and telephone: hours, reception, room, record, who guides them; many share it."""
    maker = _Maker(site, templates)
    return map(maker.told, records)


@dataclass(frozen=True)
class _Times:
    """When a station is open and receives: for readers, for devices, and in the words of schema.org."""

    hours: Markup
    reception: Markup
    for_devices: Markup
    specified: list[dict[str, object]]
    calendar_until: dt.date | None


class _Maker:
    """What the pages of stations share is made once, because there can be ten thousand of them."""

    def __init__(self, site: Site, templates: Templates) -> None:
        # All stations are equally deep, so their links look the same.
        self._linker = linker = Linker(site, templates, addresses.of_station("st-000000"))
        self._overdue = overdue_before(site.today)
        self._services = {
            service.id: linker.render(
                "station/service", name=service.name, summary=service.summary, href=linker.url(addresses.of_slug(f"services/{service.id}"))
            )
            for service in site.services
        }
        self._lines = {
            area.id: tuple((above.name, linker.url(addresses.of_area(above.id))) for above in site.line_of(area.id)) for area in site.areas
        }
        self._around = Around(linker)
        self._last_days = LastDays(site)
        self._crumbs = lru_cache(None)(self._make_crumbs)
        self._times = lru_cache(None)(self._make_times)
        self._venue = lru_cache(None)(partial(linker.render, "station/venue"))
        self._record = lru_cache(None)(self._make_record)

    def page(self, station: Station) -> SitePage:
        """One station; verified too long ago it is marked 待核实."""
        site = self._linker.site
        is_here = not station.is_gone
        times = self._times(station.hours, station.special, station.reception, station.hours_note or "")
        body = self._linker.render(
            "station",
            station=station,
            is_here=is_here,
            is_open=station.is_open,
            crumbs=self._crumbs(station.area),
            line=self._lines.get(station.area, ()),
            successor=site.station_by_id.get(station.successor or ""),
            record=self._record(station.history, station.parent, station.verified, is_here),
            **(self._here(station, times) if is_here else {}),
            **(self._open(station, times) if station.is_open else {}),
        )
        state = f"电话 {_spoken(station.contact)}" if station.is_open else station.status_word
        description = f"{station.name}（{station.kind}）：{station.address}，{state}。"
        address = addresses.of_station(station.id)
        return SitePage(address, station.name, description, station.place.path, "station", body, station.sample)

    def told(self, station: Station) -> list[Markup]:
        if not station.is_open:
            return []
        times = self._times(station.hours, station.special, station.reception, station.hours_note or "")
        venue = self._venue(venue=station.venue) if station.venue else Markup()
        guides = [Markup("<p>%s %s</p>") % fact for fact in self._around.guides(station)]
        record = self._record(station.history, station.parent, station.verified, True)
        return [fragment for fragment in (times.hours, times.reception, venue, record, *guides) if fragment]

    def _here(self, station: Station, times: _Times) -> dict[str, object]:
        """What the page of a station that is not gone shows besides, also while it is suspended."""
        return {
            "maps": _maps(station),
            "hotline": "" if station.is_open else self._hotline(station.area),
            "guides": self._around.guides(station),
            "around": self._around.of_area(station.area),
            "structured": _structured(station, times),
        }

    def _hotline(self, area_id: str) -> str:
        """The number that is answered while a station is not: of its area or the next one above that has one."""
        areas = reversed(self._linker.site.line_of(area_id))
        return next((area.hotline for area in areas if area.hotline and area.status == "active"), "")

    def _open(self, station: Station, times: _Times) -> dict[str, object]:
        """What it shows where someone is there: when, and with what he helps."""
        return {
            "reception": times.reception,
            "calendar": self._linker.url(addresses.of_calendar(station)),
            "calendar_until": times.calendar_until,
            "services": Markup("".join(self._services[service] for service in station.services if service in self._services)),
            "venue": self._venue(venue=station.venue) if station.venue else "",
            "hours": times.hours,
            "for_devices": times.for_devices,
        }

    def _make_crumbs(self, area_id: str) -> Markup:
        line = self._lines.get(area_id, ())
        return self._linker.render("station/crumbs", line=line) if line else Markup()

    def _make_times(self, hours: tuple[Opening, ...], days: tuple[SpecialDay, ...], receptions: tuple[Reception, ...], note: str) -> _Times:
        lines = (*weekly(hours), *(("特殊日期", special(day)) for day in days))
        values = {  # what docs/assets/station.js needs
            "hours": [values_of(opening) for opening in hours],
            "special": [values_of(day) for day in days],
            "reception": [values_of(rule) for rule in receptions],
        }
        rules = [(reception(rule), ON_HOLIDAY.get(rule.on_holiday, "")) for rule in receptions]
        return _Times(
            self._linker.render("station/hours", hours=lines, note=note) if lines or note else Markup(),
            self._linker.render("station/reception", reception=rules),
            Markup(in_html(values)),
            [_specified(opening) for opening in hours],
            self._last_days.of_rules(receptions, days),
        )

    def _make_record(self, history: tuple[Event, ...], parent: str | None, verified: Verified, is_here: bool) -> Markup:
        return self._linker.render(
            "station/record",
            history=sorted(history, key=lambda event: event.on, reverse=True),
            parent=self._linker.site.station_by_id.get(parent or ""),
            verified=verified,
            is_overdue=is_here and verified.on < self._overdue,
        )


def _spoken(contact: Contact) -> str:
    """010-63031234 转 801"""
    return f"{contact.phone} 转 {contact.extension}" if contact.extension else contact.phone


def _maps(station: Station) -> dict[str, str]:
    """Links that open the reader's own map app: at the position where it is known, else a search for the address."""
    name, address = quote(station.name), quote(station.address)
    if station.position:
        lng, lat = station.position.lng, station.position.lat
        return {
            "amap": f"https://uri.amap.com/marker?position={lng},{lat}&name={name}",
            "tencent": f"https://apis.map.qq.com/uri/v1/marker?marker=coord:{lat},{lng};title:{name};addr:{address}",
            "baidu": f"https://api.map.baidu.com/marker?location={lat},{lng}&title={name}&content={address}&coord_type=gcj02&output=html",
        }
    return {
        "amap": f"https://uri.amap.com/search?keyword={address}",
        "tencent": f"https://apis.map.qq.com/uri/v1/search?keyword={address}",
        "baidu": f"https://api.map.baidu.com/geocoder?address={address}&output=html",
    }


def _specified(opening: Opening) -> dict[str, object]:
    days = [_DAY_NAMES[day] for day in opening.days]
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": str(opening.opens), "closes": str(opening.closes)}


def _structured(station: Station, times: _Times) -> Markup:
    """The station for machines, in the words of schema.org; when it is open only where it is."""
    values: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Place",
        "identifier": station.id,
        "name": station.name,
        "address": {"@type": "PostalAddress", "addressCountry": "CN", "streetAddress": station.address},
    }
    if station.is_open:
        values["telephone"] = station.contact.phone
        values["openingHoursSpecification"] = times.specified
    if station.position:
        values["geo"] = {"@type": "GeoCoordinates", "longitude": station.position.lng, "latitude": station.position.lat}
    if station.sample:
        values["additionalProperty"] = {"@type": "PropertyValue", "name": "sample", "value": True}
    return Markup(in_html(values))
