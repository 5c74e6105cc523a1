"""Stories."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ...source.described import choice, date, text
from ..registers.ids import slugs
from .text import Text

OURS = "可以怎么学"  # the section that is ours, not the source's
STORY_SECTIONS = ("来源所载", OURS)


@dataclass(frozen=True, kw_only=True)
class Story(Text):
    """A case as the source tells it, and what others can learn from it."""

    title: str = text("标题", "不和别的课、故事、政策重样")
    summary: str = text("摘要", "一句话，50 个字以内，只说来源说过的")
    topic: str = text("话题", "几个字")
    level: str = choice("层级", "level", "区、街道、社区，选一个")
    as_of: str = text("所指时间", "来源说的是哪年的事；来源没写日子，就写 `约 2008 年`")
    source: str = text("来源", "名称放在《》里")
    published: dt.date = date("发布日期", "第一次登出来的那天，订阅里按它排先后")
    related: tuple[str, ...] = slugs("相关内容", "写二到四个最好")
