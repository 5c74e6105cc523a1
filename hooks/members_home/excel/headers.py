"""Which row holds the headers, which register they belong to, and which rows below are no records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils import get_column_letter

from ..problems import Place, Problem, problem
from . import spellings
from .columns import SHEETS, Column, Sheet
from .verdict import REASON, VERDICT

FINGERPRINT = "导出时的样子"  # the hidden column by which a record changed since is recognised
HEADER_WITHIN = 10  # rows in which the headers are looked for: above them people write titles
FEWEST_HEADERS = 2  # that make a row the row of headers
_LIKELY = sorted(SHEETS, key=lambda sheet: not sheet.register.prefix)  # a list of names alone is none of areas
_IGNORED = frozenset(("序号", "序", "行号", "NO", "NO.", "No", "No.", "备注", "备注说明", "填表说明", "填报说明"))
_TOTAL = re.compile(r"(?:合计|总计|小计|共计)(?:[:(]|[0-9]|$).*")
_SIGNATURE = re.compile(
    r"(?:填表|填报|制表|报送|审核|审批|复核|经办|联系|负责|单位负责)(?:人|单位|日期|时间|电话)(?:签字|签名)?(?:[:(].*)?|(?:制表|审核|注|备注|说明|填表说明)[:(].*"
)

Line = Sequence[object]


@dataclass(frozen=True)
class Headers:
    """The row of headers (from 0; a header of two rows ends on `last`), its register, and the column of each position.

    `ignored` are columns that are not read, `unknown` those that nobody knows, `twice` those whose column stands earlier.
    """

    last: int
    sheet: Sheet
    columns: Mapping[int, Column]
    ignored: Mapping[int, str]
    unknown: Mapping[int, str]
    twice: Mapping[int, int]
    fingerprint: int | None = None
    verdict: int | None = None

    @cached_property
    def by_column(self) -> dict[Column, int]:
        return {column: n for n, column in self.columns.items()}

    def problems(self, title: str) -> Iterator[Problem]:
        """The headers that cannot be taken, by their cells."""
        for n, word in self.unknown.items():
            yield problem("unknown-header", Place(f"{title}!{get_column_letter(n + 1)}{self.last + 1}", 0), value=word)
        for n, first in self.twice.items():
            place = Place(f"{title}!{get_column_letter(n + 1)}{self.last + 1}", 0)
            yield problem("header-twice", place, value=self.columns[first].header, first=get_column_letter(first + 1))

    def remarks(self) -> Iterator[str]:
        if self.ignored:
            columns = "、".join(f"{get_column_letter(n + 1)} 列“{word}”" for n, word in self.ignored.items())
            yield f"没有读的列：{columns}"

    def is_repeated(self, line: Line) -> bool:
        """Whether a row says the headers again, as sheets do that were printed page by page."""
        held = [(n, word) for n, word in enumerate(line) if word is not None]
        said = others = 0
        for n, word in held:
            column, shown = self.columns.get(n), spellings.header(word)
            if column is not None and shown == column.header:
                said += 1
            elif shown:
                others += 1
                if others * 2 >= len(held):
                    return False  # as of nearly all rows after a few cells
        return said >= FEWEST_HEADERS and said > others


def find(lines: Sequence[Line], mapping: Mapping[str, str], title: str = "") -> Headers | None:
    """The headers among the first lines; the row and the register with most of them win; a sheet's own title names its register.

    `mapping` gives our header for one of theirs.
    """
    theirs = {spellings.header(word): ours for word, ours in mapping.items()} | dict(mapping)
    own = [sheet for sheet in SHEETS if sheet.title == title]
    best: Headers | None = None
    kept: list[str] = []
    place = (0,)

    def rank(headers: Headers, at: int) -> tuple[int, bool]:
        return len(headers.columns), headers.last == at  # one row before two, a title above it being none of its words

    for at in range(min(len(lines), HEADER_WITHIN)):
        for words, last in _readings(lines, at, theirs):
            for sheet in _LIKELY:
                headers = _judged(words, last, sheet, theirs)
                if len(headers.columns) >= FEWEST_HEADERS and (best is None or rank(headers, at) > rank(best, *place)):
                    best, kept, place = headers, words, (at,)
    if best is not None and own and best.sheet is not own[0]:
        return _judged(kept, best.last, own[0], theirs)
    return best


def _readings(lines: Sequence[Line], at: int, theirs: Mapping[str, str]) -> Iterator[tuple[list[str], int]]:
    """The words of one row; then those of two, where the lower row has words that are headers under the upper one's."""
    upper = [_shown(word) for word in lines[at]]
    yield upper, at
    if at + 1 >= min(len(lines), HEADER_WITHIN) or not any(upper):
        return
    lower = [_shown(word) for word in lines[at + 1]]
    upper += [""] * (len(lower) - len(upper))
    lower += [""] * (len(upper) - len(lower))
    words, group, taken = [], "", 0
    for above, below in zip(upper, lower, strict=True):
        group = above or group
        if not below:
            words.append(above)
            continue
        whole = spellings.header(group) + spellings.header(below)
        fits = next((word for word in (whole, below) if _is_header(word, theirs)), "")
        taken += bool(fits)
        words.append(fits or below)
    if taken * 2 > sum(map(bool, lower)):
        yield words, at + 1


def _shown(word: object) -> str:
    return str(word if word is not None else "").strip()


def _is_header(word: str, theirs: Mapping[str, str]) -> bool:
    shown = spellings.header(word)
    return word in theirs or shown in theirs or any(column.header == shown for sheet in SHEETS for column in sheet.columns)


def _judged(words: Sequence[str], last: int, sheet: Sheet, theirs: Mapping[str, str]) -> Headers:
    by_header = {column.header: column for column in sheet.columns}
    columns: dict[int, Column] = {}
    ignored, unknown, twice = {}, {}, {}
    places: dict[Column, int] = {}
    fingerprint = verdict = None
    for n, word in enumerate(words):
        shown = spellings.header(word)
        ours = theirs.get(word) or theirs.get(shown) or shown
        column = by_header.get(spellings.header(ours))
        if column is not None and column in places:
            twice[n] = places[column]
        elif column is not None:
            columns[n] = column
            places[column] = n
        elif shown == FINGERPRINT:
            fingerprint = n
        elif shown == VERDICT:
            verdict = n
        elif shown in _IGNORED:
            ignored[n] = shown
        elif shown and shown != REASON:
            unknown[n] = word
    return Headers(last, sheet, columns, ignored, unknown, twice, fingerprint, verdict)


def foot(line: Line) -> str:
    """The word for which a row is no record (合计, 填表人), "" where it may be one."""
    first = next((text for word in line if (text := spellings.plain(_shown(word)))), "").replace(" ", "")
    if _TOTAL.fullmatch(first) or _SIGNATURE.fullmatch(first):
        return re.split("[:(0-9]", first)[0]
    return ""
