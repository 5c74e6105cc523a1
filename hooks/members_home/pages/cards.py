"""Cards that lead to stories and policies."""

from __future__ import annotations

from markupsafe import Markup

from ..model import addresses
from .site_page import Linker


def story_cards(linker: Linker, most: int) -> Markup:
    """Cards of the first `most` stories."""
    return linker.render("blocks/stories", stories=linker.site.stories[:most])


def story_index(linker: Linker) -> Markup:
    """All stories by topic, in the order in which topics first appear; then by level."""
    stories = linker.site.stories
    by_topic = [(topic, [story for story in stories if story.topic == topic]) for topic in dict.fromkeys(story.topic for story in stories)]
    by_level = [(level, [story for story in stories if story.level == level]) for level in linker.site.vocabulary["level"]]
    return linker.render("blocks/story-list", by_topic=by_topic, by_level=[(level, found) for level, found in by_level if found])


def policy_cards(linker: Linker) -> Markup:
    """Cards of all policies."""
    return linker.render("blocks/policy-list")


def thing_cards(linker: Linker) -> Markup:
    """Cards of all sheets to print and to write on."""
    shown = [(addresses.of_document(page.document.path), page) for page in linker.site.pages]
    return linker.render("blocks/thing-list", things=[(address, page) for address, page in shown if addresses.is_thing(address)])
