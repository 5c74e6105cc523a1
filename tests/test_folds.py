"""What is folded away: `??? note "要查条文"`. It is read, judged, printed and found like any text, and is no part of the minutes."""

from __future__ import annotations

from pathlib import Path

import pytest
import trees
from members_home.booklet.book import booklet_html
from members_home.checks import check_tree
from members_home.model.site import Site
from members_home.pages import course_print, lessons
from members_home.pages.own_words import sections
from members_home.source.rendering import Renderer
from members_home.source.tree import Writer, runs

LESSON = "lessons/08-di-yi-tian.md"
FOLD = """??? note "要查条文"
    > 单位提供了培训费用的，可以约定服务期。*违反的，付违约金。*
    >
    > 《劳动合同法》第二十二条第一款、第二款

    - 逐条列出
"""


def tiny(folder: Path, fold: str) -> Site:
    root = trees.copy_tree(folder)
    text = (root / LESSON).read_text(encoding="utf-8")
    (root / LESSON).write_text(text.replace("## 明天怎么做", f"{fold}\n## 明天怎么做"), encoding="utf-8")
    return check_tree(root, trees.TODAY)[0]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return tiny(tmp_path_factory.mktemp("fold"), FOLD)


@pytest.fixture(scope="module")
def page(site: Site) -> str:
    (lesson,) = site.lessons
    return str(lessons.page(site, trees.TEMPLATES, lesson).body)


def html(text: str) -> str:
    return str(Writer().html(Renderer().render(text).root))


def test_a_fold_is_closed_unless_its_writer_opens_it() -> None:
    assert html('??? note "题"\n    字') == '<details class="note"><summary>题</summary><p>字</p></details>'
    assert html('???+ note "题"\n    字') == '<details open="open" class="note"><summary>题</summary><p>字</p></details>'


def test_every_line_in_a_fold_is_known() -> None:
    rendered = Renderer().render(f"前\n\n{FOLD}\n    末 <b>\n\n后", 10)
    found = [(run.line, run.tag, run.text) for run in runs(rendered.root)]
    assert found == [
        (10, "p", "前"),
        (12, "summary", "要查条文"),
        (13, "p", "单位提供了培训费用的，可以约定服务期。违反的，付违约金。"),
        (15, "p", "《劳动合同法》第二十二条第一款、第二款"),
        (17, "li", "逐条列出"),
        (19, "p", "末 <b>"),
        (21, "p", "后"),
    ]
    assert [(fault.rule, fault.line) for fault in rendered.faults] == [("html-in-text", 19)]


NONE = ["??? note", '??? note ""', '??? note " "', '??? "题"', '??? tip "题"', '??? note x "题"', "??? note “题”", '??? note "题" x']
TITLES = ["<b>", "[进](javascript:x)", "# 题", "**题**", "题 {: onclick=x }", "`题`", "&lt;b&gt;"]


@pytest.mark.parametrize("first", [*NONE, *(f'??? note "{title}"' for title in TITLES)])
def test_what_is_no_fold_stays_text_and_is_told(first: str) -> None:
    rendered = Renderer().render(f"前\n\n{first}\n    字", 10)
    assert rendered.root.find(".//details") is None
    assert ("structure-lost", 12) in [(fault.rule, fault.line) for fault in rendered.faults]


def test_minutes_leave_a_fold_out_and_the_check_of_a_text_does_not(tmp_path: Path, site: Site) -> None:
    (folded,) = site.lessons
    (without,) = tiny(tmp_path, "").lessons
    assert folded.han == without.han
    assert folded.hash != without.hash
    assert len(folded.citations) == len(without.citations) + 1


def test_a_rule_in_a_fold_is_a_quiet_quote_with_its_link(page: str) -> None:
    fold = page[page.index('<details class="note">') :].partition("</details>")[0]
    assert fold.startswith('<details class="note"><summary>要查条文</summary><blockquote><p>')
    assert 'class="cite"' in fold


def test_a_title_holds_no_link(tmp_path: Path) -> None:
    site = tiny(tmp_path, FOLD.replace("要查条文", "看《劳动合同法》第十条"))
    (lesson,) = site.lessons
    assert "<summary>看《劳动合同法》第十条</summary>" in str(lessons.page(site, trees.TEMPLATES, lesson).body)


def test_paper_has_no_folds(site: Site) -> None:
    for printed in (str(course_print.page(site, trees.TEMPLATES).body), booklet_html(site, trees.TEMPLATES)):
        assert printed.count('<details open="open" class="note">') == printed.count("<details") == 1


def test_the_search_finds_what_is_folded(page: str) -> None:
    (found,) = (section for section in sections(page) if section.heading == "规定怎么说")
    assert {"要查条文", "单位提供了培训费用的，可以约定服务期。违反的，付违约金。", "逐条列出"} <= set(found.text.split("\n"))
