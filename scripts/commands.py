"""What manage.py does once it runs inside .venv."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import errno
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import booklet_command
import console
import excel_commands
import git_state
import holidays_command
import laws_command
import locks
import merge_command
import start_command
import switch
import wheels
import zip_command
from safe_files import write_whole

Command = Callable[[argparse.Namespace, Path], int]


def run(args: argparse.Namespace, root: Path) -> int:
    """Carries out one command; returns the exit code. What was cut off is finished or taken back before anything else."""
    sys.path.insert(0, str(root / "hooks"))
    from members_home.excel.apply import recover

    recover(root)
    switch.recover_unless_building((root / "site").resolve())
    return COMMANDS[args.command](args, root)


def _mkdocs(root: Path, *words: str, **environment: str) -> int:
    """Runs MkDocs in a process of its own. Raises KeyboardInterrupt where that is stopped by Ctrl+C."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **environment}
    return subprocess.call([sys.executable, str(root / "scripts" / "mkdocs_in_words.py"), *words], cwd=root, env=environment)


def _serve(args: argparse.Namespace, root: Path) -> int:
    address = f"127.0.0.1:{args.port}"
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", args.port)) == 0:
            print(
                f"http://{address}/ 已经有程序在用，多半是另一个预览还开着。用那一个，或者换个端口：manage.py serve --port {args.port + 1}",
                file=sys.stderr,
            )
            return 1
    print(f"正在检查内容并生成预览，好了以后请打开 http://{address}/ （按 Ctrl+C 结束）", flush=True)
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl+C is how people end the preview
        return _mkdocs(root, "serve", "--livereload", "--dev-addr", address, SITE_URL=f"http://{address}/")
    return 0


def _build(args: argparse.Namespace, root: Path) -> int:
    """Builds beside the old site and switches at the end: whoever reads the site never sees half of it."""
    try:
        target = args.site_dir.resolve()
    except RuntimeError:  # so pathlib calls links that lead in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(args.site_dir)) from None
    refused = switch.refusal(target, root)
    if refused:
        print(refused, file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with locks.lock(switch.lock_of(target)):
            switch.recover(target)
            return _build_into(target, root, args.production, getattr(args, "booklet", False))
    except locks.Taken:
        print(f"另一个 build 正在生成 {target}。请等它做完，再运行一次。", file=sys.stderr)
        return 1


def _build_into(target: Path, root: Path, production: bool, with_booklet: bool) -> int:
    """Builds while it holds the lock; what it removes is never the only whole site."""
    kept = "没有生成。原来的网站没有动。"
    fresh = switch.fresh_folder(target)
    booklet = fresh.with_name(f"{fresh.name}.pdf")
    variables = {"SITE_PRODUCTION": "1" if production else "0", "SITE_BOOKLET": str(booklet) if with_booklet else ""}
    try:
        if with_booklet:
            today = _day(os.environ.get("SITE_TODAY") or None)
            booklet_command.get_what_it_needs()
            data = today and booklet_command.laid_out(root, today)
            if not data:
                print(kept, file=sys.stderr)
                return 1
            booklet.write_bytes(data)
        code = _mkdocs(root, "build", "--strict", "--site-dir", str(fresh), **variables)
        whole = code == 0 and (fresh / switch.MARK).is_file()
        old = switch.switch(fresh, target) if whole else None
    except (KeyboardInterrupt, OSError):
        print(kept, file=sys.stderr)
        raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)  # after an exchange the old site is here
        booklet.unlink(missing_ok=True)
    if not whole:
        print(kept, file=sys.stderr)
        return 1
    if old:
        shutil.rmtree(old, ignore_errors=True)
    with contextlib.suppress(OSError):  # the site is out, whether or not anybody can be told
        print(f"网站已生成：{target}")
    return 0


def _check(args: argparse.Namespace, root: Path) -> int:
    from members_home import problems as reports
    from members_home.checks import check_tree
    from members_home.checks.worklist import as_worklist

    folder = args.root.resolve()
    if not (folder / "docs").is_dir() or not (folder / "lessons").is_dir():
        print(f"{folder} 里没有 docs 和 lessons 两个文件夹。请核对 --root。", file=sys.stderr)
        return 1
    today = _day(args.today)
    if today is None:
        return 1
    _, problems = check_tree(folder, today, production=args.production, committed=git_state.held(folder, "docs/_data"))
    errors = reports.errors(problems)
    if args.format == "json":
        text = reports.as_json(problems)
        print(text if console.writes_unicode() else json.dumps(json.loads(text), indent=1))  # a program reads it: \\u, never \\U
    else:
        if problems:
            print(as_worklist(problems) if args.production else reports.as_text(problems))
        print(f"错误 {len(errors)} 处，提醒 {len(problems) - len(errors)} 处。")
    return 1 if errors else 0


