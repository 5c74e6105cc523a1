"""The figures of past years, one page a year: each with its date and source, and a bar where a group can be drawn on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import addresses
from ..model.registers.figures import Figure
from ..model.site import Site
from .site_page import Linker, SitePage
from .templates import Templates

OTHERS = "其他"
BARS = 3  # the fewest figures that are worth a picture


@dataclass(frozen=True)
class ShownFigure:
    """A figure in words; `how` tells where a rate comes from, `width` in per cent how long its bar is ("" where none is drawn)."""

    amount: str
    label: str
    as_of: str
    source: str
    how: str
    width: str


@dataclass(frozen=True)
class Group:
    """The figures under one heading; where all can stand on one scale they have bars."""

    name: str
    is_drawn: bool
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
    shown = [_group(name, group) for name, group in groups.items()]
    body = linker.render("figures", year=year, groups=shown)
    description = f"{year} 年的 {len(figures)} 个数字，每个都有日期和来源。"
    return SitePage(linker.address, f"{year} 年的数字", description, figures[0].place.path, "figures", body)


def _group(name: str, figures: Sequence[Figure]) -> Group:
    """Bars from zero on one scale; none where units differ or a number is not exact."""
    units = {figure.unit for figure in figures}
    is_drawn = len(figures) >= BARS and len(units) == 1 and "%" not in units and not any(figure.wording for figure in figures)
    most = max(figure.value for figure in figures)
    widths = (f"{max(figure.value, 0) / most * 100:.2f}%" if is_drawn and most > 0 else "" for figure in figures)
    return Group(name, is_drawn, tuple(map(_shown, figures, widths)))


def _shown(figure: Figure, width: str) -> ShownFigure:
    how = ""
    if figure.quoted:
        how = "照引来源：来源只给了这个比率，没有给分子和分母。"
    elif figure.numerator is not None and figure.denominator is not None:
        how = f"{figure.numerator:g} ÷ {figure.denominator:g} 算出来的。"
    return ShownFigure(amount(figure), figure.label, figure.as_of or "", figure.source or "", how, width)


def amount(figure: Figure) -> str:
    """38 名, 99.4%, or what the source writes where it gives no exact number: 近 3000 万元."""
    space = "" if figure.unit == "%" else " "
    return figure.wording or f"{figure.value:g}{space}{figure.unit}"
