"""The whole course on one page, to be printed: answers stand at its end, so that the sheets can be handed out."""

from __future__ import annotations

from ..model import addresses
from ..model.site import Site
from ..model.texts import LESSON_SECTIONS, LETTERS, SCENE, Lesson, Question
from .lessons import questions
from .sections import shown
from .site_page import Linker, SitePage
from .templates import Templates


def page(site: Site, templates: Templates) -> SitePage:
    """Every written lesson, one after the other."""
    linker = Linker(site, templates, addresses.COURSE_PRINT)
    lessons = [
        (
            lesson,
            [shown(linker, lesson, heading, deeper=1) for heading in (SCENE, *LESSON_SECTIONS)],
            questions(linker, lesson),
            _answers(lesson),
        )
        for lesson in site.lessons
    ]
    body = linker.render("course_print", lessons=lessons, letters=LETTERS)
    description = f"{site.course.name}的全部课文，一页印完。"
    return SitePage(linker.address, "全部课文", description, "docs/_data/course.yml", "print", body)


def right_letter(question: Question) -> str:
    """The letter of the right answer."""
    return next((letter for letter, choice in zip(LETTERS, question.choices, strict=False) if choice.is_right), "")


def _answers(lesson: Lesson) -> str:
    """1 乙、2 甲、3 丙"""
    return "、".join(f"{number} {right_letter(question)}" for number, question in enumerate(lesson.questions, 1))
