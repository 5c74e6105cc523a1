"""Stories and policies."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import addresses
from ..model.site import Site
from ..model.texts import POLICY_SECTIONS, STORY_SECTIONS, Policy, Story
from .blocks import filled
from .instruments import status_words
from .sections import ShownSection, shown
from .site_page import Linker, SitePage
from .templates import Templates


def pages(site: Site, templates: Templates) -> Iterator[SitePage]:
    """Each story and each policy; their lists are blocks of docs/stories/index.md and docs/policies/index.md."""
    yield from (story_page(site, templates, story) for story in site.stories)
    yield from (policy_page(site, templates, policy) for policy in site.policies)


def story_page(site: Site, templates: Templates, story: Story) -> SitePage:
    """A story: what the source says, then what is ours, each marked as what it is."""
    linker = Linker(site, templates, addresses.of_slug(story.slug))
    body = linker.render("story", story=story, sections=[shown(linker, story, heading) for heading in STORY_SECTIONS])
    return SitePage(linker.address, story.title, story.summary, story.document.path, "article", body)


def _status(site: Site, policy: Policy) -> str:
    """The status today of what a policy rests on: said once where all are alike."""
    status = {name: status_words(site.instrument_by_name[name]) for name in policy.basis}
    if len(set(status.values())) == 1:
        return status[policy.basis[0]]
    return "；".join(f"《{name}》{words}" for name, words in status.items())


def policy_page(site: Site, templates: Templates, policy: Policy) -> SitePage:
    """A policy: what it is, how it was, today's basis, the steps, and questions people ask."""
    linker = Linker(site, templates, addresses.of_slug(policy.slug))
    sections = []
    for heading in POLICY_SECTIONS:
        section = policy.section(heading)
        sections.append(ShownSection(heading, section.anchor, filled(linker, policy.document, section.nodes)))
    body = linker.render("policy", policy=policy, status=_status(site, policy), sections=sections)
    return SitePage(linker.address, policy.title, policy.summary, policy.document.path, "article", body)
