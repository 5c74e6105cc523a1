"""What a clerk says of a row that must be verified, in one word: looked at and nothing has changed, or put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from . import spellings
from .columns import Sheet, get
from .lists import Raw

REASON = "为什么要核实"
VERDICT = "核实结果"
SAME, MENDED = "无变化", "已改好"
CHOICES = (SAME, MENDED)
_DAY = ("verified", "on")


def take(sheet: Sheet, word: str, record: Raw, new: Raw, as_exported: bool, today: dt.date) -> tuple[str, Mapping[str, str]] | None:
    """Dates the verification of `new`, which is `record` with the changes of its row, as the word asks; what is wrong with it.

    A day that was typed stands. So does a later verification in a register that is not `as_exported`: the same sheet read
    twice changes nothing. Who verified is left as it is said.
    """
    word = spellings.name(word)
    if not word:
        return None
    if word not in CHOICES:
        return "not-a-choice", {"value": word, "choices": "、".join(CHOICES)}
    before, typed = get(record, _DAY), get(new, _DAY)
    if before and typed and before > typed and not as_exported:
        new["verified"]["on"] = before
        if new == record:
            return None
    if word == MENDED and new == record:
        return "mended-nothing", {"value": word}
    if all(column.path != _DAY for column in sheet.columns):
        return ("nothing-to-date", {"value": word}) if new == record else None
    if get(new, _DAY) == before:
        new.setdefault("verified", {})["on"] = today.isoformat()
    return None
