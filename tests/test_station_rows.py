"""Rows of stations in a real Chromium: what they say now, how they are picked and called, in the finder, of services and of areas."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

NOW = "2026-11-23T10:00:00+08:00"  # a Monday
PHONE, DESK = (390, 844), (1280, 800)
WITH_KEYBOARD = 508  # of the 844 pixels of a phone
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().filter((one) => !one.hadRecentInput).map((one) => one.value)))
    .observe({ type: "layout-shift", buffered: true });
"""
Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, real_url: str) -> Iterator[Open]:
    """Opens an address at a moment in a window of a size."""
    contexts: list[BrowserContext] = []

    def open_page(address: str, size: tuple[int, int] = PHONE, moment: str = NOW) -> Page:
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}))
        page = contexts[-1].new_page()
        page.add_init_script(SHIFTS)
        page.clock.set_fixed_time(moment)
        page.goto(real_url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def row(page: Page, station: str) -> Locator:
    return page.locator(f".station-row:has(a[href*='{station}/'])")


def faults(page: Page) -> list[str]:
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
    return [f"{item['id']} {item['nodes'][0]['html'][:90]}" for item in Axe().run(page, options=options).response["violations"]]


# The finder


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_first_results_stand_at_once_and_nothing_moves(opened: Open, size: tuple[int, int]) -> None:
    page = opened("/stations/", size)
    expect(page.locator("[role=status]").first).to_have_text("24 个站点，先列接待日近的")
    expect(page.locator(".results .call").first).to_be_visible()
    box = page.locator(".results li").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= WITH_KEYBOARD
    assert page.locator("input[type=search]").evaluate_all("all => all.map((e) => e.name)") == ["q"]
    assert sum(page.evaluate("window.shifts")) <= 0.02
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_those_that_receive_soonest_come_first(opened: Open) -> None:
    page = opened("/stations/", moment="2026-11-25T19:00:00+08:00")
    held = page.locator(".station-held")
    expect(held.first).to_have_text("正在接待，到 20:00")
    said = [words.split()[1] for words in held.all_inner_texts()[1:] if words]
    near = [("今天", "明天", "后天").index(word) for word in said if not word.isdigit()]
    assert near == sorted(near)
    assert said[: len(near)] == [("今天", "明天", "后天")[one] for one in near]  # dates follow
    page.get_by_role("button", name="再看一些").click()
    expect(page.locator(".results li").last).to_contain_text("暂停")


SAID = [
    ("st-900001", "2026-11-23T10:00", "is-open", "开放中，到 11:30", "接待 12 月 2 日周三 14:00–16:00"),
    ("st-900001", "2026-12-01T10:00", "is-open", "开放中，到 11:30", "接待 明天 14:00–16:00"),
    ("st-900001", "2026-12-02T14:30", "is-open", "开放中，到 17:00", "正在接待，到 16:00"),
    ("st-900001", "2026-11-23T12:00", "is-shut", "还没开，今天 13:30 开", "接待 12 月 2 日周三 14:00–16:00"),
    ("st-900001", "2026-11-23T18:00", "is-shut", "已关门，明天 9:00 开", "接待 12 月 2 日周三 14:00–16:00"),
    ("st-900001", "2026-11-28T10:00", "is-shut", "今天不开，后天 9:00 开", "接待 12 月 2 日周三 14:00–16:00"),
    ("st-900001", "2026-11-27T18:00", "is-shut", "已关门，周一 9:00 开", "接待 12 月 2 日周三 14:00–16:00"),
    ("st-900001", "2026-09-30T18:00", "is-shut", "已关门，10 月 8 日 9:00 开", None),  # which says that it is closed on holidays
    ("st-900001", "2026-12-31T18:00", "is-shut", "今天不开，哪天开请先打电话", ""),
    ("st-900026", "2026-10-01T10:00", "is-shut", "不知道开不开（今天是节假日），平时周四 9:00–20:00，请先打电话", None),
    ("st-900013", "2026-11-23T10:00", "is-shut", "暂停", ""),
]


def test_a_row_says_whether_it_is_open_and_when_it_receives(opened: Open) -> None:
    page = opened("/stations/")
    expect(page.locator(".results li").first).to_be_visible()
    for station, moment, css, state, held in SAID:
        page.clock.set_fixed_time(f"{moment}:00+08:00")
        page.locator("[name=q]").dispatch_event("input")
        page.get_by_role("button", name="再看一些").click()
        found = row(page, station)
        expect(found.locator(".station-state")).to_have_text(state)
        expect(found.locator(".station-state")).to_have_class(re.compile(css))
        if held is not None:
            expect(found.locator(".station-held")).to_have_text(held)


def test_a_button_calls_the_station_and_one_without_a_telephone_has_none(opened: Open) -> None:
    page = opened("/stations/?q=丰收社区流动党员服务站")
    expect(row(page, "st-900013").locator(".station-state")).to_have_text("暂停")
    expect(row(page, "st-900013").locator(".call")).to_have_count(0)
    page.goto(page.url.split("?", maxsplit=1)[0] + "?q=青禾社区流动党员服务站")
    call = row(page, "st-900001").get_by_role("link", name="打电话：青禾社区流动党员服务站")
    expect(call).to_have_attribute("href", "tel:010-00000000")
    expect(call).to_have_text("打电话")


def test_an_extension_is_said_beside_the_button(opened: Open, real_site: Path) -> None:
    places = json.loads((real_site / "stations" / "places.json").read_text(encoding="utf-8"))
    page = opened("/about/")
    page.route("**/places.json", lambda route: route.fulfill(json={**places, "extensions": {"0": "45"}}))
    page.goto(page.url.replace("/about/", "/stations/?q=青禾社区流动党员服务站"))
    expect(row(page, "st-900001").locator(".station-call")).to_have_text("打电话转 45")
    expect(row(page, "st-900001").locator(".call")).to_have_attribute("aria-label", "打电话：青禾社区流动党员服务站，转 45")


def test_late_telephones_come_without_moving_what_is_there(opened: Open) -> None:
    page = opened("/about/")
    page.route("**/places.json", lambda route: page.wait_for_timeout(700) or route.continue_())  # type: ignore[func-returns-value]
    page.goto(page.url.replace("/about/", "/stations/"), wait_until="domcontentloaded")
    first = page.locator(".results li").first
    expect(first).to_be_visible()
    before = first.bounding_box()
    first.locator("a").first.focus()
    expect(first.locator(".call")).to_be_visible()
    assert first.bounding_box() == before
    expect(first.locator("a").first).to_be_focused()
    assert sum(page.evaluate("window.shifts")) <= 0.02


def test_an_address_that_was_asked_for_is_shown(opened: Open) -> None:
    page = opened("/stations/?q=市场2层")
    expect(page.locator(".station-place")).to_contain_text("市场2层")
    page.locator("[name=q]").fill("青禾市场")
    expect(page.locator(".found")).to_contain_text("找到")
    expect(page.locator(".station-place")).to_have_count(0)


def test_the_other_filters_are_folded_on_a_phone_and_beside_the_results_on_a_desk(opened: Open) -> None:
    page = opened("/stations/")
    fold = page.get_by_role("button", name="筛选")
    expect(page.locator("[name=street]")).to_be_hidden()
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "true")
    page.locator("[name=street]").select_option("chunhui")
    page.locator("[name=service]").select_option("study")
    expect(fold).to_have_text("筛选 2")
    assert faults(page) == []
    fold.click()
    expect(page.locator("[name=street]")).to_be_hidden()
    desk = opened("/stations/", DESK)
    expect(desk.get_by_role("button", name="筛选")).to_be_hidden()
    rail, results = desk.get_by_role("group", name="再挑一挑").bounding_box(), desk.locator(".results-place").bounding_box()
    assert rail is not None
    assert results is not None
    assert rail["x"] >= results["x"] + results["width"]


