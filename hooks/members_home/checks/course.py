"""Rules for lessons: the contract of a lesson and its place in the course."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.site import Site
from ..model.texts import HAN_A_MINUTE, LESSON_SECTIONS, Lesson
from ..problems import Place, Problem, problem

MOST_MINUTES = 5
FEWEST_HAN = HAN_A_MINUTE + 1
FEWEST_CITATIONS = 2
REMEMBERED = 3
QUESTIONS = 3
SMS_LENGTH = 70
SMS_LINK_LENGTH = 26  # https:// and a host of 7 to 8 letters with /lessons/01/; the sender shortens longer ones


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


def lengths(site: Site) -> Iterator[Problem]:
    """A lesson takes two to five minutes."""
    for lesson in site.lessons:
        if lesson.minutes > MOST_MINUTES:
            yield problem("too-long", lesson.place, minutes=lesson.minutes, count=lesson.han)
        elif lesson.han < FEWEST_HAN and all(lesson.section(name).lines for name in LESSON_SECTIONS):
            yield problem("too-short", lesson.place, count=lesson.han)


def remembered(site: Site) -> Iterator[Problem]:
    """Exactly three sentences to remember."""
    for lesson in site.lessons:
        section = lesson.section("记住三句话")
        if section.lines and len(lesson.remember) != REMEMBERED:
            yield problem("remember-not-three", Place(lesson.document.path, section.line), count=len(lesson.remember))


def questions(site: Site) -> Iterator[Problem]:
    """Three questions, each with one right answer among others and the reason for it."""
    for lesson in site.lessons:
        section = lesson.section("自测")
        if section.lines and len(lesson.questions) != QUESTIONS:
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
    extra = len(f"【{site.duties.sms_signature}】") + SMS_LINK_LENGTH
    for lesson in site.lessons:
        count = len(lesson.sms) + extra
        if count > SMS_LENGTH:
            place = _front(lesson, "sms")
            over = count - SMS_LENGTH
            yield problem("sms-too-long", place, field="sms", label="短信", count=count, over=over)


def checked(site: Site) -> Iterator[Problem]:
    """The citations were read on a day, and the text has not changed since."""
    for lesson in site.lessons:
        place = _front(lesson, "checked")
        if not lesson.checked_on:
            yield problem("checked-date-missing", place, field="checked.on", label="核对日期")
        elif lesson.checked_of != lesson.hash:
            number = f"{lesson.number:02d}"
            yield problem("changed-since-checked", place, field="checked.of", label="核对文本", number=number)


CHECKS = (numbers, lengths, remembered, questions, messages, checked)
