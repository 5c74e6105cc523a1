"""A register: where its records stand, and what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ...source.described import Field, fields_of
from .record import Record

R = TypeVar("R", bound=Record)

DATA = "docs/_data/"
SAMPLES = DATA + "samples/"  # the demonstration's records, in files of the same names


@dataclass(frozen=True)
class Register(Generic[R]):
    """A register. `name` is the Site's attribute that holds its records, `record` their class.

    `path` is its file below docs/_data/, or a folder with a slash at its end. `sheet` is its title in Excel, "" where it
    stands in none; `prefix` begins its ids, "" where they are words. `is_list` is False for a file of one record.
    `may_be_empty` says that a site can do without: a district begins with none, and `one_line` that a record is written on
    one line.
    """

    name: str
    record: type[R]
    path: str
    sheet: str = ""
    prefix: str = ""
    is_list: bool = True
    one_line: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        return fields_of(self.record)

    @property
    def is_folder(self) -> bool:
        return self.path.endswith("/")

    @property
    def has_samples(self) -> bool:
        """Whether its records can be samples; such a register belongs to a district, which begins with none."""
        return any(field.key == "sample" for field in self.fields)

    def places(self, with_samples: bool) -> Iterator[str]:
        """The file, or the folder, of its records; those of the samples after a district's own."""
        yield DATA + self.path
        if with_samples and self.has_samples:
            yield SAMPLES + self.path
