"""Rules for organizations, branches, instructors, contact points, pairings and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.members import JOINT, Branch, Figure, Instructor, Organization
from ..model.site import Site
from ..problems import Place, Problem, problem
from .areas import under
from .unread import Unread

INSPECTED_BY = "06-30"  # enterprises report a year by the end of June of the next, 《企业信息公示暂行条例》第八条
JOINT_COVERS = 2
PARTIES = 2
_ID = re.compile("(st|org|br)-[0-9]{6}")
_REGISTERS = {"st": "站点", "org": "组织", "br": "党组织"}


def areas_are_known(site: Site) -> Iterator[Problem]:
    """Organizations, branches and instructors belong to an area in use."""
    unread = Unread(site)
    records: tuple[Organization | Branch | Instructor, ...] = (*site.organizations, *site.branches, *site.instructors)
    for record in records:
        area = site.area_by_id.get(record.area)
        place = under(record.place, "area")
        if area is None:
            if record.area and not unread.areas:
                yield problem("unknown-area", place, field="area", label="区域", value=record.area)
        elif area.status == "merged":
            yield problem("refers-to-closed", place, field="area", label="区域", value=area.name)


def coverage(site: Site) -> Iterator[Problem]:
    """What covers an organization is a branch in use, or one of the means."""
    means = site.vocabulary["coverage_means"]
    if not means:
        return  # the list could not be read, which is reported there
    unread = Unread(site)
    for organization in site.organizations:
        covered_by = organization.covered_by
        if not covered_by or covered_by in means:
            continue
        place = under(organization.place, "covered_by")
        branch = site.branch_by_id.get(covered_by)
        if branch is not None:
            if branch.status == "dissolved":
                yield problem("refers-to-closed", place, field="covered_by", label="覆盖方式", value=branch.name)
        elif not covered_by.startswith("br-"):
            choices = "、".join(("党组织的编号（br-…）", *means))
            yield problem("not-in-vocabulary", place, field="covered_by", label="覆盖方式", value=covered_by, choices=choices)
        elif not unread.branches:
            yield problem("unknown-reference", place, field="covered_by", label="覆盖方式", value=covered_by, what="党组织")


def inspections(site: Site) -> Iterator[Problem]:
    """An organization was inspected for the last year whose time is up."""
    year = last_due(site.today.isoformat())
    for organization in site.organizations:
        if is_overdue(organization, year):
            place = under(organization.place, "inspections")
            yield problem("inspection-overdue", place, field="inspections", label="年检", value=organization.name, year=year)


def last_due(today: str) -> int:
    """The last year whose inspection must be over on the day `today` (2026-07-01)."""
    return int(today[:4]) - (1 if today[5:] > INSPECTED_BY else 2)


def is_overdue(organization: Organization, year: int) -> bool:
    """Whether an organization registered by the end of `year` was not inspected for it."""
    return bool(organization.registered) and int(organization.registered[:4]) <= year and organization.inspected(year) is None


def branches(site: Site) -> Iterator[Problem]:
    """A branch meets at a station in use; a joint one covers two organizations or more."""
    unread = Unread(site)
    for branch in site.branches:
        yield from _reference(unread, branch.place, "station", "站点", branch.station, ("st",))
        covered = len(site.covered_by_branch.get(branch.id, ()))
        if branch.form == JOINT and branch.status == "active" and covered < JOINT_COVERS and not unread.organizations:
            place = under(branch.place, "form")
            yield problem("joint-branch-needs-two", place, field="form", label="形式", value=branch.name, count=covered)


def guides(site: Site) -> Iterator[Problem]:
    """What instructors serve and leaders visit is in the registers."""
    unread = Unread(site)
    for instructor in site.instructors:
        for index, served in enumerate(instructor.serves):
            yield from _reference(unread, instructor.place, "serves", "联系哪里", served, tuple(_REGISTERS), index)
    for point in site.contact_points:
        yield from _reference(unread, point.place, "visits", "联系哪里", point.visits, tuple(_REGISTERS))


def pairings(site: Site) -> Iterator[Problem]:
    """A pairing has two parties that differ, and stands once."""
    unread = Unread(site)
    first: dict[tuple[str, frozenset[str]], str] = {}
    for pairing in site.pairings:
        place = under(pairing.place, "parties")
        if len(pairing.parties) != PARTIES:
            if pairing.parties:
                yield problem("wrong-type", place, field="parties", label="双方", value=f"{len(pairing.parties)} 方", wanted="两方")
            continue
        pair = (pairing.kind, frozenset(pairing.parties))
        if len(pair[1]) == 1:
            yield problem("pairing-with-itself", place, field="parties", label="双方", value=pairing.parties[0])
        elif pair in first:
            yield problem("pairing-twice", place, field="parties", label="双方", first=first[pair])
        else:
            first[pair] = pairing.id
        for index, party in enumerate(pairing.parties):
            if _ID.fullmatch(party):
                yield from _reference(unread, pairing.place, "parties", "双方", party, tuple(_REGISTERS), index)


def _reference(
    unread: Unread, place: Place, key: str, label: str, value: str, kinds: tuple[str, ...], index: int | None = None
) -> Iterator[Problem]:
    """The problem of an id that leads to nothing in use."""
    if not value:
        return
    site = unread.site
    kind = value.partition("-")[0]
    place = under(place, key) if index is None else under(place, key, index)
    station = site.station_by_id.get(value)
    branch = site.branch_by_id.get(value)
    known = station or branch or site.organization_by_id.get(value)
    if known is None:
        is_unread = kind in _REGISTERS and {"st": unread.stations, "org": unread.organizations, "br": unread.branches}[kind]
        if not is_unread:
            what = "、".join(_REGISTERS[one] for one in kinds)
            yield problem("unknown-reference", place, field=key, label=label, value=value, what=what)
    elif (station is not None and station.is_gone) or (branch is not None and branch.status == "dissolved"):
        yield problem("refers-to-closed", place, field=key, label=label, value=known.name)


def figures(site: Site) -> Iterator[Problem]:
    """A figure has its date and source; a rate is computed from its parts or quoted as its source gives it."""
    for figure in site.figures:
        if not figure.as_of or not figure.source:
            missing = "所指时间 as_of" if not figure.as_of else "来源 source"
            yield problem("figure-without-date-or-source", under(figure.place, "label"), value=figure.label, missing=missing)
        if figure.unit == "%" and not figure.quoted and not _is_derived(figure):
            yield problem("rate-not-derived", under(figure.place, "value"), field="value", label="数值", value=figure.label)


def _is_derived(figure: Figure) -> bool:
    if figure.numerator is None or not figure.denominator:
        return False
    return abs(figure.numerator / figure.denominator * 100 - figure.value) < 0.05  # shown with one decimal


CHECKS = (areas_are_known, coverage, inspections, branches, guides, pairings, figures)
