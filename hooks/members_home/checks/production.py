"""Rules for publishing: no samples, and someone answers for the site."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import schemas
from ..model.site import Site
from ..problems import Problem, problem
from .areas import under


def no_samples(site: Site) -> Iterator[Problem]:
    """A published site holds no sample record."""
    for record in site.samples():
        yield problem("sample-in-production", under(record.place, "sample"), field="sample", label="示例")


def duties_filled(site: Site) -> Iterator[Problem]:
    """A published site names who is responsible, how to report a mistake, and its filing numbers."""
    if not site.duties.sms_signature:
        return  # the file could not be read, or its one text that is never empty is: reported there
    for field in schemas.DUTIES:
        if not getattr(site.duties, field.key):
            place = under(site.duties.place, field.key)
            yield problem("duty-blank-in-production", place, field=field.key, label=field.label)


CHECKS = (no_samples, duties_filled)
