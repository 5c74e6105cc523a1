"""The records of one register while an import changes them: those that stand, those that are added, and their files."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..model.registers.ids import FIRST_SAMPLE
from ..model.registers.register import DATA, SAMPLES
from . import register_files
from .columns import Sheet
from .lists import Raw
from .names import Names
from .register_files import RegisterFile


class Records:
    """Records by their ids, in the files of their register. Samples stay with samples where the site shows them."""

    def __init__(self, root: Path, sheet: Sheet, with_samples: bool) -> None:
        self._sheet, self._with_samples = sheet, with_samples
        self._files = register_files.read(root, sheet, with_samples)
        self._places = {record["id"]: (file, n) for file in self._files for n, record in enumerate(file.records)}
        self._added: dict[str, list[Raw]] = {}  # new records by the path of their file
        prefix = sheet.register.prefix
        self._last = {is_sample: self._last_number(is_sample) for is_sample in (True, False)} if prefix else {}

    def __contains__(self, number: str) -> bool:
        return number in self._places

    def __getitem__(self, number: str) -> Raw:
        file, position = self._places[number]
        return file.records[position]

    def __iter__(self) -> Iterator[Raw]:
        return (record for file in self._files for record in file.records)

    def next_number(self, record: Raw) -> str:
        """The id of a new record: samples are numbered apart."""
        is_sample = record.get("sample") == "true"
        self._last[is_sample] += 1
        return f"{self._sheet.register.prefix}-{self._last[is_sample]:06d}"

    def _last_number(self, is_sample: bool) -> int:
        taken = [int(number.rpartition("-")[2]) for number in self._places]
        return max((number for number in taken if (number >= FIRST_SAMPLE) == is_sample), default=FIRST_SAMPLE - 1 if is_sample else 0)

    def replace(self, number: str, record: Raw) -> None:
        file, position = self._places[number]
        self._put(file, position, record)

    def _put(self, file: RegisterFile, position: int, record: Raw) -> None:
        file.records[position] = record
        file.texts[position] = register_files.record_text(self._sheet, record)
        file.is_changed = True

    def add(self, record: Raw, names: Names, renames: Mapping[str, str]) -> None:
        """Takes a new record into its file: one a street where the register is a folder. It may still be filled in."""
        register = self._sheet.register
        is_sample = record.get("sample") == "true" and self._with_samples
        path = (SAMPLES if is_sample else DATA) + register.path
        if register.is_folder:
            street = names.street_of(str(record.get("area", "")))
            path += f"{renames.get(street, street) or 'other'}.yml"
        self._added.setdefault(path, []).append(record)

    def put_new(self) -> None:
        """Writes the new records into their files, in the order of their numbers; those whose ids are words at the end."""
        for path, records in self._added.items():
            file = next((file for file in self._files if file.path == path), None)
            if file is None:
                file = RegisterFile(path, "")
                self._files.append(file)
            ids = [record["id"] for record in file.records]
            for record in records:
                at = bisect.bisect(ids, record["id"]) if self._sheet.register.prefix else len(ids)
                ids.insert(at, record["id"])
                file.records.insert(at, record)
                file.texts.insert(at, register_files.record_text(self._sheet, record))
            file.is_changed = True
        self._added.clear()

    def rename(self, renames: Mapping[str, str]) -> dict[str, tuple[Raw, list[str]]]:
        """Gives areas their new ids wherever a record has the old ones; the records touched by their old ids, each with the
        old ids that stood in it besides its own."""
        fields = [field for field in self._sheet.register.fields if "areas" in field.refers]
        is_areas = self._sheet.register.name == "areas"
        touched = {}
        for file in self._files:
            for position, record in enumerate(file.records):
                named = [field.key for field in fields if record.get(field.key) in renames]
                if named or (is_areas and record["id"] in renames):
                    new: dict[str, Any] = {**record, **{key: renames[record[key]] for key in named}}
                    new["id"] = renames.get(record["id"], record["id"]) if is_areas else record["id"]
                    self._put(file, position, new)
                    touched[record["id"]] = (new, [record[key] for key in named])
        return touched

    def texts(self) -> dict[str, str]:
        """The new texts of the files that changed."""
        return {file.path: file.text for file in self._files if file.is_changed}
