"""The one box in a real Chromium: whatever stands on a page is found, nothing else is, and readers get there."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from members_home.checks import check_tree
from members_home.model import addresses
from members_home.pages import finder, search
from playwright.sync_api import Browser, Page, expect
from trees import TEMPLATES

NOW = "2026-11-23T10:00:00+08:00"  # a Monday
GROUPS = ("lessons", "services", "stories", "policies", "things", "handbook", "about", "system")
SEED, ASKED = 16, 400
# The blocks of text of every page of texts, blanks left out, as the browser's own parser reads them.
BLOCKS = """async (addresses) => {
  const inline = "A ABBR B CITE CODE EM I SMALL SPAN STRONG SUB SUP TIME".split(" ");
  const notOwn = "nav, button, form, script, style, svg, h1, [hidden], .actions, .cards, .contents, .ending, .paper, .poster, .script, .ways";
  const collect = (node, parts) => {
    if (node.nodeType === Node.TEXT_NODE) parts.push(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(notOwn)) return;
    const mark = inline.includes(node.tagName) ? "" : "\\0";
    parts.push(mark);
    node.childNodes.forEach((child) => collect(child, parts));
    parts.push(mark);
  };
  const read = async (address) => {
    const html = await (await fetch(".." + address)).text();
    const article = new DOMParser().parseFromString(html, "text/html").querySelector("article");
    const parts = [];
    collect(article, parts);
    return [article.querySelector("h1").textContent, ...parts.join("").split("\\0")].map((block) => block.replace(/\\s+/g, ""));
  };
  return Promise.all(addresses.map(read));
}"""
LISTS = {"/lessons/", "/services/", "/stories/", "/policies/", "/things/"}


@pytest.fixture(scope="module")
def shared(browser: Browser, real_url: str) -> Iterator[Page]:
    """The page of the search, its index loaded."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(f"{real_url}/search/?q=春晖")
    expect(page.locator("[data-results] a").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    yield page
    context.close()


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def test_every_part_of_every_text_is_found_and_nothing_that_does_not_hold_it(shared: Page, real_site: Path) -> None:
    every_page = [
        f"/{path.parent.relative_to(real_site).as_posix()}/" for folder in GROUPS for path in (real_site / folder).rglob("index.html")
    ]
    asked_of = [address for address in sorted(every_page) if address not in LISTS and not address.endswith("/sheet/")]
    texts: dict[str, list[str]] = dict(zip(asked_of, shared.evaluate(BLOCKS, asked_of), strict=True))
    assert len(texts) > 60
    chosen = random.Random(SEED)
    every = [block for parts in texts.values() for block in parts if len(block) >= 4]
    asked: set[str] = set()
    while len(asked) < ASKED:
        block = chosen.choice(every)
        length = chosen.randint(2, 4)
        at = chosen.randint(0, len(block) - length)
        asked.add(fold(block[at : at + length]))
    found = shared.evaluate(
        """async (asked) => {
        const { loadTexts } = await import(new URL("../assets/search.js" + document.querySelector("script[src*='site.js']").src.match(/[?].*/)[0], location.href));
        const texts = await loadTexts();
        const ofTexts = (hit) => !hit.entry.address.includes("#") && hit.cost < 10;
        return asked.map((one) => texts.search(one).hits.filter(ofTexts).map((hit) => hit.entry.address));
    }""",
        sorted(asked),
    )
    for one, hits in zip(sorted(asked), found, strict=True):
        expected = {address for address, parts in texts.items() if any(one in fold(part) for part in parts)}
        assert expected, one
        assert set(hits) == expected, one


def test_stations_are_found_by_all_that_their_pages_say_and_no_others(shared: Page, demonstration: Path) -> None:
    site, _ = check_tree(demonstration, dt.date(2026, 11, 23))
    here = [station for station in site.stations if station.is_open]
    asked = {station.contact.phone: {one.name for one in here if one.contact.phone == station.contact.phone} for station in here[:3]}
    asked |= {station.address: {one.name for one in here if station.address in one.address} for station in here[:3]}
    asked["不对外预约"] = {one.name for one in here if one.venue and not one.venue.bookable}
    equipment = next(item for one in here if one.venue for item in one.venue.equipment)
    asked[f"座位 {equipment}"] = {one.name for one in here if one.venue and equipment in one.venue.equipment}
    for typed, names in asked.items():
        shared.locator("[name=q]").fill(typed)
        places = shared.locator("[data-results] section").filter(has=shared.locator("h2", has_text="站点"))
        expect(places).to_be_visible()
        if places.get_by_role("button").count():
            places.get_by_role("button").click()
        assert set(places.locator("a.station-name").all_inner_texts()) == names, typed


@pytest.mark.parametrize(("typed", "names"), [("010-00000091", ["春晖街道"]), ("11 家里已覆盖", ["春晖街道"]), ("属地为主", ["示例区"])])
def test_areas_are_found_by_what_their_pages_say(shared: Page, typed: str, names: list[str]) -> None:
    shared.locator("[name=q]").fill(typed)
    places = shared.locator("[data-results] section").filter(has=shared.locator("h2", has_text="站点")).locator("li > a:not(.station-name)")
    expect(places).to_have_text(names)


# What is typed, and what stands first: its group and its title.
QUERIES = (
    # titles first
    ("试用期", "名词", "试用期"),
    ("用工第一天", "课", "第 8 讲　用工第一天"),
    ("第8讲", "课", "第 8 讲　用工第一天"),
    ("第 8 讲", "课", "第 8 讲　用工第一天"),
    ("组织关系", "办事", "组织关系接转"),
    ("维权", "办事", "维权服务"),
    ("联合党支部", "名词", "联合党支部"),
    ("劳动合同法", "依据", "劳动合同法"),
    ("春晖街道", "站点", "春晖街道"),
    ("青禾社区联络站", "站点", "青禾社区联络站"),
    ("茶叶街", "故事", "把支部建在茶叶街上"),
    ("一对一结对", "故事", "司法局支部和律师支部，一对一结对"),
    ("党员接待日", "名词", "党员接待日"),
    ("看懂错误", "手册", "看懂错误"),
    ("关于本站", "本站", "关于本站"),
    # texts
    ("工作服押金", "课", "第 8 讲　用工第一天"),
    ("第八十二条", "课", "第 8 讲　用工第一天"),
    ("健康证明", "课", "第 8 讲　用工第一天"),
    ("无固定期限", "课", "第 8 讲　用工第一天"),
    ("褪色", "课", "第 4 讲　爱国在平常"),
    ("普洱茶", "故事", "捐资助学，普洱茶义卖"),
    # synonyms
    ("转关系", "办事", "组织关系接转"),
    ("组织关系转移", "办事", "组织关系接转"),
    ("讨薪", "办事", "维权服务"),
    ("看病", "办事", "医疗服务"),
    ("借钱", "办事", "贷款服务"),
    ("组织关系转接", "办事", "组织关系接转"),
    ("三会一课", "办事", "就近参加学习和组织生活"),
    ("医疗保险", "办事", "医疗服务"),
    ("借会议室", "办事", "借用活动场地"),
    # pinyin and first letters
    ("chunhui", "站点", "春晖街道"),
    ("chjd", "站点", "春晖街道"),
    ("qinghe", "站点", "青禾社区"),
    ("shiyongqi", "名词", "试用期"),
    ("syq", "名词", "试用期"),
    ("zuzhiguanxi", "办事", "组织关系接转"),
    ("weiquan", "办事", "维权服务"),
    ("yonggongdiyitian", "课", "第 8 讲　用工第一天"),
    ("LDHTF", "依据", "劳动合同法"),
    ("weiq", "办事", "维权服务"),
    ("wyjd", "站点", "望岳街道"),
    ("dangzhang", "依据", "党章"),
    ("lhdzb", "名词", "联合党支部"),
    ("guixiang", "站点", "桂香社区"),
    # full width, traditional characters, several words, case
    ("ｃｈｕｎｈｕｉ", "站点", "春晖街道"),
    ("組織關係", "办事", "组织关系接转"),
    ("試用期", "名词", "试用期"),
    ("勞動合同法", "依据", "劳动合同法"),
    ("押金 身份证", "课", "第 8 讲　用工第一天"),
    ("黨章", "依据", "党章"),
    ("組織關係 介紹信", "依据", "组织关系介绍信通知（2006）"),
    ("桂香 讨薪", "站点", "桂香社区流动党员服务站"),
    ("春晖路18号", "站点", "春晖街道流动党员之家"),
    ("仲裁", "名词", "劳动仲裁"),
    ("党费", "依据", "党费规定"),
    ("年检", "政策", "登记申报、年检年报：先把人数清"),
    ("会议室", "政策", "场地、设备、资料：没有会议室，会也开得成"),
    ("望岳", "站点", "望岳街道"),
    ("春晖 服务中心", "站点", "春晖街道流动党员服务中心"),
    ("\u202e试\u200b用期", "名词", "试用期"),  # pasted with signs that nobody sees
    ("合同　试用期", "课", "第 8 讲　用工第一天"),
)


@pytest.mark.parametrize(("typed", "group", "title"), QUERIES)
def test_what_members_type_finds_what_they_mean_first(shared: Page, typed: str, group: str, title: str) -> None:
    shared.locator("[name=q]").fill(typed)
    expect(shared.locator("[data-results] section").first.locator("h2")).to_have_text(group)
    expect(shared.locator("[data-results] li > a").first).to_have_text(title)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("城管", ["转关系", "签合同", "欠工钱", "社保"]),
        ("试用期炒面", ["试用期", "转关系", "签合同", "欠工钱"]),
        ("zzzq", ["转关系", "签合同", "欠工钱", "社保"]),
        ("😀", ["转关系", "签合同", "欠工钱", "社保"]),
        ("<b>x</b>", ["转关系", "签合同", "欠工钱", "社保"]),
    ],
)
def test_nothing_found_leads_on(shared: Page, typed: str, offered: list[str]) -> None:
    shared.locator("[name=q]").fill(typed)
    expect(shared.locator(".found")).to_have_text(f"没有找到“{typed}”")
    assert shared.locator("[data-results] a").count() == 0
    nothing = shared.locator("[data-nothing]")
    assert nothing.locator("[data-try]").all_inner_texts() == offered
    expect(nothing.get_by_role("link", name="打附近站点的电话")).to_be_visible()
    expect(shared.locator("[data-lists]").get_by_role("link", name="党课")).to_be_visible()


