"""Rules for how lessons read: how long they are, what share the rules take, their sentences, and self-tests that give themselves away."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from ..citations import find
from ..model.registers.register import DATA
from ..model.site import Site
from ..model.texts import DISCUSSION, HAN_A_MINUTE, LESSON_SECTIONS, SCENE, Lesson
from ..problems import Place, Problem, problem
from ..source.markdown_text import count_han
from ..source.tree import joined, plain, runs

MOST_MINUTES = 5
MOST_HAN = MOST_MINUTES * HAN_A_MINUTE  # with the self-test
FEWEST_HAN = HAN_A_MINUTE + 1  # without it, as all that follow
GOOD_HAN = (1_000, 1_250)
RULES = "规定怎么说"
MOST_OF_RULES = 45  # percent
MOST_IN_SENTENCE = 60
UNREADABLE = 80  # beyond it a sentence is an error
OF_QUESTIONS = (26, 72)  # may have a right answer that is the longest
OF_LESSONS = (14, 24)  # may have their right answers at places that all differ
SHOWN = 12  # characters of a sentence
_SENTENCE = re.compile(r"[^。？！]+[。？！]*")
_READ = (SCENE, *LESSON_SECTIONS[:4], DISCUSSION)  # the sections that are read as they stand; the self-test is read by its parts


def lengths(site: Site) -> Iterator[Problem]:
    """A lesson takes two to five minutes with its self-test, and the text before it a little over three."""
    fewest, most = GOOD_HAN
    for lesson in site.lessons:
        count = lesson.han_with_quiz
        if count > MOST_HAN:
            over = count - MOST_HAN
            yield problem("too-long", lesson.place, minutes=lesson.minutes, count=count, most=MOST_HAN, over=over)
        if not all(lesson.section(name).text for name in LESSON_SECTIONS):
            continue  # reported as missing
        if lesson.han < FEWEST_HAN:
            yield problem("too-short", lesson.place, count=lesson.han)
        elif not fewest <= lesson.han <= most:
            remedy = f"补上 {fewest - lesson.han} 个" if lesson.han < fewest else f"删去 {lesson.han - most} 个，或把要查的折起来"
            yield problem("length-off-target", lesson.place, count=lesson.han, fewest=fewest, most=most, remedy=remedy)


def shares(site: Site) -> Iterator[Problem]:
    """What the rules say leaves room for what to do."""
    for lesson in site.lessons:
        if lesson.han_of(RULES) * 100 > lesson.han * MOST_OF_RULES:
            share = math.ceil(lesson.han_of(RULES) * 100 / lesson.han)
            place = Place(lesson.document.path, lesson.section(RULES).line)
            yield problem("rules-crowd-out", place, share=share, most=MOST_OF_RULES)


def sentences(site: Site) -> Iterator[Problem]:
    """Sentences are short enough to be read once. What is folded away is as long as the law makes it."""
    for lesson in site.lessons:
        path = lesson.document.path
        for heading in _READ:
            for run in (run for node in lesson.read_by_all(heading) for run in runs(node)):
                yield from _long(run.text, Place(path, run.line))
        for question in lesson.questions:
            for part in question.parts:
                yield from _long(plain([part]), Place(path, question.line))


def _long(text: str, place: Place) -> Iterator[Problem]:
    for match in _SENTENCE.finditer(text):
        sentence = joined(match[0].strip())
        count = count_han(sentence) - sum(count_han(sentence[cited.start : cited.end]) for cited in find(sentence))
        if count > MOST_IN_SENTENCE:
            line = place.line + text.count("\n", 0, match.end() - len(match[0].lstrip()))
            at = Place(place.path, line)
            yield problem("sentence-too-long", at, warns=count <= UNREADABLE, count=count, most=MOST_IN_SENTENCE, value=sentence[:SHOWN])


def quizzes(site: Site) -> Iterator[Problem]:
    """Over the course, neither the length of an answer nor the places of the others tell which is right."""
    yield from _longest(site.lessons)
    yield from _places(site.lessons)


def _longest(lessons: tuple[Lesson, ...]) -> Iterator[Problem]:
    total = sum(len(lesson.questions) for lesson in lessons)
    found = {
        lesson.number: numbers
        for lesson in lessons
        if (numbers := [number for number, question in enumerate(lesson.questions, 1) if question.right_is_longest])
    }
    count, most = sum(map(len, found.values())), _most(OF_QUESTIONS, total)
    if count > most:
        what = f"{total} 道题里，{count} 道的正确答案比别的都长"
        where = "；".join(f"第 {lesson} 讲第 {'、'.join(map(str, numbers))} 题" for lesson, numbers in found.items())
        yield _given_away(what, most, "道", where, "请把正确的写短，或把错的写得一样具体")


def _places(lessons: tuple[Lesson, ...]) -> Iterator[Problem]:
    found = []
    for lesson in lessons:
        places = [question.place_of_right for question in lesson.questions]
        if len(places) > 1 and None not in places and len(set(places)) == len(places):
            found.append(lesson.number)
    most = _most(OF_LESSONS, len(lessons))
    if len(found) > most:
        what = f"{len(lessons)} 讲里，{len(found)} 讲的正确答案没有两个在同一个位置"
        where = f"第 {'、'.join(map(str, found))} 讲"
        yield _given_away(what, most, "讲", where, "猜出前面的，最后一题就不用想了：请换一换选项的次序")


def _most(share: tuple[int, int], total: int) -> int:
    """As many of `total` as the share allows, and one in any case."""
    part, whole = share
    return max(1, total * part // whole)


def _given_away(what: str, most: int, unit: str, found: str, remedy: str) -> Problem:
    place = Place(f"{DATA}course.yml", 1)
    return problem("quiz-gives-itself-away", place, what=what, most=most, unit=unit, found=found, remedy=remedy)


CHECKS = (lengths, shares, sentences, quizzes)
