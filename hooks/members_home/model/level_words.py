"""What a place calls its levels: 县 for 区, 乡镇 beside 街道.

In the registers a level stays 区, 街道 or 社区; people read and may write the words of the place.
"""

from __future__ import annotations

from .registers.areas import Area
from .registers.duties import Duties

KEYS = {"区": "district", "街道": "street", "社区": "community"}  # each level, the topmost first, and its field of `LevelWords`
LEVELS = tuple(KEYS)


def words_of(duties: Duties, level: str) -> tuple[str, ...]:
    """The words of a level, the usual one first; the level itself where the place has no words of its own."""
    written = getattr(duties.level_words, KEYS.get(level, ""), ())
    return tuple(word for word in written if word) or (level,)


def label_of(duties: Duties, level: str) -> str:
    """The level as a label names it: 街道、乡镇."""
    return "、".join(words_of(duties, level))


def word_of(duties: Duties, area: Area) -> str:
    """What an area is called: 镇."""
    return area.called or words_of(duties, area.level)[0]


def meant(duties: Duties, word: str) -> tuple[str, str | None] | None:
    """The level that a word means, and what an area of that level writes as `called`: nothing where the word is the usual one.

    区, 街道 and 社区 are always known. None where no level is called so.
    """
    for level in LEVELS:
        words = words_of(duties, level)
        if word in words:
            return level, (None if word == words[0] else word)
    return (word, None) if word in LEVELS else None


def choices(duties: Duties) -> tuple[str, ...]:
    """Every word that people may write for a level, the topmost level first."""
    found = [word for level in LEVELS for word in (*words_of(duties, level), level)]
    return tuple(dict.fromkeys(found))
