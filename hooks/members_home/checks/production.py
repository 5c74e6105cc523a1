"""Rules for publishing: no samples, and someone answers for the site."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.registers import DUTIES
from ..model.site import Site
from ..problems import Problem, problem
from .unread import Unread

_MAY_STAY_BLANK = ("samples", "sms_signature", "level_words")


def no_samples(site: Site) -> Iterator[Problem]:
    """A published site holds no sample record."""
    for record in site.samples():
        yield problem("sample-in-production", record.at("sample"))


def duties_filled(site: Site) -> Iterator[Problem]:
    """A published site names who is responsible, how to report a mistake, and its filing numbers."""
    if Unread(site).duties:
        return
    for field in DUTIES.fields:
        if field.key not in _MAY_STAY_BLANK and not getattr(site.duties, field.key):
            yield problem("duty-blank-in-production", site.duties.at(field.key))


CHECKS = (no_samples, duties_filled)
