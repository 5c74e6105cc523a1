"""For those who use keys alone, who hear the page, and who want no motion: journeys, and what Chromium tells of them to assistive programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import axe
import pytest
from playwright.sync_api import Browser, Page, expect
from test_browser import KINDS, MOST_READ
from tree_of_access import announced, focused, named, nameless

LESSON = "/lessons/11/"
RING = """() => {
  const at = document.activeElement;
  const rings = [at, at.nextElementSibling].filter(Boolean).map((e) => getComputedStyle(e));
  const isDrawn = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  const box = at.getBoundingClientRect();
  const isSeen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return isSeen && isDrawn(at.matches(".choices input") ? rings[1] : rings[0]) ? "" : at.outerHTML.slice(0, 90);
}"""
MOTION = """() => [...document.querySelectorAll("*")].flatMap((e) => [e, "::before", "::after"].map((part) => [e, part])).filter(([e, part]) => {
  const style = getComputedStyle(e, typeof part === "string" ? part : null);
  const isMoving = (words) => words.split(",").some((time) => parseFloat(time) > 0);
  return isMoving(style.transitionDuration) || (style.animationName !== "none" && isMoving(style.animationDuration)) || style.scrollBehavior === "smooth";
}).map(([e]) => e.outerHTML.slice(0, 90))"""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def heard(browser: Browser) -> Iterator[Page]:
    """One tab for many pages, in which nothing else is done: Chromium keeps the tree up to date from its first reading on."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_has_a_role_and_a_name(heard: Page, real_url: str, kind: str) -> None:
    heard.goto(real_url + KINDS[kind])
    assert nameless(heard) == []


def test_a_control_without_a_name_would_be_noticed(heard: Page, real_url: str) -> None:
    heard.goto(f"{real_url}/404.html")
    heard.evaluate(
        "() => document.querySelector('article').insertAdjacentHTML('beforeend', '<button></button><a href=\".\"><svg></svg></a>')"
    )
    assert nameless(heard) == ["button without a name", "link without a name"]


def tab_to(page: Page, selector: str, key: str = "Tab") -> list[str]:
    """Goes on by keyboard until what `selector` names has the focus; the names of all stops, each of which is seen."""
    stops = []
    for _ in range(60):
        page.keyboard.press(key)
        assert page.evaluate(RING) == ""
        stops.append(focused(page)[1])
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return stops
    raise AssertionError(f"{selector} was not reached: {stops}")


def test_a_lesson_is_learned_by_keyboard_and_heard(tab: Page, real_url: str) -> None:
    tab.goto(real_url + LESSON)
    assert tab_to(tab, ".skip") == ["跳到正文"]
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.activeElement.id === 'main'")
    stops = tab_to(tab, ".quiz.is-guided input")
    assert stops[0] == "党课"  # nothing of the header any more
    assert all(stops)
    tab.keyboard.press("ArrowDown")
    assert announced(tab) == []  # arrows look, they do not answer
    while tab.evaluate("document.activeElement.closest('.is-right') !== null"):
        tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Space")
    (heard,) = announced(tab)
    assert heard.startswith("再想想。")
    assert len(heard) > 20  # the reason too
    while tab.evaluate("document.activeElement.closest('.is-right') === null"):
        tab.keyboard.press("ArrowDown")
        assert tab.evaluate(RING) == ""
    tab.keyboard.press("Enter")
    (heard,) = announced(tab)
    assert heard.startswith("对。")
    for _ in range(2):
        assert tab_to(tab, "[data-onward]")[-1] == "下一题"
        tab.keyboard.press("Enter")
        assert focused(tab) == ("group", tab.locator(".is-current legend").inner_text())
        assert announced(tab) == []
        tab_to(tab, ".is-current input")
        tab.keyboard.press("Space")
        assert announced(tab)[0].startswith(("对。", "再想想。"))
    assert tab_to(tab, "[data-onward]")[-1] == "看结果"
    tab.keyboard.press("Enter")
    role, name = focused(tab)
    assert (role, name[:3]) == ("heading", "三道对")
    tab_to(tab, "[data-finish]")
    tab.keyboard.press("Enter")
    assert focused(tab) == ("heading", "第 11 讲，学完了")
    assert tab_to(tab, "a.button") == ["现在就学"]
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(f"{real_url}/lessons/12/")


def test_the_panel_keeps_the_focus_and_gives_it_back(tab: Page, real_url: str) -> None:
    tab.goto(real_url + LESSON)
    tab_to(tab, "button.aa")
    assert named(tab, "button", "阅读设置") == {"focusable": True, "focused": True, "hasPopup": "dialog", "expanded": False}
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("dialog", name="阅读设置")).to_be_visible()
    assert named(tab, "dialog", "阅读设置")["modal"] is True
    assert focused(tab) == ("radio", "标准")
    for key in ("Tab", "Shift+Tab"):
        stops = tab_to(tab, ".panel [data-close]", key)
        assert set(stops) <= {"标准", "跟手机", "平常", "关闭", "从这里读给我听"}
        assert tab_to(tab, ".panel [data-close]", key)[:-1] != []  # and round again
    tab.locator("[data-kept]").click()
    tab.keyboard.press("Tab")
    assert focused(tab) == ("button", "关闭")  # also after a tap on what is no control
    tab_to(tab, "[name=contrast]")
    tab.keyboard.press("ArrowDown")
    assert focused(tab) == ("radio", "更清楚")
    expect(tab.locator("html")).to_have_attribute("data-contrast", "more")
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_have_count(0)
    assert named(tab, "button", "阅读设置") == {"focusable": True, "focused": True, "hasPopup": "dialog", "expanded": False}


def test_the_open_panel_is_for_everyone(tab: Page, real_url: str) -> None:
    tab.goto(real_url + LESSON)
    tab.get_by_role("button", name="阅读设置").click()
    expect(tab.get_by_role("dialog", name="阅读设置")).to_be_visible()
    assert axe.faults(tab) == []
    for view in (("dark", ""), ("dark", "more"), ("light", "more")):
        assert axe.faults_of_colour(tab, *view, within=".panel") == []


def test_the_finder_is_used_by_keyboard_and_heard(tab: Page, real_url: str) -> None:
    tab.goto(f"{real_url}/stations/")
    expect(tab.locator("form.finder")).to_be_visible()
    assert tab_to(tab, "[name=q]")[-1]
    tab.keyboard.type("qh")
    expect(tab.locator(".found")).to_have_text("找到 3 个站点")
    assert announced(tab) == ["找到 3 个站点"]
    first = tab_to(tab, ".results a")[-1]
    assert first == "青禾社区流动党员服务站"
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text(first)


def test_who_wants_no_motion_sees_none(browser: Browser, real_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = context.new_page()
    moving: dict[str, Any] = {}
    for kind in MOST_READ:
        page.goto(real_url + KINDS[kind])
        moving[kind] = page.evaluate(MOTION)
    page.goto(real_url + LESSON)
    page.locator(".ending").evaluate("(ending) => ending.classList.add('is-finished')")
    page.locator(".ending .dot").first.evaluate("(dot) => dot.setAttribute('data-done', '')")
    moving["end"] = page.evaluate(MOTION)
    page.emulate_media(reduced_motion="no-preference")
    would_move = page.evaluate(MOTION)
    context.close()
    assert {kind: found for kind, found in moving.items() if found} == {}
    assert would_move
