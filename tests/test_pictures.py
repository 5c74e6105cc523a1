"""Pictures: how lines are read, what everybody gets to read of them, and that they fit a small phone with large type."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import html5lib
import pytest
import trees
from hypothesis import given, settings
from hypothesis import strategies as st
from members_home.booklet.book import booklet_html
from members_home.checks import check_tree
from members_home.model.site import Site
from members_home.pages import areas, course_print, lessons, services
from members_home.source.pictures import KINDS, read
from members_home.source.pictures import width as places
from members_home.source.rendering import Renderer
from members_home.source.tree import Writer, plain, text_of
from playwright.sync_api import Browser

NOTE = "> 《劳动合同法》第十条第二款"
PICTURE = f"```timeline\n合同签晚了\n用工日 | 订合同 | 一个月内\n! 一个月后 | 两倍的工资\n{NOTE}\n```\n\n"
TYPED = {
    "timeline": ("标题", "用工日 | 订合同 | 头一个月", "! 满月 | 两倍的工资", "* 满一年 | 视为已订", "后来 | 补上", NOTE),
    "route": ("标题", "? 调解 | 15 日 | 先谈", "* 仲裁 | 1 年", "~ 侧门 | 投诉", NOTE),
    "decision": ("标题", "变了吗？ | 是：应当转 | 否：看第 2 问", "外出了吗？ | 是：转 | 否：不转", NOTE),
    "staircase": ("标题", "不满三个月 | 不得约定 | 0", "一年以上 | 2 个月 | 2", NOTE),
    "countdown": ("标题", "申诉 | 5 日内 | 2 申诉", "选举日 | 1", NOTE),
    "ladder": ("标题", "没装 | 五万元以下", "情节严重 | 停业 | 整顿", NOTE),
}
HEARD = {  # what stands in each, in the order of reading
    "timeline": "用工日\n订合同\n头一个月\n满月\n两倍的工资\n满一年\n视为已订\n后来\n补上",
    "route": "调解\n15 日\n先谈\n仲裁\n1 年\n侧门\n投诉",
    "decision": "变了吗？\n是\n应当转\n否\n看第 2 问\n外出了吗？\n是\n转\n否\n不转",
    "staircase": "不满三个月\n不得约定\n一年以上\n2 个月",
    "countdown": "申诉\n5 日内\n选举日",
    "ladder": "没装\n五万元以下\n情节严重\n停业\n整顿",
}
PAGES = ("/lessons/06/", "/lessons/08/", "/lessons/11/", "/lessons/15/", "/lessons/17/", "/lessons/18/", "/services/membership-transfer/")
WIDE = """() => [...document.querySelectorAll(".picture, .picture *:not(svg)")].filter((element) => {
  const box = element.getBoundingClientRect();
  return box.width && !element.closest(".picture-squares") && (box.right > innerWidth - 18 || box.left < 18);
}).map((element) => element.className || element.tagName)"""
ROWS = """(name) => new Set([...document.querySelectorAll(name + " > li")].map((item) => item.getBoundingClientRect().top)).size"""


def fence(kind: str) -> str:
    return f"```{kind}\n" + "\n".join(TYPED[kind]) + "\n```"


def tiny(folder: Path, text: str = PICTURE) -> Site:
    """The small tree with a picture in its lesson."""
    root = trees.copy_tree(folder)
    trees.apply({"replace": {"lessons/08-di-yi-tian.md": [["## 明天怎么做", f"{text}## 明天怎么做"]]}}, root)
    return check_tree(root, trees.TODAY)[0]


@pytest.fixture(scope="module")
def real() -> Site:
    return check_tree(trees.HERE.parent, dt.date(2026, 11, 26))[0]


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_was_typed_is_read_in_its_order(kind: str) -> None:
    rendered = Renderer().render(fence(kind), 10)
    (figure,) = rendered.root
    assert rendered.faults == ()
    assert figure.get("class") == f"picture picture-{kind}"
    assert plain([figure]) == f"一张图看懂\n标题\n{HEARD[kind]}\n{NOTE.removeprefix('> ')}"
    assert [run.line for run in rendered.runs if run.text in ("标题", NOTE.removeprefix("> "))] == [11, 10 + len(TYPED[kind])]


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_one_figure_with_a_caption_and_one_list(kind: str) -> None:
    html = str(Writer().html(Renderer().render(fence(kind)).root))
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(f"<!doctype html><title>a</title>{html}")
    assert [element.tag for element in tree.find("body/figure")] == [
        "figcaption",
        *(["div"] if kind == "countdown" else []),
        "ol",
        "p",
    ]
    assert "style=" not in html
    assert "source line" not in html
    hidden = [element for element in tree.iter() if element.get("aria-hidden")]
    assert {element.tag for element in hidden} <= {"div", "{http://www.w3.org/2000/svg}svg"}
    assert bool(hidden) == (kind in ("staircase", "countdown"))


def test_what_the_shape_of_a_stop_says_is_heard() -> None:
    html = str(Writer().html(Renderer().render(fence("route")).root))
    assert re.findall(r'picture-name">(\w+)<span role="img" aria-label="(\w+)">', html) == [
        ("调解", "可以不走"),
        ("仲裁", "要走"),
        ("侧门", "另一条路"),
    ]


def test_steps_are_as_high_as_their_numbers_and_each_day_is_a_square() -> None:
    steps = Renderer().render(fence("staircase").replace("| 0", "| 1")).root
    assert [svg.get("height") for svg in steps.iter("svg")] == ["36", "72"]
    days = Renderer().render(fence("countdown")).root
    assert [cell.get("class") or cell.get("colspan") for cell in days.iter("td")] == ["2", "1", "day-1", "day-1", "day-last"]


@pytest.mark.parametrize(("lines", "shape"), [(2, "bar"), (3, "bar"), (4, "stops")])
def test_a_timeline_of_more_than_three_lines_has_stops(lines: int, shape: str) -> None:
    typed = ["标题", *["甲 | 乙"] * lines, NOTE]
    picture, faults = read(KINDS["timeline"], enumerate(typed), 0)
    assert (picture.is_bar, faults) == (shape == "bar", ())


@pytest.mark.parametrize(("text", "expected"), [("汉字", 2), ("12", 1), ("3 个月", 3), ("", 0), ("“甲”", 3)])
def test_letters_and_digits_take_half_a_place(text: str, expected: int) -> None:
    assert places(text) == expected


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(list(KINDS)), st.lists(st.text("甲1 |｜!?*~>：？-《》<b\\`", max_size=14), max_size=6))
def test_no_line_can_break_a_picture(kind: str, typed: list[str]) -> None:
    rendered = Renderer().render(f"~~~{kind}\n" + "\n".join(typed) + "\n~~~")
    html = str(Writer().html(rendered.root))
    assert "<b" not in html
    html5lib.HTMLParser(strict=True).parse(f"<!doctype html><title>a</title>{html}")


def test_minutes_leave_a_picture_out_and_the_check_of_a_text_does_not(tmp_path: Path) -> None:
    (with_picture,) = tiny(tmp_path / "with").lessons
    (without,) = tiny(tmp_path / "without", "").lessons
    assert with_picture.han == without.han
    assert with_picture.hash != without.hash
    assert len(with_picture.citations) == len(without.citations) + 1


def test_page_print_and_booklet_show_the_same_picture(tmp_path: Path) -> None:
    site = tiny(tmp_path)
    pages = {page.address: str(page.body) for page in lessons.pages(site, trees.TEMPLATES)}
    printed = str(course_print.page(site, trees.TEMPLATES).body)
    shown = [pages["/lessons/08/"], printed, booklet_html(site, trees.TEMPLATES)]
    figures = [re.findall("<figure.*?</figure>", html, re.S) for html in shown]
    assert [len(found) for found in figures] == [1, 1, 1]
    words = [re.sub("<[^>]*>", "", found[0]) for found in figures]
    assert set(words) == {"一张图看懂合同签晚了用工日订合同一个月内一个月后两倍的工资《劳动合同法》第十条第二款"}
    assert [found[0].count('class="cite"') for found in figures] == [1, 1, 1]
    assert [found[0].count('class="term"') for found in figures] == [0, 0, 0]


def test_a_service_shows_its_pictures_below_what_they_explain(real: Site) -> None:
    service = real.service_by_id["membership-transfer"]
    html = str(services.page(real, trees.TEMPLATES, service, {}).body)
    order = ['id="谁可以办"', "picture-decision", 'id="带什么"', 'id="一步一步"', "picture-timeline", 'id="哪些站点能帮忙"']
    assert order == sorted(order, key=html.index)


def test_the_tree_of_an_area_adds_up(tmp_path: Path) -> None:
    site = tiny(tmp_path)
    pages = {page.address: str(page.body) for page in areas.pages(site, trees.TEMPLATES, site.areas)}
    tree = pages["/areas/shili/"].partition('<ul class="tree card">')[2].partition("<h2")[0]
    rows = re.findall("<p>(.*?)</p>", tree)
    assert [re.sub("<[^>]*>", " ", row).split() for row in rows] == [
        ["示例区", "3", "个站点"],
        ["春晖街道", "2", "个站点"],
        ["街道本级", "1", "个站点"],
        ["青禾社区", "1", "个站点"],
        ["秋实街道", "1", "个站点"],
        ["街道本级", "1", "个站点"],
        ["丰收社区", "0", "个站点"],
    ]
    assert "tree" not in pages["/areas/qinghe/"]


def test_the_first_lessons_that_explain_by_a_picture(real: Site) -> None:
    drawn = {lesson.number for lesson in real.lessons if next(lesson.document.rendered.root.iter("figure"), None) is not None}
    assert {6, 8, 11, 15, 17, 18} <= drawn


def test_the_handbook_shows_what_it_explains(real: Site) -> None:
    (page,) = (page for page in real.pages if page.document.path.endswith("handbook/lessons.md"))
    shown = {figure.get("class") for figure in page.document.rendered.root.iter("figure")}
    assert shown == {f"picture picture-{kind}" for kind in KINDS}
    typed = "".join(text_of(fence) for fence in page.document.rendered.root.iter("pre"))
    assert [kind for kind in KINDS if f"```{kind}\n" not in typed] == []


@pytest.mark.parametrize(("width", "size"), [(390, "100%"), (320, "200%")])
def test_pictures_fit_a_phone_and_stack_where_type_is_large(browser: Browser, real_url: str, width: int, size: str) -> None:
    is_large = size == "200%"
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.add_init_script(f"addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '{size}')")
    for address in PAGES:
        page.goto(real_url + address)
        assert page.locator(".picture").count() > 0, address
        assert page.evaluate(WIDE) == [], address
        if address == "/lessons/08/":
            assert page.evaluate(ROWS, ".picture-bar") == (3 if is_large else 1)
            assert page.evaluate(ROWS, ".picture-staircase .picture-list") == (4 if is_large else 1)
        if address == "/lessons/15/":
            assert (page.evaluate("document.querySelector('.picture-squares').offsetHeight") == 0) == is_large
    page.close()
