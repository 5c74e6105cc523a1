"""The whole course on one page, to be printed: answers stand at its end, so that the sheets can be handed out."""

from __future__ import annotations

import re
from html import escape

from ..model import addresses
from ..model.site import Site
from ..model.texts import LESSON_SECTIONS, SCENE, Lesson
from .page import Linker, SitePage, crumbs, note, ul

LETTERS = "甲乙丙丁戊己"
QUESTIONS = "自测"
_HEADING = re.compile(r"^(#+ )", re.M)


def page(site: Site) -> SitePage:
    """Every written lesson, one after the other."""
    linker = Linker(site, addresses.COURSE_PRINT)
    answers = ul(f"第 {lesson.number} 讲：{_answers(lesson)}" for lesson in site.lessons)
    parts = [
        crumbs([linker.a("/lessons/", "党课")]),
        f"# 《{escape(site.course.name)}》全部课文",
        note(f"{escape(site.course.note)}。共 {len(site.lessons)} 讲，每讲另起一页。"),
        *(_lesson(linker, lesson) for lesson in site.lessons),
        f"## 自测答案\n\n{answers}",
    ]
    description = f"{site.course.name}的全部课文，一页印完。"
    return SitePage(addresses.COURSE_PRINT, "全部课文", description, "docs/_data/course.yml", "print", "\n\n".join(parts))


def _lesson(linker: Linker, lesson: Lesson) -> str:
    parts = [f"## 第 {lesson.number} 讲 {lesson.title}", f'<p class="lead">{escape(lesson.question)}</p>']
    for heading in (SCENE, *LESSON_SECTIONS):
        text = linker.markdown(lesson.document, lesson.section(heading).lines)
        body = _questions(linker, lesson) if heading == QUESTIONS else _HEADING.sub(r"#\1", text)
        parts.append(f"### {heading}\n\n{body}" if heading else body)
    return "\n\n".join(parts)


def _questions(linker: Linker, lesson: Lesson) -> str:
    rows = (
        f"{linker.inline(question.text)}<br>"
        + "　".join(f"{letter}. {linker.inline(text)}" for letter, (text, _) in zip(LETTERS, question.choices, strict=False))
        for question in lesson.questions
    )
    return f"<ol>{''.join(f'<li>{row}</li>' for row in rows)}</ol>"


def _answers(lesson: Lesson) -> str:
    """1 乙、2 甲、3 丙"""
    rights = (next((n for n, (_, right) in enumerate(question.choices) if right), 0) for question in lesson.questions)
    return "、".join(f"{number} {LETTERS[right]}" for number, right in enumerate(rights, 1))
