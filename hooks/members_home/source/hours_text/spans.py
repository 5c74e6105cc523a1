"""Reads one span of time from words: 上午9点 到 12点, 9-17点."""

from __future__ import annotations

import re
from typing import NamedTuple

from .advice import ADVICE, NO_END, NO_TIMES
from .clock import doubt_about, read_clock, settle
from .pieces import Doubt, Mark, Piece, Span
from .words import TIME_IN_TEXT, Cursor, Word

_NEVER = -1  # a time that there is not, such as 25:00


class _Hour(NamedTuple):
    """The part of the day, the word that tells the hour (None where there is none), and whether they stand side by side."""

    part: str
    word: Word | None
    are_close: bool = False


def read_span(words: Cursor, first: Word) -> list[Piece]:
    """The span that begins with a word already taken, a part of the day or an hour; a doubt where it is not certain.

    Before it, the bracket of 上午（9:00-11:30）, if there is one.
    """
    marks: list[Piece] = []
    start = _hour(words, first, marks)
    if start.word is None:
        return [Doubt(first.start, first.end, NO_TIMES)]
    if words.sees("begins"):
        words.next()
    if not words.sees("to") or not words.sees("part", "time", "number", ahead=1):
        is_over_night = words.sees("to") and words.sees("night_over", ahead=1)
        advice = ADVICE["night_over"] if is_over_night else NO_END if start.word.kind == "time" else ""
        return [*marks, Doubt(first.start, words.passed.end, advice)]
    words.next()
    end = _hour(words, words.next(), marks)
    if words.sees("ends"):
        words.next()
    return [*marks, _settled(first.start, words.passed.end, start, end)]


def times_of(text: str) -> tuple[int, ...]:
    """What the one time in a note such as 下午4点半停止入馆 can mean, in minutes since midnight; nothing where it has none."""
    match = TIME_IN_TEXT.search(text)
    if match is None:
        return ()
    clock = read_clock(match["time"], match["part"] or "")
    if clock is None:
        return (_NEVER,)
    return (_NEVER if clock.in_part is None else clock.in_part,) if clock.part else tuple(clock.readings)


def _hour(words: Cursor, word: Word, marks: list[Piece]) -> _Hour:
    """The hour that begins with the word; 上午： and 上午（ may stand before it, the bracket is added to `marks`."""
    if word.kind != "part":
        return _Hour("", word)
    is_apart = words.sees("comma", "colon", "left") and words.sees("time", "number", ahead=1)
    if is_apart:
        mark = words.next()
        marks.append(Mark(mark.start, mark.end, mark.kind))
    return _Hour(word.text, words.next() if words.sees("time", "number") else None, not is_apart)


def _settled(first: int, last: int, start: _Hour, end: _Hour) -> Piece:
    if start.word is None or end.word is None or end.word.kind == "number" or not _has_clear_start(start, end.word):
        return Doubt(first, last, NO_END)
    opens, closes = read_clock(start.word.text, start.part), read_clock(end.word.text, end.part)
    times = settle(opens, closes) if opens and closes else None
    return Span(first, last, *times) if times else Doubt(first, last, doubt_about(opens, closes))


def _has_clear_start(start: _Hour, end: Word) -> bool:
    """Whether the start is an hour: the 9 of 9-17点 and of 上午9-11:30 is, what is left of 周一:15-17:00 may be minutes."""
    if start.word is None or start.word.kind == "time":
        return start.word is not None
    return start.word.text != "00" and (start.are_close or re.search("[点时]", end.text) is not None)
