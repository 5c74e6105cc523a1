"""What readers are told of a station that is suspended, of holidays nobody spoke of, and of a year whose holidays are not known."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace

import make
import pytest
from members_home.checks import check_tree
from members_home.model.registers.stations import Station
from members_home.model.site import Site
from members_home.pages import directory_files, finder, services, stamped_pages
from members_home.pages.calendars import Calendars
from members_home.pages.times_in_words import hours_in_words
from playwright.sync_api import Browser, BrowserContext, Page, expect
from trees import TEMPLATES, TODAY, TREE

MONDAY = "2026-11-23T10:00:00+08:00"
EVERY_DAY = tuple("一二三四五六日")


@pytest.fixture(scope="module")
def site() -> Site:
    return check_tree(TREE, TODAY, "https://example.cn/")[0]


def with_station(site: Site, **changes: object) -> tuple[Site, Station]:
    """The site with its one station of full data, changed."""
    station = replace(site.stations[1], **changes)  # type: ignore[arg-type]
    return replace(site, stations=tuple(station if one.id == station.id else one for one in site.stations)), station


def bodies(site: Site) -> dict[str, str]:
    return {page.address: page.body for page in stamped_pages(site, TEMPLATES)}


def first_button(body: str) -> str:
    found = re.search('<a class="button[^>]*>([^<]*)<', body)
    return found[1] if found else ""


def tables(site: Site) -> dict[str, str]:
    return dict(directory_files(site))


# A suspended station


@pytest.mark.parametrize("status", ["active", "suspended"])
def test_the_status_decides_first_everywhere(site: Site, status: str) -> None:
    site, station = with_station(site, status=status, hours_note="16:30停止取号")
    is_open = status == "active"
    address = f"/stations/{station.id}/"
    body, area = bodies(site)[address], bodies(site)["/areas/qinghe/"]
    assert ("data-now" in body, 'id="station-times"' in body, "data-poster" in body) == (is_open,) * 3
    assert ("16:30停止取号" in body, 'id="services"' in body, "reception.ics" in body, "14:00–16:00" in body) == (is_open,) * 4
    assert ("14:00–16:00" in area, "tel:010-00000002" in area, "reception.ics" in area) == (is_open,) * 3
    assert ("暂停开放" in body) != is_open
    assert (first_button(body) == "打电话") == is_open
    structured = json.loads(re.search('ld[+]json">(.*?)</script>', body)[1])  # type: ignore[index]
    assert ("openingHoursSpecification" in structured, "telephone" in structured) == (is_open,) * 2
    row = json.loads(tables(site)["/data/stations.json"])[1]
    assert (bool(row["hours"]), bool(row["reception"]), bool(row["services"])) == (is_open,) * 3
    assert row["status"] == status
    offering = [page.address for page in services.pages(site, TEMPLATES) if station.id in page.body]
    assert bool(offering) == is_open
    index = json.loads(finder.index(site))
    number = 1
    assert bool(index["stations"]["services"][number]) == is_open
    assert bool(index["times"][index["stations"]["times"][number]]) == is_open
    assert ("· 暂停" in finder.page(replace_area(site), TEMPLATES).body) != is_open
    assert bool(Calendars(site).of_station(station)) == is_open


def replace_area(site: Site) -> Site:
    """The site with the station in a street, for the finder's page lists the stations of streets by name."""
    return replace(site, stations=tuple(replace(one, area="chunhui") for one in site.stations))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


def opened(context: BrowserContext, url: str, moment: str) -> Page:
    page = context.new_page()
    page.clock.set_fixed_time(moment)
    page.goto(url)
    return page


def test_a_suspended_station_is_never_open_to_readers(context: BrowserContext, real_url: str) -> None:
    page = opened(context, f"{real_url}/stations/st-900013/", MONDAY)
    page.wait_for_load_state("networkidle")
    expect(page.locator("article, main").first).not_to_contain_text("开放中")
    expect(page.get_by_text("暂停", exact=True)).to_be_visible()
    expect(page.locator("a.button").first).to_have_text("看丰收社区的其他站点")
    page.goto(f"{real_url}/stations/?q=丰收社区流动党员服务站")
    expect(page.locator(".results li").first).to_contain_text("暂停")
    expect(page.locator(".results li").first).not_to_contain_text("开放中")
    for asked in ("service=study", "q=丰收&open=1", "q=丰收&week=1"):
        page.goto(f"{real_url}/stations/?{asked}")
        expect(page.locator(".found")).to_contain_text("个站点")
        expect(page.locator(".results")).not_to_contain_text("丰收社区流动党员服务站")


