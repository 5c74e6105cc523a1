"""Pages as strings: hours in words, the shell, links between addresses, the words of a page."""

from __future__ import annotations

from dataclasses import replace

import make
import pytest
from markupsafe import Markup
from members_home.checks import check_tree
from members_home.model.addresses import relative
from members_home.model.registers.instruments import Upcoming
from members_home.model.registers.stations import Reception
from members_home.model.texts import BLOCKS, Lesson
from members_home.pages import SitePage, areas, blocks, course_print, lessons, stations
from members_home.pages.shell import BODY, DESCRIPTION, SOURCE, TITLE, Shell, ShellError, shell_page
from members_home.pages.times_in_words import reception, special, weekly
from trees import TEMPLATES, TODAY, TREE

WORKDAYS = ("一", "二", "三", "四", "五")


def test_hours_in_words() -> None:
    hours = (
        make.opening(WORKDAYS, "09:00", "11:30", "closed"),
        make.opening(WORKDAYS, "13:30", "17:00", "closed"),
        make.opening(("六",), "10:00", "12:00", "open"),
    )
    assert weekly(hours) == [
        ("周一至周五", "9:00–11:30、13:30–17:00"),
        ("周六", "10:00–12:00"),
        ("周日", "休息"),
        ("节假日", "周六 10:00–12:00照常开放，其余休息"),
    ]
    assert weekly(()) == []
    assert weekly((make.opening(tuple("一二三四五六日"), "08:00", "20:00", "open"),)) == [("每天", "8:00–20:00"), ("节假日", "照常开放")]
    assert weekly((make.opening(("一", "三"), "08:00", "09:00", "closed"),))[0] == ("周一、周三", "8:00–9:00")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (make.reception("weekly", "", "五", "", "19:00", "20:30", "skipped"), "每周五 19:00–20:30"),
        (make.reception("monthly", "1", "三", "", "14:00", "16:00", "skipped"), "每月第一个周三 14:00–16:00"),
        (make.reception("monthly", "last", "六", "", "09:00", "11:00", "skipped"), "每月最后一个周六 9:00–11:00"),
        (make.reception("monthly", "", "", "8", "14:00", "16:00", "skipped"), "每月 8 号 14:00–16:00"),
    ],
)
def test_reception_in_words(rule: Reception, words: str) -> None:
    assert reception(rule) == words


def test_special_days_in_words() -> None:
    assert special(make.special_day("2026-12-31", True, "", "", "盘点")) == "2026 年 12 月 31 日休息（盘点）"
    assert special(make.special_day("2026-02-03", False, "10:00", "12:00", "小年")) == "2026 年 2 月 3 日 10:00–12:00（小年）"


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("/", "/", "./"),
        ("/lessons/08/", "/", "lessons/08/"),
        ("/", "/lessons/08/", "../../"),
        ("/stations/st-900001/", "/areas/chunhui/", "../../stations/st-900001/"),
        ("/instruments/#公司法", "/lessons/08/", "../../instruments/#公司法"),
        ("/instruments/#公司法", "/instruments/", "#公司法"),
    ],
)
def test_links_work_wherever_the_site_is_mounted(target: str, page: str, link: str) -> None:
    assert relative(target, page) == link


def moulded(body: str = BODY) -> str:
    return f"<title>{TITLE}</title><link href='/areas/stamped-page-shell/'>{DESCRIPTION}{body}<a>{SOURCE}</a>"


def test_the_shell_is_filled_and_escapes() -> None:
    page = SitePage("/stations/st-900001/", "甲<乙", "“丙”&丁", "docs/a.yml", "station", Markup("<p>戊</p>"))
    filled = Shell.cut(moulded()).fill(page)
    assert filled == "<title>甲&lt;乙</title><link href='/stations/st-900001/'>“丙”&amp;丁<p>戊</p><a>docs/a.yml</a>"
    assert shell_page().body == BODY


@pytest.mark.parametrize("html", ["", moulded(""), moulded(BODY * 2), moulded().replace(TITLE, "")])
def test_a_shell_without_its_places_is_an_error(html: str) -> None:
    with pytest.raises(ShellError):
        Shell.cut(html)


def test_every_block_that_texts_may_name_can_be_filled() -> None:
    assert set(blocks.BLOCKS) == set(BLOCKS)


def test_a_lesson_says_when_its_citations_are_not_settled() -> None:
    site, _ = check_tree(TREE, TODAY)
    (lesson,) = site.lessons

    def words(changed: Lesson) -> str:
        return lessons.page(replace(site, lessons=(changed,)), TEMPLATES, changed).body

    assert "正在复核" not in words(lesson)
    assert "条文核对到" in words(lesson)
    assert "待主管部门审定" in words(lesson)
    assert "待主管部门审定" not in words(replace(lesson, approved=make.date("2026-10-30")))
    assert "正在复核" in words(replace(lesson, checked=make.checked("2026-10-20", "00000000")))
    unchecked = words(replace(lesson, checked=make.checked("2026-10-20")))
    assert "本讲的条文还没有核对完" in unchecked
    assert "条文核对到" not in unchecked


def test_a_lesson_whose_law_changed_since_says_that_it_is_being_revised() -> None:
    site, _ = check_tree(TREE, TODAY)
    (lesson,) = site.lessons
    cited = next(one for one in site.instruments if f"《{one.short}》" in lesson.document.body)
    day_after = make.date("2026-10-31")
    changed = tuple(replace(one, upcoming=Upcoming(on=day_after, note="条号变动")) if one is cited else one for one in site.instruments)
    assert lesson.read_on is not None and lesson.read_on < day_after
    assert "正在修订" in lessons.page(replace(site, instruments=changed), TEMPLATES, lesson).body
    assert "正在修订" not in lessons.page(site, TEMPLATES, lesson).body


def test_the_printed_course_holds_every_lesson_and_its_answers_at_the_end() -> None:
    site, _ = check_tree(TREE, TODAY)
    (lesson,) = site.lessons
    body = course_print.page(site, TEMPLATES).body
    rights = ["甲乙丙丁"[[choice.is_right for choice in question.choices].index(True)] for question in lesson.questions]
    assert f">第 {lesson.number} 讲 {lesson.title}</h2>" in body
    assert body.rstrip().endswith(f"<li>第 {lesson.number} 讲：1 {rights[0]}、2 {rights[1]}、3 {rights[2]}</li></ul>")
    assert "[x]" not in body


def test_an_extension_stands_after_the_telephone_wherever_it_is_shown() -> None:
    site, _ = check_tree(TREE, TODAY)
    station = site.station_by_id["st-900002"]
    inside = replace(station, contact=replace(station.contact, extension="801"))
    changed = replace(site, stations=tuple(inside if other is station else other for other in site.stations))

    (page,) = stations.pages(changed, TEMPLATES, [inside])
    assert '<a href="tel:010-00000002">010-00000002</a> 转 801 ' in page.body
    assert page.description.endswith("电话 010-00000002 转 801。")
    (plain,) = stations.pages(site, TEMPLATES, [station])
    assert "转" not in plain.description
    assert "</a> 转" not in plain.body
    listed = next(page for page in areas.pages(changed, TEMPLATES, changed.areas) if page.title == "青禾社区")
    assert "电话 010-00000002 转 801" in listed.body
    assert "转 801</span>" in listed.body  # beside the button, where the number is not shown
