"""Stamps the pages of areas and stations into one shell that the theme renders once.

Ten thousand pages through MkDocs take a minute; filled into a shell they take seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from content import add_page
from members_home.model.addresses import stamped
from members_home.model.records import Area, Station
from members_home.model.site import by_street
from members_home.pages import calendars, stamped_pages
from members_home.pages.shell import ADDRESS, Shell, ShellError, shell_page
from members_home.parallel import spread
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page


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
    site = config.extra["members_home"]
    shell = config.extra["shell"]
    site_dir = Path(config.site_dir)

    def stamp(share: Sequence[Area | Station]) -> None:
        for page in stamped_pages(site, share):
            folder = site_dir / page.address.strip("/")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.html").write_text(shell.fill(page), encoding="utf-8")
        for address, text in calendars(site, share):
            (site_dir / address.strip("/")).write_bytes(text.encode("utf-8"))

    spread(stamp, by_street(site))
