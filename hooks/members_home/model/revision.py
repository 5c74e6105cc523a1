"""Whether the law behind a lesson has changed since its citations were read.

The mark of what was read is `WORDS.LAWS`: the hash of the lesson's words, then four digits of the hash of each article that they
cite, in their order. An article of which no hash is known has `----`, and where none is known the mark ends with the words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from .registers.instruments import Instrument
from .site import Site
from .texts import Lesson, citations_of

_DIGITS = 4
UNKNOWN = "-" * _DIGITS  # of an article


def mark_of(site: Site, lesson: Lesson) -> str:
    """The mark of a lesson whose citations are read now."""
    digests = [digest or UNKNOWN for digest in _digests(site, lesson).values()]
    return f"{lesson.hash}.{''.join(digests)}" if any(digest != UNKNOWN for digest in digests) else lesson.hash


def changed_articles(site: Site, lesson: Lesson) -> Mapping[str, tuple[str, ...]]:
    """The articles, by the short title of their instrument, whose words are not those that were read.

    None where the lesson's own words changed: it has to be read again anyhow. A mark without laws claims nothing.
    """
    words, _, laws = (lesson.read_of or "").partition(".")
    now = _digests(site, lesson)
    if words != lesson.hash or len(laws) != _DIGITS * len(now):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for at, ((short, article), digest) in enumerate(now.items()):
        then = laws[at * _DIGITS : (at + 1) * _DIGITS]
        if digest and then not in (digest, UNKNOWN):
            found[short] = (*found.get(short, ()), article)
    return found


def is_being_revised(site: Site, lesson: Lesson) -> bool:
    """Whether a cited instrument changed, or ceased to hold, after the lesson's citations were read and by today."""
    read_on = lesson.read_on
    cited = (site.instrument_by_name.get(citation.name) for citation in lesson.citations)
    if changed_articles(site, lesson):
        return True
    return read_on is not None and any(_changed(instrument, read_on, site.today) for instrument in cited if instrument)


def _changed(instrument: Instrument, read_on: dt.date, today: dt.date) -> bool:
    if instrument.status == "superseded":
        return instrument.superseded_from is not None and read_on.isoformat() < instrument.superseded_from
    return instrument.upcoming is not None and read_on < instrument.upcoming.on <= today


def _digests(site: Site, lesson: Lesson) -> Mapping[tuple[str, str], str]:
    """The first digits of the hash of each registered article that the lesson's words cite, in their order; "" where it is not known."""
    found: dict[tuple[str, str], str] = {}
    for section in lesson.sections:
        for citation in citations_of(section.nodes):
            instrument = site.instrument_by_name.get(citation.name)
            shape = site.shape_by_short.get(instrument.short) if instrument else None
            for part in citation.parts if instrument else ():
                article = shape.by_name.get(part.article) if shape else None
                found[instrument.short if instrument else "", part.article] = article.hash[:_DIGITS] if article else ""
    return found
