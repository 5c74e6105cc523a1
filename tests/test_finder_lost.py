"""The finder where something goes wrong or is unusual: files lost on the way, input methods, full-width letters, rare 汉字."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from members_home.checks import check_tree
from members_home.model import addresses
from members_home.pages import finder, search
from playwright.sync_api import Browser, Page, Route, expect
from pypinyin.constants import PINYIN_DICT
from trees import TEMPLATES

NOW = "2026-11-23T10:00:00+08:00"
LOST = "站点名单没有取到"
NO_HOLIDAYS = "放假安排没有取到"
LISTEN = """() => {
  const found = document.querySelector(".found");
  window.said = [];
  new MutationObserver(() => window.said.push(found.textContent)).observe(found, { childList: true, characterData: true, subtree: true });
}"""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    yield page
    context.close()


def lose(page: Page, pattern: str, how: Callable[[Route], None], times: int = 1) -> list[str]:
    """Answers the first `times` requests for a file as `how` says; returns what was asked for, as it grows."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) <= times:
            how(route)
        else:
            route.continue_()

    page.route(pattern, answer)
    return asked


LOSSES: dict[str, Callable[[Route], None]] = {
    "no network": lambda route: route.abort(),
    "an error": lambda route: route.fulfill(status=502, body="Bad Gateway"),
    "the page of a hotel's network": lambda route: route.fulfill(status=200, content_type="text/html", body="<html>请登录</html>"),
    "half a file": lambda route: route.fulfill(status=200, content_type="application/json", body='{"areas": ['),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_lost_index_is_said_the_lists_stay_and_the_next_input_asks_again(tab: Page, real_url: str, loss: str) -> None:
    asked = lose(tab, "**/finder.json", LOSSES[loss], times=2)
    tab.goto(f"{real_url}/stations/")
    tab.wait_for_load_state("networkidle")
    expect(tab.locator("[data-lists]")).to_be_visible()
    tab.locator("[name=q]").fill("青")
    expect(tab.locator(".found")).to_contain_text(LOST)
    expect(tab.locator("[data-lists]")).to_be_visible()
    expect(tab.locator(".results")).to_be_hidden()
    tab.locator("[name=q]").fill("青禾社区")
    expect(tab.locator(".found")).to_have_text("找到 3 个站点")
    expect(tab.locator("[data-lists]")).to_be_hidden()
    assert len(asked) == 3


def test_a_lost_index_is_said_at_once_where_the_address_asks(tab: Page, real_url: str) -> None:
    lose(tab, "**/finder.json", LOSSES["no network"])
    tab.goto(f"{real_url}/stations/?street=chunhui")
    expect(tab.locator(".found")).to_contain_text(LOST)
    expect(tab.locator("[data-lists]")).to_be_visible()
    tab.locator("[name=week]").check()
    expect(tab.locator("[name=street]")).to_have_value("chunhui")
    expect(tab).to_have_url(f"{real_url}/stations/?street=chunhui&week=1")


@pytest.mark.parametrize("loss", LOSSES)
def test_without_holidays_names_are_found_and_open_now_says_that_it_does_not_know(tab: Page, real_url: str, loss: str) -> None:
    asked = lose(tab, "**/holidays.json", LOSSES[loss], times=3)
    tab.goto(f"{real_url}/stations/")
    tab.wait_for_load_state("networkidle")
    tab.locator("[name=q]").fill("青禾社区")
    expect(tab.locator(".found")).to_have_text("找到 3 个站点")
    expect(tab.locator(".results")).not_to_contain_text("开放中")
    tab.locator("[name=open]").check()
    expect(tab.locator(".found")).to_contain_text(NO_HOLIDAYS)
    expect(tab.locator("[data-lists]")).to_be_visible()
    tab.locator("[name=open]").uncheck()
    expect(tab.locator(".found")).to_have_text("找到 3 个站点")
    tab.locator("[name=open]").check()
    expect(tab.locator(".found")).to_contain_text("找到")
    expect(tab.locator(".results")).to_contain_text("开放中")
    assert len(asked) == 4


def test_lost_addresses_are_asked_for_again(tab: Page, real_url: str) -> None:
    asked = lose(tab, "**/places.json", LOSSES["an error"])
    tab.goto(f"{real_url}/stations/")
    tab.wait_for_load_state("networkidle")
    tab.locator("[name=q]").fill("市场2层")
    expect(tab.locator(".found")).to_have_text("找到 1 个站点")
    assert len(asked) == 2


def test_a_lost_script_is_said_and_leaves_no_empty_box(tab: Page, real_url: str) -> None:
    tab.route("**/finder.js?v=*", lambda route: route.abort())
    tab.goto(f"{real_url}/stations/")
    expect(tab.locator(".found")).to_contain_text("搜索没有取到")
    assert tab.locator("form.finder").evaluate("e => e.getBoundingClientRect().height") == 0
    expect(tab.locator("[data-lists]")).to_be_visible()


def test_letters_of_an_input_method_are_not_searched(tab: Page, real_url: str) -> None:
    tab.goto(f"{real_url}/stations/")
    tab.wait_for_load_state("networkidle")
    tab.evaluate(LISTEN)
    tab.locator("[name=q]").focus()
    keyboard = tab.context.new_cdp_session(tab)
    for letters in ("q", "qing", "qing'he", "qing'he'she'qu"):
        keyboard.send("Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)})
        expect(tab.locator("[name=q]")).to_have_value(letters)
        tab.wait_for_timeout(50)
        expect(tab.locator("[data-lists]")).to_be_visible()
    keyboard.send("Input.insertText", {"text": "青禾社区"})
    expect(tab.locator(".found")).to_have_text("找到 3 个站点")
    assert set(tab.evaluate("window.said")) == {"找到 3 个站点"}
    assert "%27" not in tab.url


def test_the_search_key_of_a_phone_searches_what_stands_in_the_box(tab: Page, real_url: str) -> None:
    tab.goto(f"{real_url}/stations/")
    tab.wait_for_load_state("networkidle")
    tab.locator("[name=q]").evaluate("e => { e.value = '青禾社区'; e.focus(); }")
    tab.keyboard.press("Enter")
    expect(tab.locator(".found")).to_have_text("找到 3 个站点")


@pytest.fixture(scope="module")
def odd(demonstration: Path) -> tuple[str, str, str]:
    """The index, addresses and readings of the demonstration with unusual names."""
    site, _ = check_tree(demonstration, dt.date(2026, 11, 23))
    names = ("㙦头银行联络站", "ＱＱ咖啡1号楼服务站", "金〇二号院", "⼀心园Ｂ座")
    stations = [replace(station, name=name) for station, name in zip(site.stations, names, strict=False)]
    changed = replace(site, stations=(*stations, *site.stations[len(names) :]))
    return finder.index(changed), finder.places(changed), dict(search.files(changed, TEMPLATES, []))[addresses.READINGS]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("xtyx", "㙦头银行联络站"),  # 行 as x
        ("xtyh", "㙦头银行联络站"),  # and as h
        ("ｘｔｙｈ", "㙦头银行联络站"),
        ("㙦头", "㙦头银行联络站"),
        ("１号楼", "ＱＱ咖啡1号楼服务站"),
        ("１号　服务", "ＱＱ咖啡1号楼服务站"),  # an ideographic space parts words
        ("qq", "ＱＱ咖啡1号楼服务站"),
        ("qqkf", "ＱＱ咖啡1号楼服务站"),
        ("jlehy", "金〇二号院"),
        ("一心园b座", "⼀心园Ｂ座"),  # a Kangxi radical that looks like 一
        ("yxyb", "⼀心园Ｂ座"),
    ],
)
def test_full_width_letters_and_rare_characters_are_found(
    tab: Page, real_url: str, odd: tuple[str, str, str], typed: str, name: str
) -> None:
    index, places, readings = odd
    tab.route("**/finder.json", lambda route: route.fulfill(status=200, content_type="application/json", body=index))
    tab.route("**/places.json", lambda route: route.fulfill(status=200, content_type="application/json", body=places))
    tab.route("**/readings.json", lambda route: route.fulfill(status=200, content_type="application/json", body=readings))
    tab.goto(f"{real_url}/stations/")
    tab.locator("[name=q]").fill(typed)
    expect(tab.locator(".results a").filter(has_text=name)).to_be_visible()


