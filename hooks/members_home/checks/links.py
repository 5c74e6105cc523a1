"""Rules for links and pictures in Markdown: safe, within the tree, and leading somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from ..links import links_of, resolve, resolve_picture, resolve_recording
from ..model.site import Site
from ..problems import Place, Problem, problem
from ..source.marks import half
from ..source.tree import text_of
from .unread import Unread

_FOLDERS = {"station": "stations", "area": "areas", "service": "services", "lesson": "lessons"}
_SAYS_NOTHING = frozenset(("点这里", "点击这里", "这里", "此处", "链接", "点击", "更多", "详情", "查看", "here"))


def targets(site: Site) -> Iterator[Problem]:
    """Every link leads to a page, a heading, a file or a safe address, every picture is a file of the tree."""
    unread = Unread(site)
    for document in site.documents:
        for line, element in links_of(document):
            is_picture = element.tag == "img"
            value = element.get("src" if is_picture else "href", "")
            if half(value) != value:
                yield problem("fullwidth-link", Place(document.path, line), value=value, fix=half(value))
                continue
            found = (resolve_picture if is_picture else resolve)(site, document, value)
            if found.fault and not unread.page(_page_of_scheme(value)):
                yield problem(found.fault, Place(document.path, line), value=value)


def _page_of_scheme(target: str) -> str:
    """The page that a link such as station:st-900001 means, without slashes at its ends."""
    kind, _, name = target.partition(":")
    return f"{_FOLDERS[kind]}/{name}" if kind in _FOLDERS else ""


def words(site: Site) -> Iterator[Problem]:
    """A picture says what it shows, a link where it leads."""
    for document in site.documents:
        for line, element in links_of(document):
            place = Place(document.path, line)
            if element.tag == "img" and not element.get("alt", "").strip():
                yield problem("image-without-alt", place, value=element.get("src", ""))
            elif element.tag == "a" and text_of(element).strip() in _SAYS_NOTHING:
                yield problem("link-text-says-nothing", place, value=text_of(element).strip())


def recordings(site: Site) -> Iterator[Problem]:
    """The recording of a lesson is an MP3 of the tree; what is in the file is judged where it was read."""
    for lesson in site.lessons:
        fault = resolve_recording(site, lesson).fault if lesson.audio else ""
        if fault:
            yield problem(fault, lesson.at("audio"), value=lesson.audio)


CHECKS = (targets, words, recordings)
