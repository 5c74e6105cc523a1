"""What each level of the three-level linkage does."""

from __future__ import annotations

from dataclasses import dataclass

from ...source.described import choice, text
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class Level(Record):
    """What a level does, as the source of `as_of` tells it."""

    level: str = choice("层级", "level", "区、街道、社区，选一个")
    summary: str = text("摘要", "一句话")
    duties: tuple[str, ...] = text("职责", "一样一行，只写来源说过的", many=True)
    as_of: str = text("所指时间", "来源说的是哪年的事")
    source: str = text("来源", "名称放在《》里")


LEVELS = Register("levels", Level, "levels.yml")
