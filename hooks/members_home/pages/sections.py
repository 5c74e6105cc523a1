"""The sections of a text as HTML."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..model.texts import Text
from .explained import Explained
from .site_page import Linker


@dataclass(frozen=True)
class ShownSection:
    """A section as HTML under its heading; `anchor` is the heading's id."""

    heading: str
    anchor: str
    body: Markup


def shown(linker: Linker, text: Text, heading: str, explained: Explained | None = None, deeper: int = 0) -> ShownSection:
    """The section of `text` under a heading; `explained` links words to the glossary, `deeper` lowers headings."""
    section = text.section(heading)
    return ShownSection(heading, section.anchor or heading, linker.prose(text.document, section.nodes, explained, deeper))
