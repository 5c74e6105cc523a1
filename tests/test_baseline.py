"""Old phones: Chrome 72, on which WeChat's X5 stands, and iOS 12.2 parse every script, and miss nothing but comfort without newer APIs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import esprima
import pytest
import tinycss2
from conftest import ROOT
from playwright.sync_api import Browser, Page, expect

SCRIPTS = sorted((ROOT / "docs" / "assets").glob("*.js"))
STYLES = sorted((ROOT / "docs" / "assets" / "css").glob("*.css"))
NOW = "2026-11-23T10:00:00+08:00"

# What Chrome 72 or Safari 12.1 does not have. Each is taken away, alone or with all the others, before any script of the page runs.
NEWER = (
    "URLSearchParams.prototype.size",
    "MediaQueryList.prototype.addEventListener",
    "Element.prototype.replaceChildren",
    "Document.prototype.replaceChildren",
    "Element.prototype.inert",
    "HTMLElement.prototype.inert",
    "HTMLElement.prototype.showPopover",
    "HTMLFormElement.prototype.requestSubmit",
    "Element.prototype.checkVisibility",
    "Element.prototype.animate",
    "HTMLDialogElement",
    "structuredClone",
    "queueMicrotask",
    "ResizeObserver",
    "requestIdleCallback",
    "BroadcastChannel",
    "WeakRef",
    "AggregateError",
    "BigInt",
    "scheduler",
    "Object.fromEntries",
    "Object.groupBy",
    "Object.hasOwn",
    "Array.fromAsync",
    "Array.prototype.at",
    "Array.prototype.findLast",
    "Array.prototype.findLastIndex",
    "Array.prototype.toReversed",
    "Array.prototype.toSorted",
    "Array.prototype.toSpliced",
    "Array.prototype.with",
    "Uint32Array.prototype.at",
    "String.prototype.at",
    "String.prototype.matchAll",
    "String.prototype.replaceAll",
    "String.prototype.isWellFormed",
    "Promise.allSettled",
    "Promise.any",
    "Promise.try",
    "Promise.withResolvers",
    "Map.groupBy",
    "Set.prototype.union",
    "Set.prototype.isSubsetOf",
    "Iterator",
    "Blob.prototype.text",
    "AbortSignal.timeout",
    "AbortSignal.any",
    "Intl.ListFormat",
    "Intl.RelativeTimeFormat",
    "Intl.Segmenter",
    "Intl.DisplayNames",
    "Crypto.prototype.randomUUID",
    "Navigator.prototype.clipboard",
    "Navigator.prototype.share",
    "Navigator.prototype.permissions",
    "Navigator.prototype.userAgentData",
    "CSS.registerProperty",
    "PointerEvent",
)
TAKE_AWAY = """(names) => {
  for (const name of names) {
    const parts = name.split(".");
    const last = parts.pop();
    const owner = parts.reduce((found, part) => found && found[part], window);
    if (!owner) continue;
    delete owner[last];
    if (last in owner) Object.defineProperty(owner, last, { value: undefined });
  }
}"""
REFUSE = """
  let changes = 0;
  for (const name of ["pushState", "replaceState"]) {
    const change = History.prototype[name];
    History.prototype[name] = function (...given) {
      changes += 1;
      if (changes > 100) throw new DOMException("The operation is insecure.", "SecurityError");
      return change.apply(this, given);
    };
  }
