"""Every passage of the site that cites instruments, so that whoever has the law at hand reads both side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..citations import Citation, find
from ..problems import Place
from ..source.tree import runs
from .registers.services import Service
from .site import Site
from .texts import Lesson, Text

_HANDBOOK = "docs/handbook/"  # there citations are examples of how to type them
_OF_SERVICE = ("who", "bring", "steps", "decides", "basis")


@dataclass(frozen=True)
class Passage:
    """Some words with their citations: the page's title, the file, and the line where it has one."""

    title: str
    place: Place
    text: str
    citations: tuple[Citation, ...]

    @property
    def where(self) -> str:
        """第 8 讲 用工第一天（lessons/08-yong-gong.md 第 31 行）."""
        line = "" if self.place.keys else f" 第 {self.place.line} 行"
        return f"{self.title}（{self.place.path}{line}）"


def passages(site: Site) -> Iterator[Passage]:
    """Those of lessons, stories, policies, services, explained words and other pages, in this order."""
    for text in site.texts:
        yield from of_text(text)
    for service in site.services:
        yield from _of_values(f"办事：{service.name}", service.place, _of_service(service))
    for term in site.glossary:
        yield from _of_values(f"名词解释：{term.term}", term.place, [f"{term.meaning or ''} {term.basis or ''}"])
    for page in site.pages:
        if not page.document.path.startswith(_HANDBOOK):
            for run in page.document.rendered.runs:
                yield from _of_words(page.title, Place(page.document.path, run.line), run.text)


def of_text(text: Text) -> Iterator[Passage]:
    """The passages of a lesson, story or policy. A paraphrase and the name of its law may be two paragraphs of one quotation."""
    title = f"第 {text.number} 讲 {text.title}" if isinstance(text, Lesson) else text.title
    for node in text.document.rendered.root:
        if node.tag == "blockquote":
            whole = list(runs(node))
            cited = tuple(citation for run in whole for citation in find(run.text, run.line))
            if cited:
                yield Passage(title, Place(text.document.path, whole[0].line), "\n".join(run.text.strip() for run in whole), cited)
            continue
        for run in runs(node):
            yield from _of_words(title, Place(text.document.path, run.line), run.text)


def cited_articles(site: Site) -> Mapping[str, frozenset[str]]:
    """The names of the articles cited of each registered instrument, by its short title."""
    found: dict[str, set[str]] = {}
    for passage in passages(site):
        for citation in passage.citations:
            instrument = site.instrument_by_name.get(citation.name)
            if instrument is not None:
                found.setdefault(instrument.short, set()).update(part.article for part in citation.parts)
    return {short: frozenset(articles) for short, articles in found.items()}


def _of_values(title: str, place: Place, values: Iterable[str]) -> Iterator[Passage]:
    for value in values:
        yield from _of_words(title, Place(place.path, place.line, 1, place.keys), value)


def _of_words(title: str, place: Place, words: str) -> Iterator[Passage]:
    cited = tuple(find(words, place.line))
    if cited:
        yield Passage(title, place, words.strip(), cited)


def _of_service(service: Service) -> Iterator[str]:
    for key in _OF_SERVICE:
        value = getattr(service, key)
        yield from [value or ""] if isinstance(value, str | None) else [words or "" for words in value]
    for picture in service.pictures:
        yield from (*picture.lines, picture.note or "")
