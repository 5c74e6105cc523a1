"""The glossary: the words that a newcomer may not know."""

from __future__ import annotations

from ..model import addresses
from ..model.site import Site
from .sectioned import ENTRIES
from .site_page import Linker, SitePage
from .templates import Templates


def page(site: Site, templates: Templates) -> SitePage:
    """Every word with its meaning, in the order of the register."""
    linker = Linker(site, templates, addresses.GLOSSARY)
    terms = [(term, linker.related(slug for slug in term.see if slug in site.title_by_slug)) for term in site.glossary]
    body = linker.render("glossary", terms=terms, search=linker.url(addresses.SEARCH))
    description = f"{'、'.join(term.term for term in site.glossary[:5])}……课文里的说法是什么意思。"
    return SitePage(linker.address, "名词解释", description, "docs/_data/glossary.yml", ENTRIES, body)