def test_every_character_that_pypinyin_knows_has_readings() -> None:
    found = search.pinyin_of(set(map(chr, PINYIN_DICT)))
    assert len(set("".join(found.values()))) > 40_000
    assert all(syllable.isascii() and syllable.islower() for syllable in found)
    assert [syllable for syllable in found if "行" in found[syllable]] == ["hang", "heng", "xing"]
    assert [syllable for syllable in found if "女" in found[syllable]] == ["nv", "ru"]
    assert [syllable for syllable in found if "㙦" in found[syllable]] == ["xie"]


def test_a_character_beyond_the_first_plane_counts_as_one(tab: Page, real_url: str) -> None:
    tab.goto(f"{real_url}/stations/")
    found = tab.evaluate(
        """async () => {
        const { Stations, Readings } = await import(new URL("../assets/finder.js", location.href));
        const stations = { id: [1], name: "𠮷祥𣲗里", area: [0], kind: [-1], services: [0], times: [0], suspended: [] };
        const index = new Stations({ stations, areas: [["a", "甲", -1, "街道"]], kinds: [], services: [], synonyms: [], times: [{}] });
        index.speak(new Readings({ pinyin: { ji: "𠮷", xiang: "祥", gu: "𣲗", li: "里" }, traditional: "" }));
        const ask = (q) => index.search({ q, street: "", community: "", kind: "", service: "", open: "", week: "" }, null, null).length;
        return ["jxgl", "xg", "gl", "𣲗", "xianggul", "jg", "xl"].map(ask);
    }"""
    )
    assert found == [1, 1, 1, 1, 1, 0, 0]
