"""Fields described once as data, and the one walker that reads records by them.

A record is read whole: each fault becomes a problem and its field the empty value, so that one report names all of them.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from ..problems import Place, Problem, mask, problem_with
from .yaml_text import Value

_HTML = re.compile(r"</?[A-Za-z][^>]*>|<!--")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_WEB = re.compile(r"https://[a-z0-9.-]+(?:/[a-z0-9-]+)*/")
_PHONE = re.compile(r"0[0-9]{2,3}-[0-9]{7,8}|400-[0-9]{3}-[0-9]{4}|1[0-9]{2}(?:[0-9]{2})?|9[0-9]{4}")

Reader = Callable[["Reading", "Field", Any, tuple[str | int, ...]], Any]


@dataclass(frozen=True)
class Field:
    """One key of a record: its Chinese label, the kind of its value (a name in KINDS) and whether it must be filled.

    `many` says that the value is a list of that kind; `choices` names a list of vocabulary.yml; `fields` are the keys
    of a nested map; `pattern` and `wanted` say what an id looks like.
    """

    key: str
    label: str
    kind: str = "text"
    required: bool = True
    many: bool = False
    choices: str = ""
    fields: tuple[Field, ...] = ()
    pattern: str = ""
    wanted: str = ""


@dataclass
class Reading:
    """What reading one file needs at hand: its path, the line its YAML begins on, the vocabulary, and the report."""

    path: str
    first_line: int
    vocabulary: Mapping[str, tuple[str, ...]]
    problems: list[Problem]
    _read: dict[tuple[str, int], Any] = dataclass_field(default_factory=dict)

    def report(self, rule: str, at: tuple[str | int, ...], field: Field | None = None, **values: Any) -> None:
        name = mask(".".join(key for key in at if isinstance(key, str)))
        label = field.label if field else ""
        place = Place(self.path, self.first_line, 1, at)
        self.problems.append(problem_with(rule, place, values, name, label))

    def record(self, fields: tuple[Field, ...], value: Value | None, at: tuple[str | int, ...]) -> dict[str, Any] | None:
        """The clean values of one map by key, the empty value where a field is left out or wrong; None if it is no map."""
        if not isinstance(value, dict):
            self.report("wrong-type", at, None, value=_shown(value), wanted="“名称: 内容”的写法")
            return None
        result: dict[str, Any] = {}
        seen = 0
        for field in fields:
            raw = value.get(field.key)
            if raw is None or raw in ("", []):
                seen += raw is not None
                if field.required and field.label not in value:  # a key typed in Chinese is named as unknown
                    self.report("missing-field", (*at, field.key), field)
                result[field.key] = () if field.many else None if field.fields else ""
            else:
                seen += 1
                result[field.key] = self._value(field, raw, (*at, field.key))
        if seen < len(value):
            known = {field.key for field in fields}
            for key in value:
                if key not in known:
                    self.report("unknown-field", (*at, key), None, key=key, hint=_nearest(key, fields))
        return result

    def _value(self, field: Field, raw: Value, at: tuple[str | int, ...]) -> Any:
        # Large registers repeat the same few lists and maps as the same objects: each is read once.
        known = (field.key, id(raw))
        if known in self._read:
            return self._read[known]
        before = len(self.problems)
        value = self._fresh_value(field, raw, at)
        if not isinstance(raw, str) and len(self.problems) == before:
            self._read[known] = value
        return value

    def _fresh_value(self, field: Field, raw: Value, at: tuple[str | int, ...]) -> Any:
        read = KINDS[field.kind]
        if not field.many:
            return read(self, field, raw, at)
        if not isinstance(raw, list):
            self.report("wrong-type", at, field, value=_shown(raw), wanted="列表（方括号里用逗号隔开，或每行一个“- ”）")
            return ()
        items = [read(self, field, item, (*at, index)) for index, item in enumerate(raw)]
        return tuple(item for item in items if item is not None)

    def text(self, field: Field, raw: Value, at: tuple[str | int, ...]) -> str:
        """A scalar as typed; blanks at its ends and HTML in it are problems."""
        if not isinstance(raw, str):
            self.report("wrong-type", at, field, value=_shown(raw), wanted="一段文字")
            return ""
        if raw and (raw[0].isspace() or raw[-1].isspace()):
            self.report("blank-at-ends", at, field, value=raw)
            raw = raw.strip()  # so that an id or a choice is not reported once more
        if "<" in raw and (match := _HTML.search(raw)):
            self.report("html-in-text", at, field, value=match[0])
        return raw


def _read_text(reading: Reading, field: Field, raw: Value, at: tuple[str | int, ...]) -> str:
    return reading.text(field, raw, at)


def _read_choice(reading: Reading, field: Field, raw: Value, at: tuple[str | int, ...]) -> str:
    choices = reading.vocabulary[field.choices]
    if not choices:
        return ""  # the list itself could not be read, which is reported there
    if isinstance(raw, str) and raw in choices:
        return raw
    text = reading.text(field, raw, at)
    if text in choices:
        return text
    if text:
        reading.report("not-in-vocabulary", at, field, value=text, choices="、".join(choices))
    return ""


def _read_id(reading: Reading, field: Field, raw: Value, at: tuple[str | int, ...]) -> str:
    text = reading.text(field, raw, at)
    if text and not re.fullmatch(field.pattern, text):
        reading.report("bad-id", at, field, value=text, wanted=field.wanted)
        return ""
    return text


def _read_date(reading: Reading, field: Field, raw: Value, at: tuple[str | int, ...]) -> str:
    text = reading.text(field, raw, at)
    if text and not is_date(text):
        reading.report("bad-date", at, field, value=text)
        return ""
    return text


def _read_time(reading: Reading, field: Field, raw: Value, at: tuple[str | int, ...]) -> str:
    text = reading.text(field, raw, at)
    if text and not _TIME.fullmatch(text):
        reading.report("bad-time", at, field, value=text)
        return ""
    return text


def _read_phone(reading: Reading, field: Field, raw: Value, at: tuple[str | int, ...]) -> str:
    text = reading.text(field, raw, at)
    if _MOBILE.fullmatch(re.sub(r"^\+?86|[^0-9]", "", text)):
        reading.report("station-phone-is-mobile", at, field, value=re.sub("[^0-9]", "", text))
        return ""
    if text and not _PHONE.fullmatch(text):
        reading.report("phone-format", at, field, value=text)
        return ""
    return text


def _read_web(reading: Reading, field: Field, raw: Value, at: tuple[str | int, ...]) -> str:
    text = reading.text(field, raw, at)
    if text and not _WEB.fullmatch(text):
        reading.report("wrong-type", at, field, value=text, wanted="网址（写成“https://域名/”，最后有斜杠）")
        return ""
    return text


def _read_flag(reading: Reading, field: Field, raw: Value, at: tuple[str | int, ...]) -> bool | str:
    if raw in ("true", "false"):
        return raw == "true"
    reading.report("wrong-type", at, field, value=_shown(raw), wanted="“true”（是）或“false”（否）")
    return ""


def _read_whole(reading: Reading, field: Field, raw: Value, at: tuple[str | int, ...]) -> int | str:
    if isinstance(raw, str) and re.fullmatch("[0-9]{1,9}", raw):
        return int(raw)
    reading.report("wrong-type", at, field, value=_shown(raw), wanted="整数")
    return ""


def _read_number(reading: Reading, field: Field, raw: Value, at: tuple[str | int, ...]) -> float | str:
    if isinstance(raw, str) and re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", raw):
        return float(raw)
    reading.report("wrong-type", at, field, value=_shown(raw), wanted="数")
    return ""


def _read_map(reading: Reading, field: Field, raw: Value, at: tuple[str | int, ...]) -> dict[str, Any] | None:
    return reading.record(field.fields, raw, at)


def _read_topics(reading: Reading, field: Field, raw: Value, at: tuple[str | int, ...]) -> dict[int, str]:
    """A map from article numbers to their subjects."""
    if not isinstance(raw, dict):
        reading.report("wrong-type", at, field, value=_shown(raw), wanted="“条号: 主题”的写法")
        return {}
    topics = {}
    for key, value in raw.items():
        if re.fullmatch("[0-9]{1,9}", key):
            topics[int(key)] = reading.text(field, value, (*at, key))
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
    "web": _read_web,
    "flag": _read_flag,
    "whole": _read_whole,
    "number": _read_number,
    "map": _read_map,
    "topics": _read_topics,
}


def is_date(text: str) -> bool:
    """Whether the text is a day of the calendar written as 2026-11-01."""
    if not _DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def names_of(fields: Iterable[Field]) -> frozenset[str]:
    """All keys and labels of the fields and of their nested fields."""
    names: set[str] = set()
    for field in fields:
        names |= {field.key, field.label} | names_of(field.fields)
    return frozenset(names)


def _nearest(key: str, fields: tuple[Field, ...]) -> str:
    by_label = {field.label: field.key for field in fields}
    if key in by_label:
        return f"，“{key}”的写法是“{by_label[key]}”"
    near = difflib.get_close_matches(key, [field.key for field in fields], 1, 0.5)
    label = next((field.label for field in fields if near and field.key == near[0]), "")
    return f"，是不是“{near[0]}”（{label}）" if near else ""


def _shown(value: Value | None) -> str:
    return value if isinstance(value, str) else "列表" if isinstance(value, list) else "一组内容" if value else "空"
