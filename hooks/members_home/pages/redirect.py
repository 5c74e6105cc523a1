"""The page that stands at an address which has moved."""

from __future__ import annotations

from markupsafe import Markup

from .templates import Templates


def redirect_html(templates: Templates, target: str) -> Markup:
    """A page that leads to `target` at once, and by a link where that is switched off."""
    return templates.render("redirect", {"target": target})
