"""holidays: the State Council's notice, pasted into a file, as a year of holidays.yml."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from safe_files import write_whole


def holidays(args: argparse.Namespace, root: Path, today: dt.date) -> int:
    """Shows every day that the notice names; writes them with --apply, and nothing where one thing does not fit."""
    from members_home.han import WEEK
    from members_home.model.holiday_file import with_year
    from members_home.model.load import load_site
    from members_home.model.registers import HOLIDAYS
    from members_home.model.registers.register import DATA
    from members_home.problems import as_text, mask
    from members_home.source import notice as notices
    from members_home.source.files import decoded

    if not args.file.is_file():
        print(f"没有找到 {args.file}。请把通知的文字存成一个文本文件。", file=sys.stderr)
        return 1
    try:
        notice = notices.read(decoded(args.file.read_bytes()), args.year)
    except UnicodeDecodeError:
        print(f"{args.file} 不是文本文件。请把通知的文字复制到记事本里，另存为 .txt。", file=sys.stderr)
        return 1
    source = args.source or notice.source
    faults = [mask(fault) for fault in notice.faults]
    if not source:
        faults.append("没有读到通知的名称和文号。请连同标题一起贴进来，或者用 --source 写明，如《……的通知》（国办发明电〔……〕……号）。")
    path = DATA + HOLIDAYS.path
    site, problems = load_site(root, today)
    known = [item for item in problems if item.place.path == path]
    if known:
        print(as_text(known))
        faults.append(f"{path} 自己先有错误。请先改好。")
    old = next((entry for entry in site.holidays if entry.year == notice.year), None)
    days_off, workdays = notice.dates(notices.OFF), notice.dates(notices.WORK)
    is_same = old is not None and (sorted(old.days_off), sorted(old.workdays)) == (days_off, workdays)
    if old is not None and not is_same and not notice.faults:
        faults.append(f"{path} 里已经有 {notice.year} 年，日子和通知不一样。请核对；要换成通知的，先删去那一条，再运行一次。")
    if notice.days:
        print(f"{notice.year} 年：放假 {len(days_off)} 天，调休上班 {len(workdays)} 天。" + (f"来源：{source}" if source else ""))
    festival = ""
    for day in notice.days:
        if day.festival != festival:
            festival = day.festival
            print(festival)
        print(f"  {day.on.isoformat()} 周{WEEK[day.on.weekday()]} {day.what}")
    for sentence in notice.unused:
        print(f"没有用到这一句：“{mask(sentence)}。”")
    if faults:
        print("\n".join(faults), file=sys.stderr)
        print(f"有 {len(faults)} 处要改，登记册没有动。", file=sys.stderr)
        return 1
    if is_same:
        print(f"登记册里的 {notice.year} 年就是这些日子，没有要改的。")
    elif args.apply:
        file = site.files.texts.get(path)
        text = with_year(file.text if file else "", notice.year, days_off, workdays, source)
        write_whole(root / path, lambda fresh: fresh.write_text(text, encoding="utf-8", newline="\n"))
        print(f"已写进 {path}。")
    else:
        print("登记册没有动。和通知对过没问题，加上 --apply 再运行一次。")
    return 0
