"""What comes out of lessons besides their pages: the leader's sheet, text messages, the feed, words explained."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import feedparser
import make
import pytest
from members_home.checks import check_tree
from members_home.model.site import Site
from members_home.model.texts import Lesson
from members_home.pages import files, glossary, leader_sheets, lessons
from members_home.pages.site_page import Linker
from members_home.source.rendering import Renderer
from members_home.source.tree import text_of
from trees import TEMPLATES, TODAY, TREE

URL = "https://example.cn/home/"


@pytest.fixture(scope="module")
def site() -> Site:
    return check_tree(TREE, TODAY, URL)[0]


@pytest.fixture(scope="module")
def lesson(site: Site) -> Lesson:
    return site.lessons[0]


def test_a_leaders_notes_are_on_the_sheet_and_nowhere_else(site: Site, lesson: Lesson) -> None:
    sheet = leader_sheets.page(site, TEMPLATES, lesson).body
    page = lessons.page(site, TEMPLATES, lesson).body
    hints = [note.text for note in lesson.leader_notes]
    assert [(note.title, note.question) for note in lesson.leader_notes] == [("目标", 0), ("提示", 1), ("提示", 2)]
    for text in ("说得出合同最晚哪天签", "先讲自己的经历", "两人一组，演一遍"):
        assert sum(text in hint for hint in hints) == 1
        assert text in sheet
        assert text not in page
    assert "!!!" not in page + sheet
    for question in lesson.discussion:
        assert text_of(question) in sheet
        assert text_of(question) in page


def test_notes_for_the_leader_leave_the_lesson_as_it_was_read(lesson: Lesson) -> None:
    body = lesson.document.body
    without = replace(lesson, document=replace(lesson.document, body=re.sub(r"\n *!!! leader.*(?:\n +.*)+", "", body)))
    assert "leader" not in without.document.body
    assert without.hash == lesson.hash
    assert replace(lesson, document=replace(lesson.document, body=body + "改了。\n")).hash != lesson.hash


def test_a_note_outside_the_questions_stands_on_the_sheet_under_its_title(site: Site, lesson: Lesson) -> None:
    noted = lesson.document.body.replace("## 说的是什么\n", '## 说的是什么\n\n!!! leader "开场"\n    先放一段录音。\n')
    changed = replace(lesson, document=replace(lesson.document, body=noted))
    assert '<h2 id="开场">开场</h2>\n<p>先放一段录音。</p>' in leader_sheets.page(site, TEMPLATES, changed).body
    assert "录音" not in lessons.page(replace(site, lessons=(changed,)), TEMPLATES, changed).body


def test_twenty_minutes_are_twenty_minutes(site: Site, lesson: Lesson) -> None:
    for paragraphs in (1, 5):
        longer = replace(lesson, document=replace(lesson.document, body="字" * 350 * paragraphs + lesson.document.body))
        body = leader_sheets.page(site, TEMPLATES, longer).body
        assert sum(int(minutes) for minutes in re.findall(r"<span>([0-9]+) 分钟</span>", body)) == 20


def test_text_messages_open_in_excel_and_are_what_is_sent(site: Site, lesson: Lesson) -> None:
    text = dict(files(site, "网上党员之家"))["/course/sms.csv"]
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    message = f"【网上党员之家】{lesson.sms}{URL}8/"
    assert rows == [["讲次", "标题", "短信", "字数", "条数"], ["8", lesson.title, message, str(len(message)), "1"]]


def test_another_parser_reads_the_feed(site: Site) -> None:
    text = dict(files(site, "网上党员之家"))["/feed.xml"]
    feed = feedparser.parse(text.encode("utf-8"))
    assert (feed.bozo, feed.version, feed.feed.title, feed.feed.updated) == (False, "atom10", "网上党员之家", "2026-10-20T00:00:00+08:00")
    assert feed.feed.author == "网上党员之家"
    assert {entry.link for entry in feed.entries} == {URL + text.slug + "/" for text in site.texts}
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == 3
    for entry in feed.entries:
        assert entry.summary
        assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00\+08:00", entry.published)
        assert entry.published <= entry.updated


def test_the_feed_begins_with_the_newest_and_then_with_the_last_by_address(site: Site, lesson: Lesson) -> None:
    days = {9: "2026-10-01", 10: "2026-10-30", 11: "2026-10-01", 12: "2026-10-05"}
    many = tuple(replace(lesson, number=n, published=make.date(day), checked=make.checked(day)) for n, day in days.items())
    story = replace(site.stories[0], published=make.date("2026-10-05"))
    for lessons_in_order in (many, many[::-1]):
        changed = replace(site, lessons=lessons_in_order, stories=(story,), policies=())
        entries = feedparser.parse(dict(files(changed, ""))["/feed.xml"].encode("utf-8")).entries
        assert [entry.link.removeprefix(URL) for entry in entries] == [
            "lessons/10/",
            f"{story.slug}/",
            "lessons/12/",
            "lessons/11/",
            "lessons/09/",
        ]


def test_ids_of_the_feed_outlive_the_host(site: Site) -> None:
    def ids(of: Site) -> list[str]:
        return [entry.id for entry in feedparser.parse(dict(files(of, ""))["/feed.xml"].encode("utf-8")).entries]

    assert ids(replace(site, url="https://other.example/")) == ids(site)


def test_a_lesson_checked_again_is_news(site: Site, lesson: Lesson) -> None:
    changed = replace(site, lessons=(replace(lesson, checked=make.checked("2026-10-30")),))
    feed = feedparser.parse(dict(files(changed, ""))["/feed.xml"].encode("utf-8"))
    assert feed.feed.updated == "2026-10-30T00:00:00+08:00"


def explained(site: Site, text: str) -> str:
    """A Markdown text on the page of lesson 8, its first words explained."""
    (lesson,) = site.lessons
    linker = Linker(site, TEMPLATES, "/lessons/08/")
    return str(linker.prose(lesson.document, Renderer().render(text).root, linker.explained()))


def test_a_word_is_linked_where_it_is_first_used_and_nowhere_else(site: Site) -> None:
    link = '<a href="../../glossary/#流动党员" class="term">'
    quoted = "## 流动党员\n\n> 流动党员\n\n《流动党员》 `流动党员` [流动党员](../docs/about.md)"
    assert link not in explained(site, quoted)
    assert explained(site, "他是外出党员，外出党员也是流动党员。") == f"<p>他是{link}外出党员</a>，外出党员也是流动党员。</p>"


def test_the_longest_word_wins(site: Site) -> None:
    (term,) = site.glossary
    more = replace(site, glossary=(term, replace(term, term="流动党员活动证", also=())))
    assert "#流动党员活动证" in explained(more, "带上流动党员活动证。")


def test_a_citation_is_linked_and_leaves_marks_balanced(site: Site) -> None:
    shown = explained(site, "他说**《党章》**很好，**《党章》第三条**、[《党章》](../docs/about.md)、`《党章》`。")
    link = '<a href="../../instruments/#党章" class="cite">'
    assert f"他说<strong>{link}《党章》</a></strong>很好，<strong>{link}《党章》第三条</a></strong>、" in shown
    assert shown.count(link) == 2


def test_text_of_a_register_and_of_a_link_is_escaped(site: Site, lesson: Lesson) -> None:
    hostile = replace(lesson, title='<b>"&', question="</script>")
    page = lessons.page(replace(site, lessons=(hostile,)), TEMPLATES, hostile).body
    assert ">&lt;b&gt;&#34;&amp;</h1>" in page
    assert "&lt;/script&gt;" in page
    assert explained(site, '[a<b & "c"](../docs/about.md)') == '<p><a href="../../about/">a&lt;b &amp; &#34;c&#34;</a></p>'


def test_every_word_is_on_the_glossary_with_all_it_has(site: Site) -> None:
    body = glossary.page(site, TEMPLATES).body
    assert '<h2 id="流动党员">流动党员</h2>' in body
    assert "也叫：外出党员" in body
    assert '依据：<a href="../instruments/#党章" class="cite">《党章》第三条</a>' in body
    assert '参看：<a href="../policies/reception-day/">党员接待日</a>' in body
