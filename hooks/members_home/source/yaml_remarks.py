"""Finds values of which YAML drops a part: `address: 春晖路9号 #2楼` is 春晖路9号, and #2楼 a remark that nobody sees.

A remark stays one where it was surely meant: on a line of its own, behind a value in quotes or brackets, above an indented
list, or set off by two spaces before the # and one after it, with no number following (# 2楼 is a place).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAYBE = re.compile(r"^(?! *#)[^\n]*\s#", re.M)
_BEHIND = re.compile(r"[ \t]*#([^\n]*)")
_SET_OFF = re.compile(r"[ \t]{2,}#[ \t]+(?![0-9０-９])")


def cut_values(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Of each value that a # cuts short: its line and column from 0, what is left of it, and what is dropped."""
    if not _MAYBE.search(text):
        return
    lines = text.split("\n")
    for event in _events(text):
        if not isinstance(event, yaml.ScalarEvent) or event.style in ("'", '"', "|", ">"):
            continue
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None  # the stubs allow events without a place
        line = lines[end.line] if end.line < len(lines) else ""
        behind = _BEHIND.match(line, end.column)
        if not behind or not line[: end.column].strip():
            continue
        if not (event.value and _SET_OFF.match(line, end.column)):
            yield start.line, start.column, event.value, behind[0].strip()


def _events(text: str) -> Iterator[Any]:
    """The events of a YAML text up to its first fault, which is told where the text is parsed."""
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    except yaml.YAMLError:
        return
