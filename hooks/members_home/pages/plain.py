"""The pages that people write whole: home, about, the handbook, the openings of lists."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import addresses
from ..model.site import Site
from .blocks import filled
from .page import Linker, SitePage

KINDS = {"/": "home", "/stories/": "list", "/policies/": "list"}  # how wide a page is, and how its parts stand


def pages(site: Site) -> Iterator[SitePage]:
    """Every Markdown page of docs/ that is neither a story nor a policy."""
    for page in site.pages:
        document = page.document
        address = addresses.of_document(document.path)
        linker = Linker(site, address)
        body = filled(linker, linker.markdown(document, document.body.split("\n")))
        yield SitePage(address, page.title, page.description, document.path, KINDS.get(address, "article"), body)
