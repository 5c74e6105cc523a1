"""Words that mean the same to someone who searches."""

from __future__ import annotations

from dataclasses import dataclass

from ...source.described import text
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class Synonyms(Record):
    """Words that mean the same; the first is the one that the site uses. `offered` is what readers are given to tap."""

    words: tuple[str, ...] = text("同义词", "第一个是网站用的说法", many=True)
    offered: str | None = text("给人点的词", "首页搜索框下面和什么也没找到的时候，给人点的词；不想给就不写", required=False)


SYNONYMS = Register("synonyms", Synonyms, "synonyms.yml")
