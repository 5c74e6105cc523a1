"""Writes several files, all or none of them, even if the machine stops halfway.

New texts are written aside, with a list of the files they replace. An atomic rename of the list commits the import.
The next command finishes an import that was committed and discards one that was not.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from ..model.registers.register import DATA

ASIDE = ".import"  # within the registers' folder; a leading dot keeps it from being read or published
_LIST, _DONE = "list.new", "list.json"


def write(root: Path, texts: Mapping[str, str]) -> None:
    """Replaces the files at the paths below `root` by the texts."""
    recover(root)
    aside = root / DATA / ASIDE
    aside.mkdir()
    names = {}
    for number, (path, text) in enumerate(texts.items()):
        names[str(number)] = path
        _write(aside / str(number), text)
    _write(aside / _LIST, json.dumps(names))
    (aside / _LIST).replace(aside / _DONE)
    recover(root)


def recover(root: Path) -> None:
    """Finishes an import that was committed, or removes one that was not; nothing where none was cut off."""
    aside = root / DATA / ASIDE
    if not aside.exists():
        return
    if (aside / _DONE).exists():
        for number, path in json.loads((aside / _DONE).read_text(encoding="utf-8")).items():
            if (aside / number).exists():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (aside / number).replace(root / path)
        (aside / _DONE).unlink()
    shutil.rmtree(aside)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