def test_all_that_was_asked_is_cleared_at_once(opened: Open) -> None:
    page = opened("/stations/?q=青禾&street=chunhui&open=1")
    clear = page.get_by_role("button", name="全部清掉")
    expect(clear).to_be_visible()
    clear.click()
    expect(page.locator(".found")).to_have_text("24 个站点，先列接待日近的")
    expect(clear).to_be_hidden()
    expect(page.locator("[name=q]")).to_be_focused()
    assert "?" not in page.url
    page.go_back()
    expect(page.locator("[name=q]")).to_have_value("青禾")
    expect(page.locator("[name=open]")).to_be_checked()


def test_chips_are_pressed_by_keyboard_and_count_what_is_asked_besides(opened: Open) -> None:
    page = opened("/stations/")
    expect(page.locator("[data-count=open]")).not_to_be_empty()
    whole = int(page.locator("[data-count=open]").inner_text())
    page.locator("[name=q]").fill("青禾社区")
    expect(page.locator(".found")).to_have_text("找到 3 个站点")
    counted = int(page.locator("[data-count=open]").inner_text())
    assert 0 < counted < whole
    page.locator("[name=open]").focus()
    page.keyboard.press("Space")
    expect(page.locator(".found")).to_have_text(f"找到 {counted} 个站点")
    expect(page.get_by_role("checkbox", name="现在开着")).to_be_checked()


def test_chips_count_nothing_that_is_not_known(opened: Open) -> None:
    page = opened("/stations/", moment="2026-10-01T10:00:00+08:00")
    expect(page.locator(".found")).to_contain_text("个站点")
    expect(page.locator("[data-count=open]")).to_be_empty()
    page = opened("/stations/", moment="2027-01-04T10:00:00+08:00")
    expect(page.locator(".found")).to_have_text("24 个站点")  # in no order that could be named
    expect(page.locator("[data-count=week]")).to_be_empty()


