"""From the model to pages: every page of the site as a SitePage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.records import Area, Station
from ..model.site import Site
from . import areas, articles, course_print, instruments, lessons, plain, services, stations
from .page import SitePage

__all__ = ["SitePage", "ordinary_pages", "stamped_pages"]


def ordinary_pages(site: Site) -> Iterator[SitePage]:
    """The pages that MkDocs renders from Markdown."""
    yield from plain.pages(site)
    yield from lessons.pages(site)
    yield from articles.pages(site)
    yield from services.pages(site)
    yield areas.finder(site)
    yield instruments.page(site)
    yield course_print.page(site)


def stamped_pages(site: Site, share: Sequence[Area | Station] | None = None) -> Iterator[SitePage]:
    """The pages that are filled into one rendered shell, because there can be ten thousand: all, or those of a share."""
    records = (*site.areas, *site.stations) if share is None else share
    yield from areas.pages(site, [record for record in records if isinstance(record, Area)])
    yield from stations.pages(site, [record for record in records if isinstance(record, Station)])
