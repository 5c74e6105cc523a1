"""Long pages that people write, cut into entries which a box filters: sections, their parts, and the rows of their tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markupsafe import Markup

from ..model import addresses
from ..model.texts import FIELD_BLOCKS
from ..source.markdown_text import Document
from ..source.tree import first_run
from .blocks import block_of, fields, filled
from .site_page import Linker

ENTRIES = "entries"  # the kind of pages that have contents and a filter
_RULES = "rules"


@dataclass(frozen=True)
class Part:
    """A part of a section. An entry is kept or put away whole; what is none holds entries of its own."""

    body: Markup
    is_entry: bool


@dataclass(frozen=True)
class EntrySection:
    """What stands under one heading of the second level, with that heading as HTML."""

    name: str
    anchor: str
    heading: Markup
    parts: tuple[Part, ...]


def sectioned(linker: Linker, document: Document) -> Markup:
    """The page of a document with contents and a filter below what stands before its first section."""
    opening: list[Element] = []
    cut: list[tuple[Element, list[Element]]] = []
    for node in document.rendered.root:
        if node.tag == "h2":
            cut.append((node, []))
        else:
            (cut[-1][1] if cut else opening).append(node)
    sections = [
        EntrySection(
            first_run(heading).text.strip(),
            heading.get("id", ""),
            linker.prose(document, [heading]),
            tuple(_parts(linker, document, nodes)),
        )
        for heading, nodes in cut
    ]
    return linker.render("sectioned", opening=filled(linker, document, opening), sections=sections, search=linker.url(addresses.SEARCH))


def _parts(linker: Linker, document: Document, nodes: Iterable[Element]) -> Iterator[Part]:
    """Prose up to the next heading is one entry; tables of fields and the list of rules are folded, and hold an entry a row."""
    prose: list[Element] = []

    def entry() -> Iterator[Part]:
        if prose:
            yield Part(filled(linker, document, prose), is_entry=True)
        prose.clear()

    for node in nodes:
        block = block_of(node)
        if block == _RULES or block in FIELD_BLOCKS:
            yield from entry()
            if block == _RULES:
                yield Part(filled(linker, document, [node]), is_entry=False)
            else:
                yield Part(fields(linker, block, fold=f"{block.partition(':')[2]}：每一项怎么填"), is_entry=False)
            continue
        if node.tag == "h3":
            yield from entry()
        prose.append(node)
    yield from entry()
