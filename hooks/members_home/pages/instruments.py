"""The page of instruments: what is cited on the site, its dates and status, and by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..citations import Citation, find
from ..model import addresses
from ..model.registers.instruments import Instrument
from ..model.site import Site
from ..model.texts import Lesson, Policy
from ..model.words import chinese_date
from .site_page import Linker, SitePage
from .templates import Templates

_STATUS = {"in-force": "现行有效", "adopted": "已通过，尚未施行", "superseded": "已失效或被取代"}


@dataclass(frozen=True)
class CitingPlace:
    """A page, or an entry of one, that cites an instrument; `numbers` are the articles in words with their numbers."""

    address: str
    title: str
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def articles(self) -> list[str]:
        """The articles cited, in their order."""
        return sorted(self.numbers, key=lambda words: self.numbers[words])


def page(site: Site, templates: Templates) -> SitePage:
    """Every instrument that a text or service of the site cites, in the order of the register."""
    linker = Linker(site, templates, "/instruments/")
    citing = _citing(site)
    instruments = [
        (instrument, status_words(instrument), citing[instrument.short].values())
        for instrument in site.instruments
        if instrument.short in citing
    ]
    body = linker.render("instruments", instruments=instruments)
    description = "本站引用的法规和文件：制定机关、施行日期、现在的状态，以及哪些课引用了它。"
    return SitePage(linker.address, "依据", description, "docs/_data/instruments.yml", "instruments", body)


def _citing(site: Site) -> Mapping[str, Mapping[str, CitingPlace]]:
    """What cites each instrument, by its short title and then by address."""
    found: dict[str, dict[str, CitingPlace]] = defaultdict(dict)

    def add(address: str, title: str, citations: Iterable[Citation]) -> None:
        for citation in citations:
            instrument = site.instrument_by_name.get(citation.name)
            if instrument is not None:
                found[instrument.short].setdefault(address, CitingPlace(address, title)).numbers.update(citation.numbers)

    for text in site.texts:
        title = f"第 {text.number} 讲 {text.title}" if isinstance(text, Lesson) else text.title
        add(addresses.of_slug(text.slug), title, text.citations)
        if isinstance(text, Policy):
            add(addresses.of_slug(text.slug), title, (named for name in text.basis for named in find(f"《{name}》")))
    for service in site.services:
        drawn = (words for picture in service.pictures for words in (*picture.lines, picture.note))
        words = " ".join((*service.basis, *service.steps, *service.bring, service.decides, *drawn))
        add(addresses.of_slug(f"services/{service.id}"), service.name, find(words))
    for term in site.glossary:
        add(f"{addresses.GLOSSARY}#{term.term}", f"名词解释：{term.term}", find(f"{term.meaning} {term.basis}"))
    return found


def status_words(instrument: Instrument) -> str:
    """现行有效; with the day from which it no longer is, where the register knows one."""
    since = f"（{chinese_date(instrument.superseded_from)}起）" if instrument.superseded_from else ""
    return _STATUS.get(instrument.status, "") + since
