"""Reads the official text of an instrument: its articles, each with its 款 and 项."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..citations import in_words, to_number

_NUMBER = "[零〇一二三四五六七八九十百千两]{1,12}"
_ARTICLE = re.compile(rf"第({_NUMBER})条(?:之([一二三四五六七八九十]{{1,3}}))?(?:\s+(.*))?$")
_ITEM = re.compile(r"[（(]([一二三四五六七八九十]{1,4})[）)]")
_HEADING = re.compile(rf"#|第{_NUMBER}(?:编|分编|章|节)(?:\s|$)|附\s*(?:则|件|录|表)(?:\s|[0-9一二三四五六七八九十：:]|$)|附[：:]")
_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.S)
_DAY_AT_END = re.compile(r"[_\-（( ]*[12][0-9]{7}[）)]?$")  # 中华人民共和国劳动合同法_20121228
_MOST_TITLE = 100  # characters


@dataclass(frozen=True)
class Article:
    """One article: its name in words (第二百八十七条之一), and its 款 as lines, the first that of the 款 and the others its 项."""

    name: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def items(self) -> tuple[int, ...]:
        """The number of 项 of each 款."""
        return tuple(max((item_number(line) for line in lines), default=0) for lines in self.paragraphs)

    @property
    def hash(self) -> str:
        """Eight hexadecimal digits of SHA-256 over its letters and digits: how a copy sets signs and spaces changes no law."""
        words = "".join(line for lines in self.paragraphs for line in lines)
        return hashlib.sha256(re.sub(r"\W", "", unicodedata.normalize("NFKC", words)).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Statute:
    """A text: what it may be called, its articles by name, in order, and why they cannot be its articles ("" where they can)."""

    titles: tuple[str, ...]
    articles: Mapping[str, Article]
    fault: str = ""

    @property
    def count(self) -> int:
        """The number of articles; 第十条之一 is none of its own."""
        return sum(name.endswith("条") for name in self.articles)


def read(text: str, stem: str) -> Statute:
    """The articles of a text that is kept in a file called `stem`."""
    lines = [re.sub(r"[*`]", "", line).strip() for line in _FRONT_MATTER.sub("", text, count=1).split("\n")]
    found: list[tuple[int, int, list[str]]] = []
    titles = [_DAY_AT_END.sub("", stem)]
    is_open = False
    for line in filter(None, lines):
        article = _ARTICLE.match(line.lstrip("# "))
        if article:
            found.append((to_number(article[1]), to_number(article[2]) if article[2] else 0, [article[3]] if article[3] else []))
            is_open = True
        elif _HEADING.match(line):
            is_open = False
        elif is_open:
            found[-1][2].append(line)
        if not found and len(line) < _MOST_TITLE:
            titles.append(line.lstrip("# "))
    articles = (Article(_name(number, after), tuple(_paragraphs(body))) for number, after, body in found)
    return Statute(tuple(titles), {article.name: article for article in articles}, _fault([entry[:2] for entry in found]))


def item_number(line: str) -> int:
    """The number of the 项 that a line is; 0 where it is none."""
    match = _ITEM.match(line)
    return max(to_number(match[1]), 0) if match else 0


def _paragraphs(lines: list[str]) -> Iterator[tuple[str, ...]]:
    """The 款. A list of 项 that goes on after some lines shows that these were part of a 项, as where it has points of its own."""
    paragraphs: list[list[str]] = []
    for line in lines:
        number = item_number(line)
        listed = next((at for at in reversed(range(len(paragraphs))) if len(paragraphs[at]) > 1), None)
        if number > 1 and listed is not None and item_number(paragraphs[listed][-1]) == number - 1:
            paragraphs[listed][-1] += "".join(line for lines in paragraphs[listed + 1 :] for line in lines)
            del paragraphs[listed + 1 :]
        if number and paragraphs:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return map(tuple, paragraphs)


def _fault(numbers: list[tuple[int, int]]) -> str:
    """That articles are missing or stand twice, as where a decision to amend is not the text amended."""
    before = (0, 0)
    for number, after in numbers:
        if (number, after) not in ((before[0] + 1, 0), (before[0], before[1] + 1)) or number < 1:
            return f"{_name(*before) if before[0] else '开头'}后面是{_name(number, after)}，条文不连续"
        before = (number, after)
    return "" if numbers else "没有读到“第一条”这样开头的条文"


def _name(number: int, after: int) -> str:
    return f"第{in_words(number)}条" + (f"之{in_words(after)}" if after else "")
