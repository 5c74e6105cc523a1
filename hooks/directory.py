"""Stamps the pages of areas and stations into one shell that the theme renders once.

Ten thousand pages through MkDocs take a minute; filled into a shell they take seconds.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from content import add_page
from members_home.model.addresses import stamped
from members_home.pages import SitePage, stamped_pages
from members_home.pages.shell import ADDRESS, Shell, ShellError, shell_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

BATCH = 200  # pages handed to a thread at a time


def on_files(files: Files, config: MkDocsConfig) -> Files:
    add_page(files, config, shell_page())
    return files


def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    """Names the stamped pages that the sitemap lists: all but samples."""
    addresses = stamped(config.extra["members_home"])
    config.extra["stamped"] = [address.lstrip("/") for address, sample in addresses if not sample]


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Keeps the shell back: an empty output is not written."""
    if page.url.strip("/") != ADDRESS.strip("/"):
        return output
    try:
        config.extra["shell"] = Shell.cut(output)
    except ShellError as error:
        raise PluginError(f"主题缺少站点页要填的位置：{error}") from error
    return ""


def on_post_build(config: MkDocsConfig) -> None:
    shell = config.extra["shell"]
    site_dir = Path(config.site_dir)

    def stamp(pages: list[SitePage]) -> None:
        for page in pages:
            folder = site_dir / page.address.strip("/")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.html").write_text(shell.fill(page), encoding="utf-8")

    pages = stamped_pages(config.extra["members_home"])
    batches = iter(lambda: list(islice(pages, BATCH)), [])
    with ThreadPoolExecutor() as pool:  # making a folder waits for the disk, not for Python
        for _ in pool.map(stamp, batches):
            pass
