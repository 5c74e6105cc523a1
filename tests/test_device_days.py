"""Hours and reception days on the device: the scripts of the site compute what the core computes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import make
import pytest
from conftest import ROOT, serve
from members_home.source.described import values_of
from playwright.sync_api import Browser, Page
from test_calendars import WORK, YEARS


@pytest.fixture(scope="module")
def assets() -> Iterator[str]:
    yield from serve(ROOT / "docs" / "assets")


@pytest.fixture(scope="module")
def device(browser: Browser, assets: str) -> Iterator[Page]:
    """A page from which the site's scripts can be imported; they keep nothing from one question to the next."""
    page = browser.new_page()
    page.goto(assets + "/icon.svg")
    yield page
    page.close()


def test_the_device_computes_what_the_core_computes(device: Page) -> None:
    rules = [
        make.reception(freq, nth, weekday, day, "14:00", "16:00", on_holiday)
        for on_holiday in ("next_workday", "skipped")
        for freq, nth, weekday, day in [("weekly", "", day, "") for day in "一四六日"]
        + [("monthly", nth, day, "") for nth in ("1", "3", "last") for day in "三五日"]
        + [("monthly", "", "", day) for day in ("1", "5", "28")]
    ]
    starts = [
        dt.date(2025, 1, 1),
        dt.date(2025, 10, 3),
        dt.date(2026, 2, 16),
        dt.date(2026, 9, 30),
        dt.date(2026, 12, 31),
        dt.date(2027, 1, 1),
    ]
    years = [values_of(one) for one in YEARS]
    found = device.evaluate(
        """async ({ years, rules, starts }) => {
          const times = await import("/times.js");
          const calendar = new times.WorkCalendar(years);
          return starts.map((start) => rules.map((rule) => calendar
            .held(rule, new Set(), times.toDay(start), times.toDay(start) + 800)
            .map((one) => [times.toText(one.day), one.movedFrom === null ? "" : times.toText(one.movedFrom)])));
        }""",
        {"years": years, "rules": [values_of(rule) for rule in rules], "starts": [str(day) for day in starts]},
    )
    expected = [[[[str(one.on), str(one.instead_of or "")] for one in WORK.held(rule, start)] for rule in rules] for start in starts]
    assert found == expected
    assert sum(map(len, expected[0])) > 500


STATION: dict[str, Any] = {
    "hours": [
        {"days": list("一二三四五"), "opens": "09:00", "closes": "11:30", "on_holiday": "closed"},
        {"days": list("一二三四五"), "opens": "13:30", "closes": "17:00", "on_holiday": "closed"},
        {"days": ["六"], "opens": "10:00", "closes": "12:00", "on_holiday": "open"},
    ],
    "special": [
        {"on": "2026-12-31", "closed": True, "opens": "", "closes": "", "why": "盘点"},
        {"on": "2026-11-29", "closed": False, "opens": "08:00", "closes": "24:00", "why": "开放日"},
    ],
    "reception": [
        {"freq": "monthly", "nth": "1", "weekday": "三", "day": "", "opens": "14:00", "closes": "16:00", "on_holiday": "next_workday"}
    ],
}


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-11-23 09:00", {"open": True, "until": 690}),
        ("2026-11-23 11:30", {"open": False, "day": "2026-11-23", "at": 810}),
        ("2026-11-23 17:00", {"open": False, "day": "2026-11-24", "at": 540}),
        ("2026-11-28 12:00", {"open": False, "day": "2026-11-29", "at": 480}),
        ("2026-11-29 23:59", {"open": True, "until": 1440}),
        ("2026-10-01 10:00", {"open": False, "day": "2026-10-03", "at": 600}),  # Saturdays are kept on holidays
        ("2026-12-31 10:00", {"open": False, "isUnsure": True}),  # closed today, and of tomorrow nothing is known
        ("2027-01-04 10:00", None),
    ],
)
def test_open_now_or_when_next(device: Page, moment: str, state: Any) -> None:
    day, time = moment.split(" ")
    years = [values_of(one) for one in YEARS]
    found = device.evaluate(
        """async ({ years, station, day, minute }) => {
          const times = await import("/times.js");
          const state = new times.WorkCalendar(years).state(station, { day: times.toDay(day), minute });
          return state && "day" in state ? { ...state, day: times.toText(state.day) } : state;
        }""",
        {"years": years, "station": json.loads(json.dumps(STATION)), "day": day, "minute": int(time[:2]) * 60 + int(time[3:])},
    )
    assert found == state


def state_at(device: Page, station: dict[str, Any], moment: str) -> Any:
    day, time = moment.split(" ")
    return device.evaluate(
        """async ({ years, station, day, minute }) => {
          const times = await import("/times.js");
          const state = new times.WorkCalendar(years).state(station, { day: times.toDay(day), minute });
          return state && "day" in state ? { ...state, day: times.toText(state.day) } : state;
        }""",
        {"years": [values_of(one) for one in YEARS], "station": station, "day": day, "minute": int(time[:2]) * 60 + int(time[3:])},
    )


@pytest.mark.parametrize("unsaid", [{"on_holiday": "unknown"}, {"on_holiday": ""}, {}])
def test_what_nobody_said_of_holidays_is_not_known_then(device: Page, unsaid: dict[str, str]) -> None:
    station = {"hours": [{"days": list("一二三四五"), "opens": "09:00", "closes": "17:00", **unsaid}]}
    assert state_at(device, station, "2026-10-01 10:00") is None
    later = {"open": False, "day": "2026-10-08", "at": 540, "isUnsure": True}
    assert [state_at(device, station, moment) for moment in ("2026-09-30 17:00", "2026-10-01 18:00", "2026-10-04 10:00")] == [later] * 3
    assert state_at(device, station, "2026-10-08 10:00") == {"open": True, "until": 1020}
    closed = {"hours": [{**station["hours"][0], "on_holiday": "closed"}]}
    assert state_at(device, closed, "2026-10-01 10:00") == {"open": False, "day": "2026-10-08", "at": 540}


def test_a_station_without_hours_is_not_said_to_be_shut(device: Page) -> None:
    special = {"special": [{"on": "2026-11-24", "closed": False, "opens": "08:00", "closes": "12:00", "why": "开放日"}]}
    assert [state_at(device, {}, "2026-11-24 10:00"), state_at(device, special, "2026-11-23 10:00")] == [None, None]
    assert state_at(device, special, "2026-11-24 10:00") == {"open": True, "until": 720}


def test_no_reception_is_shown_on_a_day_that_is_specially_closed(device: Page) -> None:
    weekly = {"freq": "weekly", "nth": "", "weekday": "四", "day": "", "opens": "09:00", "closes": "11:00", "on_holiday": "skipped"}
    station = {**STATION, "reception": [weekly]}
    found = device.evaluate(
        """async ({ years, station, others }) => {
          const times = await import("/times.js");
          const calendar = new times.WorkCalendar(years);
          const now = { day: times.toDay("2026-12-17"), minute: 11 * 60 };
          return [station, others].map((one) => calendar.next(one, 3, now).map((held) => times.toText(held.day)));
        }""",
        {
            "years": [values_of(one) for one in YEARS],
            "station": station,
            "others": {**station, "special": [{**station["special"][0], "closed": False, "opens": "08:00", "closes": "12:00"}]},
        },
    )
    assert found == [["2026-12-24"], ["2026-12-24", "2026-12-31"]]  # of 2027 nothing is known, and the 17th is over
