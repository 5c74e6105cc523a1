"""What readers do, in a real Chromium: every kind of page at a phone's and a desk's width, by day and by night."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe
import pytest
from conftest import ROOT
from playwright.sync_api import Browser, Page, expect

KINDS = {
    "home": "/",
    "course": "/lessons/",
    "lesson": "/lessons/08/",
    "review": "/review/",
    "search": "/search/?q=%E8%AF%95%E7%94%A8%E6%9C%9F",
    "sheet": "/lessons/08/sheet/",
    "print": "/course/print/",
    "glossary": "/glossary/",
    "stories": "/stories/",
    "story": "/stories/tea-street-branch/",
    "policies": "/policies/",
    "policy": "/policies/instructors/",
    "system": "/system/",
    "things": "/things/",
    "thing": "/things/year-plan/",
    "figures": "/figures/2007/",
    "finder": "/stations/",
    "district": "/areas/shili/",
    "street": "/areas/chunhui/",
    "community": "/areas/qinghe/",
    "station": "/stations/st-900001/",
    "suspended": "/stations/st-900013/",
    "services": "/services/",
    "service": "/services/membership-transfer/",
    "instruments": "/instruments/",
    "data": "/data/",
    "report": "/handbook/report/",
    "about": "/about/",
    "handbook": "/handbook/",
    "errors": "/handbook/errors/",
    "offline": "/offline/",
    "missing": "/404.html",
}
MOST_READ = ("home", "lesson", "policy", "finder", "street", "station")
VIEWS = {390: ("light", (("dark", ""), ("light", "more"))), 1280: ("dark", (("dark", "more"),))}  # what is looked at anew for its colours
PDF_PAGE = re.compile(rb"/Type */Page\b")
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], button, summary, input, label.choice')]
  .filter(e => e.offsetParent !== null && !e.classList.contains('skip') && !e.closest('label.choice input'))
  .filter(e => !(e.matches('input') && e.closest('label')))
  .filter(e => {
    const inText = e.matches('a') && getComputedStyle(e).display === 'inline';
    const box = e.getBoundingClientRect();
    return !inText && (box.height < 43.9 || (box.width < 43.9 && !e.closest('p')));
  })
  .map(e => e.outerHTML.slice(0, 90) + ' ' + Math.round(e.getBoundingClientRect().height))"""
LONELY_INLINE = """() => [...document.querySelectorAll('li > a[href]:only-child, td > a[href]:only-child, dd > a[href]:only-child')]
  .filter(e => e.offsetParent !== null && e.parentElement.textContent.trim() === e.textContent.trim())
  .filter(e => e.getBoundingClientRect().height < 43.9)
  .map(e => e.outerHTML.slice(0, 90) + ' ' + Math.round(e.getBoundingClientRect().height))"""
BESIDE = """async (addresses) => {
  const first = document.querySelector(".page-sheet");
  for (const address of addresses.reverse()) {
    const other = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html").querySelector(".page-sheet");
    other.style.breakBefore = "page";
    first.after(other);
  }
}"""


Opened = tuple[Page, list[str], list[str]]


def open_page(browser: Browser, url: str, width: int, scheme: Any, scripts: bool = True) -> Opened:
    """The page, what it said on the console, and what it asked of other hosts."""
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, java_script_enabled=scripts)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    host = urlsplit(url).netloc
    page.on("request", lambda request: asked.append(request.url) if urlsplit(request.url).netloc != host else None)
    page.goto(url, wait_until="load")
    return page, said, asked


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Callable[[str, int, str], Opened]]:
    """Opens page after page in one tab for each width: a new tab compiles axe anew, which takes longer than its work."""
    tabs: dict[int, Opened] = {}

    def read(url: str, width: int, scheme: Any) -> Opened:
        if width not in tabs:
            tabs[width] = open_page(browser, url, width, scheme)
            return tabs[width]
        page, said, asked = tabs[width]
        page.emulate_media(color_scheme=scheme)
        page.goto("about:blank")
        said.clear()
        asked.clear()
        page.goto(url, wait_until="load")
        return page, said, asked

    yield read
    for page, _, _ in tabs.values():
        page.context.close()


@pytest.mark.parametrize("width", VIEWS)
@pytest.mark.parametrize("kind", KINDS)
def test_page(reader: Callable[[str, int, str], Opened], real_url: str, kind: str, width: int) -> None:
    scheme, others = VIEWS[width]
    page, said, asked = reader(real_url + KINDS[kind], width, scheme)
    assert said == []
    assert asked == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 390:
        assert page.evaluate(SMALL_TARGETS) == []
        assert page.evaluate(LONELY_INLINE) == []
    else:
        axe.thin(page)  # at 390 pixels all of it was looked at
    assert axe.faults(page) == []
    axe.thin(page)
    for other in others if kind not in MOST_READ or width == 390 else (("light", ""), ("light", "more"), *others):
        assert axe.faults_of_colour(page, *other) == [], other


