"""Stamps the pages of areas and stations into one shell that the theme renders once, and writes what is no page.

Ten thousand pages through MkDocs take a minute; filled into a shell they take seconds. What needs no theme (calendars,
open data, the finder's index) is written while MkDocs renders the other pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from content import add_page
from members_home.model.addresses import stamped
from members_home.model.registers.areas import Area
from members_home.model.registers.stations import Station
from members_home.model.site import Site, by_street
from members_home.pages import calendar_files, directory_files, stamped_pages
from members_home.pages.shell import ADDRESS, Shell, ShellError, shell_page
from members_home.parallel import beside, spread
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page


@event_priority(100)  # before the other pages are made, so that both are made at once
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """After MkDocs has emptied the site's folder, hence the earliest moment to write into it."""
    add_page(files, config, shell_page())
    site: Site = config.extra["members_home"]
    site_dir = Path(config.site_dir)

    def write_all() -> None:
        for address, text in directory_files(site):
            write(site_dir / address.strip("/"), text)
        for address, text in calendar_files(site):
            write(site_dir / address.strip("/"), text)

    config.extra["beside"] = beside(write_all)
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
    templates, shell = config.extra["templates"], config.extra["shell"]
    site_dir = Path(config.site_dir)

    def stamp(share: Sequence[Area | Station]) -> None:
        for page in stamped_pages(site, templates, share):
            write(site_dir / page.address.strip("/") / "index.html", shell.fill(page))

    spread(stamp, by_street(site))
    config.extra["beside"]()


def write(path: Path, text: str) -> None:
    """Writes a file of the site, and makes the folders it stands in."""
    try:
        path.parent.mkdir()  # most are new: cheaper than asking first
    except FileExistsError:
        pass
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
