"""All checks of a site. Each is a generator of problems; adding one means naming it in a tuple below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from ..model.load import load_site
from ..model.site import Site
from ..problems import Problem
from ..source.markdown_text import split
from ..source.yaml_text import locate
from . import addresses, areas, citations, course, instruments, links, markdown, production, stations, texts

Check = Callable[[Site], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    *areas.CHECKS,
    *stations.CHECKS,
    *instruments.CHECKS,
    *course.CHECKS,
    *texts.CHECKS,
    *citations.CHECKS,
    *markdown.CHECKS,
    *links.CHECKS,
    *addresses.CHECKS,
)


def check_tree(
    root: Path, today: dt.date, *, production: bool = False, off: frozenset[str] = frozenset()
) -> tuple[Site, list[Problem]]:
    """The site below `root` and all its problems, sorted by file and line.

    `production` adds the rules for publishing; `off` names rules to leave out (tests prove each rule alive with it).
    """
    site, problems = load_site(root, today)
    for check in (*CHECKS, *(PRODUCTION_CHECKS if production else ())):
        problems.extend(check(site))
    return site, locate((item for item in problems if item.rule not in off), _yaml_texts(site, problems))


PRODUCTION_CHECKS: tuple[Check, ...] = production.CHECKS


def _yaml_texts(site: Site, problems: list[Problem]) -> dict[str, str]:
    found = {}
    for path in {item.place.path for item in problems if item.place.keys}:
        file = site.files.texts[path]
        document = split(path, file.text) if path.endswith(".md") else None
        found[path] = document.front_matter if document else file.text
    return found
