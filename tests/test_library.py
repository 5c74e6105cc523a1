"""The library: registers within policies, and the figures of past years."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from members_home.checks import check_tree
from members_home.model.registers.figures import Figure
from members_home.model.registers.stations import Station, Venue
from members_home.model.site import Site
from members_home.pages import articles, figures, register_lists
from members_home.pages.site_page import Linker
from members_home.problems import Place
from trees import TEMPLATES, TODAY, TREE

HERE = "/policies/reception-day/"


@pytest.fixture(scope="module")
def site() -> Site:
    return check_tree(TREE, TODAY)[0]


def text(html: str) -> str:
    """What a reader sees, a space between pieces."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def test_instructors_stand_by_mode_with_what_they_guide(site: Site) -> None:
    hired = replace(site.instructors[0], id="in-900002", mode="聘任", role="社区聘任指导员", serves=("st-900002",), sample=False)
    part_time = replace(hired, mode="兼职", kind="联络员", role="商会兼职联络员")
    html = register_lists.instructors(Linker(replace(site, instructors=(hired, part_time, *site.instructors)), TEMPLATES, HERE))
    assert re.findall("<h3>(.*?)</h3>", html) == ["专职", "兼职", "聘任"]
    assert "街道专职党建指导员 示例 专职指导员 · 春晖街道。联系：青禾社区联合党支部、示例助学社丙" in text(html)
    assert '商会兼职联络员<span class="muted">兼职联络员 · ' in html  # no mark: it is no sample
    assert '<a href="../../stations/st-900002/">青禾社区流动党员服务站</a>' in html


def test_branches_in_use_stand_by_form_with_where_they_meet(site: Site) -> None:
    joint = site.branches[0]
    own = replace(joint, id="br-900002", form="单独组建", name="示例茶社支部", station="st-900002", sample=False)
    gone = replace(own, id="br-900003", name="撤了的支部", status="dissolved")
    html = register_lists.branches(Linker(replace(site, branches=(joint, own, gone)), TEMPLATES, HERE))
    assert re.findall("<h3>(.*?)</h3>", html) == ["单独组建", "联合党支部"]
    assert text(html).startswith("单独组建 示例茶社支部 春晖街道青禾社区。在 青禾社区流动党员服务站 活动")
    assert "撤了的支部" not in html


def test_contact_points_and_pairings_say_who_what_and_since_when(site: Site) -> None:
    linker = Linker(site, TEMPLATES, HERE)
    assert text(register_lists.contact_points(linker)) == "街道一级 街道党工委委员 示例 每季到青禾社区联合党支部 标着“示例”的是虚构的。"
    assert (
        text(register_lists.pairings(linker))
        == "社区与企业 青禾社区党组织 和 示例面馆甲 示例 一起做：党建工作、企业文化 · 2024 年 7 月 1 日起 标着“示例”的是虚构的。"
    )


def test_demonstration_points_are_the_organizations_marked_so(site: Site) -> None:
    assert (
        text(register_lists.demonstration_points(Linker(site, TEMPLATES, HERE)))
        == "示例茶社乙 示例 茶叶 · 春晖街道青禾社区 标着“示例”的是虚构的。"
    )


def rooms(site: Site, count: int) -> Site:
    """The site with `count` rooms of 1, 2, 3 … seats that can be booked, and one each that cannot."""

    def room(n: int, status: str = "active", bookable: bool = True) -> Station:
        number = f"st-9001{n:02d}"
        venue = Venue(seats=n, equipment=("投影设备",), materials=("党章",) if n == 1 else (), bookable=bookable)
        return replace(site.stations[1], id=number, name=f"站点{n}", status=status, venue=venue)

    numbered = tuple(room(n) for n in range(1, count + 1))
    return replace(site, stations=(*numbered, room(90, status="suspended"), room(91, bookable=False), site.stations[0]))


def test_rooms_that_can_be_booked_stand_by_street_the_largest_first(site: Site) -> None:
    html = register_lists.venues(Linker(rooms(site, 2), TEMPLATES, HERE))
    assert text(html).startswith(
        "春晖街道 站点2 示例 2 座 · 投影设备 · 值班室 010-00000002 站点1 示例 1 座 · 投影设备 · 资料：党章 · 值班室"
    )
    assert re.findall("站点[0-9]+", html) == ["站点2", "站点1"]
    assert 'href="tel:010-00000002"' in html


