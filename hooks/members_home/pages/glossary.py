"""The glossary, and its words as links where a lesson first uses them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from ..model import addresses
from ..model.records import Term
from ..model.site import Site
from .page import Linker, SitePage

# A link within a link, a name in 《》 or a piece of code is no place for a word's link.
_CLOSED = re.compile(r"(<a .*?</a>|<[^>]*>|!?\[[^\]]*\]\([^)]*\)|《[^》]*》|`[^`]*`)")


def page(site: Site) -> SitePage:
    """Every word with its meaning, in the order of the register."""
    address = addresses.GLOSSARY
    linker = Linker(site, address)
    parts = ['# 名词解释\n\n<p class="lead">刚接触党务的人会碰到的说法，一个一个讲明白。</p>']
    parts += [f"## {term.term} {{: #{term.term} }}\n\n{_entry(linker, term)}" for term in site.glossary]
    description = f"{'、'.join(term.term for term in site.glossary[:5])}……课文里的说法是什么意思。"
    return SitePage(address, "名词解释", description, "docs/_data/glossary.yml", "glossary", "\n\n".join(parts))


def _entry(linker: Linker, term: Term) -> str:
    more = [linker.a(addresses.of_slug(slug), linker.site.title_by_slug[slug]) for slug in term.see if slug in linker.site.title_by_slug]
    lines = [linker.inline(term.meaning)]
    quiet = [
        f"也叫：{escape('、'.join(term.also))}" if term.also else "",
        f"依据：{linker.inline(term.basis)}" if term.basis else "",
        f"参看：{'、'.join(more)}" if more else "",
    ]
    lines += [f'<span class="muted small">{line}</span>' for line in quiet if line]
    return "<p>" + "<br>".join(lines) + "</p>"


def first_uses(linker: Linker) -> Callable[[str], str]:
    """A function that links the first use of each word in the Markdown passed to it, call after call.

    Headings and the paraphrased rules (`>`) stay without, so that a page keeps few of these links.
    """
    words = {word: term for term in linker.site.glossary for word in (term.term, *term.also)}
    if not words:
        return lambda text: text
    pattern = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
    seen: set[str] = set()

    def link(match: re.Match[str]) -> str:
        term = words[match[0]].term
        if term in seen:
            return match[0]
        seen.add(term)
        return linker.a(f"{addresses.GLOSSARY}#{term}", match[0], "term")

    def link_line(line: str) -> str:
        if line.lstrip().startswith(("#", ">")):
            return line
        return "".join(part if n % 2 else pattern.sub(link, part) for n, part in enumerate(_CLOSED.split(line)))

    return lambda text: "\n".join(map(link_line, text.split("\n")))
