"""What lessons, stories and policies share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from ...citations import Citation, find
from ...problems import Place, Spot
from ...source.described import label_of
from ...source.markdown_text import Document, Section
from ...source.tree import runs


@dataclass(frozen=True, kw_only=True)
class Written:
    """What every Markdown file has: its document, and the place of each value of its front matter.

    A value that was left out, or could not be read, is None (a list is empty).
    """

    document: Document

    @property
    def place(self) -> Place:
        return Place(self.document.path, 1)

    def at(self, *keys: str | int) -> Spot:
        """The place of a value of the front matter with its field's name and label."""
        names = [key for key in keys if isinstance(key, str)]
        return Spot(Place(self.document.path, 2, 1, keys), ".".join(names), label_of(type(self), names))


@dataclass(frozen=True, kw_only=True)
class Text(Written):
    """A lesson, a story or a policy: its sections and what it cites. Each kind describes its own front matter."""

    title: str
    published: dt.date
    related: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The address without slashes at its ends: stories/tea-street-branch."""
        return self.document.path.removeprefix("docs/").removesuffix(".md")

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return self.document.sections

    def section(self, heading: str) -> Section:
        """The section under a heading; an empty one where the text lacks it."""
        return next((s for s in self.sections if s.heading == heading), Section(heading, 1))

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every instrument that the text names in 《》, in order, the leader's notes included."""
        return tuple(citations_of(self.document.rendered.root))


def citations_of(nodes: Iterable[Element]) -> Iterator[Citation]:
    """The citations in some rendered blocks, each with its line; what stands in code cites nothing."""
    return (citation for node in nodes for run in runs(node) for citation in find(run.text, run.line))
