"""merge-area: a street or community becomes part of another one."""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import sys
import tempfile
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from members_home.model.registers.areas import Area
    from members_home.model.site import Site

MOST_SHOWN = 200  # records on the screen; the rest is counted


def merge_area(args: argparse.Namespace, root: Path, today: dt.date) -> int:
    """Shows every record that changes; writes them all with --apply, and none where the registers would then have a fault."""
    from members_home.checks import check_tree
    from members_home.excel.apply import recover, write
    from members_home.model import addresses, merging
    from members_home.problems import as_text, errors
    from members_home.source.rendering import Renderer

    recover(root)
    renderer = Renderer({})
    site, before = check_tree(root, today, renderer=renderer)
    if errors(before):
        print(as_text(errors(before)))
        print(f"登记册自己先有 {len(errors(before))} 处错误。请先改好它们。", file=sys.stderr)
        return 1
    old, new = (_area(site, word) for word in (args.old, args.new))
    if old is None or new is None:
        return 1
    refused = merging.refusal(site, old, new, args.on)
    if refused:
        print(refused, file=sys.stderr)
        return 1
    found = list(merging.changes(site, old, new, args.on))
    print(f"{old.name}（{old.id}）并入{new.name}（{new.id}），{args.on.isoformat()}：")
    for path, changes in groupby(found[:MOST_SHOWN], lambda change: change.path):
        print(path, *(f"  {change.words}" for change in changes), sep="\n")
    if len(found) > MOST_SHOWN:
        print(f"  ……还有 {len(found) - MOST_SHOWN} 处")
    print(f"共 {len(found)} 处。网址 {addresses.of_area(old.id)} 不变，那一页写明什么时候并到了哪里。")
    texts = merging.texts(site, found)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in ("docs", "lessons"):
            shutil.copytree(root / name, tree / name, symlinks=True)
        for path, text in texts.items():
            (tree / path).write_text(text, encoding="utf-8", newline="\n")
        after = check_tree(tree, today, renderer=renderer)[1]
    known = {(item.rule, item.message) for item in before}
    fresh = [item for item in after if (item.rule, item.message) not in known]
    if fresh:
        print("合并以后会多出这些提示：", as_text(fresh), sep="\n")
    if any(item.rule == "parent-outside-area" for item in fresh):
        print("上级站点留在原来街道的，先把 parent 那一项去掉，合并以后再填新的。")
    if errors(fresh):
        print(f"有 {len(errors(fresh))} 处要先改好，登记册没有动。", file=sys.stderr)
        return 1
    if args.apply:
        write(root, texts)
        print("已写进登记册。")
    else:
        print("登记册没有动。看过没问题，加上 --apply 再运行一次。")
    return 0


def _area(site: Site, word: str) -> Area | None:
    """The one area that a word means; where there is none or more than one, that is told."""
    from members_home.model.merging import named

    found = named(site, word)
    if len(found) == 1:
        return found[0]
    if found:
        ids = "、".join(f"{area.id}（{'，'.join(above.name for above in site.line_of(area.id)[:-1])}）" for area in found)
        print(f"叫“{word}”的区域有 {len(found)} 个：{ids}。请写编号。", file=sys.stderr)
    else:
        print(f"没有“{word}”这个区域。请写 areas.yml 里的编号或名称。", file=sys.stderr)
    return None
