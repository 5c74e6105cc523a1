"""Rules for the wording of every Markdown text: headings, pictures, links, punctuation, HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.site import Site
from ..model.texts import BLOCK, BLOCKS, Page, Policy, Text
from ..problems import Place, Problem, problem
from ..source.markdown_text import Document

NO_BLOCKS = "课和故事里没有内容块，政策和单独的页面才有"
HAN = "\u4e00-\u9fff"
_HTML = re.compile(r"</?[A-Za-z][^>]*>|<!--")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]*)[^)]*\)")
_SAYS_NOTHING = frozenset(("点这里", "点击这里", "这里", "此处", "链接", "点击", "更多", "详情", "查看", "here"))
_NAMED = re.compile("《[^《》]*》")  # names are written as they are
_CODE = re.compile(r"`[^`]*`")
_HALF_WIDTH = re.compile(rf"([{HAN}”」）])([,;:!?])(?=[{HAN}“「（]|$)")
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_NO_SPACE = re.compile(rf"([{HAN}])([A-Za-z0-9])|([A-Za-z0-9])([{HAN}])")
_DOUBLE_SPACE = re.compile(rf"(?<=[{HAN}，。；：？）A-Za-z0-9]) {{2,}}(?=[{HAN}（“A-Za-z0-9])")


def documents(site: Site) -> list[Document]:
    """Every Markdown file of the site."""
    return [*(text.document for text in site.texts), *(page.document for page in site.pages)]


def prose(document: Document) -> Iterator[tuple[int, str]]:
    """The lines of a document outside code, with spans of code blanked out (by what no rule looks for)."""
    for number, line, in_code in document.numbered_lines():
        if not in_code:
            yield number, _CODE.sub(lambda match: "`" * len(match[0]), line)


def headings(site: Site) -> Iterator[Problem]:
    """Headings go down one level at a time, below the page's title."""
    for document in documents(site):
        before = 1
        for line, level, _ in document.headings:
            if level > before + 1:
                yield problem("heading-skips-level", Place(document.path, line), before=before, after=level)
            before = level


def images_and_links(site: Site) -> Iterator[Problem]:
    """A picture says what it shows, a link where it leads."""
    for document in documents(site):
        for number, line in prose(document):
            for match in _IMAGE.finditer(line):
                if not match[1].strip():
                    yield problem("image-without-alt", Place(document.path, number, match.start() + 1), value=match[2])
            for match in _LINK.finditer(line):
                if match[1].strip() in _SAYS_NOTHING:
                    place = Place(document.path, number, match.start() + 1)
                    yield problem("link-text-says-nothing", place, value=match[1])


def html(site: Site) -> Iterator[Problem]:
    """Texts are Markdown; HTML in them is a mistake or worse."""
    for document in documents(site):
        for number, line in prose(document):
            if match := _HTML.search(line):
                place = Place(document.path, number, match.start() + 1)
                yield problem("html-in-text", place, value=match[0])


def punctuation(site: Site) -> Iterator[Problem]:
    """Full-width punctuation between 汉字; one space between 汉字 and letters or digits, never two."""
    for text in site.texts:
        for number, line in prose(text.document):
            shown = _NAMED.sub(lambda match: "《" + "名" * (len(match[0]) - 2) + "》", _LINK.sub(lambda match: match[1], line))
            if match := _HALF_WIDTH.search(shown):
                place = Place(text.document.path, number, match.start() + 1)
                yield problem("half-width-punctuation", place, fix=f"{match[1]}{_FULL_WIDTH[match[2]]}")
            if match := _NO_SPACE.search(shown):
                place = Place(text.document.path, number, match.start() + 1)
                yield problem("space-in-text", place, fix=" ".join(part for part in match.groups() if part))
            elif match := _DOUBLE_SPACE.search(shown):
                place = Place(text.document.path, number, match.start() + 1)
                yield problem("space-in-text", place, fix="只留一个空格")


def blocks(site: Site) -> Iterator[Problem]:
    """A line such as `[[themes]]` names a block, and stands where blocks are made: in pages and policies."""
    texts: tuple[Page | Text, ...] = (*site.pages, *site.texts)
    for text in texts:
        known = BLOCKS if isinstance(text, Page | Policy) else ()
        for number, line in prose(text.document):
            if (match := BLOCK.fullmatch(line)) and match[1] not in known:
                place = Place(text.document.path, number)
                yield problem("unknown-block", place, value=match[1], choices="、".join(known) or NO_BLOCKS)


CHECKS = (headings, images_and_links, html, punctuation, blocks)
