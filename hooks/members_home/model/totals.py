"""What each area has, the areas below it included: stations by kind, branches by form, organizations and what covers them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from .site import Site

DAYS_UNTIL_OVERDUE = 365  # after which a station's verification counts as out of date


@dataclass
class Totals:
    """Counts of one area. `covered` of `organizations` are covered by a branch or another means."""

    stations: Counter[str] = field(default_factory=Counter)
    branches: Counter[str] = field(default_factory=Counter)
    organizations: int = 0
    covered: int = 0
    overdue: int = 0


def overdue_before(today: dt.date) -> dt.date:
    """The day before which a verification is out of date on the day `today`."""
    return today - dt.timedelta(days=DAYS_UNTIL_OVERDUE)


def totals(site: Site) -> Mapping[str, Totals]:
    """The totals of every area, by its id."""
    found = {area.id: Totals() for area in site.areas}
    above = {area.id: [found[above.id] for above in site.line_of(area.id)] for area in site.areas}
    limit = overdue_before(site.today)
    for station in site.stations:
        if not station.is_gone:
            for total in above.get(station.area, ()):
                total.stations[station.kind] += 1
                total.overdue += station.verified.on < limit
    for branch in site.branches:
        if branch.status == "active":
            for total in above.get(branch.area, ()):
                total.branches[branch.form] += 1
    for organization in site.organizations:
        for total in above.get(organization.area, ()):
            total.organizations += 1
            total.covered += bool(organization.covered_by)
    return found
