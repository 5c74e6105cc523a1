"""The figures of past years, one page a year: each with its date and source, and a chart where a group can be drawn on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import addresses
from ..model.registers.figures import Figure
from ..model.site import Site
from .site_page import Linker, SitePage
from .templates import Templates

OTHERS = "其他"
BARS = 3  # the fewest figures that are worth a chart
_ROW, _LABEL, _BAR = 50, 18, 20  # pixels: a row of the chart, where its label stands in it, how thick the bar is
_WIDEST = 84  # per cent of the chart; the rest is for the number beside the bar


@dataclass(frozen=True)
class ShownFigure:
    """A figure in words; `how` tells where a rate comes from."""

    amount: str
    label: str
    as_of: str
    source: str
    how: str


@dataclass(frozen=True)
class Bar:
    """A bar of a chart, `width` in per cent, all else in pixels: the heights of its label, of its own top and of its amount."""

    label: str
    amount: str
    width: float
    thickness: int
    label_y: int
    top: int
    amount_y: int


@dataclass(frozen=True)
class Chart:
    """Bars from zero on one scale, the height of all together, and what they show in words."""

    bars: tuple[Bar, ...]
    height: int
    words: str


@dataclass(frozen=True)
class Group:
    """The figures under one heading."""

    name: str
    chart: Chart | None
    figures: tuple[ShownFigure, ...]


def pages(site: Site, templates: Templates) -> Iterator[SitePage]:
    """A page for each file of docs/_data/figures/."""
    for year, figures in site.figures_by_year.items():
        yield page(site, templates, year, figures)


def page(site: Site, templates: Templates, year: str, figures: Sequence[Figure]) -> SitePage:
    """The figures of one file, group by group in the order of the register."""
    linker = Linker(site, templates, addresses.of_figures(year))
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.group or OTHERS, []).append(figure)
    shown = [Group(name, _chart(group), tuple(map(_shown, group))) for name, group in groups.items()]
    body = linker.render("figures", year=year, groups=shown)
    description = f"{year} 年的 {len(figures)} 个数字，每个都有日期和来源。"
    return SitePage(linker.address, f"{year} 年的数字", description, figures[0].place.path, "figures", body)


def _shown(figure: Figure) -> ShownFigure:
    how = ""
    if figure.quoted:
        how = "照引来源：来源只给了这个比率，没有给分子和分母。"
    elif figure.numerator is not None and figure.denominator is not None:
        how = f"{figure.numerator:g} ÷ {figure.denominator:g} 算出来的。"
    return ShownFigure(amount(figure), figure.label, figure.as_of or "", figure.source or "", how)


def amount(figure: Figure) -> str:
    """38 名, 99.4%, or what the source writes where it gives no exact number: 近 3000 万元."""
    space = "" if figure.unit == "%" else " "
    return figure.wording or f"{figure.value:g}{space}{figure.unit}"


def _chart(figures: Sequence[Figure]) -> Chart | None:
    """The chart of a group; none where units differ or a number is not exact."""
    units = {figure.unit for figure in figures}
    if len(figures) < BARS or len(units) != 1 or "%" in units or any(figure.wording for figure in figures):
        return None
    most = max(figure.value for figure in figures)
    bars = []
    for n, figure in enumerate(figures):
        label_at, width = n * _ROW + _LABEL, figure.value / most * _WIDEST if most > 0 else 0
        bars.append(Bar(figure.label, amount(figure), width, _BAR, label_at - 4, label_at + 2, label_at + _BAR - 2))
    words = "，".join(f"{figure.label} {amount(figure)}" for figure in figures)
    return Chart(tuple(bars), len(figures) * _ROW, words)
