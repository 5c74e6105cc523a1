"""The State Council's notice of a year's holidays, from pasted text to days.

Nothing is guessed: what the notice says twice (a weekday, a number of days) is compared, and whatever does not fit is told
with the sentence it stands in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..han import DIGITS, WEEK

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
OFF, WORK = "放假", "上班"
_NEIGHBOURS = dt.timedelta(days=7)  # how far the days of a year's first and last holiday reach into its neighbours
_WEEKEND = 5  # the weekday of Saturday, Monday being 0

_HALF = {0xFF10 + n: str(n) for n in range(10)} | str.maketrans("():,;．—–-－~～到", "（）：，；、至至至至至至至")
_NAME = "(?:" + "|".join(name.replace("节", "节?") if name != "春节" else name for name in FESTIVALS) + ")"
_HEADING = re.compile(rf"(?:[一二三四五六七八九十0-9]+、)?(?P<names>{_NAME}(?:[、和]{_NAME})*)：")
_END = re.compile(r"节假日期间，|国务院办公厅(?=[0-9]{4}年)")
_TITLE = re.compile(r"国务院办公厅关于([0-9]{4})年部分节假日安排的通知")
_YEAR = re.compile(r"关于([0-9]{4})年(?:部分)?节假日")
_NUMBER = re.compile(r"(国办发(?:明电)?)[〔\[（【]([0-9]{4})[〕\]）】]([0-9]+号)")
_DAY = r"(?:(?P<y{0}>[0-9]{{4}})年)?(?:(?P<m{0}>[0-9]{{1,2}})月)?(?P<d{0}>[0-9]{{1,2}})日(?:（(?P<w{0}>[^（）]*)）)?"
_SPAN = re.compile(f"{_DAY.format(1)}(?:至{_DAY.format(2)})?")
_COUNT = re.compile("(?:放假|调休|连休|共)([0-9]+|[一二两三四五六七八九]?十?[一二三四五六七八九]?)天")
_VERB = re.compile("放假|上班")
_WEEKDAY = re.compile(rf"(?:周|星期|礼拜)([{WEEK}天])")
_WITH_WEEKEND = "与周末连休"


@dataclass(frozen=True, order=True)
class NoticeDay:
    """A day of the notice: off, or a weekend's day to work on, for the sake of which festival."""

    on: dt.date
    what: str
    festival: str


@dataclass
class Notice:
    """What was read: the year and the source ("" where the text does not say them), its days, faults, and what was not used."""

    year: int = 0
    source: str = ""
    days: list[NoticeDay] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    def dates(self, what: str) -> list[dt.date]:
        return sorted({day.on for day in self.days if day.what == what})


def read(text: str, year: int | None = None) -> Notice:
    """Reads a notice; `year` is used where the text names none, and must not contradict it."""
    plain = re.sub(r"\s", "", text.translate(_HALF))
    notice = Notice(year or 0, _source(plain))
    title = _YEAR.search(plain)
    if title and year and int(title[1]) != year:
        notice.faults.append(f"通知说的是 {title[1]} 年，--year 写的是 {year}。请核对是不是贴错了。")
    notice.year = int(title[1]) if title else notice.year
    if not notice.year:
        notice.faults.append("没有读到是哪一年。请连同标题一起贴进来，或者用 --year 写明。")
        return notice
    headings = list(_HEADING.finditer(plain))
    if not headings:
        notice.faults.append("没有找到“元旦：”“春节：”这样的节名。请把通知里写放假的那几条原样贴进来。")
        return notice
    ends = [*(heading.start() for heading in headings[1:]), len(plain)]
    for heading, end in zip(headings, ends, strict=True):
        said = _END.split(plain[heading.end() : end])[0]
        for sentence in filter(None, re.split("[。；]", said)):
            _Sentence(notice, heading["names"], sentence).take()
    told = "".join(heading["names"] for heading in headings)
    missing = [name for name in FESTIVALS if name.removesuffix("节") not in told]
    if missing:
        notice.faults.append(f"没有读到{'、'.join(missing)}。请把通知贴全。")
    notice.faults += _contradictions(notice.days)
    notice.days.sort()
    return notice


