"""export, import and report: the registers in Excel."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import due_command
import import_files
from safe_files import write_whole

if TYPE_CHECKING:
    from members_home.model.site import Site
    from members_home.problems import Problem
    from members_home.source.rendering import Renderer

MOST_SHOWN = 200  # changes on the screen; the rest is counted
FIRST_YEAR = 1949  # of which a report can be asked


def export(args: argparse.Namespace, root: Path, today: dt.date) -> int:
    """Writes all registers into one workbook, or what must be verified into one a street; nothing is overwritten."""
    from members_home.excel.apply import recover
    from members_home.excel.export import workbook
    from members_home.excel.names import Names
    from members_home.model.site import without_records

    recover(root)
    if args.due:
        return due_command.export(args.due, root, lambda: _site(root, today, but=_asked_for())[0])
    if args.file is None:
        print("请写上文件名，如 export 登记册.xlsx；给各街道的核实表写 export --due 文件夹。", file=sys.stderr)
        return 1
    if args.file.exists():
        print(f"{args.file} 已经有了。请换一个文件名，免得盖掉填好的表。", file=sys.stderr)
        return 1
    site, _ = _site(root, today)
    if site is None:
        return 1
    names = Names(site)
    site = without_records(site)  # the records come from the files themselves
    write_whole(args.file, workbook(root, site, names, blank=args.blank).save)
    print(f"已导出：{args.file}。填好以后运行：python3 scripts/manage.py import {args.file}")
    return 0


def import_(args: argparse.Namespace, root: Path, today: dt.date) -> int:
    """Shows what workbooks would change, all as one; writes it with --apply, all or nothing."""
    from members_home.excel import change_log, changes, preview, told
    from members_home.excel.apply import recover, write
    from members_home.excel.names import Names
    from members_home.excel.table import MANY_ROWS
    from members_home.model.site import without_records
    from members_home.problems import as_text, errors
    from members_home.source.files import CHANGE_LOG
    from members_home.source.rendering import Renderer

    recover(root)
    try:
        mapping = dict(_mapping(args.map))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    files, lacking = import_files.found(args.files)
    refused = "\n".join(f"没有找到 {word}。" for word in lacking)
    refused = refused or import_files.refusal(files, args.preview, args.write_ids, args.apply)
    if refused:
        print(refused, file=sys.stderr)
        return 1
    renderer = Renderer()
    site, before = _site(root, today, renderer, _asked_for())
    if site is None:
        return 1
    names = Names(site)
    site = without_records(site)  # the workbook is compared with the files themselves
    streets = [area.name for area in site.areas if area.level == "街道"]
    try:
        tables, problems, remarks = import_files.read(files, {theirs: ours for ours, theirs in mapping.items()}, streets, _progress)
    except import_files.NotRead as error:
        print(error, file=sys.stderr)
        return 1
    rows = sum(len(table.rows) for table in tables)
    if rows >= MANY_ROWS:
        _progress(f"读了 {rows} 行，正在和登记册核对……")
    plan = changes.plan(root, site, tables, today, before, renderer, _progress, names)
    problems = [*problems, *plan.problems]
    faults = len(errors(problems))
    shown = as_text(told.told(problems, [table.name for table in tables]))
    opening = list(preview.opening(tables, remarks))
    ending = [plan.summary(), *([shown] if shown else [])]
    print("\n".join([*opening, *preview.changes(plan, MOST_SHOWN), *ending]))
    if args.preview:
        text = "\n".join([*opening, *preview.changes(plan), *ending]) + "\n"
        write_whole(args.preview, lambda path: path.write_text(text, encoding="utf-8-sig"))
        print(f"上面的话写进了 {args.preview}。")
    if faults:
        print(f"有 {faults} 处要改，登记册没有动。", file=sys.stderr)
        return 1
    if args.apply and plan.changes:
        log = change_log.appended(root, plan.changes, today, args.by, files[0].name)
        write(root, {**plan.texts, CHANGE_LOG: log})
        print("已写进登记册。")
    elif plan.changes:
        print("登记册没有动。看过没问题，加上 --apply 再运行一次。")
    if args.write_ids:
        import_files.write_ids(files, args.write_ids, tables, plan)
        print(f"编号写进了 {args.write_ids}，可以发还给报表的人。")
    return 0


def _progress(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def report(args: argparse.Namespace, root: Path, today: dt.date) -> int:
    """The annual report as a workbook."""
    from members_home.excel.export import put
    from members_home.model.annual_report import annual
    from openpyxl import Workbook
    from openpyxl.styles import Font

    if args.file.exists():
        print(f"{args.file} 已经有了。请换一个文件名。", file=sys.stderr)
        return 1
    if not FIRST_YEAR <= args.year <= today.year:
        print(f"没有 {args.year} 年的年报。请写 {FIRST_YEAR} 到 {today.year} 之间的年份，如 --year {today.year - 1}。", file=sys.stderr)
        return 1
    site, _ = _site(root, today)
    if site is None:
        return 1
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


def _asked_for() -> frozenset[str]:
    """The errors for which streets get a workbook to put them right: exporting and importing it cannot wait until they are."""
    from members_home.excel.due import ASKED_FOR

    return ASKED_FOR


def _site(
    root: Path, today: dt.date, renderer: Renderer | None = None, but: frozenset[str] = frozenset()
) -> tuple[Site | None, list[Problem]]:
    """The site and its problems. None where its registers have errors `but` of these rules, which are told: nothing that is
    counted or compared with them could be relied on, nor could it be told which fault a workbook brings.
    """
    from members_home.checks import check_tree
    from members_home.problems import as_text, errors

    site, found = check_tree(root, today, renderer=renderer)
    faults = [fault for fault in errors(found) if fault.rule not in but]
    if faults:
        print(as_text(faults))
        print(f"登记册自己先有 {len(faults)} 处错误。请先改好它们。", file=sys.stderr)
    return None if faults else site, found


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
