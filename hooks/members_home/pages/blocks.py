"""What `[[themes]]` in a paragraph of its own stands for, in pages and policies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element

from markupsafe import Markup

from ..model.texts import BLOCK, FIELD_BLOCKS
from ..rules import RULES, RULES_BY_PLACE
from ..source.markdown_text import Document
from ..source.tree import first_run
from . import home, register_lists, system
from .cards import policy_cards, story_cards, story_index, thing_cards
from .site_page import Linker

_UNFILLED = re.compile(r"\{[a-z_]+\}")


def filled(linker: Linker, document: Document, nodes: Iterable[Element]) -> Markup:
    """Rendered blocks of a document, what `[[…]]` stands for in its place."""
    return Markup("\n").join(_filled(linker, document, nodes))


def _filled(linker: Linker, document: Document, nodes: Iterable[Element]) -> Iterator[Markup]:
    for node in nodes:
        block = block_of(node)
        if block in FIELD_BLOCKS:
            yield fields(linker, block)
        else:
            yield BLOCKS[block](linker) if block else linker.prose(document, [node])


def block_of(node: Element) -> str:
    """The name of the block that a paragraph stands for; "" where it is none."""
    match = BLOCK.fullmatch(first_run(node).text.strip()) if node.tag == "p" else None
    return match[1] if match else ""


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
    return linker.render("blocks/rules", groups=RULES_BY_PLACE, messages=messages)


def fields(linker: Linker, block: str, fold: str = "") -> Markup:
    """How to fill in a register or a front matter, field by field as its class describes them; `fold` is what a fold around them says."""
    return linker.render("blocks/fields", fold=fold, fields=[(field, linker.words(field.help)) for field in FIELD_BLOCKS[block]])


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
    "thing-list": thing_cards,
    "system": system.card,
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
