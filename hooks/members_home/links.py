"""Where the links and pictures of a Markdown text lead: `station:st-900001`, `../docs/about.md#隐私`, a web page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from .model import addresses
from .model.site import Site
from .model.texts import Lesson
from .source.files import RECORDING
from .source.markdown_text import Document, split

SCHEMES = ("station:", "area:", "service:", "lesson:", "page:")
UNPUBLISHED = ("docs/_data/", "docs/theme/")  # folders of files that never reach the site
_OUTSIDE = re.compile(r"https://[A-Za-z0-9]|tel:\+?[0-9]|mailto:[^\s@]+@", re.I)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NEVER = re.compile(r"[\x00-\x20\x7f-\xa0\\]")  # browsers drop or turn these, and so read another address than people do


@dataclass(frozen=True)
class Target:
    """What a link leads to: an address of the site, or the fault (a rule's name) that it has, or neither (outside).

    `file` is the file of the tree where one is published as it is.
    """

    address: str = ""
    fault: str = ""
    file: str = ""


def resolve(site: Site, document: Document, target: str) -> Target:
    """The target of a link that stands in `document`, as the browser would be given it."""
    if _NEVER.search(target):
        return Target(fault="unsafe-link")
    if _OUTSIDE.match(target):
        return Target()
    if target.startswith(SCHEMES):
        return _by_scheme(site, target)
    if _SCHEME.match(target) or target.startswith("//"):
        return Target(fault="unsafe-link")
    if target.startswith("/"):
        return Target(fault="broken-link")
    path, _, anchor = unquote(target).partition("#")
    full = _full(document, path) if path else document.path
    if full.startswith(".."):
        return Target(fault="path-escape")
    if path and not path.endswith(".md"):
        return _file(site, full)
    found = _document(site, full)
    if found is None:
        return Target(fault="broken-link")
    if anchor and anchor not in found.anchors:
        return Target(fault="broken-anchor")
    address = _address(site, full)
    return Target(address + (f"#{anchor}" if anchor else "")) if address else Target(fault="broken-link")


def resolve_picture(site: Site, document: Document, source: str) -> Target:
    """The address of a picture that stands in `document`; no picture is loaded from another host."""
    if _NEVER.search(source) or _SCHEME.match(source) or source.startswith("//"):
        return Target(fault="picture-not-ours")
    if source.startswith("/"):
        return Target(fault="picture-missing")
    full = _full(document, unquote(source))
    if full.startswith(".."):
        return Target(fault="path-escape")
    found = _file(site, full)
    return Target(fault="picture-missing") if found.fault else found


def resolve_recording(site: Site, lesson: Lesson) -> Target:
    """The address of a lesson's recording, a file of the tree as a picture is."""
    found = resolve_picture(site, lesson.document, lesson.audio or "")
    if found.fault:
        return found if found.fault == "path-escape" else Target(fault="recording-missing")
    return found if found.file.lower().endswith(RECORDING) else Target(fault="recording-not-mp3")


def _full(document: Document, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(document.path), path))


def _file(site: Site, path: str) -> Target:
    is_published = path in site.files.others and not path.startswith(UNPUBLISHED)
    return Target("/" + path.removeprefix("docs/"), file=path) if is_published else Target(fault="broken-link")


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
    known = site.document_by_path.get(path)
    if known is not None:
        return known
    file = site.files.texts.get(path)
    return None if file is None else split(path, file.text) or Document(path, "", file.text, 1)


def _address(site: Site, path: str) -> str:
    text = site.text_by_path.get(path)
    if text is not None:
        return addresses.of_slug(text.slug)
    return addresses.of_document(path) if path.startswith("docs/") and path.endswith(".md") else ""


def links_of(document: Document) -> Iterator[tuple[int, Element]]:
    """Every link and picture of a document with its line."""
    for run in document.rendered.runs:
        for line, element in run.elements():
            if element.tag in ("a", "img"):
                yield line, element
