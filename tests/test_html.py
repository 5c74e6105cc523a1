"""Every page of the real and of the tiny site is valid HTML, and a line break between 汉字 is nowhere a space."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import html5lib
import pytest
from conftest import TODAY, build_site, make_tiny
from html5lib.html5parser import ParseError
from members_home.booklet.book import booklet_html
from members_home.checks import check_tree
from trees import TEMPLATES


def fault(html: str) -> str:
    """Why a page is not valid; "" where it is."""
    try:
        html5lib.HTMLParser(strict=True).parse(html)
    except ParseError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", ["tiny_site", "real_site"])
def test_every_page_is_valid(request: pytest.FixtureRequest, name: str) -> None:
    site: Path = request.getfixturevalue(name)
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    faults = {page.relative_to(site).as_posix(): fault(page.read_text(encoding="utf-8")) for page in pages}
    assert {page: words for page, words in faults.items() if words} == {}


@pytest.mark.parametrize(
    "body",
    ["<p><p>a</p></p>", "<p><ul><li>a</li></ul></p>", "<div>a", "<p>a</div>", "<a href='b'><a href='c'>d</a></a>", "<ul><li>a</ul></li>"],
)
def test_a_stray_tag_would_be_noticed(body: str) -> None:
    assert fault(f"<!doctype html><html lang='zh'><head><title>a</title></head><body>{body}</body></html>")


@pytest.mark.parametrize("name", ["tiny_site", "real_site"])
def test_no_identifier_is_given_twice(request: pytest.FixtureRequest, name: str) -> None:
    site: Path = request.getfixturevalue(name)
    for page in sorted(site.rglob("*.html")):
        found = re.findall(r'\sid="([^"]+)"', page.read_text(encoding="utf-8"))
        assert sorted(found) == sorted(set(found)), page


LESSON = {  # words of the tiny tree's lesson, and how a writer may have broken them
    "小林到面馆上班": "小林到面馆\n上班",
    "合同不是不信任，是把": "合同不是不信任，\n是把",
    "上班先签合同，最晚不过一个月。": "上班先签合同，\n   最晚不过一个月。",
    "自己手里有一份，才说得清。": "自己手里\n    有一份，才说得清。",
    "你身边有没有一直没签合同的工友？": "你身边有没有\n   一直没签合同的工友？",
}
SHARED = ("上班先签合同，最晚不过一个月。", "你身边有没有一直没签合同的工友？")  # what the sheet takes over
PRINTED = {"lessons/08": tuple(LESSON), "course/print": tuple(LESSON)[:3], "lessons/08/sheet": SHARED, "the booklet": tuple(LESSON)}
BROKEN = {
    "a paragraph": ("第一行的字\n第二行的字", "第一行的字第二行的字"),
    "two spaces behind": ("第一行的字 \n第二行的字", "第一行的字第二行的字"),
    "a list": ("- 一项的前半\n  后半", "一项的前半后半"),
    "a quotation": ("> 引文的前半\n> 后半", "引文的前半后半"),
    "within bold": ("**粗体的前半\n后半**", "粗体的前半后半"),
    "punctuation": ("前半，\n后半", "前半，后半"),
    "before bold": ("前半\n**后半**。", "前半后半。"),
    "behind bold": ("**前半**\n后半", "前半后半"),
    "between two": ("**前半**\n*后半*", "前半后半"),
    "before a citation": ("依据是\n《党章》第三条，\n请看原文。", "依据是《党章》第三条，请看原文。"),
    "an old form": ("前半𠮷\n𠮷后半", "前半𠮷𠮷后半"),
    "letters keep their space": ("Word\nPDF", "Word PDF"),
    "letters beside bold": ("Word\n**PDF**\nExcel", "Word PDF Excel"),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree whose texts break their lines wherever Markdown lets them, built."""
    root = make_tiny(tmp_path_factory.mktemp("broken"))
    about = root / "docs" / "about.md"
    cases = "\n\n".join(typed for typed, _ in BROKEN.values())
    about.write_text(f"{about.read_text(encoding='utf-8')}\n{cases}\n", encoding="utf-8")
    (lesson,) = (root / "lessons").glob("*.md")
    text = lesson.read_text(encoding="utf-8")
    for whole, parts in LESSON.items():
        assert text.count(whole) == 1
        text = text.replace(whole, parts)
    lesson.write_text(text, encoding="utf-8")
    build_site(root, root / "site")
    return root


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", "".join(html5lib.parse(html, namespaceHTMLElements=False).itertext()))


@pytest.mark.parametrize("case", BROKEN)
def test_a_line_break_between_characters_is_no_space_on_a_page(broken: Path, case: str) -> None:
    assert BROKEN[case][1] in words_of((broken / "site" / "about" / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PRINTED)
def test_a_line_break_in_a_lesson_is_no_space_wherever_it_is_printed(broken: Path, page: str) -> None:
    if page == "the booklet":
        html = booklet_html(check_tree(broken, dt.date.fromisoformat(TODAY))[0], TEMPLATES)
    else:
        html = (broken / "site" / page / "index.html").read_text(encoding="utf-8")
    words = words_of(html)
    assert [whole for whole in PRINTED[page] if whole not in words] == []
