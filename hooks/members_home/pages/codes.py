"""Codes to scan, drawn as SVG inside the page."""

from __future__ import annotations

from html import escape

import segno

from ..model.site import Site


def qr(site: Site, address: str, label: str) -> str:
    """The code of a page's full address; `label` says what it opens to whoever cannot see it."""
    code = segno.make(site.url.rstrip("/") + address, error="m", micro=False)
    svg = code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff")
    return f'<span class="qr" role="img" aria-label="{escape(label)}">{svg}</span>'
