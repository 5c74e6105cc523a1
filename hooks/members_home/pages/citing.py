"""What cites each instrument, and where: pages and their parts, so that an instrument's entry leads back to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..citations import Citation, find
from ..model import addresses
from ..model.registers.services import Service
from ..model.site import Site
from ..model.texts import Lesson, Policy, Text, citations_of, is_leader_note
from ..source.markdown_text import Document
from ..source.tree import HEADINGS
from .site_page import KINDS

BASIS = "依据"  # the heading and id of the list at the foot of lessons and services
_HANDBOOK = "docs/handbook/"  # there citations are examples of how to type them


@dataclass(frozen=True)
class CitingPlace:
    """A page, or an entry of one, that cites an instrument: each citation with the id of what it stands under."""

    page: str
    title: str
    cited: tuple[tuple[str, Citation], ...]

    @property
    def address(self) -> str:
        """Where to read it: at the first citation that names an article, else at the first."""
        anchor = next((anchor for anchor, citation in self.cited if citation.articles), self.cited[0][0])
        return f"{self.page}#{anchor}" if anchor else self.page

    @property
    def articles(self) -> list[str]:
        """The articles cited, in words and in their order."""
        numbers = {words: number for _, citation in self.cited for words, number in citation.numbers.items()}
        return sorted(numbers, key=lambda words: numbers[words])


@dataclass(frozen=True)
class _Found:
    page: str
    title: str
    anchor: str
    citation: Citation


def citing_places(site: Site) -> Mapping[str, tuple[CitingPlace, ...]]:
    """What cites each instrument, by its short title, in the order of the site."""
    places: dict[str, dict[tuple[str, str], list[tuple[str, Citation]]]] = defaultdict(lambda: defaultdict(list))
    for found in _citations(site):
        instrument = site.instrument_by_name.get(found.citation.name)
        if instrument is not None:
            places[instrument.short][found.page, found.title].append((found.anchor, found.citation))
    return {
        short: tuple(CitingPlace(page, title, tuple(cited)) for (page, title), cited in by_page.items())
        for short, by_page in places.items()
    }


def _citations(site: Site) -> Iterator[_Found]:
    for text in site.texts:
        yield from _of_document(text.document, addresses.of_slug(text.slug), _title(text))
        if isinstance(text, Policy):
            named = (citation for name in text.basis for citation in find(f"《{name}》"))
            yield from (_Found(addresses.of_slug(text.slug), _title(text), "", citation) for citation in named)
    for service in site.services:
        yield from _of_service(service)
    for term in site.glossary:
        cited = find(f"{term.meaning} {term.basis}")
        yield from (_Found(addresses.GLOSSARY, f"名词解释：{term.term}", term.term, citation) for citation in cited)
    for page in site.pages:
        if not page.document.path.startswith(_HANDBOOK):
            yield from _of_document(page.document, addresses.of_document(page.document.path), page.title)


def _title(text: Text) -> str:
    if isinstance(text, Lesson):
        return f"第 {text.number} 讲 {text.title}"
    return f"{KINDS[text.slug.partition('/')[0]]}：{text.title}"


def _of_document(document: Document, address: str, title: str) -> Iterator[_Found]:
    """The citations of a text, each under the heading that is next above it; a leader's note is only in the list of all."""
    anchor = ""
    for node in document.rendered.root:
        if node.tag in HEADINGS:
            anchor = "" if node.tag == "h1" else node.get("id", "")
        under = BASIS if is_leader_note(node) else anchor
        yield from (_Found(address, title, under, citation) for citation in citations_of([node]))


def _of_service(service: Service) -> Iterator[_Found]:
    parts = {
        "": [service.decides],
        "谁可以办": [service.who, *_drawn(service, "who")],
        "带什么": service.bring,
        "一步一步": [*service.steps, *_drawn(service, "steps")],
        BASIS: service.basis,
    }
    address = addresses.of_slug(f"services/{service.id}")
    for anchor, texts in parts.items():
        cited = find(" ".join(texts))
        yield from (_Found(address, f"办事：{service.name}", anchor, citation) for citation in cited)


def _drawn(service: Service, below: str) -> list[str]:
    """What is written in the pictures of a service that stand below one of its parts."""
    return [words for picture in service.pictures if picture.below == below for words in (*picture.lines, picture.note or "")]
