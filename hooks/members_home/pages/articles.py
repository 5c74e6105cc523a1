"""Stories and policies."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..model import addresses
from ..model.site import Site
from ..model.texts import POLICY_SECTIONS, STORY_SECTIONS, Policy, Story, Text
from .blocks import filled
from .instruments import status_words
from .page import Linker, SitePage, crumbs, dl, eyebrow, note, related, ul

OURS = "可以怎么学"


def pages(site: Site) -> Iterator[SitePage]:
    """Each story and each policy; their lists are blocks of docs/stories/index.md and docs/policies/index.md."""
    yield from (story_page(site, story) for story in site.stories)
    yield from (policy_page(site, policy) for policy in site.policies)


def _sections(linker: Linker, text: Text, headings: tuple[str, ...]) -> Iterator[str]:
    for heading in headings:
        body = linker.markdown(text.document, text.section(heading).lines)
        mark = ' <span class="mark">本站建议</span>' if heading == OURS else ""
        yield f"## {heading}{mark} {{: #{heading} }}\n\n{body}"


def story_page(site: Site, story: Story) -> SitePage:
    """A story: what the source says, then what is ours, each marked as what it is."""
    address = addresses.of_slug(story.slug)
    linker = Linker(site, address)
    parts = [
        crumbs([linker.a("/stories/", "故事")]),
        eyebrow(story.topic, f"{story.level}一级", story.as_of),
        f"# {story.title}",
        f'<p class="lead">{escape(story.summary)}</p>',
        *_sections(linker, story, STORY_SECTIONS),
        note(f"来源：{escape(story.source)}。所指时间：{escape(story.as_of)}。", "muted small"),
        related(linker, story.related),
    ]
    path = story.document.path
    return SitePage(address, story.title, story.summary, path, "article", "\n\n".join(filter(None, parts)))


def _status(site: Site, policy: Policy) -> str:
    """The status today of what a policy rests on: said once where all are alike."""
    status = {name: status_words(site.instrument_by_name[name]) for name in policy.basis}
    if len(set(status.values())) == 1:
        return status[policy.basis[0]]
    return "；".join(f"《{name}》{words}" for name, words in status.items())


def policy_page(site: Site, policy: Policy) -> SitePage:
    """A policy: what it is, how it was, today's basis, the steps, and questions people ask."""
    address = addresses.of_slug(policy.slug)
    linker = Linker(site, address)
    basis = ul(linker.citations(f"《{name}》") for name in policy.basis)
    facts = [
        ("这项做法", escape(f"{policy.status}（{policy.as_of}）")),
        ("当年由谁做", escape(policy.issuer)),
        ("文号", escape(policy.number)),
        ("今天的依据", basis),
        ("依据的状态", escape(_status(site, policy))),
    ]
    parts = [
        crumbs([linker.a("/policies/", "政策")]),
        f"# {policy.title}",
        f'<p class="lead">{escape(policy.summary)}</p>',
        dl(facts, "facts card"),
        *(filled(linker, section) for section in _sections(linker, policy, POLICY_SECTIONS)),
        related(linker, policy.related),
    ]
    path = policy.document.path
    return SitePage(address, policy.title, policy.summary, path, "article", "\n\n".join(filter(None, parts)))
