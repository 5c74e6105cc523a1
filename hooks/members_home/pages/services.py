"""What stations help with: the list, and a page for each service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from ..model import addresses
from ..model.level_words import label_of
from ..model.registers.services import Service
from ..model.registers.stations import Station
from ..model.site import Site
from .site_page import Linker, SitePage
from .templates import Templates

MOST_LISTED = 300  # stations by name on one page; more would make it heavy to load and to build
SOURCE = "docs/_data/services.yml"


def pages(site: Site, templates: Templates) -> Iterator[SitePage]:
    """The list of services by group, then each service."""
    yield _list(site, templates)
    offering = _offering(site)
    for service in site.services:
        yield page(site, templates, service, offering.get(service.id, {}))


def _list(site: Site, templates: Templates) -> SitePage:
    linker = Linker(site, templates, "/services/")
    groups = [(group, [service for service in site.services if service.group == group]) for group in site.vocabulary["service_group"]]
    body = linker.render("services", groups=groups)
    return SitePage(linker.address, "能办什么", "站点能帮你办的事，要带什么，谁来决定。", SOURCE, "list", body)


def page(site: Site, templates: Templates, service: Service, stations_by_area: Mapping[str, list[Station]]) -> SitePage:
    """One service; where very many stations offer it, each area stands with their number instead of their names."""
    linker = Linker(site, templates, addresses.of_slug(f"services/{service.id}"))
    offering = [(site.area_by_id[area], stations) for area, stations in stations_by_area.items()]
    is_short = sum(len(stations) for _, stations in offering) <= MOST_LISTED
    values = {
        "offering": offering,
        "is_short": is_short,
        "pictures": _pictures(linker, service),
        "street_word": label_of(site.duties, "街道"),
    }
    body = linker.render("service", service=service, **values)
    return SitePage(linker.address, service.name, service.summary, SOURCE, "service", body)


def _pictures(linker: Linker, service: Service) -> Mapping[str, list[Markup]]:
    """The pictures by the part of the page that they stand below."""
    found: dict[str, list[Markup]] = {"who": [], "steps": []}
    for shown in service.pictures:
        if shown.picture:
            found[shown.below].append(linker.picture(shown.picture))
    return found


def _offering(site: Site) -> Mapping[str, Mapping[str, list[Station]]]:
    """By service and then by area: the open stations that offer it."""
    found: dict[str, dict[str, list[Station]]] = {}
    for area, stations in site.stations_by_area.items():
        for station in stations if area in site.area_by_id else ():
            for service in dict.fromkeys(station.services) if station.is_open else ():
                found.setdefault(service, {}).setdefault(area, []).append(station)
    return found
