"""Whether the law behind a lesson has changed since its citations were read."""

from __future__ import annotations

from .records import Instrument
from .site import Site
from .texts import Lesson


def is_being_revised(site: Site, lesson: Lesson) -> bool:
    """Whether a cited instrument changed, or ceased to hold, after the lesson's citations were read and by today."""
    read_on = lesson.checked_on
    cited = (site.instrument_by_name.get(citation.name) for citation in lesson.citations)
    return bool(read_on) and any(_changed(instrument, read_on, site.today.isoformat()) for instrument in cited if instrument)


def _changed(instrument: Instrument, read_on: str, today: str) -> bool:
    since = instrument.superseded_from if instrument.status == "superseded" else instrument.upcoming_on
    return bool(since) and read_on < since and (instrument.status == "superseded" or since <= today)
