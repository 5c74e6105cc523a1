"""export, import and report: the registers in Excel."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from safe_files import write_whole

MOST_SHOWN = 200  # changes on the screen; the rest is counted


def export(args: argparse.Namespace, root: Path, today: dt.date) -> int:
    """Writes all registers into one workbook; a file that is there already is not overwritten."""
    from members_home.excel.apply import recover
    from members_home.excel.export import workbook
    from members_home.model.load import load_site

    recover(root)
    if args.file.exists():
        print(f"{args.file} 已经有了。请换一个文件名，免得盖掉填好的表。", file=sys.stderr)
        return 1
    if not _is_sound(root, today):
        return 1
    write_whole(args.file, workbook(root, load_site(root, today)[0]).save)
    print(f"已导出：{args.file}。填好以后运行：python3 scripts/manage.py import {args.file}")
    return 0


def import_(args: argparse.Namespace, root: Path, today: dt.date) -> int:
    """Shows what a workbook would change; writes it with --apply, all or nothing."""
    from members_home.excel import changes, workbooks
    from members_home.excel.apply import recover, write
    from members_home.model.load import load_site
    from members_home.problems import as_text, errors

    recover(root)
    try:
        mapping = dict(_mapping(args.map))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    if not args.file.exists():
        print(f"没有找到 {args.file}。", file=sys.stderr)
        return 1
    if not _is_sound(root, today):
        return 1
    site, _ = load_site(root, today)
    streets = [area.name for area in site.areas if area.level == "街道"]
    try:
        tables, problems = workbooks.read(args.file, {theirs: ours for ours, theirs in mapping.items()}, streets)
    except workbooks.Unreadable as error:
        print(error, file=sys.stderr)
        return 1
    if not tables and not problems:
        print(f"{args.file} 里没有找到登记册的表头。别处来的表，请用 --map 名称=他们的列名 写明对照。", file=sys.stderr)
        return 1
    for table in tables:
        headers = "，".join(f"{column.header}={letter} 列" for column, letter in table.letters.items())
        print(f"{table.title}（{table.sheet.title}，{len(table.rows)} 行）：{headers}")
        for remark in table.remarks:
            print(f"  {remark}")
    plan = changes.plan(root, site, tables, today)
    problems = sorted([*problems, *plan.problems])
    for change in plan.changes[:MOST_SHOWN]:
        print(f"  {change}")
    if len(plan.changes) > MOST_SHOWN:
        print(f"  ……还有 {len(plan.changes) - MOST_SHOWN} 处")
    print(plan.summary())
    if problems:
        print(as_text(problems))
    if errors(problems):
        print(f"有 {len(errors(problems))} 处要改，登记册没有动。", file=sys.stderr)
        return 1
    if args.apply and plan.changes:
        write(
            root,
            {
                path: text
                for path, text in plan.texts.items()
                if not (root / path).exists() or (root / path).read_text(encoding="utf-8") != text
            },
        )
        print("已写进登记册。")
    elif plan.changes:
        print("登记册没有动。看过没问题，加上 --apply 再运行一次。")
    return 0


def report(args: argparse.Namespace, root: Path, today: dt.date) -> int:
    """The annual report as a workbook."""
    from members_home.excel.export import put
    from members_home.model.annual_report import annual
    from members_home.model.load import load_site
    from openpyxl import Workbook
    from openpyxl.styles import Font

    if args.file.exists():
        print(f"{args.file} 已经有了。请换一个文件名。", file=sys.stderr)
        return 1
    site, _ = load_site(root, today)
    found = annual(site, args.year)
    book = Workbook()
    page = book.worksheets[0]
    page.title = f"{args.year} 年年报"
    note = f"登记册截至 {today.isoformat()}。" + ("示例区是虚构的，这些数也是。" if site.has_samples else "")
    rows: list[list[str | int]] = [["", *(name for name, _ in found.rows)]]
    rows += [[column, *(numbers[column] for _, numbers in found.rows)] for column in found.columns]
    rows.append([note])
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row, 1):
            put(page.cell(number, at), value)
    page.column_dimensions["A"].width = 22
    for cell in page[1]:
        cell.font = Font(bold=True)
    page.freeze_panes = "B2"
    write_whole(args.file, book.save)
    print(f"已写好：{args.file}")
    return 0


def _is_sound(root: Path, today: dt.date) -> bool:
    """Registers that have errors are mended first: else it could not be told which fault a workbook brings."""
    from members_home.checks import check_tree
    from members_home.problems import as_text, errors

    found = errors(check_tree(root, today)[1])
    if found:
        print(as_text(found))
        print(f"登记册自己先有 {len(found)} 处错误。改好再导出、导入。", file=sys.stderr)
    return not found


def _mapping(words: list[str]) -> list[tuple[str, str]]:
    """名称=站点名称 as pairs; a word that begins with @ names a file of such lines."""
    from members_home.excel.workbooks import decoded

    pairs = []
    for word in words:
        try:
            lines = decoded(Path(word[1:]).read_bytes()).splitlines() if word.startswith("@") else [word]
        except UnicodeDecodeError as error:
            raise ValueError(f"{word[1:]} 的编码认不出。请用记事本打开，“另存为”选 UTF-8。") from error
        for line in filter(str.strip, lines):
            ours, mark, theirs = line.partition("=")
            if not mark:
                raise ValueError(f"“{line}”看不懂。对照请写成：名称=站点名称")
            pairs.append((ours.strip(), theirs.strip()))
    return pairs
