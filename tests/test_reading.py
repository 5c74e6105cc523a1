"""The panel Aa: what readers choose there holds at once and on the next page; the voice reads sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from test_comfort import WATCH_SHIFTS
from test_learning import faults

VOICE = """
window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "zh-CN", localService: true }],
  speak(said) { window.spoken.push(said.text); window.speaking = said; },
  cancel() {},
} });
"""
NO_VOICE = "Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => [{ lang: 'en-US' }], cancel() {} } });"
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });"


@pytest.fixture
def reader(browser: Browser) -> Iterator[Any]:
    """Opens a page on a phone, after some scripts."""
    contexts = []

    def read(url: str, *scripts: str) -> Page:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        contexts.append(context)
        page = context.new_page()
        for script in scripts:
            page.add_init_script(script)
        page.goto(url)
        return page

    yield read
    for context in contexts:
        context.close()


def panel(page: Page) -> Any:
    page.get_by_role("button", name="阅读设置").click()
    return page.get_by_role("dialog", name="阅读设置")


def size_of_type(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).fontSize"))


def test_what_is_chosen_holds_on_the_next_page(reader: Any, real_url: str) -> None:
    page = reader(f"{real_url}/lessons/08/")
    shown = panel(page)
    shown.get_by_role("radio", name="特大").check()
    shown.get_by_role("radio", name="夜间").check()
    shown.get_by_role("radio", name="更清楚").check()
    page.goto(f"{real_url}/stations/")
    assert size_of_type(page) == "22.56px"
    for name, value in (("size", "largest"), ("scheme", "dark"), ("contrast", "more")):
        expect(page.locator("html")).to_have_attribute(f"data-{name}", value)
    expect(panel(page).get_by_role("radio", name="特大")).to_be_checked()


def test_where_storage_is_refused_it_is_said(reader: Any, real_url: str) -> None:
    page = reader(f"{real_url}/lessons/08/", REFUSED)
    shown = panel(page)
    shown.get_by_role("radio", name="大", exact=True).check()
    assert size_of_type(page) == "18.88px"
    expect(shown).to_contain_text("这部手机不让保存，换一页要再选一次。")


def test_damaged_settings_leave_progress_alone(reader: Any, real_url: str) -> None:
    kept = '{"v":1,"done":{"1":20400},"missed":{},"last":1}'
    page = reader(f"{real_url}/", f"localStorage.setItem('reading', 'nonsense'); localStorage.setItem('progress', '{kept}')")
    expect(page.get_by_text("学了 1 讲", exact=True)).to_be_visible()


def test_a_lost_script_is_said_and_asked_for_again(reader: Any, real_url: str) -> None:
    page = reader(f"{real_url}/about/")
    page.route("**/buttons.js?v=*", lambda route: route.abort())
    page.get_by_role("button", name="这一页有错？").click()
    expect(page.get_by_role("status")).to_have_text("没有取到，可能是网络断了。再点一次；还不行，就刷新这一页。")
    page.unroute_all()
    page.get_by_role("button", name="这一页有错？").click()
    expect(page.get_by_role("status")).to_contain_text("复制")


@pytest.mark.parametrize("kept", ["nonsense", "[1, 2]", '{"size": "huge"}', "null"])
def test_whatever_stands_in_the_storage_the_page_is_read(reader: Any, real_url: str, kept: str) -> None:
    page = reader(f"{real_url}/about/", f"localStorage.setItem('reading', {kept!r})")
    assert size_of_type(page) == "16px"
    expect(page.get_by_role("heading", name="关于本站")).to_be_visible()


def test_the_panel_keeps_the_focus_and_gives_it_back(reader: Any, real_url: str) -> None:
    page = reader(f"{real_url}/lessons/08/", NO_VOICE)
    shown = panel(page)
    expect(shown.get_by_role("radio", name="标准")).to_be_focused()
    for _ in range(9):
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('[role=dialog]'))")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('[role=dialog]'))")
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    expect(page.get_by_role("button", name="阅读设置")).to_be_focused()


def test_without_a_chinese_voice_nothing_is_offered(reader: Any, real_url: str) -> None:
    shown = panel(reader(f"{real_url}/lessons/08/", NO_VOICE))
    expect(shown).to_be_visible()
    expect(shown.get_by_role("button", name="从这里读给我听")).to_be_hidden()


def test_the_voice_reads_sentence_by_sentence_and_can_pause(reader: Any, real_url: str) -> None:
    page = reader(f"{real_url}/lessons/08/", VOICE)
    panel(page).get_by_role("button", name="从这里读给我听").click()
    page.wait_for_function("spoken.length === 1")
    page.evaluate("speaking.onend()")
    page.wait_for_function("spoken.length === 2")
    marked = page.locator(".is-read")
    expect(marked).to_have_text(page.evaluate("spoken[1]"))
    page.get_by_role("button", name="停一下").click()
    page.evaluate("speaking.onend()")  # told of what was broken off: nothing goes on
    assert page.evaluate("spoken.length") == 2
    page.get_by_role("button", name="接着读").click()
    assert page.evaluate("spoken[2] === spoken[1]")
    page.get_by_role("button", name="不读了").click()
    expect(marked).to_have_count(0)
    expect(page.get_by_role("button", name="停一下")).to_be_hidden()


def test_the_voice_reads_what_is_folded_only_once_it_is_open(reader: Any, real_url: str) -> None:
    page = reader(f"{real_url}/lessons/08/", VOICE)
    fold = "<details class=note><summary>要查条文</summary><p>折着的。</p></details>"
    folds = fold + fold.replace("class", "open class").replace("折着", "开着")
    page.evaluate("(html) => document.querySelector('h1').insertAdjacentHTML('afterend', html)", folds)
    page.get_by_role("button", name="朗读").click()
    page.wait_for_function("spoken.length === 2")
    page.evaluate("speaking.onend()")
    assert page.evaluate("spoken[2]") == "开着的。"


def test_a_lesson_is_read_from_its_title_with_one_press(reader: Any, real_url: str) -> None:
    page = reader("about:blank", VOICE, WATCH_SHIFTS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2].partition("?")[0]))
    page.goto(f"{real_url}/lessons/08/")
    button = page.get_by_role("button", name="朗读")
    expect(button).to_be_visible()
    assert page.evaluate("window.shifted") <= 0.02
    assert "reading.js" not in asked and "aloud.js" not in asked
    assert faults(page) == []
    page.evaluate("scrollTo(0, 900)")
    button.click()
    page.wait_for_function("spoken.length === 2")
    assert page.evaluate("spoken") == ["", "用工第一天"]  # the empty one is said at the touch itself, for iOS
    for _ in range(3):
        page.evaluate("speaking.onend()")
    assert "朗读" not in "".join(page.evaluate("spoken"))
    page.get_by_role("button", name="停一下").click()
    expect(page.locator(".is-read")).to_have_count(1)
    button.click()
    page.wait_for_function("spoken[spoken.length - 1] === '用工第一天'")


LATE = """
window.voices = [];
Object.defineProperty(window, "speechSynthesis", { value: { getVoices: () => window.voices, cancel() {} } });
"""


def test_a_voice_that_is_told_late_is_waited_for(reader: Any, real_url: str) -> None:
    page = reader(f"{real_url}/lessons/08/", LATE)
    button = page.get_by_role("button", name="朗读")
    expect(page.get_by_role("link", name="主持单")).to_be_visible()
    page.wait_for_function("speechSynthesis.onvoiceschanged")
    for language, is_shown in (("zh-HK", False), ("zh_CN", True)):
        page.evaluate("(lang) => { window.voices = [{ lang }]; speechSynthesis.onvoiceschanged(); }", language)
        expect(button).to_be_visible(visible=is_shown)


@pytest.mark.parametrize("script", [NO_VOICE, "delete window.speechSynthesis;"])
def test_without_a_chinese_voice_there_is_no_button(reader: Any, real_url: str, script: str) -> None:
    page = reader(f"{real_url}/lessons/08/", script)
    expect(page.get_by_role("button", name="阅读设置")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button", name="朗读")).to_be_hidden()


def test_a_voice_whose_script_is_lost_is_asked_for_again(reader: Any, real_url: str) -> None:
    page = reader("about:blank", VOICE)
    page.route("**/aloud.js?v=*", lambda route: route.abort())
    page.goto(f"{real_url}/lessons/08/")
    page.get_by_role("button", name="朗读").click()
    expect(page.get_by_text("没有取到，可能是网络断了。再点一次；还不行，就刷新这一页。")).to_be_visible()


def test_a_mistake_is_told_with_page_address_file_and_sentence(browser: Browser, real_url: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{real_url}/about/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('article li'))")
    page.get_by_role("button", name="这一页有错？").click()
    expect(page.get_by_role("status")).to_contain_text("复制好了")
    told = page.evaluate("navigator.clipboard.readText()")
    sentence = page.locator("article li").first.inner_text()
    assert told.splitlines() == [
        f"页面：{page.title()}",
        f"网址：{real_url}/about/",
        "文件：docs/about.md",
        f"哪一句：{sentence}",
        "应该是：",
    ]
    context.close()
