"""A citation opens in place what the register knows; without a script, and where nothing comes, it is a link to the register."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import axe
import pytest
from members_home.checks import check_tree
from members_home.model import addresses
from members_home.pages import instruments
from playwright.sync_api import Browser, Page, expect
from trees import TODAY, apply, copy_tree

LESSON = "/lessons/08/"
LAW = "中华人民共和国劳动合同法"
CITED = "[id=main] .rule a.cite"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield page
    context.close()


def test_a_citation_opens_below_its_sentence_and_closes_where_it_was(page: Page, real_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(real_url)))
    page.goto(real_url + LESSON)
    page.wait_for_load_state("networkidle")
    assert addresses.FACTS not in asked
    first, second = page.locator(CITED).first, page.locator(CITED).nth(2)
    expect(first).to_have_attribute("aria-expanded", "false")
    first.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("group", name="《劳动合同法》是什么")
    expect(panel).to_contain_text(LAW)
    expect(panel).to_contain_text("全国人民代表大会常务委员会")
    expect(panel).to_contain_text("2013 年 7 月 1 日起施行 · 现行有效")
    expect(panel).to_contain_text("国家法律法规数据库")
    expect(panel.get_by_role("link")).to_have_attribute("href", re.compile(r"/instruments/#"))
    expect(first).to_have_attribute("aria-expanded", "true")
    assert first.evaluate("link => link.closest('.rule').nextElementSibling.className") == "known"
    assert panel.evaluate("panel => panel.getBoundingClientRect().right <= innerWidth")
    for control in panel.locator("a, button").all():
        box = control.bounding_box()
        assert box and box["height"] >= 44
    assert axe.faults(page) == []
    for scheme in ("light", "dark"):
        assert axe.faults_of_colour(page, scheme, within=".known") == []
    for _ in range(4):  # past the other citations of the sentence into the panel
        page.keyboard.press("Tab")
        if panel.get_by_role("link").evaluate("link => link === document.activeElement"):
            break
    expect(panel.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "false")
    second.click()
    expect(panel).to_have_count(1)
    panel.get_by_role("button", name="收起").click()
    expect(second).to_be_focused()
    second.click()
    second.click()
    expect(panel).to_have_count(0)
    assert asked.count(addresses.FACTS) == 1
    assert page.url == real_url + LESSON


@pytest.mark.parametrize("lost", ["**/assets/cite.js*", f"**{addresses.FACTS}"])
def test_where_nothing_comes_it_is_the_link_that_it_was(page: Page, real_url: str, lost: str) -> None:
    page.route(lost, lambda route: route.abort())
    page.goto(real_url + LESSON)
    page.locator(CITED).first.click()
    expect(page).to_have_url(re.compile(r"/instruments/#"))


def test_another_tab_is_a_tab_of_the_register(page: Page, real_url: str) -> None:
    page.goto(real_url + LESSON)
    with page.context.expect_page() as opened:
        page.locator(CITED).first.click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_url("**/instruments/**")
    expect(page.locator(".known")).to_have_count(0)


def test_without_scripts_it_is_a_link(browser: Browser, real_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(real_url + LESSON)
    assert page.locator(CITED).first.get_attribute("aria-expanded") is None
    page.locator(CITED).first.click()
    assert "/instruments/#" in page.url
    context.close()


def test_the_facts_say_what_changed_and_what_took_its_place(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = copy_tree(tmp_path_factory.mktemp("tree"))
    cited = "看《示例区议事规则》第三条、《合同法》第一条、《党章》第四条。"
    apply({"replace": {"docs/policies/reception-day.md": [["《党章》第四条讲党员的权利。", cited]]}}, root)
    address, text = instruments.facts(check_tree(root, TODAY)[0])
    facts = json.loads(text)
    assert address == "/instruments/facts.json"
    assert facts["示例区议事规则"] == {
        "title": "示例区议事规则（虚构）",
        "lines": ["2020 年 1 月 1 日起施行 · 现行有效"],
        "change": "2027 年 6 月 1 日起：第五条要改",
    }
    assert facts["合同法"]["lines"] == [
        "法律",
        "已失效或被取代（2021 年 1 月 1 日起）",
        "由《民法典》取代",
        "原文到国家法律法规数据库，按名称查。",
    ]
    assert facts["党章"]["lines"] == ["党内法规", "现行有效"]
