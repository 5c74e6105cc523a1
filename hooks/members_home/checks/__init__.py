"""All checks of a site. Each is a generator of problems; adding one means naming it in a tuple below."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from ..model.load import load_site
from ..model.site import Site
from ..parallel import spread
from ..problems import Problem
from ..source.files import without_mobiles
from ..source.markdown_text import split
from ..source.rendering import Renderer
from ..source.yaml_text import locate
from . import (
    addresses,
    areas,
    citations,
    course,
    duplicates,
    files,
    glossary,
    instruments,
    links,
    markdown,
    organizations,
    pictures,
    readable,
    stations,
    texts,
    vanished,
)
from . import production as production_rules
from .unread import without_consequences, without_echoes

Check = Callable[[Site], Iterator[Problem]]

# Two groups, because a large site judges them side by side; what the first one works out of texts, pages use again.
_OF_TEXTS: tuple[Check, ...] = (
    *files.CHECKS,
    *course.CHECKS,
    *readable.CHECKS,
    *texts.CHECKS,
    *duplicates.CHECKS,
    *glossary.CHECKS,
    *citations.CHECKS,
    *markdown.CHECKS,
    *pictures.CHECKS,
    *links.CHECKS,
    *addresses.CHECKS,
)
_OF_REGISTERS: tuple[Check, ...] = (*areas.CHECKS, *stations.CHECKS, *organizations.CHECKS, *instruments.CHECKS)
CHECKS = (*_OF_TEXTS, *_OF_REGISTERS)
MANY = 2_000  # stations from which a second process pays


def check_tree(
    root: Path,
    today: dt.date,
    url: str = "",
    *,
    production: bool = False,
    off: frozenset[str] = frozenset(),
    renderer: Renderer | None = None,
    committed: Mapping[str, frozenset[str]] | None = None,
) -> tuple[Site, list[Problem]]:
    """The site below `root` and all its problems, sorted by file and line.

    `url` is where it will be published. `production` adds the rules for publishing; `off` names rules to leave out (tests
    prove each rule alive with it). `committed` are files that held records in the last commit, with their ids. `renderer` keeps what one preview session has rendered.
    """
    with _no_collecting():
        site, problems = load_site(root, today, url, renderer)
        groups = ((*_OF_TEXTS, *(production_rules.CHECKS if production else ())), _OF_REGISTERS)
        work = partial(_judged, site)
        for found in spread(work, groups) if len(site.stations) > MANY else [work(groups)]:
            problems.extend(found)
        problems.extend(vanished.registers_vanished(site, committed or {}))
        shown = (_masked(item) for item in without_consequences(problems) if item.rule not in off)
        return site, without_echoes(locate(shown, _yaml_texts(site, problems)))


def _judged(site: Site, groups: Sequence[Sequence[Check]]) -> list[Problem]:
    return [item for group in groups for check in group for item in check(site)]


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Millions of small values are made here and hardly any cycle: collecting garbage would take a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _masked(item: Problem) -> Problem:
    """The problem with no telephone number of a person in it, whichever check quoted the text."""
    return replace(item, message=without_mobiles(item.message), field=without_mobiles(item.field))


def _yaml_texts(site: Site, problems: list[Problem]) -> dict[str, str]:
    found = {}
    for path in {item.place.path for item in problems if item.place.keys}:
        file = site.files.texts.get(path)
        if file is not None:
            document = split(path, file.text) if path.endswith(".md") else None
            found[path] = document.front_matter if document else file.text
    return found
