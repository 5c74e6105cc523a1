"""Words that a newcomer may not know."""

from __future__ import annotations

from dataclasses import dataclass

from ...source.described import text
from .ids import slugs
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class Term(Record):
    """A word with its meaning; `also` are its other wordings, `see` pages (lessons/06) that say more."""

    term: str = text("词", "标题上的说法")
    also: tuple[str, ...] = text("别的说法", "课文里还会怎么叫", required=False, many=True)
    meaning: str = text("意思", "一到三句话：是什么，和我有什么关系")
    basis: str | None = text("依据", "法规和条文，名称放在《》里", required=False)
    see: tuple[str, ...] = slugs("参看", "网站上的页，写法和课文的 `related` 一样")


GLOSSARY = Register("glossary", Term, "glossary.yml")
