"""Reception days from the pieces of a cell, and in their one form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...han import NTH
from .cell import Built, Read, Record, Taken, read_cell
from .clauses import Clause, Clauses
from .clock import in_digits, write_times
from .pieces import AllYear, Break, Closed, Doubt, Holiday, Note, PartClosed, Piece, Span, When

RECEPTION_WANTED = "请写成“每月第一个周三 14:00–16:00（遇节假日顺延）”这样"
_LAST_DATE = 28
_ON_HOLIDAY = {"moved": "next_workday", "dropped": "skipped", "closed": "skipped"}
_NOT_EVERY_MONTH = "不是每个月都有，请写 1 日到 28 日，或第一个到第四个、最后一个周几，如“每月最后一个周五”"


def read_reception(text: str) -> Read:
    """The reception days of a cell such as 每月第一个周三下午2点至4点（遇节假日顺延）, in the order written.

    Each is a map of freq (weekly, monthly), nth (1 to 4, last), weekday, day (1 to 28), opens, closes and on_holiday
    (next_workday, skipped), "" where a key does not apply. Where the cell says nothing of holidays, there is none on
    them (skipped): so nobody comes in vain. Where it
    says so for some of its days only, the others are not certain.
    """
    return read_cell(text, RECEPTION_WANTED, _refuse, _build)


def write_reception(rules: Sequence[Mapping[str, Any]]) -> str:
    """每月第一个周三 14:00–16:00（遇节假日顺延）；每周五 …: the one form, which reads back to the same rules."""
    return "；".join(
        f"{_day(rule)} {write_times(rule['opens'], rule['closes'])}（遇节假日{'顺延' if rule['on_holiday'] == 'next_workday' else '取消'}）"
        for rule in rules
    )


def _day(rule: Mapping[str, Any]) -> str:
    if rule["freq"] == "weekly":
        return f"每周{rule['weekday']}"
    return f"每月{NTH[rule['nth']]}周{rule['weekday']}" if rule.get("nth") else f"每月{rule['day']}日"


def _refuse(piece: Piece) -> str | None:
    if isinstance(piece, When) and not (set(piece.nths) <= set(NTH) and all(1 <= date <= _LAST_DATE for date in piece.dates)):
        return _NOT_EVERY_MONTH
    if isinstance(piece, Holiday) and piece.value not in _ON_HOLIDAY:
        return "登记不了，接待日请写“遇节假日顺延”或“遇节假日取消”"
    if isinstance(piece, When) and piece.is_extra:
        return "加开的请单独写成一条"
    if isinstance(piece, Closed | PartClosed | Break | Note | AllYear) or (isinstance(piece, When) and piece.is_rest):
        return f"不用写，只写接待的日子，{RECEPTION_WANTED}"
    if isinstance(piece, Span) and piece.is_vague:
        return "没有写几点到几点，请写成“9:00–11:00”这样"
    return None


def _build(pieces: Sequence[Piece]) -> Built:
    cell = Clauses(pieces)
    doubts = [*cell.doubts]
    records: list[Record] = []
    doubts += _unsure_days(cell.clauses)
    says_holidays = any(clause.holiday for clause in cell.clauses)
    for clause in cell.clauses:
        if says_holidays and not clause.holiday:
            advice = "没有写遇节假日怎么办，别的写了；请在后面加上“（遇节假日顺延）”或“（遇节假日取消）”"
            doubts.append(Doubt(clause.start, clause.end, advice))
        taken = Taken()  # of this clause; what the register holds twice comes back twice
        for rule in (rule for when in clause.whens for rule in _rules(when)):
            for span in clause.spans:
                clash = taken.add(tuple(rule.values()), span)
                doubts += [Doubt(span.start, span.end, clash)] if clash else []
                times = {"opens": in_digits(span.opens), "closes": in_digits(span.closes)}
                records.append({**rule, **times, "on_holiday": _ON_HOLIDAY.get(clause.holiday, "skipped")})
    return Built(records, doubts)


def _rules(when: When) -> Iterator[Record]:
    for date in when.dates:
        yield {"freq": "monthly", "nth": "", "weekday": "", "day": str(date)}
    for nth in when.nths:
        yield {"freq": "monthly", "nth": nth, "weekday": when.days[0], "day": ""}
    if when.is_weekly:
        for day in when.days:
            yield {"freq": "weekly", "nth": "", "weekday": day, "day": ""}


def _unsure_days(clauses: Iterable[Clause]) -> Iterator[Doubt]:
    """第一个周三 is of every month only after 每月; 周五 after 每月第一个周三 may be the first Friday or every Friday."""
    is_monthly = False
    for when in (when for clause in clauses for when in clause.whens):
        if when.nths and not (when.says_month or is_monthly):
            yield Doubt(when.start, when.end, "没有写是不是每月，请写成“每月第一个周三”这样")
        if when.is_weekly and is_monthly and not when.says_each:
            yield Doubt(when.start, when.end, "说不准是每周还是每月第几个，请写成“每周五”或“每月第一个周五”这样")
        is_monthly |= not when.is_weekly
