"""Reception days as calendar files (RFC 5545), for one station or for an area.

Making a calendar with the library takes milliseconds, and ten thousand stations share a few dozen rules: so each rule is
made once, as text with places to fill.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, vRecur

from ..han import WEEK
from ..model import addresses
from ..model.calendar import WorkCalendar, closed_on, days_of
from ..model.registers.areas import Area
from ..model.registers.stations import Reception, Station
from ..model.site import Site
from ..source.clock import Clock

ZONE = ZoneInfo("Asia/Shanghai")
_WEEKDAYS = dict(zip(WEEK, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_UID, _SUMMARY, _LOCATION, _URL = "UidToken", "SummaryToken", "LocationToken", "UrlToken"
_SEQUENCE, _STAMP = "SequenceToken", "StampToken"
_FIRST_DAY, _MARKS, _SECONDS_OF_DAY = dt.date(2000, 1, 1), 10_000, 24 * 60 * 60
_SAMPLE = "【示例】"
_LONGEST_LINE = 75  # octets
_LAST_MINUTE = Clock(24 * 60 - 1)
_MOVED = "（因放假改到这天）"
_SUMMARY_LINE, _LOCATION_LINE, _URL_LINE = f"SUMMARY:{_SUMMARY}", f"LOCATION:{_LOCATION}", f"URL:{_URL}"
_SUMMARY_MOVED_LINE = _SUMMARY_LINE + _MOVED
_PLACES = re.compile(f"({_UID}|{_SEQUENCE}|{_STAMP}|{_SUMMARY_MOVED_LINE}|{_SUMMARY_LINE}|{_LOCATION_LINE}|{_URL_LINE})")
_ESCAPED = re.compile("\r\n|[\\\\;,\x00-\x08\n-\x1f\x7f\x85\u2028\u2029]")
_BREAKS = "\r\n\x0b\x0c\x85\u2028\u2029"  # whatever some reader takes for the end of a line


class Calendars:
    """The calendars of one site, from the first day of today's year to the last day whose holidays are known."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._start = dt.date(site.today.year, 1, 1)
        self._work = WorkCalendar(site.holidays)
        self._until = self._work.last_sourced(self._start)
        self._events: dict[tuple[Reception, frozenset[dt.date]], tuple[list[str], int]] = {}
        self._texts: dict[str, str] = {}
        self._frame = _frame()
        self._url = site.url.rstrip("/")

    def of_station(self, station: Station) -> str:
        """The calendar of one station, or nothing where it holds no reception or the holidays are not known."""
        return self._calendar([station], station.name, station.sample)

    def of_area(self, area: Area) -> str:
        """The calendar of an area's own stations and those of the areas right below it."""
        below = self._site.parts_by_area.get(area.id, ())
        stations = (station for part in (area, *below) for station in self._site.stations_by_area.get(part.id, ()))
        return self._calendar(stations, area.name, area.sample)

    def files(self, records: Iterable[Area | Station]) -> Iterator[tuple[str, str]]:
        """Address and text of the calendar of each record that has one."""
        for record in records:
            text = self.of_station(record) if isinstance(record, Station) else self.of_area(record)
            if text:
                yield addresses.of_calendar(record), text

    def _calendar(self, stations: Iterable[Station], name: str, is_sample: bool) -> str:
        active = [station for station in stations if station.is_open]
        for station in active:
            if station.id not in self._texts:  # a community's station is also in its street's calendar
                self._texts[station.id] = self._of(station)
        events = "".join(self._texts[station.id] for station in active)
        if not events:
            return ""
        title = _title(name, is_sample)
        names = _line("NAME", title) + "\r\n" + _line("X-WR-CALNAME", title) + "\r\n"
        head, version, rest = self._frame.partition("VERSION:2.0\r\n")
        zone, end, last = rest.partition("END:VCALENDAR")
        return "".join((head, version, names, zone, events, end, last))

    def _of(self, station: Station) -> str:
        if self._until is None:
            return ""
        closed = closed_on(station.special)
        parts = []
        title = _title(station.name, station.sample)
        lines = {
            _SUMMARY_MOVED_LINE: _line("SUMMARY", title + _MOVED),
            _SUMMARY_LINE: _line("SUMMARY", title),
            _URL_LINE: _folded(f"URL:{self._url}{addresses.of_station(station.id)}"),
            _LOCATION_LINE: _line("LOCATION", station.address),
        }
        texts = "".join(lines.values()).encode("utf-8")
        for number, rule in enumerate(station.reception):
            key = rule, closed
            if key not in self._events:
                # cut once at its places, so that no name is ever searched for another place
                text = "".join(map(_text, self._made(rule, closed)))
                self._events[key] = _PLACES.split(text), crc32(text.encode("utf-8"))
            events, mark = self._events[key]
            lines[_UID] = f"{station.id}-{number}@members-home"
            revision = _Revision.of(station, crc32(texts, mark))
            places = {**lines, _SEQUENCE: str(revision.sequence), _STAMP: revision.stamp}
            parts += [places[part] if n % 2 else part for n, part in enumerate(events)]
        return "".join(parts)

    def _made(self, rule: Reception, closed: frozenset[dt.date]) -> Iterator[Event]:
        """The repeating event with its exceptions, then one event for each day that a holiday moved."""
        until = self._until
        assert until is not None
        held = [day for day in self._work.held(rule, self._start) if day.on not in closed]
        if not held:
            return
        first = next(days_of(rule, self._start))
        event = _timed(rule, first, _SUMMARY)
        event.add("rrule", _repeats(rule, until))
        days = (day for day in _until(days_of(rule, self._start), until))
        kept = {day.instead_of or day.on for day in held}
        for day in days:
            if day not in kept:
                event.add("exdate", _at(day, rule.opens))
        yield event
        for moved_day in held:
            if moved_day.instead_of and moved_day.instead_of >= self._start:
                moved = _timed(rule, moved_day.on, _SUMMARY + _MOVED)
                moved.add("recurrence-id", _at(moved_day.instead_of, rule.opens))
                yield moved


