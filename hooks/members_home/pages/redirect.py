"""The page that stands at an address which has moved."""

from __future__ import annotations

from html import escape


def redirect_html(target: str) -> str:
    """A page that leads to `target` at once, and by a link where that is switched off."""
    url = escape(target)
    return (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>网址已变</title><meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0; url={url}"></head><body><p>网址已变，<a href="{url}">请到新页面</a>。</p></body></html>\n'
    )