"""
ASIDE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"


def faults_of_script(text: str) -> list[str]:
    """What of a module the baseline does not parse. The parser knows ES2017 and object spread, less than either browser."""
    faults = []

    def look(node: Any, _: object) -> None:
        pattern = getattr(getattr(node, "regex", None), "pattern", "")
        if re.search(r"\(\?<[=!]", pattern):  # Safari before 16.4 parses none of the module
            faults.append(f"lookbehind: {pattern}")

    try:
        esprima.parseModule(text, delegate=look)
    except esprima.Error as error:
        faults.append(str(error))
    return faults


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_parsed_by_the_baseline(path: Path) -> None:
    assert faults_of_script(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "a?.b",
        "a ?? b",
        "a ??= b",
        "a ||= b",
        "try { a() } catch { b() }",
        "class A { b = 1 }",
        "class A { #b() {} }",
        "class A { static { b() } }",
        "const a = 1_000",
        "const a = 10n",
        "await a",
        "import.meta.url",
        "export * as a from './b.js'",
        "const a = /(?<=b)c/",
        "const a = /(?<!b)c/",
        "const a = /(?<b>c)/",
    ],
)
def test_newer_syntax_is_noticed(text: str) -> None:
    assert faults_of_script(text) != []


def inline_scripts(site: Path) -> set[str]:
    found: set[str] = set()
    for path in site.rglob("*.html"):
        found.update(re.findall(r"<script>(.*?)</script>", path.read_text(encoding="utf-8"), re.S))
    return found


def test_scripts_within_pages_are_parsed_by_the_baseline(real_site: Path) -> None:
    found = inline_scripts(real_site)
    assert found
    assert [faults_of_script(text) for text in found] == [[] for _ in found]


def faults_of_style(text: str) -> list[str]:
    """The rules that the baseline drops though reading depends on them: a selector it does not know, a gap in a flex box."""
    faults = []

    def look(rules: list[Any]) -> None:
        for rule in rules:
            if rule.type == "error":
                faults.append(rule.message)
            elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in ("media", "supports"):
                look(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
            elif rule.type == "at-rule" and rule.lower_at_keyword not in ("page",):
                faults.append(f"@{rule.at_keyword}")
            elif rule.type == "qualified-rule":
                selector = tinycss2.serialize(rule.prelude).strip()
                given = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
                values = {one.lower_name: tinycss2.serialize(one.value).strip() for one in given if one.type == "declaration"}
                if re.search(r":(?:is|where|focus-visible\)?,|dir|user-valid|user-invalid)\b|\|\||\s&", selector):
                    faults.append(selector)
                if ":has(" in selector and set(values) - {"border-color"}:
                    faults.append(selector)
                if values.get("display") == "flex" and set(values) & {"gap", "row-gap", "column-gap"}:
                    faults.append(f"{selector}: gap")
                if set(values) & {
                    "inset",
                    "aspect-ratio",
                    "inset-inline",
                    "margin-inline",
                    "padding-inline",
                    "translate",
                    "content-visibility",
                }:
                    faults.append(f"{selector}: {sorted(values)}")
                for name in ("width", "height", "font-size", "padding", "margin", "max-width"):
                    if re.search(r"\b(?:min|max|clamp)\(|\b\d+(?:dvh|svh|lvh|lh|cqw)\b", values.get(name, "")):
                        faults.append(f"{selector}: {name}")

    look(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))
    return faults


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_style_that_reading_depends_on_is_newer_than_the_baseline(path: Path) -> None:
    assert faults_of_style(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        ".a :is(b, i) { color: red }",
        ".a:has(b) { display: none }",
        ".a { display: flex; gap: 9px }",
        "@media print { .a { display: flex; column-gap: 9px } }",
        ".a { inset: 0 }",
        ".a { font-size: clamp(1rem, 2vw, 2rem) }",
        ".a { height: 100dvh }",
        "@layer a { b { color: red } }",
        "@container (width > 9em) { b { color: red } }",
    ],
)
def test_newer_style_is_noticed(text: str) -> None:
    assert faults_of_style(text) != []


def opened(browser: Browser, *scripts: str) -> tuple[Page, list[str]]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for script in scripts:
        page.add_init_script(script)
    return page, said


def without(*names: str) -> str:
    return f"({TAKE_AWAY})({list(names)!r})"


@pytest.fixture
def old(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A tab without anything newer than the baseline, whose storage is refused."""
    page, said = opened(browser, without(*NEWER), REFUSE, ASIDE)
    yield page, said
    page.context.close()


def use_finder(page: Page, url: str) -> None:
    page.goto(f"{url}/stations/")
    page.locator("[name=q]").fill("青禾")
    expect(page.locator(".found")).to_have_text(re.compile("找到 [0-9]+ 个站点"))
    page.get_by_role("button", name="筛选").click()
    page.locator("[name=street]").select_option("chunhui")
    expect(page).to_have_url(re.compile("q=.*street=chunhui"))
    page.locator("[name=week]").check()
    page.go_back()
    expect(page.locator("[name=week]")).not_to_be_checked()
    expect(page.locator("[name=street]")).to_have_value("chunhui")
    expect(page.locator("[name=q]")).to_have_value("青禾")
    expect(page.locator(".results a").first).to_be_visible()


def use_station(page: Page, url: str) -> None:
    page.goto(f"{url}/stations/st-900001/")
    expect(page.locator("[data-now]")).to_have_text("开放中，到 11:30")
    expect(page.locator("[data-next] li").first).to_be_visible()
    page.get_by_role("button", name="复制地址").click()
    expect(page.locator(".said").first).to_have_text(re.compile("地址已复制|没能复制"))


