"""Rules for citations: every instrument named exists, is in force, and has the article cited.

A lesson is judged as of the day its citations were read, so that a change of the law warns and never blocks; texts
without such a day are judged by the register alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..citations import Citation, find, in_words, unread
from ..model.registers.instruments import Instrument
from ..model.registers.law_shapes import LawShape
from ..model.registers.services import Service
from ..model.site import Site
from ..model.texts import Lesson, Policy, Text, citations_of
from ..problems import Place, Problem, Spot, problem
from .course import FEWEST_CITATIONS

HISTORY = ("当年怎么做", "来源所载")  # sections that may name what no longer holds


def enough(site: Site) -> Iterator[Problem]:
    """A lesson cites at least two articles."""
    for lesson in site.lessons:
        count = sum(len(citation.articles) for citation in lesson.citations)
        if count < FEWEST_CITATIONS:
            place = Place(lesson.document.path, lesson.section("规定怎么说").line)
            yield problem("too-few-citations", place, count=count)


def citations(site: Site) -> Iterator[Problem]:
    """Citations in lessons, stories, policies, the bases of policies, services and the glossary."""
    for text in site.texts:
        for section in text.document.sections:
            for citation in citations_of(section.nodes):
                if citation.articles or (citation.sounds_legal and section.heading not in HISTORY):
                    yield from _judge(site, citation, Place(text.document.path, citation.line), text)
        if isinstance(text, Policy):
            for index, name in enumerate(text.basis):
                if name:  # an entry that could not be read is reported there
                    yield from _judge(site, Citation(0, 0, 0, name, "", ()), text.at("basis", index).place, text)
    for spot, words in _citing(site):
        for citation in find(words):
            if citation.sounds_legal:
                yield from _judge(site, citation, spot.place, None)


def unread_articles(site: Site) -> Iterator[Problem]:
    """Nothing that is meant as an article of an instrument goes unread, and so unjudged."""
    for document in site.documents:
        for run in document.rendered.runs:
            for line, words in unread(run.text, run.line):
                yield problem("citation-unread", Place(document.path, line), value=words)
    for spot, words in _citing(site):
        for _, article in unread(words):
            yield problem("citation-unread", spot.place, value=article)


def _citing(site: Site) -> Iterator[tuple[Spot, str]]:
    """The values of services and of explained words that cite, each with its place."""
    for record in (*site.services, *site.glossary):
        for key in ("bring", "steps", "decides", "basis") if isinstance(record, Service) else ("meaning", "basis"):
            value = getattr(record, key)
            for index, words in enumerate((value,) if isinstance(value, str) else value or ()):
                yield record.at(key, index), words or ""
    for service in site.services:
        for index, picture in enumerate(service.pictures):
            for row, line in enumerate(picture.lines):
                yield service.at("pictures", index, "lines", row), line
            yield service.at("pictures", index, "note"), picture.note or ""


def _judge(site: Site, citation: Citation, place: Place, text: Text | None) -> Iterator[Problem]:
    instrument = site.instrument_by_name.get(citation.name)
    if instrument is None:
        if site.instruments:  # none: the register could not be read, which is reported there
            yield problem("citation-unknown", place, value=citation.name)
        return
    yield from _judge_date(site, instrument, place, text)
    if instrument.status == "superseded":
        return  # of a text no longer to be cited, its articles do not matter
    for article in citation.articles:
        if instrument.articles and not 1 <= article <= instrument.articles:
            last = instrument.articles
            yield problem("citation-out-of-range", place, value=citation.name, last=last, article=article)
        elif instrument.public_text is False and article not in instrument.article_topics:
            yield problem("citation-without-public-text", place, value=citation.name, article=article)
    shape = site.shape_by_short.get(instrument.short)
    if shape is not None:  # else nothing is known, and nothing claimed
        yield from _judge_parts(shape, instrument, citation, place)


def _judge_parts(shape: LawShape, instrument: Instrument, citation: Citation, place: Place) -> Iterator[Problem]:
    """The 款 and 项 cited are there, and what follows an article as 之一."""
    rule, name = "citation-part-missing", citation.name
    for part in citation.parts:
        article = shape.by_name.get(part.article)
        if article is None:
            if not part.article.endswith("条") or not instrument.articles:  # else it is out of the range, and told
                yield problem(rule, place, value=name, within="", count=shape.count, unit="条", part=part.article)
            continue
        count = len(article.items)
        if part.paragraph > count:
            wanted = f"第{in_words(part.paragraph)}款"
            yield problem(rule, place, value=name, within=part.article, count=count, unit="款", part=wanted)
            continue
        items = article.items[part.paragraph - 1] if part.paragraph else max(article.items)
        if part.item > items:
            within, wanted = replace(part, item=0).words, f"第{in_words(part.item)}项"
            yield problem(rule, place, value=name, within=within, count=items, unit="项", part=wanted)


def _judge_date(site: Site, instrument: Instrument, place: Place, text: Text | None) -> Iterator[Problem]:
    judged_on = (text.read_on if isinstance(text, Lesson) else None) or site.today
    name = instrument.short
    if instrument.status == "superseded":
        since = instrument.superseded_from
        shown = f"自 {since} 起" if since else "已"
        by = f"，由《{instrument.superseded_by}》取代" if instrument.superseded_by else ""
        warns = bool(since) and str(since) > judged_on.isoformat()
        yield problem("citation-superseded", place, warns=warns, value=name, since=shown, by=by)
    elif instrument.status == "adopted" and judged_on.isoformat() < (instrument.in_force_since or "尚无"):
        since = instrument.in_force_since
        shown = f"{since} 起施行" if since else "的施行日期没有登记"
        yield problem("citation-not-yet-effective", place, value=name, since=shown, day=judged_on)
    elif instrument.upcoming and instrument.upcoming.on and judged_on < instrument.upcoming.on <= site.today:
        yield problem("citation-changes-soon", place, value=name, since=instrument.upcoming.on, note=instrument.upcoming.note)


CHECKS = (enough, citations, unread_articles)
