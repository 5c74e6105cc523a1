"""Cards that lead to stories and policies."""

from __future__ import annotations

from html import escape

from ..model import addresses
from ..model.texts import Policy, Story
from .page import Linker, dl, ul


def story_cards(linker: Linker, most: int | None = None) -> str:
    """Cards of the first `most` stories, or of all."""
    return ul((_story_card(linker, story, f"来源所载 · {story.topic}") for story in linker.site.stories[:most]), "cards")


def story_index(linker: Linker) -> str:
    """All stories by topic, in the order in which topics first appear; then by level."""
    stories = linker.site.stories
    parts = []
    for topic in dict.fromkeys(story.topic for story in stories):
        cards = ul((_story_card(linker, story, f"{story.level}一级 · {story.as_of}") for story in stories if story.topic == topic), "cards")
        parts.append(f'<section><h2 id="{escape(topic)}">{escape(topic)}</h2>{cards}</section>')
    rows = []
    for level in linker.site.vocabulary["level"]:
        links = "、".join(linker.a(addresses.of_slug(story.slug), story.title) for story in stories if story.level == level)
        rows.append((f"{level}一级", links))
    return f'<div class="topics">{"".join(parts)}</div><h2 id="按层级找">按层级找</h2>{dl(rows)}'


def policy_cards(linker: Linker) -> str:
    """Cards of all policies."""
    return ul((_policy_card(linker, policy) for policy in linker.site.policies), "cards")


def _story_card(linker: Linker, story: Story, eyebrow: str) -> str:
    return (
        f'<a class="card" href="{linker.url(addresses.of_slug(story.slug))}"><span class="eyebrow">{escape(eyebrow)}</span>'
        f'<span class="card-title">{escape(story.title)}</span><span class="muted">{escape(story.summary)}</span></a>'
    )


def _policy_card(linker: Linker, policy: Policy) -> str:
    return (
        f'<a class="card" href="{linker.url(addresses.of_slug(policy.slug))}"><span class="eyebrow">{escape(policy.status)}做法 · '
        f'{escape(policy.as_of)}</span><span class="card-title">{escape(policy.title)}</span>'
        f'<span class="muted">{escape(policy.summary)}</span></a>'
    )
