"""The scripts that pages load: those of docs/assets/, without remarks, and joined where a page needs many at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from .whitespace import stripped

FOLDER = "assets"  # below docs/ and below the site
JOINED = ("station.js", "finder.js", "lists.js", "search.js")  # each carries all that it imports: a phone asks once instead of eight times
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z-]+\.js)";\n', re.M)
_NAME = re.compile(r"^(?:export )?(?:async )?(?:const|let|function|class) (\w+)", re.M)


class ScriptError(ValueError):
    """Scripts cannot be joined: two of them give one name to different things."""


def published(sources: Mapping[str, str]) -> dict[str, str]:
    """The scripts of a site by name. What only joined scripts import is no file of its own."""
    joined = {name: _joined(name, sources) for name in JOINED if name in sources}
    within = {part for name in joined for part in _with_imports(name, sources)}
    alone = {name for name in sources if name not in within}
    needed = {part for name in alone for part in _with_imports(name, sources)}
    return {name: stripped(joined.get(name, text)) for name, text in sources.items() if name in joined or name in needed}


def _joined(name: str, sources: Mapping[str, str]) -> str:
    """One script of a script and all that it imports, what is imported before what imports it."""
    parts = [_IMPORT.sub("", sources[part]) for part in dict.fromkeys(_with_imports(name, sources))]
    twice = [word for word, count in Counter(word for part in parts for word in _NAME.findall(part)).items() if count > 1]
    if twice:
        raise ScriptError(f"{name}: {', '.join(sorted(twice))}")
    return "".join(parts)


def _with_imports(name: str, sources: Mapping[str, str]) -> Iterator[str]:
    for imported in _IMPORT.findall(sources[name]):
        yield from _with_imports(imported, sources)
    yield name
