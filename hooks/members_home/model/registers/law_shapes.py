"""How many 款 and 项 the articles of each instrument have: made from official texts by a command, and kept without a sentence of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ...citations import in_words
from ...source.described import text
from .instruments import Instrument
from .record import Record
from .register import Register

_WORD = r"[0-9]{1,3}(?:\.[0-9]{1,3})*(?:=[0-9a-f]{8})?"
_WHOLE = re.compile(rf"{_WORD}(?: \+?{_WORD})*")


@dataclass(frozen=True)
class ArticleShape:
    """The number of 项 of each 款 of an article, and the hash of its words; "" where no text of the site cites it."""

    items: tuple[int, ...]
    hash: str = ""


@dataclass(frozen=True, kw_only=True)
class LawShape(Record):
    """One instrument. `since` is the day from which the text read holds, as the register of instruments says it.

    `articles` has a word for each: `0.3` is an article of two 款, the second with three 项; `=` sets off the hash, and `+`
    begins what follows an article as 之一.
    """

    short: str = text("简称")
    since: str | None = text("现行文本施行", required=False)
    articles: str = text("条款项")

    @property
    def is_readable(self) -> bool:
        return bool(_WHOLE.fullmatch(self.articles or ""))

    def is_of(self, instrument: Instrument) -> bool:
        """Whether it was made of the text that the register of instruments speaks of."""
        return self.is_readable and self.since == instrument.in_force_since and instrument.articles in (None, self.count)

    @property
    def count(self) -> int:
        """The number of articles; 第十条之一 is none of its own."""
        return sum(name.endswith("条") for name in self.by_name)

    @cached_property
    def by_name(self) -> Mapping[str, ArticleShape]:
        """The articles by their names (第二百八十七条之一); none where the line cannot be read."""
        found: dict[str, ArticleShape] = {}
        number = after = 0
        for word in self.articles.split() if self.is_readable else ():
            number, after = (number, after + 1) if word.startswith("+") else (number + 1, 0)
            shape, _, digest = word.lstrip("+").partition("=")
            name = f"第{in_words(number)}条" + (f"之{in_words(after)}" if after else "")
            found[name] = ArticleShape(tuple(map(int, shape.split("."))), digest)
        return found


LAW_SHAPES = Register("law_shapes", LawShape, "law_shapes.yml", one_line=True)