def test_of_many_rooms_a_street_shows_the_largest_and_leads_to_the_rest(site: Site) -> None:
    html = register_lists.venues(Linker(rooms(site, 9), TEMPLATES, HERE))
    assert re.findall("站点[0-9]+", html) == ["站点9", "站点8", "站点7", "站点6", "站点5"]
    assert '<a href="../../areas/chunhui/">春晖街道还有 4 处，看全部站点</a>' in html


def test_an_empty_register_says_so(site: Site) -> None:
    empty = Linker(
        replace(site, branches=(), instructors=(), contact_points=(), pairings=(), stations=(), organizations=()), TEMPLATES, HERE
    )
    for block in (
        register_lists.branches,
        register_lists.instructors,
        register_lists.contact_points,
        register_lists.pairings,
        register_lists.venues,
        register_lists.demonstration_points,
    ):
        assert text(block(empty)) == "登记册里还没有。"


def test_a_policy_shows_its_register_in_place(site: Site) -> None:
    policy = site.policies[0]
    body = policy.document.body.replace("## 常见问题", "[[pairing-list]]\n\n## 常见问题")
    changed = replace(policy, document=replace(policy.document, body=body))
    page = articles.policy_page(replace(site, policies=(changed,)), TEMPLATES, changed)
    steps = page.body.partition(">一步一步</h2>")[2].partition(">常见问题</h2>")[0]
    assert "一起做：党建工作、企业文化" in steps
    assert "[[" not in page.body


def test_a_policy_says_the_status_of_what_it_rests_on(site: Site) -> None:
    policy = site.policies[0]
    assert "依据的状态 现行有效 " in text(articles.policy_page(site, TEMPLATES, policy).body)
    mixed = replace(policy, basis=("党章", "示例区服务条例"))
    assert "依据的状态 《党章》现行有效；《示例区服务条例》已通过，尚未施行 " in text(articles.policy_page(site, TEMPLATES, mixed).body)


def figure(label: str, value: float, unit: str = "名", wording: str = "", quoted: bool = False, group: str = "代表") -> Figure:
    return Figure(
        id=label,
        label=label,
        value=value,
        unit=unit,
        numerator=None,
        denominator=None,
        quoted=quoted,
        wording=wording or None,
        group=group,
        as_of="2007 年",
        source="《来源》",
        place=Place("docs/_data/figures/2007.yml", 1),
    )


def test_every_figure_shows_its_date_and_source(site: Site) -> None:
    page = figures.page(site, TEMPLATES, "2007", (figure("组建率", 99.4, "%", quoted=True), figure("融资", 3000, "万元", "近 3000 万元")))
    words = text(page.body)
    assert page.address == "/figures/2007/"
    assert "99.4% 组建率 2007 年 · 《来源》。照引来源：来源只给了这个比率，没有给分子和分母。" in words
    assert "近 3000 万元 融资 2007 年 · 《来源》" in words
    (computed,) = site.figures
    assert "75% 有党组织的规模以上企业 2007年底 · 测试用的来源。3 ÷ 4 算出来的。" in text(
        figures.page(site, TEMPLATES, "2007", (computed,)).body
    )


def test_bars_of_one_unit_are_drawn_from_zero_beside_the_numbers_they_show(site: Site) -> None:
    page = figures.page(site, TEMPLATES, "2007", (figure("甲", 40), figure("乙", 10), figure("丙", 1)))
    rows = re.findall(
        '<strong class="amount">([^<]*)</strong><span>([^<]*)</span><svg width="([0-9.]+)%"[^>]*aria-hidden="true"></svg>', page.body
    )
    assert rows == [("40 名", "甲", "100.00"), ("10 名", "乙", "25.00"), ("1 名", "丙", "2.50")]
    assert "条从零画起，长短就是数的大小。" in page.body


@pytest.mark.parametrize(
    "rows",
    [
        (figure("甲", 1), figure("乙", 2)),
        (figure("甲", 1), figure("乙", 2), figure("丙", 3, "家")),
        (figure("甲", 1), figure("乙", 2), figure("丙", 3, wording="近 3 名")),
        (figure("甲", 1, "%"), figure("乙", 2, "%"), figure("丙", 3, "%")),
    ],
)
def test_what_cannot_be_drawn_on_one_scale_is_not_drawn(site: Site, rows: tuple[Figure, ...]) -> None:
    assert "<svg" not in figures.page(site, TEMPLATES, "2007", rows).body
