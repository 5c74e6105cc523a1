"""The page of a station: what people come for first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from markupsafe import Markup

from ..json_text import in_html
from ..model import addresses
from ..model.registers.stations import Contact, Opening, Station
from ..model.site import Site
from ..model.totals import overdue_before
from ..source.described import values_of
from .around import Around
from .calendars import LastDays
from .site_page import Linker, SitePage
from .templates import Templates
from .times_in_words import ON_HOLIDAY, reception, special, weekly

_DAY_NAMES = dict(zip("一二三四五六日", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))
_Pairs = tuple[tuple[str, str], ...]


def pages(site: Site, templates: Templates, records: Iterable[Station]) -> Iterator[SitePage]:
    """A page for each of the stations, also for those that have closed."""
    maker = _Maker(site, templates)
    for station in records:
        yield maker.page(station)


class _Maker:
    """What the pages of stations share is made once, because there can be ten thousand of them."""

    def __init__(self, site: Site, templates: Templates) -> None:
        # All stations are equally deep, so their links look the same.
        self._linker = linker = Linker(site, templates, addresses.of_station("st-000000"))
        self._overdue = overdue_before(site.today)
        self._services = {service.id: (service.name, linker.url(addresses.of_slug(f"services/{service.id}"))) for service in site.services}
        self._lines = {
            area.id: tuple((above.name, linker.url(addresses.of_area(above.id))) for above in site.line_of(area.id)) for area in site.areas
        }
        self._hours: dict[tuple[object, object], _Pairs] = {}
        self._around = Around(linker)
        self._last_days = LastDays(site)

    def page(self, station: Station) -> SitePage:
        """One station; verified too long ago it is marked 待核实."""
        site = self._linker.site
        is_here = not station.is_gone
        body = self._linker.render(
            "station",
            station=station,
            is_here=is_here,
            line=self._lines.get(station.area, ()),
            successor=site.station_by_id.get(station.successor or ""),
            parent=site.station_by_id.get(station.parent or ""),
            is_overdue=is_here and station.verified.on < self._overdue,
            history=sorted(station.history, key=lambda event: event.on, reverse=True),
            **(self._here(station) if is_here else {}),
            **(self._open(station) if station.is_open else {}),
        )
        state = f"电话 {_spoken(station.contact)}" if station.is_open else "已停用" if station.is_gone else "暂停开放"
        description = f"{station.name}（{station.kind}）：{station.address}，{state}。"
        address = addresses.of_station(station.id)
        return SitePage(address, station.name, description, station.place.path, "station", body, station.sample)

    def _here(self, station: Station) -> dict[str, object]:
        """What the page of a station that is not gone shows besides, also while it is suspended."""
        return {
            "maps": _maps(station),
            "hotline": "" if station.is_open else self._hotline(station.area),
            "guides": self._around.guides(station),
            "around": self._around.of_area(station.area),
            "structured": _structured(station),
        }

    def _hotline(self, area_id: str) -> str:
        """The number that is answered while a station is not: of its area or the next one above that has one."""
        areas = reversed(self._linker.site.line_of(area_id))
        return next((area.hotline for area in areas if area.hotline and area.status == "active"), "")

    def _open(self, station: Station) -> dict[str, object]:
        """What it shows where someone is there: when, and with what he helps."""
        return {
            "reception": [(reception(rule), ON_HOLIDAY.get(rule.on_holiday, "")) for rule in station.reception],
            "calendar_until": self._last_days.of([station]),
            "services": [self._services[name] for name in station.services if name in self._services],
            "hours": self._times(station),
            "for_devices": _for_devices(station),
        }

    def _times(self, station: Station) -> _Pairs:
        """Opening hours and days that differ, in words."""
        key = station.hours, station.special
        if key not in self._hours:
            self._hours[key] = (*weekly(station.hours), *(("特殊日期", special(day)) for day in station.special))
        return self._hours[key]


def _spoken(contact: Contact) -> str:
    """010-63031234 转 801"""
    return f"{contact.phone} 转 {contact.extension}" if contact.extension else contact.phone


def _maps(station: Station) -> _Pairs:
    """Links that open the reader's own map app: at the position where it is known, else a search for the address."""
    name, address = quote(station.name), quote(station.address)
    if station.position:
        lng, lat = station.position.lng, station.position.lat
        return (
            ("高德", f"https://uri.amap.com/marker?position={lng},{lat}&name={name}"),
            ("腾讯", f"https://apis.map.qq.com/uri/v1/marker?marker=coord:{lat},{lng};title:{name};addr:{address}"),
            ("百度", f"https://api.map.baidu.com/marker?location={lat},{lng}&title={name}&content={address}&coord_type=gcj02&output=html"),
        )
    return (
        ("高德", f"https://uri.amap.com/search?keyword={address}"),
        ("腾讯", f"https://apis.map.qq.com/uri/v1/search?keyword={address}"),
        ("百度", f"https://api.map.baidu.com/geocoder?address={address}&output=html"),
    )


def _for_devices(station: Station) -> Markup:
    """What `docs/assets/station.js` needs to say whether it is open now and when reception is next."""
    values = {
        "hours": [values_of(opening) for opening in station.hours],
        "special": [values_of(day) for day in station.special],
        "reception": [values_of(rule) for rule in station.reception],
    }
    return Markup(in_html(values))


def _specified(opening: Opening) -> dict[str, object]:
    days = [_DAY_NAMES[day] for day in opening.days]
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": str(opening.opens), "closes": str(opening.closes)}


def _structured(station: Station) -> Markup:
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
        values["openingHoursSpecification"] = [_specified(opening) for opening in station.hours]
    if station.position:
        values["geo"] = {"@type": "GeoCoordinates", "longitude": station.position.lng, "latitude": station.position.lat}
    if station.sample:
        values["additionalProperty"] = {"@type": "PropertyValue", "name": "sample", "value": True}
    return Markup(in_html(values))
