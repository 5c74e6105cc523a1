"""The lists of words that fields can be chosen from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...source.described import Field

Vocabulary = Mapping[str, tuple[str, ...]]  # each list by its name

FILE = "vocabulary.yml"
OTHERS = frozenset(("street_kinds", "community_kinds", "coverage_means"))  # lists that no single field is chosen from


def names_of_lists(fields: Iterable[Field]) -> frozenset[str]:
    """The lists that some fields, and those nested in them, are chosen from."""
    found: set[str] = set()
    for field in fields:
        found |= {field.choices} if field.choices else set()
        found |= names_of_lists(field.fields)
    return frozenset(found)
