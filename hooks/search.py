"""Writes what devices search, while MkDocs renders the pages it was taken from."""

from __future__ import annotations

from pathlib import Path

from directory import write
from members_home.pages import search_files
from members_home.parallel import beside
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """After hooks/content.py has made the pages."""
    site, templates, pages = (config.extra[name] for name in ("members_home", "templates", "pages"))
    site_dir = Path(config.site_dir)

    def write_all() -> None:
        for address, text in search_files(site, templates, pages):
            write(site_dir / address.strip("/"), text)

    config.extra["searched"] = beside(write_all)
    return files


def on_post_build(config: MkDocsConfig) -> None:
    config.extra["searched"]()
