"""Reads the files of a tree, and refuses what may not be published."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..parallel import spread
from ..problems import CONTROLS, INVISIBLE, Place, Problem, code, problem, problem_with
from .lookalikes import SUSPECTS, lookalikes, proper
from .personal import is_id_number, personal, without_mobiles
from .recordings import Recording, read_recording

__all__ = [
    "Files",
    "SourceFile",
    "decoded",
    "hidden",
    "is_id_number",
    "is_plain",
    "read_files",
    "read_text",
    "shown",
    "told",
    "without_mobiles",
]

CODE_KINDS = (".html", ".xml", ".css", ".js", ".svg")  # written by hand too, but no text that is read here
TEXT_KINDS = (".md", ".yml", ".txt")
PUBLISHED_KINDS = (".md", ".yml", ".txt", ".html", ".xml", ".css", ".js", ".svg", ".png", ".jpg", ".webp", ".ico", ".mp3")
PICTURE_KINDS = (".svg", ".png", ".jpg", ".webp", ".ico")
RECORDING = ".mp3"
CHANGE_LOG = "docs/_data/changes.csv"  # what imports changed: kept with the registers, read by people alone, never published
MOST_BYTES_OF_PICTURE = 500 * 1024
MOST_BYTES_OF_RECORDING = 5 * 1024 * 1024
MOST_BYTES = 8 * 1024 * 1024
LARGE = 2_000_000  # characters of all texts from which judging them on all cores pays

_INVISIBLE = re.compile(f"[{CONTROLS}{INVISIBLE}]")
_SIGN = re.compile(f"[{CONTROLS}{INVISIBLE}{SUSPECTS}]")  # one look for both kinds: most texts have neither
_ONLY_YAML_BREAKS_AT = "\x85\u2028\u2029"  # pasted from Word; no editor shows a new line there
_SHORTEST_NUMBER = 11
_PHONE_FIELD = re.compile(r"(?:phone|hotline): *[^,\n]{0,12}$")  # the number of a country may stand before it
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.M)


@dataclass(frozen=True)
class SourceFile:
    """A text file of the tree: its path from the root with forward slashes, and its text with `\\n` line ends."""

    path: str
    text: str


@dataclass(frozen=True)
class Files:
    """All text files of a tree by path, and the paths of its other files (pictures, styles) and of unreadable texts.

    `recordings` are those of the other files that can be heard.
    """

    texts: dict[str, SourceFile]
    others: tuple[str, ...]
    unread: tuple[str, ...] = ()
    recordings: Mapping[str, Recording] = field(default_factory=dict)

    def under(self, folder: str, kind: str) -> list[SourceFile]:
        """The text files below `folder` that end in `kind`, in order of their paths."""
        return [file for path, file in self.texts.items() if path.startswith(folder) and path.endswith(kind)]


def read_files(root: Path) -> tuple[Files, list[Problem]]:
    """The files of `docs/` and `lessons/` below `root`; files that cannot be read or published become problems."""
    texts: dict[str, SourceFile] = {}
    others: list[str] = []
    unread: list[str] = []
    recordings: dict[str, Recording] = {}
    problems: list[Problem] = []
    for top in ("docs", "lessons"):
        for path in _walk(root / top):
            name = path.relative_to(root).as_posix()
            if path.is_symlink():
                problems.append(problem("path-escape", Place(name, 0), value=path.readlink()))
            elif name == CHANGE_LOG:
                continue
            elif path.suffix.lower() not in PUBLISHED_KINDS or path.name.startswith("~"):
                allowed = " ".join(PUBLISHED_KINDS)
                ext = "“~”开头的临时文件" if path.name.startswith("~") else path.suffix or path.name
                problems.append(problem("not-a-site-file", Place(name, 0), ext=ext, allowed=allowed))
            elif path.suffix.lower() in TEXT_KINDS:
                text, fault = read_text(path, name)
                faults = [fault] if fault is not None else list(_conflicts(name, text))
                if faults:
                    problems.extend(faults)
                    unread.append(name)
                else:
                    texts[name] = SourceFile(name, text)
            else:
                others.append(name)
                problems.extend(_faults_of_other(path, name))
                if path.suffix.lower() == RECORDING:
                    heard = _recording(path, name)
                    if isinstance(heard, Recording):
                        recordings[name] = heard
                    else:
                        problems.append(heard)
    problems.extend(_faults_of_texts(list(texts.values())))
    return Files(texts, tuple(others), tuple(unread), recordings), problems


def decoded(data: bytes) -> str:
    """Text as Excel and Notepad save it in China: UTF-8, UTF-16 that says so, else GB18030. UnicodeDecodeError where none fits."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


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
    for end in _ONLY_YAML_BREAKS_AT:
        text = text.replace(end, " ")
    return text.replace("\r\n", "\n").replace("\r", "\n"), None


