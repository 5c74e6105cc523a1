"""The registers that anyone may use, as JSON and CSV; /data/ says what each column means.

Organizations appear only as counts by area. Samples carry `sample: true`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..json_text import compact
from ..model import addresses
from ..model.level_words import word_of
from ..model.registers import STATIONS
from ..model.registers.areas import Area
from ..model.registers.duties import Duties
from ..model.registers.record import Record
from ..model.registers.services import Service
from ..model.registers.stations import Opening, Reception, Station
from ..model.site import Site
from ..model.totals import Totals, totals
from ..source.described import values_of
from ..tables import csv_text
from .site_page import Linker, SitePage
from .templates import Templates
from .times_in_words import ON_HOLIDAY, hours_in_words, reception

Row = dict[str, object]

# Columns of the tables and what they mean; the page /data/ is made from them, and a test holds that rows have no other.
AREA = {
    "id": "编号",
    "name": "名称",
    "level": "层级：区、街道、社区",
    "called": "这一级在当地叫什么",
    "parent": "上级区域的编号",
    "status": "状态：active 在用，merged 已合并",
    "successor": "并入哪个区域",
    "hotline": "服务热线",
    "stations": "站点数，连下面各级的一起算",
    "organizations": "两新组织数，连下面各级的一起算",
    "covered": "其中由党组织或别的方式覆盖的组织数",
    "sample": "true 表示虚构的记录",
}
STATION = {
    "id": "编号",
    "name": "名称",
    "kind": "类型",
    "area": "区域的编号",
    "parent": "上级站点的编号",
    "status": "状态：active 开放，suspended 暂停，merged 已合并，closed 已停用",
    "successor": "并入哪个站点",
    "closed_on": "停用日期",
    "address": "地址",
    "longitude": "经度（GCJ-02 坐标系）",
    "latitude": "纬度（GCJ-02 坐标系）",
    "phone": "办公电话",
    "extension": "分机",
    "hours": "开放时间。CSV 里是一句话，JSON 里分开列，on_holiday 是节假日：closed 休息，open 照常，unknown 没有说。不开放的站点空着",
    "hours_note": "跟开放时间有关、又不是时间的话",
    "reception": "党员接待日。CSV 里是一句话，JSON 里分开列。不开放的站点空着",
    "services": "能办的事的编号。不开放的站点空着",
    "verified_on": "最近一次核实的日期",
    "sample": "true 表示虚构的记录",
}
SERVICE = {
    "id": "编号",
    "name": "名称",
    "group": "类别",
    "summary": "摘要",
    "who": "谁可以办",
    "bring": "带什么",
    "steps": "步骤",
    "decides": "谁决定",
    "hotline": "热线",
    "basis": "依据",
}
HOLIDAYS = {"year": "年份", "days_off": "放假日", "workdays": "调休上班日", "source": "出自哪个通知"}


@dataclass(frozen=True)
class Table:
    """A table on the page /data/: its files, and its columns with what they mean."""

    name: str
    title: str
    files: tuple[str, ...]
    columns: dict[str, str]


def page(site: Site, templates: Templates) -> SitePage:
    """What the tables hold, column by column, and where they are."""
    linker = Linker(site, templates, addresses.DATA)
    tables = (
        Table("areas", "区域", ("areas.csv", "areas.json"), AREA),
        Table("stations", "站点", ("stations.csv", "stations.json"), STATION),
        Table("services", "能办的事", ("services.csv", "services.json"), SERVICE),
        Table("holidays", "放假安排", ("holidays.json",), HOLIDAYS),
    )
    body = linker.render("data", tables=tables)
    description = "站点、区域、能办的事，都可以整表下载：CSV 和 JSON，每一列是什么意思。"
    return SitePage(linker.address, "数据", description, site.source_of("areas"), "data", body)


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Address and content of each table, in both forms; the holidays in JSON only."""
    counted = totals(site)
    yield from _both("areas", AREA, [_area(site.duties, area, counted[area.id]) for area in site.areas])
    yield from _both("stations", STATION, [_station(station) for station in site.stations])
    yield from _both("services", SERVICE, [_service(service) for service in site.services])
    yield f"{addresses.DATA}holidays.json", _json([values_of(year) for year in site.holidays])


def _area(duties: Duties, area: Area, total: Totals) -> Row:
    row = _row(area, ("id", "name", "level", "parent", "status", "successor", "hotline")) | {"called": word_of(duties, area)}
    numbers: Row = {"stations": total.stations.total(), "organizations": total.organizations, "covered": total.covered}
    row |= numbers | {"sample": area.sample}
    return {key: row[key] for key in AREA}


def _station(station: Station) -> Row:
    position = station.position
    row = _row(station, (field.key for field in STATIONS.fields if field.key in STATION))
    row |= {"longitude": position.lng if position else "", "latitude": position.lat if position else ""}
    row |= {"phone": station.contact.phone, "extension": station.contact.extension or "", "verified_on": station.verified.on}
    if not station.is_open:
        row |= {"hours": (), "reception": (), "services": ()}
    return {key: row[key] for key in STATION}


def _service(service: Service) -> Row:
    return _row(service, SERVICE)


def _row(record: Record, keys: Iterable[str]) -> Row:
    """Some values of a record, "" for what is missing."""
    values = ((key, getattr(record, key)) for key in keys)
    return {key: "" if value is None else value for key, value in values}


def _both(name: str, columns: dict[str, str], rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    yield f"{addresses.DATA}{name}.json", _json(rows)
    cells = ([_cell(row[key]) for key in columns] for row in rows)
    yield f"{addresses.DATA}{name}.csv", csv_text([columns, *cells])


def _json(rows: Sequence[Row]) -> str:
    lines = ",\n".join(compact(row, _plain) for row in rows)
    return f"[\n{lines}\n]\n"


def _plain(value: object) -> object:
    """What JSON has no form for: opening hours and reception days as maps, days as text."""
    return str(value) if isinstance(value, dt.date) else values_of(value)


def _cell(value: object) -> object:
    """Lists in words, truth as true or nothing."""
    if isinstance(value, tuple):
        return _words(value)
    if isinstance(value, bool):
        return "true" if value else ""
    return value


@lru_cache(maxsize=1000)  # thousands of stations share a few dozen hours
def _words(values: tuple[object, ...]) -> str:
    openings = [value for value in values if isinstance(value, Opening)]
    if openings:
        return hours_in_words(openings)
    return "；".join(
        f"{reception(value)}，{ON_HOLIDAY[value.on_holiday]}" if isinstance(value, Reception) else str(value) for value in values
    )
