"""Opening hours from the pieces of a cell, and in their one form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from ...han import WEEK
from ..week_days import in_order, write_days
from .cell import Built, Read, Record, Taken, read_cell
from .clauses import Clause, Clauses, Saying
from .clock import in_digits, write_times
from .closures import implied_days, leave_out_breaks, open_days_of, parts_of_no_day, rest_of_week
from .pieces import AllYear, Doubt, Holiday, Mark, Note, Piece, When

HOURS_WANTED = "请写成“周一至周五 9:00–11:30、13:30–17:00；周六 9:00–12:00”这样"
_INSTEAD = "在前面已经有时间，说不准是加开还是改成这样；加开请写“周三加开 18:30–20:00”，不是就把日子分开写"
_VAGUE = "说不准是上班的整天还是 24 小时，请写成“9:00–17:00”或“0:00–24:00”这样"
_ON_HOLIDAY = {"closed": "节假日休息", "open": "节假日照常", "unknown": "节假日请先打电话"}


def read_hours(text: str) -> Read:
    """The openings of a cell such as 周一至周五上午9点到12点；节假日休息, in the order written.

    Each is a map of days (Monday first), opens and closes (09:00, at most 24:00) and on_holiday: closed, open or
    unknown (节假日请先打电话) where the cell says so, else "", which the register takes as unknown.
    """
    return read_cell(text, HOURS_WANTED, _refuse, _build)


def write_hours(hours: Sequence[Mapping[str, Any]]) -> str:
    """周一至周五 9:00–11:30、13:30–17:00；周六 9:00–12:00；节假日休息: the one form, which reads back to the same openings.

    Where holidays differ between openings, it stands after the days: 周六（节假日照常）9:00–12:00.
    """
    groups = [
        (*key, list(inner)) for key, inner in groupby(hours, lambda opening: (tuple(opening["days"]), opening.get("on_holiday") or ""))
    ]
    holidays = {holiday for _, holiday, _ in groups}
    clauses = []
    for index, (days, holiday, inner) in enumerate(groups):
        extra = "加开" if any(_differ(set(days), set(earlier)) for earlier, _, _ in groups[:index]) else ""
        between = f"（{_ON_HOLIDAY[holiday]}）" if len(holidays) > 1 and holiday else " "
        times = "、".join(write_times(opening["opens"], opening["closes"]) for opening in inner)
        clauses.append(f"{write_days(days)}{extra}{between}{times}")
    text = "；".join(clauses)
    of_all = "".join(_ON_HOLIDAY[holiday] for holiday in holidays if holiday) if len(holidays) == 1 else ""
    if not of_all:
        return text
    return f"{text}（{of_all}）" if len(clauses) == 1 else f"{text}；{of_all}"


def preview_hours(hours: Sequence[Mapping[str, Any]]) -> str:
    """The one form, and what stays unsaid of holidays, for those who look at a change before it is made."""
    return write_hours(hours) + unsaid_holidays(hours)


def unsaid_holidays(hours: Sequence[Mapping[str, Any]]) -> str:
    """That nothing is said of holidays, and what the page therefore says; "" where all openings say it."""
    unsaid = sum(not opening.get("on_holiday") for opening in hours)
    return f"（{'有的' if unsaid < len(hours) else ''}没有写节假日，网页上写“节假日请先打电话”）" if unsaid else ""


def _differ(days: set[str], others: set[str]) -> bool:
    """Whether some days are in both and some in one: 周一至周五 9:00–12:00；周三 14:00–17:00 leaves open when on 周三."""
    return bool(days & others) and days != others


def _refuse(piece: Piece) -> str | None:
    if isinstance(piece, When) and not piece.is_weekly:
        return "是接待日的写法，开放时间请按星期写"
    if isinstance(piece, Holiday) and piece.value not in _ON_HOLIDAY:
        return "是接待日的写法，开放时间请写“节假日休息”“节假日照常”或“节假日请先打电话”"
    return None


def _build(pieces: Sequence[Piece]) -> Built:
    spelled = rest_of_week(implied_days(_all_year_spelled_out(pieces)))
    cell = Clauses(spelled)
    doubts = [
        *(piece for piece in spelled if isinstance(piece, Doubt)),
        *cell.doubts,
        *_holidays_in_doubt(cell.clauses),
        *leave_out_breaks(cell),
    ]
    closed = {day for piece in cell.closed for day in piece.days}
    taken = Taken()
    records: list[Record] = []
    open_days: set[str] = set()
    named: list[set[str]] = []
    for clause in cell.clauses:
        days, repeated = _days(clause)
        doubts += repeated
        if not any(when.is_extra for when in clause.whens) and any(_differ(set(days), earlier) for earlier in named):
            doubts.append(Doubt(clause.whens[0].start, clause.whens[-1].end, _INSTEAD))
        named.append(set(days))
        doubts += [Doubt(span.start, span.end, _VAGUE) for span in clause.spans if span.is_vague and len(days) < 7]
        left = tuple(day for day in days if day not in closed)
        open_days.update(left)
        open_on, unclear = open_days_of(cell, clause, left)
        doubts += unclear
        if not left:
            doubts.append(Doubt(clause.start, clause.end, "这几天又写了休息，请核对"))
        for span in clause.spans:
            days_open = open_on[span]
            clash = [advice for day in days_open if (advice := taken.add(day, span))]
            doubts += [Doubt(span.start, span.end, advice) for advice in clash[:1]]
            times = {"opens": in_digits(span.opens), "closes": in_digits(span.closes)}
            if days_open:
                records.append({"days": days_open, **times, "on_holiday": clause.holiday})
    doubts += parts_of_no_day(cell, open_days)
    if len(open_days) < 7:
        doubts += [Doubt(piece.start, piece.end, "和写的星期几对不上，请核对") for piece in pieces if isinstance(piece, AllYear)]
    notes: list[tuple[str, Piece]] = [(_days_of_note(cell, note, closed), note.piece) for note in cell.notes]
    return Built(records, [*doubts, *_notes_in_doubt(cell)], notes)


def _days_of_note(cell: Clauses, note: Saying[Note], closed: set[str]) -> str:
    """周六 of 周六 9:00–12:00（11:30停止入馆） where other days are named besides; "" where the note is of all."""
    of = cell.of(note)
    days = {day for clause in of for day in _days(clause)[0]} - closed
    return "" if not of or len(of) == len(cell.clauses) else write_days(in_order(days))


def _notes_in_doubt(cell: Clauses) -> Iterator[Doubt]:
    for note in cell.notes:
        spans = [span for clause in cell.of(note) or cell.clauses for span in clause.spans]
        times = note.piece.times
        if times and not any(span.opens < time <= span.closes for span in spans for time in times):
            yield Doubt(note.piece.start, note.piece.end, "不在开放时间里，请核对")


def _all_year_spelled_out(pieces: Sequence[Piece]) -> list[Piece]:
    """全年无休 as days, unless other days are named, and as what is said of all holidays."""
    names_days = any(isinstance(piece, When) for piece in pieces)
    spelled: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, AllYear):
            spelled.append(piece)
        elif not names_days:
            spelled.append(When(piece.start, piece.end, tuple(WEEK)))
    for piece in pieces:
        if isinstance(piece, AllYear):
            spelled += [Mark(piece.end, piece.end, "stop"), Holiday(piece.start, piece.end, "open")]
    return spelled


def _holidays_in_doubt(clauses: Iterable[Clause]) -> list[Doubt]:
    """Sees to it that what is said of one clause's holidays is meant of that clause alone.

    节假日休息 after the last of several is meant of all, after an earlier one it says nothing of the rest, which stay
    unknown; 节假日照常 may be meant of all or of one.
    """
    clauses = list(clauses)
    unsaid = [clause for clause in clauses if not clause.holiday]
    loose = {clause.holiday for clause in clauses if clause.holiday and not clause.says_holiday_itself} - {"unknown"}
    if unsaid and loose == {"closed"}:
        is_of_all = clauses[-1].holiday == "closed" and not clauses[-1].says_holiday_itself
        for clause in unsaid if is_of_all else ():
            clause.holiday = "closed"
    elif unsaid and loose:
        return [
            Doubt(clause.start, clause.end, "没有写节假日，别的写了；请每段都写明“（节假日休息）”或“（节假日照常）”") for clause in unsaid
        ]
    return []


def _days(clause: Clause) -> tuple[tuple[str, ...], list[Doubt]]:
    """All days of a clause; 工作日（周一至周五） may say the same twice, but 周一至周五、周三 is a slip."""
    days: set[str] = set()
    doubts = []
    for when in clause.whens:
        if days & set(when.days) and days != set(when.days):
            doubts.append(Doubt(when.start, when.end, "和前面写的星期几重复，请核对"))
        days.update(when.days)
    return in_order(days), doubts
