"""JSON for files and for HTML, each with the escapes of where it stands."""

from __future__ import annotations

import json
from collections.abc import Callable

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_IN_HTML = tuple((mark, f"\\u{ord(mark):04x}") for mark in "<>&\u2028\u2029")


def compact(value: object, default: Callable[[object], object] | None = None) -> str:
    """JSON without blanks, for files."""
    return json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=default).encode(value) if default else _COMPACT.encode(value)


def in_html(value: object) -> str:
    """JSON that can stand in a script element: no text in it can end the element or begin a comment or a tag.

    In an attribute it is escaped once more, as every text is.
    """
    text = compact(value)
    for mark, escaped in _IN_HTML:  # a tenth of the time of str.translate
        text = text.replace(mark, escaped)
    return text
