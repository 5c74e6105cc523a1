"""The annual report (年报): what the registers say of one year, street by street."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .level_words import words_of
from .site import Site
from .totals import overdue_before

NOT_COVERED = "未覆盖"
BY_BRANCH = "由党组织覆盖"
ELSEWHERE = "直属"  # after the word of the district: what belongs to no street


@dataclass(frozen=True)
class Report:
    """`rows` are names of streets, the whole last, each with its numbers by column; a column left out is 0."""

    year: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, Counter[str]], ...]


def annual(site: Site, year: int) -> Report:
    """The report of a year: organizations registered by its end and inspected for it, branches, what stations went through."""
    means = site.vocabulary["coverage_means"]
    columns = (
        "登记的两新组织",
        "当年新登记",
        "党建年检合格",
        "党建年检整改",
        "未做党建年检",
        BY_BRANCH,
        *(f"由{name}覆盖" for name in means),
        NOT_COVERED,
        *site.vocabulary["branch_form"],
        "开放、暂停的站点",
        "当年设立",
        "当年合并",
        "当年停用",
        "待核实",
    )
    streets: dict[str, Counter[str]] = {area.name: Counter() for area in site.areas if area.level == "街道"}
    whole: Counter[str] = Counter()
    elsewhere = words_of(site.duties, "区")[0] + ELSEWHERE
    street_of = {area.id: next((above.name for above in site.line_of(area.id) if above.level == "街道"), elsewhere) for area in site.areas}
    for area_id, column in _facts(site, year):
        street = street_of.get(area_id, elsewhere)
        if street not in streets:
            streets[street] = Counter()
        streets[street][column] += 1
        whole[column] += 1
    return Report(year, columns, (*streets.items(), ("合计", whole)))


def _facts(site: Site, year: int) -> Iterator[tuple[str, str]]:
    """Each area's id with a column to which one is to be added."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    for organization in site.organizations:
        if not organization.registered or organization.registered > last:
            continue
        yield organization.area, "登记的两新组织"
        if organization.registered >= first:
            yield organization.area, "当年新登记"
        inspection = organization.inspected(year)
        yield organization.area, f"党建年检{inspection.result}" if inspection else "未做党建年检"
        covered_by = organization.covered_by
        if covered_by and covered_by.startswith("br-"):
            yield organization.area, BY_BRANCH
        else:
            yield organization.area, f"由{covered_by}覆盖" if covered_by else NOT_COVERED
    for branch in site.branches:
        if branch.status == "active" and branch.established <= last:
            yield branch.area, branch.form
    overdue = overdue_before(site.today)
    for station in site.stations:
        if station.is_gone:
            if station.closed_on and first <= station.closed_on <= last:
                yield station.area, "当年合并" if station.status == "merged" else "当年停用"
        else:
            yield station.area, "开放、暂停的站点"
            if station.verified.on < overdue:
                yield station.area, "待核实"
        if any(event.event == "设立" and first <= event.on <= last for event in station.history):
            yield station.area, "当年设立"
