"""Reads a tree into a Site. Faults of single values are reported here; faults between records are for `checks/`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from ..parallel import spread
from ..problems import Place, Problem, problem
from ..source.fields import Field, Reading, names_of
from ..source.files import Files, SourceFile, read_files
from ..source.markdown_text import Document, split
from ..source.yaml_text import Value, parse
from . import schemas
from .members import Branch, ContactPoint, Figure, Inspection, Instructor, Organization, Pairing
from .records import (
    Area,
    Course,
    Duties,
    Event,
    HolidayYear,
    Instrument,
    Level,
    Opening,
    Reception,
    Service,
    SpecialDay,
    Station,
    Synonyms,
    Term,
    Theme,
    Venue,
)
from .site import Site
from .texts import Lesson, Page, Policy, Story

DATA = "docs/_data/"
LARGE = 1_000_000  # characters of one register from which reading it on all cores pays

T = TypeVar("T")
Values = dict[str, Any]


def load_site(root: Path, today: dt.date, url: str = "") -> tuple[Site, list[Problem]]:
    """The site below `root` as of `today`, to be published at `url`, with every problem of its files and single values."""
    files, problems = read_files(root)
    loader = _Loader(files, problems)
    loader.vocabulary = loader.read_vocabulary()
    site = Site(
        today=today,
        url=url,
        files=files,
        vocabulary=loader.vocabulary,
        areas=loader.register("areas.yml", schemas.AREA, _sampled(Area)),
        stations=loader.register("stations/", schemas.STATION, _station),
        organizations=loader.register("organizations/", schemas.ORGANIZATION, _organization),
        branches=loader.register("branches.yml", schemas.BRANCH, _sampled(Branch)),
        instructors=loader.register("instructors.yml", schemas.INSTRUCTOR, _sampled(Instructor)),
        contact_points=loader.register("contact_points.yml", schemas.CONTACT_POINT, _sampled(ContactPoint)),
        pairings=loader.register("pairings.yml", schemas.PAIRING, _sampled(Pairing)),
        figures=loader.register("figures/", schemas.FIGURE, _figure),
        services=loader.register("services.yml", schemas.SERVICE, _plain(Service)),
        levels=loader.register("levels.yml", schemas.LEVEL, lambda values, _: Level(**values)),
        holidays=loader.register("holidays.yml", schemas.HOLIDAY_YEAR, _plain(HolidayYear)),
        instruments=loader.register("instruments.yml", schemas.INSTRUMENT, _instrument),
        glossary=loader.register("glossary.yml", schemas.GLOSSARY, _plain(Term)),
        synonyms=loader.register("synonyms.yml", schemas.SYNONYMS, _plain(Synonyms)),
        course=loader.course(),
        duties=loader.duties(),
        lessons=tuple(sorted(loader.texts("lessons/", schemas.LESSON, _lesson), key=lambda lesson: lesson.number)),
        stories=loader.texts("docs/stories/", schemas.STORY, _article(Story)),
        policies=loader.texts("docs/policies/", schemas.POLICY, _article(Policy)),
        pages=loader.pages(),
        addresses=loader.addresses(),
    )
    return site, problems


class _Loader:
    def __init__(self, files: Files, problems: list[Problem]) -> None:
        self.files = files
        self.problems = problems
        self.vocabulary: Mapping[str, tuple[str, ...]] = {}

    def yaml(self, file: SourceFile, fields: tuple[Field, ...]) -> Value | None:
        value, problems = parse(file.path, file.text, names_of(fields))
        self.problems.extend(problems)
        return value

    def reading(self, path: str, first_line: int = 1) -> Reading:
        return Reading(path, first_line, self.vocabulary, self.problems)

    def read_vocabulary(self) -> Mapping[str, tuple[str, ...]]:
        file = self.files.texts.get(DATA + "vocabulary.yml")
        value = self.yaml(file, ()) if file else None
        lists: dict[str, tuple[str, ...]] = {}
        for key, words in value.items() if isinstance(value, dict) else ():
            if isinstance(words, list) and all(isinstance(word, str) for word in words):
                lists[key] = tuple(str(word) for word in words)
            else:
                self.reading(DATA + "vocabulary.yml").report("wrong-type", (key,), value=key, wanted="词的列表")
                lists[key] = ()
        wanted = _vocabularies(vars(schemas).values()) | {"street_kinds", "community_kinds", "coverage_means"}
        for name in sorted(wanted - set(lists)):
            self.problems.append(problem("missing-field", Place(DATA + "vocabulary.yml", 0), field=name))
            lists[name] = ()
        return lists

    def register(self, name: str, fields: tuple[Field, ...], make: Callable[[Values, Place], T]) -> tuple[T, ...]:
        """All records of one register: one file, or every file below a folder where `name` ends in a slash."""
        files = self.files.under(DATA + name, ".yml")
        work = partial(_read_records, fields, make, self.vocabulary)
        is_large = sum(len(file.text) for file in files) > LARGE
        records: list[T] = []
        for found, problems in spread(work, files) if is_large else [work(files)]:
            records += found
            self.problems += problems
        if not records and not any(item.place.path.startswith(DATA + name) for item in self.problems):
            self.problems.append(problem("no-files-read", Place(DATA + name, 0)))
        return tuple(records)

    def one(self, name: str, fields: tuple[Field, ...]) -> Values:
        """The values of a file that holds one map; every field empty where it cannot be read."""
        file = self.files.texts.get(DATA + name)
        value = self.yaml(file, fields) if file else None
        if value is None:
            if not any(item.place.path == DATA + name for item in self.problems):
                self.problems.append(problem("no-files-read", Place(DATA + name, 0)))
            value = {}
            return _blank(fields)
        return self.reading(DATA + name).record(fields, value, ()) or _blank(fields)

    def course(self) -> Course:
        values = self.one("course.yml", schemas.COURSE)
        themes = tuple(Theme(**_numbered(theme, "first", "last")) for theme in values["themes"])
        titles = {int(lesson["number"] or 0): lesson["title"] for lesson in values["lessons"]}
        return Course(values["name"], values["note"], themes, titles)

    def duties(self) -> Duties:
        return Duties(**self.one("duties.yml", schemas.DUTIES), place=Place(DATA + "duties.yml"))

    def texts(self, folder: str, fields: tuple[Field, ...], make: Callable[[Values, Document], T]) -> tuple[T, ...]:
        """The texts of one kind; its index.md only opens their list and is a page."""
        return self._documents([f for f in self.files.under(folder, ".md") if not f.path.endswith("/index.md")], fields, make)

    def pages(self) -> tuple[Page, ...]:
        """The other Markdown files of docs/: home, about, handbook, the openings of lists."""
        kinds = ("docs/stories/", "docs/policies/", DATA)
        files = [f for f in self.files.under("docs/", ".md") if not f.path.startswith(kinds) or f.path.endswith("/index.md")]
        return self._documents(files, schemas.PAGE, lambda values, document: Page(document, **values))

    def _documents(self, files: list[SourceFile], fields: tuple[Field, ...], make: Callable[[Values, Document], T]) -> tuple[T, ...]:
        found: list[T] = []
        for file in files:
            document = split(file.path, file.text)
            if document is None:
                self.problems.append(problem("front-matter-missing", Place(file.path)))
                continue
            value, problems = parse(file.path, document.front_matter, names_of(fields), 2)
            self.problems.extend(problems)
            if value is not None or not problems:
                values = self.reading(file.path, 2).record(fields, value if value is not None else {}, ())
                if values is not None:
                    found.append(make(values, document))
        return tuple(found)

    def addresses(self) -> tuple[str, ...]:
        file = self.files.texts.get(DATA + "addresses.txt")
        lines = file.text.split("\n") if file else []
        return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _read_records(
    fields: tuple[Field, ...],
    make: Callable[[Values, Place], T],
    vocabulary: Mapping[str, tuple[str, ...]],
    files: Sequence[SourceFile],
) -> tuple[list[T], list[Problem]]:
    """The records of some files of one register, and the problems of their single values."""
    records: list[T] = []
    problems: list[Problem] = []
    known = names_of(fields)
    for file in files:
        value, faults = parse(file.path, file.text, known)
        problems += faults
        reading = Reading(file.path, 1, vocabulary, problems)
        if isinstance(value, list):
            for index, item in enumerate(value):
                values = reading.record(fields, item, (index,))
                if values is not None:
                    records.append(make(values, Place(file.path, 1, 1, (index,))))
        elif value is not None:
            reading.report("wrong-type", (), value=file.path, wanted="记录的列表，每条以“- ”开头")
    return records, problems


def _vocabularies(schemas_found: Any) -> set[str]:
    names: set[str] = set()
    for fields in schemas_found:
        if isinstance(fields, tuple):
            for field in fields:
                if isinstance(field, Field):
                    names |= {field.choices} if field.choices else set()
                    names |= _vocabularies([field.fields])
    return names


def _blank(fields: tuple[Field, ...]) -> Values:
    return {field.key: () if field.many else "" for field in fields}


def _numbered(values: Values, *keys: str) -> Values:
    """The values with an unreadable whole number as 0."""
    return {**values, **{key: int(values[key] or 0) for key in keys}}


def _plain(record: Callable[..., T]) -> Callable[[Values, Place], T]:
    return lambda values, place: record(**values, place=place)


def _sampled(record: Callable[..., T]) -> Callable[[Values, Place], T]:
    return lambda values, place: record(**{**values, "sample": values["sample"] is True}, place=place)


def _organization(values: Values, place: Place) -> Organization:
    flags = {key: values[key] is True for key in ("sample", "above_designated_size", "demonstration_point")}
    inspections = tuple(Inspection(**_numbered(item, "year")) for item in values["inspections"])
    return Organization(**{**values, **flags, "inspections": inspections}, place=place)


def _figure(values: Values, place: Place) -> Figure:
    numbers = {key: values[key] if isinstance(values[key], float) else None for key in ("numerator", "denominator")}
    return Figure(**{**values, **numbers, "value": values["value"] or 0.0, "quoted": values["quoted"] is True}, place=place)


def _station(values: Values, place: Place) -> Station:
    position = values["position"]
    contact = values["contact"] or {"role": "", "phone": ""}
    verified = values["verified"] or {"on": "", "by_role": ""}
    venue = values["venue"]
    return Station(
        id=values["id"],
        sample=values["sample"] is True,
        name=values["name"],
        kind=values["kind"],
        area=values["area"],
        parent=values["parent"],
        status=values["status"],
        successor=values["successor"],
        closed_on=values["closed_on"],
        address=values["address"],
        position=(position["lng"], position["lat"]) if position and "" not in position.values() else None,
        contact_role=contact["role"],
        phone=contact["phone"],
        hours=tuple(Opening(**item) for item in values["hours"]),
        special=tuple(SpecialDay(**{**item, "closed": item["closed"] is True}) for item in values["special"]),
        reception=tuple(Reception(**item) for item in values["reception"]),
        services=values["services"],
        venue=Venue(int(venue["seats"] or 0), venue["equipment"], venue["bookable"] is True) if venue else None,
        verified_on=verified["on"],
        verified_by=verified["by_role"],
        history=tuple(Event(**item) for item in values["history"]),
        place=place,
    )


def _instrument(values: Values, place: Place) -> Instrument:
    upcoming = values.pop("upcoming") or {"on": "", "note": ""}
    values = _numbered(values, "articles")
    values["public_text"] = values["public_text"] is not False  # one that could not be read is reported there
    values["article_topics"] = values["article_topics"] or {}
    return Instrument(**values, upcoming_on=upcoming["on"], upcoming_note=upcoming["note"], place=place)


def _lesson(values: Values, document: Document) -> Lesson:
    checked = values.pop("checked") or {"on": "", "of": ""}
    values = _numbered(values, "number")
    return Lesson(document=document, **values, checked_on=checked["on"], checked_of=checked["of"])


def _article(text: Callable[..., T]) -> Callable[[Values, Document], T]:
    return lambda values, document: text(document=document, **values)
