"""The pages that people write whole: home, about, the handbook, the openings of lists."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ..model import addresses
from ..model.site import Site
from ..model.texts import Page
from . import system
from .blocks import filled
from .codes import qr
from .sectioned import ENTRIES, sectioned
from .site_page import Linker, SitePage
from .templates import Templates

KINDS = {"/": "home", "/stories/": "list", "/policies/": "list", addresses.THINGS: "list"}  # how wide a page is, and how its parts stand


def pages(site: Site, templates: Templates) -> Iterator[SitePage]:
    """Every Markdown page of docs/ that is neither a story nor a policy."""
    for page in site.pages:
        document = page.document
        if addresses.of_document(document.path) == addresses.SYSTEM:
            yield system.page(site, templates, page)
            continue
        linker = Linker(site, templates, addresses.of_document(document.path))
        if page.contents:
            kind, body = ENTRIES, sectioned(linker, document)
        elif addresses.is_thing(linker.address):
            kind, body = "sheet", thing(linker, page)
        else:
            kind, body = KINDS.get(linker.address, "article"), filled(linker, document, document.rendered.root)
        yield SitePage(linker.address, page.title, page.description or "", document.path, kind, body)


def thing(linker: Linker, page: Page) -> Markup:
    """A sheet to print and to write on: what people wrote, under its title, with where it stands on the net."""
    site = linker.site
    return linker.render(
        "thing",
        page=page,
        code=qr(site, linker.address),
        full=site.full(linker.address),
        body=filled(linker, page.document, page.document.rendered.root),
    )