def test_every_kind_of_address_is_opened(real_site: Path) -> None:
    tops = {path.relative_to(real_site).parts[0] for path in real_site.rglob("index.html")} - {"index.html"}
    tops = {top for top in tops if not top.isdigit()}  # the short addresses of lessons, which only lead on
    assert tops == {address.strip("/").split("/")[0] for address in KINDS.values()} - {"", "404.html"}


def test_a_short_address_opens_the_lesson_without_scripts(browser: Browser, real_url: str) -> None:
    page, _, asked = open_page(browser, real_url + "/8/", 390, "light", scripts=False)
    try:
        page.wait_for_url("**/lessons/08/")
        expect(page.locator("h1")).to_contain_text("用工第一天")
        assert asked == []
    finally:
        page.context.close()


def test_answers_fold_open_without_scripts(browser: Browser, real_url: str) -> None:
    page, _, _ = open_page(browser, real_url + "/lessons/08/", 390, "light", scripts=False)
    try:
        question = page.locator(".question").first
        answer = question.locator("details p").first
        expect(answer).to_be_hidden()
        question.locator("summary").click()
        expect(answer).to_be_visible()
        expect(question.locator("details")).to_contain_text(question.locator(".is-right").inner_text())
    finally:
        page.context.close()


def test_a_choice_says_at_once_whether_it_is_right(browser: Browser, real_url: str) -> None:
    page, _, _ = open_page(browser, real_url + "/lessons/08/", 390, "light", scripts=False)
    try:
        question = page.locator(".question").first
        said = "e => getComputedStyle(e.querySelector('span'), '::after').content"
        right, wrong = question.locator(".is-right"), question.locator(".choice:not(.is-right)").first
        wrong.click()
        assert wrong.evaluate(said) == '"再想想"'
        right.click()
        assert right.evaluate(said) == '"对"'
        assert wrong.evaluate(said) == "none"
    finally:
        page.context.close()


def test_night_is_chosen_by_hand_and_remembered(browser: Browser, real_url: str) -> None:
    page, _, _ = open_page(browser, real_url + "/", 390, "light")
    ground = "getComputedStyle(document.body).backgroundColor"
    try:
        day = page.evaluate(ground)
        page.get_by_role("button", name="阅读设置").press("Enter")
        page.get_by_role("radio", name="夜间").check()
        night = page.evaluate(ground)
        assert night != day
        page.goto(real_url + "/lessons/")
        assert page.evaluate(ground) == night
    finally:
        page.context.close()


def test_every_room_is_reached_by_keyboard(browser: Browser, real_url: str) -> None:
    page, _, _ = open_page(browser, real_url + "/", 390, "light")
    try:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
        expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
        reached = []
        for _ in range(8):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.textContent.trim()"))
        assert reached[1:6] == ["党课", "找站点", "能办什么", "故事", "政策"]
    finally:
        page.context.close()


def test_a_telephone_is_tapped_to_call(browser: Browser, real_url: str) -> None:
    page, _, _ = open_page(browser, real_url + "/stations/st-900001/", 390, "light")
    try:
        expect(page.get_by_role("link", name="打电话")).to_have_attribute("href", "tel:010-00000000")
    finally:
        page.context.close()


def test_the_reception_of_a_row_stands_below_its_name_on_a_phone_and_beside_it_on_a_desk(browser: Browser, real_url: str) -> None:
    beside = {}
    for width in (390, 1280):
        page, _, _ = open_page(browser, real_url + "/areas/chunhui/", width, "light")
        try:
            row = page.locator(".station-row").first
            name, middle = (row.locator(part).bounding_box() for part in (".station-main", ".station-middle"))
            assert name is not None
            assert middle is not None
            beside[width] = middle["x"] >= name["x"] + name["width"]
        finally:
            page.context.close()
    assert beside == {390: False, 1280: True}


def test_every_sheet_prints_on_one_page(browser: Browser, real_url: str, real_site: Path) -> None:
    """All sheets as one document, each from a new page on, make as many pages as there are sheets; one alone makes one."""
    of_lessons, things = (real_site / "lessons").glob("*/sheet/index.html"), (real_site / "things").glob("*/index.html")
    sheets = sorted(f"/{path.parent.relative_to(real_site).as_posix()}/" for path in (*of_lessons, *things))
    assert len(sheets) == 24 + len(list((ROOT / "docs" / "things").glob("*.md"))) - 1
    page, _, _ = open_page(browser, real_url + sheets[0], 1280, "light")
    try:
        assert printed(page) == 1
        page.evaluate(BESIDE, [real_url + sheet for sheet in sheets[1:]])
        assert page.locator(".page-sheet").count() == len(sheets)
        assert printed(page) == len(sheets)
    finally:
        page.context.close()


def printed(page: Page) -> int:
    return len(PDF_PAGE.findall(page.pdf(prefer_css_page_size=True)))