# Services


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_service_shows_its_stations_as_rows_to_be_picked_by_street(opened: Open, size: tuple[int, int]) -> None:
    page = opened("/services/membership-transfer/", size)
    page.locator("#哪些站点能帮忙").scroll_into_view_if_needed()
    said, rows = page.locator("[data-said]"), page.locator(".results li")
    expect(said).to_have_text("10 个站点，先列接待日近的")
    expect(rows).to_have_count(10)
    expect(page.locator("[data-plain]")).to_be_hidden()
    expect(rows.first.locator(".call")).to_be_visible()
    page.get_by_label("按街道筛").select_option(label="春晖街道")
    expect(said).to_have_text("4 个站点，先列接待日近的")
    assert int(page.locator("[data-count=open]").inner_text()) <= 4
    page.get_by_label("现在开着").check()
    expect(rows).to_have_count(int(page.locator("[data-count=open]").inner_text()))
    assert sum(page.evaluate("window.shifts")) <= 0.02
    assert faults(page) == []


def test_where_none_fits_a_service_says_what_to_do(opened: Open) -> None:
    page = opened("/services/membership-transfer/", moment="2026-11-23T03:00:00+08:00")
    page.locator("#哪些站点能帮忙").scroll_into_view_if_needed()
    page.get_by_label("现在开着").check()
    expect(page.locator("[data-said]")).to_have_text("没有这样的站点。换一个街道，或者不挑现在开着的。")


@pytest.mark.parametrize("name", ["finder.json", "holidays.json"])
def test_what_is_lost_of_a_service_is_said_and_its_stations_stay(opened: Open, name: str) -> None:
    page = opened("/about/")
    page.route(f"**/{name}", lambda route: route.abort())
    page.goto(page.url.replace("/about/", "/services/membership-transfer/"))
    page.locator("#哪些站点能帮忙").scroll_into_view_if_needed()
    expect(page.locator("[data-said]")).to_contain_text("没有取到")
    expect(page.locator("[data-stations]").get_by_role("link", name="青禾社区流动党员服务站", exact=True)).to_be_visible()


# Areas


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_rows_of_an_area_say_what_is_true_now(opened: Open, size: tuple[int, int]) -> None:
    page = opened("/areas/qinghe/", size)
    found = row(page, "st-900001")
    expect(found.locator(".station-state")).to_have_text("开放中，到 11:30")
    expect(found.locator(".station-held")).to_have_text("接待 12 月 2 日周三 14:00–16:00")
    expect(found.locator(".station-rule")).to_be_hidden()
    expect(found.locator(".call")).to_have_attribute("href", "tel:010-00000000")
    count = int(page.locator("[data-count=open]").inner_text())
    page.get_by_label("现在开着").check()
    expect(page.locator(".station-row:visible")).to_have_count(count)
    expect(page.locator("[data-said]")).to_have_text(f"{count} 个站点")
    assert sum(page.evaluate("window.shifts")) <= 0.02
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_tree_of_an_area_counts_those_that_are_open(opened: Open) -> None:
    page = opened("/areas/shili/")
    expect(page.locator("[data-open-in=shili]")).to_contain_text("个开着")
    counted = [int(words.split()[0]) for words in page.locator(".tree > li > ul > li > p [data-open-in]").all_inner_texts()]
    assert sum(counted) == int(page.locator("[data-open-in=shili]").inner_text().split()[0])
    assert sum(page.evaluate("window.shifts")) <= 0.02


def test_without_scripts_the_rows_of_an_area_say_the_rule(browser: Browser, real_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{real_url}/areas/qinghe/")
    expect(row(page, "st-900001").locator(".station-rule")).to_have_text("接待 每月第一个周三 14:00–16:00")
    expect(row(page, "st-900001")).to_contain_text("电话 010-00000000")
    expect(page.locator(".list-tools")).to_be_hidden()
    context.close()


def test_without_the_holidays_the_rows_of_an_area_say_the_rule(opened: Open) -> None:
    page = opened("/about/")
    page.route("**/holidays.json", lambda route: route.abort())
    page.goto(page.url.replace("/about/", "/areas/qinghe/"))
    expect(page.locator("[data-said]")).to_contain_text("放假安排没有取到")
    expect(row(page, "st-900001").locator(".station-rule")).to_be_visible()


def test_rows_written_into_pages_have_the_parts_that_the_script_makes() -> None:
    made = (ROOT / "docs" / "assets" / "rows.js").read_text(encoding="utf-8")
    written = (ROOT / "docs" / "theme" / "pages" / "area.html").read_text(encoding="utf-8")
    for part in ("row", "main", "name", "state", "middle", "held", "place", "side", "call"):
        assert f'"station-{part}' in made, part
        assert f'"station-{part}' in written, part
