"""Reads quickly what is written as the site itself writes registers: a list of records, one key a line or a few lines.

Ten thousand records repeat the same few opening hours, services and rooms; each wording is given to the YAML parser once.
Whatever looks the least bit different is left to the YAML parser as a whole, so that nothing is ever read in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_BREAKS = re.compile("[\r\x85\u2028\u2029\t]")  # ends of lines to YAML, and not to `^` and `$`
_SHALLOW = re.compile(r"\n(?! {4})")  # a line that might not belong to the key above
_KEY = re.compile(r"([a-z_]+):(?=[ \n]|$)")
# A text in which no character has a meaning in YAML, or a quoted one without escapes.
_SCALAR = r'(?:[^\W_][^"\'\[\]{}#&*!|>%@`:,\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*(?<! )|"[^"\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*")'
_PAIR = rf"[a-z_]+: {_SCALAR}"
_SIMPLE = re.compile(rf"([a-z_]+): (?:({_SCALAR})|\[({_SCALAR}(?:, {_SCALAR})*)\]|\{{({_PAIR}(?:, {_PAIR})*)\}})")
_SCALARS = re.compile(_SCALAR)
_PAIRS = re.compile(rf"([a-z_]+): ({_SCALAR})")

Parse = Callable[[str], Any]  # the value of a small YAML text, or None where it is not sound


def plain_records(text: str, parse: Parse) -> list[Any] | None:
    """The records of a register in the site's form; None where the text is not in that form.

    Equal wordings give the same object, so readers must not change what they get.
    """
    head, *parts = re.split(r"^- ", text, flags=re.M)
    if not parts or _BREAKS.search(text) or any(line and not line.startswith("#") for line in head.split("\n")):
        return None
    known: dict[str, tuple[str, Any] | None] = {}
    records = []
    for part in parts:
        record: dict[str, Any] = {}
        for chunk in _chunks(part):
            if chunk not in known:
                known[chunk] = _pair(chunk, parse)
            pair = known[chunk]
            if pair is None or pair[0] in record:
                return None
            record[pair[0]] = pair[1]
        records.append(record)
    return records


def _pair(chunk: str, parse: Parse) -> tuple[str, Any] | None:
    """The key and the value of the lines of one key; None where they are not in the site's form."""
    match = _SIMPLE.fullmatch(chunk)
    if match:
        value = _value(match)
        return None if value is None else (match[1], value)
    found = _KEY.match(chunk)
    inner = None if not found or _SHALLOW.search(chunk) else parse(chunk)
    if not found or not isinstance(inner, dict) or list(inner) != [found[1]] or inner[found[1]] is None:
        return None
    return found[1], inner[found[1]]


def _value(match: re.Match[str]) -> Any:
    """The text, list or map of a simple line; None, which no line means, where a map names a key twice."""
    if match[2] is not None:
        return _text(match[2])
    if match[3] is not None:
        return [_text(scalar) for scalar in _SCALARS.findall(match[3])]
    pairs = _PAIRS.findall(match[4])
    found = {key: _text(scalar) for key, scalar in pairs}
    return found if len(found) == len(pairs) else None


def _text(scalar: str) -> str:
    return scalar[1:-1] if scalar[0] == '"' else scalar


def _chunks(part: str) -> list[str]:
    """The keys of a record with the lines below them; what stands deeper than two spaces belongs to the key above."""
    return re.split(r"\n  (?=[^ \n-])", part.rstrip("\n"))
