"""The whole site as one value, with the look-ups that checks and pages need."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..source.files import Files
from ..source.markdown_text import Document
from .registers.areas import Area
from .registers.branches import Branch
from .registers.contact_points import ContactPoint
from .registers.course import Course, Theme
from .registers.duties import Duties
from .registers.figures import Figure
from .registers.glossary import Term
from .registers.holidays import HolidayYear
from .registers.instructors import Instructor
from .registers.instruments import Instrument
from .registers.law_shapes import LawShape
from .registers.levels import Level
from .registers.organizations import Organization
from .registers.pairings import Pairing
from .registers.services import Service
from .registers.stations import Station
from .registers.synonyms import Synonyms
from .texts import Lesson, Page, Policy, Story, Text

Sampled = Area | Station | Organization | Branch | Instructor | ContactPoint | Pairing


@dataclass(frozen=True)
class Site:
    """Everything that was read from a tree on the day `today`; records are in the order of their files.

    `url` is where the site will stand (https://host/), for what leaves it: codes to scan, the feed, text messages.
    """

    today: dt.date
    url: str
    files: Files
    vocabulary: Mapping[str, tuple[str, ...]]
    areas: tuple[Area, ...]
    stations: tuple[Station, ...]
    organizations: tuple[Organization, ...]
    branches: tuple[Branch, ...]
    instructors: tuple[Instructor, ...]
    contact_points: tuple[ContactPoint, ...]
    pairings: tuple[Pairing, ...]
    figures: tuple[Figure, ...]
    services: tuple[Service, ...]
    levels: tuple[Level, ...]
    holidays: tuple[HolidayYear, ...]
    instruments: tuple[Instrument, ...]
    glossary: tuple[Term, ...]
    synonyms: tuple[Synonyms, ...]
    course: Course
    duties: Duties
    lessons: tuple[Lesson, ...]
    stories: tuple[Story, ...]
    policies: tuple[Policy, ...]
    pages: tuple[Page, ...]
    addresses: tuple[str, ...]
    law_shapes: tuple[LawShape, ...] = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        return (*self.lessons, *self.stories, *self.policies)

    @cached_property
    def area_by_id(self) -> Mapping[str, Area]:
        return {area.id: area for area in reversed(self.areas)}

    @cached_property
    def station_by_id(self) -> Mapping[str, Station]:
        return {station.id: station for station in reversed(self.stations)}

    @cached_property
    def branch_by_id(self) -> Mapping[str, Branch]:
        return {branch.id: branch for branch in reversed(self.branches)}

    @cached_property
    def organization_by_id(self) -> Mapping[str, Organization]:
        return {organization.id: organization for organization in reversed(self.organizations)}

    @cached_property
    def covered_by_branch(self) -> Mapping[str, tuple[Organization, ...]]:
        """The organizations that each branch covers, by its id."""
        found = defaultdict(list)
        for organization in self.organizations:
            found[organization.covered_by or ""].append(organization)
        return {branch: tuple(covered) for branch, covered in found.items()}

    @cached_property
    def service_by_id(self) -> Mapping[str, Service]:
        return {service.id: service for service in reversed(self.services)}

    @cached_property
    def instrument_by_name(self) -> Mapping[str, Instrument]:
        """Instruments by short title, full title and alias."""
        names: dict[str, Instrument] = {}
        for instrument in self.instruments:
            for name in (instrument.short, instrument.title, *instrument.aliases):
                names.setdefault(name, instrument)
        return names

    @cached_property
    def shape_by_short(self) -> Mapping[str, LawShape]:
        """What is known of the articles of each instrument, by its short title; left out where its text is another one by now."""
        current = {instrument.short: instrument for instrument in self.instruments}
        return {shape.short: shape for shape in self.law_shapes if shape.short in current and shape.is_of(current[shape.short])}

    @cached_property
    def text_by_slug(self) -> Mapping[str, Text]:
        return {text.slug: text for text in (*self.lessons, *self.stories, *self.policies)}

    @cached_property
    def text_by_path(self) -> Mapping[str, Text]:
        return {text.document.path: text for text in self.texts}

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Every Markdown file of the site."""
        return (*(text.document for text in self.texts), *(page.document for page in self.pages))

    @cached_property
    def document_by_path(self) -> Mapping[str, Document]:
        return {document.path: document for document in self.documents}

    @cached_property
    def title_by_slug(self) -> Mapping[str, str]:
        """The titles of lessons, stories, policies and services by what `related` calls them: services/rights."""
        services = {f"services/{service.id}": service.name for service in self.services}
        return {**services, **{slug: text.title for slug, text in self.text_by_slug.items()}}

    @cached_property
    def stations_by_area(self) -> Mapping[str, tuple[Station, ...]]:
        """The stations of each area itself, in id order; closed and merged ones are left out."""
        found = defaultdict(list)
        for station in sorted(self.stations, key=lambda station: station.id):
            if not station.is_gone:
                found[station.area].append(station)
        return {area: tuple(stations) for area, stations in found.items()}

    @cached_property
    def parts_by_area(self) -> Mapping[str, tuple[Area, ...]]:
        """The areas right below each area, merged ones left out."""
        found = defaultdict(list)
        for area in self.areas:
            if area.status == "active":
                found[area.parent or ""].append(area)
        return {parent: tuple(areas) for parent, areas in found.items()}

    @cached_property
    def figures_by_year(self) -> Mapping[str, tuple[Figure, ...]]:
        """The figures of each file, by its name: 2007."""
        found = defaultdict(list)
        for figure in self.figures:
            found[figure.place.path.rpartition("/")[2].partition(".")[0]].append(figure)
        return {year: tuple(figures) for year, figures in found.items()}

    @cached_property
    def lessons_by_theme(self) -> tuple[tuple[Theme, tuple[Lesson, ...]], ...]:
        """Each theme of the course with its lessons."""
        return tuple(
            (theme, tuple(lesson for lesson in self.lessons if lesson.number and theme.first <= lesson.number <= theme.last))
            for theme in self.course.themes
        )

    def basis_of(self, text: Text) -> Mapping[str, tuple[str, ...]]:
        """The registered instruments that a text cites, by short title, each with the articles cited in their order."""
        cited: dict[str, dict[str, int]] = {}
        for citation in text.citations:
            instrument = self.instrument_by_name.get(citation.name)
            if instrument is not None:
                cited.setdefault(instrument.short, {}).update(citation.numbers)
        return {short: tuple(sorted(numbers, key=lambda words: numbers[words])) for short, numbers in cited.items()}

    def line_of(self, area_id: str) -> tuple[Area, ...]:
        """An area and all above it, the topmost first; a loop of parents ends where it closes."""
        return self._line_by_area.get(area_id, ())

    @cached_property
    def _line_by_area(self) -> Mapping[str, tuple[Area, ...]]:
        lines = {}
        for area_id in self.area_by_id:
            line: list[Area] = []
            area = self.area_by_id.get(area_id)
            while area is not None and area not in line:
                line.insert(0, area)
                area = self.area_by_id.get(area.parent or "")
            lines[area_id] = tuple(line)
        return lines

    def name_of(self, party: str) -> str:
        """The name of a branch, organization or station given by its id; what is no id of a register is a name already."""
        record = self.branch_by_id.get(party) or self.organization_by_id.get(party) or self.station_by_id.get(party)
        return record.name if record else party

    def full(self, address: str) -> str:
        """The whole address of a page, for what leaves the site: codes to scan, the feed, the booklet."""
        return self.url.rstrip("/") + address

    def source_of(self, register: str) -> str:
        """The file of a register's first record, for pages made from many; where it has none, the file that says whose site this is."""
        records = getattr(self, register)
        return str((records[0] if records else self.duties).place.path)

    @property
    def offered_words(self) -> tuple[str, ...]:
        """The words that people are given to tap where they search."""
        return tuple(group.offered for group in self.synonyms if group.offered)

    @cached_property
    def has_samples(self) -> bool:
        return next(self.samples(), None) is not None

    def samples(self) -> Iterator[Sampled]:
        """The sample records of all registers, areas first."""
        registers: tuple[tuple[Sampled, ...], ...] = (
            self.areas,
            self.stations,
            self.organizations,
            self.branches,
            self.instructors,
            self.contact_points,
            self.pairings,
        )
        return (record for records in registers for record in records if record.sample)


def without_records(site: Site) -> Site:
    """The site with the areas, services and words that others refer to, and none of the records and files that fill the memory."""
    nothing = dict.fromkeys(("stations", "organizations", "branches", "instructors", "contact_points", "pairings"), ())
    return replace(site, files=Files({}, ()), **nothing)  # type: ignore[arg-type]


def by_street(site: Site) -> list[Area | Station]:
    """All areas and stations, those of one street together: what they share is then made once, in one process."""
    streets = {area.id: [above.id for above in site.line_of(area.id)[:2]] for area in site.areas}
    return sorted((*site.areas, *site.stations), key=lambda record: streets.get(record.id if isinstance(record, Area) else record.area, []))
