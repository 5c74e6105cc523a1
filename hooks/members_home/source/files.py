"""Reads the files of a tree, and refuses what may not be published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..problems import CONTROLS, INVISIBLE, Place, Problem, code, problem, problem_with

TEXT_KINDS = (".md", ".yml", ".txt")
PUBLISHED_KINDS = (".md", ".yml", ".txt", ".html", ".xml", ".css", ".js", ".svg", ".png", ".jpg", ".webp", ".ico", ".mp3")
MOST_BYTES = 8 * 1024 * 1024

_INVISIBLE = re.compile(f"[{CONTROLS}{INVISIBLE}]")
_ONLY_YAML_BREAKS_AT = re.compile("[\x85\u2028\u2029]")  # pasted from Word; no editor shows a new line there
# The look-behinds come after the first character, because only then can the engine skip to it: a third of the time.
_MOBILE = re.compile(r"1(?:(?<![0-9A-Za-z./-]1)|(?<=\+861)|(?<=\+86-1))[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9A-Za-z])")
_LIKE_MOBILE = re.compile(r"(?:(?<![0-9])|(?<=\+86))1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])")  # also within an address
_SHORTEST_NUMBER = 11
_PHONE_FIELD = re.compile(r"(?:phone|hotline): *[\"']?(?:\+?86[- ]?)?$")
_ID_NUMBER = re.compile(r"[1-9](?<![0-9A-Za-z][1-9])[0-9]{5}(?:19|20)[0-9]{9}[0-9Xx](?![0-9A-Za-z])")
_PROVINCES = frozenset(
    str(number)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for number in range(first, last + 1)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class SourceFile:
    """A text file of the tree: its path from the root with forward slashes, and its text with `\\n` line ends."""

    path: str
    text: str


@dataclass(frozen=True)
class Files:
    """All text files of a tree by path, and the paths of its other files (pictures, styles) and of unreadable texts."""

    texts: dict[str, SourceFile]
    others: tuple[str, ...]
    unread: tuple[str, ...] = ()

    def under(self, folder: str, kind: str) -> list[SourceFile]:
        """The text files below `folder` that end in `kind`, in order of their paths."""
        return [file for path, file in self.texts.items() if path.startswith(folder) and path.endswith(kind)]


def read_files(root: Path) -> tuple[Files, list[Problem]]:
    """The files of `docs/` and `lessons/` below `root`; files that cannot be read or published become problems."""
    texts: dict[str, SourceFile] = {}
    others: list[str] = []
    unread: list[str] = []
    problems: list[Problem] = []
    for top in ("docs", "lessons"):
        for path in _walk(root / top):
            name = path.relative_to(root).as_posix()
            if path.is_symlink():
                problems.append(problem("path-escape", Place(name, 0), value=path.readlink()))
            elif path.suffix.lower() not in PUBLISHED_KINDS or path.name.startswith("~"):
                allowed = " ".join(PUBLISHED_KINDS)
                ext = "“~”开头的临时文件" if path.name.startswith("~") else path.suffix or path.name
                problems.append(problem("not-a-site-file", Place(name, 0), ext=ext, allowed=allowed))
            elif path.suffix.lower() in TEXT_KINDS:
                text, fault = read_text(path, name)
                if fault is not None:
                    problems.append(fault)
                    unread.append(name)
                else:
                    texts[name] = SourceFile(name, text)
                    problems.extend(_faults_of_text(texts[name]))
            else:
                others.append(name)
    return Files(texts, tuple(others), tuple(unread)), problems


def read_text(path: Path, name: str) -> tuple[str, Problem | None]:
    """The text of one file, without byte-order mark and with `\\n` line ends; or the problem that keeps it unread."""
    data = path.read_bytes()
    if len(data) > MOST_BYTES:
        detail = f"文件有 {len(data) // 1024 // 1024} MB，超过 {MOST_BYTES // 1024 // 1024} MB"
        return "", problem("too-large-or-deep", Place(name, 0), detail=detail)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", problem("not-utf8", Place(name, data.count(b"\n", 0, error.start) + 1))
    return _ONLY_YAML_BREAKS_AT.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")), None


def _walk(folder: Path) -> Iterator[Path]:
    """Files and symbolic links below a folder in sorted order; dot files, which MkDocs never publishes, are passed over."""
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        else:
            yield entry


def _faults_of_text(file: SourceFile) -> Iterator[Problem]:
    for rule, found, start in told(file.text):
        yield problem_with(rule, _place(file, start), shown(rule, found))


def told(text: str) -> Iterator[tuple[str, str, int]]:
    """What of `hidden` is told of a whole file; a field that holds a telephone number reports its own fault."""
    for rule, found, start in hidden(text):
        if rule != "mobile-number-found" or not _PHONE_FIELD.search(text[text.rfind("\n", 0, start) + 1 : start]):
            yield rule, found, start


def hidden(text: str) -> Iterator[tuple[str, str, int]]:
    """What no text may hold, wherever it stands: the rule, the characters and where they begin."""
    for match in _INVISIBLE.finditer(text):
        yield "invisible-character", match[0], match.start()
    if len(text) < _SHORTEST_NUMBER:
        return
    for match in _ID_NUMBER.finditer(text):
        if is_id_number(match[0]):
            yield "id-number-found", match[0], match.start()
    for match in _MOBILE.finditer(text):
        yield "mobile-number-found", match[0], match.start()


def is_plain(text: str) -> bool:
    """Whether a look is enough to tell that nothing is hidden: so it is with ids, dates and times."""
    return len(text) < _SHORTEST_NUMBER and text.isascii() and text.isprintable()


def shown(rule: str, found: str) -> dict[str, str]:
    """What the rule's message says of the characters found."""
    return {"code": code(found)} if rule == "invisible-character" else {"value": re.sub("[- ]", "", found)}


def _place(file: SourceFile, offset: int) -> Place:
    start = file.text.rfind("\n", 0, offset) + 1
    return Place(file.path, file.text.count("\n", 0, offset) + 1, offset - start + 1)


def without_mobiles(text: str) -> str:
    """The text with the middle of every mobile number starred, also of one written in groups (138 0013 8000)."""
    return _LIKE_MOBILE.sub(lambda match: f"{match[0][:3]}****{match[0][-4:]}", text)


def is_id_number(text: str) -> bool:
    """Whether 18 characters are a resident identity number: GB 11643 checksum, date and region all right."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text[:17], strict=True))
    try:
        dt.date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    return text[:2] in _PROVINCES and "10X98765432"[total % 11] == text[17].upper()
