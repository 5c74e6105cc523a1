"""The stylesheets that pages link, one a page: the files of docs/assets/css/ joined, without remarks and line breaks.

A file that is named for sheets (5-lesson.css, 3-directory-home-rows.css) stands in those; every other file in all of them. The sheet `site` has all files, hence any page may link it: the others are lighter, for the pages that most readers see first.
Staff write what they like on the home page, hence its sheet leaves out only stations and what stands last (9-…): paper, posters, long lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

FOLDER = "assets/css/"
ALL, HOME, LAST = "site", "home", "9-"
SHEETS = (ALL, HOME, "lesson", "directory")
BY_KIND = {"home": HOME, "lesson": "lesson", "stamped": "directory", "finder": "directory"}
_REMARK = re.compile(r"/\*.*?\*/", re.S)
_STRING = re.compile(r'("[^"\n]*"|url\([^)]*\))')
_BLANK = re.compile(r" *([{};,]) *|(?<=[\w-]:) +")  # of no meaning: none of them stands for "within", as before `:hover`
_BREAK = re.compile(r"(?<=[{};,])\s*\n\s*")  # elsewhere a break may be what parts two words


def address(sheet: str) -> str:
    """Where a sheet is published."""
    return f"assets/{sheet}.css"


def of_kind(kind: str | None) -> str:
    """The address of the sheet that a page of this kind links."""
    return address(BY_KIND.get(kind or "", ALL))


def stands_in(name: str, sheet: str) -> bool:
    """Whether the file of this name (9-directory-poster.css) is part of a sheet."""
    owners = set(re.split(r"[-.]", name)) & set(SHEETS)
    if sheet == HOME:
        return not name.startswith(LAST) and (HOME in owners or "directory" not in owners)
    return sheet == ALL or sheet in owners or not owners


def sheets(texts: Mapping[str, str]) -> dict[str, str]:
    """The text of each sheet by its address; `texts` are the files by name."""
    return {address(sheet): joined(text for name, text in sorted(texts.items()) if stands_in(name, sheet)) for sheet in SHEETS}


def joined(texts: Iterable[str]) -> str:
    """One text of all; what only people read takes a sixth of it on the way to a phone."""
    whole = "".join(_BREAK.sub("", _REMARK.sub("", text)).strip() for text in texts) + "\n"
    return "".join(part if n % 2 else _BLANK.sub(_mark, part).replace(";}", "}") for n, part in enumerate(_STRING.split(whole)))


def _mark(match: re.Match[str]) -> str:
    return match[1] or ""
