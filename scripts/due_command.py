"""export --due: a workbook for each street with what it must verify now."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from safe_files import write_folder

if TYPE_CHECKING:
    from members_home.model.site import Site


def export(folder: Path, root: Path, read: Callable[[], Site | None]) -> int:
    """Writes the workbooks into a folder that is new or empty, all or none; `read` gives the site."""
    from members_home.excel.due import books

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "里已经有文件" if folder.is_dir() else "是一个文件"
        print(f"{folder} {what}。请换一个新的文件夹，免得和上一回的混在一起。", file=sys.stderr)
        return 1
    site = read()
    if site is None:
        return 1
    found = books(root, site)
    first = next(found, None)
    if first is None:
        print("没有要核实的。")
        return 0
    counts: dict[str, Mapping[str, int]] = {}

    def save(fresh: Path) -> None:
        for one in chain((first,), found):  # one at a time in memory
            one.book.save(fresh / one.name)
            counts[one.name] = one.counts

    write_folder(folder, save)
    print(f"要核实的有 {sum(sum(sheets.values()) for sheets in counts.values())} 条，{folder} 里写好了 {len(counts)} 张表：")
    for name, sheets in counts.items():
        print(f"  {name}：{'，'.join(f'{sheet} {number} 条' for sheet, number in sheets.items())}")
    print(f"请各街道填“核实结果”一列。收回来以后运行：python3 scripts/manage.py import {folder}/*.xlsx")
    return 0
