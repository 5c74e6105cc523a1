"""What reading a cell gives, and the steps that reading hours and reception days have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .clock import write_span
from .phrases import pieces
from .pieces import Doubt, Piece, Span

_MOST_CHARACTERS = 2000  # a station with fifty openings stays below; a pasted page does not

Record = dict[str, Any]


@dataclass(frozen=True)
class Unread:
    """A part of the cell that cannot be read for certain: exactly as typed, and what to do about it, said right after it."""

    part: str
    advice: str


@dataclass(frozen=True)
class Read:
    """The records that a cell means, or the parts that were not understood; never both, so that nothing is taken by half.

    `note` is what stands beside them and is no time of opening, as written: 16:30停止入馆.
    """

    records: tuple[Record, ...]
    unread: tuple[Unread, ...] = ()
    note: str = ""


@dataclass
class Built:
    """What pieces mean: records, what stays in doubt, and the notes: the days of each where not of all, and its piece."""

    records: list[Record] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[tuple[str, Piece]] = field(default_factory=list)


def read_cell(text: str, wanted: str, refuse: Callable[[Piece], str | None], build: Callable[[Sequence[Piece]], Built]) -> Read:
    """Reads the text by `build`, unless there is a piece that is a doubt or that `refuse` has some advice about.

    What depends on the whole, such as days without times, is asked only once every piece is understood.
    """
    if len(text) > _MOST_CHARACTERS:
        return Read((), (Unread(text[:20], f"开头的这一格太长，{wanted}"),))
    found = pieces(text)
    doubts = [piece if isinstance(piece, Doubt) else Doubt(piece.start, piece.end, advice) for piece, advice in _refused(found, refuse)]
    built = Built()
    if not doubts:
        built = build(found)
        doubts = built.doubts
    if not built.records and not doubts:
        doubts = [Doubt(0, len(text), f"没有写哪天几点开，{wanted}")]
    if not doubts:
        notes = (days + " ".join(text[piece.start : piece.end].split()) for days, piece in built.notes)
        return Read(tuple(built.records), note="；".join(dict.fromkeys(notes)))
    parts = (Unread(text[doubt.start : doubt.end].strip(), doubt.advice or f"看不懂，{wanted}") for doubt in sorted(doubts, key=_place))
    return Read((), tuple(dict.fromkeys(parts)))


def _refused(found: Iterable[Piece], refuse: Callable[[Piece], str | None]) -> Iterator[tuple[Piece, str]]:
    for piece in found:
        advice = refuse(piece)
        if isinstance(piece, Doubt) or advice is not None:
            yield piece, advice or ""


def _place(doubt: Doubt) -> tuple[int, int]:
    return doubt.start, doubt.end


class Taken:
    """The spans taken so far by each day or rule; two may touch, not overlap."""

    def __init__(self) -> None:
        self._spans: dict[object, list[Span]] = {}

    def add(self, key: object, span: Span) -> str | None:
        """Takes the span; what to say if another one of the same day overlaps it."""
        others = self._spans.setdefault(key, [])
        clash = next((other for other in others if other.opens < span.closes and span.opens < other.closes), None)
        others.append(span)
        return f"和同一天的 {write_span(clash.opens, clash.closes)} 重叠，请改正或合并" if clash else None
