"""Gives MkDocs the pages that it renders: every SitePage of the core becomes a generated file."""

from __future__ import annotations

import json

from members_home.model.addresses import redirects, relative
from members_home.pages import SitePage, ordinary_pages
from members_home.pages import files as other_files
from members_home.pages.redirect import redirect_html
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

# What Material brings and our pages do not load: its scripts, its colours, its picture.
UNUSED = ("assets/javascripts/", "assets/stylesheets/palette", "assets/images/favicon")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    site = config.extra["members_home"]
    for file in [file for file in files if file.src_uri.startswith(UNUSED)]:
        files.remove(file)
    for page in ordinary_pages(site):
        add_page(files, config, page)
    for address, text in other_files(site, config.site_name):
        files.append(File.generated(config, address.lstrip("/"), content=text))
    for old, new in redirects(site).items():
        html = redirect_html(relative(new, old))
        files.append(File.generated(config, f"{old.strip('/')}/index.html", content=html))
    return files


def add_page(files: Files, config: MkDocsConfig, page: SitePage) -> None:
    """Puts the page in place of the file of docs/ it was made from, so that pictures beside that file are found."""
    in_docs = page.source.startswith("docs/") and page.source.endswith(".md")
    uri = page.source.removeprefix("docs/") if in_docs else f"{page.address.strip('/')}/index.md"
    old = files.get_file_from_path(uri)
    if old is not None:
        files.remove(old)
    meta = {"title": page.title, "description": page.description, "source": page.source, "kind": page.kind}
    head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items())
    files.append(File.generated(config, uri, content=f"---\n{head}\n---\n\n{page.body}\n"))
