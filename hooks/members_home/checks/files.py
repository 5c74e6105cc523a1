"""Rules for the names of files: most become addresses, and some say what is said inside once more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..links import UNPUBLISHED
from ..model.site import Site
from ..problems import Place, Problem, problem

_PART = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
_FILE = re.compile(rf"{_PART.pattern}(?:\.{_PART.pattern})*")  # site.min.css
_LESSON = re.compile(r"lessons/([0-9]+)[^/]*\.md", re.I)
_OF_A_LESSON = re.compile(rf"[0-9]{{2}}-{_PART.pattern}\.md")


def names(site: Site) -> Iterator[Problem]:
    """What becomes an address holds a-z, 0-9 and - alone; a lesson begins with its number, and an ending is never .MD."""
    for path in sorted({*site.files.texts, *site.files.others}):
        folder, _, name = path.rpartition("/")
        is_address = not path.startswith(UNPUBLISHED)
        parts = folder.split("/")[1:] if is_address else ()
        if not path.lower().endswith(".md"):
            stem, dot, ending = name.rpartition(".")
            name = stem + dot + (ending.lower() if is_address else ending)  # a.PNG, as cameras write it
        is_lesson = folder == "lessons" and name.lower().endswith(".md")
        fits = (_OF_A_LESSON if is_lesson else _FILE).fullmatch(name) if is_address else name.rpartition(".")[2].islower()
        if not fits or not all(_PART.fullmatch(part) for part in parts):
            wanted = "小写字母、数字和短横" + ("，两位数的讲次开头" if is_lesson else "")
            yield problem("bad-file-name", Place(path, 0), value=name, wanted=wanted, fix=_proposed(path, is_lesson))


def _proposed(path: str, is_lesson: bool) -> str:
    """A name that would do; a lesson's keeps its number."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    plain = unicodedata.normalize("NFKC", stem).lower()
    made = "-".join(re.findall("[a-z0-9]+", plain)) or "tu-pian-1" * (ending.lower() != "md") or "xin-gu-shi"
    if is_lesson:
        number = re.match("[0-9]+", made)
        rest = made.removeprefix(number[0]).strip("-") if number else made
        made = f"{int(number[0]) if number else 9:02d}-{rest or 'gong-qian'}"
    return f"{made}{dot}{ending.lower()}"


def numbers_of_files(site: Site) -> Iterator[Problem]:
    """The number at the head of a lesson's file is the one that its front matter says."""
    last = max((theme.last or 0 for theme in site.course.themes), default=0)
    for lesson in site.lessons:
        if lesson.number is not None and last and not 1 <= lesson.number <= last:
            continue  # told as such
        match = _LESSON.match(lesson.document.path)
        if match and lesson.number is not None and int(match[1]) != lesson.number:
            yield problem("number-differs-from-file", lesson.at("number"), value=match[1], number=lesson.number)


CHECKS = (names, numbers_of_files)
