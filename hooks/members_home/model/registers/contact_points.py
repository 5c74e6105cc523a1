"""What leading posts visit regularly."""

from __future__ import annotations

from dataclasses import dataclass

from ...source.described import choice, flag, text
from .ids import WHERE, numbered
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class ContactPoint(Record):
    """A leading post that goes regularly to one organization, branch or station (`visits`)."""

    id: str = numbered("cp", help="`cp-` 加六位数字")
    sample: bool = flag("示例", "只有示例写 `true`，真的不写", required=False)
    leader_role: str = text("领导岗位", "岗位，不写人名")
    level: str = choice("层级", "level", "哪一级的领导")
    visits: str = text("联系哪里", "站点、党组织、组织的编号", refers=WHERE)
    every: str = choice("多久一次", "contact_every", "每月或每季")

    @property
    def name(self) -> str:
        return self.leader_role


CONTACT_POINTS = Register("contact_points", ContactPoint, "contact_points.yml", "联系点", "cp", one_line=True)
