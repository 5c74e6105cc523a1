"""The page of instruments: what is cited on the site, its dates and status, and by whom."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from ..checks.citations import citations_of
from ..model import addresses
from ..model.records import Instrument
from ..model.site import Site
from .page import Linker, SitePage, chinese_date, dl, note

STATUS = {"in-force": "现行有效", "adopted": "已通过，尚未施行", "superseded": "已失效或被取代"}


def page(site: Site) -> SitePage:
    """Every instrument that a text or service of the site cites, in the order of the register."""
    address = "/instruments/"
    linker = Linker(site, address)
    citing = _citing(site)
    parts = ['# 依据的法规和文件\n\n<p class="lead">本站每一处引用的规定，都列在这里：谁定的，什么时候施行，哪一讲引了它。</p>']
    for instrument in site.instruments:
        if instrument.short in citing:
            links = "、".join(linker.a(where, title) for where, title in citing[instrument.short].items())
            parts.append(f"## {instrument.short} {{: #{instrument.short} }}\n\n{_facts(instrument, links)}")
    if not citing:
        parts.append("还没有引用。")
    description = "本站引用的法规和文件：制定机关、施行日期、现在的状态，以及哪些课引用了它。"
    return SitePage(address, "依据", description, "docs/_data/instruments.yml", "instruments", "\n\n".join(parts))


def _citing(site: Site) -> dict[str, dict[str, str]]:
    """For each instrument the pages that cite it: address and title."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for text in site.texts:
        names = [citation.name for citation in citations_of(text)] + list(getattr(text, "basis", ()))
        for name in names:
            if name in site.instrument_by_name:
                found[site.instrument_by_name[name].short][addresses.of_slug(text.slug)] = text.title
    for service in site.services:
        words = " ".join((*service.basis, *service.steps, *service.bring, service.decides))
        for short in {i.short for name, i in site.instrument_by_name.items() if f"《{name}》" in words}:
            found[short][addresses.of_slug(f"services/{service.id}")] = service.name
    return found


def _facts(instrument: Instrument, links: str) -> str:
    status = STATUS.get(instrument.status, "")
    if instrument.superseded_from:
        status += f"（{chinese_date(instrument.superseded_from)}起）"
    amended = f"，{chinese_date(instrument.amended)}最近修改" if instrument.amended else ""
    soon = f"{chinese_date(instrument.upcoming_on)}起：{instrument.upcoming_note}" if instrument.upcoming_on else ""
    facts = [
        ("全称", escape(instrument.title)),
        ("种类", escape(f"{instrument.kind} · {instrument.issuer}")),
        ("通过", escape(chinese_date(instrument.adopted) + amended)),
        ("施行", escape(chinese_date(instrument.text_effective or instrument.effective))),
        ("状态", escape(status)),
        ("引用", links),
    ]
    return (note(escape(soon), "warning") if soon else "") + dl(facts)
