"""A page, and the few pieces of HTML that pages share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape

from ..citations import find
from ..links import LINK, resolve
from ..model import addresses
from ..model.site import Site
from ..source.markdown_text import Document

KINDS = {"stories": "故事", "policies": "政策", "services": "办事"}
_BEFORE_QUOTE = re.compile(r"\n\n+(?=>)")


@dataclass(frozen=True)
class SitePage:
    """A page of the site. `body` is Markdown for ordinary pages and HTML for stamped ones.

    `source` is the file that made it (where its edit link leads); `kind` tells styles what it is.
    """

    address: str
    title: str
    description: str
    source: str
    kind: str
    body: str
    sample: bool = False


@dataclass(frozen=True)
class Linker:
    """Makes links that work from the page at `address`, wherever the site is mounted."""

    site: Site
    address: str

    def url(self, address: str) -> str:
        return escape(addresses.relative(address, self.address))

    def a(self, address: str, text: str, css: str = "") -> str:
        """A link with plain text."""
        return f'<a href="{self.url(address)}"{class_of(css)}>{escape(text)}</a>'

    def citations(self, line: str) -> str:
        """The line with every citation of a registered instrument as a link to the page of instruments."""
        parts, at = [], 0
        for citation in find(line):
            instrument = self.site.instrument_by_name.get(citation.name)
            if instrument is not None:
                cited = line[citation.start : citation.end].replace("**", "")
                href = self.url(addresses.of_instrument(instrument.short))
                parts += [line[at : citation.start], f'<a href="{href}" class="cite">{cited}</a>']
                at = citation.end
        return "".join([*parts, line[at:]])

    def inline(self, text: str) -> str:
        """Plain text of a register as HTML, its citations linked."""
        return self.citations(escape(text, quote=False))

    def markdown(self, document: Document, lines: Iterable[str]) -> str:
        """Markdown whose links within the site and citations are made into links from this page."""

        def replace(match: re.Match[str]) -> str:
            target = "" if match["image"] else resolve(self.site, document, match["target"]).address
            return self.a(target, match["text"]) if target else match[0]

        changed = "\n".join(_outside_code(lines, lambda line: self.citations(LINK.sub(replace, line))))
        return _BEFORE_QUOTE.sub("\n\n<!-- -->\n\n", changed)  # else Markdown makes one block of two


def _outside_code(lines: Iterable[str], change: Callable[[str], str]) -> Iterator[str]:
    fenced = False
    for line in lines:
        fence = line.lstrip().startswith(("```", "~~~"))
        yield line if fenced or fence else "`".join(part if n % 2 else change(part) for n, part in enumerate(line.split("`")))
        fenced ^= fence


def class_of(css: str) -> str:
    return f' class="{css}"' if css else ""


def ul(items: Iterable[str], css: str = "") -> str:
    """A list of items that are HTML already; nothing where there are none."""
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul{class_of(css)}>{inner}</ul>" if inner else ""


def dl(pairs: Iterable[tuple[str, str]], css: str = "facts", first: str = "") -> str:
    """Terms and their HTML; pairs without content are left out. `first` is HTML of rows that come before."""
    inner = first + "".join(f"<div><dt>{escape(term)}</dt><dd>{text}</dd></div>" for term, text in pairs if text)
    return f'<dl class="{css}">{inner}</dl>' if inner else ""


def crumbs(links: Iterable[str]) -> str:
    """The way down to a page, as links."""
    return f'<nav class="crumbs" aria-label="位置">{"".join(f"<span>{link}</span>" for link in links)}</nav>'


def eyebrow(*words: str) -> str:
    return f'<p class="eyebrow">{" · ".join(escape(word) for word in words if word)}</p>'


def note(text: str, css: str = "note") -> str:
    """A quiet remark about the page; `text` is HTML."""
    return f'<p class="{css}">{text}</p>'


def chinese_date(date: str) -> str:
    """2026-11-01 as 2026 年 11 月 1 日; other ways of writing stay as they are."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", date)
    return f"{match[1]} 年 {int(match[2])} 月 {int(match[3])} 日" if match else date


def related(linker: Linker, slugs: Iterable[str]) -> str:
    """Cards of related pages."""
    cards = []
    for slug in slugs:
        folder, _, name = slug.partition("/")
        kind = f"第 {int(name)} 讲" if folder == "lessons" else KINDS[folder]
        cards.append((kind, linker.site.title_by_slug[slug], slug))
    inner = (
        f'<a class="card" href="{linker.url(addresses.of_slug(slug))}"><span class="eyebrow">{kind}</span>'
        f'<span class="card-title">{escape(title)}</span></a>'
        for kind, title, slug in cards
    )
    return f'<h2 id="接着看">接着看</h2>{ul(inner, "cards")}' if cards else ""
