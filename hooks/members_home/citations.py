"""Finds citations such as 《劳动合同法》第十条第二款、第八十二条第一款 in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = "一二三四五六七八九十百千零〇两0-9"
_ARTICLE = rf"第([{_NUMBER}]{{1,20}})条(?:之[一二三四五六七八九十]+)?"
_PART = rf"第[（(]?[{_NUMBER}]{{1,20}}[）)]?[款项]"
_PARTS = rf"(?:{_PART}(?:[、和或]?{_PART})*)?"
_JOIN = r"(?:、|，|和|及|以及|与|或者|或|至|到)"
_CITED = re.compile(rf"《([^《》\n]+)》({_ARTICLE}{_PARTS}(?:{_JOIN}{_ARTICLE}{_PARTS})*)?")
_ONE = re.compile(_ARTICLE)
_LEGAL = re.compile(r"(?:法|法典|条例|规定|办法|章程|党章|准则|细则|规则|解释|司法解释(?:（[一二三四五]）)?)(?:（(?:试行|暂行)）)?$")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


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
        return {match[0]: to_number(match[1]) for match in _ONE.finditer(self.where)}

    @property
    def sounds_legal(self) -> bool:
        """Whether a name without an article is meant as an instrument (a book or a course is not)."""
        return bool(self.articles) or bool(_LEGAL.search(self.name))


def find(text: str, first_line: int = 1) -> Iterator[Citation]:
    """All citations of a text, in order."""
    for number, line in enumerate(text.split("\n"), first_line):
        for match in _CITED.finditer(line):
            articles = tuple(to_number(article) for article in _ONE.findall(match[2] or ""))
            yield Citation(number, match.start(), match.end(), match[1], match[2] or "", articles)


def to_number(text: str) -> int:
    """The value of a number in 汉字 (一百六十三) or digits."""
    if text.isdigit():
        return int(text)
    total = digit = 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS.get(character, 0)
    return total + digit
