"""Rules that lessons, stories and policies share: sections, titles, related pages, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..model.site import Site
from ..model.texts import LESSON_SECTIONS, OURS, POLICY_SECTIONS, SCENE, STORY_SECTIONS, Lesson, Story, Text
from ..problems import Place, Problem, problem
from ..source.tree import runs
from .unread import Unread

POLICY_STATUSES = ("现行", "历史", "已被替代")
_FIGURE = re.compile(r"[0-9一二两三四五六七八九十百千][0-9.,一二两三四五六七八九十百千]* ?(?:多|余)? ?(?:万元|亿元|元|万|亿|%|％|个百分点)")


def sections(site: Site) -> Iterator[Problem]:
    """Each text has exactly the sections of its kind, in their order; a lesson opens with a scene."""
    for text in site.texts:
        expected = _sections_of(text)
        order = "、".join(expected)
        path = text.document.path
        found = [section for section in text.sections if section.heading != SCENE]
        for section in found:
            if section.heading not in expected:
                yield problem("unknown-section", Place(path, section.line), value=section.heading, order=order)
        known = [section for section in found if section.heading in expected]
        for name in expected:
            if not text.section(name).text:
                yield problem("section-missing", Place(path, text.section(name).line), value=f"“## {name}”一节")
        for before, section in pairwise(known):
            if expected.index(section.heading) <= expected.index(before.heading):
                yield problem("section-order", Place(path, section.line), value=section.heading, order=order)
        if isinstance(text, Lesson) and not text.section(SCENE).text:
            value = "开头的场景（在第一个标题前面，不写标题）"
            yield problem("section-missing", Place(path, text.document.body_line), value=value)


def _sections_of(text: Text) -> Sequence[str]:
    if isinstance(text, Lesson):
        return LESSON_SECTIONS
    return STORY_SECTIONS if isinstance(text, Story) else POLICY_SECTIONS


def titles(site: Site) -> Iterator[Problem]:
    """No two texts have the same title."""
    first: dict[str, str] = {}
    for text in site.texts:
        if text.title in first:
            yield problem("duplicate-title", text.at("title"), value=text.title, first=first[text.title])
        elif text.title:
            first[text.title] = text.document.path


def related(site: Site) -> Iterator[Problem]:
    """Whatever a text names as related exists, or is a lesson planned in course.yml."""
    unread = Unread(site)
    for text in site.texts:
        for index, slug in enumerate(text.related):
            if leads_nowhere(site, unread, slug):
                yield problem("unknown-reference", text.at("related", index), value=slug, what="页面")


def leads_nowhere(site: Site, unread: Unread, slug: str) -> bool:
    """Whether no page answers to `slug`, and no other problem says why."""
    folder, _, name = slug.partition("/")
    if not slug or slug in site.title_by_slug or unread.page(slug):
        return False
    return folder != "lessons" or (bool(site.course.titles) and int(name) not in site.course.titles)


def policy_status(site: Site) -> Iterator[Problem]:
    """A policy says whether it holds today."""
    for policy in site.policies:
        if not policy.status:
            yield problem("policy-without-status", policy.at("status"))
        elif policy.status not in POLICY_STATUSES:
            choices = "、".join(POLICY_STATUSES)
            yield problem("not-in-vocabulary", policy.at("status"), value=policy.status, choices=choices)


def figures(site: Site) -> Iterator[Problem]:
    """In a story, a figure outside 来源所载 stands in a line that names its source in 《》."""
    for story in site.stories:
        for run in (run for node in story.section(OURS).nodes for run in runs(node)):
            for number, line in enumerate(run.text.split("\n"), run.line):
                match = _FIGURE.search(line)
                if match and "《" not in line:
                    yield problem("figure-without-source", Place(story.document.path, number), value=match[0])


CHECKS = (sections, titles, related, policy_status, figures)
