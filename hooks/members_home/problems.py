"""What is wrong with a tree, where, and what to do about it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from .rules import RULES

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff"
)  # marks without width, marks that turn the direction of text, and what is no character at all
CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"  # but tab and line feed, which texts may hold
_UNSHOWN = re.compile(f"[\t\n{CONTROLS}{INVISIBLE}]")
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


@dataclass(frozen=True)
class Spot:
    """The place of a value with its field's name and Chinese label; `record.at(…)` makes it."""

    place: Place
    field: str
    label: str


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
        return f"{mask(self.place.path)}{line}: {self.level} {self.rule} {name}{self.message}"


def problem(rule: str, where: Place | Spot, *, field: str = "", label: str = "", warns: bool = False, **values: object) -> Problem:
    """A problem whose message comes from the rule's one line in `rules.py`; values are shown as `mask` shows them.

    A spot, which `record.at(…)` makes, knows its field's name and label.
    """
    if isinstance(where, Spot):
        return problem_with(rule, where.place, values, where.field, label or where.label, warns)
    return problem_with(rule, where, values, field, label, warns)


def problem_with(rule: str, place: Place, values: Mapping[str, object], field: str = "", label: str = "", warns: bool = False) -> Problem:
    """The same with the message's values in one mapping."""
    shown = {key: mask(str(value)) for key, value in values.items()}
    return Problem(place, rule, RULES[rule].message.format(**shown), field, label, warns)


def mask(text: str) -> str:
    """The text with the middle of every number of 11 digits or more replaced by stars: build logs can be public.

    What nobody would see, or what would steer the screen, stands there by its number.
    """
    return _LONG_NUMBER.sub(lambda m: f"{m[1]}{'*' * len(m[2])}{m[3]}", visible(text))


def visible(text: str) -> str:
    """The text with every control character and invisible mark, line ends among them, as 〈U+202E〉."""
    return _UNSHOWN.sub(lambda match: f"〈{code(match[0])}〉", text)


def code(character: str) -> str:
    """U+202E"""
    return f"U+{ord(character):04X}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    return [item for item in problems if item.level == "error"]


def as_text(problems: Iterable[Problem]) -> str:
    """One line a problem, in the order given."""
    return "\n".join(str(item) for item in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """A list of records (path, line, column, field, rule, level, message) for other programs."""
    records = []
    for item in problems:
        place = asdict(item.place) | {"path": mask(item.place.path)}
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
