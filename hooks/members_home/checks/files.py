"""Rules for the names of files: most become addresses, and some say what is said inside once more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..links import UNPUBLISHED
from ..model import addresses
from ..model.site import Site
from ..problems import Place, Problem, problem

_PART = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
_FILE = re.compile(rf"{_PART.pattern}(?:\.{_PART.pattern})*")  # site.min.css
LETTERS = "小写字母、数字和短横"
_LESSON = re.compile(r"lessons/([0-9]+)[^/]*\.md", re.I)
_OF_A_LESSON = re.compile(rf"[0-9]{{2}}-{_PART.pattern}\.md")


def names(site: Site) -> Iterator[Problem]:
    """What becomes an address holds a-z, 0-9 and - alone; a lesson begins with its number, and an ending is never .MD."""
    told: set[str] = set()
    for path in sorted({*site.files.texts, *site.files.unread, *site.files.others}):
        folder, _, name = path.rpartition("/")
        for value, wanted, fix in _faults(path, folder, name):
            where = path if value == name else f"{path[: path.index(f'/{value}/')]}/{value}"
            if where not in told:
                told.add(where)
                yield problem("bad-file-name", Place(where, 0), value=value, wanted=wanted, fix=fix)


def _faults(path: str, folder: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Of a file's name and those of its folders: what is wrong, what may be used, and a name that would do."""
    stem, _, ending = name.rpartition(".")
    if path.startswith(UNPUBLISHED):
        if ending != ending.lower():
            yield name, f"小写的“.{ending.lower()}”", f"{stem}.{ending.lower()}"
        return
    for part in folder.split("/")[1:]:
        if not _PART.fullmatch(part):
            yield part, LETTERS, _proposed(part) or "xin-wen-jian-jia"
    is_text = ending.lower() == "md"
    shown = name if is_text else f"{stem}.{ending.lower()}"  # a.PNG, as cameras write it
    if folder == "lessons" and is_text:
        if not _OF_A_LESSON.fullmatch(name):
            number, _, rest = _proposed(stem).partition("-")
            made = f"{int(number):02d}-{rest or 'gong-qian'}" if number.isdecimal() else f"09-{_proposed(stem) or 'gong-qian'}"
            yield name, f"{LETTERS}，开头是两位数的讲次", f"{made}.md"
    elif not _FILE.fullmatch(shown):
        yield name, LETTERS, f"{_proposed(stem) or 'xin-wen-jian'}.{ending.lower()}"


def _proposed(name: str) -> str:
    """A name that would do, made of what can stay; "" where nothing can."""
    return "-".join(re.findall("[a-z0-9]+", unicodedata.normalize("NFKC", name).lower()))


def numbers_of_files(site: Site) -> Iterator[Problem]:
    """The number at the head of a lesson's file is the one that its front matter says."""
    last = max((theme.last or 0 for theme in site.course.themes), default=0)
    for lesson in site.lessons:
        if lesson.number is not None and last and not 1 <= lesson.number <= last:
            continue  # told as such
        match = _LESSON.match(lesson.document.path)
        if match and lesson.number is not None and int(match[1]) != lesson.number:
            yield problem("number-differs-from-file", lesson.at("number"), value=match[1], number=lesson.number)


def addresses_of_files(site: Site) -> Iterator[Problem]:
    """No two files become one address, as a.md and a/index.md do: of the two, MkDocs would publish the last."""
    first = {addresses.of_lesson_in_short(lesson): lesson.document.path for lesson in site.lessons}
    for path in sorted(page.document.path for page in (*site.pages, *site.stories, *site.policies)):
        address = addresses.of_document(path)
        if first.setdefault(address, path) != path:
            yield problem("address-twice", Place(path, 0), value=address, first=first[address])


CHECKS = (names, numbers_of_files, addresses_of_files)
