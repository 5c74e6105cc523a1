"""Pages that people write whole: home, about, the handbook."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...source.described import flag, text
from .text import Written

BLOCKS = (
    "search",
    "start",
    "situations",
    "find",
    "services",
    "themes",
    "stories",
    "story-list",
    "policy-list",
    "thing-list",
    "system",
    "duties",
    "samples",
    "rules",
    "branch-list",
    "instructor-list",
    "contact-point-list",
    "pairing-list",
    "venue-list",
    "demonstration-list",
)  # what `[[…]]` on a line of its own can stand for
BLOCK = re.compile(r"\[\[([^\]\n]+)\]\]")


@dataclass(frozen=True, kw_only=True)
class Page(Written):
    """A page of docs/ that is neither a story nor a policy."""

    title: str = text("标题", "浏览器标签上的名字")
    description: str | None = text("简介", "一句话，给搜索引擎看", required=False)
    contents: bool = flag("目录", "长的页写 `true`：开头有目录和筛选框，一项一项的表折起来", required=False)
