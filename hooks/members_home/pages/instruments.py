"""The page of instruments: what is cited on the site, its dates and status, and by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from html import escape

from ..checks.citations import citations_of
from ..citations import Citation, find
from ..model import addresses
from ..model.records import Instrument
from ..model.site import Site
from ..model.texts import Lesson
from .page import Linker, SitePage, chinese_date, dl, note, ul

_STATUS = {"in-force": "现行有效", "adopted": "已通过，尚未施行", "superseded": "已失效或被取代"}


def page(site: Site) -> SitePage:
    """Every instrument that a text or service of the site cites, in the order of the register."""
    address = "/instruments/"
    linker = Linker(site, address)
    citing = _citing(site)
    parts = ['# 依据的法规和文件\n\n<p class="lead">本站每一处引用的规定，都列在这里：谁定的，什么时候施行，哪一讲引了它。</p>']
    for instrument in site.instruments:
        if instrument.short in citing:
            links = ul(_place(linker, where, *found) for where, found in citing[instrument.short].items())
            parts.append(f"## {instrument.short} {{: #{instrument.short} }}\n\n{_facts(instrument, links)}")
    if not citing:
        parts.append("还没有引用。")
    description = "本站引用的法规和文件：制定机关、施行日期、现在的状态，以及哪些课引用了它。"
    return SitePage(address, "依据", description, "docs/_data/instruments.yml", "instruments", "\n\n".join(parts))


def _citing(site: Site) -> dict[str, dict[str, tuple[str, dict[str, int]]]]:
    """For each instrument the pages that cite it: address, title, and the articles cited with their numbers."""
    found: dict[str, dict[str, tuple[str, dict[str, int]]]] = defaultdict(dict)

    def add(address: str, title: str, citations: Iterable[Citation]) -> None:
        for citation in citations:
            instrument = site.instrument_by_name.get(citation.name)
            if instrument is not None:
                found[instrument.short].setdefault(address, (title, {}))[1].update(citation.numbers)

    for text in site.texts:
        title = f"第 {text.number} 讲 {text.title}" if isinstance(text, Lesson) else text.title
        add(addresses.of_slug(text.slug), title, citations_of(text))
        add(addresses.of_slug(text.slug), title, (named for name in getattr(text, "basis", ()) for named in find(f"《{name}》")))
    for service in site.services:
        words = " ".join((*service.basis, *service.steps, *service.bring, service.decides))
        add(addresses.of_slug(f"services/{service.id}"), service.name, find(words))
    for term in site.glossary:
        add(f"{addresses.GLOSSARY}#{term.term}", f"名词解释：{term.term}", find(f"{term.meaning} {term.basis}"))
    return found


def _place(linker: Linker, address: str, title: str, numbers: dict[str, int]) -> str:
    articles = "、".join(sorted(numbers, key=lambda words: numbers[words]))
    return linker.a(address, title) + (f' <span class="muted">{articles}</span>' if articles else "")


def status_words(instrument: Instrument) -> str:
    """现行有效; with the day from which it no longer is, where the register knows one."""
    since = f"（{chinese_date(instrument.superseded_from)}起）" if instrument.superseded_from else ""
    return _STATUS.get(instrument.status, "") + since


def _facts(instrument: Instrument, links: str) -> str:
    amended = f"，{chinese_date(instrument.amended)}最近修改" if instrument.amended else ""
    soon = f"{chinese_date(instrument.upcoming_on)}起：{instrument.upcoming_note}" if instrument.upcoming_on else ""
    facts = [
        ("全称", escape(instrument.title)),
        ("种类", escape(f"{instrument.kind} · {instrument.issuer}")),
        ("通过", escape(chinese_date(instrument.adopted) + amended)),
        ("施行", escape(chinese_date(instrument.text_effective or instrument.effective))),
        ("状态", escape(status_words(instrument))),
        ("引用", links),
    ]
    return (note(escape(soon), "warning") if soon else "") + dl(facts)
