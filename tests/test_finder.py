"""Finding a station in a real Chromium: typing, choosing, Back, keyboard, without scripts, and among ten thousand."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import brotli
import make
import pytest
from bench_tree import make_tree
from conftest import ROOT, serve
from members_home.checks import check_tree
from members_home.model.load import load_site
from members_home.model.site import Site
from members_home.pages import finder
from playwright.sync_api import Browser, Page, Response, expect

NOW = "2026-11-23T10:00:00+08:00"  # a Monday


@pytest.fixture
def page(browser: Browser, real_url: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(f"{real_url}/stations/")
    expect(page.locator("form.finder")).to_be_visible()
    yield page
    context.close()


TEN = make.clock("10:00")
SOONEST = "，先列接待日近的"


def unfold(page: Page) -> None:
    """Shows the other filters, which are folded on a phone."""
    page.get_by_role("button", name="筛选").click()


def names(page: Page) -> list[str]:
    return page.locator(".results .station-name").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "first", "count"),
    [
        ("青禾社区", "青禾社区流动党员服务站", 3),
        ("qh", "青禾社区流动党员服务站", 3),
        ("QHSQLL", "青禾社区联络站", 1),
        ("竹影", "", 0),  # merged: what replaced it is found instead
        ("青禾 联络", "青禾社区联络站", 2),
        ("市场2层", "青禾市场联络站", 1),
        ("讨薪", "青禾社区流动党员服务站", 14),
    ],
)
def test_typing_finds_by_name_place_address_initials_and_synonym(page: Page, typed: str, first: str, count: int) -> None:
    page.locator("[name=q]").fill(typed)
    expect(page.locator(".found")).to_have_text(f"找到 {count} 个站点" if count else "没有找到。换个说法，或少选一项试试。")
    assert len(names(page)) == count
    assert first in (names(page) or [""])[0]
    expect(page.locator("[data-lists]")).to_be_hidden()


def test_what_is_typed_before_the_index_came_is_kept(browser: Browser, real_url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/finder.json", lambda route: page.wait_for_timeout(300) or route.continue_())  # type: ignore[func-returns-value]
    page.goto(f"{real_url}/stations/?kind=联络站", wait_until="domcontentloaded")
    page.locator("[name=q]").fill("青禾")
    expect(page.locator(".found")).to_have_text("找到 2 个站点")
    expect(page.locator("[name=q]")).to_have_value("青禾")
    context.close()


def test_what_is_chosen_stands_in_the_address_and_back_undoes_it(page: Page, real_url: str) -> None:
    unfold(page)
    page.locator("[name=street]").select_option("chunhui")
    expect(page.locator(".found")).to_have_text(f"10 个站点{SOONEST}")
    page.locator("[name=community]").select_option("qinghe")
    page.locator("[name=service]").select_option("rights")
    expect(page).to_have_url(f"{real_url}/stations/?street=chunhui&community=qinghe&service=rights")
    shared = names(page)
    assert shared
    page.go_back()
    page.go_back()
    expect(page.locator(".found")).to_have_text(f"10 个站点{SOONEST}")
    expect(page.locator("[name=service]")).to_have_value("")
    page.go_back()
    expect(page.locator("[data-lists]")).to_be_visible()
    page.goto(f"{real_url}/stations/?street=chunhui&community=qinghe&service=rights")
    expect(page.locator(".found")).to_be_visible()
    assert names(page) == shared
    expect(page.locator("[name=community]")).to_have_value("qinghe")


def test_another_street_lets_the_community_go(page: Page) -> None:
    unfold(page)
    page.locator("[name=street]").select_option("chunhui")
    page.locator("[name=community]").select_option("qinghe")
    page.locator("[name=street]").select_option("qiushi")
    expect(page.locator("[name=community]")).to_have_value("")
    expect(page.locator(".found")).to_have_text(f"7 个站点{SOONEST}")


def test_open_now_and_reception_this_week_are_those_of_the_registers(page: Page, demonstration: Path) -> None:
    site, _ = check_tree(demonstration, dt.date(2026, 11, 23))
    open_now = {
        one.name
        for one in site.stations
        if one.status == "active" and any("一" in hours.days and hours.opens <= TEN < hours.closes for hours in one.hours)
    }
    expect(page.locator("[data-count=open]")).to_have_text(f" {len(open_now)}")
    page.get_by_label("现在开着").check()
    expect(page.locator(".found")).to_have_text(f"{len(open_now)} 个站点{SOONEST}")
    assert set(names(page)) == open_now
    page.get_by_label("现在开着").uncheck()
    page.get_by_label("七天内有接待").check()
    expect(page.locator(".found")).to_be_visible()
    found = set(names(page))
    weekly = {one.name for one in site.stations if one.status == "active" and any(rule.freq == "weekly" for rule in one.reception)}
    assert weekly <= found
    assert "青禾社区流动党员服务站" not in found  # the first Wednesday of December is nine days away


def test_the_finder_is_used_by_keyboard_alone(page: Page) -> None:
    page.locator("[name=q]").focus()
    page.keyboard.type("xinliu")
    page.keyboard.press("Control+A")
    page.keyboard.type("xl")
    expect(page.locator(".found")).to_have_text("找到 2 个站点")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.results') !== null"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("新柳社区")


def test_without_scripts_every_station_is_reached_by_lists(browser: Browser, real_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{real_url}/stations/")
    assert not page.locator("form.finder").is_visible()
    page.get_by_role("link", name="青禾社区").click()
    page.get_by_role("link", name="青禾社区联络站").first.click()
    expect(page.locator("h1")).to_have_text("青禾社区联络站")
    context.close()


@pytest.fixture(scope="module")
def ten_thousand(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with 10,000 generated stations."""
    tree = tmp_path_factory.mktemp("big") / "tree"
    make_tree(ROOT, tree, 10_000)
    return load_site(tree, dt.date(2026, 11, 23))[0]


@pytest.fixture(scope="module")
def big_url(real_site: Path, ten_thousand: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real finder with the index of the generated stations."""
    folder = tmp_path_factory.mktemp("finder")
    for name in ("assets", "data"):
        shutil.copytree(real_site / name, folder / name)
    (folder / "stations").mkdir()
    shutil.copy(real_site / "stations" / "index.html", folder / "stations")
    (folder / "stations" / "finder.json").write_text(finder.index(ten_thousand), encoding="utf-8")
    (folder / "stations" / "places.json").write_text(finder.places(ten_thousand), encoding="utf-8")
    yield from serve(folder)


def test_the_first_result_among_ten_thousand_stations_needs_few_bytes(browser: Browser, big_url: str, ten_thousand: Site) -> None:
    assert len(brotli.compress(finder.index(ten_thousand).encode("utf-8"))) <= 60_000
    assert len(brotli.compress(finder.places(ten_thousand).encode("utf-8"))) <= 65_000
    station = ten_thousand.stations[6789]
    context = browser.new_context()
    page = context.new_page()
    responses: list[Response] = []

    def keep(response: Response) -> None:
        responses.append(response)

    page.on("response", keep)
    page.goto(f"{big_url}/stations/?q={station.id[3:]}")
    expect(page.locator(".results a").first).to_have_text(station.name)
    page.wait_for_load_state("networkidle")
    loaded = {one.url: len(brotli.compress(one.body())) for one in responses}
    context.close()
    before = {address: size for address, size in loaded.items() if "places.json" not in address}
    assert any("finder.json" in address for address in before)
    assert sum(before.values()) <= 150_000, before