def _source(plain: str) -> str:
    title, number = _TITLE.search(plain), _NUMBER.search(plain)
    return f"《{title[0]}》（{number[1]}〔{number[2]}〕{number[3]}）" if title and number else ""


class _Sentence:
    """One sentence of a festival: its days, each with what is done on it."""

    def __init__(self, notice: Notice, festival: str, text: str) -> None:
        self._notice, self._festival, self._text = notice, festival, text
        self._year, self._month = notice.year, 0

    def take(self) -> None:
        spans = list(_SPAN.finditer(self._text))
        verbs = [(verb.start(), verb[0]) for verb in _VERB.finditer(self._text)]
        if not spans and verbs:
            self._say("没有认出是哪天")
        off: list[dt.date] = []
        is_whole = True
        for span in spans:
            days = self._days(span)
            what = next((verb for at, verb in verbs if at >= span.end()), "")
            if not what:
                self._notice.unused.append(self._text)
                return
            is_whole = is_whole and bool(days)
            for day in days if what == WORK else ():
                if day.weekday() < _WEEKEND:
                    self._say(f"{_shown(day)}是周{WEEK[day.weekday()]}，不是周末，不用调休上班")
            if what == OFF:
                days = self._with_weekend(days)
                off += days
            self._notice.days += [NoticeDay(day, what, self._festival) for day in days]
        count = _COUNT.search(self._text)
        if count and spans and is_whole and _number(count[1]) != len(off):
            self._say(f"写着共 {_number(count[1])} 天，数下来是 {len(off)} 天")

    def _days(self, span: re.Match[str]) -> list[dt.date]:
        first = self._day(span, "1")
        last = self._day(span, "2") if span["d2"] else first
        if first is None or last is None:
            return []
        if last < first:
            self._say(f"{_shown(last)}在{_shown(first)}前面")
            return []
        if last - first > 3 * _NEIGHBOURS:
            self._say(f"从{_shown(first)}到{_shown(last)}太长了")
            return []
        return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]

    def _day(self, span: re.Match[str], which: str) -> dt.date | None:
        """A day of a span; the month and the year are those of the day before it where they are left out."""
        self._year = int(span[f"y{which}"] or self._year)
        self._month = int(span[f"m{which}"] or self._month)
        words = f"{self._month}月{span[f'd{which}']}日" if self._month else f"{span[f'd{which}']}日"
        try:
            day = dt.date(self._year, self._month, int(span[f"d{which}"]))
        except ValueError:
            self._say(f"{words}不是日期" if self._month else f"{words}没有写是几月")
            return None
        year = self._notice.year
        if not dt.date(year, 1, 1) - _NEIGHBOURS <= day <= dt.date(year, 12, 31) + _NEIGHBOURS:
            self._say(f"{day.year}年{words}不在 {year} 年")
            return None
        written = _WEEKDAY.search(span[f"w{which}"] or "")
        if written and written[1].replace("天", "日") != WEEK[day.weekday()]:
            self._say(f"{words}是周{WEEK[day.weekday()]}，这里写的是{written[0]}")
        return day

    def _with_weekend(self, days: list[dt.date]) -> list[dt.date]:
        """The days with the weekend beside them, where that is said; what of it lies in another year is no holiday of this one."""
        if _WITH_WEEKEND not in self._text or not days:
            return days
        around = [days[0] - dt.timedelta(days=n) for n in (2, 1)] + [days[-1] + dt.timedelta(days=n) for n in (1, 2)]
        weekend = [day for day in around if day.weekday() >= _WEEKEND and abs(days[0] - day) <= dt.timedelta(days=2)]
        if len(weekend) < 2:
            self._say("旁边没有周末可以连休")
        return sorted({*days, *(day for day in weekend if day.year == self._notice.year)})

    def _say(self, what: str) -> None:
        self._notice.faults.append(f"{what}：“{self._festival}：{self._text}。”")


def _contradictions(days: Sequence[NoticeDay]) -> Iterator[str]:
    first: dict[dt.date, NoticeDay] = {}
    for day in days:
        other = first.setdefault(day.on, day)
        if other is not day:
            yield f"{_shown(day.on)}说了两次：{other.festival}{other.what}，{day.festival}{day.what}。请核对。"


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, mark, ones = text.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if mark else 0) + DIGITS.get(ones, 0)


def _shown(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"