# Holidays nobody spoke of


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (("closed", "closed"), "节假日休息"),
        (("open", "open"), "节假日照常开放"),
        (("unknown", "unknown"), "节假日请先打电话"),
        (("", ""), "节假日请先打电话"),
        (("open", "closed"), "节假日周一 9:00–12:00照常开放，其余休息"),
        (("closed", ""), "节假日周一 9:00–12:00休息，其余请先打电话"),
        (("", "open"), "节假日周二 9:00–12:00照常开放，其余请先打电话"),
    ],
)
def test_what_the_page_says_of_holidays_is_what_was_said(said: tuple[str, str], words: str) -> None:
    hours = [make.opening((day,), "09:00", "12:00", holiday) for day, holiday in zip("一二", said, strict=True)]
    assert hours_in_words(hours).endswith(f"；{words}")


def test_a_holiday_nobody_spoke_of_is_unknown_to_readers(context: BrowserContext, real_url: str) -> None:
    page = opened(context, f"{real_url}/stations/st-900026/", "2026-10-01T10:00:00+08:00")
    expect(page.locator("[data-now]")).to_have_text("不知道开不开（今天是节假日），平时周四 9:00–20:00，请先打电话")
    expect(page.locator("#hours + dl")).to_contain_text("节假日请先打电话")
    page.goto(f"{real_url}/stations/?open=1")
    row = page.locator(".results li", has_text="st-900026").or_(page.locator(".results li:has(a[href*='900026'])"))
    expect(row).to_contain_text("不知道开不开（今天是节假日）")
    expect(page.locator(".results li:has(a[href*='900001'])")).to_have_count(0)  # which said that it is closed then


@pytest.mark.parametrize(
    ("station", "moment", "words"),
    [
        ("st-900001", "2026-11-23T12:00", "现在没开，今天 13:30 开"),
        ("st-900001", "2026-12-31T18:00", "现在没开，下一次什么时候开，请先打电话"),
        ("st-900001", "2026-10-01T10:00", "现在没开，10 月 8 日（周四） 9:00 开"),  # which says that it is closed on holidays
        ("st-900026", "2026-09-30T21:00", "现在没开，10 月 8 日（周四） 9:00 开，中间的节假日请先打电话"),
        ("st-900006", "2026-10-01T10:00", "开放中，到 20:30"),  # which says that it is open then
    ],
)
def test_when_it_opens_next_is_said_as_far_as_it_is_known(
    context: BrowserContext, real_url: str, station: str, moment: str, words: str
) -> None:
    page = opened(context, f"{real_url}/stations/{station}/", f"{moment}:00+08:00")
    expect(page.locator("[data-now]")).to_have_text(words)


def test_hours_that_are_not_registered_are_not_stated(site: Site) -> None:
    site, station = with_station(site, hours=())
    assert "还没有登记，去之前请先打电话" in bodies(site)[f"/stations/{station.id}/"]


# A year whose holidays are not known


def test_a_year_without_holidays_is_unknown_and_offers_no_calendar(context: BrowserContext, real_url: str) -> None:
    page = opened(context, f"{real_url}/stations/st-900001/", "2027-01-02T10:00:00+08:00")
    words = "不知道开不开（2027 年的放假安排还没有登记），平时周六不开，请先打电话"
    expect(page.locator("[data-now]")).to_have_text(words)
    expect(page.get_by_role("link", name="存进日历")).to_have_count(0)
    page.goto(f"{real_url}/stations/?open=1")
    expect(page.locator(".found")).to_have_text(re.compile("^[0-9]+ 个站点。2027 年的放假安排还没有登记，现在开不开不知道，请先打电话。$"))
    rows = page.locator(".results li")
    assert rows.count() > 0
    for text in rows.all_inner_texts():
        assert re.search("不知道开不开.*平时周六 [0-9]", text), text
    page.goto(f"{real_url}/stations/?week=1")
    expect(page.locator(".found")).to_contain_text("接待日是哪天不知道")
    page.goto(f"{real_url}/areas/chunhui/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-until]")).to_have_count(0)


def test_a_known_year_offers_its_calendars_and_says_nothing_of_doubt(context: BrowserContext, real_url: str) -> None:
    page = opened(context, f"{real_url}/stations/st-900001/", MONDAY)
    expect(page.get_by_role("link", name="存进日历")).to_be_visible()
    page.goto(f"{real_url}/areas/chunhui/")
    expect(page.locator("a[data-until]")).to_be_visible()
    page.goto(f"{real_url}/stations/?open=1")
    expect(page.locator(".found")).to_contain_text("个站点")
    expect(page.locator(".found")).not_to_contain_text("不知道")


@pytest.mark.parametrize(("today", "is_offered"), [("2026-12-02", True), ("2026-12-03", False), ("2027-01-02", False)])
def test_a_calendar_in_which_nothing_is_to_come_is_not_offered(site: Site, today: str, is_offered: bool) -> None:
    known = tuple(year for year in site.holidays if year.year <= 2026)
    later = replace(site, today=dt.date.fromisoformat(today), holidays=known)
    for address in ("/stations/st-900002/", "/areas/qinghe/"):
        assert ("reception.ics" in bodies(later)[address]) == is_offered
        assert ('data-until="2026-12-02"' in bodies(later)[address]) == is_offered
