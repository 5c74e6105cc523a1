"""Opening hours and reception days as people write them in one cell, read into the register's form and written back.

What is not for certain is never guessed: the piece is quoted with what to write instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from .hours_words import WEEK, Token, Unread, span, tokens, weekdays

HOURS_WANTED = "请写成“周一至周五 9:00–11:30、13:30–17:00；周六 9:00–12:00”这样"
RECEPTION_WANTED = "请写成“每月第一个周三 14:00–16:00（遇节假日顺延）”这样"
_NTH = {"一": "1", "二": "2", "三": "3", "四": "4", "1": "1", "2": "2", "3": "3", "4": "4"}
_NTH_WORDS = {"1": "第一个", "2": "第二个", "3": "第三个", "4": "第四个", "last": "最后一个"}
_LAST_DATE = 28
_NO_END = "没有写到几点，请写成“9:00–17:00”这样"
_FIRST_PLAIN = "07:00"  # 7:00 is the morning; 6:00 might be the evening, so it is written 06:00

Record = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """The records that were understood, and the pieces that were not; with any of these nothing may be taken over."""

    records: tuple[Record, ...]
    unread: tuple[Unread, ...] = ()


def read_hours(text: str) -> Read:
    """Opening hours: maps of days, opens, closes and on_holiday ("" where only 节假日休息 is said, which is the rule)."""
    reader = _Hours()
    for token in tokens(text):
        reader.take(token)
    return reader.result()


def write_hours(hours: Sequence[Mapping[str, Any]]) -> str:
    """The one form of opening hours: 周一至周五 9:00–11:30、13:30–17:00；周六 9:00–12:00（节假日照常）"""
    groups = groupby(hours, lambda one: (tuple(one["days"]), one.get("on_holiday") or ""))
    words = {"": "", "closed": "（节假日休息）", "open": "（节假日照常）"}
    return "；".join(f"{_days(days)} {'、'.join(map(_span, inner))}{words[holiday]}" for (days, holiday), inner in groups)


def read_reception(text: str) -> Read:
    """Reception days: maps of freq, nth, weekday, day, opens, closes and on_holiday.

    Where holidays are not spoken of, none is held on them (`skipped`): so nobody comes in vain.
    """
    reader = _Receptions()
    for token in tokens(text):
        reader.take(token)
    return reader.result()


def write_reception(rules: Sequence[Mapping[str, Any]]) -> str:
    """The one form of reception days: 每月第一个周三 14:00–16:00（遇节假日顺延）"""
    return "；".join(
        f"{_rule(rule)} {_span(rule)}（遇节假日{'顺延' if rule['on_holiday'] == 'next_workday' else '取消'}）" for rule in rules
    )


def _span(one: Mapping[str, Any]) -> str:
    return "–".join(time.removeprefix("0") if time >= _FIRST_PLAIN else time for time in (one["opens"], one["closes"]))


def _rule(rule: Mapping[str, Any]) -> str:
    if rule["freq"] == "weekly":
        return f"每周{rule['weekday']}"
    return f"每月{_NTH_WORDS[rule['nth']]}周{rule['weekday']}" if rule.get("nth") else f"每月{rule['day']}日"


def _days(days: Sequence[str]) -> str:
    """周一至周五; 周六、周日; 每天"""
    if tuple(days) == tuple(WEEK):
        return "每天"
    numbers = [WEEK.index(day) for day in days]
    if len(days) > 2 and numbers == list(range(numbers[0], numbers[0] + len(days))):
        return f"周{days[0]}至周{days[-1]}"
    return "、".join(f"周{day}" for day in days)


class _Reader:
    """Collects records token by token; what fits nowhere is kept as unread."""

    wanted = ""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.unread: list[Unread] = []
        self.is_lost = False  # something before in this clause was not understood: what hangs on it is not told as well

    def refuse(self, part: str, advice: str = "") -> None:
        self.unread.append(Unread(part.strip(), advice or f"看不懂，{self.wanted}"))
        self.is_lost = True

    def times(self, token: Token) -> tuple[str, str] | None:
        if token.kind == "whole_day":
            return "00:00", "24:00"
        found = span(token)
        if isinstance(found, Unread):
            self.unread.append(found)
            return None
        return found

    def result(self) -> Read:
        if not self.records and not self.unread:
            self.refuse("", self.wanted)  # nothing was said, or all days are shut
        return Read(() if self.unread else tuple(self.records), tuple(dict.fromkeys(self.unread)))


class _Hours(_Reader):
    wanted = HOURS_WANTED

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[str, ...] = ()
        self.has_times = True  # the days spoken of last have been given their times
        self.shut: list[tuple[str, ...]] = []
        self.group: list[Record] = []  # what belongs to the days spoken of last
        self.depth = 0
        self.last = ""

    def take(self, token: Token) -> None:
        kind = token.kind
        if kind in ("every_day", "workdays", "weekend", "days"):
            self._days(token)
        elif kind in ("span", "whole_day"):
            self._times(token)
        elif kind == "shut":
            self._shut(token)
        elif kind in ("holiday_shut", "holiday_open"):
            self._holidays("open" if kind == "holiday_open" else "closed")
        elif kind in ("open_bracket", "close_bracket"):
            self.depth += 1 if kind == "open_bracket" else -1
        elif kind == "end":
            self._finish()
        elif kind == "time_alone":
            self.refuse(token.text, _NO_END)
        elif kind not in ("space", "label"):
            self.refuse(token.text)

    def _days(self, token: Token) -> None:
        days = weekdays(token)
        if not days:
            self.refuse(token.text, "请写成“周一至周五”这样，从前往后")
        elif not self.has_times and self.days:
            self.days = tuple(day for day in WEEK if day in {*self.days, *days})  # 周一至周五、周日
        else:
            self.days, self.has_times, self.group = days, False, []
        self.last = token.text

    def _times(self, token: Token) -> None:
        times = self.times(token)
        if not self.days:
            if not self.is_lost:
                self.refuse(token.text, "没有写星期几，每天都开就写“每天”")
        elif times:
            clash = next(
                (one for one in self.records if set(one["days"]) & set(self.days) and one["opens"] < times[1] and times[0] < one["closes"]),
                None,
            )
            if clash:
                self.refuse(token.text, f"和同一天的 {_span(clash)} 重叠，请合并")
            record = {"days": self.days, "opens": times[0], "closes": times[1], "on_holiday": ""}
            self.records.append(record)
            self.group.append(record)
        self.has_times = True

    def _shut(self, token: Token) -> None:
        if self.has_times or not self.days:
            self.refuse(token.text)
        else:
            self.shut.append(self.days)
            self.days, self.has_times = (), True

    def _holidays(self, value: str) -> None:
        if self.depth and self.group:
            for record in self.group:
                record["on_holiday"] = value
        elif value == "open":
            for record in self.records:
                record["on_holiday"] = value

    def _finish(self) -> None:
        if not self.has_times and not self.is_lost:
            self.refuse(self.last, f"没有写几点到几点，{HOURS_WANTED}")
        self.days, self.has_times, self.is_lost = (), True, False

    def result(self) -> Read:
        self._finish()
        for days in self.shut:
            for record in self.records:
                record["days"] = tuple(day for day in record["days"] if day not in days)
        self.records = [record for record in self.records if record["days"]]
        return super().result()


class _Receptions(_Reader):
    wanted = RECEPTION_WANTED

    def __init__(self) -> None:
        super().__init__()
        self.rules: list[Record] = []  # spoken of, and waiting for their times
        self.waiting = ""

    def take(self, token: Token) -> None:
        kind = token.kind
        if kind == "nth":
            nth = "last" if token.groups["last"] else _NTH[token.groups["n"]]
            self._rules(token, [{"freq": "monthly", "nth": nth, "weekday": token.groups["nth_day"].replace("天", "日"), "day": ""}])
        elif kind == "date":
            day = int(token.groups["date_day"])
            if 1 <= day <= _LAST_DATE:
                self._rules(token, [{"freq": "monthly", "nth": "", "weekday": "", "day": str(day)}])
            else:
                self.refuse(token.text, "不是每个月都有这一天，请写 1 日到 28 日，或“每月最后一个周五”")
        elif kind == "days":
            self._rules(token, [{"freq": "weekly", "nth": "", "weekday": day, "day": ""} for day in weekdays(token)])
        elif kind == "span":
            self._times(token)
        elif kind in ("moved", "skipped", "holiday_shut"):
            for record in self.records:
                if not record["on_holiday"]:
                    record["on_holiday"] = "next_workday" if kind == "moved" else "skipped"
        elif kind == "end":
            self._finish()
        elif kind == "time_alone":
            self.refuse(token.text, _NO_END)
        elif kind not in ("space", "label", "open_bracket", "close_bracket"):
            self.refuse(token.text)

    def _rules(self, token: Token, rules: list[Record]) -> None:
        if not rules:
            self.refuse(token.text)
        self.rules = rules if not self.waiting else [*self.rules, *rules]
        self.waiting = token.text

    def _times(self, token: Token) -> None:
        times = self.times(token)
        if not self.rules:
            if not self.is_lost:
                self.refuse(token.text, f"没有写哪一天，{RECEPTION_WANTED}")
        elif times:
            self.records += [{**rule, "opens": times[0], "closes": times[1], "on_holiday": ""} for rule in self.rules]
        self.waiting = ""

    def _finish(self) -> None:
        if self.waiting and not self.is_lost:
            self.refuse(self.waiting, f"没有写几点到几点，{RECEPTION_WANTED}")
        self.rules, self.waiting, self.is_lost = [], "", False

    def result(self) -> Read:
        self._finish()
        for record in self.records:
            record["on_holiday"] = record["on_holiday"] or "skipped"
        return super().result()


def problems(unread: Iterable[Unread]) -> str:
    """All pieces in one sentence for a message: “单双休”看不懂，……"""
    return "；".join(f"“{one.part}”{one.advice}" if one.part else one.advice for one in unread)
