"""Whether the law behind a lesson has changed since its citations were read."""

from __future__ import annotations

import datetime as dt

from .registers.instruments import Instrument
from .site import Site
from .texts import Lesson


def is_being_revised(site: Site, lesson: Lesson) -> bool:
    """Whether a cited instrument changed, or ceased to hold, after the lesson's citations were read and by today."""
    read_on = lesson.read_on
    cited = (site.instrument_by_name.get(citation.name) for citation in lesson.citations)
    return read_on is not None and any(_changed(instrument, read_on, site.today) for instrument in cited if instrument)


def _changed(instrument: Instrument, read_on: dt.date, today: dt.date) -> bool:
    if instrument.status == "superseded":
        return instrument.superseded_from is not None and read_on.isoformat() < instrument.superseded_from
    return instrument.upcoming is not None and read_on < instrument.upcoming.on <= today
