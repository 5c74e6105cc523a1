"""The same pages for other site makers, so that their time can stand beside ours."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
from pathlib import Path

ZENSICAL, HUGO = "zensical", "hugo"
_HUGO_CONFIG = """\
baseURL = "https://example.cn/"
title = "bench"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
"""
_HUGO_PAGE = """\
<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><header><a href="/">bench</a></header><main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>
"""


def write(root: Path, tree: Path, place: Path) -> dict[str, list[str]]:
    """Writes the pages of `tree` below `place` for each peer that is installed; the command of each by its name.

    Peers get Markdown and no registers: what they are measured at is less than what we do. Hugo gets a template of ten
    words instead of a theme, which makes it faster than it is in use.
    """
    commands = {}
    pages = _pages(root, tree)
    if zensical := shutil.which(ZENSICAL):
        folder = place / ZENSICAL
        _write_pages(folder / "docs", pages, "index.md")
        (folder / "mkdocs.yml").write_text("site_name: bench\nsite_url: https://example.cn/\n", encoding="utf-8")
        commands[ZENSICAL] = [zensical, "build", "-f", str(folder / "mkdocs.yml")]
    if hugo := shutil.which(HUGO):
        folder = place / HUGO
        _write_pages(folder / "content", pages, "_index.md")
        (folder / "hugo.toml").write_text(_HUGO_CONFIG, encoding="utf-8")
        layouts = folder / "layouts"
        layouts.mkdir()
        for name in ("single.html", "list.html", "home.html"):
            (layouts / name).write_text(_HUGO_PAGE, encoding="utf-8")
        commands[HUGO] = [hugo, "build", "--source", str(folder), "--quiet"]
    return commands


def _pages(root: Path, tree: Path) -> list[tuple[str, str, str]]:
    """Address, title and body of every page."""
    sys.path.insert(0, str(root / "hooks"))
    from members_home.model.load import load_site
    from members_home.pages import ordinary_pages, stamped_pages
    from members_home.pages.templates import Templates

    templates = Templates(root)
    site, _ = load_site(tree, dt.date(2026, 11, 23), "https://example.cn/")
    return [(page.address, page.title, page.body) for page in (*ordinary_pages(site, templates), *stamped_pages(site, templates))]


def _write_pages(docs: Path, pages: list[tuple[str, str, str]], name: str) -> None:
    for address, title, body in pages:
        folder = docs / address.strip("/")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n{body}\n", encoding="utf-8")
