"""The page that stands at a short address, or at one which has moved."""

from __future__ import annotations

from markupsafe import Markup

from ..model import addresses
from ..model.site import Site
from .templates import Templates


def redirect_html(site: Site, templates: Templates, old: str, new: str) -> Markup:
    """A page that leads from the address `old` to `new` at once, and by a link where that is switched off."""
    return templates.render("redirect", {"target": addresses.relative(new, old), "canonical": site.full(new)})
