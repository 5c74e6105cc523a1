"""Policies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ...source.described import date, text
from ..registers.ids import slugs
from .text import Text

POLICY_SECTIONS = ("是什么", "当年怎么做", "今天的依据", "一步一步", "常见问题")


@dataclass(frozen=True, kw_only=True)
class Policy(Text):
    """A system the source describes: how it was, what holds today, what to do."""

    title: str = text("标题", "不和别的课、故事、政策重样")
    summary: str = text("摘要", "一句话")
    status: str | None = text("状态", "现行、历史、已被替代，选一个，一定要填", required=False)
    as_of: str = text("所指时间", "说的是哪年的做法")
    issuer: str = text("制定单位", "来源没说的不要补")
    number: str | None = text("文号", "没有就整行不写", required=False)
    basis: tuple[str, ...] = text("依据", "今天的依据，写登记册里的名称，不加《》", many=True)
    published: dt.date = date("发布日期", "第一次登出来的那天")
    related: tuple[str, ...] = slugs("相关内容", "别的页，写法和课文一样")
