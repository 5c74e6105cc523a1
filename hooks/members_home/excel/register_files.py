"""The registers' files as records with their own text, so that what does not change keeps its lines, comments included."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..problems import CONTROLS, INVISIBLE
from ..source.described import Field
from ..source.files import read_text
from ..source.yaml_text import parse
from .columns import Raw, Sheet

_PLAIN = re.compile(rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`=~{CONTROLS}{INVISIBLE}][^,\[\]{{}}#:\"'\t\n{CONTROLS}{INVISIBLE}]*")
_UNSEEN = re.compile(f"[{CONTROLS}{INVISIBLE}]")
_LIKE_NUMBER = re.compile(r"[0-9.+:-]+|true|false|yes|no|on|off|null", re.I)


@dataclass
class RegisterFile:
    """One file: the comments before its first record, and its records with the lines they stand on."""

    path: str
    head: str
    records: list[Raw] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.head + "".join(self.texts)


def read(root: Path, sheet: Sheet, with_samples: bool) -> list[RegisterFile]:
    """The files of one register, as they are; those of the samples as well where the site shows them."""
    register = sheet.register
    places = [root / place for place in register.places(with_samples)]
    paths = [path for place in places for path in (sorted(place.glob("*.yml")) if register.is_folder else [place])]
    return [_file(path, path.relative_to(root).as_posix()) for path in paths if path.exists()]


def _file(path: Path, name: str) -> RegisterFile:
    text, _ = read_text(path, name)
    head, *parts = re.split(r"^(?=- )", text, flags=re.M)
    found = RegisterFile(name, head)
    for part in parts:
        value, problems = parse(name, part, frozenset())
        if problems or not isinstance(value, list) or not isinstance(value[0], dict):
            raise ValueError(name)  # callers check the tree before they read it here
        found.records.append(value[0])
        found.texts.append(part)
    return found


def fingerprint(record: Raw) -> str:
    """Eight digits that change with the record."""
    return hashlib.sha256(json.dumps(record, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:8]


def record_text(sheet: Sheet, record: Raw) -> str:
    """A record in the one form in which the site writes it."""
    if sheet.register.one_line:
        return f"- {_flow(sheet.register.fields, record)}\n"
    lines = []
    for one in sheet.register.fields:
        value = record.get(one.key)
        if value in (None, "", [], {}):
            continue
        if isinstance(value, list) and one.fields:
            lines.append(f"{one.key}:")
            lines += [f"  - {_flow(one.fields, item)}" for item in value]
        else:
            lines.append(f"{one.key}: {_value(one, value)}")
    return "- " + "\n  ".join(lines) + "\n"


def _flow(fields: tuple[Field, ...], record: Raw) -> str:
    pairs = (f"{one.key}: {_value(one, record[one.key])}" for one in fields if record.get(one.key) not in (None, "", [], {}))
    return "{" + ", ".join(pairs) + "}"


def _value(one: Field, value: Any) -> str:
    if isinstance(value, dict):
        return _flow(one.fields, value)
    if isinstance(value, list):
        return "[" + ", ".join(_scalar(one, str(item)) for item in value) + "]"
    return _scalar(one, str(value))


def _scalar(one: Field, text: str) -> str:
    """Dates, times and telephone numbers in quotes, and whatever YAML would take for something else or no editor shows."""
    is_number = one.kind in ("flag", "whole", "number") and _LIKE_NUMBER.fullmatch(text)
    if is_number or (one.kind == "text" and text.isdigit()):
        return text
    if one.kind in ("date", "time", "phone") or _LIKE_NUMBER.fullmatch(text) or not _PLAIN.fullmatch(text) or text != text.strip():
        return _UNSEEN.sub(_escape, json.dumps(text, ensure_ascii=False))
    return text


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
