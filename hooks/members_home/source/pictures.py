"""Pictures that explain a rule, typed as lines: a title, lines whose parts `|` sets apart, and a note that says where it stands.

```route
工钱对不上，走哪几站
? 调解 | 15 日 | 收到申请十五日没调成，就可以申请仲裁
* 仲裁 | 1 年 | 从知道或者应当知道那天算起
> 《劳动争议调解仲裁法》第十四条第三款、第二十七条第一款
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .fault import Fault

LONGEST_TITLE = 22
LONGEST_NOTE = 160
_QUOTED = 24  # characters of a line that a message quotes
_MARKS = "!*?~"
_HALF = {"！": "!", "＊": "*", "？": "?", "～": "~"}
_LISTED = re.compile(r"[-+•·●#]\s*|[0-9０-９]{1,2}[.、．)）]\s*")
_PRINTED = re.compile(r"\*\*|`|!?\[[^\]]*\]\(|<[A-Za-z/][^>]*>")
_COUNT = re.compile(r"([0-9０-９]{1,4})(?:[\s　]+(\S.*))?")
_SEE = re.compile(r"看第\s*([0-9]+)\s*问")
_NAMED = re.compile("《[^《》]+》")


@dataclass(frozen=True)
class Kind:
    """A kind of picture: the marks that may begin a line, with what each means, and how much of what it holds.

    `longest` are the characters that each part has room for; the last of them may be left out where `needed` is less.
    A kind that `counts` ends each line with a number: the height of a step, or so many days.
    """

    name: str
    word: str
    example: str
    lines: tuple[int, int]
    longest: tuple[int, ...]
    needed: int
    marks: Mapping[str, str]
    counts: bool = False


TIMELINE = Kind(
    "timeline", "时间线", "满 1 个月 | 每月付两倍的工资 | 从第二天起算", (2, 8), (16, 11, 60), 2, {"!": "要当心", "*": "关键的一天"}
)
ROUTE = Kind(
    "route",
    "路线",
    "调解 | 15 日 | 收到申请十五日没调成，可以申请仲裁",
    (2, 8),
    (16, 11, 60),
    2,
    {"?": "可以不走", "*": "要走", "~": "另一条路"},
)
DECISION = Kind("decision", "岔路", "单位里建了党组织？ | 是：一般编在单位 | 否：看第 2 问", (1, 6), (40, 60, 60), 3, {})
STAIRCASE = Kind("staircase", "台阶", "3 个月以上不满 1 年 | 1 个月 | 1", (2, 4), (10, 5), 2, {}, counts=True)
COUNTDOWN = Kind("countdown", "倒数", "向选举委员会申诉 | 出榜 5 日内 | 5", (2, 5), (14, 12), 1, {}, counts=True)
LADDER = Kind("ladder", "阶梯", "到期还没改 | 五万到二十万元 | 直接管事的人也要罚", (2, 6), (16, 11, 60), 2, {})
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (TIMELINE, ROUTE, DECISION, STAIRCASE, COUNTDOWN, LADDER)}
CHOICES = "、".join(f"{kind.name}（{kind.word}）" for kind in KINDS.values())
SHORT_TIMELINE = 3  # lines that a timeline draws as one bar; where there are more, it has a stop for each
_LONGEST_OF_BAR = (7, 11, 32)
MOST_SQUARES = 31
LONGEST_LABEL = 5


@dataclass(frozen=True)
class Line:
    """One line of a picture: where it stands, its mark ("" for none), its parts, and what it counts with that number's label."""

    at: int
    mark: str
    parts: tuple[str, ...]
    count: int = 0
    label: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture as it was typed. `title_at` and `note_at` are the lines on which they stand."""

    kind: Kind
    title: str
    lines: tuple[Line, ...]
    note: str
    title_at: int = 0
    note_at: int = 0

    @property
    def is_bar(self) -> bool:
        return self.kind is TIMELINE and len(self.lines) <= SHORT_TIMELINE


def read(kind: Kind, typed: Iterable[tuple[int, str]], opened: int) -> tuple[Picture, tuple[Fault, ...]]:
    """The picture in a fence that was opened on a line, and everything that is wrong with it."""
    rows = [(at, line.strip()) for at, line in typed if line.strip()]
    faults: list[Fault] = []
    title_at, title = opened, ""
    if rows and not rows[0][1].startswith((">", "＞")) and not re.search("[|｜]", rows[0][1]):
        (title_at, title), *rows = rows
    else:
        faults.append(Fault("picture-without-title", rows[0][0] if rows else opened, {}))
    notes = [(at, line[1:].strip()) for at, line in rows if line.startswith((">", "＞"))]
    lines = [(at, line) for at, line in rows if not line.startswith((">", "＞"))]
    after = next((row for row in lines if notes and row[0] > notes[0][0]), None)
    if after:
        faults.append(_line(after[0], after[1], "写在出处后面", "出处（“> ”开头的一行）请放在最后"))
    note, note_at = " ".join(text for _, text in notes), notes[0][0] if notes else opened
    faults += title_and_note(title, title_at, note, note_at)
    read_lines, found = lines_of(kind, lines, opened)
    faults += found
    return Picture(kind, title, read_lines, note, title_at, note_at), tuple(sorted(faults, key=lambda fault: fault.line))


def title_and_note(title: str, title_at: int, note: str, note_at: int) -> Iterator[Fault]:
    """What is wrong with a picture's title and with the note that says where its words come from."""
    yield from _words(title, title_at, LONGEST_TITLE)
    if not note:
        yield Fault("picture-without-note", note_at, {"what": "最后一行没有写出处"})
        return
    if not _NAMED.search(note):
        yield Fault("picture-without-note", note_at, {"what": "出处里没有《》"})
    yield from _words(note, note_at, LONGEST_NOTE)


