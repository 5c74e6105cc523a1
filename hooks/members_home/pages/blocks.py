"""What `[[themes]]` in a paragraph of its own stands for, in pages and policies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element

from markupsafe import Markup

from ..model.texts import BLOCK, FIELD_BLOCKS
from ..rules import RULES
from ..source.markdown_text import Document
from ..source.tree import first_run
from . import home, register_lists
from .cards import policy_cards, story_cards, story_index
from .site_page import Linker

_UNFILLED = re.compile(r"\{[a-z_]+\}")


def filled(linker: Linker, document: Document, nodes: Iterable[Element]) -> Markup:
    """Rendered blocks of a document, what `[[…]]` stands for in its place."""
    return Markup("\n").join(_filled(linker, document, nodes))


def _filled(linker: Linker, document: Document, nodes: Iterable[Element]) -> Iterator[Markup]:
    for node in nodes:
        match = BLOCK.fullmatch(first_run(node).text.strip()) if node.tag == "p" else None
        if match and match[1] in FIELD_BLOCKS:
            yield _fields(linker, match[1])
        else:
            yield BLOCKS[match[1]](linker) if match else linker.prose(document, [node])


def _themes(linker: Linker) -> Markup:
    return linker.render("blocks/themes")


def _stories(linker: Linker) -> Markup:
    return story_cards(linker, 3)


def _duties(linker: Linker) -> Markup:
    return linker.render("blocks/duties", duties=linker.site.duties)


def _samples(linker: Linker) -> Markup:
    """What readers of the demonstration must know; nothing on the site of a district."""
    return linker.render("blocks/samples") if linker.site.has_samples else Markup("")


def _rules(linker: Linker) -> Markup:
    """Every rule with its level and message, so that the handbook cannot fall behind the code."""
    messages = {rule.name: _UNFILLED.sub("…", rule.message).replace("{{", "{").replace("}}", "}") for rule in RULES.values()}
    return linker.render("blocks/rules", rules=RULES.values(), messages=messages)


def _fields(linker: Linker, block: str) -> Markup:
    """How to fill in a register or a front matter, field by field as its class describes them."""
    return linker.render("blocks/fields", fields=[(field, linker.words(field.help)) for field in FIELD_BLOCKS[block]])


BLOCKS: dict[str, Callable[[Linker], Markup]] = {
    "search": home.search,
    "start": home.start,
    "situations": home.situations,
    "find": home.find,
    "services": home.services,
    "themes": _themes,
    "stories": _stories,
    "story-list": story_index,
    "policy-list": policy_cards,
    "duties": _duties,
    "samples": _samples,
    "rules": _rules,
    "branch-list": register_lists.branches,
    "instructor-list": register_lists.instructors,
    "contact-point-list": register_lists.contact_points,
    "pairing-list": register_lists.pairings,
    "venue-list": register_lists.venues,
    "demonstration-list": register_lists.demonstration_points,
}
