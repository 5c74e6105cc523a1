"""law_shapes.yml made again from official texts; of an instrument whose text is not at hand its line stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..source.statute import Article, Statute
from .cited import Passage, cited_articles, passages
from .registers.instruments import Instrument
from .site import Site

HEAD = "# 工具写的，不要手改：python3 scripts/manage.py laws 放法规文本的文件夹 --apply。一行一部：各条有几款、各款有几项，引用了的条另有记号。\n"


@dataclass(frozen=True)
class Texts:
    """The texts of some folder, by the short titles of the instruments that they are, and what of them is of no use.

    `unknown` are the files that are none of the register, `faults` say what keeps a text from being used.
    """

    statutes: Mapping[str, Statute]
    unknown: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangedArticle:
    """An article whose words are no longer those of law_shapes.yml, as it is now (None where it is gone), and what cites it."""

    short: str
    name: str
    now: Article | None
    passages: tuple[Passage, ...]


def matched(site: Site, files: Iterable[tuple[str, Statute]]) -> Texts:
    """Texts by what they are, each with the name of its file; one counts the articles that the register says."""
    instruments = {_key(name): instrument for name, instrument in site.instrument_by_name.items()}
    found: dict[str, str] = {}
    statutes, unknown, faults = {}, [], []
    for name, statute in files:
        instrument = next(filter(None, (instruments.get(_key(title)) for title in statute.titles)), None)
        if instrument is None:
            unknown.append(name)
        elif instrument.short in found:
            faults.append(f"{name} 和 {found[instrument.short]} 都是《{instrument.short}》。请只留现行的那一份。")
        else:
            found[instrument.short] = name
            statutes[instrument.short] = statute
            faults += [f"{name}：{why}" for why in _faults(instrument, statute)]
    return Texts(statutes, tuple(unknown), tuple(faults))


def written(site: Site, texts: Texts) -> str:
    """The text of law_shapes.yml, in the order of the register."""
    cited = cited_articles(site)
    old = {shape.short: shape for shape in site.law_shapes}
    lines = []
    for instrument in site.instruments:
        short, statute = instrument.short, texts.statutes.get(instrument.short)
        if statute is not None:
            words = " ".join(_word(article, cited.get(short, frozenset())) for article in statute.articles.values())
            lines.append(_line(short, instrument.in_force_since, words))
        elif short in old and old[short].is_readable:
            lines.append(_line(short, old[short].since, old[short].articles))
    return HEAD + "".join(lines)


def changed(site: Site, texts: Texts) -> Iterator[ChangedArticle]:
    """The cited articles whose words are others now, in the order of the register."""
    citing: dict[tuple[str, str], list[Passage]] = {}
    for passage in passages(site):
        for citation in passage.citations:
            instrument = site.instrument_by_name.get(citation.name)
            for name in dict.fromkeys(part.article for part in citation.parts if instrument):
                known = citing.setdefault((instrument.short if instrument else "", name), [])
                known += [passage] if passage not in known else []
    for shape in site.law_shapes:
        statute = texts.statutes.get(shape.short)
        for name, article in shape.by_name.items() if statute else ():
            now = statute.articles.get(name) if statute else None
            where = citing.get((shape.short, name))
            if article.hash and where and (now is None or now.hash != article.hash):
                yield ChangedArticle(shape.short, name, now, tuple(where))


def without_text(site: Site, texts: Texts) -> list[str]:
    """The instruments of which articles are cited and nothing is known, now or before."""
    known = {*texts.statutes, *site.shape_by_short}
    cited = cited_articles(site)
    return [one.short for one in site.instruments if cited.get(one.short) and one.public_text and one.short not in known]


def _faults(instrument: Instrument, statute: Statute) -> Iterator[str]:
    if statute.fault:
        yield f"{statute.fault}。请核对文本，或者把它移走。"
    elif instrument.articles and statute.count != instrument.articles:
        yield (
            f"共 {statute.count} 条，登记册里《{instrument.short}》是 {instrument.articles} 条。"
            "法规改了的，先改 instruments.yml；不是现行文本的，把它移走。"
        )


def _key(title: str) -> str:
    """A title without the signs and words that its copies add or leave out."""
    return re.sub(r"[\s<>《》〈〉“”\"·]", "", title.replace("(", "（").replace(")", "）")).replace("中华人民共和国", "")


def _word(article: Article, cited: frozenset[str]) -> str:
    plus = "" if article.name.endswith("条") else "+"
    return plus + ".".join(map(str, article.items)) + (f"={article.hash}" if article.name in cited else "")


def _line(short: str, since: str | None, words: str) -> str:
    day = f", since: {json.dumps(since, ensure_ascii=False)}" if since else ""
    return f'- {{short: {json.dumps(short, ensure_ascii=False)}{day}, articles: "{words}"}}\n'
