"""Rules for lessons: the contract of a lesson and its place in the course."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.messages import MOST_IN_ONE, MOST_OWN, characters, link, pieces, signature
from ..model.registers.register import DATA
from ..model.revision import changed_articles
from ..model.site import Site
from ..model.texts import AIMS, DISCUSSION, LETTERS, Lesson, is_leader_note
from ..problems import Place, Problem, problem
from ..source.markdown_text import count_han
from ..source.tree import first_run, text_of
from .unread import Unread

FEWEST_CITATIONS = 2
REMEMBERED = 3
QUESTIONS = 3
MOST_CHOICES = len(LETTERS)
DISCUSSED = (2, 3)
MOST_ON_SHEET = 520  # 汉字 of aims, sentences, questions and hints that one A4 page holds, measured in Chromium


def numbers(site: Site) -> Iterator[Problem]:
    """A number lies within the course and is that of one lesson."""
    last = max((theme.last or 0 for theme in site.course.themes), default=0)  # 0 where course.yml could not be read
    first: dict[int, Lesson] = {}
    for lesson in site.lessons:
        if lesson.number is None:
            continue  # reported where it was read
        if last and not 1 <= lesson.number <= last:
            yield problem("number-outside-course", lesson.at("number"), value=lesson.number, last=last)
        elif lesson.number in first:
            path = first[lesson.number].document.path
            yield problem("number-twice", lesson.at("number"), value=lesson.number, first=path)
        else:
            first[lesson.number] = lesson
    for index, situation in enumerate(site.course.situations):
        if last and situation.lesson is not None and not 1 <= situation.lesson <= last:
            yield problem("number-outside-course", site.course.at("situations", index, "lesson"), value=situation.lesson, last=last)


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
            right = sum(choice.is_right for choice in question.choices)
            if right != 1 or len(question.choices) < 2:
                yield problem("question-without-one-right-answer", place, value=number, count=right)
            if len(question.choices) > MOST_CHOICES:
                yield problem("too-many-choices", place, value=number, count=len(question.choices), most=MOST_CHOICES)
            if question.reason is None:
                yield problem("question-without-reason", place, value=number)


def messages(site: Site) -> Iterator[Problem]:
    """A text message is short; whether it stays one with signature and link is the district's to decide."""
    for lesson in site.lessons:
        if not lesson.sms:
            continue  # reported where it was read
        own, head, tail = map(characters, (lesson.sms, signature(site), link(site, lesson)))
        count = own + head + tail
        if own > MOST_OWN:
            yield problem("sms-too-long", lesson.at("sms"), count=own, most=MOST_OWN, over=own - MOST_OWN)
        elif count > MOST_IN_ONE:
            over = count - MOST_IN_ONE
            yield problem("sms-in-pieces", lesson.at("sms"), count=count, pieces=pieces(count), signature=head, link=tail, over=over)


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
        for element in lesson.document.rendered.root.iter("div"):
            name, _, kind = element.get("class", "").partition(" ")
            if name == "admonition" and not is_leader_note(element):
                yield problem("unknown-admonition", Place(path, first_run(element).line), value=kind)
        for note in lesson.leader_notes:
            if not note.text.strip():
                yield problem("leader-note-empty", Place(path, note.line))
        place = Place(path, lesson.section(DISCUSSION).line)
        notes = lesson.leader_notes
        if lesson.discussion and not any(note.title == AIMS for note in notes):
            yield problem("leader-note-missing", place, value=f"“{AIMS}”")
        for number in range(1, len(lesson.discussion) + 1):
            if not any(note.question == number for note in notes):
                yield problem("leader-note-missing", place, value=f"第 {number} 道讨论题的提示")
        count = count_han("".join((*(note.text for note in notes), *map(text_of, (*lesson.remember, *lesson.discussion)))))
        if count > MOST_ON_SHEET:
            yield problem("sheet-too-long", place, count=count, most=MOST_ON_SHEET)


def checked(site: Site) -> Iterator[Problem]:
    """The citations were read on a day, and the text has not changed since."""
    for lesson in site.lessons:
        if not lesson.read_on:
            yield problem("checked-date-missing", lesson.at("checked", "on"))
            continue
        number = f"{lesson.number or 0:02d}"
        if lesson.read_words != lesson.hash:
            yield problem("changed-since-checked", lesson.at("checked", "of"), number=number)
        for short, articles in changed_articles(site, lesson).items():
            where = lesson.at("checked", "of")
            yield problem("law-changed-since-checked", where, value=short, articles="、".join(articles), number=number)


CHECKS = (numbers, complete, remembered, questions, discussion, leader_notes, messages, checked)
