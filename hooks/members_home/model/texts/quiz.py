"""The self-test of a lesson, read from its rendered lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ...source.tree import copy, first_run, plain, runs

LETTERS = "甲乙丙丁戊己"  # of the choices of a question, on paper
_CHOICE = re.compile(r"\s*\[([ xX])\]\s+")
_REASON = re.compile(r"\s*解析[：:]\s*")
_REASON_BELOW = re.compile(r"\n\s*解析[：:]\s*")


@dataclass(frozen=True)
class Choice:
    """One answer to a question, as a `span` of rendered text, and whether it is the right one."""

    text: Element
    is_right: bool


@dataclass(frozen=True)
class Question:
    """A question with its choices and the reason for the right one, rendered, and its line in the file."""

    line: int
    text: Element
    choices: tuple[Choice, ...]
    reason: Element | None

    @property
    def parts(self) -> tuple[Element, ...]:
        """All that is read of it, in order."""
        return tuple(part for part in (self.text, *(choice.text for choice in self.choices), self.reason) if part is not None)

    @property
    def place_of_right(self) -> int | None:
        """At which place, from 1, the right answer stands; None where there is not exactly one among others."""
        places = [place for place, choice in enumerate(self.choices, 1) if choice.is_right]
        return places[0] if len(places) == 1 < len(self.choices) else None

    @property
    def right_is_longest(self) -> bool:
        """Whether the right answer is longer than every other."""
        lengths = [len("".join(plain([choice.text]).split())) for choice in self.choices]
        right = self.place_of_right
        return right is not None and lengths[right - 1] > max(length for place, length in enumerate(lengths, 1) if place != right)


def read_question(item: Element) -> Question:
    """`1. question`, choices `- [x] answer` in a list below, `解析：reason` after them or in the last choice."""
    asked, *rest = runs(item) if list(runs(item)) else [first_run(item)]
    choices: list[Choice] = []
    reason: Element | None = None
    for run in rest:
        mark = _CHOICE.match(run.element.text or "")
        if mark:
            answer, said = _split_at_reason(_without(run.element, mark.end()))
            choices.append(Choice(answer, mark[1] != " "))
            reason = said if said is not None else reason
        elif start := _REASON.match(run.element.text or ""):
            reason = _without(run.element, start.end())
    if reason is not None and not plain([reason]).strip():
        reason = None
    return Question(asked.line, asked.element, tuple(choices), reason)


def _without(span: Element, start: int) -> Element:
    """A run's content from the character `start` of its first text on."""
    made = Element("span")
    made.text = (span.text or "")[start:]
    made.extend(span)
    return made


def _split_at_reason(span: Element) -> tuple[Element, Element | None]:
    """A choice, and the reason where it was typed on the next line without a blank one before it."""
    answer, reason = Element("span"), None
    match = _REASON_BELOW.search(span.text or "")
    answer.text = (span.text or "")[: match.start()] if match else span.text
    if match:
        return answer, _without(span, match.end())
    for child in span:
        match = _REASON_BELOW.search(child.tail or "")
        if reason is not None:
            reason.append(child)
        elif match:
            answer.append(copy(child))
            answer[-1].tail = (child.tail or "")[: match.start()]
            reason = Element("span")
            reason.text = (child.tail or "")[match.end() :]
        else:
            answer.append(child)
    return answer, reason
