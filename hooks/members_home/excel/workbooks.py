"""Reads workbooks and CSV into rows of text, and names every cell that cannot be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..problems import Problem
from ..source.files import decoded
from . import delimited, xlsx
from .table import Row, Table, Unreadable
from .xlsx import Progress

__all__ = ["Progress", "Row", "Table", "Unreadable", "decoded", "read"]

_TEXTS = (".csv", ".tsv", ".txt")


def _silently(words: str) -> None:
    """Tells nobody how far the reading has come."""


def read(
    path: Path, mapping: Mapping[str, str], streets: Sequence[str], progress: Progress = _silently
) -> tuple[list[Table], list[Problem], list[str]]:
    """The tables of a file, the problems of its cells, and remarks on what was not read. `mapping` gives our header for theirs.

    Sheets called like one of `streets` hold that street's stations. `progress` is told how far a long reading has come.
    """
    if path.suffix.lower() in _TEXTS:
        return delimited.read(path, mapping)
    return xlsx.read(path, mapping, streets, progress)
