"""Organizations, the branches that cover them, and who guides, visits and pairs with them."""

from __future__ import annotations

from dataclasses import dataclass

from ..problems import Place

JOINT = "联合党支部"  # the form of a branch that covers several organizations
INSPECTED_BY = "06-30"  # enterprises report a year by the end of June of the next, 《企业信息公示暂行条例》第八条


def last_due(today: str) -> int:
    """The last year whose inspection must be over on the day `today` (2026-07-01)."""
    return int(today[:4]) - (1 if today[5:] > INSPECTED_BY else 2)


@dataclass(frozen=True)
class Inspection:
    """The annual inspection of one year: when it took place ("" if it did not) and what it found (合格, 整改, 未检)."""

    year: int
    on: str
    result: str


@dataclass(frozen=True)
class Organization:
    """A private firm or a social organization. `covered_by` is a branch's id, one of the means of
    vocabulary.yml (工会, 党建指导员), or empty: not covered.

    `registered` is the day it registered; how many members it has is nowhere kept.
    """

    id: str
    sample: bool
    name: str
    type: str
    trade: str
    area: str
    above_designated_size: bool
    registered: str
    covered_by: str
    demonstration_point: bool
    inspections: tuple[Inspection, ...]
    place: Place

    def inspected(self, year: int) -> Inspection | None:
        """The inspection of a year that took place, None where it did not."""
        return next((one for one in self.inspections if one.year == year and one.result != "未检"), None)


@dataclass(frozen=True)
class Branch:
    """A Party branch in one of the four forms; `station` is where it meets, "" where that is nowhere in the register."""

    id: str
    sample: bool
    name: str
    form: str
    area: str
    station: str
    established: str
    status: str
    place: Place


@dataclass(frozen=True)
class Instructor:
    """An instructor's post (never a person), full-time, part-time or hired; `serves` are ids of what it guides."""

    id: str
    sample: bool
    mode: str
    role: str
    area: str
    serves: tuple[str, ...]
    place: Place

    @property
    def name(self) -> str:
        return self.role


@dataclass(frozen=True)
class ContactPoint:
    """A leading post that goes regularly to one organization, branch or station (`visits`)."""

    id: str
    sample: bool
    leader_role: str
    level: str
    visits: str
    every: str
    place: Place

    @property
    def name(self) -> str:
        return self.leader_role


@dataclass(frozen=True)
class Pairing:
    """Two parties (ids of the registers, or names) that help each other with `shares`."""

    id: str
    sample: bool
    kind: str
    parties: tuple[str, ...]
    shares: tuple[str, ...]
    since: str
    place: Place

    @property
    def name(self) -> str:
        return self.kind


@dataclass(frozen=True)
class Figure:
    """A figure of a past year. A rate has numerator and denominator, or is quoted as its source gives it.

    `wording` is what the source writes where it gives no exact number (近 3000 万元); `group` is the heading it stands under.
    """

    id: str
    label: str
    value: float
    unit: str
    numerator: float | None
    denominator: float | None
    quoted: bool
    wording: str
    group: str
    as_of: str
    source: str
    place: Place
