"""The words of the glossary as links where a page first uses them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from markupsafe import Markup

from ..model.registers.glossary import Term

_NAME = re.compile("(《[^》]*》)")  # a name is no place for a word's link


class Explained:
    """Links the first use of each word in the texts passed to it, call after call, so that a page keeps few such links."""

    def __init__(self, glossary: Iterable[Term], link: Callable[[str, str], Markup]) -> None:
        """`link` makes the link to a term's entry, with the word as it stands in the text."""
        self._terms = {word: entry.term for entry in glossary for word in (entry.term, *entry.also)}
        words = sorted(map(re.escape, self._terms), key=len, reverse=True)  # the longest word wins
        self._words = re.compile(f"({'|'.join(words)})") if words else None
        self._link = link
        self._seen: set[str] = set()

    def linked(self, text: str) -> Markup:
        """The text as HTML, with links on the words that were not met before."""
        parts = (self._linked(part) if n % 2 == 0 else part for n, part in enumerate(_NAME.split(text)))
        return Markup("").join(parts)

    def _linked(self, text: str) -> Markup:
        if self._words is None:
            return Markup("").join([text])
        return Markup("").join(self._word(part) if n % 2 else part for n, part in enumerate(self._words.split(text)))

    def _word(self, word: str) -> str | Markup:
        term = self._terms[word]
        if term in self._seen:
            return word
        self._seen.add(term)
        return self._link(term, word)
