"""Keeps one fault from being told many times: what hangs on a value or file that could not be read is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from ..model.registers import AREAS, BRANCHES, ORGANIZATIONS, SERVICES, STATIONS, Register
from ..model.site import Site
from ..problems import Problem

_EMPTIES = frozenset(
    (
        "missing-field",
        "wrong-type",
        "not-in-vocabulary",
        "bad-id",
        "bad-date",
        "bad-time",
        "phone-format",
        "station-phone-is-mobile",
    )
)
_OF_THE_FILE = frozenset(
    ("not-utf8", "tab-indentation", "fullwidth-colon-key", "yaml-syntax", "too-large-or-deep", "no-files-read", "empty-register")
)
# Faults of what was typed: no consequence of another one.
_OF_THE_TEXT = frozenset(
    ("blank-at-ends", "html-in-text", "invisible-character", "id-number-found", "line-break-in-text", "mobile-number-found")
)


class Unread:
    """What of a site could not be read: what seems to be missing may stand there."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @cached_property
    def areas(self) -> bool:
        return self._register(AREAS)

    @cached_property
    def stations(self) -> bool:
        return self._register(STATIONS)

    @cached_property
    def organizations(self) -> bool:
        return self._register(ORGANIZATIONS)

    @cached_property
    def branches(self) -> bool:
        return self._register(BRANCHES)

    @cached_property
    def services(self) -> bool:
        return self._register(SERVICES)

    @cached_property
    def duties(self) -> bool:
        """Whether the file could not be read, or the one text that it never lacks, which is told there."""
        return not self.site.duties.site_name

    @cached_property
    def texts(self) -> frozenset[str]:
        """The paths of Markdown files that could not be read, or whose front matter could not."""
        files = self.site.files
        read = {text.document.path for text in self.site.texts} | {page.document.path for page in self.site.pages}
        return frozenset(path for path in (*files.texts, *files.unread) if path.endswith(".md") and path not in read)

    def page(self, slug: str) -> bool:
        """Whether the page at stations/st-900001 or lessons/08 may be there once a broken file is mended."""
        folder, _, name = slug.partition("/")
        if folder in ("areas", "stations", "services"):
            return bool(getattr(self, folder))
        if folder == "lessons":
            return bool(name) and any(path.startswith(f"lessons/{name}-") for path in self.texts)
        return f"docs/{slug}.md" in self.texts or f"docs/{slug}/index.md".replace("//", "/") in self.texts

    def _register(self, register: Register[Any]) -> bool:
        """Whether a file of the register could not be read, or one that every site needs is not there."""
        files = self.site.files
        records = getattr(self.site, register.name)
        if not records and not register.has_samples:
            return True
        places = tuple(register.places(with_samples=self.site.duties.samples or self.duties))
        paths = {path for path in (*files.texts, *files.unread) if path.startswith(places) and path.endswith(".yml")}
        empty = {path for path in paths if path in files.texts and files.texts[path].text.strip().endswith("[]")}
        return not paths - empty <= {record.place.path for record in records}


def without_consequences(problems: Sequence[Problem]) -> Iterable[Problem]:
    """The problems without those of a value that could not be read, or of an item (a reception day) with such a value."""
    emptied = _places(item for item in problems if item.rule in _EMPTIES)
    misread = _places(item for item in problems if item.rule in _EMPTIES - {"missing-field"})
    broken = {item.place.path for item in problems if item.rule in _OF_THE_FILE}
    kept = _EMPTIES | _OF_THE_TEXT
    for item in problems:
        path, keys = item.place.path, item.place.keys
        if path in broken and not item.place.line and item.rule not in _OF_THE_FILE:
            continue  # a list of vocabulary.yml counts as missing
        if item.rule == "missing-field" and (path, keys) in misread:
            continue  # it was filled, only not with what can be read
        # what a record lacks stands beside the status that asks for it: closed_on, successor
        if item.rule in kept or emptied.isdisjoint(((path, keys), (path, (*keys[:-1], item.field)))):
            yield item


def without_echoes(problems: Sequence[Problem]) -> list[Problem]:
    """Problems in their places without what is missing only because a # made a remark of it."""
    cut = {(item.place.path, item.place.line) for item in problems if item.rule == "value-cut-short"}
    return [item for item in problems if item.rule != "missing-field" or (item.place.path, item.place.line) not in cut]


def _places(problems: Iterable[Problem]) -> set[tuple[str, tuple[str | int, ...]]]:
    """Where the values of some problems stand, and the items and records around them."""
    return {(item.place.path, item.place.keys[:length]) for item in problems for length in range(1, len(item.place.keys) + 1)}
