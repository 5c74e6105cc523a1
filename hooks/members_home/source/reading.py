"""Reads records by the fields that their classes describe.

A record is read whole: each fault becomes a problem and its field None, so that one report names all of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cached_property
from typing import Any, TypeVar

from ..problems import Place, Problem, mask, problem_with
from .clock import Clock
from .described import Field, fields_of, nearest
from .files import hidden, is_plain, shown, told
from .html_tags import TAG
from .meant import QUOTES, date_meant, time_meant, unquoted
from .personal import plain_digits
from .yaml_text import Value

_WORDS = frozenset(("text", "choice", "id"))  # kinds of values that are words
_WITHOUT_QUOTES = frozenset(("choice", "id", "phone", "web", "flag", "whole", "number"))  # days and times say what to write themselves
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOBILE = re.compile("(?:(?:00)?86|0)?1[3-9][0-9]{9}")
_WEB = re.compile(r"https://[a-z0-9.-]+(?:/[a-z0-9-]+)*/")
_PHONE = re.compile(r"0[0-9]{2,3}-[0-9]{7,8}|400-[0-9]{3}-[0-9]{4}|1[0-9]{2}(?:[0-9]{2})?|9[0-9]{4}")

Keys = tuple[str | int, ...]
Reader = Callable[["Reading", Field, Any, Keys], Any]
R = TypeVar("R")


@dataclass
class Reading:
    """What reading one file needs at hand: its path, the line its YAML begins on, the vocabulary, and the report.

    `raw` is the file's text, whose own faults were told before its YAML was parsed.
    """

    path: str
    first_line: int
    vocabulary: Mapping[str, tuple[str, ...]]
    problems: list[Problem]
    raw: str = ""
    _read: dict[tuple[str, int], Any] = dataclass_field(default_factory=dict)
    _sound: set[str] = dataclass_field(default_factory=set)  # texts in which nothing was found

    @cached_property
    def _told(self) -> frozenset[tuple[str, str]]:
        return frozenset((rule, found) for rule, found, _ in told(self.raw))

    def report(self, rule: str, at: Keys, field: Field | None = None, **values: Any) -> None:
        name = mask(".".join(key for key in at if isinstance(key, str)))
        label = field.label if field else ""
        place = Place(self.path, self.first_line, 1, at)
        self.problems.append(problem_with(rule, place, values, name, label))

    def record(self, record: type[R], value: Value | None, at: Keys, **more: object) -> R | None:
        """A record of one map: a field is None (a list empty, a flag False) where it is left out or wrong.

        `more` are the record's values that no field describes. None where the value is no map.
        """
        if not isinstance(value, dict):
            self.report("wrong-type", at, None, value=_shown(value), wanted="“名称: 内容”的写法")
            return None
        fields = fields_of(record)
        result: dict[str, Any] = {}
        seen = 0
        for field in fields:
            key = field.key
            raw = value.get(key)
            if not raw and raw != {}:
                seen += raw is not None
                if field.required and field.label not in value:  # a key typed in Chinese is named as unknown
                    self.report("missing-field", (*at, key), field)
                result[key] = field.missing
            else:
                seen += 1
                result[key] = self.value(field, raw, (*at, key))
        if seen < len(value):
            known = {field.key for field in fields}
            for key in value:
                if key not in known:
                    self.report("unknown-field", (*at, key), None, key=key, hint=nearest(key, fields))
        return record(**result, **more)

    def value(self, field: Field, raw: Value, at: Keys) -> Any:
        """One value as its field describes it; None (a list empty) where it is wrong, which is reported."""
        if type(raw) is str:
            return self._fresh_value(field, raw, at) if field.many else self._item(field, raw, at)
        # Large registers repeat the same few lists and maps as the same objects: each is read once.
        known = (field.key, id(raw))
        if known in self._read:
            return self._read[known]
        before = len(self.problems)
        value = self._fresh_value(field, raw, at)
        if len(self.problems) == before:
            self._read[known] = value
        return value

    def _fresh_value(self, field: Field, raw: Value, at: Keys) -> Any:
        if not field.many:
            return self._item(field, raw, at)
        if not isinstance(raw, list):
            self.report("wrong-type", at, field, value=_shown(raw), wanted="列表（方括号里用逗号隔开，或每行一个“- ”）")
            return ()
        items = [self._item(field, item, (*at, index)) for index, item in enumerate(raw)]
        if field.kind in _WORDS:  # an item that cannot be read leaves its place empty, so that the others keep theirs
            return tuple(item or "" for item in items)
        return tuple(item for item in items if item is not None)

    def _item(self, field: Field, raw: Value, at: Keys) -> Any:
        """A value, or an item of a list; quotes of the Chinese input method around it count as no part of it."""
        if raw == "" and field.kind != "map":
            self.report("missing-field", at, field)
            return None
        if field.kind in _WITHOUT_QUOTES and type(raw) is str and raw[0] in QUOTES and unquoted(raw) != raw:
            self.report("curly-quotes", at, field, value=raw, fix=unquoted(raw))
            raw = unquoted(raw)
        return KINDS[field.kind](self, field, raw, at)

    def text(self, field: Field | None, raw: Value, at: Keys) -> str | None:
        """A scalar as typed; blanks at its ends, line breaks, HTML and whatever no text may hold are problems."""
        if not isinstance(raw, str):
            self.report("wrong-type", at, field, value=_shown(raw), wanted="一段文字")
            return None
        if raw in self._sound:
            return raw
        before = len(self.problems)
        typed = raw
        if raw and (raw[0].isspace() or raw[-1].isspace()):
            self.report("blank-at-ends", at, field, value=raw)
            raw = raw.strip()  # so that an id or a choice is not reported once more
        if "\n" in raw:
            self.report("line-break-in-text", at, field, value=raw.replace("\n", "⏎"))
            raw = raw.replace("\n", "")
        if "<" in raw and (tag := TAG.search(raw)):
            self.report("html-in-text", at, field, value=tag[0])
        for rule, found, _ in () if is_plain(raw) else hidden(raw):
            # What stands in the file as it is was told with its own place; escapes and folded lines are seen only here.
            is_phone = field is not None and field.kind == "phone" and rule == "mobile-number-found"  # has its own rule
            if not is_phone and (rule, found) not in self._told:
                self.report(rule, at, field, **shown(rule, found))
            if rule == "invisible-character":
                raw = raw.replace(found, "")  # as with blanks
        if raw == typed and len(self.problems) == before:
            self._sound.add(raw)
        return raw


def _read_text(reading: Reading, field: Field, raw: Value, at: Keys) -> str | None:
    return reading.text(field, raw, at)


def _read_choice(reading: Reading, field: Field, raw: Value, at: Keys) -> str | None:
    choices = reading.vocabulary[field.choices]
    if not choices:
        return None  # the list itself could not be read, which is reported there
    if isinstance(raw, str) and raw in choices:
        return raw
    text = reading.text(field, raw, at)
    if text in choices:
        return text
    if text:
        reading.report("not-in-vocabulary", at, field, value=text, choices="、".join(choices))
    return None


def _read_id(reading: Reading, field: Field, raw: Value, at: Keys) -> str | None:
    text = reading.text(field, raw, at)
    if text and not re.fullmatch(field.pattern, text):
        reading.report("bad-id", at, field, value=text, wanted=field.wanted)
        return None
    return text


def _read_date(reading: Reading, field: Field, raw: Value, at: Keys) -> dt.date | None:
    text = reading.text(field, raw, at)
    day = to_date(text) if text else None
    if text and day is None:
        reading.report("bad-date", at, field, value=text, fix=_to_write(text, date_meant(text) or "2026-11-01"))
    return day


def _read_time(reading: Reading, field: Field, raw: Value, at: Keys) -> Clock | None:
    text = reading.text(field, raw, at)
    time = Clock.read(text) if text else None
    if text and time is None:
        reading.report("bad-time", at, field, value=text, fix=_to_write(text, time_meant(text) or "09:00"))
    return time


def _read_phone(reading: Reading, field: Field, raw: Value, at: Keys) -> str | None:
    text = reading.text(field, raw, at)
    digits = re.sub("[^0-9]", "", plain_digits(text or "")) if text else ""
    if _MOBILE.fullmatch(digits):
        reading.report("station-phone-is-mobile", at, field, value=digits[-11:])
        return None
    if text and not _PHONE.fullmatch(text):
        reading.report("phone-format", at, field, value=text)
        return None
    return text


def _read_extension(reading: Reading, field: Field, raw: Value, at: Keys) -> str | None:
    text = reading.text(field, raw, at)
    if text and not re.fullmatch("[0-9]{1,6}", text):
        reading.report("extension-format", at, field, value=text)
        return None
    return text


def _read_web(reading: Reading, field: Field, raw: Value, at: Keys) -> str | None:
    text = reading.text(field, raw, at)
    if text and not _WEB.fullmatch(text):
        reading.report("wrong-type", at, field, value=text, wanted="网址（写成“https://域名/”，最后有斜杠）")
        return None
    return text


def _read_flag(reading: Reading, field: Field, raw: Value, at: Keys) -> bool | None:
    if raw in ("true", "false"):
        return raw == "true"
    reading.report("wrong-type", at, field, value=_shown(raw), wanted="“true”（是）或“false”（否）")
    return None


def _read_whole(reading: Reading, field: Field, raw: Value, at: Keys) -> int | None:
    if isinstance(raw, str) and re.fullmatch("[0-9]{1,9}", raw):
        return int(raw)
    reading.report("wrong-type", at, field, value=_shown(raw), wanted="整数")
    return None


def _read_number(reading: Reading, field: Field, raw: Value, at: Keys) -> float | None:
    if isinstance(raw, str) and re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", raw):
        return float(raw)
    reading.report("wrong-type", at, field, value=_shown(raw), wanted="数")
    return None


def _read_map(reading: Reading, field: Field, raw: Value, at: Keys) -> Any:
    return reading.record(field.record or object, raw, at)


def _read_topics(reading: Reading, field: Field, raw: Value, at: Keys) -> dict[int, str]:
    """A map from article numbers to their subjects."""
    if not isinstance(raw, dict):
        reading.report("wrong-type", at, field, value=_shown(raw), wanted="“条号: 主题”的写法")
        return {}
    topics = {}
    for key, value in raw.items():
        if re.fullmatch("[0-9]{1,9}", key):
            topics[int(key)] = reading.text(field, value, (*at, key)) or ""
        else:
            reading.report("wrong-type", (*at, key), field, value=key, wanted="条号（阿拉伯数字）")
    return topics


KINDS: dict[str, Reader] = {
    "text": _read_text,
    "choice": _read_choice,
    "id": _read_id,
    "date": _read_date,
    "time": _read_time,
    "phone": _read_phone,
    "extension": _read_extension,
    "web": _read_web,
    "flag": _read_flag,
    "whole": _read_whole,
    "number": _read_number,
    "map": _read_map,
    "topics": _read_topics,
}


def to_date(text: str) -> dt.date | None:
    """The day written as 2026-11-01; None where it is written otherwise, or no day of the calendar."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _to_write(typed: str, meant: str) -> str:
    """What to write instead: in the quotes of YAML where others were typed."""
    return f' "{meant}"（英文引号）' if unquoted(typed) != typed else f"“{meant}”"


def _shown(value: Value | None) -> str:
    return value if isinstance(value, str) else "列表" if isinstance(value, list) else "一组内容" if value else "空"
