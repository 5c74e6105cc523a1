"""The words in which people write days and times, cut into tokens; nothing of a text is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

WEEK = "一二三四五六日"
_NIGHT = 6  # 1:30 may be meant for the afternoon, 7:00 may not
_EVENING = 7  # 7点 may
_FULL = str.maketrans("０１２３４５６７８９：．～－，；（）　", "0123456789:.~-,;() ")
_NUMBERS = {word: number for number, word in enumerate("零一二三四五六七八九十")} | {"两": 2, "十一": 11, "十二": 12}
_NUMBER = r"(?:[0-9]{1,2}|十[一二]?|[一二两三四五六七八九])"
_WEEKDAY = r"(?:周|星期|礼拜)"
_TO = r" *(?:-|—|–|~|至|到|－)+ *"
_PERIODS = {
    "上午": "am",
    "早上": "am",
    "早晨": "am",
    "早": "am",
    "中午": "noon",
    "下午": "pm",
    "午后": "pm",
    "晚上": "night",
    "傍晚": "night",
    "晚": "night",
}
_PERIOD = "|".join(_PERIODS)
_CLOCK = rf"(?:[0-9]{{1,2}}[:.][0-9]{{2}}(?![0-9:.])|{_NUMBER}(?:点|时)(?:半|[一三]刻|整|[0-9]{{1,2}}分?)?)"
_TIME = rf"(?:(?:{_PERIOD}) *)?(?:{_CLOCK})"
_BARE = rf"(?:(?:{_PERIOD}) *)?[0-9]{{1,2}}(?={_TO}(?:(?:{_PERIOD}) *)?[0-9]{{1,2}}(?:点|时))"  # the 9 of 9-17点
_SHUT = r"(?:休息|闭馆|闭站|不开放|不开|关门|停止开放|除外)"

_TOKENS = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in (
            ("label", r"(?:开放|接待|办公|服务)时间 *:?|党员接待日 *:?|时间 *:"),
            ("holiday_shut", rf"(?:逢|遇)?(?:国家)?(?:法定)?节?假日(?:期间)?{_SHUT}"),
            ("holiday_open", r"(?:逢|遇)?(?:国家)?(?:法定)?节?假日(?:期间)?(?:照常|正常|也|不休)(?:开放|不休息)?"),
            (
                "moved",
                r"(?:如|若)?(?:逢|遇)?(?:法定)?节?假日(?:则|时)?(?:顺延|延后|推迟|改到|改期)(?:至|到)?(?:下一个|下个|次一|节后)?(?:工作日|第一个工作日)?",
            ),
            ("skipped", r"(?:如|若)?(?:逢|遇)?(?:法定)?节?假日(?:则|时)?(?:取消|不接待|暂停)"),
            ("nth", rf"每个?月的?(?:第 *(?P<n>[一二三四1-4])|(?P<last>最后一)) *个? *{_WEEKDAY} *(?P<nth_day>[一二三四五六日天])"),
            ("date", r"每个?月的? *(?P<date_day>[0-9]{1,2}) *(?:日|号)"),
            ("every_day", r"每天|每日|天天|全周|周一(?:至|到|-|—|–|~)周日"),
            ("workdays", r"(?:每个?)?工作日"),
            ("weekend", r"(?:每个?)?(?:周末|双休日)"),
            (
                "days",
                rf"每?个?{_WEEKDAY} *[一二三四五六日天](?:(?:{_TO}|[、,和及/])(?:{_WEEKDAY} *[一二三四五六日天]|[一二三四五六日天](?![点时])))*",
            ),
            ("whole_day", r"全天(?:开放)?|24 *小时(?:开放)?"),
            ("span", rf"(?P<opens>{_TIME}|{_BARE}){_TO}(?P<closes>{_TIME})"),
            ("time_alone", rf"{_TIME} *(?:开门|开馆|开始|以后|起)?"),
            ("shut", _SHUT),
            ("open_bracket", r"\("),
            ("close_bracket", r"\)"),
            ("end", r"[;；。\n]"),
            ("space", r"[ :,，、/\t\r]+|开放|对外开放|接待|均|的"),
        )
    )
)


@dataclass(frozen=True)
class Token:
    """A piece of the text: what it is, how it was written, and the groups of its pattern."""

    kind: str
    text: str
    groups: dict[str, Any]


@dataclass(frozen=True)
class Unread:
    """A piece that cannot be read for certain: as it was written, and what to do about it."""

    part: str
    advice: str


def tokens(text: str) -> Iterator[Token]:
    """All of the text as tokens; what no pattern fits is of kind `unknown`, up to the next mark of punctuation."""
    plain = text.translate(_FULL)
    at = 0
    while at < len(plain):
        match = _TOKENS.match(plain, at)
        if match is None:
            end = at + 1
            while end < len(plain) and plain[end] not in " ,;，；。、()\n" and not _TOKENS.match(plain, end):
                end += 1
            yield Token("unknown", text[at:end], {})
            at = end
        else:
            yield Token(str(match.lastgroup), text[at : match.end()], match.groupdict())
            at = match.end()


def weekdays(token: Token) -> tuple[str, ...]:
    """The weekdays that a token of days means, Monday first."""
    if token.kind == "every_day":
        return tuple(WEEK)
    if token.kind == "workdays":
        return tuple(WEEK[:5])
    if token.kind == "weekend":
        return tuple(WEEK[5:])
    found: set[str] = set()
    text = re.sub(_WEEKDAY, "", token.text.translate(_FULL)).replace("天", "日")
    for part in re.split("[、,和及/]", text):
        days = [WEEK.index(day) for day in re.findall(f"[{WEEK}]", part)]
        if len(days) == 2 and days[1] < days[0]:
            return ()  # 周五至周一 is not for certain
        found.update(WEEK[days[0] : days[-1] + 1] if days else "")
    return tuple(day for day in WEEK if day in found)


def span(token: Token) -> tuple[str, str] | Unread:
    """Beginning and end of a span as 09:00, or why they are not certain."""
    opens, first_period = _time(token.groups["opens"])
    closes, second_period = _time(token.groups["closes"])
    start = _on_clock(opens, first_period)
    end = _on_clock(closes, second_period or first_period)
    if isinstance(start, str) or isinstance(end, str):
        return Unread(token.text, start if isinstance(start, str) else str(end))
    if end <= start:
        return Unread(token.text, "结束早于开始。下午、晚上的时间请写明“下午”，或用 24 小时制，如“9:00–17:00”")
    return f"{start // 60:02d}:{start % 60:02d}", f"{end // 60:02d}:{end % 60:02d}"


def _time(text: str) -> tuple[tuple[int, int, bool], str]:
    """Hour, minute, and whether they were written as on a 24-hour clock; then the time of day: am, noon, pm, night or nothing."""
    period = next((_PERIODS[word] for word in _PERIODS if text.startswith(word)), "")
    rest = text[len(next((word for word in _PERIODS if text.startswith(word)), "")) :].strip()
    hour, _, tail = re.split("([:.点时])", rest + ("" if re.search("[:.点时]", rest) else "点"), maxsplit=1)
    minutes = {"半": 30, "一刻": 15, "三刻": 45, "整": 0, "": 0}
    minute = minutes[tail] if tail in minutes else int(tail.rstrip("分"))
    number = int(hour) if hour.isdigit() else _NUMBERS[hour]
    is_certain = (len(hour) == 2 and hour.isdigit()) or number > (_EVENING if re.search("[点时]", rest) else _NIGHT)
    return (number, minute, is_certain), period


def _on_clock(time: tuple[int, int, bool], period: str) -> int | str:
    """Minutes since midnight, or what to do where they are not certain."""
    hour, minute, is_certain = time
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return "没有这个时间，请核对"
    if period == "am":
        return hour * 60 + minute if hour <= 12 else "上午没有这个时间，请核对"
    if period == "noon":
        return (hour + 12 if hour <= 3 else hour) * 60 + minute
    if period == "pm":
        return (hour + 12 if hour <= 11 else hour) * 60 + minute
    if period == "night":
        if hour <= 4:
            return "半夜的时间请用 24 小时制写清楚"
        return (hour + 12 if hour <= 12 else hour) * 60 + minute
    if not is_certain:
        return "没有写上午还是下午，请写成“下午2点”或“14:00”"
    return hour * 60 + minute