def _checked(args: argparse.Namespace, root: Path) -> int:
    """Writes into a lesson's front matter that its citations were read today against this very text and these articles.

    With --laws, and no number: adds the articles to the marks of unchanged lessons that lack them, and leaves their days.
    """
    from members_home.model.load import load_site
    from members_home.model.revision import UNKNOWN, mark_of

    today = _day(args.today)
    if today is None:
        return 1
    site, _ = load_site(root, today)
    by_number = {f"{lesson.number or 0:02d}": lesson for lesson in site.lessons}
    unknown = [number for number in args.numbers if number.zfill(2) not in by_number]
    if unknown or bool(args.numbers) == args.laws:
        print("".join(f"没有第 {number} 讲。\n" for number in unknown) or "请写讲次，如 08；或者写 --laws。\n", end="", file=sys.stderr)
        return 1
    marks = [(by_number[number.zfill(2)], today) for number in args.numbers]
    if args.laws:
        without = [lesson for lesson in site.lessons if lesson.read_of == lesson.hash != mark_of(site, lesson)]
        marks = [(lesson, lesson.read_on) for lesson in without if lesson.read_on]
        if not marks:
            print("没有要补的。")
    for lesson, on in marks:
        _write_mark(root, lesson.document.path, on, mark := mark_of(site, lesson))
        if UNKNOWN in mark:
            print("  有的条文还没有记号，以后改了不会提醒。有原文的，先运行 laws 文件夹 --apply，再运行这一行。")
    return 0


def _write_mark(root: Path, name: str, on: dt.date, mark: str) -> None:
    path = root / name
    line = f'checked: {{on: "{on.isoformat()}", of: "{mark}"}}'
    old = path.read_text(encoding="utf-8")
    text, count = re.subn(r"^checked:.*(?:\n[ \t]+.*)*$", line, old, count=1, flags=re.M)  # it may stand on several lines
    if not count:
        text = text.replace("---\n", f"---\n{line}\n", 1)
    write_whole(path, lambda fresh: fresh.write_text(text, encoding="utf-8", newline="\n"))
    print(f"{name}：{line}")


def _addresses(args: argparse.Namespace, root: Path) -> int:
    from members_home.checks.addresses import PROMISE
    from members_home.model.addresses import published, short
    from members_home.model.load import load_site

    site, _ = load_site(root, _now())
    current = {address for address, sample in published(site) if not sample} | short(site).keys()
    lines = sorted(current | {line for line in site.addresses if not line.startswith("#")})
    if not args.write:
        print("\n".join(lines))
        return 0
    path = root / PROMISE
    head = [line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("#")]
    text = "\n".join([*head, *lines]) + "\n"
    write_whole(path, lambda fresh: fresh.write_text(text, encoding="utf-8", newline="\n"))
    print(f"{PROMISE}：{len(lines)} 个网址。请看一遍改动，再提交。")
    return 0


def _test(args: argparse.Namespace, root: Path) -> int:
    import browser

    chromium = browser.find()
    if chromium is None:
        print(browser.ADVICE, file=sys.stderr)
        return 1
    booklet_command.get_what_it_needs()  # where it cannot, the booklet's tests are skipped and pytest says why
    environment = {**os.environ, "CHROMIUM": chromium, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    two_at_once = ["-n", "2", "--dist", "worksteal"]  # more would be no faster where Chromium wants a core of its own
    for words in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["pytest", *two_at_once]):
        print(f"—— {' '.join(words)}", flush=True)
        code = subprocess.call([sys.executable, "-m", *words], cwd=root, env=environment)
        if code:
            return code
    return 0


def _bench(args: argparse.Namespace, root: Path) -> int:
    import bench

    return bench.run(root, args.stations, args.folder)


def _now() -> dt.date:
    return dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return _now()
    with contextlib.suppress(ValueError):
        day = dt.date.fromisoformat(text)
        if 2000 <= day.year < 3000:  # far from the ends of the calendar, where adding days fails
            return day
    print(f"“{text}”不是日期，或者年份不对。请写成 2026-11-01 这样。", file=sys.stderr)
    return None


def _on_a_day(command: Callable[[argparse.Namespace, Path, dt.date], int]) -> Command:
    def run_it(args: argparse.Namespace, _: Path) -> int:
        today = _day(args.today)
        return 1 if today is None else command(args, args.root.resolve(), today)

    return run_it


COMMANDS: dict[str, Command] = {
    "booklet": _on_a_day(booklet_command.booklet),
    "export": _on_a_day(excel_commands.export),
    "import": _on_a_day(excel_commands.import_),
    "holidays": _on_a_day(holidays_command.holidays),
    "laws": _on_a_day(laws_command.laws),
    "merge-area": _on_a_day(merge_command.merge_area),
    "report": _on_a_day(excel_commands.report),
    "start": _on_a_day(start_command.start),
    "serve": _serve,
    "build": _build,
    "check": _check,
    "checked": _checked,
    "addresses": _addresses,
    "test": _test,
    "wheels": lambda args, root: wheels.fill(root, args.groups, args.system, args.python),
    "zip": lambda args, root: zip_command.zip_(args, root, lambda folder: _mkdocs(root, "build", "--strict", "--site-dir", str(folder))),
    "bench": _bench,
}
