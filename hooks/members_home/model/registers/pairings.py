"""Pairs of organizations that build together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ...source.described import choice, date, flag, text
from .ids import WHERE, numbered
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class Pairing(Record):
    """Two parties (ids of the registers, or names) that help each other with `shares`."""

    id: str = numbered("pa", help="`pa-` 加六位数字")
    sample: bool = flag("示例", "只有示例写 `true`，真的不写", required=False)
    kind: str = choice("类型", "pairing_kind", "谁和谁：机关、国企、事业单位、社区、企业，选一个")
    parties: tuple[str, ...] = text("双方", "两方，登记册里有的写编号，没有的写名称", many=True, refers=WHERE, free=True)
    shares: tuple[str, ...] = choice("共建内容", "pairing_shares", "从几个词里选", many=True)
    since: dt.date = date("开始日期")

    @property
    def name(self) -> str:
        return self.kind


PAIRINGS = Register("pairings", Pairing, "pairings.yml", "结对", "pa", one_line=True)
