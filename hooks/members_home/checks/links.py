"""Rules for links in Markdown: safe, within the tree, and leading somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from ..links import links_of, resolve
from ..model.site import Site
from ..problems import Place, Problem, problem
from .markdown import documents


def links(site: Site) -> Iterator[Problem]:
    """Every link leads to a page, a heading, a file or a safe address."""
    for document in documents(site):
        for line, column, target, _ in links_of(document):
            found = resolve(site, document, target)
            if found.fault:
                yield problem(found.fault, Place(document.path, line, column), value=target)


CHECKS = (links,)
