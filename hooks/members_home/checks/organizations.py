"""Rules for organizations, branches, instructors, contact points, pairings and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.registers.branches import JOINT, Branch
from ..model.registers.figures import Figure
from ..model.registers.instructors import Instructor
from ..model.registers.organizations import Organization, last_due
from ..model.site import Site
from ..problems import Problem, Spot, problem
from .unread import Unread

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
        if area is None:
            if record.area and not unread.areas:
                yield problem("unknown-area", record.at("area"), value=record.area)
        elif area.status == "merged":
            yield problem("refers-to-closed", record.at("area"), value=area.name)


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
        place = organization.at("covered_by")
        branch = site.branch_by_id.get(covered_by)
        if branch is not None:
            if branch.status == "dissolved":
                yield problem("refers-to-closed", place, value=branch.name)
        elif not covered_by.startswith("br-"):
            choices = "、".join(("党组织的编号（br-…）", *means))
            yield problem("not-in-vocabulary", place, value=covered_by, choices=choices)
        elif not unread.branches:
            yield problem("unknown-reference", place, value=covered_by, what="党组织")


def inspections(site: Site) -> Iterator[Problem]:
    """An organization was inspected for the last year whose time is up."""
    year = last_due(site.today)
    for organization in site.organizations:
        if organization.lacks_inspection(year):
            place = organization.at("inspections")
            yield problem("inspection-overdue", place, value=organization.name, year=year)


def branches(site: Site) -> Iterator[Problem]:
    """A branch meets at a station in use; a joint one covers two organizations or more."""
    unread = Unread(site)
    for branch in site.branches:
        yield from _reference(unread, branch.at("station"), branch.station, ("st",))
        covered = len(site.covered_by_branch.get(branch.id, ()))
        if branch.form == JOINT and branch.status == "active" and covered < JOINT_COVERS and not unread.organizations:
            place = branch.at("form")
            yield problem("joint-branch-needs-two", place, value=branch.name, count=covered)


def guides(site: Site) -> Iterator[Problem]:
    """What instructors serve and leaders visit is in the registers."""
    unread = Unread(site)
    for instructor in site.instructors:
        for index, served in enumerate(instructor.serves):
            yield from _reference(unread, instructor.at("serves", index), served)
    for point in site.contact_points:
        yield from _reference(unread, point.at("visits"), point.visits)


def pairings(site: Site) -> Iterator[Problem]:
    """A pairing has two parties that differ, and stands once."""
    unread = Unread(site)
    first: dict[tuple[str, frozenset[str]], str] = {}
    for pairing in site.pairings:
        place = pairing.at("parties")
        if len(pairing.parties) != PARTIES:
            if pairing.parties:
                yield problem("wrong-type", place, value=f"{len(pairing.parties)} 方", wanted="两方")
            continue
        pair = (pairing.kind, frozenset(pairing.parties))
        if len(pair[1]) == 1:
            yield problem("pairing-with-itself", place, value=pairing.parties[0])
        elif pair in first:
            yield problem("pairing-twice", place, first=first[pair])
        else:
            first[pair] = pairing.id
        for index, party in enumerate(pairing.parties):
            if party and _ID.fullmatch(party):
                yield from _reference(unread, pairing.at("parties", index), party)


def _reference(unread: Unread, spot: Spot, value: str | None, kinds: tuple[str, ...] = tuple(_REGISTERS)) -> Iterator[Problem]:
    """The problem of an id that leads to nothing in use."""
    if not value:
        return
    site = unread.site
    kind = value.partition("-")[0]
    station = site.station_by_id.get(value)
    branch = site.branch_by_id.get(value)
    known = station or branch or site.organization_by_id.get(value)
    if known is None:
        is_unread = kind in _REGISTERS and {"st": unread.stations, "org": unread.organizations, "br": unread.branches}[kind]
        if not is_unread:
            what = "、".join(_REGISTERS[wanted] for wanted in kinds)
            yield problem("unknown-reference", spot, value=value, what=what)
    elif (station is not None and station.is_gone) or (branch is not None and branch.status == "dissolved"):
        yield problem("refers-to-closed", spot, value=known.name)


def figures(site: Site) -> Iterator[Problem]:
    """A figure has its date and source; a rate is computed from its parts or quoted as its source gives it."""
    for figure in site.figures:
        if not figure.as_of or not figure.source:
            missing = "所指时间 as_of" if not figure.as_of else "来源 source"
            yield problem("figure-without-date-or-source", figure.at("label").place, value=figure.label, missing=missing)
        if figure.unit == "%" and not figure.quoted and not _is_derived(figure):
            yield problem("rate-not-derived", figure.at("value"), value=figure.label)


def _is_derived(figure: Figure) -> bool:
    if figure.numerator is None or not figure.denominator or figure.value is None:
        return False
    return abs(figure.numerator / figure.denominator * 100 - figure.value) < 0.05  # shown with one decimal


CHECKS = (areas_are_known, coverage, inspections, branches, guides, pairings, figures)
