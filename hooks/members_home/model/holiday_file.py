"""The file of holidays with one more year in it; every other line of the file stays as it is."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence

import yaml

_YEAR = re.compile(r"- year: *['\"]?([0-9]{4})")


def with_year(text: str, year: int, days_off: Sequence[dt.date], workdays: Sequence[dt.date], source: str) -> str:
    """The text of holidays.yml with the record of `year` in its place by time."""
    head, *parts = re.split(r"^(?=- )", text if text.endswith("\n") or not text else f"{text}\n", flags=re.M)
    head = re.sub(r"^\[\] *\n", "", head, flags=re.M)  # the list was empty
    years = [int(match[1]) if (match := _YEAR.match(part)) else 0 for part in parts]
    at = next((n for n, known in enumerate(years) if known > year), len(parts))
    return "".join([head, *parts[:at], _record(year, days_off, workdays, source), *parts[at:]])


def _record(year: int, days_off: Sequence[dt.date], workdays: Sequence[dt.date], source: str) -> str:
    lines = [f'- year: "{year}"']
    for key, days in (("days_off", days_off), ("workdays", workdays)):
        lines += [f"  {key}:", *(f'    - "{day.isoformat()}"' for day in days)] if days else []
    return "\n".join([*lines, f"  source: {_scalar(source)}"]) + "\n"


def _scalar(text: str) -> str:
    """The text as it is where YAML reads it as just that, else in quotes."""
    try:
        is_plain = yaml.safe_load(f"source: {text}") == {"source": text}
    except yaml.YAMLError:
        is_plain = False
    return text if is_plain else json.dumps(text, ensure_ascii=False)
