"""Rules for pictures: of a kind that can be drawn, complete, and without a number that the text does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from ..citations import UNREADABLE, find, to_number
from ..model.registers.services import Service
from ..model.site import Site
from ..model.texts import QUIZ
from ..problems import Place, Problem, Spot, problem, problem_with
from ..source.fault import Fault
from ..source.pictures import CHOICES, lines_of, title_and_note
from ..source.rendering import language
from ..source.tree import line_of, runs

_HAN = "零〇一二两三四五六七八九十百千"
_NUMBER = re.compile(rf"([0-9]{{1,9}}|[{_HAN}]{{1,9}})(万?)")
_SEE = re.compile(r"看第\s*[0-9]+\s*问")


def kinds(site: Site) -> Iterator[Problem]:
    """A fence in a lesson, a story or a policy is a picture: they have no code to show."""
    for text in site.texts:
        for fence in text.document.rendered.root.iter("pre"):
            line = next(filter(None, map(line_of, fence.iter())), text.document.body_line)
            yield problem("picture-unknown-kind", Place(text.document.path, line), value=language(fence) or "```", choices=CHOICES)


def numbers(site: Site) -> Iterator[Problem]:
    """Every number in a picture stands in the text around it, in digits or in words; numbers of articles are judged as citations."""
    for text in site.texts:
        root = text.document.rendered.root
        said = {value for node in root if node.tag != "figure" for run in runs(node) for _, value in numbers_of(run.text)}
        for figure in root.iter("figure"):
            for run in runs(figure):
                yield from _unsaid(run.text, said, Place(text.document.path, run.line))
    for service in site.services:
        said = {value for words in _words(service) for _, value in numbers_of(words)}
        for index, picture in enumerate(service.pictures):
            for place, words in (("title", picture.title), ("note", picture.note)):
                yield from _unsaid(words or "", said, service.at("pictures", index, place).place)
            for row, line in enumerate(picture.lines):
                is_counted = picture.of_kind is not None and picture.of_kind.counts
                shown = line.rpartition("|")[0] if is_counted else line
                yield from _unsaid(shown, said, service.at("pictures", index, "lines", row).place)


def _words(service: Service) -> Iterable[str]:
    return filter(None, (service.summary, service.who, service.decides, *service.bring, *service.steps))


def _unsaid(words: str, said: set[int], place: Place) -> Iterator[Problem]:
    for shown, value in numbers_of(words):
        if value not in said:
            yield problem("picture-number-not-in-text", place, value=shown)


def numbers_of(words: str) -> Iterator[tuple[str, int]]:
    """The numbers of a text as they are written, and what each amounts to; those of cited articles and of questions are none."""
    for citation in reversed(tuple(find(words))):
        words = words[: citation.start] + words[citation.end :]
    for match in _NUMBER.finditer(_SEE.sub("", words)):
        value = to_number(match[1])
        if value != UNREADABLE:
            yield match[0], value * 10_000 if match[2] else value


def in_services(site: Site) -> Iterator[Problem]:
    """The pictures of services are typed as those of texts."""
    for service in site.services:
        for index, picture in enumerate(service.pictures):
            at = partial(service.at, "pictures", index)
            for fault in title_and_note(picture.title or "", 0, picture.note or "", 1):
                if fault.line == 0 or picture.note:  # one that is left out is named as every field is
                    yield _told(fault, at("note" if fault.line else "title"))
            for fault in lines_of(picture.of_kind, tuple(enumerate(picture.lines)))[1] if picture.of_kind else ():
                yield _told(fault, at("lines", fault.line))


def _told(fault: Fault, spot: Spot) -> Problem:
    return problem_with(fault.rule, spot.place, fault.values, spot.field, spot.label)


def in_self_tests(site: Site) -> Iterator[Problem]:
    """The self-test of a lesson shows its questions and nothing else."""
    for lesson in site.lessons:
        for node in lesson.section(QUIZ).nodes:
            if node.tag == "figure":
                line = next(filter(None, map(line_of, node.iter())))
                yield problem("picture-in-self-test", Place(lesson.document.path, line))


CHECKS = (kinds, numbers, in_services, in_self_tests)
