"""On which days a reception rule falls, holidays moved as the rule says.

`docs/assets/station.js` computes the same on the reader's device; a test compares the two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from ..han import WEEK
from .registers.areas import Area
from .registers.holidays import HolidayYear
from .registers.stations import Reception, SpecialDay
from .site import Site

_DAY = dt.timedelta(days=1)
_LONGEST_MOVE = 15 * _DAY  # from a holiday to the next workday; the longest holidays are nine days


@dataclass(frozen=True)
class Held:
    """A day on which reception is held; `instead_of` is the holiday it was moved from."""

    on: dt.date
    instead_of: dt.date | None = None


@dataclass(frozen=True)
class WorkCalendar:
    """The days off and make-up workdays of the years whose State Council notice is in the register."""

    years: tuple[HolidayYear, ...]

    @cached_property
    def days_off(self) -> frozenset[dt.date]:
        return frozenset(day for year in self.years for day in year.days_off)

    @cached_property
    def workdays(self) -> frozenset[dt.date]:
        return frozenset(day for year in self.years for day in year.workdays)

    @cached_property
    def _sourced(self) -> frozenset[int]:
        return frozenset(year.year for year in self.years)

    def is_sourced(self, day: dt.date) -> bool:
        """Whether the notice for the year of this day is known; else nothing is said of the day."""
        return day.year in self._sourced

    def is_workday(self, day: dt.date) -> bool:
        return day in self.workdays or (day.weekday() < 5 and day not in self.days_off)

    def last_sourced(self, start: dt.date) -> dt.date | None:
        """The last day of the years known without a gap from the year of `start` on; None where that year is not known."""
        year = start.year
        while year in self._sourced:
            year += 1
        return dt.date(year - 1, 12, 31) if year > start.year else None

    def held(self, rule: Reception, start: dt.date) -> Iterator[Held]:
        """The days from `start` to the last sourced one, in order: a holiday is left out or moved to the next workday."""
        last = self.last_sourced(start)
        if last is None:
            return
        found: dict[dt.date, Held] = {}
        for day in takewhile(lambda day: day <= last, days_of(rule, start - _LONGEST_MOVE)):
            if day not in self.days_off:
                held = Held(day)
            elif rule.on_holiday == "next_workday" and self.is_sourced(day):
                held = Held(self._next_workday(day), day)
            else:
                continue
            if start <= held.on <= last:
                found.setdefault(held.on, held)
        yield from (found[day] for day in sorted(found))

    def last_held(self, rules: Iterable[Reception], closed: Container[dt.date], start: dt.date) -> dt.date | None:
        """The last day from `start` on on which any of the rules holds reception; None where no such day is known."""
        return max((held.on for rule in rules for held in self.held(rule, start) if held.on not in closed), default=None)

    def _next_workday(self, day: dt.date) -> dt.date:
        while not self.is_workday(day):
            day += _DAY
        return day


class LastDays:
    """Until when calendars have something to come: what is offered as a calendar is no file that has ended."""

    def __init__(self, site: Site) -> None:
        self._work, self._today = WorkCalendar(site.holidays), site.today
        self._stations = site.stations_by_area
        self._of_areas: dict[str, dt.date | None] = {}
        self._found: dict[tuple[tuple[Reception, ...], tuple[SpecialDay, ...]], dt.date | None] = {}

    def of_areas(self, areas: Iterable[Area]) -> dt.date | None:
        """The last day of reception from today on at any of their own stations; None where there is none or it is not known."""
        return max(filter(None, map(self._of_area, areas)), default=None)

    def _of_area(self, area: Area) -> dt.date | None:
        if area.id not in self._of_areas:  # asked for its own page and for that of the area above
            stations = (station for station in self._stations.get(area.id, ()) if station.is_open and station.reception)
            days = {self.of_rules(station.reception, station.special) for station in stations}
            self._of_areas[area.id] = max(filter(None, days), default=None)
        return self._of_areas[area.id]

    def of_rules(self, rules: tuple[Reception, ...], special: tuple[SpecialDay, ...]) -> dt.date | None:
        """The same of the rules of one station and its days that differ."""
        key = rules, special
        if key not in self._found:
            self._found[key] = self._work.last_held(rules, closed_on(special), self._today)
        return self._found[key]


def closed_on(special: Iterable[SpecialDay]) -> frozenset[dt.date]:
    """The days on which a station is closed besides its rule."""
    return frozenset(day.on for day in special if day.closed)


def days_of(rule: Reception, start: dt.date) -> Iterator[dt.date]:
    """The days of a rule from `start` on, holidays not considered."""
    day = start
    while True:
        if _falls_on(rule, day):
            yield day
        day += _DAY


def _falls_on(rule: Reception, day: dt.date) -> bool:
    if rule.day:
        return day.day == int(rule.day)
    if WEEK[day.weekday()] != rule.weekday:
        return False
    if rule.freq == "weekly":
        return True
    if rule.nth == "last":
        return (day + 7 * _DAY).month != day.month
    return (day.day - 1) // 7 + 1 == int(rule.nth or 0)
