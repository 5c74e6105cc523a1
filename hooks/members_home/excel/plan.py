"""What an import would change, and why it may not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ..problems import Problem, mask
from ..source.files import without_mobiles
from .columns import ID, Column, Sheet
from .lists import Raw
from .names import Names
from .table import Table

_ENDED = ("已合并", "已停用", "已撤销")


@dataclass(frozen=True)
class Change:
    """One cell that differs from the register, or a new record (`before` empty, `header` the id's).

    `street` is where people look for it, `number` the id of the record; of a new record `sheet` and `record` say what was read.
    """

    cell: str
    name: str
    header: str
    before: str
    after: str
    street: str = ""
    sheet: Sheet | None = None
    record: Raw = field(default_factory=dict, hash=False)
    number: str = ""
    file: str = ""  # where several were imported at once

    @property
    def is_new(self) -> bool:
        return self.header == ID and not self.before

    @property
    def kind(self) -> str:
        if self.is_new:
            return "新增"
        return self.after.removeprefix("已") if self.header == "状态" and self.after in _ENDED else f"{self.header}变更"

    def __str__(self) -> str:
        if self.is_new:
            return without_mobiles(mask(f"{self.cell} 新增 {self.name}（{self.after}）"))
        words = f"{self.before or '（空）'} → {self.after or '（空）'}"
        return without_mobiles(mask(f"{self.cell} {self.name} {self.header}：{words}"))


@dataclass
class Plan:
    """What would be written: the changes in order, the new text of each file by its path, and all problems by cell.

    `names` are the words of the site and of what the sheets add to it, `renames` the new ids of areas by their old ones.
    `rows` has the row of each record that was taken, `refused` the cells that were not, `ids` the id and the fingerprint
    of each row's record.
    """

    names: Names
    renames: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows: dict[str, tuple[Table, int]] = field(default_factory=dict)
    refused: set[tuple[str, int, Column]] = field(default_factory=set)
    ids: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)

    def summary(self) -> str:
        """新增 3，停用 1，办公电话变更 2"""
        counted = Counter(change.kind for change in self.changes)
        return "，".join(f"{kind} {count}" for kind, count in counted.items()) or "没有改动"
