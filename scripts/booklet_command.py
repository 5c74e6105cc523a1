"""booklet: the whole course as one PDF."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from dataclasses import replace
from pathlib import Path

from safe_files import write_whole

DEBIAN = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-cjk")
NO_ADDRESS = (
    "还不知道网站的网址，二维码先印成 {address}，扫了打不开。请在 docs/_data/duties.yml 填 address，或者设环境变量 SITE_URL，再做一次。"
)
PLACEHOLDER = "https://example.com/"


def booklet(args: argparse.Namespace, root: Path, today: dt.date) -> int:
    """Checks the tree, then writes the PDF whole or not at all. A file that is no PDF is not overwritten."""
    output: Path = args.output
    if output.exists() and not (output.is_file() and output.read_bytes()[:5] == b"%PDF-"):
        print(f"{output} 已经有了，又不是 PDF。请换一个文件名。", file=sys.stderr)
        return 1
    if not output.absolute().parent.is_dir():  # told before the pages are made, which takes a while
        print(f"没有 {output.absolute().parent} 这个文件夹。", file=sys.stderr)
        return 1
    data = laid_out(root, today)
    if data is None:
        return 1
    write_whole(output, lambda path: path.write_bytes(data))
    print(f"已做好：{output}（A5，{len(data) / 1e6:.1f} MB）")
    return 0


def laid_out(root: Path, today: dt.date) -> bytes | None:
    """The PDF of the tree at `root`; None, with the reason printed, where it cannot be made."""
    from members_home.booklet.book import booklet_html
    from members_home.booklet.pdf import Missing, pdf, require
    from members_home.checks import check_tree
    from members_home.pages.templates import Templates
    from members_home.problems import as_text, errors

    site, problems = check_tree(root, today)
    if errors(problems):
        print(as_text(errors(problems)))
        print(f"内容有 {len(errors(problems))} 处错误。改好再做小册子。", file=sys.stderr)
        return None
    address = os.environ.get("SITE_URL") or site.duties.address
    try:
        require()
        if not address:
            print(NO_ADDRESS.format(address=PLACEHOLDER))
        print(f"正在排版 {len(site.lessons)} 讲，要十几秒……", flush=True)
        return pdf(booklet_html(replace(site, url=address or PLACEHOLDER), Templates(root)))
    except Missing as missing:
        print(missing, file=sys.stderr)
        return None


def get_what_it_needs() -> None:
    """Installs what the machine lacks where it may; where it may not, making the booklet says what is missing."""
    import apt

    if lacking():
        apt.install(*DEBIAN)


def lacking() -> str:
    """What the machine lacks to make a booklet, "" where it can."""
    from members_home.booklet.pdf import Missing, require

    try:
        require()
    except Missing as missing:
        return str(missing)
    return ""