def lines_of(kind: Kind, typed: Sequence[tuple[int, str]], opened: int = 0) -> tuple[tuple[Line, ...], list[Fault]]:
    """The lines of a picture, each with where it stands, and what is wrong with them."""
    fewest, most = kind.lines
    faults: list[Fault] = []
    if not fewest <= len(typed) <= most:
        values = {"word": kind.word, "fewest": str(fewest), "most": str(most), "count": str(len(typed))}
        faults.append(Fault("picture-lines-not-so-many", typed[0][0] if typed else opened, values))
    longest = _LONGEST_OF_BAR if kind is TIMELINE and len(typed) <= SHORT_TIMELINE else kind.longest
    lines = [_read_line(kind, at, text, longest, faults) for at, text in typed]
    if kind is DECISION:
        for number, line in enumerate(lines, 1):
            faults += _ways(line, number, len(lines))
    if kind is COUNTDOWN and sum(line.count for line in lines) > MOST_SQUARES:
        count = sum(line.count for line in lines)
        faults.append(_line(typed[-1][0], typed[-1][1], f"和上面几行一共有 {count} 格，最多 {MOST_SQUARES} 格", "请少画几格"))
    return tuple(lines), faults


def _read_line(kind: Kind, at: int, text: str, longest: Sequence[int], faults: list[Fault]) -> Line:
    mark, rest = "", text
    half = _HALF.get(text[:1], text[:1])
    if half and half in _MARKS and not text.startswith("**"):
        mark, rest = half, text[1:].strip()
        if half != text[0]:
            faults.append(_line(at, text, f"开头的“{text[0]}”是全角", f"请改成半角：{half}"))
        elif half not in kind.marks:
            known = "、".join(f"“{sign}”（{word}）" for sign, word in kind.marks.items())
            faults.append(_line(at, text, f"开头的“{half}”在{kind.word}里没有意思", f"只能用{known}" if known else "请删去"))
    elif listed := _LISTED.match(text):
        rest = text[listed.end() :]
        faults.append(_line(at, text, f"开头的“{listed[0].strip()}”会照样印出来", "请删去，一行就是一项"))
    if "｜" in rest:
        faults.append(_line(at, text, "里的竖线是全角", "请改成半角：|"))
    parts = [part.strip() for part in re.split("[|｜]", rest)]
    count, label = _count(kind, at, text, parts, faults) if kind.counts else (0, "")
    if count is None:
        return Line(at, mark, tuple(parts))
    if not kind.needed <= len(parts) <= len(longest):
        faults.append(_line(at, text, f"分成了 {len(parts) + kind.counts} 格", f"请照“{kind.example}”的样子写，格子之间用“|”隔开"))
    elif not all(parts):
        faults.append(_line(at, text, "有一格是空的", "请填上，或者删去多出来的“|”"))
    for part, most in zip(parts, longest, strict=False):
        faults += _words(part, at, most)
    return Line(at, mark, tuple(parts), count, label)


def _count(kind: Kind, at: int, text: str, parts: list[str], faults: list[Fault]) -> tuple[int | None, str]:
    """The number that ends a line, with the short label that may follow it; it is taken off the parts. None where there is none."""
    match = _COUNT.fullmatch(parts[-1])
    if not match:
        what = "台阶的高矮" if kind is STAIRCASE else "有几格"
        faults.append(_line(at, text, f"最后一格不是数，{what}要写一个数", f"请照“{kind.example}”的样子写"))
        return None, ""
    parts.pop()
    label = match[2] or ""
    if label and kind is STAIRCASE:
        faults.append(_line(at, text, f"最后一格的数后面多了“{label}”", "请只留一个数"))
    faults += _words(label, at, LONGEST_LABEL)
    if kind is COUNTDOWN and int(match[1]) == 0:
        faults.append(_line(at, text, "画了 0 格", "请至少画一格"))
    return int(match[1]), label


def _ways(line: Line, number: int, last: int) -> Iterator[Fault]:
    """What is wrong with one question of a decision and its two answers."""
    question, *answers = line.parts
    if not question.endswith(("？", "?")):
        yield _line(line.at, question, "不是一句问话", "请以“？”结尾")
    for answer, word in zip(answers, "是否", strict=False):
        if answer and not answer.startswith(f"{word}："):
            yield _line(line.at, answer, f"没有以“{word}：”开头", "先写“是：……”，再写“否：……”，冒号用全角")
    for seen in _SEE.findall("".join(answers)):
        if not number < int(seen) <= last:
            yield _line(line.at, f"看第 {seen} 问", "下面没有这一问", "请核对是第几问，只能往下走")


def _words(text: str, at: int, most: int) -> Iterator[Fault]:
    """What is wrong with the words of one part."""
    if printed := _PRINTED.search(text):
        yield _line(at, printed[0], "会照样印出来", "图里只写普通的字，请删去这样的记号")
    count = width(text)
    if count > most:
        yield Fault("picture-part-too-long", at, {"value": _short(text), "count": str(count), "most": str(most)})


def width(text: str) -> int:
    """How many 汉字 wide a text is: letters, digits and spaces take half a place."""
    return -(-sum(1 if character < "\u2000" else 2 for character in text) // 2)


def _line(at: int, value: str, what: str, remedy: str) -> Fault:
    return Fault("picture-line", at, {"value": _short(value), "what": what, "remedy": remedy})


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
