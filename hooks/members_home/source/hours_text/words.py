"""Cuts a text about days and times into words, each of a kind; what is no such word stays as single characters.

Every character belongs to exactly one word, so nothing of a cell can be passed over. No pattern has a repetition within
a repetition, so the work grows at most with the square of the length, which `cell` limits: no text can make it hang.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_BLANKS = "\t\u00a0\u2002\u2003\u2009\u202f\u3000"
_ALIKE = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width
        **dict.fromkeys("‐‑‒–—―−﹣ー～〜∼", "-"),
        "~": "-",
        **dict.fromkeys("∶︰﹕", ":"),
        "﹐": ",",
        "､": "、",
        **dict.fromkeys("。｡﹔｜|", ";"),
        **dict.fromkeys("【〔〖", "("),
        **dict.fromkeys("】〕〗", ")"),
        **dict.fromkeys(_BLANKS, " "),
        **dict.fromkeys("\r\v\f\u2028\u2029", "\n"),
    }
)

_WEEK = "(?:周|星期|礼拜)"
_NO_COUNT = "(?![点时十刻个月号])"  # 周一，三点 names one day and an hour
_MORE_DAYS = f"(?:(?:[一二三四五六]|(?<=六)日){_NO_COUNT})*"  # 每周二日 may mean two days a week, 周六日 may not
_HAN_HOUR = "(?:二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
_HAN_MINUTE = "(?:[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])"
_GLUED = "(?=[0-9]{1,2} ?[:.] ?[0-9]{2} ?[-至到])"  # 11:3013:30-16:30: minutes have two digits, so the next hour is certain
_MINUTE = f"(?:[0-9]{{2}}(?![0-9点时:.])分?|[0-9]分|{_HAN_MINUTE}(?![点时])分?|[一二三四五六七八九]分)"
_TIME = (
    f"(?:[0-9]{{1,2}} ?: ?[0-9]{{2}}(?:(?![0-9:])分?|{_GLUED})|[0-9]{{1,2}}[.][0-9]{{2}}(?:(?![0-9:]|[.][0-9])|{_GLUED})"
    f"|(?:[0-9]{{1,2}} ?|{_HAN_HOUR})[点时](?!间)(?:整|半|钟|[一三13]刻|{_MINUTE})?)(?: ?[ap]m)?"
)
_OPEN = "(?:开放|办公|营业|服务|接待|上班|开馆|开门|办理(?:业务)?|受理|办事|值班)"
_ENTRY = "(?:入馆|入场|入园|入内|进馆|进场|进入|检票|售票|取票|领票|取号|叫号|发号|放号|领号|收件|接件|受理|办理(?:业务|新业务)?|登记|换证|借书|还书|借还)"
_STOPS = "(?:停止|截止|不再|谢绝|停)"
_PART = "凌晨|上午|早上|早晨|清晨|早|中午|午间|下午|午后|傍晚|晚上|晚间|夜间|晚|[ap]m"
_LAST_ENTRY = (  # 16:30停止入馆, 闭馆前30分钟停止入馆, 最晚入馆16:30
    f"(?:{_PART})?{_TIME} ?(?:[之以]?后|起|开始)? ?{_STOPS}{_ENTRY}"
    f"|(?:闭馆|闭门|关门|关馆|下班|结束)前 ?(?:[0-9]{{1,3}} ?分钟|半个?小时|[一1]个?小时|[一二三四五]?十五?分钟) ?{_STOPS}{_ENTRY}"
    f"|(?:最[晚后迟]{_ENTRY}|{_STOPS}{_ENTRY})(?:时间)? ?(?:为|是)? ?:? ?(?:{_PART})?{_TIME}"
)
_WEEKDAYS = (
    "mo(?:n(?:day)?)?|tu(?:es?(?:day)?)?|we(?:d(?:nesday)?)?|th(?:u(?:rs?)?(?:day)?)?|fr(?:i(?:day)?)?|sa(?:t(?:urday)?)?|su(?:n(?:day)?)?"
)
_EACH = "(?:均|都|也|则|仍|全部|一律|全天)?"
_FIRST_NTH = "(?:第[一二三四五六1-9]|最后[一1]|倒数第[一二1-9]|首)"  # 每月三个周三 is a number of days
_NTH = f"(?:{_FIRST_NTH}|[一二三四五六1-9])"
_AND = " ?(?:[,、/&+]|和|及|与|以及) ?"
_DATE = "(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"

_KINDS = (
    ("note", _LAST_ENTRY),
    (
        "label",
        f"(?:党员|群众|窗口|大厅|站点|日常|业务|对外)*(?:{_OPEN}|工作|作息|咨询|参观)时间 ?(?:为|是)?:?|时间 ?:|(?:党员|群众)?接待(?:日期|日) ?(?:为|是)?:?",
    ),
    ("all_year", "全年(?:365天)?(?:均|都)?(?:无休息?|不休息?|不打烊|开放)"),
    ("nth", f"(?:每个?月的?)? ?{_FIRST_NTH}个?(?:{_AND}{_NTH}个?)* ?个 ?(?={_WEEK}[一二三四五六日天])"),
    ("dates", f"每个?月的? ?{_DATE}[日号]?(?:{_AND}{_DATE}[日号]?)*(?<=[日号])"),
    ("open", f"{_EACH}(?:(?:照常|正常|照旧)(?:对外)?{_OPEN}?|不休息|不休|无休|不闭馆|不放假|不打烊)"),
    ("not_moved", f"{_EACH}(?:取消|不再?顺延)(?:接待)?"),
    ("alternating", "单双休|单休|轮休|大小周"),  # before 双休, which is a weekend off
    ("lunch", "(?:(?:中午|午间)(?:不?休息?|不?关门|不?闭馆)|午休)(?:时间)? ?(?:为|是)?"),
    ("except", f"{_EACH}除外"),
    (
        "shut",
        f"{_EACH}(?:[为是]?休息(?!日)(?:时间)?|双休(?!日)|休馆|闭馆|闭门|关闭|关门|放假|休(?!息)|不(?:对外)?{_OPEN}|不对外|不开|停业|(?:off|closed)(?![a-z])|(?:停止|暂停)(?:对外)?{_OPEN})",
    ),
    (
        "moved",
        f"{_EACH}(?:自动|往后|向后|相应)?(?:顺延(?!至|到|[一二两三0-9])|(?:顺延|延后|推迟|推后|延期|延迟|改)[到至]"
        "(?:(?:下|后)一?个?|次(?:一个)?|(?:节|假|节日|假期|节假日)后(?:的?第[一1]个)?)工作日)(?:接待|进行)?",
    ),
    (
        "holiday",
        "(?:如|若)?(?:遇[到上]?|逢|适逢)?(?:国家|全国)?(?:法定)?(?:节[、,]?假日|节日|假日|假期)(?:期间|当天|时)?|(?:ph|public holidays?)(?![a-z])",
    ),
    ("ask", "(?:请|需|须)?(?:先|提前|事先)?(?:打电话|致电|来电|电话(?=咨询|询问|联系|确认))(?:咨询|询问|联系|确认|问一?[问下]|问)?"),
    ("rest", "其[余他](?:时间|日期|日子|各[天日]|每?[天日])?"),
    ("all_week", "7 ?[x×✕*] ?24 ?(?:个?小时|h(?![a-z]))?|24 ?[x×✕*] ?7(?: ?天)?|24/7"),
    ("every_day", "每天|每日|天天"),
    ("workdays", "(?:每个?)?工作日"),
    ("weekend", "(?:每个?)?(?:双休日|周末)"),
    (
        "days",
        f"(?:每?逢)?(?:每个?(?:{_WEEK}的?(?={_WEEK}))?)?{_WEEK} ?(?:天|[一二三四五六日]{_MORE_DAYS}|[1-7](?![0-9:.点时]))"
        f"|(?<![a-z])(?:{_WEEKDAYS})(?![a-z])",
    ),
    ("extra", "(?:另外?|再|还)?加开|另外?(?:加|有|开)|还有"),
    ("include", "(?:包含|包括|含)"),
    ("not_include", "不(?:包含|包括|含)"),
    ("whole_day", "(?:全天候?|全日)(?: ?24 ?个?小时)?|24 ?个?小时(?: ?(?:全天候?|全日))?"),
    ("moved_else", f"{_EACH}(?:顺延|延后|推迟|推后|延期|延迟|提前|改期)"),
    ("night_over", "次日|第二天|半夜|午夜"),
    (
        "season",
        "(?:[春夏秋冬]{1,2}[季天]?(?:令时)?|(?:寒暑|暑|寒)(?:假|期)|(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月(?:份|[0-9]{1,2}[日号])?|[淡旺]季|学期)",
    ),
    ("irregular", "隔周|隔月|[单双]周|每?两周|每季度?|每年|不定期|不固定"),
    ("which_week", "(?:第[一二三四五1-5]|最后一)个?(?:周|工作日)|月[初中末底]|[上中下]旬|最后一天"),
    ("notice", "另行|另定|详见|通知|预约|咨询|为准"),
    ("roughly", "左右|前后|大约|大概|约"),
    ("time", _TIME),
    ("reason", "[为是]?(?:政治|业务|集中|内部|理论|例行)*(?:学习|例会|开会|盘点|消毒|整理|维护|检修|培训|保洁)(?:日|时间)?"),
    ("part", _PART),
    ("day", f"[一二三四五六日]{_NO_COUNT}{_MORE_DAYS}"),
    ("number", "[0-9]{1,2}(?![0-9])"),
    ("to", "直?[至到]|-+|to(?![a-z])"),
    ("noise", f"(?:均|都|也)?(?:对外)?{_OPEN}|均为?"),
    ("from", "从|自"),
    ("begins", "起|开始"),
    ("ends", "为?止|结束"),
    ("without", "除(?:去|了)?"),
    ("outside", "[之以]?外"),
    ("left", "[(\\[]"),
    ("right", "[)\\]]"),
    ("stop", "[;\n!.]"),
    ("list", "[、/&+]|和|及|与|以及|and(?![a-z])"),
    ("comma", "[,·]"),
    ("colon", ":"),
    ("blank", " +"),
    ("unknown", "[0-9]+|."),
)
TIME_IN_TEXT = re.compile(f"(?P<part>{_PART})? ?(?P<time>{_TIME})")
_WORD = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS), re.DOTALL)


@dataclass(frozen=True)
class Word:
    """A stretch of the cell from `start` to `end`: its kind, and its text with full-width and like signs made plain."""

    kind: str
    start: int
    end: int
    text: str


def words(text: str) -> Iterator[Word]:
    """All words of the text but blanks, in order."""
    for match in _WORD.finditer(_plain(text)):
        if match.lastgroup and match.lastgroup != "blank":
            yield Word(match.lastgroup, match.start(), match.end(), match[0])


def _plain(text: str) -> str:
    """The text, character for character, with signs that look or mean alike made one: ： as :, 、 as a comma, ～ as -."""
    alike = text.translate(_ALIKE)
    return "".join(character.lower() if character.isascii() else character for character in alike)


class Cursor:
    """The words one after the other, with a look at those to come."""

    def __init__(self, found: Iterable[Word]) -> None:
        self._words = tuple(found)
        self._at = 0

    @property
    def are_left(self) -> bool:
        return self._at < len(self._words)

    @property
    def passed(self) -> Word:
        """The word that was taken last."""
        return self._words[self._at - 1]

    def next(self) -> Word:
        self._at += 1
        return self.passed

    def peek(self, ahead: int = 0) -> Word:
        """The word to come, or the one so many after it; it must be there."""
        return self._words[self._at + ahead]

    def sees(self, *kinds: str, ahead: int = 0) -> bool:
        """Whether that word is there and of one of the kinds."""
        return self._at + ahead < len(self._words) and self.peek(ahead).kind in kinds
