"""Pages for everyone: large type, the keyboard, slow networks, paper, no scripts; and every state of every control is looked at."""

from __future__ import annotations

import functools
import re
import threading
import time
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import axe
import pytest
from conftest import Quiet
from playwright.sync_api import Browser, Page, expect
from test_browser import KINDS

STATION = "/stations/st-900001/"
WHERE_SCRIPTS_FILL = ("/", "/stations/", "/stations/?q=青禾", "/stations/?open=1", STATION, "/stations/st-900003/", "/lessons/08/sheet/")
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))"
LARGER = """(factor) => {
  const elements = [...document.querySelectorAll("body, body *")];
  const seen = elements.map((element) => getComputedStyle(element)).map((style) => [parseFloat(style.fontSize), parseFloat(style.lineHeight)]);
  elements.forEach((element, n) => {
    element.style.fontSize = `${seen[n][0] * factor}px`;
    if (seen[n][1]) element.style.lineHeight = `${seen[n][1] * factor}px`;
  });
}"""
CUT_OFF = """() => [...document.querySelectorAll("body *")]
  .filter((e) => !e.closest(".scroll, pre, .stations thead, table:not([class]), svg, .off-screen"))
  .filter((e) => { const box = e.getBoundingClientRect(); return box.width && (box.right > innerWidth + 1 || box.left < -1); })
  .map((e) => e.outerHTML.slice(0, 90))"""
