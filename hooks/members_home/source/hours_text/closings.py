"""What closes part of a day, read from words: breaks at noon, 周三下午学习，不对外; and of which days something is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

from .advice import ADVICE
from .clock import part_of_day
from .pieces import Break, Closed, Doubt, HolidayWord, Mark, Note, PartClosed, Piece, Span, When
from .spans import read_span
from .words import Cursor, Word

HALVES = ("上午", "下午", "晚上")
_HALF_PAST_NOON = 12 * 60 + 30


class Closings:
    """The words of a cell and the pieces `found` so far."""

    def __init__(self, cursor: Cursor) -> None:
        self.words = cursor
        self.found: list[Piece] = []

    def last(self) -> Piece | None:
        return self.found[-1] if self.found else None

    def doubt(self, first: Word, last: Word, advice: str = "") -> None:
        self.found.append(Doubt(first.start, last.end, advice))

    def lunch(self, word: Word) -> None:
        """12:00-13:00午休, 午休12:00-13:00, 午休（12:00-13:00）; 中午不休息 is kept as a note."""
        last = self.last()
        is_before_times = self.words.sees("part", "time", "number", ahead=int(self.words.sees("colon", "left")))
        if "不" in word.text:
            self.found.append(Note(word.start, word.end, (_HALF_PAST_NOON,)))
        elif is_before_times:
            self.lunch_before_times(word)
        elif isinstance(last, Span):
            self.rest_at_noon(last, word)
        else:
            self.doubt(word, word, ADVICE["lunch"])

    def lunch_before_times(self, word: Word) -> None:
        """The break is what stands behind 午休, unless another span stands before it that may be the break as well."""
        last = self.last()
        is_in_brackets = self.words.sees("left")
        if self.words.sees("colon", "left"):
            self.words.next()
        (*_, read) = read_span(self.words, self.words.next())
        if not isinstance(read, Span):
            self.found.append(replace(read, start=word.start))
        elif isinstance(last, Span) and not last.opens < read.opens < read.closes < last.closes:
            self.found.append(
                Doubt(word.start, read.end, "说不准是前面的时间还是后面的，请把每天的时间分段写，如“9:00–12:00、13:00–17:00”")
            )
        else:
            end = self.words.next().end if is_in_brackets and self.words.sees("right") else read.end
            self.found.append(Break(word.start, end, read.opens, read.closes))

    def rest_at_noon(self, span: Span, word: Word) -> None:
        """The span is no opening but a break, for 休息 stands right behind it."""
        if span.is_vague:
            self.doubt(word, word, ADVICE["shut"])
        else:
            self.found[-1] = Break(span.start, word.end, span.opens, span.closes)

    def is_shut_next(self) -> bool:
        """Whether 下午 goes on: 不开放, or 学习，不对外."""
        ahead = int(self.words.sees("reason"))
        ahead += ahead and self.words.sees("comma", ahead=ahead)
        return self.words.sees("shut", ahead=ahead)

    def part_closed(self, word: Word) -> None:
        """周三下午学习，不对外"""
        while not self.words.sees("shut"):
            self.words.next()
        end = self.words.next().end
        last = self.last()
        at = self.subjects_before()
        if not isinstance(last, When):
            self.found.append(PartClosed(word.start, end, (), part_of_day(word.text)))
        elif last.is_weekly and not last.is_rest and at == len(self.found) - 1:
            self.found[-1] = PartClosed(word.start, end, last.days, part_of_day(word.text))
        else:
            self.found.append(Doubt(word.start, end, "说不准是哪几天的，请一天一天写，如“周三下午不开放”"))

    def reason(self, word: Word) -> None:
        """The 学习 of 周三学习，不对外 and of 周三不对外（学习）."""
        ahead = int(self.words.sees("comma"))
        if isinstance(self.last(), When) and self.words.sees("shut", ahead=ahead):
            if ahead:
                self.words.next()
            return
        (*_, before, last) = (None, None, *self.found)
        if isinstance(before, Closed | PartClosed) and isinstance(last, Mark) and last.kind == "left" and self.words.sees("right"):
            self.words.next()
            self.found.pop()
        else:
            self.doubt(word, word, ADVICE["reason"])

    def subjects_before(self) -> int:
        """From where on the pieces are the days and holidays of which something is said next."""
        at = len(self.found)
        mark = self.last()
        if at > 1 and isinstance(mark, Mark) and is_subject(self.found[-2]):
            at -= mark.kind == "colon" or (mark.kind == "comma" and isinstance(self.found[-2], HolidayWord))  # 周日：休息; 遇节假日，顺延
        while at:
            piece = self.found[at - 1]
            is_joint = isinstance(piece, Mark) and 1 < at < len(self.found) and self.joins(piece, self.found[at - 2], self.found[at])
            if not is_joint and not is_subject(piece):
                break
            at -= 1
        return at

    def joins(self, mark: Mark, before: Piece, after: Piece) -> bool:
        """周末、节假日 are named together; 周一至周五，节假日 begins anew."""
        if not (is_subject(before) and is_subject(after)):
            return False
        return mark.kind == "list" or (mark.kind == "comma" and type(before) is type(after))


def is_subject(piece: Piece) -> TypeGuard[HolidayWord | When]:
    return isinstance(piece, HolidayWord) or (isinstance(piece, When) and piece.is_weekly)
