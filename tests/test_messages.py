"""Text messages of lessons: short addresses in them and in codes to scan, and as how many messages they are sent."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from members_home.checks import check_tree
from members_home.checks.course import messages
from members_home.model.addresses import redirects, short
from members_home.model.load import load_site
from members_home.model.messages import characters, message, pieces
from members_home.model.site import Site
from members_home.pages import files, leader_sheets
from members_home.pages.codes import qr
from members_home.problems import as_text
from trees import TEMPLATES, TODAY, TREE, apply, check, copy_tree

ADDRESS = "https://dyzj.example.gov.cn/"


@pytest.fixture(scope="module")
def site() -> Site:
    return check_tree(TREE, TODAY, "https://example.cn/home/")[0]


def with_address(site: Site, address: str) -> Site:
    return replace(site, duties=replace(site.duties, address=address))


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (201, 3), (202, 4)])
def test_a_long_message_is_sent_in_pieces_of_67(count: int, expected: int) -> None:
    assert pieces(count) == expected


def test_characters_are_counted_as_networks_do() -> None:
    assert [characters(text) for text in ("", "党课 a", "𠮷")] == [0, 4, 2]


def test_a_message_carries_the_short_address(site: Site) -> None:
    (lesson,) = site.lessons
    assert message(site, lesson) == f"【网上党员之家】{lesson.sms}https://example.cn/home/8/"
    for address in (ADDRESS, ADDRESS.rstrip("/")):
        assert message(with_address(site, address), lesson) == f"【网上党员之家】{lesson.sms}{ADDRESS}8/"


def test_the_table_says_as_how_many_messages_each_is_sent(site: Site) -> None:
    for address, expected in ((ADDRESS, "1"), (f"https://example.gov.cn/{'a' * 60}/", "2")):
        text = dict(files(with_address(site, address), ""))["/course/sms.csv"].removeprefix("\ufeff")
        header, row = csv.reader(io.StringIO(text))
        assert (header[3:], row[3:]) == (["字数", "条数"], [str(len(row[2])), expected])


def test_the_code_on_a_leaders_sheet_is_that_of_the_short_address(site: Site) -> None:
    (lesson,) = site.lessons
    body = leader_sheets.page(site, TEMPLATES, lesson).body
    assert str(qr(site, "/8/")) in body
    assert '<a href="../../../lessons/08/">第 8 讲</a>' in body  # a reader at a screen goes straight to the lesson


def test_every_lesson_has_a_short_address_and_an_old_one_may_be_written_over_it(site: Site) -> None:
    assert short(site) == {"/8/": "/lessons/08/"}
    assert redirects(site) == {"/8/": "/lessons/08/", "/guanyu/": "/about/"}
    assert redirects(replace(site, addresses=("/8/ -> /about/",))) == {"/8/": "/about/"}
    assert short(replace(site, lessons=(replace(site.lessons[0], number=0),))) == {}


def test_a_short_address_is_a_page_that_leads_on_under_any_path(tiny_site: Path) -> None:
    html = (tiny_site / "8" / "index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in html
    assert '<meta http-equiv="refresh" content="0; url=../lessons/08/">' in html
    assert '<link rel="canonical" href="http://127.0.0.1:8000/lessons/08/">' in html
    assert "/8/<" not in (tiny_site / "sitemap.xml").read_text(encoding="utf-8")


def test_a_short_address_is_promised_like_any_other(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    apply({"replace": {"docs/_data/addresses.txt": [["/lessons/08/\n", "/8/\n/9/\n"]]}}, root)
    told = "docs/_data/addresses.txt:6: error address-vanished 网址“/9/”没有页面。公布过的网址要一直能用：请恢复页面，或把这一行写成“/旧网址/ -> /新网址/”。"
    assert as_text(check(root)) == told


def test_no_page_takes_a_short_address(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    (root / "docs/8.md").write_text("---\ntitle: 八\n---\n\n八。\n", encoding="utf-8")
    told = "docs/8.md: error address-twice 这个文件和 lessons/08-di-yi-tian.md 会是同一个网址“/8/”。请给其中一个改名。"
    assert as_text(check(root)) == told


def test_no_lesson_is_refused_for_a_districts_address() -> None:
    site = load_site(ROOT, TODAY)[0]
    assert len(site.lessons) == 24
    assert [item for item in messages(with_address(site, ADDRESS)) if item.level == "error"] == []
    promised = set(site.addresses)
    assert [address for address in short(site) if address not in promised] == []
