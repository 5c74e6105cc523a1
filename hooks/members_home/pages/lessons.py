"""The course and its lessons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..links import resolve_recording
from ..model import addresses
from ..model.revision import is_being_revised
from ..model.site import Site
from ..model.texts import DISCUSSION, LESSON_SECTIONS, QUIZ, SCENE, Lesson
from . import offline
from .codes import qr
from .rule_cards import carded
from .sections import ShownSection, shown
from .site_page import Linker, SitePage
from .templates import Templates

RULES = "规定怎么说"
EXPLAINED = (SCENE, "说的是什么", RULES, "明天怎么做")  # the sections whose words lead to the glossary


@dataclass(frozen=True)
class ShownQuestion:
    """A question as HTML: its text, its choices (text, whether right), the right answer and the reason."""

    text: Markup
    choices: tuple[ShownChoice, ...]
    answer: Markup
    reason: Markup


@dataclass(frozen=True)
class ShownRecording:
    """A lesson that can be heard: the address of its recording, how long it plays, and its size in MB."""

    address: str
    length: str
    size: str


@dataclass(frozen=True)
class ShownChoice:
    text: Markup
    is_right: bool


def pages(site: Site, templates: Templates, booklet: int = 0) -> Iterator[SitePage]:
    """The course's page, then each lesson's."""
    yield course(site, templates, booklet)
    for lesson in site.lessons:
        yield page(site, templates, lesson)


def course(site: Site, templates: Templates, booklet: int = 0) -> SitePage:
    """All lessons under their themes; the booklet where it was made, which is so many bytes."""
    linker = Linker(site, templates, "/lessons/")
    body = linker.render(
        "course",
        themes=site.lessons_by_theme,
        print_address=addresses.COURSE_PRINT,
        review=addresses.REVIEW,
        booklet_address=addresses.BOOKLET,
        booklet_size=offline.megabytes(booklet) if booklet else "",
        downloaded=tuple(map(linker.url, addresses.DOWNLOADED)),
        download_size=offline.SIZE,
    )
    description = f"{site.course.name}：{'、'.join(theme.name for theme in site.course.themes)}，一讲五分钟。"
    return SitePage(linker.address, "党课 24 讲", description, "docs/_data/course.yml", "list", body)


def page(site: Site, templates: Templates, lesson: Lesson) -> SitePage:
    """One lesson."""
    linker = Linker(site, templates, addresses.of_slug(lesson.slug))
    theme = site.course.theme_of(lesson.number)
    at = site.lessons.index(lesson)
    body = linker.render(
        "lesson",
        lesson=lesson,
        theme=theme.name if theme else "",
        is_being_revised=is_being_revised(site, lesson),
        sections=tuple(_sections(linker, lesson)),
        discussion=shown(linker, lesson, DISCUSSION),
        quiz=lesson.section(QUIZ).anchor or QUIZ,
        questions=questions(linker, lesson),
        remember=[linker.phrase(lesson.document, sentence) for sentence in lesson.remember],
        themes=site.lessons_by_theme,
        own_theme=next((lessons for its, lessons in site.lessons_by_theme if its is theme), ()),
        review=addresses.REVIEW,
        sheet=addresses.of_sheet(lesson),
        short=addresses.of_lesson_in_short(lesson),
        recording=recording(site, lesson),
        code=qr(site, addresses.of_lesson_in_short(lesson)),
        basis=tuple((short, addresses.of_instrument(short), articles) for short, articles in site.basis_of(lesson).items()),
        before=site.lessons[at - 1] if at else None,
        after=site.lessons[at + 1] if at + 1 < len(site.lessons) else None,
    )
    description = f"{lesson.question}{lesson.minutes} 分钟读完。"
    return SitePage(linker.address, lesson.title, description, lesson.document.path, "lesson", body)


def recording(site: Site, lesson: Lesson) -> ShownRecording | None:
    """The recording of a lesson, where it has one."""
    target = resolve_recording(site, lesson)
    found = site.files.recordings.get(target.file)
    if found is None:
        return None
    minutes, seconds = divmod(found.seconds, 60)
    length = " ".join(f"{count} {unit}" for count, unit in ((minutes, "分"), (seconds, "秒")) if count)
    return ShownRecording(target.address, length, offline.megabytes(found.size))


def _sections(linker: Linker, lesson: Lesson) -> Iterator[ShownSection]:
    """What is read before the self-test."""
    explained = linker.explained()
    for heading in (SCENE, *LESSON_SECTIONS[:4]):
        if heading == RULES:
            section = lesson.section(heading)
            yield ShownSection(heading, section.anchor or heading, linker.prose(lesson.document, carded(section.nodes), explained))
        else:
            yield shown(linker, lesson, heading, explained if heading in EXPLAINED else None)


def questions(linker: Linker, lesson: Lesson) -> tuple[ShownQuestion, ...]:
    """The self-test of a lesson."""
    document = lesson.document
    found = []
    for question in lesson.questions:
        choices = tuple(ShownChoice(linker.phrase(document, choice.text), choice.is_right) for choice in question.choices)
        answer = next((choice.text for choice in choices if choice.is_right), Markup(""))
        found.append(ShownQuestion(linker.phrase(document, question.text), choices, answer, linker.phrase(document, question.reason)))
    return tuple(found)