def use_night(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("button", name="阅读设置").click()
    page.get_by_role("radio", name="夜间").check()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.get_by_role("button", name="关闭").click()
    page.get_by_role("searchbox").fill("桃李 联络")
    page.keyboard.press("Enter")
    expect(page.locator("[data-results] li > a").first).to_contain_text("桃李社区")


def use_lesson(page: Page, url: str) -> None:
    page.goto(f"{url}/lessons/11/")
    page.locator(".quiz").scroll_into_view_if_needed()
    expect(page.locator(".quiz.is-guided")).to_be_visible()
    for name in ("下一题", "下一题", "看结果"):
        page.locator(".is-current .is-right").click()
        page.get_by_role("button", name=name).click()
    page.get_by_role("button", name="学完了").click()
    expect(page.get_by_role("heading", name="第 11 讲，学完了")).to_be_focused()
    page.locator(".tomorrow").get_by_role("button", name="分享三句话").click()
    expect(page.locator("[data-said]")).to_have_text(re.compile("已复制|没能复制"))
    page.goto(f"{url}/review/")
    expect(page.locator("[data-said]")).to_contain_text("没有要复习的")


def use_filter(page: Page, url: str) -> None:
    page.goto(f"{url}/instruments/#劳动合同法")
    expect(page.locator("details.entry[open]")).to_have_count(1)
    page.locator("[name=q]").fill("ＬＡＷ")
    page.get_by_role("button", name="清除，看全部").click()
    page.locator("[name=q]").fill("国旗法")
    expect(page.get_by_role("status").first).to_have_text(re.compile("^剩下 1 部"))
    expect(page).to_have_url(re.compile(r"\?q=[^#]+$"))


def test_what_is_taken_away_was_there_and_is_gone(browser: Browser, old: tuple[Page, list[str]], real_url: str) -> None:
    look = """(names) => names.filter((name) => {
      const parts = name.split("."), last = parts.pop();
      const owner = parts.reduce((found, part) => found && found[part], window);
      const own = owner && Object.getOwnPropertyDescriptor(owner, last);
      return Boolean(owner) && last in owner && !(own && "value" in own && own.value === undefined);
    })"""
    names = list(NEWER)
    page, _ = opened(browser)
    page.goto(real_url + "/about/")
    assert len(page.evaluate(look, names)) > len(names) / 2
    page.context.close()
    page, _ = old
    page.goto(real_url + "/about/")
    assert page.evaluate(look, names) == []
    assert page.evaluate("typeof matchMedia('print').addEventListener") == "undefined"


@pytest.mark.parametrize("use", [use_finder, use_station, use_night, use_lesson, use_filter])
def test_readers_with_old_phones_do_everything(old: tuple[Page, list[str]], real_url: str, use: Any) -> None:
    page, said = old
    use(page, real_url)
    assert said == []


def test_more_than_a_hundred_changes_of_the_address_leave_no_stale_result(old: tuple[Page, list[str]], real_url: str) -> None:
    page, said = old
    page.goto(f"{real_url}/stations/")
    page.locator("[name=q]").fill("青")
    expect(page.locator(".found")).to_contain_text("找到")
    page.evaluate(
        """async () => {
        const field = document.querySelector("[name=q]");
        for (let k = 0; k < 120; k += 1) {
          field.value = k % 2 ? "青禾" : "桃李";
          field.dispatchEvent(new Event("input", { bubbles: true }));
          await new Promise((done) => setTimeout(done));
        }
        field.value = "青禾社区";
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }"""
    )
    expect(page.locator(".found")).to_have_text("找到 3 个站点")
    page.get_by_role("button", name="筛选").click()
    page.locator("[name=street]").select_option("qiushi")
    expect(page.locator(".found")).to_contain_text("没有找到")
    assert said == []


NO_PANEL = """{
  const asked = Document.prototype.querySelector;
  Document.prototype.querySelector = function (selector) {
    if (selector === "button.aa") throw new Error("no panel");
    return asked.call(this, selector);
  };
}"""


def test_where_one_part_of_the_script_fails_the_others_work(browser: Browser, real_url: str) -> None:
    page, said = opened(browser, NO_PANEL)
    use_finder(page, real_url)
    assert said and all("no panel" in words for words in said)
    page.context.close()
