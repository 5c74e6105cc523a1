"""What `[[themes]]` on a line of its own stands for, in pages and policies."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from ..model import addresses
from ..model.texts import BLOCK
from ..rules import RULES, Rule
from . import registers
from .cards import policy_cards, story_cards, story_index
from .page import Linker, dl, ul

_UNFILLED = re.compile(r"\{[a-z_]+\}")


def filled(linker: Linker, text: str) -> str:
    """A text of Markdown with its blocks made."""
    return "\n".join(_filled(linker, line) for line in text.split("\n"))


def _filled(linker: Linker, line: str) -> str:
    match = BLOCK.fullmatch(line)
    return BLOCKS[match[1]](linker) if match else line


def _start(linker: Linker) -> str:
    lessons = linker.site.lessons
    if not lessons:
        return ""
    first = lessons[0]
    return (
        f'<div class="card start"><p class="start-line"><strong>从第一讲开始</strong><span class="muted">共 {len(lessons)} 讲，每讲五分钟以内</span></p>'
        f"{linker.a(addresses.of_slug(first.slug), f'开始学：第 {first.number} 讲 {first.title}', 'button')}"
        f"{linker.a('/lessons/', '看全部目录', 'more')}</div>"
    )


def _find(linker: Linker) -> str:
    site = linker.site
    streets = [area for area in site.areas if area.level == "街道" and area.status == "active"]
    chips = ul((linker.a(addresses.of_area(area.id), area.name, "chip") for area in streets[:6]), "chips")
    service = site.service_by_id.get("membership-transfer")
    transfer = (
        f'<p class="find-service">{linker.a(addresses.of_slug(f"services/{service.id}"), "组织关系怎么转")}'
        '<span class="muted">带什么、找谁、谁决定</span></p>'
        if service
        else ""
    )
    return (
        f'<section class="find"><h2 id="找身边的站点">找身边的站点</h2><div class="card"><p>转组织关系、参加活动、维权求助，先找离你最近的站点。</p>'
        f'<form class="ask" action="{linker.url("/stations/")}" role="search"><label>站点名或地址<input type="search" name="q" enterkeyhint="search"></label>'
        '<button class="button" type="submit">找</button></form>'
        f'<p class="muted">按街道找：</p>{chips}{linker.a("/stations/", "全部站点", "button quiet")}{transfer}</div></section>'
    )


def _themes(linker: Linker) -> str:
    rows = []
    for theme in linker.site.course.themes:
        rows.append(
            f'<a class="card" href="{linker.url("/lessons/")}#{escape(theme.name)}"><span class="card-title">{escape(theme.name)}</span>'
            f'<span class="muted">第 {theme.first}–{theme.last} 讲 · {escape(theme.summary)}</span></a>'
        )
    return ul(rows, "cards four")


def _stories(linker: Linker) -> str:
    return story_cards(linker, 3)


def _duties(linker: Linker) -> str:
    duties = linker.site.duties
    blank = '<span class="muted">待填写</span>'
    phone = f'<a href="tel:{duties.report_phone}">{duties.report_phone}</a>' if duties.report_phone else ""
    mail = f'<a href="mailto:{escape(duties.report_email)}">{escape(duties.report_email)}</a>'
    return dl(
        [
            ("主管单位", escape(duties.body) or blank),
            ("纠错电话", phone or blank),
            ("纠错邮箱", mail if duties.report_email else blank),
            ("ICP 备案号", escape(duties.icp) or blank),
            ("公安备案号", escape(duties.police) or blank),
        ],
        "facts card",
    )


def _rules(linker: Linker) -> str:
    """Every rule with its level and message, so that the handbook cannot fall behind the code."""

    def row(rule: Rule) -> str:
        message = _UNFILLED.sub("…", rule.message).replace("{{", "{").replace("}}", "}")
        level = "错误" if rule.level == "error" else "提醒"
        return f'<code>{rule.name}</code> <span class="muted small">{level}</span><br>{linker.inline(message)}'

    return ul(map(row, RULES.values()), "ticks")


BLOCKS: dict[str, Callable[[Linker], str]] = {
    "start": _start,
    "find": _find,
    "themes": _themes,
    "stories": _stories,
    "story-list": story_index,
    "policy-list": policy_cards,
    "duties": _duties,
    "rules": _rules,
    "branch-list": registers.branches,
    "instructor-list": registers.instructors,
    "contact-point-list": registers.contact_points,
    "pairing-list": registers.pairings,
    "venue-list": registers.venues,
    "demonstration-list": registers.demonstration_points,
}