def _conflicts(name: str, text: str) -> Iterator[Problem]:
    """The lines that a merge of two versions left: until somebody chose, the file says two things at once."""
    for match in _CONFLICT.finditer(text) if any(sign * 7 in text for sign in "<=>|") else ():
        yield problem("conflict-marker", Place(name, text.count("\n", 0, match.start()) + 1), value=match[0][:7])


def _faults_of_other(path: Path, name: str) -> Iterator[Problem]:
    """What is wrong with a file that is published as it is."""
    if path.suffix.lower() in CODE_KINDS:
        yield from _conflicts(name, path.read_text(encoding="utf-8", errors="replace"))
    size = path.stat().st_size
    if path.suffix.lower() in PICTURE_KINDS and size > MOST_BYTES_OF_PICTURE:
        most = MOST_BYTES_OF_PICTURE // 1024
        yield problem("picture-too-large", Place(name, 0), size=-(-size // 1024), most=most)


def _recording(path: Path, name: str) -> Recording | Problem:
    """A recording, or what keeps it from being heard on a phone."""
    size, most = path.stat().st_size, MOST_BYTES_OF_RECORDING
    if size > most:
        return problem("recording-too-large", Place(name, 0), size=f"{-(-size * 10 // 1024 // 1024) / 10:.1f}", most=most // 1024 // 1024)
    return read_recording(path.read_bytes()) or problem("recording-not-mp3", Place(name, 0), value=path.name)


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


def _faults_of_texts(files: list[SourceFile]) -> Iterator[Problem]:
    is_large = sum(len(file.text) for file in files) > LARGE
    by_turns = [*files[::2], *files[1::2]]  # large files are neighbours, and each core gets its part of them
    for found in spread(_judged, by_turns) if is_large else [_judged(files)]:
        yield from found


def _judged(files: Sequence[SourceFile]) -> list[Problem]:
    return [problem_with(rule, _place(file, start), shown(rule, found)) for file in files for rule, found, start in told(file.text)]


def told(text: str) -> Iterator[tuple[str, str, int]]:
    """What of `hidden` is told of a whole file; a field that holds a telephone number reports its own fault."""
    for rule, found, start in hidden(text):
        if rule != "mobile-number-found" or not _PHONE_FIELD.search(text[text.rfind("\n", 0, start) + 1 : start]):
            yield rule, found, start


def hidden(text: str) -> Iterator[tuple[str, str, int]]:
    """What no text may hold, wherever it stands: the rule, the characters and where they begin."""
    if _SIGN.search(text):
        for match in _INVISIBLE.finditer(text):
            yield "invisible-character", match[0], match.start()
        for wrong, _, start in lookalikes(text):
            yield "lookalike-character", wrong, start
    if len(text) >= _SHORTEST_NUMBER:
        yield from personal(text)


def is_plain(text: str) -> bool:
    """Whether a look is enough to tell that nothing is hidden: so it is with ids, dates and times."""
    return len(text) < _SHORTEST_NUMBER and text.isascii() and text.isprintable()


def shown(rule: str, found: str) -> dict[str, str]:
    """What the rule's message says of the characters found."""
    if rule == "invisible-character":
        return {"code": code(found)}
    return (
        {"value": found, "code": code(found), "right": f"“{proper(found)}”" if proper(found) else "要用的字"}
        if rule == "lookalike-character"
        else {"value": found}
    )


def _place(file: SourceFile, offset: int) -> Place:
    start = file.text.rfind("\n", 0, offset) + 1
    return Place(file.path, file.text.count("\n", 0, offset) + 1, offset - start + 1)
