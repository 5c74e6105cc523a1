"""The page of a station: what people come for first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from ..json_text import in_html
from ..model import addresses
from ..model.calendar import WorkCalendar
from ..model.records import Station
from ..model.site import Site
from ..model.totals import overdue_before
from .around import Around
from .hours import ON_HOLIDAY, reception, special, weekly
from .page import Linker, SitePage, chinese_date, crumbs, dl, note, ul

_NOW = "<div hidden><dt>现在</dt><dd data-now></dd></div>"
_NEXT = '<div hidden><p class="muted small">接下来：</p><ul data-next></ul></div>'
_DAY_NAMES = dict(zip("一二三四五六日", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))


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
        self._overdue = overdue_before(site.today)
        self._chips = {one.id: linker.a(addresses.of_slug(f"services/{one.id}"), one.name, "chip") for one in site.services}
        self._crumbs = {
            area.id: crumbs(linker.a(addresses.of_area(above.id), above.name) for above in site.line_of(area.id)) for area in site.areas
        }
        self._hours: dict[tuple[object, object], str] = {}
        self._around = Around(linker)
        self._has_calendar = WorkCalendar(site.holidays).last_sourced(site.today) is not None

    def page(self, station: Station) -> SitePage:
        """One station; verified too long ago it is marked 待核实."""
        is_open = not station.is_gone
        body = [
            self._crumbs.get(station.area, ""),
            f"<h1>{escape(station.name)}</h1>",
            _state(self._linker, station),
            dl(self._facts(station), "facts card", _NOW if is_open else ""),
            *(
                (_buttons(station), self._services(station), self._times(station), _venue(station), self._around.of(station))
                if is_open
                else ()
            ),
            _history(station),
            _verified(self._linker, station, self._overdue),
            *((_for_devices(station), _structured(station), _poster(station)) if is_open else ()),
        ]
        phone = f"，电话 {station.phone}" if is_open else "，已停用"
        description = f"{station.name}（{station.kind}）：{station.address}{phone}。"
        address = addresses.of_station(station.id)
        return SitePage(address, station.name, description, station.place.path, "station", "".join(body), station.sample)

    def _facts(self, station: Station) -> list[tuple[str, str]]:
        if station.is_gone:
            return [("类型", escape(station.kind)), ("地址", escape(station.address))]
        phone = f'<a href="tel:{station.phone}">{station.phone}</a> <span class="muted">{escape(station.contact_role)}</span>'
        return [
            ("类型", escape(station.kind)),
            ("接待日", self._reception(station)),
            ("电话", phone if station.phone else ""),
            ("地址", escape(station.address) + _maps(station)),
        ]

    def _reception(self, station: Station) -> str:
        days = "".join(
            f'<p>{reception(rule)}</p><p class="muted small">{ON_HOLIDAY.get(rule.on_holiday, "")}</p>' for rule in station.reception
        )
        if not days or station.status != "active":
            return days
        calendar = self._linker.a(addresses.of_station(station.id) + "reception.ics", "存进日历") if self._has_calendar else ""
        return f"{days}{_NEXT}{calendar}"

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


def _buttons(station: Station) -> str:
    call = f'<a class="button" href="tel:{station.phone}">打电话</a>' if station.phone else ""
    copy = f'<button class="button quiet" type="button" data-copy="{escape(station.address)}" hidden>复制地址</button>'
    poster = '<button class="button quiet" type="button" data-poster hidden>打印门口海报</button>'
    return f'<p class="actions">{call}{copy}{poster}</p>'


def _maps(station: Station) -> str:
    """Links that open the reader's own map app: at the position where it is known, else a search for the address."""
    name, address = quote(station.name), quote(station.address)
    if station.position:
        lng, lat = station.position
        targets = (
            ("高德", f"https://uri.amap.com/marker?position={lng},{lat}&name={name}"),
            ("腾讯", f"https://apis.map.qq.com/uri/v1/marker?marker=coord:{lat},{lng};title:{name};addr:{address}"),
            ("百度", f"https://api.map.baidu.com/marker?location={lat},{lng}&title={name}&content={address}&coord_type=gcj02&output=html"),
        )
    else:
        targets = (
            ("高德", f"https://uri.amap.com/search?keyword={address}"),
            ("腾讯", f"https://apis.map.qq.com/uri/v1/search?keyword={address}"),
            ("百度", f"https://api.map.baidu.com/geocoder?address={address}&output=html"),
        )
    links = "".join(f'<a href="{escape(url)}" rel="noopener">{app}地图</a>' for app, url in targets)
    return f'<p class="maps small">{links}</p>'


def _for_devices(station: Station) -> str:
    """What `docs/assets/station.js` needs to say whether it is open now and when reception is next."""
    values = {
        "hours": [vars(one) for one in station.hours],
        "special": [vars(one) for one in station.special],
        "reception": [vars(one) for one in station.reception] if station.status == "active" else [],
    }
    return f'<script type="application/json" id="station-times">{in_html(values)}</script>'


def _structured(station: Station) -> str:
    """The station for machines, in the words of schema.org."""
    values: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Place",
        "identifier": station.id,
        "name": station.name,
        "address": {"@type": "PostalAddress", "addressCountry": "CN", "streetAddress": station.address},
        "telephone": station.phone,
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": [_DAY_NAMES[day] for day in one.days],
                "opens": one.opens,
                "closes": one.closes,
            }
            for one in station.hours
        ],
    }
    if station.position:
        values["geo"] = {"@type": "GeoCoordinates", "longitude": station.position[0], "latitude": station.position[1]}
    if station.sample:
        values["additionalProperty"] = {"@type": "PropertyValue", "name": "sample", "value": True}
    return f'<script type="application/ld+json">{in_html(values)}</script>'


def _poster(station: Station) -> str:
    """What stands on the poster for the door besides what the page shows; screens do not show it."""
    return f'<div class="poster"><span class="qr" data-code="{station.id}"></span><p>扫码看开放时间和接待日</p></div>'


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
