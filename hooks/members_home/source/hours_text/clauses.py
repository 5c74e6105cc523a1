"""Puts pieces together to clauses, days with their times, and gives each clause what is said of its holidays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from .pieces import Break, Closed, Doubt, Holiday, Mark, Note, PartClosed, Piece, Span, When

_NO_DAYS = "没有写是哪几天，请把星期几写在前面，每天都是就写“每天”"


@dataclass
class Clause:
    """Days and the times of all of them.

    `groups` are the stretches between stops (；) in which it stands. `holiday` is what is said of its holidays, and
    `says_holiday_itself` whether that stands between its days and its times: 周六（节假日照常）9:00–12:00.
    """

    whens: list[When]
    spans: list[Span] = field(default_factory=list)
    groups: set[int] = field(default_factory=set)
    has_times_first: bool = False
    holiday: str = ""
    says_holiday_itself: bool = False

    @property
    def start(self) -> int:
        return min(piece.start for piece in (*self.whens, *self.spans))

    @property
    def end(self) -> int:
        return max(piece.end for piece in (*self.whens, *self.spans))


_Said = TypeVar("_Said", bound=Piece)


@dataclass(frozen=True)
class Saying(Generic[_Said]):
    """What is said of clauses, and where: in a group, in brackets after a clause, or between its days and its times."""

    piece: _Said
    group: int
    clause: Clause | None
    is_between: bool


class Clauses:
    """The clauses of a cell, the closed days, and what stays in doubt.

    Either the days stand before their times (周一 9:00–12:00) and hold until other days are named, or, where a group
    begins with times, after them: 9:00–12:00（周一）.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.clauses: list[Clause] = []
        self.closed: list[Closed] = []
        self.doubts: list[Doubt] = []
        self.breaks: list[Saying[Break]] = []
        self.notes: list[Saying[Note]] = []
        self.part_closed: list[Saying[PartClosed]] = []
        self._sayings: list[Saying[Holiday]] = []
        self._group = self._depth = 0
        self._clause: Clause | None = None
        self._waiting: list[Span] = []  # times whose days come after them
        self._is_shut = False  # times after 节假日照常 might be those of holidays
        for piece in pieces:
            self._take(piece)
        self._end_group()
        self._miss_times()
        self._share_holidays()

    def _take(self, piece: Piece) -> None:
        if isinstance(piece, When):
            self._when(piece)
        elif isinstance(piece, Span):
            self._span(piece)
        elif isinstance(piece, Closed):
            self.closed.append(piece)
            self._is_shut = True
        elif isinstance(piece, Holiday):
            self._sayings.append(self._said(piece))
            self._is_shut = self._depth > 0 or bool(self._clause and self._clause.spans)
        elif isinstance(piece, Break):
            self.breaks.append(self._said(piece))
        elif isinstance(piece, Note):
            self.notes.append(self._said(piece))
        elif isinstance(piece, PartClosed):
            self.part_closed.append(self._said(piece))
        elif isinstance(piece, Mark):
            self._mark(piece)

    def _said(self, piece: _Said) -> Saying[_Said]:
        is_inside = self._depth > 0 and not self._waiting
        is_between = is_inside and self._clause is not None and not self._clause.spans
        return Saying(piece, self._group, self._clause if is_inside else None, is_between)

    def of(self, saying: Saying[_Said]) -> list[Clause]:
        """The clauses of which something is said: in brackets the one before, else those in its group; none if it stands alone."""
        return [saying.clause] if saying.clause else [clause for clause in self.clauses if saying.group in clause.groups]

    def _mark(self, mark: Mark) -> None:
        if mark.kind == "stop":
            self._end_group()
            self._group += 1
        elif mark.kind == "left":
            self._depth += 1
        elif mark.kind == "right":
            if not self._depth:
                self.doubts.append(Doubt(mark.start, mark.end, "前面没有左括号，请核对"))
            self._depth = max(0, self._depth - 1)
            self._is_shut = False

    def _when(self, when: When) -> None:
        clause = self._clause
        self._is_shut = False
        if self._waiting:
            self._clause = Clause([when], self._waiting, {self._group}, has_times_first=True)
            self.clauses.append(self._clause)
            self._waiting = []
        elif clause and self._group in clause.groups and (clause.has_times_first or not clause.spans):
            clause.whens.append(when)
        else:
            self._miss_times()
            self._clause = Clause([when], [], {self._group})
            self.clauses.append(self._clause)

    def _span(self, span: Span) -> None:
        if self._clause is None or self._clause.has_times_first:
            self._waiting.append(span)
        elif self._is_shut:
            self.doubts.append(Doubt(span.start, span.end, _NO_DAYS))
        else:
            self._clause.spans.append(span)
            self._clause.groups.add(self._group)

    def _end_group(self) -> None:
        if self._waiting:
            first, last = self._waiting[0], self._waiting[-1]
            self.doubts.append(Doubt(first.start, last.end, _NO_DAYS))
            self._waiting = []

    def _miss_times(self) -> None:
        clause = self._clause
        if clause and not clause.spans:
            self.doubts.append(Doubt(clause.start, clause.end, "没有写几点到几点，请写在后面，如“9:00–17:00”"))

    def _share_holidays(self) -> None:
        general: list[Holiday] = []
        for saying in self._sayings:
            clauses = self.of(saying)
            if not clauses:
                general.append(saying.piece)
            for clause in clauses:
                self._set(clause, saying.piece)
                clause.says_holiday_itself |= saying.is_between
        for holiday in general:
            if holiday.value != general[0].value:
                self._contradict(holiday)
        for clause in self.clauses:
            if general and not clause.holiday:
                clause.holiday = general[0].value

    def _set(self, clause: Clause, holiday: Holiday) -> None:
        if clause.holiday and clause.holiday != holiday.value:
            self._contradict(holiday)
        clause.holiday = holiday.value

    def _contradict(self, holiday: Holiday) -> None:
        self.doubts.append(Doubt(holiday.start, holiday.end, "和前面写的节假日安排不一样，请只留一种"))
