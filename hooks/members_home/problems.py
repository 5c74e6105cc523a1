"""What is wrong with a tree, where, and what to do about it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from .rules import RULES

_LONG_NUMBER = re.compile(r"(?<![0-9])([0-9]{3})([0-9]{4,})([0-9Xx]{4})(?![0-9])")


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file. `line` and `column` count from 1; line 0 means "the file as a whole".

    `keys` is the way into a YAML document (list positions and keys); where it is given, `line` is the first line of the
    YAML text and the exact line is looked up only when a problem is reported, so that good records carry no line numbers.
    """

    path: str
    line: int = 1
    column: int = 1
    keys: tuple[str | int, ...] = ()


@dataclass(frozen=True, order=True)
class Problem:
    """One broken rule. `field` is the key as written in the file, `label` its Chinese name."""

    place: Place
    rule: str
    message: str
    field: str = ""
    label: str = ""
    warns: bool = False

    @property
    def level(self) -> str:
        return "warning" if self.warns else RULES[self.rule].level

    def __str__(self) -> str:
        name = f"{self.field}（{self.label}）：" if self.label else f"{self.field}：" if self.field else ""
        line = f":{self.place.line}" if self.place.line else ""
        return f"{self.place.path}{line}: {self.level} {self.rule} {name}{self.message}"


def problem(rule: str, place: Place, *, field: str = "", label: str = "", warns: bool = False, **values: object) -> Problem:
    """A problem whose message comes from the rule's one line in `rules.py`; long numbers in `values` are masked."""
    return problem_with(rule, place, values, field, label, warns)


def problem_with(rule: str, place: Place, values: Mapping[str, object], field: str = "", label: str = "", warns: bool = False) -> Problem:
    """The same with the message's values in one mapping; a line break in one is shown as a blank."""
    shown = {key: mask(str(value).replace("\n", " ")) for key, value in values.items()}
    return Problem(place, rule, RULES[rule].message.format(**shown), field, label, warns)


def mask(text: str) -> str:
    """The text with the middle of every number of 11 digits or more replaced by stars: build logs can be public."""
    return _LONG_NUMBER.sub(lambda m: f"{m[1]}{'*' * len(m[2])}{m[3]}", text)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    return [item for item in problems if item.level == "error"]


def as_text(problems: Iterable[Problem]) -> str:
    """One line a problem, in the order given."""
    return "\n".join(str(item) for item in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """A list of records (path, line, column, field, rule, level, message) for other programs."""
    records = []
    for item in problems:
        place = asdict(item.place)
        records.append(
            {
                **{key: place[key] for key in ("path", "line", "column")},
                "field": item.field,
                "rule": item.rule,
                "level": item.level,
                "message": item.message,
            }
        )
    return json.dumps(records, ensure_ascii=False, indent=2)
