"""Rules for the registers of instruments, levels and services that texts rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.site import Site
from ..problems import Problem, problem
from .areas import under

DAYS_AHEAD = 90  # how early an announced change warns


def unique_names(site: Site) -> Iterator[Problem]:
    """A short title names one instrument."""
    first: dict[str, str] = {}
    for instrument in site.instruments:
        if instrument.short in first:
            place = under(instrument.place, "short")
            where = f"{first[instrument.short]} 前面的记录"
            yield problem("duplicate-title", place, field="short", label="简称", value=instrument.short, first=where)
        first.setdefault(instrument.short, instrument.place.path)


def successors_known(site: Site) -> Iterator[Problem]:
    """What superseded an instrument is registered too."""
    for instrument in site.instruments:
        name = instrument.superseded_by
        if name and name not in site.instrument_by_name:
            place = under(instrument.place, "superseded_by")
            what = "文件（先登记取代它的文件）"
            yield problem("unknown-reference", place, field="superseded_by", label="取代者", value=name, what=what)


def changes_soon(site: Site) -> Iterator[Problem]:
    """An announced change warns from 90 days before on."""
    horizon = (site.today + dt.timedelta(days=DAYS_AHEAD)).isoformat()
    for instrument in site.instruments:
        if instrument.upcoming_on and instrument.upcoming_on <= horizon:
            yield problem(
                "citation-changes-soon",
                under(instrument.place, "upcoming"),
                field="upcoming",
                label="将有变化",
                value=instrument.short,
                since=instrument.upcoming_on,
                note=instrument.upcoming_note,
            )


CHECKS = (unique_names, successors_known, changes_soon)
