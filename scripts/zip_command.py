"""zip: the site as one file for a USB stick, to be read in a browser without any server."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from safe_files import write_whole

# What works only on a server, or only leads to a page that is here.
_LEFT_OUT = re.compile(r"404\.html|sitemap\.xml(\.gz)?|sw\.js|offline/.*|assets/(.*\.js|stylesheets/.*)|(stations|search)/[a-z]+\.json")
_LEADS_ON = '<meta http-equiv="refresh"'
_OPEN = "打开我.html"
_OPEN_PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<title>{name}</title>
<meta http-equiv="refresh" content="0; url=site/index.html">
</head>
<body><p><a href="site/index.html">打开{name}</a></p></body>
</html>
"""
_READ_ME = """{name}，可以带走的一份

1. 先把整个压缩包解开：在文件上点右键，选“全部解压缩”。不要在压缩包里面直接打开。
2. 双击“打开我.html”，用浏览器看。不用上网，也不用安装什么。
3. 文件夹里的东西请放在一起，不要单独拿出来。

这一份只供阅读：课文、自测答案、站点、政策都在。搜索、学习进度、朗读和“现在开着没有”要上网看网站。
内容是生成这一份时的，办事请看网站上最新的。
"""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold: the same site gives the same bytes


def zip_(args: argparse.Namespace, root: Path, build: Callable[[Path], int]) -> int:
    """Builds the site aside (`build` does, into the folder it is given) and writes it whole or not at all."""
    from members_home.model.load import load_site

    name = load_site(root, dt.date.min)[0].duties.site_name or "网站"
    output: Path = args.file or Path(f"{name}.zip")
    if output.exists():
        print(f"{output} 已经有了，没有动它。请换一个文件名，或者先把它移走。", file=sys.stderr)
        return 1
    folder = output.absolute().parent
    if not folder.is_dir():
        print(f"没有 {folder} 这个文件夹。", file=sys.stderr)
        return 1
    built = folder / f"{output.name}.site"
    try:
        if build(built):
            print("没有做成压缩包。", file=sys.stderr)
            return 1
        write_whole(output, lambda path: write(built, path, name))
    finally:
        shutil.rmtree(built, ignore_errors=True)
    print(f"已做好：{output}（{output.stat().st_size / 1e6:.1f} MB）。解开以后，双击里面的“{_OPEN}”。")
    return 0


def write(site: Path, path: Path, name: str) -> None:
    """Writes the built site as a zip with one folder, called `name`, in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for inner, data in _entries(site, name):
            info = zipfile.ZipInfo(f"{name}/{inner}", _LONG_AGO)
            info.external_attr = 0o644 << 16
            file.writestr(info, data, zipfile.ZIP_DEFLATED)


def _entries(site: Path, name: str) -> Iterator[tuple[str, bytes]]:
    yield _OPEN, _OPEN_PAGE.format(name=name).encode("utf-8")
    yield "说明.txt", _READ_ME.format(name=name).replace("\n", "\r\n").encode("utf-8-sig")  # for the plainest of editors
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        inner = path.relative_to(site).as_posix()
        data = path.read_bytes()
        if _LEFT_OUT.fullmatch(inner):
            continue
        if path.suffix == ".html":
            text = data.decode("utf-8")
            if _LEADS_ON in text:
                continue
            data = without_server(text).encode("utf-8")
        yield f"site/{inner}", data


def without_server(html: str) -> str:
    """A page as it works from a file: without scripts, and with every link to a folder leading to the page in it."""
    page = _Page(html)
    page.feed(html)
    page.close()
    return "".join([*page.parts, html[page.kept :]])


class _Page(HTMLParser):
    """Copies a page as it is written but for its scripts and links."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._html = html
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.parts: list[str] = []
        self.kept = 0  # what stands before is in `parts` or left out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text = self.get_starttag_text() or ""
        values = dict(attrs)
        if tag == "script" or (tag == "link" and values.get("rel") in ("serviceworker", "alternate")):
            self._replace(text, "")
        elif tag in ("a", "link") and (href := values.get("href")) is not None:
            self._replace(text, text.replace(f'href="{_written(href)}"', f'href="{_written(_of_file(href))}"'))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            at = self._at()
            end = self._html.index(">", at) + 1
            self.kept = end  # with the script's own text

    def _replace(self, text: str, other: str) -> None:
        at = self._at()
        self.parts += [self._html[self.kept : at], other]
        self.kept = at + len(text)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _written(value: str) -> str:
    """A value as templates write it into an attribute."""
    return value.replace("&", "&amp;")


def _of_file(href: str) -> str:
    """lessons/08/?a#b → lessons/08/index.html?a#b; a version, which only caches need, goes."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//|#", href):
        return href
    path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", href, re.S).groups()  # type: ignore[union-attr]  # it matches any text
    if path.rpartition("/")[2] in ("", ".", "..") and path:
        path = f"{path.rstrip('/')}/index.html"
    return path if mark == "?" and re.fullmatch(r"v=\w+", rest) else path + mark + rest
