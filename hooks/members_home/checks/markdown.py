"""Rules for the wording of every Markdown text: what it was rendered to, headings, punctuation, blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from ..model.site import Site
from ..model.texts import BLOCK, BLOCKS, FIELD_BLOCKS, Page, Policy, Text
from ..problems import Place, Problem, problem, problem_with
from ..source.tree import HEADINGS, line_of

NO_BLOCKS = "课和故事里没有内容块，政策和单独的页面才有"
HAN = "\u4e00-\u9fff"
# What Markdown may make of a text: each tag with its attributes, and what their values look like. All else could be alive.
_ANY = re.compile(r"(?s).*")
_ALLOWED: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    **{tag: {} for tag in ("p", "ul", "li", "blockquote", "pre", "em", "strong", "br", "hr", "table", "thead", "tbody", "tr")},
    **{tag: {"align": re.compile("left|center|right")} for tag in ("td", "th")},
    **{tag: {"id": re.compile(r"[\w-]+")} for tag in HEADINGS},
    "p": {"class": re.compile("admonition-title")},
    "div": {"class": re.compile("admonition [a-z]+")},
    "details": {"class": re.compile("note"), "open": re.compile("open")},
    "summary": {},
    "code": {"class": re.compile(r"language-[\w+-]+")},
    "ol": {"start": re.compile("[0-9]+")},
    "a": {"href": _ANY, "title": _ANY},  # where links and pictures lead is judged in links.py
    "img": {"src": _ANY, "alt": _ANY, "title": _ANY},
}
_NAMED = re.compile("《[^《》]*》")  # names are written as they are
_ARTICLE = re.compile("第[0-9 ]{1,9}[条款项章节]")  # 第98条 is written without spaces, and is read with them too
_HALF_WIDTH = re.compile(rf"([{HAN}”」）])([,;:!?])(?=[{HAN}“「（]|$)", re.M)
_BOX = re.compile(r"\[[ xX]?\](?=\s|$)")
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_NO_SPACE = re.compile(rf"([{HAN}])([A-Za-z0-9])|([A-Za-z0-9])([{HAN}])")
_DOUBLE_SPACE = re.compile(rf"(?<=[{HAN}，。；：？）A-Za-z0-9]) {{2,}}(?=[{HAN}（“A-Za-z0-9])")


def rendered(site: Site) -> Iterator[Problem]:
    """Texts are Markdown: HTML stays text and is named, and no attribute of a list in braces does more than say an id."""
    for document in site.documents:
        for fault in document.rendered.faults:
            yield problem_with(fault.rule, Place(document.path, fault.line), fault.values)
        line = document.body_line
        root = document.rendered.root
        drawn = {id(element) for figure in root.iter("figure") for element in figure.iter()}
        for element in root.iter():
            line = line_of(element) or line
            for value in () if element is root or id(element) in drawn else not_allowed(element):  # those two are ours
                yield problem("live-content", Place(document.path, line), value=value)


def not_allowed(element: Element) -> Iterator[str]:
    """The tag, or each attribute, that no text may hold."""
    if element.tag not in _ALLOWED:
        yield f"<{element.tag}>"
        return
    for key, value in element.attrib.items():
        pattern = _ALLOWED[element.tag].get(key)
        if " " not in key and (pattern is None or not pattern.fullmatch(value)):
            yield f'{key}="{value}"'


def headings(site: Site) -> Iterator[Problem]:
    """Headings go down one level at a time, below the page's title."""
    for document in site.documents:
        before = 1
        for element in document.rendered.root.iter():
            if element.tag in HEADINGS:
                level = int(element.tag[1])
                if level > before + 1:
                    yield problem("heading-skips-level", Place(document.path, line_of(element)), before=before, after=level)
                before = level


def punctuation(site: Site) -> Iterator[Problem]:
    """Full-width punctuation between 汉字; one space between 汉字 and letters or digits, never two."""
    for text in site.texts:
        for run in text.document.rendered.runs:
            for number, line in enumerate(run.text.split("\n"), run.line):
                yield from _punctuation(line, Place(text.document.path, number))


def _punctuation(line: str, place: Place) -> Iterator[Problem]:
    shown = _NAMED.sub(lambda match: "《" + "名" * (len(match[0]) - 2) + "》", line)
    shown = _ARTICLE.sub(lambda match: "第" + "名" * (len(match[0]) - 2) + match[0][-1], shown)
    if match := _HALF_WIDTH.search(shown):
        yield problem("half-width-punctuation", place, fix=f"{match[1]}{_FULL_WIDTH[match[2]]}")
    if match := _NO_SPACE.search(shown):
        yield problem("space-in-text", place, fix=" ".join(part for part in match.groups() if part))
    elif match := _DOUBLE_SPACE.search(shown):
        yield problem("space-in-text", place, fix="只留一个空格")


def boxes(site: Site) -> Iterator[Problem]:
    """A box to tick is an answer of a lesson's self-test; elsewhere nobody can tick what is printed as [ ]."""
    quizzes = {lesson.document.path for lesson in site.lessons}
    for document in site.documents:
        for run in document.rendered.runs if document.path not in quizzes else ():
            match = _BOX.match(run.text.lstrip())
            if match:
                what, remedy = "照样印出来了，没有打勾的方框", "请删去方括号"
                yield problem("structure-lost", Place(document.path, run.line), value=match[0], what=what, remedy=remedy)


def blocks(site: Site) -> Iterator[Problem]:
    """A line such as `[[themes]]` names a block, and stands where blocks are made: in pages and policies."""
    texts: tuple[Page | Text, ...] = (*site.pages, *site.texts)
    for text in texts:
        known = BLOCKS if isinstance(text, Page | Policy) else ()
        for run in text.document.rendered.runs:
            match = BLOCK.fullmatch(run.text.strip()) if run.tag == "p" else None
            if match and match[1] not in known and not (known and match[1] in FIELD_BLOCKS):
                place = Place(text.document.path, run.line)
                yield problem("unknown-block", place, value=match[1], choices="、".join(known) or NO_BLOCKS)


CHECKS = (rendered, headings, punctuation, boxes, blocks)
