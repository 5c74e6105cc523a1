"""What is new, as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from xml.etree import ElementTree as ET

from ..model import addresses
from ..model.site import Site
from ..model.texts import Lesson, Policy, Story, Text

ADDRESS = "/feed.xml"
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # ElementTree would write them, no parser reads them
_ATOM = "http://www.w3.org/2005/Atom"
_IDS = uuid.UUID("5c8c0f0e-6f0b-5d43-9d3a-6b8f0f5f2a24")  # of this site; ids stay when it moves to another host


def feed(site: Site) -> str:
    """Lessons, stories and policies, the newest first."""
    name = site.duties.site_name
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    _add(root, "id", _id("feed"))
    _add(root, "title", name)
    _add(root, "updated", _instant(max((_changed(text) for text in site.texts), default=site.today)))
    _add(root, "link", rel="self", type="application/atom+xml", href=site.full(ADDRESS))
    _add(root, "link", rel="alternate", type="text/html", href=site.full("/"))
    _add(ET.SubElement(root, f"{{{_ATOM}}}author"), "name", site.duties.body or name)
    for text in sorted(site.texts, key=lambda text: (text.published, text.slug), reverse=True):
        entry = ET.SubElement(root, f"{{{_ATOM}}}entry")
        _add(entry, "id", _id(text.slug))
        _add(entry, "title", f"第 {text.number} 讲 {text.title}" if isinstance(text, Lesson) else text.title)
        _add(entry, "published", _instant(text.published))
        _add(entry, "updated", _instant(_changed(text)))
        _add(entry, "link", rel="alternate", type="text/html", href=site.full(addresses.of_slug(text.slug)))
        _add(entry, "summary", _summary(text))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False).join(('<?xml version="1.0" encoding="utf-8"?>\n', "\n"))


def _summary(text: Text) -> str:
    return text.summary if isinstance(text, Story | Policy) else getattr(text, "question", "")


def _changed(text: Text) -> dt.date:
    """The last day known on which the text was worked on."""
    read_on = text.read_on if isinstance(text, Lesson) else None
    return max(text.published, read_on) if read_on else text.published


def _instant(day: dt.date) -> str:
    return f"{day}T00:00:00+08:00"


def _id(slug: str) -> str:
    return uuid.uuid5(_IDS, slug).urn


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes).text = _NOT_XML.sub("", text) or None
