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
from .columns import Sheet
from .lists import Raw

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
    is_changed: bool = False

    @property
    def text(self) -> str:
        head = re.sub(r"^\[\] *\n", "", self.head, flags=re.M) if self.texts else self.head  # the list was empty
        return head + "".join(self.texts)


def read(root: Path, sheet: Sheet, with_samples: bool) -> list[RegisterFile]:
    """The files of one register, as they are; those of the samples as well where the site shows them."""
    return [file for place in sheet.register.places(with_samples) for file in _files(root, sheet, place)]


def samples(root: Path, sheet: Sheet) -> list[Raw]:
    """The first records of the demonstration, also where the site does not show them; none where they cannot be read."""
    _, *places = sheet.register.places(True)
    try:
        return [record for place in places for file in _files(root, sheet, place, most=1) for record in file.records]
    except (ValueError, OSError):
        return []


def _files(root: Path, sheet: Sheet, place: str, most: int | None = None) -> list[RegisterFile]:
    paths = sorted((root / place).glob("*.yml")) if sheet.register.is_folder else [root / place]
    return [_file(path, path.relative_to(root).as_posix()) for path in paths[:most] if path.exists()]


def records(root: Path, sheet: Sheet, with_samples: bool) -> list[Raw]:
    """The records of one register in the order of its files."""
    return [record for file in read(root, sheet, with_samples) for record in file.records]


def _file(path: Path, name: str) -> RegisterFile:
    text, _ = read_text(path, name)
    head, *parts = re.split(r"^(?=- )", text if text.endswith("\n") else f"{text}\n", flags=re.M)
    found = RegisterFile(name, head, texts=parts)
    value, problems = parse(name, text, frozenset())
    if not problems and isinstance(value, list) and len(value) == len(parts) and all(isinstance(record, dict) for record in value):
        found.records = [dict(record) for record in value if isinstance(record, dict)]
        return found
    for part in parts:
        value, problems = parse(name, part, frozenset())
        if problems or not isinstance(value, list) or not isinstance(value[0], dict):
            raise ValueError(name)  # callers check the tree before they read it here
        found.records.append(value[0])
    return found


def fingerprint(record: Raw) -> str:
    """Eight digits that change with the record."""
    return hashlib.sha256(json.dumps(record, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:8]


def record_text(sheet: Sheet, record: Raw) -> str:
    """A record in the one form in which the site writes it."""
    if sheet.register.one_line:
        return f"- {_flow(sheet.register.fields, record)}\n"
    return "- " + "\n  ".join(lines_of(sheet.register.fields, record)) + "\n"


def lines_of(fields: tuple[Field, ...], record: Raw) -> list[str]:
    """The lines of a map; what is empty is left out."""
    lines = []
    for described in fields:
        value = record.get(described.key)
        if value in (None, "", [], {}):
            continue
        if isinstance(value, list) and described.fields:
            lines.append(f"{described.key}:")
            lines += [f"  - {_flow(described.fields, item)}" for item in value]
        else:
            lines.append(f"{described.key}: {_value(described, value)}")
    return lines


def _flow(fields: tuple[Field, ...], record: Raw) -> str:
    held = (described for described in fields if record.get(described.key) not in (None, "", [], {}))
    pairs = (f"{described.key}: {_value(described, record[described.key])}" for described in held)
    return "{" + ", ".join(pairs) + "}"


def _value(described: Field, value: Any) -> str:
    if isinstance(value, dict):
        return _flow(described.fields, value)
    if isinstance(value, list):
        return "[" + ", ".join(_scalar(described, str(item)) for item in value) + "]"
    return _scalar(described, str(value))


def _scalar(described: Field, text: str) -> str:
    """Dates, times and telephone numbers in quotes, and whatever YAML would take for something else or no editor shows."""
    is_number = described.kind in ("flag", "whole", "number") and _LIKE_NUMBER.fullmatch(text)
    if is_number or (described.kind == "text" and text.isdigit()):
        return text
    if (
        described.kind in ("date", "time", "phone", "extension")
        or _LIKE_NUMBER.fullmatch(text)
        or not _PLAIN.fullmatch(text)
        or text != text.strip()
    ):
        return _UNSEEN.sub(_escape, json.dumps(text, ensure_ascii=False))
    return text


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
