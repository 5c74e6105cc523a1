"""The sheet of a lesson for whoever leads the meeting: one A4 page to print, with what the lesson's page does not show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..model import addresses
from ..model.site import Site
from ..model.texts import AIMS, LeaderNote, Lesson
from .codes import qr
from .site_page import Linker, SitePage
from .templates import Templates

MEETING = 20  # minutes
_OPEN, _ANSWERS, _CLOSE = 1, 3, 2  # minutes; the lesson takes its own, talking all that is left
SIGNATURES = 16


@dataclass(frozen=True)
class ShownNote:
    """A note to the leader as HTML, under its title."""

    title: str
    body: Markup


def pages(site: Site, templates: Templates) -> Iterator[SitePage]:
    """A sheet for each lesson."""
    for lesson in site.lessons:
        yield page(site, templates, lesson)


def page(site: Site, templates: Templates, lesson: Lesson) -> SitePage:
    """What the meeting is for, its twenty minutes, the three sentences, the questions with hints, lines to sign."""
    linker = Linker(site, templates, addresses.of_sheet(lesson))
    document = lesson.document
    notes = lesson.leader_notes
    body = linker.render(
        "sheet",
        lesson=lesson,
        lesson_address=addresses.of_slug(lesson.slug),
        code=qr(site, addresses.of_lesson_in_short(lesson)),
        aims=_shown(linker, lesson, (note for note in notes if note.title == AIMS)),
        timing=_timing(lesson),
        remember=[linker.phrase(document, sentence) for sentence in lesson.remember],
        discussion=[
            (linker.phrase(document, question), _shown(linker, lesson, (note for note in notes if note.question == number)))
            for number, question in enumerate(lesson.discussion, 1)
        ],
        others=_shown(linker, lesson, (note for note in notes if not note.question and note.title != AIMS)),
        signatures=range(SIGNATURES),
    )
    description = f"第 {lesson.number} 讲的主持单：目标、二十分钟的安排、讨论题和提示，一张 A4 纸印完。"
    return SitePage(linker.address, f"主持单：{lesson.title}", description, document.path, "sheet", body)


def _shown(linker: Linker, lesson: Lesson, notes: Iterable[LeaderNote]) -> list[ShownNote]:
    return [ShownNote(note.title or "给主持人", linker.prose(lesson.document, note.nodes)) for note in notes]


def _timing(lesson: Lesson) -> tuple[tuple[int, str], ...]:
    """Minutes and what is done in them."""
    return (
        (_OPEN, "签到，念一遍目标"),
        (lesson.minutes, "扫码读课文，做三道自测，各做各的"),
        (_ANSWERS, "对一对自测，说说为什么"),
        (MEETING - _OPEN - lesson.minutes - _ANSWERS - _CLOSE, "讨论"),
        (_CLOSE, "念三句话，每人说一件这周要做的事"),
    )
