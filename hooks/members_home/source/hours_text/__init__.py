"""Opening hours and reception days as people write them in one cell, read into the register's form and written back.

Whatever is not certain is not guessed: the part is quoted with what to write instead, and every character of a cell is
either understood or in such a part. Where a spelling could mean two things that people do mean (1点到3点, 全天 on some
days, 周一闭馆（节假日除外）), it is not certain, even if one of them is likelier.

The way is: `words` (the text cut up) → `phrases` (words to `pieces`) → `clauses` (days with their times) → `hours` and
`reception` (records).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ...problems import mask
from .cell import Read, Record, Unread
from .hours import preview_hours, read_hours, unsaid_holidays, write_hours
from .reception import read_reception, write_reception

__all__ = [
    "Read",
    "Record",
    "Unread",
    "preview_hours",
    "problems",
    "read_hours",
    "read_reception",
    "unsaid_holidays",
    "write_hours",
    "write_reception",
]

_LONGEST_QUOTE = 40


def problems(unread: Iterable[Unread]) -> str:
    """All parts in one sentence for a message, without its full stop: “单双休”看不懂，请写成……；“另行通知”……

    Quotes are fit to be shown: long numbers masked, long parts cut, characters that cannot be seen named.
    """
    parts = (
        (advice, "".join(f"“{_shown(part.part)}”" for part in same if part.part))
        for advice, same in groupby(unread, lambda part: part.advice)
    )
    return "；".join(quoted + advice for advice, quoted in parts)


def _shown(part: str) -> str:
    text = mask(" ".join(part.split()))
    seen = "".join(character if character.isprintable() else f"〈U+{ord(character):04X}〉" for character in text)
    return seen if len(seen) <= _LONGEST_QUOTE else f"{seen[:_LONGEST_QUOTE]}……"
