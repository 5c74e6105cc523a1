"""Rules for the registers of instruments, levels and services that texts rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.registers.instruments import Instrument
from ..model.site import Site
from ..problems import Problem, problem

DAYS_AHEAD = 90  # how early an announced change warns


def unique_names(site: Site) -> Iterator[Problem]:
    """A short title, a full title and an alias each name one instrument."""
    first: dict[str, Instrument] = {}
    for instrument in site.instruments:
        keyed = [("short", instrument.short), ("title", instrument.title)]
        named = [(instrument.at(key), name) for key, name in keyed]
        named += [(instrument.at("aliases", index), name) for index, name in enumerate(instrument.aliases)]
        for place, name in named:
            if name and first.setdefault(name, instrument) is not instrument:
                where = f"{first[name].place.path} 前面的记录《{first[name].short}》"
                yield problem("duplicate-title", place, value=name, first=where)


def successors_known(site: Site) -> Iterator[Problem]:
    """What superseded an instrument is registered too."""
    for instrument in site.instruments:
        name = instrument.superseded_by
        if name and name not in site.instrument_by_name:
            place = instrument.at("superseded_by")
            what = "文件（先登记取代它的文件）"
            yield problem("unknown-reference", place, value=name, what=what)


def changes_soon(site: Site) -> Iterator[Problem]:
    """An announced change warns from 90 days before on."""
    horizon = site.today + dt.timedelta(days=DAYS_AHEAD)
    for instrument in site.instruments:
        if instrument.upcoming and instrument.upcoming.on and instrument.upcoming.on <= horizon:
            yield problem(
                "citation-changes-soon",
                instrument.at("upcoming"),
                value=instrument.short,
                since=instrument.upcoming.on,
                note=instrument.upcoming.note,
            )


def shapes_current(site: Site) -> Iterator[Problem]:
    """What is known of the articles of an instrument is of the text that the register speaks of."""
    for shape in site.law_shapes:
        if shape.short and shape.articles and shape.short not in site.shape_by_short and site.instruments:
            yield problem("law-shape-old", shape.at("short"), value=shape.short)


CHECKS = (unique_names, successors_known, changes_soon, shapes_current)
