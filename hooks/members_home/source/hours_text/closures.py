"""What is taken from the openings of a cell: breaks at noon, closed parts of days; and days that follow from what is closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...han import WEEK
from ..week_days import in_order
from .clauses import Clause, Clauses
from .pieces import Break, Closed, Doubt, PartClosed, Piece, Span, When

_NOON, _ONE, _SIX = 12 * 60, 13 * 60, 18 * 60
_WHOLE_DAY = 24 * 60


def implied_days(pieces: Sequence[Piece]) -> list[Piece]:
    """9:00–18:00（周一闭馆） is of all other days, and 24小时 of every day; other times without days stay so."""
    if any(isinstance(piece, When) for piece in pieces):
        return list(pieces)
    spans = [piece for piece in pieces if isinstance(piece, Span)]
    is_round_the_clock = bool(spans) and all(span.closes - span.opens == _WHOLE_DAY and not span.is_vague for span in spans)
    if not spans or not (is_round_the_clock or any(isinstance(piece, Closed) for piece in pieces)):
        return list(pieces)
    at = pieces.index(spans[0])
    return [*pieces[:at], When(spans[0].start, spans[0].start, tuple(WEEK)), *pieces[at:]]


def rest_of_week(pieces: Sequence[Piece]) -> list[Piece]:
    """其余时间 as the days that are named neither as open nor as closed; a doubt where none or all are left."""
    named = {day for piece in pieces if isinstance(piece, Closed) or (isinstance(piece, When) and not piece.is_rest) for day in piece.days}
    left = in_order(set(WEEK) - named)
    found: list[Piece] = []
    for piece in pieces:
        if not (isinstance(piece, When) and piece.is_rest):
            found.append(piece)
        elif named and left:
            found.append(replace(piece, days=left, is_rest=False))
        else:
            found.append(Doubt(piece.start, piece.end, "说不准是哪几天，请写星期几"))
    return found


def leave_out_breaks(cell: Clauses) -> Iterator[Doubt]:
    """Cuts openings in two at their breaks; a doubt for a break that lies in none, or may be of several."""
    for saying in cell.breaks:
        pause = saying.piece
        near = cell.of(saying)
        if len(near) > 1:
            yield Doubt(pause.start, pause.end, "说不准是哪几天的，请把每天的时间分段写，如“9:00–12:00、13:00–17:00”")
            continue
        fits = [_leave_out(clause, pause) for clause in near or cell.clauses]  # of each clause, hence no generator
        if not any(fits):
            yield Doubt(pause.start, pause.end, "不在写的开放时间中间，请核对")


def _leave_out(clause: Clause, pause: Break) -> bool:
    """Whether the break lies within an opening, which is cut then, or fills the gap between two."""
    spans: list[Span] = []
    has_cut = False
    for span in clause.spans:
        if span.opens < pause.opens and pause.closes < span.closes:
            spans += [replace(span, closes=pause.opens), replace(span, opens=pause.closes)]
            has_cut = True
        else:
            spans.append(span)
    is_gap = pause.opens in [span.closes for span in spans] and pause.closes in [span.opens for span in spans]
    overlaps = any(span.opens < pause.closes and pause.opens < span.closes for span in spans)
    clause.spans = spans
    return (has_cut or is_gap) and not overlaps


def open_days_of(cell: Clauses, clause: Clause, days: Sequence[str]) -> tuple[dict[Span, tuple[str, ...]], list[Doubt]]:
    """On which of its days each opening of a clause is open, and what is not certain of the closed parts of days."""
    doubts = []
    closed: dict[Span, set[str]] = {span: set() for span in clause.spans}
    for saying in cell.part_closed:
        piece = saying.piece
        is_of_clause = bool(set(piece.days) & set(days)) if piece.days else clause in cell.of(saying)
        relations = {span: _is_within(span, piece.part) for span in clause.spans} if is_of_clause else {}
        if None in relations.values():
            doubts.append(Doubt(piece.start, piece.end, "说不准到几点，请把上午、下午分成两段写，如“9:00–12:00、13:30–17:00”"))
        elif not piece.days and any(relations.values()):
            doubts.append(Doubt(piece.start, piece.end, "和前面写的时间对不上，请核对"))
        for span, is_within in relations.items():
            closed[span].update(piece.days if is_within else ())
    return {span: tuple(day for day in days if day not in without) for span, without in closed.items()}, doubts


def parts_of_no_day(cell: Clauses, open_days: set[str]) -> Iterator[Doubt]:
    """周日下午不开放, where nothing is said of Sunday morning."""
    for saying in cell.part_closed:
        piece: PartClosed = saying.piece
        if not set(piece.days) <= open_days or not (piece.days or cell.of(saying)):
            yield Doubt(piece.start, piece.end, "和写的星期几对不上，请核对")


def _is_within(span: Span, part: str) -> bool | None:
    """Whether an opening lies in 上午, 下午 or 晚上; None where it begins in one and ends in another."""
    if span.opens < _NOON:
        of = "上午" if span.closes <= _ONE else None
    elif span.opens < _SIX:
        of = "下午" if span.closes <= _SIX + 30 else None
    else:
        of = "晚上"
    if of is None:
        is_clear_of_evening = part == "晚上" and span.closes <= _SIX
        is_clear_of_morning = part == "上午" and span.opens >= _NOON
        return False if is_clear_of_evening or is_clear_of_morning else None
    return of == part