CLIPPED = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.innerText && !e.closest("svg, .off-screen, .heard, .panel-ground, .stations thead, .picture-squares")) // which leaves its place to words
  .filter((e) => {
    const style = getComputedStyle(e);
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    return (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1) || (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
  })
  .map((e) => e.outerHTML.slice(0, 90))"""
FAINT_RINGS = """() => {
  const numbers = (colour) => (colour.match(/[0-9.]+/g) || []).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((part) => part / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const ground = (x, y) => {
    for (const e of document.elementsFromPoint(x, y)) {
      const colour = getComputedStyle(e).backgroundColor;
      if (numbers(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const faults = [];
  const seen = {}; // of many alike at like places, two tell of all
  const place = (e) => (e && e !== document.body ? `${place(e.parentElement)} ${e.localName}.${e.className}` : "");
  for (const e of document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")) {
    if (e.getClientRects().length === 0 || e.disabled || getComputedStyle(e).visibility === "hidden") continue;
    const where = place(e);
    seen[where] = (seen[where] || 0) + 1;
    if (seen[where] > 2) continue;
    e.focus();
    if (document.activeElement !== e) continue; // folded away
    e.scrollIntoView({ block: "center" });
    const style = getComputedStyle(e);
    const name = e.outerHTML.slice(0, 80);
    const isDrawn = style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2.5;
    if (!isDrawn) { faults.push(`${name} no ring`); continue; }
    const box = e.getClientRects()[0];
    const out = parseFloat(style.outlineOffset) + 1;
    const middle = [box.left + box.width / 2, box.top + box.height / 2];
    const points = [[box.left - out, middle[1]], [box.right + out, middle[1]], [middle[0], box.top - out], [middle[0], box.bottom + out]];
    const within = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    const worst = Math.min(...within.map(([x, y]) => contrast(style.outlineColor, ground(x, y))));
    if (worst < 3) faults.push(`${name} ${worst.toFixed(2)}`);
    for (let up = e.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflow === "visible") continue;
      const frame = up.getBoundingClientRect();
      if (points.some(([x, y]) => x < frame.left || x > frame.right || y < frame.top || y > frame.bottom)) faults.push(`${name} cut off`);
    }
  }
  return faults;
}"""
GENERATED = """() => [...document.querySelectorAll("body *")].flatMap((e) => ["::before", "::after"].map((part) => [e, getComputedStyle(e, part).content]))
  .filter(([, words]) => /[\\u4e00-\\u9fff]/.test(words)).map(([e, words]) => `${e.closest(".question") ? "quiz" : "elsewhere"} ${words}`)"""
DEAD_CONTROLS = """() => [...document.querySelectorAll("button, input, select, textarea, form, [role=button], .live")] // nor the place of one
  .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest("fieldset[class^=question]"))
  .map((e) => e.outerHTML.slice(0, 90))"""
WATCH_SHIFTS = """
  window.shifted = 0;
  window.shifts = [];
  new PerformanceObserver((list) => list.getEntries().filter((entry) => !entry.hadRecentInput).forEach((entry) => {
    window.shifted += entry.value;
    window.shifts.push(`${entry.value} ${entry.sources.map((source) => source.node && source.node.textContent.slice(0, 20))}`);
  })).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def narrow(browser: Browser) -> Iterator[Page]:
    """One tab for many pages: the smallest phone that counts."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_on_a_small_phone_with_large_type(narrow: Page, real_url: str, kind: str) -> None:
    narrow.goto(real_url + KINDS[kind])
    for how in (100, 130, 200):
        narrow.evaluate("(how) => { document.documentElement.style.fontSize = `${how}%`; }", how)
        assert narrow.evaluate("document.documentElement.scrollWidth") <= 320, how
        assert narrow.evaluate(CUT_OFF) == [], how
        assert narrow.evaluate(CLIPPED) == [], how
        body = narrow.evaluate("parseFloat(getComputedStyle(document.querySelector('.md-typeset')).fontSize)")
        assert body == pytest.approx(17 * how / 100, abs=0.1)
    narrow.evaluate("() => { document.documentElement.style.fontSize = ''; }")
    narrow.evaluate(LARGER, 1.6)  # as WeChat enlarges: every text, whatever its unit
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    assert narrow.evaluate(CUT_OFF) == []


def test_results_of_the_finder_fit_large_type(narrow: Page, real_url: str) -> None:
    narrow.goto(real_url + "/stations/?q=站")
    expect(narrow.locator(".results a").first).to_be_visible()
    narrow.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert narrow.evaluate(CUT_OFF) == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_focus_is_seen_on_everything(browser: Browser, real_url: str, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    faults = {}
    for kind, address in KINDS.items():
        page.goto(real_url + address)
        page.keyboard.press("Tab")
        faults[kind] = page.evaluate(FAINT_RINGS)
    context.close()
    assert {kind: found for kind, found in faults.items() if found} == {}


class _Slow(Quiet):
    """A server on which scripts and data are slow, as on a telephone in a lift."""

    def do_GET(self) -> None:
        if self.path.split("?")[0].endswith((".js", ".json")):
            time.sleep(0.3)
        super().do_GET()


@pytest.fixture(scope="module")
def slow_url(real_site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Slow, directory=str(real_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_on_a_slow_network(browser: Browser, slow_url: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.add_init_script(WATCH_SHIFTS)
    tabs = {address: context.new_page() for address in WHERE_SCRIPTS_FILL}
    for address, page in tabs.items():
        page.goto(slow_url + address, wait_until="commit")  # all wait for the network at once
    shifts = {}
    for address, page in tabs.items():
        page.wait_for_load_state("networkidle")
        expect(page.locator(".live:not(.is-ready)")).to_have_count(0)
        page.evaluate(FRAMES)
        shifts[address] = page.evaluate("[window.shifted, window.shifts]")
    context.close()
    assert {address: moves for address, (shifted, moves) in shifts.items() if shifted > 0.02} == {}


def test_a_shift_would_be_noticed(tab: Page, slow_url: str) -> None:
    tab.add_init_script(WATCH_SHIFTS)
    tab.goto(slow_url + STATION)
    tab.wait_for_load_state("load")
    tab.evaluate(FRAMES)
    tab.evaluate("() => { document.querySelector('h1').style.marginTop = '200px'; }")
    tab.wait_for_function("window.shifted > 0.02")


def test_the_page_of_a_station_prints_as_it_is_read_and_the_poster_only_when_asked(tab: Page, real_url: str) -> None:
    tab.add_init_script("window.print = () => { dispatchEvent(new Event('beforeprint')); window.printed = true; };")
    tab.goto(real_url + STATION)
    tab.wait_for_load_state("networkidle")
    tab.emulate_media(media="print")
    for seen in ("h1", "#services", "#hours", "#history", ".facts", "[data-next] li"):
        expect(tab.locator(seen).first).to_be_visible()
    for unseen in (".poster", "[data-now]", "button", ".site-header", ".maps"):
        assert not [one for one in tab.locator(unseen).all() if one.is_visible()], unseen
    tab.emulate_media(media="screen")
    tab.get_by_role("button", name="打印门口海报").click()
    tab.wait_for_function("window.printed")
    tab.emulate_media(media="print")
    expect(tab.locator(".poster svg")).to_be_visible()
    expect(tab.locator("#services")).to_be_hidden()
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(tab.locator(".poster")).to_be_hidden()
    expect(tab.locator("#services")).to_be_visible()
    expect(tab.locator(".said")).to_be_empty()


@pytest.mark.parametrize("kind", ["finder", "home", "lesson", "sheet", "service", "street"])
def test_controls_are_not_printed(tab: Page, real_url: str, kind: str) -> None:
    tab.goto(real_url + KINDS[kind])
    tab.wait_for_load_state("networkidle")
    tab.emulate_media(media="print")
    assert tab.locator("article").inner_text().strip()
    assert not [one for one in tab.locator("button, select, input:not([type=radio]), .button").all() if one.is_visible()]


@pytest.fixture(scope="module")
def without_scripts(browser: Browser) -> Iterator[Page]:
    """One tab for many pages."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_no_control_is_shown_that_cannot_work(without_scripts: Page, real_url: str, kind: str) -> None:
    without_scripts.goto(real_url + KINDS[kind])
    assert without_scripts.evaluate(DEAD_CONTROLS) == []
    assert without_scripts.locator("article").inner_text().strip()


CLIPBOARDS = {
    "refused": "navigator.clipboard.writeText = async () => { throw new DOMException('', 'NotAllowedError'); };",
    "missing": "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });",
    "allowed": "navigator.clipboard.writeText = async (text) => { window.copied = text; };",
}
COMMANDS = {
    "works": "document.execCommand = () => { window.copied = getSelection().toString() || document.activeElement.value; return true; };",
    "says no": "document.execCommand = () => false;",
    "throws": "document.execCommand = () => { throw new Error('no'); };",
}


@pytest.mark.parametrize(
    ("clipboard", "command", "words"),
    [
        ("allowed", "throws", "地址已复制。"),
        ("refused", "works", "地址已复制。"),
        ("missing", "works", "地址已复制。"),
        ("refused", "says no", "没能复制。请长按页面上的地址，自己复制。"),
        ("missing", "throws", "没能复制。请长按页面上的地址，自己复制。"),
    ],
)
def test_copying_says_what_became_of_it(tab: Page, real_url: str, clipboard: str, command: str, words: str) -> None:
    tab.add_init_script(
        f"Object.defineProperty(Navigator.prototype, 'clipboard', {{ value: {{}}, configurable: true }}); {CLIPBOARDS[clipboard]}"
    )
    tab.add_init_script(COMMANDS[command])
    tab.goto(real_url + STATION)
    button = tab.get_by_role("button", name="复制地址")
    button.click()
    expect(tab.locator(".said")).to_have_text(words)
    assert tab.evaluate("window.copied || ''") == (button.get_attribute("data-copy") if "已" in words else "")
    expect(button).to_be_focused()
    expect(tab.locator("textarea")).to_have_count(0)


@pytest.mark.parametrize(
    ("script", "words"),
    [("delete window.print; window.print = undefined;", "打印不了"), ("window.print = () => {};", "没有出现打印窗口")],
)
@pytest.mark.parametrize(("address", "name"), [("/lessons/08/sheet/", "打印这一页"), (STATION, "打印门口海报")])
def test_a_browser_that_does_not_print_is_told(tab: Page, real_url: str, address: str, name: str, script: str, words: str) -> None:
    tab.add_init_script(script)
    tab.clock.install()
    tab.goto(real_url + address)
    tab.get_by_role("button", name=name).click()
    tab.clock.run_for(1000)  # so long a browser that prints may take to say so
    expect(tab.locator(".said")).to_contain_text(words)


@pytest.mark.parametrize("loss", ["network", "error"])
def test_a_lost_code_is_said_and_asked_for_again(tab: Page, real_url: str, loss: str) -> None:
    tab.add_init_script("window.print = () => { dispatchEvent(new Event('beforeprint')); window.printed = true; };")
    lose = (lambda route: route.abort()) if loss == "network" else (lambda route: route.fulfill(status=500, body="{}"))
    tab.route("**/codes.json", lose, times=1)
    tab.goto(real_url + STATION)
    button = tab.get_by_role("button", name="打印门口海报")
    button.click()
    expect(tab.locator(".said")).to_contain_text("二维码没有取到")
    assert not tab.evaluate("Boolean(window.printed)")
    button.click()
    tab.wait_for_function("window.printed")
    expect(tab.locator(".said")).to_be_empty()


@pytest.mark.parametrize("loss", ["network", "error"])
def test_a_station_without_the_holidays_says_so(tab: Page, real_url: str, loss: str) -> None:
    tab.route("**/holidays.json", lambda route: route.abort() if loss == "network" else route.fulfill(status=500, body=""))
    tab.goto(real_url + STATION)
    expect(tab.locator("[data-now]")).to_contain_text("没有取到")
    expect(tab.locator("[data-next]")).to_contain_text("没有取到")


@pytest.mark.parametrize("kind", ["home", "finder", "lesson", "sheet", "station"])
def test_every_state_of_every_control_says_only_what_belongs_to_it(browser: Browser, real_url: str, kind: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="light")
    page = context.new_page()
    page.add_init_script("window.print = () => {};")
    page.goto(real_url + KINDS[kind])
    page.wait_for_load_state("networkidle")
    assert page.evaluate(GENERATED) == []
    for control in page.locator("button, input, select, summary").all():
        if not control.is_visible():
            continue
        control.hover()
        control.focus()
        assert not [words for words in page.evaluate(GENERATED) if words.startswith("elsewhere")]
        role = control.evaluate("e => e.type || e.localName")
        if role in ("checkbox", "radio"):
            control.check()
        elif role == "summary":
            control.click()
        elif role == "select-one" and control.is_enabled():
            control.select_option(index=1)
        elif role == "search" and kind == "finder":
            control.fill("站")
        found = page.evaluate(GENERATED)
        assert not [words for words in found if words.startswith("elsewhere")], control.evaluate("e => e.outerHTML")
        assert (role != "radio") or set(found) <= {'quiz "再想想"', 'quiz "对"'}  # before the questions are guided
    assert axe.faults(page) == []
    assert axe.faults_of_colour(page, "dark") == []
    assert page.evaluate(GENERATED) == found
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_numbers_of_lines_kept_are_those_written(tab: Page, real_url: str) -> None:
    tab.clock.set_fixed_time("2026-12-30T10:00:00+08:00")
    tab.goto(real_url + STATION)
    expect(tab.locator("[data-next] li").last).to_have_text(re.compile("还不知道|过些天再看"))
