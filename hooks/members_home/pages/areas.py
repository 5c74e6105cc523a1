"""The page of each area: what this level does, its parts, its stations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from ..model import addresses
from ..model.calendar import WorkCalendar
from ..model.records import Area, Station
from ..model.site import Site
from ..model.totals import Totals, totals
from .hours import reception
from .page import Linker, SitePage, chinese_date, crumbs, dl, note, ul

SOURCE = "docs/_data/areas.yml"
STATUS = {"active": "开放", "suspended": "暂停", "merged": "已合并", "closed": "已停用"}


def pages(site: Site, records: Sequence[Area]) -> Iterator[SitePage]:
    """A page for each of the areas, also for those that were merged."""
    if records:
        counted = totals(site)
        for area in records:
            yield page(site, area, counted)


def page(site: Site, area: Area, counted: Mapping[str, Totals]) -> SitePage:
    """One area: hotline, its parts with counts, its stations, sums, and the duties of its level with their source."""
    address = addresses.of_area(area.id)
    linker = Linker(site, address)
    level = next((one for one in site.levels if one.level == area.level), None)
    above = [linker.a("/stations/", "找站点"), *(linker.a(addresses.of_area(one.id), one.name) for one in site.line_of(area.id)[:-1])]
    stations = site.stations_by_area.get(area.id, ())
    parts = site.parts_by_area.get(area.id, ())
    successor = site.area_by_id.get(area.successor)
    merged = f"{escape(area.name)}已并入" + (linker.a(addresses.of_area(successor.id), successor.name) if successor else "其他区域")
    hotline = f'<a class="button" href="tel:{area.hotline}">打服务热线 {area.hotline}</a>' if area.hotline else ""
    duties = ""
    if level:
        source = note(f"来源：{escape(level.source)}。所指时间：{escape(level.as_of)}。", "muted small")
        duties = f'<h2 id="duties">{area.level}这一级做什么</h2>{ul(map(escape, level.duties), "ticks")}{source}'
    body = [
        crumbs(above),
        f"<h1>{escape(area.name)}</h1>",
        note(merged + "。", "warning") if area.status == "merged" else "",
        f'<p class="lead">{escape(level.summary)}</p>' if level else "",
        f'<p class="actions">{hotline}</p>' if hotline and area.status == "active" else "",
        f'<h2 id="parts">下面的{parts[0].level}</h2>{ul((count_line(linker, one, counted) for one in parts), "counts")}' if parts else "",
        f'<h2 id="stations">{escape(area.name)}的站点</h2>{table(linker, stations)}' if stations else "",
        _calendar(linker, area, (*stations, *(one for part in parts for one in site.stations_by_area.get(part.id, ())))),
        _sums(site, area, counted[area.id]),
        note("这里还没有站点。可以到上一级看看。") if not stations and not parts and area.status == "active" else "",
        duties,
    ]
    count = counted[area.id].stations.total()
    description = f"{area.name}的流动党员站点，共 {count} 个：地址、电话、开放时间、党员接待日。"
    return SitePage(address, area.name, description, SOURCE, "area", "".join(body), area.sample)


def _calendar(linker: Linker, area: Area, stations: Iterable[Station]) -> str:
    """The link to the calendar of the area's own stations and of those right below, where there is one."""
    is_known = WorkCalendar(linker.site.holidays).last_sourced(linker.site.today) is not None
    if not is_known or not any(one.reception and one.status == "active" for one in stations):
        return ""
    return f'<p class="actions">{linker.a(addresses.of_calendar(area), "把这里的接待日存进日历", "button quiet")}</p>'


def _sums(site: Site, area: Area, total: Totals) -> str:
    """Stations by kind, branches by form, organizations covered, and what is out of date."""
    if area.status != "active" or (not total.stations and not total.organizations):
        return ""

    def by(counter: Mapping[str, int], words: Sequence[str], unit: str) -> str:
        return "、".join(f"{word} {counter[word]} {unit}" for word in words if counter.get(word))

    covered = (
        f"{total.organizations} 家里已覆盖 {total.covered} 家，{total.covered / total.organizations:.1%}" if total.organizations else ""
    )
    facts = [
        ("站点", by(total.stations, site.vocabulary["station_kind"], "个")),
        ("党组织", by(total.branches, site.vocabulary["branch_form"], "个")),
        ("两新组织", covered),
        ("待核实", f"{total.overdue} 个站点" if total.overdue else ""),
    ]
    day = note(f"登记册截至 {chinese_date(site.today.isoformat())}的数目，连下面各级的一起算。", "muted small")
    return f'<h2 id="sums">合计</h2>{dl(facts)}{day}'


def count_line(linker: Linker, area: Area, counted: Mapping[str, Totals]) -> str:
    count = counted[area.id].stations.total()
    return f'{linker.a(addresses.of_area(area.id), area.name)}<span class="muted">{count} 个站点</span>'


def table(linker: Linker, stations: Iterable[Station]) -> str:
    """Stations as a table on a desk; the style makes each row a card on a phone."""
    rows = []
    for station in stations:
        state = "" if station.status == "active" else f' <span class="mark">{STATUS[station.status]}</span>' if station.status else ""
        days = "；".join(reception(rule) for rule in station.reception) or "—"
        phone = f'<a href="tel:{station.phone}">{station.phone}</a>' if station.phone else ""
        rows.append(
            f'<tr><th scope="row">{linker.a(addresses.of_station(station.id), station.name)}{state}</th>'
            f'<td data-label="类型">{escape(station.kind)}</td><td data-label="接待日">{days}</td>'
            f'<td data-label="地址">{escape(station.address)}</td><td data-label="电话">{phone}</td></tr>'
        )
    return (
        '<table class="stations"><thead><tr><th scope="col">站点</th><th scope="col">类型</th><th scope="col">接待日</th>'
        f'<th scope="col">地址</th><th scope="col">电话</th></tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )
