"""Long lists: the filter and its address, folds and anchors, in a real Chromium; and citations there and back in the built site."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from members_home.checks import check_tree
from members_home.model.site import Site
from members_home.model.texts import Page as WrittenPage
from members_home.pages.citing import citing_places
from members_home.source.markdown_text import Document
from playwright.sync_api import Browser, Locator, Page, expect
from trees import TODAY, TREE

INSTRUMENTS, GLOSSARY, ERRORS, REGISTERS = "/instruments/", "/glossary/", "/handbook/errors/", "/handbook/registers/"
PAGES = (INSTRUMENTS, GLOSSARY, ERRORS, REGISTERS)
TEXTS = "all => all.map((e) => `${e.dataset.name || ''}\\n${e.textContent}`)"
REPEATED = ("/course/print/", "/handbook/")  # the lessons once more, and examples of how to type citations


@pytest.fixture(scope="module", params=[390, 1280])
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 844})
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield page
    context.close()


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def opened(page: Page, address: str) -> Page:
    page.goto("about:blank")  # or a new anchor alone would not load the page again
    page.goto(address)
    return page


def field(page: Page) -> Locator:
    return page.get_by_role("search").get_by_role("textbox")


def said(page: Page) -> Locator:
    return page.get_by_role("search").get_by_role("status")


def left(page: Page) -> list[str]:
    return page.locator("[data-entry]:not([hidden])").evaluate_all(TEXTS)  # type: ignore[no-any-return]


def folded(text: str) -> str:
    return normalize("NFKC", text).lower()


@pytest.mark.parametrize(
    ("address", "unit", "typed"),
    [
        (INSTRUMENTS, "部", "劳动 第三十八条"),
        (INSTRUMENTS, "部", "法"),
        (GLOSSARY, "个词", "支部　组织"),
        (ERRORS, "处", "ＳＴＡＴＩＯＮ 手机"),
        (REGISTERS, "处", "successor"),
        (REGISTERS, "处", "五分钟 冒号"),
    ],
)
def test_only_entries_with_every_word_are_kept(tab: Page, real_url: str, address: str, unit: str, typed: str) -> None:
    opened(tab, real_url + address)
    before = tab.locator("[data-entry]").evaluate_all(TEXTS)
    wanted = [text for text in before if all(word in folded(text) for word in folded(typed).split())]
    field(tab).fill(typed)
    expect(said(tab)).to_have_text(f"剩下 {len(wanted)} {unit}，共 {len(before)} {unit}。")
    assert left(tab) == wanted
    assert 0 < len(wanted) < len(before)
    seen = tab.locator("[data-group]:visible").evaluate_all(
        "all => all.map((e) => e.querySelectorAll('[data-entry]:not([hidden])').length)"
    )
    assert address == GLOSSARY or (seen and all(seen))  # no heading without entries
    assert tab.evaluate("new URLSearchParams(location.search).get('q')") == typed
    field(tab).press("Escape")
    expect(said(tab)).to_have_text(f"共 {len(before)} {unit}。")
    assert len(left(tab)) == len(before)
    assert field(tab).input_value() == tab.evaluate("location.search") == ""
    expect(tab.locator("[data-clear]:visible")).to_have_count(0)


def test_few_entries_stand_open_where_the_words_are_within_and_fold_again(tab: Page, real_url: str) -> None:
    opened(tab, real_url + INSTRUMENTS)
    field(tab).fill("国旗")
    expect(said(tab)).to_contain_text("剩下")
    assert tab.locator("details.entry[open]").count() == len([text for text in left(tab) if "国旗" not in text.partition("处引用")[0]])
    field(tab).fill("中华人民共和国国旗法")
    expect(tab.locator("details.entry[open]")).to_have_count(1)
    field(tab).fill("")
    expect(said(tab)).to_have_text(re.compile("^共"))
    expect(tab.locator("details.entry[open]")).to_have_count(0)


def test_an_empty_answer_says_so_and_leads_on(tab: Page, real_url: str) -> None:
    opened(tab, real_url + GLOSSARY)
    count = len(left(tab))
    field(tab).fill("火星 月球")
    expect(said(tab)).to_have_text(f"共 {count} 个词，没有一个词同时写着“火星 月球”。")
    assert left(tab) == []
    tab.get_by_role("button", name="清除，看全部").click()
    expect(field(tab)).to_be_focused()
    assert len(left(tab)) == count
    field(tab).fill("火星")
    expect(said(tab)).to_have_text(f"共 {count} 个词，没有一个词写着“火星”。")
    tab.get_by_role("button", name="清除", exact=True).click()
    expect(field(tab)).to_be_focused()
    assert len(left(tab)) == count


def test_an_empty_answer_leads_to_the_search(tab: Page, real_url: str) -> None:
    opened(tab, real_url + GLOSSARY)
    field(tab).fill("火星")
    tab.get_by_role("link", name="到全站去找").click()
    expect(tab).to_have_url(f"{real_url}/search/?q=%E7%81%AB%E6%98%9F")
    expect(tab.locator(".found")).to_have_text("没有找到“火星”")


def test_letters_of_an_input_method_are_waited_for(phone: Page, real_url: str) -> None:
    opened(phone, real_url + GLOSSARY)
    field(phone).fill("党")
    expect(said(phone)).to_contain_text("剩下")
    before = said(phone).inner_text()
    type_letters = "(e, words) => { e.value = words; e.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true })); }"
    field(phone).evaluate(type_letters, "党 zhi'bu")
    assert said(phone).inner_text() == before
    field(phone).evaluate(type_letters, "党 支部")
    field(phone).dispatch_event("compositionend")
    expect(said(phone)).not_to_have_text(before)
    assert all("支部" in text for text in left(phone))


def test_the_address_carries_what_is_typed(phone: Page, real_url: str) -> None:
    opened(phone, f"{real_url}{GLOSSARY}?q=%E8%AF%95%E7%94%A8%E6%9C%9F")
    expect(field(phone)).to_have_value("试用期")
    expect(said(phone)).to_contain_text("剩下")
    assert all("试用期" in text for text in left(phone))
    phone.goto(f"{real_url}/about/")
    phone.go_back()
    expect(field(phone)).to_have_value("试用期")


def test_the_script_comes_with_the_first_touch(phone: Page, real_url: str) -> None:
    asked: list[str] = []
    listen = lambda request: asked.append(urlsplit(request.url).path)  # noqa: E731
    phone.on("request", listen)
    opened(phone, real_url + INSTRUMENTS)
    phone.wait_for_load_state("networkidle")
    assert "/assets/filter.js" not in asked
    with phone.expect_request("**/filter.js*"):
        field(phone).focus()
    phone.remove_listener("request", listen)


def test_a_lost_script_is_said_and_asked_for_again(phone: Page, real_url: str) -> None:
    phone.route("**/filter.js*", lambda route: route.abort(), times=1)
    opened(phone, real_url + GLOSSARY)
    field(phone).focus()
    expect(said(phone)).to_contain_text("筛选没有取到")
    assert len(left(phone)) > 1
    phone.keyboard.insert_text("仲裁")
    expect(said(phone)).to_contain_text("剩下")


@pytest.mark.parametrize("words", ["", "?q=火星"])
@pytest.mark.parametrize(
    ("address", "anchor", "fold"),
    [(INSTRUMENTS, "劳动合同法", "details.entry"), (ERRORS, "citation-unknown", "details.fold"), (GLOSSARY, "试用期", "section")],
)
def test_an_anchor_shows_its_entry_folded_or_put_away(phone: Page, real_url: str, address: str, anchor: str, fold: str, words: str) -> None:
    opened(phone, f"{real_url}{address}{words}#{anchor}")
    target = phone.locator(f"[id='{anchor}']")
    expect(target).to_be_in_viewport()
    if fold != "section":
        expect(phone.locator(fold).filter(has=target)).to_have_attribute("open", "")
    expect(field(phone)).to_have_value("")
    assert phone.evaluate("location.search") == ""


def test_contents_lead_to_what_was_put_away(tab: Page, real_url: str) -> None:
    opened(tab, real_url + INSTRUMENTS)
    if tab.viewport_size and tab.viewport_size["width"] < 900:
        assert tab.locator(".rail").is_hidden()
        tab.get_by_role("navigation", name="种类").get_by_role("link", name="行政法规").click()
    else:
        field(tab).fill("国旗法")
        expect(said(tab)).to_contain_text("剩下")
        tab.locator(".rail").get_by_role("link", name="行政法规").click()
    expect(tab.locator("[id='种类-行政法规']")).to_be_in_viewport()
    expect(field(tab)).to_have_value("")


def test_without_scripts_everything_is_there_and_an_anchor_leads_to_its_name(browser: Browser, real_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{real_url}{INSTRUMENTS}#劳动合同法")
    name = page.locator("[id='劳动合同法']")
    expect(name).to_be_in_viewport()
    name.click()
    expect(page.locator("details.entry[open]").get_by_text("中华人民共和国劳动合同法")).to_be_visible()
    expect(page.get_by_role("search")).to_be_hidden()
    context.close()


def test_a_phone_is_not_scrolled_for_ever(phone: Page, real_url: str) -> None:
    opened(phone, real_url + INSTRUMENTS)
    entries = phone.locator("[data-entry]").count()
    assert entries > 20
    assert phone.evaluate("document.documentElement.scrollHeight") < 1500 + 100 * entries


@pytest.mark.parametrize("address", PAGES)
def test_paper_has_no_folds(phone: Page, real_url: str, address: str) -> None:
    opened(phone, real_url + address)
    shut = phone.locator("details.entry:not([open]), details.fold:not([open])")
    before = shut.count()
    assert before or address == GLOSSARY
    phone.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(shut).to_have_count(0)
    phone.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(shut).to_have_count(before)


# Citations in the built site


def links_of(html: str, address: str) -> set[str]:
    """Where a page leads to, as addresses with their anchors."""
    return {unquote(urljoin(address, unescape(href))) for href in re.findall(r'<a [^>]*?href="([^"]+)"', html)}


@pytest.fixture(scope="module")
def pages(real_site: Path) -> dict[str, str]:
    """The HTML of every page but those of stations and areas, by address."""
    found = {}
    for path in real_site.rglob("index.html"):
        address = f"/{path.parent.relative_to(real_site).as_posix()}/".replace("/./", "/")
        if not address.startswith(("/stations/st-", "/areas/")):
            found[address] = path.read_text(encoding="utf-8").partition("<footer")[0]
    return found


@pytest.fixture(scope="module")
def entries(pages: dict[str, str]) -> dict[str, str]:
    """The HTML of each entry of the page of instruments, by its id."""
    cut = re.findall(r'<details class="entry" data-entry>.*?<h3 id="([^"]+)">(.*?)</details>', pages[INSTRUMENTS], re.S)
    assert len(cut) > 20
    return {unescape(anchor): html for anchor, html in cut}


def test_every_citation_leads_to_an_entry_which_leads_back(pages: dict[str, str], entries: dict[str, str]) -> None:
    cited = defaultdict(set)
    for address, html in pages.items():
        for link in links_of(html, address):
            if link.startswith(f"{INSTRUMENTS}#") and address != INSTRUMENTS:
                cited[link.partition("#")[2]].add(address)
    assert set(cited) - set(entries) == set()
    for short, html in entries.items():
        back = {link.partition("#")[0] for link in links_of(html, INSTRUMENTS)}
        assert back == {address for address in cited[short] if not address.startswith(REPEATED)}, short


def test_every_entry_leads_to_a_place_that_is_there(pages: dict[str, str], entries: dict[str, str]) -> None:
    places = {link for html in entries.values() for link in links_of(html, INSTRUMENTS)}
    ids = {address: set(map(unescape, re.findall(r' id="([^"]+)"', html))) for address, html in pages.items()}
    assert [place for place in places if "#" in place and place.partition("#")[2] not in ids[place.partition("#")[0]]] == []
    assert sum("#" in place for place in places) > len(places) * 0.9


def test_an_entry_names_the_articles_that_the_basis_of_a_lesson_names(pages: dict[str, str], entries: dict[str, str]) -> None:
    compared = 0
    for address, html in pages.items():
        if not re.fullmatch(r"/lessons/\d\d/", address):
            continue
        basis = html.partition('<ul class="basis">')[2].partition("</ul>")[0]
        for href, articles in re.findall(r'<li><a href="([^"]+)">[^<]*</a><span>([^<]*)</span>', basis):
            entry = entries[unquote(unescape(href)).partition("#")[2]]
            (said_there,) = re.findall(rf'<a href="\.\.{address}[^"]*">[^<]*</a>(?: <span class="muted">([^<]*)</span>)?', entry)
            assert said_there == articles, (address, href)
            compared += 1
    assert compared > 100


def places(site: Site) -> list[tuple[str, str, list[str]]]:
    return [(place.address, place.title, place.articles) for place in citing_places(site)["劳动合同法"]]


def test_where_an_instrument_is_cited_is_told_exactly() -> None:
    site, _ = check_tree(TREE, TODAY)
    service = next(one for one in site.services if one.id == "rights")
    asked = replace(service, who="《劳动合同法》说的职工", basis=(), steps=())
    about = next(page for page in site.pages if page.document.path == "docs/about.md")

    def written(path: str, body: str) -> WrittenPage:
        return replace(about, title="一页", document=Document(path, "", body, 1))

    bare = replace(site, lessons=(), stories=(), policies=(), glossary=(), pages=())
    assert places(replace(bare, services=(service,))) == [("/services/rights/#一步一步", "办事：维权咨询", ["第七十七条"])]
    assert places(replace(bare, services=(asked,))) == [("/services/rights/#谁可以办", "办事：维权咨询", [])]
    body = "# 题\n\n《劳动合同法》。\n\n## 甲\n\n《劳动合同法》第十条、第二条\n\n### 乙\n\n《劳动合同法》第三条\n"
    alone = replace(bare, services=(), pages=(written("docs/x.md", body), written("docs/handbook/y.md", body)))
    assert places(alone) == [("/x/#甲", "一页", ["第二条", "第三条", "第十条"])]
    note = '# 题\n\n!!! leader "提示"\n\n    《劳动合同法》第三条\n'
    assert places(replace(alone, pages=(written("docs/x.md", note),))) == [("/x/#依据", "一页", ["第三条"])]
