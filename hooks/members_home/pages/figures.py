"""The figures of past years, one page a year: each with its date and source, and a chart where a group can be drawn on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from ..model import addresses
from ..model.members import Figure
from ..model.site import Site
from .page import Linker, SitePage, note, ul

OTHERS = "其他"
BARS = 3  # the fewest figures that are worth a chart
_ROW, _LABEL, _BAR = 50, 18, 20  # pixels: a row of the chart, where its label stands in it, how thick the bar is
_WIDEST = 84  # per cent of the chart; the rest is for the number beside the bar


def pages(site: Site) -> Iterator[SitePage]:
    """A page for each file of docs/_data/figures/."""
    for year, figures in site.figures_by_year.items():
        yield page(site, year, figures)


def page(site: Site, year: str, figures: Sequence[Figure]) -> SitePage:
    """The figures of one file, group by group in the order of the register."""
    address = addresses.of_figures(year)
    linker = Linker(site, address)
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.group or OTHERS, []).append(figure)
    parts = [
        f'# {escape(year)} 年的数字\n\n<p class="lead">这些是历史，不是今天的情况。每个数都写明是什么时候的、出自哪里；来源没有说的，这里没有补。</p>'
    ]
    for name, group in groups.items():
        parts.append(f"## {escape(name)}\n\n{_chart(name, group)}{ul(map(_figure, group), 'figures')}")
    parts.append(note(f"怎么用这些数，看 {linker.a('/policies/', '制度和办法')}和 {linker.a('/stories/', '故事')}。"))
    source = figures[0].place.path
    description = f"{year} 年的 {len(figures)} 个数字，每个都有日期和来源。"
    return SitePage(address, f"{year} 年的数字", description, source, "figures", "\n\n".join(parts))


def _figure(figure: Figure) -> str:
    how = ""
    if figure.quoted:
        how = "照引来源：来源只给了这个比率，没有给分子和分母。"
    elif figure.numerator is not None and figure.denominator is not None:
        how = f"{figure.numerator:g} ÷ {figure.denominator:g} 算出来的。"
    return (
        f'<strong class="amount">{escape(amount(figure))}</strong><span>{escape(figure.label)}</span>'
        f'<span class="muted">{escape(figure.as_of)} · {escape(figure.source)}{"。" if how else ""}{how}</span>'
    )


def amount(figure: Figure) -> str:
    """38 名, 99.4%, or what the source writes where it gives no exact number: 近 3000 万元."""
    space = "" if figure.unit == "%" else " "
    return figure.wording or f"{figure.value:g}{space}{figure.unit}"


def _chart(name: str, figures: Sequence[Figure]) -> str:
    """Bars from zero on one scale; nothing where units differ or a number is not exact."""
    units = {figure.unit for figure in figures}
    if len(figures) < BARS or len(units) != 1 or "%" in units or any(figure.wording for figure in figures):
        return ""
    most = max(figure.value for figure in figures)
    rows = []
    for n, figure in enumerate(figures):
        top, width = n * _ROW, figure.value / most * _WIDEST if most > 0 else 0
        rows.append(
            f'<text x="0" y="{top + _LABEL - 4}">{escape(figure.label)}</text>'
            f'<rect x="0" y="{top + _LABEL + 2}" width="{width:.2f}%" height="{_BAR}" rx="2"/>'
            f'<text x="{width:.2f}%" dx="8" y="{top + _LABEL + _BAR - 2}" class="amount">{escape(amount(figure))}</text>'
        )
    words = "，".join(f"{figure.label} {amount(figure)}" for figure in figures)
    label = f"条形图，{name}：{words}。条从零画起，长短就是数的大小。"
    return f'<svg class="chart" role="img" aria-label="{escape(label)}" width="100%" height="{len(figures) * _ROW}">{"".join(rows)}</svg>'
