"""How heavy a first view is, from built bytes; what makes it light must not cost a press, a style or a line."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import brotli
import esprima
import pytest
import tinycss2
from conftest import ROOT
from members_home.pages import styles, whitespace
from playwright.sync_api import Browser, Page, Route, expect

# Bytes, each answer compressed with brotli 11, and requests: all that Chromium asks for by itself to show a page to who comes
# for the first time, its icon too. What the service worker takes after the page stands is not of the first view.
BUDGETS = {"lessons/*": (16_000, 5), ".": (18_000, 6), "stations/st-*": (19_000, 7), "stations": (24_000, 9)}
LESSON, STATION = "/lessons/08/", "/stations/st-900001/"
SCRIPTS = sorted((ROOT / "docs" / "assets").glob("*.js"))
STYLES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "assets" / "css").glob("*.css")}
ON_SCREEN = {name: text for name, text in STYLES.items() if name != "8-paper.css"}  # which only names much of what it hides
BY_SHEET = {"lesson": ("quiz", "learn"), "directory": ("station", "finder", "poster")}  # the scripts that add to their pages
FOR_ALL = ("buttons", "reading", "aloud")


def weight(path: Path) -> int:
    return len(brotli.compress(path.read_bytes(), quality=11))


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("pages", BUDGETS)
def test_the_first_view_keeps_its_budget(tab: Page, real_site: Path, real_url: str, pages: str) -> None:
    heaviest = max((path for path in real_site.glob(f"{pages}/index.html")), key=weight)
    address = f"/{heaviest.parent.relative_to(real_site).as_posix()}/".replace("/./", "/")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(urlsplit(request.url).path))
    tab.goto(real_url + address)
    tab.wait_for_load_state("networkidle")
    icon = f"/{tab.locator('link[rel=icon]').evaluate('link => new URL(link.href).pathname.slice(1)')}"
    asked = sorted({*asked, icon})  # Chromium asks for it when it likes
    weights = {path: weight(real_site / (path + "index.html" if path.endswith("/") else path).lstrip("/")) for path in asked}
    assert verdict(address, weights, *BUDGETS[pages]) == ""


def verdict(address: str, weights: dict[str, int], most: int, requests: int) -> str:
    """What is too much of a page, and what weighs most; "" where it keeps its budget."""
    if sum(weights.values()) <= most and len(weights) <= requests:
        return ""
    parts = ", ".join(f"{path} {size}" for path, size in sorted(weights.items(), key=lambda item: -item[1]))
    return f"{address}: {sum(weights.values())} bytes of {most}, {len(weights)} requests of {requests}; {parts}"


def test_a_page_that_is_too_heavy_is_named_with_what_weighs_most() -> None:
    weights = {"/": 10, "/assets/site.css": 20}
    assert verdict("/", weights, 30, 2) == ""
    assert verdict("/", weights, 29, 2) == "/: 30 bytes of 29, 2 requests of 2; /assets/site.css 20, / 10"
    assert verdict("/", weights, 30, 1) == "/: 30 bytes of 30, 2 requests of 1; /assets/site.css 20, / 10"


def rules(nodes: list[Any]) -> list[Any]:
    """What a stylesheet says, whatever blanks it is written with."""
    found: list[Any] = []
    for node in nodes:
        if node.type == "declaration":
            found.append((node.lower_name, re.sub(r",\s+", ",", tinycss2.serialize(node.value).strip()), node.important))
        elif node.type in ("qualified-rule", "at-rule"):
            prelude = re.sub(r"\s*([,:])\s+", r"\1", tinycss2.serialize(node.prelude).strip())
            content = node.content or []
            within = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
            found.append((re.sub(r"\s+", " ", prelude), rules(within)))
        else:
            assert node.type == "comment", node
    return found


@pytest.mark.parametrize("name", STYLES)
def test_a_sheet_without_blanks_says_what_its_files_say(name: str) -> None:
    text = STYLES[name]
    short = styles.joined([text])
    assert len(short) < len(text)
    before, after = (rules(tinycss2.parse_stylesheet(one, skip_comments=True, skip_whitespace=True)) for one in (text, short))
    assert after == before


def test_blanks_that_mean_something_stay() -> None:
    assert styles.joined(['a :hover, b { content: "x: y; z"; margin: 0 1px; }\n']) == 'a :hover,b{content:"x: y; z";margin:0 1px}\n'


def test_a_file_named_for_a_sheet_stands_in_that_sheet_and_in_the_one_that_has_all() -> None:
    texts = {
        "2-page.css": "a,\n.b { c: d; }\n",
        "3-lesson.css": "/* e */\nf\n  g {\n  h: i;\n}\n",
        "9-directory-j.css": "k { l: m; } /* n */\n",
        "9-site-o.css": "p { q: r; }\n",
    }
    page, lesson, directory, rest = "a,.b{c:d}", "f\n  g{h:i}", "k{l:m}", "p{q:r}"
    assert styles.sheets(texts) == {
        "assets/site.css": f"{page}{lesson}{directory}{rest}\n",
        "assets/home.css": f"{page}{lesson}\n",
        "assets/lesson.css": f"{page}{lesson}\n",
        "assets/directory.css": f"{page}{directory}\n",
    }
    linked = {"lesson": "lesson", "stamped": "directory", "finder": "directory", "home": "home", "list": "site", None: "site"}
    assert {kind: styles.of_kind(kind) for kind in linked} == {kind: f"assets/{sheet}.css" for kind, sheet in linked.items()}


def classes(style: str) -> set[str]:
    """The classes that a style knows."""
    selectors = re.sub(r"\{[^{}]*\}", "{", re.sub(r"/\*.*?\*/", "", style, flags=re.S))
    return set(re.findall(r"\.([a-z][\w-]*)", selectors))


def unknown(sheet: str, words: set[str]) -> set[str]:
    """Of these words, the classes that some style knows, but none in this sheet."""
    texts = styles.sheets(ON_SCREEN)
    return words & classes(texts[styles.address(styles.ALL)]) - classes(texts[styles.address(sheet)])


@pytest.mark.parametrize("site", ["real_site", "tiny_site"])
def test_a_page_lacks_no_style_for_the_sheet_that_it_links(request: pytest.FixtureRequest, site: str) -> None:
    folder: Path = request.getfixturevalue(site)
    lacking = {}
    for path in [
        folder / "index.html",
        *folder.glob("lessons/*/index.html"),
        *folder.glob("stations/**/index.html"),
        *folder.glob("areas/*/index.html"),
    ]:
        html = path.read_text(encoding="utf-8")
        (sheet,) = re.findall(r'<link rel="stylesheet" href="(?:[./]*/)?assets/([a-z]+)\.css\?v=', html)
        words = {word for found in re.findall(r'class="([^"]*)"', html) for word in found.split()}
        if missed := unknown(sheet, words):
            lacking[path.relative_to(folder).as_posix()] = missed
    assert lacking == {}


@pytest.mark.parametrize("sheet", BY_SHEET)
def test_no_script_adds_what_the_sheet_of_its_pages_has_no_style_for(sheet: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in SCRIPTS if path.stem in (*BY_SHEET[sheet], *FOR_ALL)]
    made = re.findall(
        r'(?:className[:=]? ?=? ?|classList\.\w+\()"([^"]*)"|class="([^"$]*)"|"((?:is|button) [a-z ]*|is-[a-z]+)"', "\n".join(texts)
    )
    words = {word for found in made for one in found for word in one.split()}
    assert len(words) > 5
    assert unknown(sheet, words) <= {"is-back"}  # which is said of every page and styles home and the course alone


def test_a_style_that_is_lacking_would_be_noticed() -> None:
    assert unknown("lesson", {"card", "finder", "no-class-at-all"}) == {"finder"}
    assert unknown("directory", {"card", "finder", "quiz"}) == {"quiz"}


def tokens(script: str) -> list[tuple[str, str]]:
    return [(token.type, token.value) for token in esprima.tokenize(script)]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_lose_nothing_but_remarks_and_indentation(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    stripped = whitespace.stripped(text)
    assert len(stripped) < len(text)
    assert tokens(stripped) == tokens(text)


def test_a_script_that_would_lose_more_would_be_noticed() -> None:
    text = "const address = `\n  // a/b\n`;\n"
    assert tokens(whitespace.stripped(text)) != tokens(text)


@pytest.mark.parametrize(
    ("html", "squeezed"),
    [
        ("\n  <p>a\n    b</p>\n\n  <p>c  d</p>  \n", "<p>a\nb</p>\n<p>c  d</p>\n"),
        ("<p>a</p>\n  <pre><code>b\n    c\n</code></pre>\n  <p>d</p>", "<p>a</p>\n<pre><code>b\n    c\n</code></pre>\n<p>d</p>\n"),
        ("<p>甲　\n　乙</p>", "<p>甲　\n　乙</p>\n"),
    ],
)
def test_a_page_loses_indentation_and_nothing_that_is_seen(html: str, squeezed: str) -> None:
    assert whitespace.squeezed(html) == squeezed


def test_a_press_on_a_slow_network_is_kept_and_its_wait_is_told(tab: Page, real_url: str) -> None:
    tab.add_init_script("window.copies = 0; document.execCommand = () => { window.copies += 1; return true; };")
    tab.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined, configurable: true });")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    tab.route("**/buttons.js?v=*", hold)
    tab.goto(real_url + STATION)
    button = tab.get_by_role("button", name="复制地址")
    button.focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    said = tab.locator("p:has([data-copy]) + [role=status]")
    expect(said).to_have_text("正在取，请等一下……")
    held[0].continue_()
    expect(said).to_have_text("地址已复制。")
    expect(button).to_be_focused()
    assert (tab.evaluate("copies"), len(held)) == (1, 1)


def test_what_a_button_needs_is_on_its_way_before_the_press(tab: Page, real_url: str) -> None:
    tab.goto(real_url + LESSON)
    tab.wait_for_load_state("networkidle")
    with tab.expect_request("**/buttons.js?v=*"):
        tab.get_by_role("button", name="打印这一讲").hover()


def test_a_panel_that_is_lost_is_said_and_asked_for_again(tab: Page, real_url: str) -> None:
    tab.route("**/reading.js?v=*", lambda route: route.abort())
    tab.goto(real_url + LESSON)
    button = tab.get_by_role("button", name="阅读设置")
    button.click()
    said = tab.locator(".site-header + [role=status]")
    expect(said).to_have_text("没有取到，可能是网络断了。再点一次；还不行，就刷新这一页。")
    tab.unroute_all()
    button.click()
    expect(tab.get_by_role("dialog", name="阅读设置")).to_be_visible()
    expect(said).to_be_empty()


def test_a_mistake_is_told_with_its_sentence_by_the_keyboard_too(browser: Browser, real_url: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(real_url + LESSON)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('article .lead'))")
    page.get_by_role("button", name="这一页有错？").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".edit + .said")).to_contain_text("复制好了")
    assert "哪一句：招了人，合同晚点再签行不行？" in page.evaluate("navigator.clipboard.readText()").splitlines()
    context.close()


PARTS = """() => [...document.querySelectorAll(".page-home .md-typeset > *")].map((part) => part.getBoundingClientRect())
  .filter((box) => box.height > 1).map(({ left, right, top, bottom }) => [left, right, top, bottom])"""
GAPS = """() => [[".start", ".situations > h2"], [".find", ".services > h2"]]
  .map((pair) => pair.map((part) => document.querySelector(part).getBoundingClientRect())).map(([above, below]) => below.top - above.bottom)"""

UNEVEN = """() => { const [a, b] = [".situations ul", ".services ul"].map((part) => document.querySelector(part).getBoundingClientRect().bottom);
  return Math.abs(a - b); }"""


@pytest.mark.parametrize("width", [970, 1280])
def test_home_has_two_columns_without_holes(browser: Browser, real_url: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(real_url)
    assert all(20 <= gap <= 60 for gap in page.evaluate(GAPS)), page.evaluate(GAPS)
    assert page.evaluate(UNEVEN) < 2  # they end together
    for state in ("", "is-back"):
        page.evaluate("(state) => { document.documentElement.className = `js ${state}`; }", state)
        boxes: list[list[float]] = page.evaluate(PARTS)
        over = [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]]
        assert over == []
    context.close()


@pytest.mark.parametrize("now", ["2026-11-23T10:00", "2026-12-02T18:00"])
def test_the_state_of_a_station_fills_its_two_lines(tab: Page, real_url: str, now: str) -> None:
    tab.clock.set_fixed_time(f"{now}:00+08:00")
    tab.goto(real_url + STATION)
    place = tab.locator("[data-now]")
    expect(place.locator(".until")).to_be_visible()
    bottoms: Any = place.evaluate("(place) => [place, place.querySelector('.until')].map((part) => part.getBoundingClientRect().bottom)")
    assert bottoms[0] - bottoms[1] < 6
    gap = "() => document.querySelector('.rail').getBoundingClientRect().top - document.querySelector('.column').getBoundingClientRect().bottom"
    assert tab.evaluate(gap) >= 14  # cards that follow one another do not touch


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_in_a_lesson_on_a_slow_network(browser: Browser, real_url: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.add_init_script(
        "window.shifted = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shifted += entry.value)))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )

    def late(route: Route) -> None:
        time.sleep(0.1)
        route.continue_()

    page.route("**/*.js?v=*", late)
    page.goto(real_url + LESSON)
    page.wait_for_load_state("networkidle")
    page.locator(".quiz").scroll_into_view_if_needed()
    expect(page.locator(".quiz")).to_have_class(re.compile("is-guided"))
    page.wait_for_timeout(200)
    assert page.evaluate("shifted") <= 0.02
    context.close()
