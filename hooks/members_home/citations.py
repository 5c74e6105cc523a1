"""Finds citations such as 《劳动合同法》第十条第二款、第八十二条第一款 in texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .han import DIGITS

_NUMBER = "一二三四五六七八九十百千零〇○两0-9０-９"
_GAP = r"[ \u00a0\u3000]{0,2}"
_FIGURES = rf"{_GAP}([{_NUMBER}]{{1,20}}){_GAP}"
_ARTICLE = rf"第{_FIGURES}条(?:{_GAP}之{_GAP}[一二三四五六七八九十]+)?"
_PART = rf"{_GAP}第{_GAP}[（(]?[{_NUMBER}]{{1,20}}[）)]?{_GAP}[款项]"
_PARTS = rf"(?:{_PART}(?:(?:、|和|或|及|以及|与|至|到)?{_PART})*)?"
_JOIN = rf"{_GAP}(?:、|，|和|及|以及|与|或者|或|至|到){_GAP}"
_ARTICLES = rf"{_ARTICLE}{_PARTS}(?:{_JOIN}{_ARTICLE}{_PARTS})*"
# 〈劳动合同法〉 and <<劳动合同法>> are names where an article follows; within 《》 they belong to the name.
_OTHER_NAME = r"[<‹〈]{1,2}(?P<other_name>[^《》<>‹›〈〉\n]{2,60})[>›〉》]{1,2}"
_HALF_NAME = r"《(?P<half_name>[^《》〈〉<>‹›\n]{2,60})[>›〉]{1,2}"
_CITED = re.compile(
    rf"《(?P<name>[^《》\n]+)》(?:{_GAP}(?P<where>{_ARTICLES}))?|(?:{_OTHER_NAME}|{_HALF_NAME}){_GAP}(?P<other_where>{_ARTICLES})"
)
_ONE = re.compile(_ARTICLE)
_STEP = re.compile(rf"(?P<article>{_ARTICLE})|第{_GAP}[（(]?(?P<number>[{_NUMBER}]{{1,20}})[）)]?{_GAP}(?P<unit>[款项])|(?P<to>[至到])")
_MEANT = re.compile(rf"[》〉›>]{_GAP}(?:的|中|里|之)?{_GAP}(第[^第条。，；\n]{{0,20}}条)")
_GOES_ON = re.compile(rf"{_JOIN}[{_NUMBER}]+{_GAP}条|{_GAP}[-－—–~～]+{_GAP}第?{_GAP}[{_NUMBER}]+{_GAP}条")
_LEGAL = re.compile(r"(?:法|法典|条例|规定|办法|章程|党章|准则|细则|规则|解释|司法解释(?:（[一二三四五]）)?)(?:（(?:试行|暂行)）)?$")
UNREADABLE = -1
_LONGEST_RANGE = 2000  # articles; no instrument has as many
_WORDS = list(DIGITS)  # the first ten, by their value
_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True)
class Part:
    """An article in words (第二百八十七条之一), or a 款 or 项 of it; 0 where none is named."""

    article: str
    paragraph: int = 0
    item: int = 0

    @property
    def words(self) -> str:
        """第十条第二款第一项."""
        named = ((self.paragraph, "款"), (self.item, "项"))
        return self.article + "".join(f"第{in_words(number)}{unit}" for number, unit in named if number)


@dataclass(frozen=True)
class Citation:
    """An instrument named in 《》, from `start` to `end` of its line.

    `where` is what follows the name as written (第十条第二款), `articles` the numbers of the articles in it.
    """

    line: int
    start: int
    end: int
    name: str
    where: str
    articles: tuple[int, ...]

    @property
    def numbers(self) -> dict[str, int]:
        """The articles in words (第二百七十六条之一, without 款 and 项) and their numbers."""
        return {_in_words(match): to_number(match[1]) for match in _ONE.finditer(self.where)}

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every article, 款 and 项 that is named, and those between the ends of a range of articles."""
        found: list[Part] = []
        is_range = False
        for step in _STEP.finditer(self.where):
            if step["article"]:
                article = _ONE.fullmatch(step["article"])
                assert article is not None
                if is_range:
                    first, last = self.numbers[found[-1].article], to_number(article[1])
                    found += [Part(f"第{in_words(number)}条") for number in range(first + 1, min(last, first + _LONGEST_RANGE))]
                found.append(Part(_in_words(article)))
            elif step["number"]:
                before, number = found[-1], max(to_number(step["number"]), 0)
                if step["unit"] == "款":
                    found[-1 if before == Part(before.article) else len(found) :] = [Part(before.article, number)]
                else:
                    found[-1 if not before.item else len(found) :] = [replace(before, item=number)]
            is_range = bool(step["to"])
        return tuple(found)

    @property
    def sounds_legal(self) -> bool:
        """Whether a name without an article is meant as an instrument (a book or a course is not)."""
        return bool(self.articles) or bool(_LEGAL.search(self.name))