@dataclass(frozen=True)
class _Revision:
    """How new an event is, by which those who have subscribed to it see that it has changed.

    It is made from the data alone, so that rebuilding changes nothing: a later day of verification is a higher number,
    and on one day another time, place or exception is another number.
    """

    sequence: int
    stamp: str

    @classmethod
    def of(cls, station: Station, mark: int) -> _Revision:
        """`mark` is a number made from all that the event says."""
        day = max(station.verified.on, *(event.on for event in station.history), _FIRST_DAY)
        stamp = dt.datetime.combine(day, dt.time(), dt.UTC) + dt.timedelta(seconds=mark % _SECONDS_OF_DAY)
        return cls((day - _FIRST_DAY).days * _MARKS + mark % _MARKS, f"{stamp:%Y%m%dT%H%M%SZ}")


def _title(name: str, is_sample: bool) -> str:
    return f"{_SAMPLE if is_sample else ''}党员接待日：{name}"


def _frame() -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//members-home//reception days//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-timezone", str(ZONE))
    event = Event()
    event.start = dt.datetime(2026, 1, 1, tzinfo=ZONE)
    calendar.add_component(event)
    calendar.add_missing_timezones(first_date=dt.date(2000, 1, 1))
    calendar.subcomponents.remove(event)
    return _text(calendar)


def _timed(rule: Reception, day: dt.date, summary: str) -> Event:
    event = Event()
    event.add("uid", _UID)
    event["dtstamp"] = _STAMP
    event["sequence"] = _SEQUENCE
    event.add("dtstart", _at(day, rule.opens))
    event.add("dtend", _at(day, rule.closes))
    event.add("summary", summary)
    event.add("location", _LOCATION)
    event.add("url", _URL)
    return event


def _at(day: dt.date, time: Clock) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), ZONE) + dt.timedelta(minutes=time.minutes)  # 24:00 is the next day's beginning


def _repeats(rule: Reception, until: dt.date) -> vRecur:
    parts: dict[str, object] = {"freq": rule.freq.upper(), "until": _at(until, _LAST_MINUTE).astimezone(dt.UTC)}
    if rule.day:
        parts["bymonthday"] = int(rule.day)
    elif rule.freq == "weekly":
        parts["byday"] = _WEEKDAYS[rule.weekday or ""]
    else:
        nth = "-1" if rule.nth == "last" else rule.nth
        parts["byday"] = f"{nth}{_WEEKDAYS[rule.weekday or '']}"
    return vRecur(parts)


def _until(days: Iterator[dt.date], last: dt.date) -> Iterator[dt.date]:
    for day in days:
        if day > last:
            return
        yield day


def _text(component: Component) -> str:
    return bytes(component.to_ical()).decode("utf-8")


def _line(name: str, value: str) -> str:
    """One property of text as RFC 5545 wants it. The library takes ten times as long, for forty thousand lines.

    A line break is written as `\\n`, so that no value can begin a property of its own; other control characters, which
    the format has no way to write, are left out.
    """
    return _folded(f"{name}:{_ESCAPED.sub(_escape, value)}")


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match[0] in "\\;," else "\\n" if match[0][0] in _BREAKS else ""


def _folded(line: str) -> str:
    """No line is longer than 75 octets; what is cut goes on after a blank, never within a character."""
    rest = line.encode("utf-8")
    parts = []
    most = _LONGEST_LINE
    while len(rest) > most:
        cut = most
        while rest[cut] & 0xC0 == 0x80:  # within a character
            cut -= 1
        parts.append(rest[:cut])
        rest, most = rest[cut:], _LONGEST_LINE - 1
    return b"\r\n ".join([*parts, rest]).decode("utf-8")
