"""Reads a tree into a Site. Faults of single values are reported here; faults between records are for `checks/`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from ..parallel import spread
from ..problems import Place, Problem, problem
from ..source.described import names_of
from ..source.files import Files, SourceFile, read_files
from ..source.markdown_text import split
from ..source.reading import Reading
from ..source.rendering import Renderer
from ..source.yaml_text import parse
from .registers import COURSE, DUTIES, REGISTERS
from .registers.law_shapes import LAW_SHAPES, LawShape
from .registers.record import Record
from .registers.register import DATA, SAMPLES, Register
from .registers.vocabulary import FILE, OTHERS, Vocabulary, names_of_lists
from .site import Site
from .texts import LESSONS, PAGES, POLICIES, STORIES, TEXT_KINDS, TextKind, Written

LARGE = 1_000_000  # characters of one register from which reading it on all cores pays

R = TypeVar("R", bound=Record)
W = TypeVar("W", bound=Written)


def load_site(root: Path, today: dt.date, url: str = "", renderer: Renderer | None = None) -> tuple[Site, list[Problem]]:
    """The site below `root` as of `today`, to be published at `url` (or the address that its duties name), with every problem of its files and single values.

    `renderer` renders its texts: one that keeps them, in a preview session.
    """
    files, problems = read_files(root)
    loader = _Loader(files, problems, renderer or Renderer())
    duties = loader.single(DUTIES, loader.path_of_duties())
    records: dict[str, Any] = {register.name: loader.records(register, duties.samples) for register in REGISTERS if register.is_list}
    site = Site(
        today=today,
        url=url or duties.address or "",
        files=files,
        vocabulary=loader.vocabulary,
        course=loader.single(COURSE),
        duties=duties,
        lessons=tuple(sorted(loader.texts(LESSONS), key=lambda lesson: lesson.number or 0)),
        stories=loader.texts(STORIES),
        policies=loader.texts(POLICIES),
        pages=loader.texts(PAGES),
        addresses=loader.addresses(),
        law_shapes=loader.law_shapes(),
        **records,
    )
    return site, problems


class _Loader:
    def __init__(self, files: Files, problems: list[Problem], renderer: Renderer) -> None:
        self.files = files
        self.problems = problems
        self.renderer = renderer
        self.vocabulary: Vocabulary = {}
        self.vocabulary = self._vocabulary()

    def _reading(self, path: str, first_line: int = 1) -> Reading:
        file = self.files.texts.get(path)
        return Reading(path, first_line, self.vocabulary, self.problems, file.text if file else "")

    def _vocabulary(self) -> Vocabulary:
        path = DATA + FILE
        file = self.files.texts.get(path)
        value, problems = parse(path, file.text, frozenset()) if file else (None, [])
        self.problems += problems
        reading = self._reading(path)
        lists: dict[str, tuple[str, ...]] = {}
        for key, words in value.items() if isinstance(value, dict) else ():
            if isinstance(words, list) and all(isinstance(word, str) for word in words):
                lists[key] = tuple(reading.text(None, word, (key, index)) or "" for index, word in enumerate(words))
            else:
                reading.report("wrong-type", (key,), value=key, wanted="词的列表")
                lists[key] = ()
        described = (
            *(field for register in REGISTERS for field in register.fields),
            *(field for kind in TEXT_KINDS for field in kind.fields),
        )
        for name in sorted((names_of_lists(described) | OTHERS) - set(lists)):
            self.problems.append(problem("missing-field", Place(path, 0), field=name))
            lists[name] = ()
        return lists

    def records(self, register: Register[R], with_samples: bool) -> tuple[R, ...]:
        """All records of one register; samples come after a district's own.

        A register of a district may be empty: its files may be missing, or hold an empty list.
        """
        files = [file for place in register.places(with_samples) for file in self.files.under(place, ".yml")]
        work = partial(_read_records, register, self.vocabulary)
        is_large = sum(len(file.text) for file in files) > LARGE
        found: list[R] = []
        for records, problems in spread(work, files) if is_large else [work(files)]:
            found += records
            self.problems += problems
        if not found and not register.has_samples:
            self._say_once_that_nothing_was_read(DATA + register.path)
        return tuple(found)

    def path_of_duties(self) -> str:
        """The district's own file; that of the demonstration where nobody has moved in, so that moving in edits no file."""
        own = [DUTIES, *(register for register in REGISTERS if register.has_samples)]
        has_own = any(path.startswith(DATA + register.path) for register in own for path in (*self.files.texts, *self.files.unread))
        return (DATA if has_own else SAMPLES) + DUTIES.path

    def single(self, register: Register[R], path: str = "") -> R:
        """The one record of a file; every field missing where it cannot be read."""
        path = path or DATA + register.path
        file = self.files.texts.get(path)
        value, problems = parse(path, file.text, names_of(register.fields)) if file else (None, [])
        self.problems += problems
        place = Place(path)
        record = None if value is None else self._reading(path).record(register.record, value, (), place=place)
        if value is None:
            self._say_once_that_nothing_was_read(path)
        return record or register.record(**{field.key: field.missing for field in register.fields}, place=place)

    def _say_once_that_nothing_was_read(self, path: str) -> None:
        if not any(item.place.path.startswith(path) for item in self.problems):
            self.problems.append(problem("no-files-read", Place(path, 0)))

    def texts(self, kind: TextKind[W]) -> tuple[W, ...]:
        """The texts of one kind. The index.md of stories and policies only opens their list and is a page."""
        found: list[W] = []
        for file in self.files.under(kind.folder, ".md"):
            if _kind_of(file.path) is not kind:
                continue
            document = split(file.path, file.text, self.renderer)
            if document is None:
                self.problems.append(problem("front-matter-missing", Place(file.path)))
                continue
            value, problems = parse(file.path, document.front_matter, names_of(kind.fields), 2)
            self.problems += problems
            if value is not None or not problems:
                text = self._reading(file.path, 2).record(kind.record, value if value is not None else {}, (), document=document)
                found += [text] if text is not None else []
        return tuple(found)

    def law_shapes(self) -> tuple[LawShape, ...]:
        """The file that a command makes; a site can do without."""
        records, problems = _read_records(LAW_SHAPES, self.vocabulary, self.files.under(DATA + LAW_SHAPES.path, ".yml"))
        self.problems += problems
        return tuple(records)

    def addresses(self) -> tuple[str, ...]:
        file = self.files.texts.get(DATA + "addresses.txt")
        lines = file.text.split("\n") if file else []
        return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _kind_of(path: str) -> TextKind[Any] | None:
    """The kind of text in a Markdown file; None for what is none."""
    if path.startswith(DATA):
        return None
    if path.startswith("docs/") and path.endswith("/index.md"):
        return PAGES
    return next((kind for kind in TEXT_KINDS if path.startswith(kind.folder)), None)


def _read_records(
    register: Register[R], vocabulary: Mapping[str, tuple[str, ...]], files: Sequence[SourceFile]
) -> tuple[list[R], list[Problem]]:
    """The records of some files of one register, and the problems of their single values."""
    records: list[R] = []
    problems: list[Problem] = []
    known = names_of(register.fields)
    for file in files:
        value, faults = parse(file.path, file.text, known)
        if register.has_samples:  # which may be empty, but says so
            faults = [problem("empty-register", item.place) if item.rule == "no-files-read" else item for item in faults]
        problems += faults
        reading = Reading(file.path, 1, vocabulary, problems, file.text)
        if isinstance(value, list):
            for index, item in enumerate(value):
                record = reading.record(register.record, item, (index,), place=Place(file.path, 1, 1, (index,)))
                records += [record] if record is not None else []
        elif value is not None:
            reading.report("wrong-type", (), value=file.path, wanted="记录的列表，每条以“- ”开头")
    return records, problems
