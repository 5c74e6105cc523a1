"""The finder: lists by area for everyone, and the index with which `docs/assets/finder.js` searches them on the device."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from ..json_text import compact
from ..model import addresses
from ..model.records import Opening, Reception, SpecialDay, Station
from ..model.site import Site
from ..model.totals import totals
from .areas import SOURCE, count_line
from .page import Linker, SitePage, ul

_Times = tuple[tuple[Opening, ...], tuple[SpecialDay, ...], tuple[Reception, ...]]
INDEX, PLACES = "/stations/finder.json", "/stations/places.json"


def page(site: Site) -> SitePage:
    """Every area with stations, from the district down, so that a reader finds his community without searching."""
    address = "/stations/"
    linker = Linker(site, address)
    counted = totals(site)
    total = sum(len(stations) for stations in site.stations_by_area.values())
    lists = []
    for district in (area for area in site.areas if not area.parent):
        for street in site.parts_by_area.get(district.id, ()):
            own = site.stations_by_area.get(street.id, ())
            counts = ul((count_line(linker, part, counted) for part in site.parts_by_area.get(street.id, ())), "counts")
            stations = ul((_station_line(linker, station) for station in own), "counts")
            heading = linker.a(addresses.of_area(street.id), street.name)
            lists.append(
                f'<h2 id="{street.id}">{heading} <span class="muted">{counted[street.id].stations.total()} 个站点</span></h2>'
                f'<div class="two"><div><p class="muted">街道的站点</p>{stations or "<p>没有</p>"}</div>'
                f'<div><p class="muted">按社区找</p>{counts or "<p>没有</p>"}</div></div>'
            )
    lead = f'<p class="lead">全部 {total} 个站点都在这里。按街道、社区、能办的事找，或者直接搜。</p>'
    body = f"# 找身边的站点\n\n{lead}{_form(site)}<div data-lists>{''.join(lists)}</div>"
    description = "按街道和社区找流动党员服务中心、流动党员之家、服务站和联络站：地址、电话、开放时间、党员接待日。"
    return SitePage(address, "找站点", description, SOURCE, "list", body)


def _station_line(linker: Linker, station: Station) -> str:
    return f'{linker.a(addresses.of_station(station.id), station.name)}<span class="muted">{escape(station.kind)}</span>'


def _form(site: Site) -> str:
    """What the script fills and shows; without it the page is the lists below."""
    services = "".join(f'<option value="{one.id}">{escape(one.name)}</option>' for one in site.services)
    kinds = "".join(f"<option>{kind}</option>" for kind in site.vocabulary["station_kind"])
    return (
        '<form class="finder card" role="search" hidden>'
        '<label class="wide">站点名、地址，或拼音首字母<input type="search" name="q" autocomplete="off" enterkeyhint="search"></label>'
        '<label>街道<select name="street"><option value="">全部街道</option></select></label>'
        '<label>社区<select name="community"><option value="">全部社区</option></select></label>'
        f'<label>类型<select name="kind"><option value="">全部类型</option>{kinds}</select></label>'
        f'<label>能办什么<select name="service"><option value="">全部</option>{services}</select></label>'
        '<label class="choice"><input type="checkbox" name="open"> <span>现在开放</span></label>'
        '<label class="choice"><input type="checkbox" name="week"> <span>七天内有接待日</span></label>'
        '</form><p class="found" role="status" hidden></p><ul class="results" hidden></ul>'
        '<p class="actions" hidden><button class="button quiet" type="button" data-more>再看一些</button></p>'
    )


def index(site: Site) -> str:
    """Names, areas, kinds, services and times of every station in use, in columns, because columns compress best.

    `times` are the different opening hours and reception days, which stations name by number; ids are differences.
    """
    stations = _listed(site)
    times: dict[_Times, int] = {}
    area_numbers = {area.id: number for number, area in enumerate(site.areas)}
    kinds = site.vocabulary["station_kind"]
    service_numbers = {service.id: number for number, service in enumerate(site.services)}
    columns: dict[str, object] = {
        "id": _differences(int(one.id[3:]) for one in stations),
        "name": "\n".join(_shortened(site, one) for one in stations),
        "area": _differences(area_numbers[one.area] for one in stations),
        "kind": [kinds.index(one.kind) if one.kind in kinds else -1 for one in stations],
        "services": [sum(1 << service_numbers[name] for name in set(one.services) if name in service_numbers) for one in stations],
        "times": [times.setdefault((one.hours, one.special, one.reception), len(times)) for one in stations],
        "suspended": [number for number, one in enumerate(stations) if one.status == "suspended"],
    }
    whole = {
        "areas": [[area.id, area.name, area_numbers.get(area.parent, -1), area.level] for area in site.areas],
        "kinds": kinds,
        "services": [[service.id, service.name] for service in site.services],
        "synonyms": [group.words for group in site.synonyms],
        "times": [_times(*one) for one in times],
        "initials": _initials(site),
        "stations": columns,
    }
    return compact(whole)


def places(site: Site) -> str:
    """The addresses of the same stations, which are fetched after the first results stand."""
    return compact([one.address for one in _listed(site)])


def _listed(site: Site) -> list[Station]:
    stations = [one for one in site.stations if not one.is_gone and one.area in site.area_by_id]
    return sorted(stations, key=lambda one: one.id)


def _shortened(site: Site, station: Station) -> str:
    """The name on one line, with its area and kind, which nearly every name repeats, as one character each."""
    return " ".join(station.name.splitlines()).replace(site.area_by_id[station.area].name, "\x01").replace(station.kind or "\x02", "\x02")


def _times(hours: Iterable[object], special: Iterable[object], reception: Iterable[object]) -> dict[str, object]:
    values = {"hours": hours, "special": special, "reception": reception}
    return {key: [vars(one) for one in value] for key, value in values.items() if value}


def _initials(site: Site) -> dict[str, str]:
    """For each 汉字 of names and addresses the first letters of its readings: 行 is hx."""
    from pypinyin import Style, pinyin  # noqa: PLC0415  here, because its dictionaries take a quarter of a second to load

    texts = [text for one in _listed(site) for text in (one.name, one.address)] + [area.name for area in site.areas]
    characters = sorted(one for one in set("".join(texts)) if "\u4e00" <= one <= "\u9fff")
    readings = pinyin("".join(characters), style=Style.NORMAL, heteronym=True) if characters else []
    return {one: "".join(sorted({reading[0] for reading in found if reading})) for one, found in zip(characters, readings, strict=True)}


def _differences(numbers: Iterable[int]) -> list[int]:
    """Each number less the one before; the first as it is."""
    return [after - before for before, after in pairwise([0, *numbers])]
