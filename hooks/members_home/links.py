"""Where the links of a Markdown text lead: `station:st-900001`, `../docs/about.md#隐私`, a web page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from .model import addresses
from .model.site import Site
from .source.markdown_text import Document, split

LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)(?: +\"[^\"]*\")?\)")
SAFE = ("https:", "tel:", "mailto:")
SCHEMES = ("station:", "area:", "service:", "lesson:", "page:")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


@dataclass(frozen=True)
class Target:
    """What a link leads to: an address of the site, or the fault (a rule's name) that it has, or neither (outside)."""

    address: str = ""
    fault: str = ""


def slug(heading: str) -> str:
    """The anchor of a heading, as the `toc` extension of the site makes it (pymdownx's slugs, lower case)."""
    return _NOT_IN_SLUG.sub("", heading.strip().lower()).replace(" ", "-")


def resolve(site: Site, document: Document, target: str) -> Target:
    """The target of a link that stands in `document`."""
    if target.startswith(SAFE):
        return Target()
    if target.startswith(SCHEMES):
        return _by_scheme(site, target)
    if _SCHEME.match(target) or target.startswith("//"):
        return Target(fault="unsafe-link")
    if target.startswith("/"):
        return Target(fault="broken-link")
    path, _, anchor = unquote(target).partition("#")
    full = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), path)) if path else document.path
    if full.startswith(".."):
        return Target(fault="path-escape")
    if not path.endswith(".md") and path:
        return Target() if full in site.files.others else Target(fault="broken-link")
    found = _document(site, full)
    if found is None:
        return Target(fault="broken-link")
    if anchor and anchor not in {slug(text) for _, _, text in found.headings}:
        return Target(fault="broken-anchor")
    address = _address(site, full)
    return Target(address + (f"#{anchor}" if anchor else "")) if address else Target(fault="broken-link")


def _by_scheme(site: Site, target: str) -> Target:
    kind, _, name = target.partition(":")
    if kind == "station":
        return Target(addresses.of_station(name)) if name in site.station_by_id else Target(fault="broken-link")
    if kind == "page":
        address = f"/{name}/"
        return Target(address) if address in addresses.made(site) else Target(fault="broken-link")
    if kind == "area":
        return Target(addresses.of_area(name)) if name in site.area_by_id else Target(fault="broken-link")
    if kind == "service":
        known = name in site.service_by_id
        return Target(addresses.of_slug(f"services/{name}")) if known else Target(fault="broken-link")
    known = f"lessons/{name}" in site.text_by_slug
    return Target(addresses.of_slug(f"lessons/{name}")) if known else Target(fault="broken-link")


def _document(site: Site, path: str) -> Document | None:
    file = site.files.texts.get(path)
    if file is None:
        return None
    return split(path, file.text) or Document(path, "", file.text, 1)


def _address(site: Site, path: str) -> str:
    text = next((text for text in site.texts if text.document.path == path), None)
    if text is not None:
        return addresses.of_slug(text.slug)
    return addresses.of_document(path) if path.startswith("docs/") else ""


def links_of(document: Document) -> Iterator[tuple[int, int, str, bool]]:
    """Line, column, target and whether it is a picture, for every link of a document outside code."""
    for number, line, in_code in document.numbered_lines():
        if not in_code:
            for match in LINK.finditer(re.sub(r"`[^`]*`", lambda code: " " * len(code[0]), line)):
                yield number, match.start() + 1, match["target"], bool(match["image"])
