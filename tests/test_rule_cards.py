"""Rules become cards: the duty in bold, the penalty apart, the citation small; and no word is lost."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest
from members_home.checks import check_tree
from members_home.model.texts import Lesson
from members_home.pages import lessons
from members_home.pages.rule_cards import carded
from members_home.source.rendering import Renderer
from members_home.source.tree import Writer
from trees import TEMPLATES, TODAY, TREE


def card(markdown: str) -> Element:
    nodes = Renderer().render(markdown).root
    return fromstring(f"<div>{Writer().html(carded(nodes))}</div>")


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        (
            "> 应当订合同。人先来的，补上。\n>\n> 《甲法》第一条",
            [(None, "应当订合同。人先来的，补上。", "应当订合同。"), ("source", "《甲法》第一条", "")],
        ),
        ("> 一句没有句号", [(None, "一句没有句号", "")]),
        (f"> {'长' * 65}。完。", [(None, f"{'长' * 65}。完。", "")]),
        ("> 甲。**乙应当做。**", [(None, "甲。乙应当做。", "乙应当做。")]),
        (
            "> 应当装。*没有装的，罚款。*还不改的，停业。\n>\n> 《甲法》第一条",
            [
                (None, "应当装。", "应当装。"),
                ("cost", "不这样做没有装的，罚款。", ""),
                (None, "还不改的，停业。", ""),
                ("source", "《甲法》第一条", ""),
            ],
        ),
        ("> *占了的，罚款。*\n>\n> 《甲法》第一条", [("cost", "不这样做占了的，罚款。", ""), ("source", "《甲法》第一条", "")]),
    ],
    ids=["plain", "no sentence", "long", "chosen", "penalty", "penalty alone"],
)
def test_a_rule_becomes_a_card_and_loses_no_word(rule: str, parts: list[tuple[str | None, str, str]]) -> None:
    (quote,) = card(rule)
    assert quote.get("class") == "rule"
    shown = [(part.get("class"), "".join(part.itertext()).strip(), "".join(part.findtext("strong") or "")) for part in quote]
    assert shown == parts


def test_marking_a_duty_or_a_penalty_leaves_the_lesson_as_it_was_read() -> None:
    site, _ = check_tree(TREE, TODAY)
    (lesson,) = site.lessons
    law = "> 应当订合同。不订的，付两倍。\n>\n> 《劳动合同法》第十条第一款\n\n## 明天怎么做"
    quoted = changed(lesson, lesson.document.body.replace("## 明天怎么做", law))
    marked = changed(
        quoted, quoted.document.body.replace("应当订合同。", "**应当订合同。**").replace("不订的，付两倍。", "*不订的，付两倍。*")
    )
    assert marked.hash == quoted.hash != lesson.hash
    assert "<b>不这样做</b>不订的，付两倍。" in lessons.page(replace(site, lessons=(marked,)), TEMPLATES, marked).body


def changed(lesson: Lesson, body: str) -> Lesson:
    return replace(lesson, document=replace(lesson.document, body=body))
