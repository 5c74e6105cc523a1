"""Statutes and rules that texts cite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ...source.described import choice, date, flag, nested, text, topics, whole
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class Upcoming:
    """A change that is announced: from which day, and what."""

    on: dt.date = date("日期")
    note: str = text("变化")


@dataclass(frozen=True, kw_only=True)
class Instrument(Record):
    """A statute or rule. Its dates of adoption and entry into force are texts: some were never printed as days.

    `articles` is None where their number is not known.
    """

    short: str = text("简称", "课文里怎么叫")
    title: str = text("全称", "文件上的标题")
    aliases: tuple[str, ...] = text("别名", "课文里还会怎么叫，方括号", required=False, many=True)
    kind: str | None = text("种类", "法律、行政法规、党内法规等", required=False)
    issuer: str | None = text("制定机关", "谁定的", required=False)
    adopted: str | None = text("通过日期", required=False)
    amended: str | None = text("最近修改", "没改过就不写", required=False)
    effective: str | None = text("施行日期", "最初哪天施行", required=False)
    text_effective: dt.date | None = date("现行文本施行", "现在这份文字哪天施行", required=False)
    articles: int | None = whole("条数", "一共多少条。不知道就不写", required=False)
    status: str = choice("状态", "instrument_status", "`in-force` 现行，`adopted` 已通过还没施行，`superseded` 已失效")
    superseded_by: str | None = text("取代者", "失效了才写。取代它的也要登记", required=False)
    superseded_from: str | None = text("失效日期", "失效了才写", required=False)
    upcoming: Upcoming | None = nested("将有变化", Upcoming, '`{on: "日期", note: 变什么}`。提前 90 天开始提醒', required=False)
    public_text: bool = flag("有公开全文", "`true` 或 `false`")
    article_topics: Mapping[int, str] = topics("条文主题", "没有公开全文的才写，比如 `{3: 党员义务}`。写了的条才能引条号", required=False)

    @property
    def in_force_since(self) -> str | None:
        """The day from which the present text holds; words where it is no day."""
        return self.text_effective.isoformat() if self.text_effective else self.effective


INSTRUMENTS = Register("instruments", Instrument, "instruments.yml")