def find(text: str, first_line: int = 1) -> Iterator[Citation]:
    """All citations of a text, in order, also in forms that people mean: 第２００条, 第 200 条, 第二〇〇条, 〈劳动合同法〉第十条."""
    for number, line in enumerate(text.split("\n"), first_line):
        for match in _CITED.finditer(line):
            name = _name(match["name"] or match["other_name"] or match["half_name"])
            where = match["where"] or match["other_where"] or ""
            articles = tuple(to_number(article[1]) for article in _ONE.finditer(where))
            readable = UNREADABLE not in articles
            start, end = match.start(), match.end() if readable else match.end() - len(where)
            yield Citation(number, start, end, name, where if readable else "", articles if readable else ())


def unread(text: str, first_line: int = 1) -> Iterator[tuple[int, str]]:
    """What is meant as an article of an instrument and cannot be read as one, with its line: 《公司法》第十百条, 第十条、十一条."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if "条" not in line:
            continue  # as most lines: what is sought ends in it
        read = [(citation.start, citation.end) for citation in find(line) if citation.articles]
        for match in _MEANT.finditer(line):
            if not any(start <= match.start() < end for start, end in read):
                yield first_line + number, match[1]
        for _, end in read:
            if more := _GOES_ON.match(line, end):
                yield first_line + number, more[0].strip()
        begins = _ONE.match(line.lstrip())
        if begins and number and re.search(r"》\s*$", lines[number - 1]):
            yield first_line + number, begins[0]


def to_number(text: str) -> int:
    """The value of a number in 汉字 (一百六十三, 二〇〇) or digits; UNREADABLE where it is none, as 十百 and 二百五."""
    text = unicodedata.normalize("NFKC", text).replace("○", "〇")
    if text.isdecimal():
        return int(text)
    if len(text) > 1 and all(character in DIGITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    total = digit = 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = DIGITS.get(character, 0)
    return total + digit if _plain(text) == _plain(in_words(total + digit)) else UNREADABLE


def in_words(number: int) -> str:
    """一百六十三; above 9999 in digits, which no instrument has."""
    if number > 9999:
        return str(number)
    words = "" if number else "零"
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, value)
        words += _WORDS[digit] + unit if digit else "零" * bool(words and number and not words.endswith("零"))
    return words.removeprefix("一") if words.startswith("一十") else words


def _name(typed: str) -> str:
    """A name as registers write it: full-width brackets, no space beside 汉字."""
    return re.sub(r"(?<=[^\x00-\xff])\s+|\s+(?=[^\x00-\xff])", "", typed.strip().replace("(", "（").replace(")", "）"))


def _plain(words: str) -> str:
    """A number in one of the ways of writing it."""
    words = words.replace("两", "二").replace("〇", "零")
    return re.sub("(?<![一二三四五六七八九])十", "一十", words)


def _in_words(match: re.Match[str]) -> str:
    """第二百条之一, however it was written."""
    after = match[0].partition("条")[2]
    return f"第{in_words(to_number(match[1]))}条{''.join(after.split())}"
