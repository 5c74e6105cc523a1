"""What the last commit held and the tree no longer holds: a register may be empty, but not by accident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.registers import REGISTERS
from ..model.registers.register import SAMPLES
from ..model.site import Site
from ..problems import Place, Problem, problem


def registers_vanished(site: Site, committed: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """A register's file that lost all its records: they stand in no other file either, and the file could be read."""
    places = tuple(place for register in REGISTERS if register.has_samples for place in register.places(site.duties.samples))
    now = {record.id for register in REGISTERS if register.has_samples for record in getattr(site, register.name)}
    for path, ids in committed.items():
        if path.startswith(SAMPLES) and not site.duties.samples:
            continue
        if path.startswith(places) and path not in site.files.unread and ids - now:
            yield problem("register-vanished", Place(path, 0), count=len(ids - now), path=path)
