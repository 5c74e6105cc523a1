"""Puts words together to pieces: 周一 至 周五 to days, 下午 1点半 到 5点 to a span; what fits nowhere becomes a doubt."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from ...han import WEEK
from ..week_days import write_days
from .advice import ADVICE, HOLIDAY_OR_CLOSED, NO_TIMES
from .clock import number, part_of_day
from .closings import HALVES, Closings, is_subject
from .days import days_of, until
from .pieces import AllYear, Closed, Doubt, Holiday, HolidayWord, Mark, Note, Piece, Span, When
from .spans import read_span, times_of
from .words import Cursor, Word, words

_DAY_WORDS = ("every_day", "workdays", "weekend", "days")
_PREFIX = re.compile("每个?月的? ?")
_SEPARATORS = re.compile("[、,/&+和及与以个日号 ]+")
_SAID = {"shut": "closed", "except": "closed", "open": "open", "ask": "unknown", "moved": "moved", "not_moved": "dropped"}
_CONDITION = re.compile("[如若遇逢适]")


def pieces(text: str) -> list[Piece]:
    """All pieces of the text in order; doubts that stand side by side are one."""
    merged: list[Piece] = []
    for piece in _Phrases(Cursor(words(text))).read():
        last = merged[-1] if merged else None
        if isinstance(piece, Doubt) and isinstance(last, Doubt):
            merged[-1] = Doubt(last.start, piece.end, last.advice or piece.advice)
        else:
            merged.append(piece)
    return merged


class _Phrases(Closings):
    """Reads words one after the other."""

    def read(self) -> list[Piece]:
        while self.words.are_left:
            self.take(self.words.next())
        advice = ADVICE["holiday"]
        return [Doubt(piece.start, piece.end, advice) if isinstance(piece, HolidayWord) else piece for piece in self.found]

    def take(self, word: Word) -> None:
        take = _TAKES.get(word.kind)
        if take:
            take(self, word)
        else:
            self.doubt(word, word, ADVICE.get(word.kind, ""))

    def mark(self, word: Word) -> None:
        last = self.last()
        if word.kind == "right" and isinstance(last, Mark) and last.kind == "left":
            self.found[-1] = Doubt(last.start, word.end, "里面没有字，请补上或删去")
        else:
            self.found.append(Mark(word.start, word.end, word.kind))

    def colon(self, word: Word) -> None:
        """周一： and 节假日： are followed by what is true of them; 周一：周五 may be a slip for 周一至周五."""
        last = self.last()
        is_after_days = isinstance(last, When | HolidayWord) or (isinstance(last, Mark) and last.kind == "right")
        if is_after_days and not self.words.sees(*_DAY_WORDS, "day", "nth", "dates"):
            self.mark(word)
        else:
            self.doubt(word, word)

    def label(self, word: Word) -> None:
        """开放时间： is passed over where a sentence begins, in brackets too; 周一至周五工作时间 tells no times."""
        last = self.last()
        if isinstance(last, Mark) and last.kind == "left" and len(self.found) == 1 and self.words.sees("right"):
            self.words.next()
            self.found.pop()
        elif last and not (isinstance(last, Mark) and last.kind == "stop"):
            self.doubt(word, word, NO_TIMES)

    def noise(self, word: Word) -> None:
        """开放 says nothing after days and times, but 节假日开放 does."""
        if isinstance(self.last(), HolidayWord):
            self.said(replace(word, kind="open"))
        elif not isinstance(self.last(), When | Span):
            self.doubt(word, word)

    # Days

    def days(self, word: Word) -> None:
        if word.kind == "every_day" and isinstance(self.last(), When):
            return  # 周一至周五每天
        days, end, advice = days_of(word.kind, word.text), word, ""
        while word.kind == "days" and self.has_more_days(end):
            joint, end = self.words.next(), self.words.next()
            more = days_of("days", end.text)
            if joint.kind == "to":
                is_forward = WEEK.index(days[-1]) < WEEK.index(more[0])
                days, more = (*days, *until(days[-1], more[0])[1:]), more[1:]
                if not is_forward:
                    advice = f"说不准是哪几天，请写成“{write_days((*days, *more))}”这样"
            days += more
        if self.words.sees("to") and self.words.sees(*_DAY_WORDS, ahead=1):
            self.words.next()
            end, advice = self.words.next(), "说不准到哪一天，请写成“周一至周日”这样"
        if len(set(days)) < len(days):
            advice = advice or "里有一天写了两次，请核对"
        if advice:
            self.doubt(word, end, advice)
        else:
            self.found.append(When(word.start, end.end, days, says_each=word.kind == "every_day" or word.text[0] in "每逢"))

    def rest(self, word: Word) -> None:
        """其余时间: which days those are follows from the others."""
        self.found.append(When(word.start, word.end, tuple(WEEK), is_rest=True))

    def all_week(self, word: Word) -> None:
        """7×24小时"""
        self.found.append(When(word.start, word.end, tuple(WEEK)))
        self.found.append(Span(word.start, word.end, 0, 24 * 60))

    def has_more_days(self, last: Word) -> bool:
        """Whether 周一 goes on: 至周五, 至五, 、三; or -5 after 周1."""
        if self.words.sees("to") and self.words.sees("number", ahead=1):
            return last.text[-1] in "123456" and self.words.peek(1).text in "234567"
        if self.words.sees("to"):
            return self.words.sees("days", "day", ahead=1)
        return self.words.sees("list", "comma") and self.words.sees("day", ahead=1)

    def nth(self, word: Word) -> None:
        """第一、三个 and the weekday after it, of which the pattern has made sure."""
        day = self.words.next()
        days = days_of(day.kind, day.text)
        if len(days) > 1 or self.has_more_days(day):
            self.doubt(word, day, "后面不止一个星期几，请分开写，如“每月第一个周三、每月第一个周五”")
            return
        ordinals = _SEPARATORS.split(_PREFIX.sub("", word.text))
        nths = tuple(_nth(ordinal) for ordinal in ordinals if ordinal)
        self.found.append(When(word.start, day.end, days, nths, says_month=word.text.startswith("每")))

    def dates(self, word: Word) -> None:
        numbers = _SEPARATORS.split(_PREFIX.sub("", word.text))
        self.found.append(When(word.start, word.end, dates=tuple(number(text) for text in numbers if text), says_month=True))

    def extra(self, word: Word) -> None:
        """周三加开: besides what is said of more days, not instead of it."""
        last = self.last()
        if isinstance(last, When):
            self.found[-1] = replace(last, end=word.end, is_extra=True)
        else:
            self.doubt(word, word)

    # Times

    def whole_day(self, word: Word) -> None:
        self.found.append(Span(word.start, word.end, 0, 24 * 60, is_vague="24" not in word.text))

    def span(self, word: Word) -> None:
        if word.kind == "part" and part_of_day(word.text) in HALVES and self.is_shut_next():
            self.part_closed(word)
        elif word.kind != "from":
            self.found += read_span(self.words, word)
        elif self.words.sees("part", "time", "number"):
            self.found += read_span(self.words, self.words.next())
        elif isinstance(self.last(), When) or not self.words.sees(*_DAY_WORDS):
            self.doubt(word, word)

    def note(self, word: Word) -> None:
        self.found.append(Note(word.start, word.end, times_of(word.text)))

    # What is said of days

    def holiday(self, word: Word) -> None:
        self.found.append(HolidayWord(word.start, word.end, _CONDITION.match(word.text) is not None))

    def moved_else(self, word: Word) -> None:
        """遇节假日提前, 遇节假日顺延一周"""
        last = self.last()
        start = self.found.pop().start if isinstance(last, HolidayWord) else word.start
        self.found.append(Doubt(start, word.end, ADVICE["moved_else"]))

    def all_year(self, word: Word) -> None:
        self.found.append(AllYear(word.start, word.end))

    def said(self, word: Word) -> None:
        """周一、节假日休息: what is said of the days just named; 12:00-13:00休息: of the times."""
        last = self.last()
        if word.kind == "shut" and isinstance(last, Span):
            self.rest_at_noon(last, word)
            return
        at = self.subjects_before()
        self.say(word, at, self.found[at].start if at < len(self.found) else word.start, word.end)

    def without(self, word: Word) -> None:
        """除周一外, （除节假日）"""
        at = len(self.found)
        while self.words.sees(*_DAY_WORDS, "holiday", "list", "comma"):
            self.take(self.words.next())
        if self.words.sees("outside"):
            self.words.next()
        elif self.words.are_left and not self.words.sees("right", "stop"):
            self.doubt(word, word)
            return
        self.say(replace(word, kind="except"), at, word.start, self.words.passed.end)

    def include(self, word: Word) -> None:
        """含节假日, 不含节假日"""
        if self.words.sees("holiday"):
            at = len(self.found)
            self.holiday(self.words.next())
            kind = "except" if word.kind == "not_include" else "open"
            self.say(replace(word, kind=kind), at, word.start, self.words.passed.end)
        else:
            self.doubt(word, word)

    def say(self, word: Word, at: int, start: int, end: int) -> None:
        """Replaces the pieces from `at` on by what is said of them."""
        named = self.found[at:]
        subjects = [piece for piece in named if not isinstance(piece, Mark)]
        del self.found[at:]
        value = _SAID[word.kind]
        days = tuple(day for piece in subjects if isinstance(piece, When) and not piece.is_rest for day in piece.days)
        if any(_is_one_within_the_other(*pair) for pair in pairwise(named)):
            self.found.append(Doubt(start, end, HOLIDAY_OR_CLOSED))
        elif not all(is_subject(piece) for piece in subjects) or (
            len(days) + any(_is_rest(piece) for piece in subjects) and value != "closed"
        ):
            self.found.append(Doubt(start, end, NO_TIMES if value == "open" else ""))
        elif not subjects:
            self.found.append(Doubt(start, end, ADVICE["shut"] if word.kind == "shut" else ""))
        elif not days and word.kind in ("open", "except") and self.is_after_closed():
            self.found.append(Doubt(start, end, HOLIDAY_OR_CLOSED))
        else:
            if days:
                self.found.append(Closed(start, end, days))
            if len(subjects) > sum(isinstance(piece, When) for piece in subjects):
                self.found.append(Holiday(start, end, value))

    def is_after_closed(self) -> bool:
        """Whether 周一闭馆 stands just before, of which 节假日除外 may be an exception."""
        before = [piece for piece in self.found if not (isinstance(piece, Mark) and piece.kind != "stop")]
        return bool(before) and isinstance(before[-1], Closed)


def _is_rest(piece: Piece) -> bool:
    return isinstance(piece, When) and piece.is_rest


def _is_one_within_the_other(first: Piece, second: Piece) -> bool:
    """Whether 遇节假日 and 周一 side by side may be the Mondays that are holidays; 周六、周日节假日 are both."""
    if isinstance(first, HolidayWord):
        return isinstance(second, When)
    return isinstance(first, When) and isinstance(second, HolidayWord) and second.is_condition


def _nth(text: str) -> str:
    """1 to 9 or last; what else is counted from the end stays as written."""
    if text[0] in "最倒":
        return "last" if text[-1] in "一1" else text
    return "1" if text == "首" else str(number(text.removeprefix("第")))


_TAKES: dict[str, Callable[[_Phrases, Word], None]] = {
    **dict.fromkeys(_DAY_WORDS, _Phrases.days),
    **dict.fromkeys(("stop", "list", "comma", "left", "right"), _Phrases.mark),
    **dict.fromkeys(("time", "part", "number", "from"), _Phrases.span),
    **dict.fromkeys(_SAID, _Phrases.said),
    **dict.fromkeys(("include", "not_include"), _Phrases.include),
    "colon": _Phrases.colon,
    "label": _Phrases.label,
    "noise": _Phrases.noise,
    "extra": _Phrases.extra,
    "moved_else": _Phrases.moved_else,
    "nth": _Phrases.nth,
    "dates": _Phrases.dates,
    "rest": _Phrases.rest,
    "all_week": _Phrases.all_week,
    "lunch": _Phrases.lunch,
    "note": _Phrases.note,
    "reason": _Phrases.reason,
    "whole_day": _Phrases.whole_day,
    "holiday": _Phrases.holiday,
    "all_year": _Phrases.all_year,
    "without": _Phrases.without,
}
