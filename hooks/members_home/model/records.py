"""The registers as frozen dataclasses. Dates are "2026-11-01", times "09:00" on a 24-hour clock, in Asia/Shanghai."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..problems import Place


@dataclass(frozen=True)
class Area:
    """A district, street or community; `parent` is the id of the one above."""

    id: str
    name: str
    level: str
    parent: str
    status: str
    successor: str
    hotline: str
    sample: bool
    place: Place


@dataclass(frozen=True)
class Opening:
    """Open on these weekdays (一 to 日) between two times; `on_holiday` is closed unless it says open."""

    days: tuple[str, ...]
    opens: str
    closes: str
    on_holiday: str


@dataclass(frozen=True)
class SpecialDay:
    """One day that differs from the rule: closed, or open between other times."""

    on: str
    closed: bool
    opens: str
    closes: str
    why: str


@dataclass(frozen=True)
class Reception:
    """A rule for reception days: weekly on `weekday`, monthly on the `nth` `weekday`, or monthly on the `day`."""

    freq: str
    nth: str
    weekday: str
    day: str
    opens: str
    closes: str
    on_holiday: str


@dataclass(frozen=True)
class Venue:
    """A room: how many can sit in it, what it has, whether it can be booked."""

    seats: int
    equipment: tuple[str, ...]
    bookable: bool


@dataclass(frozen=True)
class Event:
    """Something that happened to a station: when, and what (an event of the vocabulary)."""

    on: str
    event: str


@dataclass(frozen=True)
class Station:
    """A liaison station. `position` is longitude and latitude, None where it is not known."""

    id: str
    sample: bool
    name: str
    kind: str
    area: str
    parent: str
    status: str
    successor: str
    closed_on: str
    address: str
    position: tuple[float, float] | None
    contact_role: str
    phone: str
    hours: tuple[Opening, ...]
    special: tuple[SpecialDay, ...]
    reception: tuple[Reception, ...]
    services: tuple[str, ...]
    venue: Venue | None
    verified_on: str
    verified_by: str
    history: tuple[Event, ...]
    place: Place

    @property
    def is_gone(self) -> bool:
        return self.status in ("merged", "closed")


@dataclass(frozen=True)
class Service:
    """Something a station helps with: for whom, what to bring, the steps, and who decides."""

    id: str
    name: str
    group: str
    summary: str
    who: str
    bring: tuple[str, ...]
    steps: tuple[str, ...]
    decides: str
    hotline: str
    basis: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Level:
    """What a level of the three-level linkage does, as the source of `as_of` tells it."""

    level: str
    summary: str
    duties: tuple[str, ...]
    as_of: str
    source: str


@dataclass(frozen=True)
class HolidayYear:
    """The days off and the make-up workdays of one year, as its State Council notice (`source`) says."""

    year: int
    days_off: tuple[str, ...]
    workdays: tuple[str, ...]
    source: str
    place: Place


@dataclass(frozen=True)
class Instrument:
    """A statute or rule that lessons cite; `articles` is 0 where their number is not known."""

    short: str
    title: str
    aliases: tuple[str, ...]
    kind: str
    issuer: str
    adopted: str
    amended: str
    effective: str
    text_effective: str
    articles: int
    status: str
    superseded_by: str
    superseded_from: str
    upcoming_on: str
    upcoming_note: str
    public_text: bool
    article_topics: Mapping[int, str]
    place: Place


@dataclass(frozen=True)
class Term:
    """A word that a newcomer may not know; `also` are its other wordings, `see` pages (lessons/06) that say more."""

    term: str
    also: tuple[str, ...]
    meaning: str
    basis: str
    see: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Synonyms:
    """Words that mean the same to someone who searches; the first is the one that the site uses."""

    words: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Theme:
    """A quarter of the course: its lessons run from `first` to `last`."""

    name: str
    first: int
    last: int
    summary: str


@dataclass(frozen=True)
class Course:
    """The course: its name, its four themes and the planned title of each lesson by number."""

    name: str
    note: str
    themes: tuple[Theme, ...]
    titles: Mapping[int, str]

    def theme_of(self, number: int) -> Theme | None:
        return next((theme for theme in self.themes if theme.first <= number <= theme.last), None)


@dataclass(frozen=True)
class Duties:
    """Who answers for the site; every text is empty in the demonstration."""

    body: str
    report_phone: str
    report_email: str
    sms_signature: str
    address: str
    icp: str
    police: str
    place: Place
