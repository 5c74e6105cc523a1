"""The annual report as a page of the handbook."""

from __future__ import annotations

from ..model import addresses
from ..model.annual_report import annual
from ..model.level_words import label_of
from ..model.registers.organizations import last_due
from ..model.site import Site
from .site_page import Linker, SitePage
from .templates import Templates


def page(site: Site, templates: Templates) -> SitePage:
    """The report of the last year whose inspections are over."""
    linker = Linker(site, templates, addresses.REPORT)
    year = last_due(site.today)
    street = label_of(site.duties, "街道")
    body = linker.render("report", street=street, report=annual(site, year), today=site.today)
    description = f"{year} 年两新组织登记、党建年检、覆盖，党组织和站点的数目，按{street}汇总。"
    return SitePage(linker.address, f"{year} 年年报", description, site.source_of("branches"), "report", body)
