"""A page, and what its template needs to link and to show texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from markupsafe import Markup

from ..citations import find
from ..links import resolve, resolve_picture
from ..model import addresses
from ..model.site import Site
from ..source.markdown_text import Document
from ..source.picture_tree import drawn
from ..source.pictures import Picture
from ..source.rendering import Renderer
from ..source.tree import HEADINGS, Writer, first_run, joined
from .explained import Explained
from .templates import Templates

KINDS = {"stories": "故事", "policies": "政策", "services": "办事"}
_CLOSED = frozenset(("a", "code", "pre", "summary"))  # where no text becomes a link
_UNEXPLAINED = frozenset((*HEADINGS, "blockquote", "figure"))  # headings, paraphrased rules and pictures stay without links to the glossary


@dataclass(frozen=True)
class SitePage:
    """A page of the site: `body` is its finished HTML.

    `source` is the file that made it (where its edit link leads); `kind` tells styles what it is.
    """

    address: str
    title: str
    description: str
    source: str
    kind: str
    body: Markup
    sample: bool = False


@dataclass(frozen=True)
class Linker:
    """Makes the parts of the page at `address`, with links that work wherever the site is mounted."""

    site: Site
    templates: Templates
    address: str

    def url(self, address: str) -> str:
        """The link from this page to an address of the site."""
        return addresses.relative(address, self.address)

    def render(self, template: str, **values: object) -> Markup:
        """A template filled with values; it can also use the site, `url`, `cited` and `related`."""
        shared = {"site": self.site, "url": self.url, "cited": self.cited, "related": self.related}
        return self.templates.render(template, {**shared, **values})

    def cited(self, text: str) -> Markup:
        """Plain text with every citation of a registered instrument as a link to the page of instruments."""
        return Markup("").join(self.parts(text))

    def parts(self, text: str) -> Iterator[str | Markup]:
        """The same in pieces: plain text as `str`, links as `Markup`."""
        for number, line in enumerate(text.split("\n")):
            at = 0
            if number:
                yield "\n"
            for citation in find(line):
                instrument = self.site.instrument_by_name.get(citation.name)
                if instrument is not None:
                    yield line[at : citation.start]
                    yield self._link(addresses.of_instrument(instrument.short), line[citation.start : citation.end], "cite")
                    at = citation.end
            yield line[at:]

    def prose(self, document: Document, nodes: Iterable[Element], explained: Explained | None = None, deeper: int = 0) -> Markup:
        """Rendered blocks of a document, their links made from this page; headings go `deeper` by so many levels.

        `explained` links the words of the glossary that it has not linked before.
        """
        return _Prose(self, document, explained, deeper).html(nodes)

    def phrase(self, document: Document, span: Element | None) -> Markup:
        """A rendered stretch of text, such as a question or its reason."""
        return Markup("") if span is None else _Prose(self, document).inner(span)

    def picture(self, picture: Picture) -> Markup:
        """A picture that is typed in a register."""
        return _Prose(self, Document("", "", "", 1)).html([drawn(picture)])

    def words(self, text: str) -> Markup:
        """One paragraph of our own Markdown."""
        return Writer().inner(first_run(self._renderer.render(text).root).element) if text else Markup("")

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer()

    def explained(self) -> Explained:
        """The words of the glossary, each linked at its first use."""
        return Explained(self.site.glossary, lambda term, word: self._link(f"{addresses.GLOSSARY}#{term}", word, "term"))

    def related(self, slugs: Iterable[str]) -> list[tuple[str, str, str]]:
        """What kind of page each slug (lessons/06) is, its title and its address."""
        found = []
        for slug in slugs:
            folder, _, name = slug.partition("/")
            kind = f"第 {int(name)} 讲" if folder == "lessons" else KINDS[folder]
            found.append((kind, self.site.title_by_slug[slug], addresses.of_slug(slug)))
        return found

    def _link(self, address: str, text: str, css: str) -> Markup:
        link = Element("a", {"href": self.url(address), "class": css})
        link.text = text
        return Writer().html([link])


class _Prose(Writer):
    """Texts of a document as they stand on one page."""

    def __init__(self, linker: Linker, document: Document, explained: Explained | None = None, deeper: int = 0) -> None:
        self._linker = linker
        self._document = document
        self._explained = explained
        self._deeper = deeper

    def tag(self, element: Element) -> str:
        return f"h{int(element.tag[1]) + self._deeper}" if element.tag in HEADINGS else element.tag

    def attributes(self, element: Element) -> Iterable[tuple[str, str]]:
        if self._deeper and element.tag == "details" and "open" not in element.attrib:
            yield "open", "open"  # several texts stand on this page, which is for paper
        for key, value in super().attributes(element):
            if key == "href":
                address = resolve(self._linker.site, self._document, value).address
            elif key == "src":
                address = resolve_picture(self._linker.site, self._document, value).address
            elif key == "id" and self._deeper:
                continue  # several texts stand on this page, whose headings can be alike
            else:
                address = ""
            yield key, self._linker.url(address) if address else value

    def text(self, text: str, within: tuple[str, ...]) -> Markup:
        if _CLOSED.intersection(within):
            return super().text(text, within)
        explained = None if _UNEXPLAINED.intersection(within) else self._explained
        parts = self._linker.parts(joined(text))
        return Markup("").join(part if explained is None or isinstance(part, Markup) else explained.linked(part) for part in parts)
