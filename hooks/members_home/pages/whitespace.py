"""Pages and scripts without what only people read: indentation, empty lines, remarks."""

from __future__ import annotations

import re

_BREAK = re.compile(r"[ \t\r]*\n[ \t\r\n]*")
_AS_TYPED = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>)", re.S)
_REMARK = re.compile(r"^[ \t]*//.*\n", re.M)


def squeezed(html: str) -> str:
    """A page whose lines begin at the margin; a break stays a break, since text may need it, and what is shown as typed stays so."""
    parts = _AS_TYPED.split(html.strip())
    return "".join(part if n % 2 else _BREAK.sub("\n", part) for n, part in enumerate(parts)) + "\n"


def stripped(script: str) -> str:
    """A script without the remarks that fill a line, and without indentation.

    No text of ours goes over several lines with such a line in it; a test compares what is left with the script, token by token.
    """
    return _BREAK.sub("\n", _REMARK.sub("", script)).lstrip("\n")
