"""The stations near the reader: what his device works out when he lets it, and what is said when it cannot."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from members_home.checks import check_tree
from members_home.model.registers.stations import Position
from members_home.model.site import Site
from members_home.pages import finder
from playwright.sync_api import Browser, BrowserContext, Page, expect
from trees import TEMPLATES

NOW = "2026-11-23T10:00:00+08:00"
HERE = {"latitude": 39.911954, "longitude": 116.377817}  # as satellites say; on China's maps 39.913345, 116.384047
PAIRS = [  # longitude and latitude in WGS 84 and in GCJ-02, as published with the formula
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
    ((2.35, 48.85), (2.35, 48.85)),  # far from China nothing is moved
]
KILOMETRE = 1 / 111.195  # of latitude, in degrees


@pytest.fixture(scope="module")
def site(demonstration: Path) -> Site:
    """The demonstration with three of its stations placed north of the reader."""
    site = check_tree(demonstration, dt.date(2026, 11, 23))[0]
    far = {"st-900002": 1.2, "st-900001": 0.31, "st-900013": 25.0}
    placed = [
        replace(one, position=Position(lng=116.384047, lat=39.913345 + far[one.id] * KILOMETRE, crs="gcj02")) if one.id in far else one
        for one in site.stations
    ]
    return replace(site, stations=tuple(placed))


@pytest.fixture
def near(browser: Browser, real_url: str, real_site: Path, site: Site) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    """Opens the finder of the placed stations; returns what it asks for, as it grows."""
    contexts: list[BrowserContext] = []
    whole = (real_site / "stations" / "index.html").read_text(encoding="utf-8")
    body = re.sub(
        r'(<article class="md-typeset">).*?(</article>)', lambda m: m[1] + str(finder.page(site, TEMPLATES).body) + m[2], whole, flags=re.S
    )

    def open_page(asked: str = "", **options: Any) -> tuple[Page, list[str]]:
        context = browser.new_context(viewport={"width": 390, "height": 844}, **options)
        contexts.append(context)
        page = context.new_page()
        requests: list[str] = []
        page.clock.set_fixed_time(NOW)
        page.route(re.compile("/stations/([?].*)?$"), lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
        page.route("**/positions.json", lambda route: route.fulfill(body=finder.positions(site), content_type="application/json"))
        page.goto(f"{real_url}/stations/{asked}")
        page.wait_for_load_state("networkidle")
        page.on("request", lambda request: requests.append(request.url))
        return page, requests

    yield open_page
    for context in contexts:
        context.close()


def names(page: Page) -> list[str]:
    return page.locator(".results .station-name").all_inner_texts()


def test_positions_are_told_of_those_that_have_one(site: Site) -> None:
    told = json.loads(finder.positions(site))
    listed = json.loads(finder.index(site))["stations"]["id"]
    assert len(told["station"]) == len(told["lng"]) == len(told["lat"]) == 3
    assert (told["lng"][0] / told["fine"], told["fine"]) == (116.38405, 100_000)
    assert sum(told["station"]) < len(listed)
    assert "data-near" in finder.page(site, TEMPLATES).body
    nowhere = replace(site, stations=tuple(replace(one, position=None) for one in site.stations))
    assert json.loads(finder.positions(nowhere)) == {"fine": 100_000, "station": [], "lng": [], "lat": []}
    assert "data-near" not in finder.page(nowhere, TEMPLATES).body


def test_the_nearest_come_first_and_only_positions_are_fetched(near: Callable[..., tuple[Page, list[str]]]) -> None:
    page, requests = near(geolocation=HERE, permissions=["geolocation"])
    before = names(page)
    button = page.get_by_role("button", name="离我近的")
    button.click()
    expect(page.locator(".found")).to_have_text("24 个站点，先列离你近的。距离是估的，按直线算。")
    far = page.locator(".station-far")
    expect(far).to_have_text(["约 300 米", "约 1.2 公里", "约 25 公里"])
    assert "青禾社区流动党员服务站" in names(page)[0]
    assert "丰收社区流动党员服务站" in names(page)[2]
    assert {re.sub(r"\?v=.*", "", one.rsplit("/", 1)[1]) for one in requests} == {"near.js", "fetching.js", "positions.json"}
    assert not [one for one in requests if "39.9" in one or "116.3" in one]
    assert "39.9" not in page.url
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(page.locator(".found")).to_have_text("24 个站点，先列接待日近的")
    assert names(page) == before
    expect(far).to_have_count(0)


def test_distance_goes_with_words_and_chips(near: Callable[..., tuple[Page, list[str]]]) -> None:
    page, _ = near("?q=青禾", geolocation=HERE, permissions=["geolocation"])
    page.get_by_role("button", name="离我近的").click()
    expect(page.locator(".found")).to_contain_text("先列离你近的")
    assert "青禾社区流动党员服务站" in names(page)[0]
    page.locator("[name=q]").fill("")
    page.get_by_label("现在开着").check()
    expect(page.locator(".found")).to_contain_text("先列离你近的")
    expect(page.locator(".station-far")).to_have_text(["约 300 米"])  # the others are shut at this hour, or suspended


FAIL = "(code) => { navigator.geolocation.getCurrentPosition = (found, lost) => lost({ code }); }"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (1, "你没有让这个网站看位置，顺序没有变。想用的话，到浏览器的设置里允许，再点一次。"),
        (2, "手机没能定出自己在哪里，顺序没有变。过一会儿再点一次试试。"),
        (3, "等了一会儿，手机还没定出自己在哪里，顺序没有变。过一会儿再点一次试试。"),
    ],
)
def test_where_the_place_is_not_told_the_page_stays_as_it_was(near: Callable[..., tuple[Page, list[str]]], code: int, words: str) -> None:
    page, requests = near()
    before = names(page)
    page.evaluate(FAIL, code)
    page.get_by_role("button", name="离我近的").click()
    expect(page.locator(".found")).to_have_text(f"24 个站点，先列接待日近的。{words}")
    expect(page.get_by_role("button", name="离我近的")).to_have_attribute("aria-pressed", "false")
    assert names(page) == before
    assert not [one for one in requests if "positions" in one]


def test_a_reader_who_refuses_is_not_asked_by_us_again(near: Callable[..., tuple[Page, list[str]]]) -> None:
    page, _ = near(permissions=[])
    page.get_by_role("button", name="离我近的").click()
    expect(page.locator(".found")).to_contain_text("顺序没有变")


@pytest.mark.parametrize(("name", "words"), [("positions.json", "站点的位置没有取到"), ("near.js*", "没有取到算距离的程序")])
def test_what_is_lost_of_distance_is_said_and_asked_for_again(near: Callable[..., tuple[Page, list[str]]], name: str, words: str) -> None:
    page, _ = near(geolocation=HERE, permissions=["geolocation"])
    page.route(f"**/{name}", lambda route: route.abort(), times=1)
    page.get_by_role("button", name="离我近的").click()
    expect(page.locator(".found")).to_contain_text(words)
    assert len(names(page)) == 20
    if name == "positions.json":
        page.get_by_role("button", name="离我近的").click()
        expect(page.locator(".found")).to_contain_text("先列离你近的")


def test_where_there_is_no_geolocation_nothing_is_offered(near: Callable[..., tuple[Page, list[str]]]) -> None:
    page, _ = near()
    page.add_init_script("delete Navigator.prototype.geolocation;")
    page.reload()
    expect(page.locator(".results li").first).to_be_visible()
    expect(page.get_by_role("button", name="离我近的")).to_be_hidden()


def test_places_are_moved_to_chinas_maps_by_the_known_formula(browser: Browser, real_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{real_url}/about/")
    ask = "async (pairs) => { const { toMap } = await import('/assets/near.js'); return pairs.map(([here]) => toMap(...here)); }"
    for found, (_, known) in zip(page.evaluate(ask, PAIRS), PAIRS, strict=True):
        assert found == pytest.approx(known, abs=1e-6)
    words = "async (all) => { const { distanceWords } = await import('/assets/finder.js'); return all.map(distanceWords); }"
    assert page.evaluate(words, [3, 74, 310, 974, 976, 1234, 9949, 9951, 25_400]) == [
        "约 50 米",
        "约 50 米",
        "约 300 米",
        "约 950 米",
        "约 1.0 公里",
        "约 1.2 公里",
        "约 9.9 公里",
        "约 10 公里",
        "约 25 公里",
    ]
    page.close()
