"""Rules for the glossary: each word is explained once, and what it refers to exists."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.site import Site
from ..problems import Problem, problem
from .texts import leads_nowhere
from .unread import Unread


def terms(site: Site) -> Iterator[Problem]:
    """No wording is explained twice."""
    first: dict[str, int] = {}
    for number, entry in enumerate(site.glossary, 1):
        for word in (entry.term, *entry.also):
            if word in first:
                place = entry.at("term")
                yield problem("duplicate-term", place, value=word, first=first[word])
            elif word:
                first[word] = number


def references(site: Site) -> Iterator[Problem]:
    """The pages that a word refers to exist."""
    unread = Unread(site)
    for entry in site.glossary:
        for index, slug in enumerate(entry.see):
            if leads_nowhere(site, unread, slug):
                place = entry.at("see", index)
                yield problem("unknown-reference", place, value=slug, what="页面")


CHECKS = (terms, references)
