"""One rendered page as a mould: the theme renders it once, and each stamped page is poured into it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from .site_page import SitePage

ADDRESS = "/areas/stamped-page-shell/"  # as deep as every stamped page, so that relative links fit
TITLE = "StampedPageTitle"
DESCRIPTION = "StampedPageDescription"
BODY = "StampedPageBody"
SOURCE = "StampedPageSource"
_PATH = ADDRESS.strip("/")
_TOKENS = re.compile("|".join((TITLE, DESCRIPTION, BODY, SOURCE, _PATH)))


class ShellError(Exception):
    """The theme left out a place that stamped pages must fill."""


@dataclass(frozen=True)
class Shell:
    """The shell's text, cut at its tokens: literal, token, literal, token, …, literal."""

    parts: tuple[str, ...]

    @classmethod
    def cut(cls, html: str) -> Shell:
        """The shell of a rendered page; ShellError where the body is not in it exactly once, or another token is missing."""
        tokens = _TOKENS.findall(html)
        missing = {TITLE, DESCRIPTION, BODY, SOURCE, _PATH} - set(tokens)
        if missing or tokens.count(BODY) != 1:
            raise ShellError(f"the rendered shell lacks {sorted(missing)} or holds the body {tokens.count(BODY)} times")
        parts: list[str] = []
        at = 0
        for match in _TOKENS.finditer(html):
            parts += [html[at : match.start()], match[0]]
            at = match.end()
        return cls((*parts, html[at:]))

    def fill(self, page: SitePage) -> str:
        """The whole HTML of one page."""
        values = {
            TITLE: escape(page.title),
            DESCRIPTION: escape(page.description),
            BODY: page.body,
            SOURCE: escape(page.source),
            _PATH: escape(page.address.strip("/")),
        }
        return "".join(values[part] if n % 2 else part for n, part in enumerate(self.parts))


def shell_page() -> SitePage:
    """The page that the theme renders to make the shell."""
    return SitePage(ADDRESS, TITLE, DESCRIPTION, SOURCE, "stamped", Markup(BODY))
