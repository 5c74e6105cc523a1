"""Finds passages that stand alike in two lessons: a reader who meets one again skips the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..citations import find
from ..model.site import Site
from ..model.texts import Lesson
from ..problems import Place, Problem, problem

MOST_ALIKE = 29  # 汉字 in a row, whatever stands between them
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True)
class _Run:
    """The 汉字 of a lesson in a row, citations left out, and the line of the file on which each stands."""

    number: int
    path: str
    text: str
    lines: tuple[int, ...]


def passages(site: Site) -> Iterator[Problem]:
    """No passage of 30 汉字 or more stands alike in two lessons; each is told once, where it stands the second time."""
    first: dict[str, tuple[_Run, int]] = {}
    for lesson in site.lessons:
        run = _run_of(lesson)
        at = 0
        while at + MOST_ALIKE < len(run.text):
            here = run.text[at : at + MOST_ALIKE + 1]
            found = first.get(here)
            if found is None or found[0].number == run.number:  # alike numbers are told as such
                first.setdefault(here, (run, at))
                at += 1
                continue
            earlier, start = found
            length = _alike(run.text, at, earlier.text, start)
            value, place = run.text[at : at + 10], Place(run.path, run.lines[at])
            yield problem("duplicated-passage", place, count=length, path=earlier.path, first=earlier.lines[start], value=value)
            at += length


def _run_of(lesson: Lesson) -> _Run:
    characters: list[str] = []
    lines: list[int] = []
    for number, line in ((run.line + n, line) for run in lesson.document.rendered.runs for n, line in enumerate(run.text.split("\n"))):
        cited = {at for citation in find(line) for at in range(citation.start, citation.end)}
        found = [match[0] for match in _HAN.finditer(line) if match.start() not in cited]
        characters += found
        lines += [number] * len(found)
    return _Run(lesson.number, lesson.document.path, "".join(characters), tuple(lines))


def _alike(text: str, at: int, other: str, start: int) -> int:
    most = min(len(text) - at, len(other) - start)
    return next((n for n in range(most) if text[at + n] != other[start + n]), most)


CHECKS = (passages,)
