"""Reception days: the rule against a plain oracle, the files read back by another library."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import icalendar
import make
import pytest
import vobject
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from members_home.checks import check_tree
from members_home.model.calendar import WorkCalendar
from members_home.model.load import load_site
from members_home.model.registers.stations import Reception, SpecialDay, Station
from members_home.model.site import Site
from members_home.pages import stamped_pages
from members_home.pages.calendars import Calendars
from trees import TEMPLATES, TREE

YEARS = tuple(one for one in load_site(ROOT, dt.date(2026, 11, 23))[0].holidays if one.year <= 2026)
WORK = WorkCalendar(YEARS)
quickly = settings(derandomize=True, deadline=None, database=None, max_examples=150)
DAY = dt.timedelta(days=1)
DAYS = [dt.date(2025, 1, 1) + n * DAY for n in range(730)]

RULES = st.one_of(
    st.builds(
        make.reception,
        st.just("weekly"),
        st.just(""),
        st.sampled_from("一二三四五六日"),
        st.just(""),
        *[st.just("14:00"), st.just("16:00")],
        st.sampled_from(["next_workday", "skipped"]),
    ),
    st.builds(
        make.reception,
        st.just("monthly"),
        st.sampled_from(["1", "2", "3", "4", "last"]),
        st.sampled_from("一二三四五六日"),
        st.just(""),
        *[st.just("09:00"), st.just("11:30")],
        st.sampled_from(["next_workday", "skipped"]),
    ),
    st.builds(
        make.reception,
        st.just("monthly"),
        st.just(""),
        st.just(""),
        st.integers(1, 28).map(str),
        *[st.just("18:30"), st.just("24:00")],
        st.sampled_from(["next_workday", "skipped"]),
    ),
)


def oracle(rule: Reception, start: dt.date, last: dt.date) -> dict[str, str]:
    """Each day held and the holiday it stands for, from lists of whole months instead of arithmetic."""
    off = {str(day) for year in YEARS for day in year.days_off}
    work = {str(day) for year in YEARS for day in year.workdays}
    found: dict[str, str] = {}
    for year in (start.year - 1, start.year, start.year + 1, start.year + 2):
        for month in range(1, 13):
            days = [day for day in (dt.date(year, month, 1) + n * DAY for n in range(31)) if day.month == month]
            fitting = [day for day in days if "一二三四五六日"[day.weekday()] == rule.weekday]
            if rule.day:
                chosen = [days[int(rule.day) - 1]]
            elif rule.freq == "weekly":
                chosen = fitting
            else:
                chosen = [fitting[-1 if rule.nth == "last" else int(rule.nth or 0) - 1]]
            for day in chosen:
                on = day
                if str(day) in off:
                    if rule.on_holiday == "skipped":
                        continue
                    while str(on) in off or (on.isoweekday() > 5 and str(on) not in work):
                        on += DAY
                if start <= on <= last and str(on) not in found:
                    found[str(on)] = "" if on == day else str(day)
    return dict(sorted(found.items()))


@given(RULES, st.sampled_from(DAYS))
@quickly
def test_days_held_are_those_of_a_plain_oracle(rule: Reception, start: dt.date) -> None:
    held = {str(one.on): str(one.instead_of or "") for one in WORK.held(rule, start)}
    assert held == oracle(rule, start, dt.date(2026, 12, 31))


def test_nothing_is_said_of_a_year_without_a_notice() -> None:
    rule = make.reception("weekly", "", "三", "", "14:00", "16:00", "skipped")
    assert list(WORK.held(rule, dt.date(2027, 1, 1))) == []
    assert WORK.last_sourced(dt.date(2027, 1, 1)) is None
    gap = WorkCalendar((*YEARS, make.holiday_year(2028, ("2028-01-01",), ())))
    assert gap.last_sourced(dt.date(2026, 5, 1)) == dt.date(2026, 12, 31)


def read_back(text: str) -> list[str]:
    """The beginnings of all events as vobject and dateutil understand them."""
    calendar = vobject.readOne(text)
    starts: list[dt.datetime] = []
    moved: set[dt.datetime] = set()
    for event in calendar.vevent_list:
        assert event.dtend.value > event.dtstart.value
        if hasattr(event, "recurrence_id"):
            moved.add(event.recurrence_id.value)
            starts.append(event.dtstart.value)
        else:
            starts += list(event.getrruleset(addRDate=False))
    return sorted(start.strftime("%Y-%m-%d %H:%M %z") for start in starts if start not in moved)


@pytest.fixture(scope="module")
def site() -> Site:
    return check_tree(TREE, dt.date(2026, 11, 1), "https://example.cn/")[0]


def with_rules(site: Site, *rules: Reception, special: tuple[SpecialDay, ...] = ()) -> tuple[Calendars, Station]:
    station = replace(site.stations[0], reception=rules, special=special, name="青禾，社区；服务站" * 3)
    return Calendars(replace(site, stations=(station,), holidays=YEARS)), station


@given(RULES)
@settings(quickly, max_examples=40)
def test_calendar_files_say_the_days_held(site: Site, rule: Reception) -> None:
    calendars, station = with_rules(site, rule)
    days = oracle(rule, dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    same_year = [day for day, instead in days.items() if not instead or instead >= "2026"]
    assert read_back(calendars.of_station(station)) == [f"{day} {rule.opens} +0800" for day in same_year]


def test_a_calendar_file_is_well_formed_and_stable(site: Site) -> None:
    rule = make.reception("monthly", "1", "四", "", "14:00", "16:00", "next_workday")
    closed = make.special_day("2026-11-05", True, "", "", "盘点")
    calendars, station = with_rules(site, rule, special=(closed,))
    text = calendars.of_station(station)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    calendar = vobject.readOne(text)
    assert {event.uid.value for event in calendar.vevent_list} == {f"{station.id}-0@members-home"}
    assert calendar.vevent_list[0].summary.value == f"【示例】党员接待日：{station.name}"
    assert calendar.vevent_list[0].location.value == station.address
    assert "2026-10-08 14:00 +0800" in read_back(text)
    assert not {"2026-10-01 14:00 +0800", "2026-11-05 14:00 +0800"} & set(read_back(text))
    assert with_rules(site, rule, special=(closed,))[0].of_station(station) == text


HOSTILE = [
    """\"双\" '单' “引” <b> &amp; a;b,c \\n \\, \\\\""",
    "第一行\n第二行",
    "一\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "青禾\nSUMMARY:假的\nURL:https://evil.example/",
    "SUMMARY:SummaryToken URL:UrlToken LOCATION:LocationToken UidToken",
    "END:VCALENDAR",
    "，；汉字𠮷" * 40,
    "\\;,\n" * 40,
]
BREAKS = ["\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]  # lines end there to one reader or another


def texts_read(text: str) -> set[tuple[str, str]]:
    """Summary and location of every event, on which two libraries agree."""
    ours = {(event.summary.value, event.location.value) for event in vobject.readOne(text).vevent_list}
    theirs = {(str(event["summary"]), str(event["location"])) for event in icalendar.Calendar.from_ical(text).walk("VEVENT")}
    assert ours == theirs
    return ours


@pytest.mark.parametrize("value", HOSTILE)
def test_a_calendar_says_names_and_addresses_as_they_are(site: Site, value: str) -> None:
    rule = make.reception("monthly", "1", "四", "", "14:00", "16:00", "next_workday")
    station = replace(with_rules(site, rule)[1], name=value, address=value[::-1])
    text = Calendars(replace(site, stations=(station,), holidays=YEARS)).of_station(station)
    name, address = (one.replace("\r\n", "\n") for one in (value, value[::-1]))
    written = icalendar.vText(f"【示例】党员接待日：{name}").to_ical().decode()
    assert f"\r\nSUMMARY:{written}\r\n" in text.replace("\r\n ", "")  # readers forgive a ; that is not escaped
    titles = {f"【示例】党员接待日：{name}", f"【示例】党员接待日：{name}（因放假改到这天）"}
    assert texts_read(text) == {(title, address.replace("\r", "\n")) for title in titles}
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("mark", BREAKS)
def test_no_character_begins_a_line_of_a_calendar(site: Site, mark: str) -> None:
    rule = make.reception("weekly", "", "三", "", "14:00", "16:00", "skipped")
    station = replace(with_rules(site, rule)[1], name=f"一{mark}X-EVIL:1", address=f"二\x07\x00{mark}X-EVIL:1")
    text = Calendars(replace(site, stations=(station,), holidays=YEARS)).of_station(station)
    assert texts_read(text) == {("【示例】党员接待日：一\nX-EVIL:1", "二\nX-EVIL:1")}
    assert not [line for line in text.splitlines() if line.startswith("X-EVIL")]


def test_an_areas_calendar_holds_the_stations_right_below_it(site: Site) -> None:
    (station,) = (one for one in site.stations if one.reception)
    texts = dict(Calendars(site).files((*site.areas, *site.stations)))
    assert set(texts) == {"/areas/chunhui/reception.ics", "/areas/qinghe/reception.ics", f"/stations/{station.id}/reception.ics"}
    assert len(set(map(tuple, map(read_back, texts.values())))) == 1
    linked = {page.address for page in stamped_pages(site, TEMPLATES) if "reception.ics" in page.body}
    assert linked == {address.removesuffix("reception.ics") for address in texts}


def test_a_station_that_is_shut_has_no_calendar(site: Site) -> None:
    rule = make.reception("weekly", "", "三", "", "14:00", "16:00", "skipped")
    calendars, station = with_rules(site, rule)
    assert calendars.of_station(station)
    for status in ("suspended", "closed", "merged"):
        assert calendars.of_station(replace(station, status=status)) == ""


def revisions(text: str) -> dict[str, set[tuple[int, dt.datetime]]]:
    """The sequence number and the stamp of every event by its UID, as icalendar reads them."""
    found: dict[str, set[tuple[int, dt.datetime]]] = {}
    events: list[Any] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    for event in events:
        found.setdefault(str(event["uid"]), set()).add((int(event["sequence"]), event["dtstamp"].dt))
    return found


def moved_to(site: Site, opens: str, closes: str, **changes: Any) -> str:
    calendars, station = with_rules(site, make.reception("monthly", "1", "四", "", opens, closes, "next_workday"))
    return calendars.of_station(replace(station, **changes))


def test_subscribers_see_a_reception_that_moved(site: Site) -> None:
    before, after = revisions(moved_to(site, "14:00", "16:00")), revisions(moved_to(site, "15:00", "16:00"))
    assert set(before) == set(after)
    ((uid, old),), ((_, new),) = before.items(), after.items()
    assert uid == f"{site.stations[0].id}-0@members-home"
    assert len(old) == len(new) == 1  # an event and the days moved from it are of one revision
    ((sequence, stamp),), ((other_sequence, other_stamp),) = old, new
    assert sequence != other_sequence
    assert stamp != other_stamp
    assert 0 <= min(sequence, other_sequence) <= max(sequence, other_sequence) < 2**31
    assert stamp.tzinfo is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"address": "春晖街道新路1号"},
        {"name": "改了名的站"},
        {"special": (make.special_day("2026-11-05", True, "", "", "盘点"),)},
        {"verified": None},
    ],
    ids=["address", "name", "closed day", "verified"],
)
def test_whatever_changes_in_an_event_is_another_revision(site: Site, changes: dict[str, Any]) -> None:
    if "verified" in changes:
        changes = {"verified": replace(site.stations[0].verified, on=dt.date(2026, 10, 31))}
    assert revisions(moved_to(site, "14:00", "16:00")) != revisions(moved_to(site, "14:00", "16:00", **changes))


