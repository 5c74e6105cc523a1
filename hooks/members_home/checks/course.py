"""Rules for lessons: the contract of a lesson and its place in the course."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.load import DATA
from ..model.messages import MOST_CHARACTERS, counted
from ..model.site import Site
from ..model.texts import AIMS, DISCUSSION, HAN_A_MINUTE, LEADER, LESSON_SECTIONS, Lesson
from ..problems import Place, Problem, problem
from ..source.markdown_text import blocks, count_han
from .unread import Unread

MOST_MINUTES = 5
FEWEST_HAN = HAN_A_MINUTE + 1
FEWEST_CITATIONS = 2
REMEMBERED = 3
QUESTIONS = 3
DISCUSSED = (2, 3)
MOST_ON_SHEET = 520  # 汉字 of aims, sentences, questions and hints that one A4 page holds, measured in Chromium


def _front(lesson: Lesson, key: str) -> Place:
    return Place(lesson.document.path, 2, 1, (key,))


def numbers(site: Site) -> Iterator[Problem]:
    """A number lies within the course and is used once."""
    last = max((theme.last for theme in site.course.themes), default=0)  # 0 where course.yml could not be read
    first: dict[int, Lesson] = {}
    for lesson in site.lessons:
        if last and not 1 <= lesson.number <= last:
            place = _front(lesson, "number")
            yield problem("number-outside-course", place, field="number", label="讲次", value=lesson.number, last=last)
        elif lesson.number in first:
            path = first[lesson.number].document.path
            place = _front(lesson, "number")
            yield problem("number-twice", place, field="number", label="讲次", value=lesson.number, first=path)
        else:
            first[lesson.number] = lesson


def complete(site: Site) -> Iterator[Problem]:
    """Every planned lesson is written."""
    written = {lesson.number for lesson in site.lessons}
    if len(site.lessons) > len(written & set(site.course.titles)):
        return  # a lesson whose number is wrong may be the one that seems to be missing
    unread = Unread(site)
    for index, (number, title) in enumerate(site.course.titles.items()):
        if number not in written and not unread.page(f"lessons/{number:02d}"):
            place = Place(f"{DATA}course.yml", 1, 1, ("lessons", index))
            yield problem("course-incomplete", place, value=number, title=title)


def lengths(site: Site) -> Iterator[Problem]:
    """A lesson takes two to five minutes."""
    for lesson in site.lessons:
        if lesson.minutes > MOST_MINUTES:
            yield problem("too-long", lesson.place, minutes=lesson.minutes, count=lesson.han)
        elif lesson.han < FEWEST_HAN and all(lesson.section(name).text for name in LESSON_SECTIONS):
            yield problem("too-short", lesson.place, count=lesson.han)


def remembered(site: Site) -> Iterator[Problem]:
    """Exactly three sentences to remember."""
    for lesson in site.lessons:
        section = lesson.section("记住三句话")
        if section.text and len(lesson.remember) != REMEMBERED:
            yield problem("remember-not-three", Place(lesson.document.path, section.line), count=len(lesson.remember))


def questions(site: Site) -> Iterator[Problem]:
    """Three questions, each with one right answer among others and the reason for it."""
    for lesson in site.lessons:
        section = lesson.section("自测")
        if section.text and len(lesson.questions) != QUESTIONS:
            yield problem("questions-not-three", Place(lesson.document.path, section.line), count=len(lesson.questions))
        for number, question in enumerate(lesson.questions, 1):
            place = Place(lesson.document.path, question.line)
            right = sum(is_right for _, is_right in question.choices)
            if right != 1 or len(question.choices) < 2:
                yield problem("question-without-one-right-answer", place, value=number, count=right)
            if not question.reason:
                yield problem("question-without-reason", place, value=number)


def messages(site: Site) -> Iterator[Problem]:
    """The text message fits into one, signature and link counted."""
    for lesson in site.lessons:
        count = counted(site, lesson)
        if count > MOST_CHARACTERS:
            place = _front(lesson, "sms")
            over = count - MOST_CHARACTERS
            yield problem("sms-too-long", place, field="sms", label="短信", count=count, over=over)


def discussion(site: Site) -> Iterator[Problem]:
    """Two or three questions for a branch meeting."""
    for lesson in site.lessons:
        section = lesson.section(DISCUSSION)
        if section.text and len(lesson.discussion) not in DISCUSSED:
            place = Place(lesson.document.path, section.line)
            yield problem("discussion-not-two-or-three", place, count=len(lesson.discussion))


def leader_notes(site: Site) -> Iterator[Problem]:
    """The leader's notes are complete, fit one page, and cannot slip into the lesson."""
    for lesson in site.lessons:
        path = lesson.document.path
        lines = lesson.document.body.split("\n")
        for block in blocks(lines):
            place = Place(path, lesson.document.body_line + block.line)
            if block.kind != LEADER:
                yield problem("unknown-admonition", place, value=block.kind)
            elif not block.text:
                yield problem("leader-note-empty", place)
        place = Place(path, lesson.section(DISCUSSION).line)
        notes = lesson.leader_notes
        if lesson.discussion and not any(note.title == AIMS for note in notes):
            yield problem("leader-note-missing", place, value=f"“{AIMS}”")
        for number in range(1, len(lesson.discussion) + 1):
            if not any(note.question == number for note in notes):
                yield problem("leader-note-missing", place, value=f"第 {number} 道讨论题的提示")
        count = count_han("".join((*(note.text for note in notes), *lesson.remember, *lesson.discussion)))
        if count > MOST_ON_SHEET:
            yield problem("sheet-too-long", place, count=count, most=MOST_ON_SHEET)


def checked(site: Site) -> Iterator[Problem]:
    """The citations were read on a day, and the text has not changed since."""
    for lesson in site.lessons:
        place = _front(lesson, "checked")
        if not lesson.checked_on:
            yield problem("checked-date-missing", place, field="checked.on", label="核对日期")
        elif lesson.checked_of != lesson.hash:
            number = f"{lesson.number:02d}"
            yield problem("changed-since-checked", place, field="checked.of", label="核对文本", number=number)


CHECKS = (numbers, complete, lengths, remembered, questions, discussion, leader_notes, messages, checked)
