"""What is wrong with a text before any rule looks at what it became."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """A rule's name, the line, the message's values."""

    rule: str
    line: int
    values: dict[str, str]