def test_a_later_verification_is_a_higher_number_and_another_day_of_building_is_none(site: Site) -> None:
    verified = site.stations[0].verified
    numbers = [
        max(
            number for pairs in revisions(moved_to(site, opens, "16:00", verified=replace(verified, on=on))).values() for number, _ in pairs
        )
        for opens, on in (("14:00", dt.date(2026, 9, 1)), ("15:00", dt.date(2026, 9, 2)), ("14:00", dt.date(2026, 9, 3)))
    ]
    assert numbers == sorted(set(numbers))
    later = replace(site, today=dt.date(2026, 12, 1))
    assert moved_to(later, "14:00", "16:00") == moved_to(site, "14:00", "16:00")


def test_calendars_are_named(site: Site) -> None:
    (station,) = (one for one in site.stations if one.reception)
    texts = dict(Calendars(site).files((*site.areas, *site.stations)))
    names = {"/areas/qinghe/reception.ics": "青禾社区", f"/stations/{station.id}/reception.ics": station.name}
    for address, name in names.items():
        calendar = icalendar.Calendar.from_ical(texts[address])
        assert str(calendar["x-wr-calname"]) == str(calendar["name"]) == f"【示例】党员接待日：{name}"
    real = dict(Calendars(site).files([replace(site.area_by_id["qinghe"], sample=False)]))
    assert "X-WR-CALNAME:党员接待日：青禾社区\r\n" in real["/areas/qinghe/reception.ics"].replace("\r\n ", "")


@pytest.mark.parametrize("name", HOSTILE)
def test_the_name_of_a_calendar_says_a_name_as_it_is(site: Site, name: str) -> None:
    calendars, station = with_rules(site, make.reception("weekly", "", "三", "", "14:00", "16:00", "skipped"))
    text = calendars.of_station(replace(station, name=name)).replace("\r\n ", "")
    written = icalendar.vText("【示例】党员接待日：" + name.replace("\r\n", "\n")).to_ical().decode()
    assert f"\r\nNAME:{written}\r\nX-WR-CALNAME:{written}\r\n" in text


def test_a_rule_that_is_never_held_has_no_event(site: Site) -> None:
    every = tuple(make.special_day(str(dt.date(2026, 1, 1) + n * DAY), True, "", "", "停") for n in range(365))
    calendars, station = with_rules(site, make.reception("weekly", "", "三", "", "14:00", "16:00", "skipped"), special=every)
    assert calendars.of_station(station) == ""
