"""Rules for links in Markdown: safe, within the tree, and leading somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from ..links import links_of, resolve
from ..model.site import Site
from ..problems import Place, Problem, problem
from .markdown import documents
from .unread import Unread

_FOLDERS = {"station": "stations", "area": "areas", "service": "services", "lesson": "lessons"}


def links(site: Site) -> Iterator[Problem]:
    """Every link leads to a page, a heading, a file or a safe address."""
    unread = Unread(site)
    for document in documents(site):
        for line, column, target, _ in links_of(document):
            found = resolve(site, document, target)
            if found.fault and not unread.page(_page_of_scheme(target)):
                yield problem(found.fault, Place(document.path, line, column), value=target)


def _page_of_scheme(target: str) -> str:
    """The page that a link such as station:st-900001 means, without slashes at its ends."""
    kind, _, name = target.partition(":")
    return f"{_FOLDERS[kind]}/{name}" if kind in _FOLDERS else ""


CHECKS = (links,)
