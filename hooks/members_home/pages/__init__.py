"""From the model to pages: every page of the site as a SitePage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model import addresses
from ..model.registers.areas import Area
from ..model.registers.stations import Station
from ..model.site import Site
from . import (
    annual_report,
    areas,
    articles,
    codes,
    course_print,
    feed,
    figures,
    finder,
    glossary,
    instruments,
    leader_sheets,
    lessons,
    offline,
    open_data,
    review,
    search,
    services,
    stations,
    text_messages,
    written,
)
from .site_page import SitePage
from .templates import Templates

__all__ = ["SitePage", "calendar_files", "directory_files", "files", "ordinary_pages", "search_files", "stamped_pages"]


def ordinary_pages(site: Site, templates: Templates, booklet: int = 0) -> Iterator[SitePage]:
    """The pages that the theme renders one by one. `booklet` is the size of the PDF that stands beside them, 0 where there is none."""
    yield from written.pages(site, templates)
    yield from lessons.pages(site, templates, booklet)
    yield from leader_sheets.pages(site, templates)
    yield from articles.pages(site, templates)
    yield from services.pages(site, templates)
    yield finder.page(site, templates)
    yield instruments.page(site, templates)
    yield glossary.page(site, templates)
    yield open_data.page(site, templates)
    yield annual_report.page(site, templates)
    yield from figures.pages(site, templates)
    yield course_print.page(site, templates)
    yield offline.page(site, templates)
    yield review.page(site, templates)
    yield search.page(site, templates)


def files(site: Site) -> Iterator[tuple[str, str]]:
    """What comes out of the texts and is no page: address and content."""
    yield feed.ADDRESS, feed.feed(site)
    yield text_messages.ADDRESS, text_messages.table(site)
    yield instruments.facts(site)


def search_files(site: Site, templates: Templates, pages: Iterable[SitePage]) -> Iterator[tuple[str, str]]:
    """What devices search besides stations, from the pages that the theme renders one by one."""
    yield from search.files(site, templates, pages)


def directory_files(site: Site) -> Iterator[tuple[str, str]]:
    """What comes out of the registers and is no page."""
    yield codes.STATION_CODES, codes.station_codes(site)
    yield addresses.STATION_INDEX, finder.index(site)
    yield addresses.PLACES, finder.places(site)
    yield addresses.POSITIONS, finder.positions(site)
    yield from open_data.files(site)


def stamped_pages(site: Site, templates: Templates, share: Sequence[Area | Station] | None = None) -> Iterator[SitePage]:
    """The pages that are filled into one rendered shell, because there can be ten thousand: all, or those of a share."""
    records = (*site.areas, *site.stations) if share is None else share
    yield from areas.pages(site, templates, [record for record in records if isinstance(record, Area)])
    yield from stations.pages(site, templates, [record for record in records if isinstance(record, Station)])


def calendar_files(site: Site) -> Iterator[tuple[str, str]]:
    """The calendar files of areas and stations: address and text."""
    from .calendars import Calendars  # noqa: PLC0415  here, because its library takes long to load and only this needs it

    return Calendars(site).files((*site.areas, *site.stations))
