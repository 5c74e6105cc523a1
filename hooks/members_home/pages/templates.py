"""The templates of our pages, docs/theme/pages/: values in, HTML out, everything escaped that is not HTML already."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from ..model.words import chinese_date
from ..source.rendering import slug

FOLDER = "docs/theme/pages"


class Templates:
    """The templates below the root of a tree. A name that a template needs and nobody gives is an error, never a gap."""

    def __init__(self, root: Path) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(root / FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # every build makes its own Templates, so none outlives an edit
        )
        self._environment.globals.clear()  # our templates use none of Jinja's, and each rendering would copy them
        self._environment.filters["date"] = chinese_date
        self._environment.filters["slug"] = slug
        self._named = cache(self._load)  # ten thousand pages ask for the same few

    def _load(self, name: str) -> Template:
        return self._environment.get_template(f"{name}.html")

    def render(self, name: str, values: Mapping[str, object]) -> Markup:
        """The template `name` (lesson, blocks/find) filled with values."""
        return Markup(self._named(name).render(values))