def test_who_pastes_a_page_waits_for_nothing(shared: Page, real_url: str) -> None:
    for pasted in ("a" * 3000, "工牌押金" * 500, "an" * 40):
        shared.goto(f"{real_url}/search/?q={pasted}")
        expect(shared.locator(".found")).to_have_text(f"没有找到“{pasted[:60]}”")
    shared.goto(f"{real_url}/search/?q=春晖")


def test_a_word_that_is_offered_is_looked_for(shared: Page) -> None:
    shared.locator("[name=q]").fill("城管")
    shared.locator("[data-try]", has_text="转关系").click()
    expect(shared.locator("[name=q]")).to_have_value("转关系")
    expect(shared.locator(".found")).to_contain_text("也按“组织关系接转”")
    expect(shared.locator("[data-nothing]")).to_be_hidden()


def test_a_hit_in_a_section_leads_to_it_and_shows_the_words(shared: Page) -> None:
    shared.locator("[name=q]").fill("工牌押金")
    row = shared.locator("[data-results] li").first
    assert row.locator("mark").all_inner_texts() == ["工牌押金"]
    href = row.locator("a").get_attribute("href") or ""
    assert href == "../lessons/08/#%E8%A7%84%E5%AE%9A%E6%80%8E%E4%B9%88%E8%AF%B4"  # 规定怎么说


