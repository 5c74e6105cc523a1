"""The page of instruments: what is cited on the site, its dates and status, and by whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ..json_text import compact
from ..model import addresses
from ..model.registers.instruments import Instrument
from ..model.site import Site
from ..model.words import chinese_date
from .citing import CitingPlace, citing_places
from .sectioned import ENTRIES
from .site_page import Linker, SitePage
from .templates import Templates

_STATUS = {"in-force": "现行有效", "adopted": "已通过，尚未施行", "superseded": "已失效或被取代"}
_IN_DATABASE = frozenset(("宪法", "法律", "行政法规", "监察法规", "司法解释", "地方性法规"))  # kinds that the national database holds
_OTHERS = "其他"


@dataclass(frozen=True)
class ShownInstrument:
    """An instrument of the register, its status in words, and what cites it."""

    record: Instrument
    status: str
    places: tuple[CitingPlace, ...]


def page(site: Site, templates: Templates) -> SitePage:
    """Every instrument that a text or service of the site cites, by kind, in the order of the register."""
    linker = Linker(site, templates, "/instruments/")
    citing = citing_places(site)
    kinds: dict[str, list[ShownInstrument]] = defaultdict(list)
    for one in site.instruments:
        if one.short in citing:
            kinds[_kind(one)].append(ShownInstrument(one, status_words(one), citing[one.short]))
    body = linker.render("instruments", kinds=kinds, search=linker.url(addresses.SEARCH))
    description = "本站引用的法规和文件：制定机关、施行日期、现在的状态，以及哪些课引用了它。"
    return SitePage(linker.address, "依据", description, "docs/_data/instruments.yml", ENTRIES, body)


def facts(site: Site) -> tuple[str, str]:
    """The address and content of what a citation opens in place: for each instrument cited its title, and lines in words."""
    citing = citing_places(site)
    return addresses.FACTS, compact({one.short: _facts(one) for one in site.instruments if one.short in citing})


def _facts(one: Instrument) -> dict[str, str | list[str]]:
    since = f"{chinese_date(one.in_force_since)}起施行" if one.in_force_since else ""
    lines = [" · ".join(filter(None, (one.kind, one.issuer))), " · ".join(filter(None, (since, status_words(one))))]
    if one.superseded_by:
        lines.append(f"由《{one.superseded_by}》取代")
    if _kind(one) in _IN_DATABASE:
        lines.append("原文到国家法律法规数据库，按名称查。")
    known: dict[str, str | list[str]] = {"title": one.title, "lines": [line for line in lines if line]}
    return {**known, "change": f"{chinese_date(one.upcoming.on.isoformat())}起：{one.upcoming.note}"} if one.upcoming else known


def _kind(instrument: Instrument) -> str:
    """法律 for 法律（决定）."""
    return (instrument.kind or "").partition("（")[0] or _OTHERS


def status_words(instrument: Instrument) -> str:
    """现行有效; with the day from which it no longer is, where the register knows one."""
    since = f"（{chinese_date(instrument.superseded_from)}起）" if instrument.superseded_from else ""
    return _STATUS.get(instrument.status, "") + since
