"""Gives MkDocs the pages that it puts into the theme: every SitePage of the core becomes a generated file with finished HTML."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from members_home.model.addresses import BOOKLET, redirects
from members_home.pages import SitePage, contents, ordinary_pages, styles, whitespace
from members_home.pages import files as other_files
from members_home.pages.redirect import redirect_html
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

# What Material brings and our pages do not load (its scripts, its styles, its picture), and the theme's own templates of pages.
UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon", "pages/")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    site, templates = config.extra["members_home"], config.extra["templates"]
    for file in [file for file in files if file.src_uri.startswith(UNUSED)]:
        files.remove(file)
    parts = [file for file in files if file.src_uri.startswith(styles.FOLDER)]
    for file in parts:
        files.remove(file)
    for address, text in styles.sheets({file.src_uri.removeprefix(styles.FOLDER): file.content_string for file in parts}).items():
        files.append(File.generated(config, address, content=text))
    root = Path(config.config_file_path).parent
    for path in site.files.others:
        if path.startswith("lessons/"):  # MkDocs knows docs/ alone; pictures of lessons stand beside them
            files.append(File.generated(config, path, abs_src_path=str(root / path)))
    booklet = Path(config.extra["booklet"]) if config.extra.get("booklet") else None
    if booklet:
        files.append(File.generated(config, BOOKLET.lstrip("/"), abs_src_path=str(booklet)))
    config.extra["pages"] = pages = list(ordinary_pages(site, templates, booklet.stat().st_size if booklet else 0))
    for page in pages:
        add_page(files, config, page)
    for address, text in other_files(site):
        files.append(File.generated(config, address.lstrip("/"), content=text))
    for old, new in redirects(site).items():
        html = redirect_html(site, templates, old, new)
        files.append(File.generated(config, f"{old.strip('/')}/index.html", content=html))
    return files


def add_page(files: Files, config: MkDocsConfig, page: SitePage) -> None:
    """Puts a page without Markdown in place of the file of docs/ it was made from; its HTML is kept until MkDocs asks."""
    in_docs = page.source.startswith("docs/") and page.source.endswith(".md")
    uri = page.source.removeprefix("docs/") if in_docs else f"{page.address.strip('/')}/index.md"
    old = files.get_file_from_path(uri)
    if old is not None:
        files.remove(old)
    # Material writes the description into its attribute as it is.
    meta = {"title": page.title, "description": escape(page.description), "source": page.source, "kind": page.kind}
    head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items())
    files.append(File.generated(config, uri, content=f"---\n{head}\n---\n"))
    config.extra["finished"][uri] = page.body


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The finished HTML of the page, and its headings as the table of contents that themes can show."""
    body = str(config.extra["finished"][page.file.src_uri])
    page.toc = get_toc(contents.of(body))
    return body


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Without the indentation of the theme's templates, which a phone need not fetch."""
    return whitespace.squeezed(output)
