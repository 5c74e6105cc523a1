"""What changes in the registers when an area is merged into another of its level.

Records stay in the files they stand in: a file is called after a street for people, no rule reads its name. The area that is
merged keeps its record and its address, and its page leads on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..source.yaml_edit import with_values
from .registers import REGISTERS
from .registers.areas import Area
from .site import Site


@dataclass(frozen=True)
class Change:
    """New values (by key, as YAML writes them) for a record of a register, and how people are told."""

    path: str
    at: int
    values: tuple[tuple[str, str], ...]
    words: str


def named(site: Site, word: str) -> list[Area]:
    """The areas that an id or a name means; several can have one name."""
    known = site.area_by_id.get(word)
    return [known] if known else [area for area in site.areas if area.name == word]


def refusal(site: Site, old: Area, new: Area, on: dt.date) -> str:
    """Why `old` cannot be merged into `new` on a day; "" where it can."""
    if old is new:
        return f"{old.name}不能并进它自己。"
    for area in (old, new):
        if area.status == "merged":
            into = site.area_by_id.get(area.successor or "")
            return f"{area.name}已经并入{into.name if into else '别的区域'}了。" + ("请改写并到哪里。" if area is new else "")
    if old.level != new.level:
        return f"{old.name}是{old.level}，{new.name}是{new.level}。只有同一级的才能合并。"
    if old.sample != new.sample:
        return f"{old.name}和{new.name}，一个是示例，一个是真的。两样不能合并。"
    return f"{on.isoformat()} 还没到。请到那一天再合并：网页上马上会写“已并入”。" if on > site.today else ""


def changes(site: Site, old: Area, new: Area, on: dt.date) -> Iterator[Change]:
    """Every record that changes, areas first: the merged one, its parts, what was merged into it before, then all that lie in it."""
    for area in site.areas:
        if area is old:
            values = (("status", "merged"), ("successor", new.id), ("merged_on", f'"{on.isoformat()}"'))
            yield _change(area, values, f"状态 已合并，并入 {new.name}，合并日期 {on.isoformat()}")
        elif area.parent == old.id:
            yield _change(area, (("parent", new.id),), f"上级区域 {old.name} → {new.name}")
        elif area.successor == old.id:
            yield _change(area, (("successor", new.id),), f"并入 {old.name} → {new.name}")
    for register in REGISTERS:
        if any(field.key == "area" for field in register.fields):
            for record in getattr(site, register.name):
                if record.area == old.id:
                    yield _change(record, (("area", new.id),), f"区域 {old.name} → {new.name}")


def texts(site: Site, found: Iterable[Change]) -> dict[str, str]:
    """The files with the changes made, by their paths."""
    files: dict[str, dict[int, dict[str, str]]] = {}
    for change in found:
        files.setdefault(change.path, {})[change.at] = dict(change.values)
    return {path: with_values(site.files.texts[path].text, records) for path, records in files.items()}


def _change(record: Area, values: tuple[tuple[str, str], ...], words: str) -> Change:
    at = record.place.keys[0]
    assert isinstance(at, int)
    return Change(record.place.path, at, values, f"{getattr(record, 'name', '') or record.id}（{record.id}）：{words}")
