"""The sheet of a lesson for whoever leads the meeting: one A4 page to print, with what the lesson's page does not show."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..model import addresses
from ..model.site import Site
from ..model.texts import AIMS, LeaderNote, Lesson
from .codes import qr
from .page import Linker, SitePage, crumbs

MEETING = 20  # minutes
_OPEN, _QUIZ, _CLOSE = 1, 3, 2  # minutes; reading takes what the lesson takes, talking all that is left
SIGNATURES = 16


def pages(site: Site) -> Iterator[SitePage]:
    """A sheet for each lesson."""
    for lesson in site.lessons:
        yield page(site, lesson)


def page(site: Site, lesson: Lesson) -> SitePage:
    """What the meeting is for, its twenty minutes, the three sentences, the questions with hints, lines to sign."""
    address = addresses.of_sheet(lesson)
    linker = Linker(site, address)
    own_address = addresses.of_slug(lesson.slug)
    parts = [
        crumbs([linker.a("/lessons/", "党课"), linker.a(own_address, f"第 {lesson.number} 讲")]),
        f"# 主持单：{lesson.title}",
        f'<p class="lead">{escape(lesson.question)}</p>',
        f'<p class="scan">{qr(site, own_address, f"第 {lesson.number} 讲的二维码")}<span>扫码看第 {lesson.number} 讲</span></p>',
        '<p class="actions"><button class="button" type="button" data-print hidden>打印这一页</button></p>',
        *(_block(linker, lesson, note, note.title) for note in lesson.leader_notes if note.title == AIMS),
        f"## 二十分钟怎么安排\n\n{_timing(lesson)}",
        "## 记住三句话\n\n" + "\n".join(f"{n}. {line}" for n, line in enumerate(lesson.remember, 1)),
        f"## 讨论题\n\n{_discussion(linker, lesson)}",
        *(
            _block(linker, lesson, note, note.title or "给主持人")
            for note in lesson.leader_notes
            if not note.question and note.title != AIMS
        ),
        f"## 签到\n\n{_signatures()}",
    ]
    title = f"主持单：{lesson.title}"
    description = f"第 {lesson.number} 讲的主持单：目标、二十分钟的安排、讨论题和提示，一张 A4 纸印完。"
    return SitePage(address, title, description, lesson.document.path, "sheet", "\n\n".join(parts))


def _block(linker: Linker, lesson: Lesson, note: LeaderNote, heading: str) -> str:
    return f"## {heading}\n\n{linker.markdown(lesson.document, note.text.split(chr(10)))}"


def _timing(lesson: Lesson) -> str:
    steps = (
        (_OPEN, "签到，念一遍目标"),
        (lesson.minutes, "扫码读课文，各读各的"),
        (_QUIZ, "做三道自测，说说为什么"),
        (MEETING - _OPEN - lesson.minutes - _QUIZ - _CLOSE, "讨论"),
        (_CLOSE, "念三句话，每人说一件这周要做的事"),
    )
    return '<ol class="timing">' + "".join(f"<li><span>{minutes} 分钟</span>{what}</li>" for minutes, what in steps) + "</ol>"


def _discussion(linker: Linker, lesson: Lesson) -> str:
    parts = []
    for number, question in enumerate(lesson.discussion, 1):
        parts.append(f"{number}. {question}")
        for note in lesson.leader_notes:
            if note.question == number:
                lines = linker.markdown(lesson.document, note.text.split("\n")).split("\n")
                parts.append("\n".join(f"    {line}" for line in lines) + "\n    {: .hint }")
    return "\n\n".join(parts)


def _signatures() -> str:
    lines = "<li></li>" * SIGNATURES
    return f'<p class="meeting">日期　　　　　主持人　　　　　应到　　人，实到　　人</p><ol class="signatures" aria-label="签到栏">{lines}</ol>'