def test_all_of_a_group_is_shown_on_demand(shared: Page) -> None:
    shared.locator("[name=q]").fill("劳动合同法")
    lessons = shared.locator("[data-results] section").filter(has=shared.locator("h2", has_text="课"))
    expect(lessons.locator("li")).to_have_count(3)
    button = lessons.get_by_role("button")
    count = int((button.inner_text()).split()[1])
    button.click()
    expect(lessons.locator("li")).to_have_count(count)
    expect(button).to_have_count(0)
    expect(lessons.locator("li a").nth(3)).to_be_focused()


def test_nothing_is_fetched_before_the_box_is_touched(page: Page, real_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{real_url}/search/")
    expect(page.locator("[name=q]")).to_be_focused()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(".json")]
    page.keyboard.type("s")
    expect(page.locator("[data-results] a").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    order = [url.rpartition("/")[2] for url in asked if url.endswith(".json")]
    assert set(order[:2]) == {"texts.json", "finder.json"}
    assert set(order[2:]) == {"readings.json", "places.json", "more.json", "holidays.json"}


def test_texts_are_few_bytes(real_site: Path) -> None:
    sizes = {name: len(brotli.compress((real_site / name.strip("/")).read_bytes())) for name in (addresses.TEXTS, addresses.READINGS)}
    assert sum(sizes.values()) <= 110_000, sizes


def test_what_an_input_method_is_still_composing_is_not_looked_for(page: Page, real_url: str) -> None:
    page.goto(f"{real_url}/search/?q=春晖")
    expect(page.locator("[data-results] a").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    before = page.locator(".found").inner_text()
    page.evaluate(
        """() => {
        const box = document.querySelector("[name=q]");
        box.dispatchEvent(new CompositionEvent("compositionstart"));
        box.value = "shi yong";
        box.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
    }"""
    )
    assert page.locator(".found").inner_text() == before
    page.evaluate(
        """() => {
        const box = document.querySelector("[name=q]");
        box.value = "试用期";
        box.dispatchEvent(new CompositionEvent("compositionend"));
    }"""
    )
    expect(page.locator("[data-results] a").first).to_have_text("试用期")


def test_what_is_lost_on_the_way_is_said_and_asked_for_again(page: Page, real_url: str) -> None:
    lost = []

    def lose(route) -> None:  # type: ignore[no-untyped-def]
        lost.append(route.request.url)
        route.abort() if len(lost) == 1 else route.continue_()

    page.route("**/texts.json", lose)
    page.clock.install(time=NOW)
    page.goto(f"{real_url}/search/?q=试用期")
    expect(page.locator(".found")).to_contain_text("没有取到")
    expect(page.locator("[data-lists]").get_by_role("link", name="党课")).to_be_visible()
    page.clock.fast_forward(6000)
    expect(page.locator("[data-results] a").first).to_have_text("试用期")
    assert len(lost) == 2


def test_a_district_without_stations_searches_its_texts(page: Page, real_url: str, demonstration: Path) -> None:
    site = replace(check_tree(demonstration, dt.date(2026, 11, 23))[0], stations=())
    more = dict(search.files(site, TEMPLATES, []))[addresses.MORE]
    bodies = {"finder.json": finder.index(site), "places.json": finder.places(site), "more.json": more}
    page.route(re.compile("/(finder|places|more).json$"), lambda route: route.fulfill(body=bodies[route.request.url.rpartition("/")[2]]))
    page.goto(f"{real_url}/search/?q=shiyongqi")
    expect(page.locator("[data-results] li > a").first).to_have_text("试用期")
    page.wait_for_load_state("networkidle")
    page.locator("[name=q]").fill("春晖街道")
    expect(page.locator("[data-results] li > a").first).to_have_text("春晖街道")


def test_the_later_files_may_be_lost(page: Page, real_url: str) -> None:
    page.route("**/more.json", lambda route: route.abort())
    page.goto(f"{real_url}/search/?q=试用期")
    expect(page.locator("[data-results] a").first).to_have_text("试用期")
    page.locator("[name=q]").fill("春晖街道")
    expect(page.locator("[data-results] a").first).to_have_text("春晖街道")


def test_the_address_holds_what_was_typed_and_back_comes_back_to_it(page: Page, real_url: str) -> None:
    page.goto(f"{real_url}/search/")
    page.locator("[name=q]").fill("用工第一天")
    page.locator("[data-results] a").first.click()
    expect(page.locator("h1")).to_have_text("用工第一天")
    page.go_back()
    expect(page.locator("[name=q]")).to_have_value("用工第一天")
    expect(page.locator("[data-results] a").first).to_have_text("第 8 讲　用工第一天")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_header_and_a_key_lead_to_the_box(page: Page, real_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{real_url}/lessons/08/")
    page.get_by_role("banner").get_by_role("link", name="搜索").click()
    expect(page.locator("input[type=search]")).to_be_focused()
    assert page.locator("input[type=search]").count() == 1
    page.go_back()
    page.keyboard.press("/")
    expect(page).to_have_url(f"{real_url}/search/")
    page.goto(f"{real_url}/stations/")
    expect(page.locator("form.finder")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("input[type=search]")).to_be_focused()
    expect(page.locator("input[type=search]")).to_have_value("")


def test_home_asks_the_one_box(page: Page, real_url: str) -> None:
    page.goto(real_url)
    page.locator("input[type=search]").fill("试用期")
    page.keyboard.press("Enter")
    expect(page.locator("[data-results] a").first).to_have_text("试用期")
    page.goto(real_url)
    page.get_by_role("link", name="签合同").click()
    expect(page.locator("[name=q]")).to_have_value("签合同")
    expect(page.locator("[data-results] a").first).to_be_visible()


def test_arrows_go_through_the_results(page: Page, real_url: str) -> None:
    page.goto(f"{real_url}/search/")
    expect(page.locator("[name=q]")).to_be_focused()
    page.keyboard.type("春晖")
    links = page.locator("[data-results] li > a")
    expect(links.first).to_be_visible()
    page.keyboard.press("Enter")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[name=q]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("[name=q]")).to_be_focused()


def test_without_scripts_the_page_leads_to_the_lists(browser: Browser, real_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{real_url}/search/")
    assert not page.locator("input, button").filter(visible=True).count()
    expect(page.get_by_text("可以从这些地方找起")).to_be_visible()
    page.locator("article").get_by_role("link", name="名词解释").click()
    expect(page.locator("h1")).to_have_text("名词解释")
    page.goto(real_url)
    assert not page.locator("form").filter(visible=True).count()
    context.close()


def test_words_of_the_leader_and_of_other_pages_are_not_a_pages_own(real_site: Path) -> None:
    texts = json.loads((real_site / addresses.TEXTS.strip("/")).read_text(encoding="utf-8"))
    entries = [entry for _, group in texts["groups"] for entry in group]
    assert not [address for address, *_ in entries if "sheet" in address]
    (eighth,) = [parts for address, _, parts in entries if address == "/lessons/08/"]
    told = "\n".join(text for _, _, text in eighth)
    assert "端出第一只碗" in told
    assert "押三百块钱，走的时候退" in told
    assert "登记是管理，没有收钱" in told
    assert "现在就学" not in told
    assert "打印主持人用的一页纸" not in told
