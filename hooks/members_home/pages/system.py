"""The whole on one page: the goal, three lines and their parts, each with what it says and where it lives on the site.

docs/system.md is the one text: `## 组织联动：组织连起来` begins a line, `###` a part of it, and a list of links leads on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markupsafe import Markup

from ..links import resolve
from ..model import addresses
from ..model.site import Site
from ..model.texts import Page
from ..source.markdown_text import Document
from ..source.tree import first_run
from .figures import amount
from .site_page import Linker, SitePage
from .templates import Templates

KIND = "system"
FIGURES = ("own-branches", "large-firms-covered", "donations", "hope-schools")  # those that show at a glance what came of it
_KINDS = {"policies": "制度", "stories": "故事", "lessons": "课", "stations": "站点", "areas": "区域", "services": "办事"}


@dataclass(frozen=True)
class Way:
    """A link to where a part lives: its words, its address and what kind of page it leads to."""

    text: str
    address: str
    kind: str


@dataclass
class Part:
    """What stands under a heading: its words before and after the colon, its text, its ways, and the parts below it."""

    anchor: str
    word: str
    name: str
    said: Markup = field(default_factory=Markup)
    ways: list[Way] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def page_of(site: Site) -> Page | None:
    """The text of the page, where there is one."""
    return next((page for page in site.pages if addresses.of_document(page.document.path) == addresses.SYSTEM), None)


def card(linker: Linker) -> Markup:
    """What leads to the page, with a small picture of it; nothing where there is no such page."""
    page = page_of(linker.site)
    return linker.render("blocks/system", page=page, address=addresses.SYSTEM, name=page.title) if page else Markup("")


def page(site: Site, templates: Templates, text: Page) -> SitePage:
    """The page: its opening, the goal, the lines side by side, other sections, and the figures of the register that belong here."""
    linker = Linker(site, templates, addresses.SYSTEM)
    opening, goal, parts = _read(linker, text.document)
    shown = [(figure, amount(figure)) for name in FIGURES for figure in site.figures if figure.id == name]
    body = linker.render(
        "system",
        title=text.title,
        opening=opening,
        goal=goal,
        lines=[part for part in parts if part.parts],
        others=[part for part in parts if not part.parts],
        rest=_rest(linker, parts),
        figures=shown,
        years=[(year, addresses.of_figures(year)) for year in site.figures_by_year],
    )
    return SitePage(linker.address, text.title, text.description or "", text.document.path, KIND, body)


def _rest(linker: Linker, parts: Iterable[Part]) -> list[Way]:
    """The policies and stories that no part leads to yet, so that none is left out."""
    named = {way.address for part in parts for one in (part, *part.parts) for way in one.ways}
    texts = (*linker.site.policies, *linker.site.stories)
    ways = (_way(linker, text.title, addresses.of_slug(text.slug)) for text in texts)
    return [way for way in ways if way.address not in named]


def _read(linker: Linker, document: Document) -> tuple[Markup, list[Markup], list[Part]]:
    """The opening, the lines of the goal, and the sections of the text."""
    opening = Markup("")
    goal: list[Markup] = []
    sections: list[Part] = []
    here: Part | None = None
    for node in document.rendered.root:
        if node.tag == "h1":
            continue  # the title
        if node.tag in ("h2", "h3"):
            here = _part(node)
            (sections[-1].parts if node.tag == "h3" and sections else sections).append(here)
        elif here is None and node.tag == "blockquote":
            goal = [linker.phrase(document, first_run(line).element) for line in node]
        elif here is None:
            opening += linker.prose(document, [node])
        elif node.tag == "ul" and all(item.find("a") is not None for item in node):
            here.ways += _ways(linker, document, node)
        else:
            here.said += linker.prose(document, [node])
    return opening, goal, sections


def _part(heading: Element) -> Part:
    word, _, name = first_run(heading).text.strip().partition("：")
    return Part(heading.get("id", ""), word if name else "", name or word)


def _ways(linker: Linker, document: Document, items: Iterable[Element]) -> Iterable[Way]:
    for item in items:
        link = item.find("a")
        if link is not None:
            yield _way(linker, first_run(item).text.strip(), resolve(linker.site, document, link.get("href", "")).address)


def _way(linker: Linker, text: str, address: str) -> Way:
    return Way(text, linker.url(address), _KINDS.get(address.split("/")[1], ""))
