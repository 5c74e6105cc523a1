"""Rules for pictures: of a kind that can be drawn, complete, and without a number that the text does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import partial

from ..citations import UNREADABLE, to_number
from ..model.registers.services import Service
from ..model.site import Site
from ..model.texts import QUIZ
from ..problems import Place, Problem, Spot, problem, problem_with
from ..source.fault import Fault
from ..source.pictures import CHOICES, KINDS, lines_of, title_and_note
from ..source.rendering import language
from ..source.tree import line_of, runs

Number = tuple[int, str]

_HAN = "零〇一二两三四五六七八九十百千"
_NUMBER = re.compile(rf"([0-9]{{1,9}}|[{_HAN}]{{1,9}})( ?万)?(?: ?个?([年月日天元倍人岁]))?")
_NUMBERED = re.compile(rf"第\s*[0-9{_HAN}]+\s*[条款项点问]")


def kinds(site: Site) -> Iterator[Problem]:
    """A fence in a lesson, a story or a policy is a picture: they have no code to show. Elsewhere a word is told that is nearly one."""
    texts = {text.document.path for text in site.texts}
    for document in site.documents:
        for fence in document.rendered.root.iter("pre"):
            line = line_of(fence)  # 0 where four spaces made it
            word = language(fence)
            if line and (document.path in texts or not word.isascii() or get_close_matches(word, KINDS)):
                yield problem("picture-unknown-kind", Place(document.path, line), value=word or "```", choices=CHOICES)


def numbers(site: Site) -> Iterator[Problem]:
    """Every number in a picture stands in the text around it, in digits or in words; numbers of articles are judged as citations."""
    for text in site.texts:
        root = text.document.rendered.root
        said = _said(run.text for node in root if node.tag != "figure" for run in runs(node))
        for figure in root.iter("figure"):
            for run in runs(figure):
                yield from _unsaid(run.text, said, Place(text.document.path, run.line))
    for service in site.services:
        said = _said(_words(service))
        for index, picture in enumerate(service.pictures):
            for place, words in (("title", picture.title), ("note", picture.note)):
                yield from _unsaid(words or "", said, service.at("pictures", index, place).place)
            for row, line in enumerate(picture.lines):
                is_counted = picture.of_kind is not None and picture.of_kind.counts
                shown = line.rpartition("|")[0] if is_counted else line
                yield from _unsaid(shown, said, service.at("pictures", index, "lines", row).place)


def _words(service: Service) -> Iterable[str]:
    return filter(None, (service.summary, service.who, service.decides, *service.bring, *service.steps))


def _said(texts: Iterable[str]) -> set[Number]:
    """The numbers of texts, each with its unit and without one."""
    numbers = {number for words in texts for _, number in numbers_of(words)}
    return numbers | {(value, "") for value, _ in numbers}


def _unsaid(words: str, said: set[Number], place: Place) -> Iterator[Problem]:
    for shown, number in numbers_of(words):
        if number not in said:
            yield problem("picture-number-not-in-text", place, value=shown)


def numbers_of(words: str) -> Iterator[tuple[str, Number]]:
    """The numbers of a text as they are written, what each amounts to and its unit; those of articles and questions are none."""
    for match in _NUMBER.finditer(_NUMBERED.sub("", words)):
        value = to_number(match[1])
        if value != UNREADABLE:
            yield match[0], (value * 10_000 if match[2] else value, (match[3] or "").replace("天", "日"))


def in_services(site: Site) -> Iterator[Problem]:
    """The pictures of services are typed as those of texts."""
    for service in site.services:
        for index, picture in enumerate(service.pictures):
            at = partial(service.at, "pictures", index)
            for fault in title_and_note(picture.title or "", 0, picture.note or "", 1):
                if fault.line == 0 or picture.note:  # one that is left out is named as every field is
                    yield _told(fault, at("note" if fault.line else "title"))
            for fault in lines_of(picture.of_kind, tuple(enumerate(picture.lines)))[1] if picture.of_kind and picture.lines else ():
                yield _told(fault, at("lines", fault.line))


def _told(fault: Fault, spot: Spot) -> Problem:
    return problem_with(fault.rule, spot.place, fault.values, spot.field, spot.label)


def in_self_tests(site: Site) -> Iterator[Problem]:
    """The self-test of a lesson shows its questions and nothing else."""
    for lesson in site.lessons:
        for element in (element for node in lesson.section(QUIZ).nodes for element in node.iter()):
            if element.tag in ("figure", "details"):
                line = next(filter(None, map(line_of, element.iter())))
                value = "图" if element.tag == "figure" else "折叠"
                yield problem("picture-in-self-test", Place(lesson.document.path, line), value=value)


CHECKS = (kinds, numbers, in_services, in_self_tests)
