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
from .registers.holidays import HolidayYear
from .registers.stations import Reception

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
