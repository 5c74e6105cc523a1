"""What stations help with."""

from __future__ import annotations

from dataclasses import dataclass

from ...source.described import choice, ident, nested, phone, text
from ...source.pictures import CHOICES, KINDS, Kind, Picture, lines_of
from .ids import word_id
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class ServicePicture:
    """A picture that stands below what it explains; its lines are typed as in a lesson."""

    below: str = ident("放在哪里", "who|steps", "写“who”（在“谁可以办”下面）或“steps”（在“一步一步”下面）", "`who` 或 `steps`")
    kind: str = ident("种类", "|".join(KINDS), f"写这几个词里的一个：{CHOICES}", "六种里选一种")
    title: str = text("标题")
    lines: tuple[str, ...] = text("各行", "一项一行。`?`、`*` 开头的要加引号", many=True)
    note: str = text("出处")

    @property
    def picture(self) -> Picture | None:
        """The picture; None where its kind could not be read."""
        kind = self.of_kind
        return None if kind is None else Picture(kind, self.title or "", lines_of(kind, tuple(enumerate(self.lines)))[0], self.note or "")

    @property
    def of_kind(self) -> Kind | None:
        return KINDS.get(self.kind or "")


@dataclass(frozen=True, kw_only=True)
class Service(Record):
    """Something a station helps with: for whom, what to bring, the steps, and who decides."""

    id: str = word_id("membership-transfer", help="小写英文，就是网址的一段。公布以后不改")
    name: str = text("名称", "读者会怎么说，就怎么写")
    group: str = choice("类别", "service_group", "党员服务、四大平台、企业服务，选一个")
    summary: str = text("摘要", "一句话")
    who: str = text("谁可以办", "谁能来，谁不用来")
    bring: tuple[str, ...] = text("带什么", "一样一行", many=True)
    steps: tuple[str, ...] = text("步骤", "一步一行", many=True)
    decides: str = text("谁决定", "站点帮忙，决定的是谁")
    hotline: str | None = phone("热线", "全国统一的短号或座机", required=False)
    basis: tuple[str, ...] = text("依据", "法规和条文，名称放在《》里", required=False, many=True)
    pictures: tuple[ServicePicture, ...] = nested(
        "图",
        ServicePicture,
        "`below` 放在哪里，`kind` 种类，`title` 标题，`lines` 各行，`note` 出处。写法见“改一讲课”里的“画一张图”",
        required=False,
        many=True,
    )


SERVICES = Register("services", Service, "services.yml")
