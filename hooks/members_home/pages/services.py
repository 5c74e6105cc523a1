"""What stations help with: the list, and a page for each service."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..model import addresses
from ..model.records import Service
from ..model.site import Site
from .page import Linker, SitePage, crumbs, eyebrow, ul

MOST_LISTED = 300  # stations by name on one page; more would make it heavy to load and to build
SOURCE = "docs/_data/services.yml"


def pages(site: Site) -> Iterator[SitePage]:
    """The list of services by group, then each service."""
    yield _list(site)
    for service in site.services:
        yield page(site, service)


def _list(site: Site) -> SitePage:
    address = "/services/"
    linker = Linker(site, address)
    parts = ['# 能办什么\n\n<p class="lead">站点帮你问路、备材料、跑手续。谁来决定，每一项都写明。</p>']
    for group in site.vocabulary["service_group"]:
        cards = (
            f'<a class="card" href="{linker.url(addresses.of_slug(f"services/{service.id}"))}"><span class="card-title">'
            f'{escape(service.name)}</span><span class="muted">{escape(service.summary)}</span></a>'
            for service in site.services
            if service.group == group
        )
        parts.append(f"## {group}\n\n{ul(cards, 'cards four')}")
    return SitePage(address, "能办什么", "站点能帮你办的事，要带什么，谁来决定。", SOURCE, "list", "\n\n".join(parts))


def page(site: Site, service: Service) -> SitePage:
    """One service: for whom, what to bring, the steps, who decides, and where."""
    address = addresses.of_slug(f"services/{service.id}")
    linker = Linker(site, address)
    steps = "".join(f"<li>{linker.inline(step)}</li>" for step in service.steps)
    phone = f'<p>也可以打 <a href="tel:{service.hotline}">{service.hotline}</a> 问。</p>' if service.hotline else ""
    parts = [
        crumbs([linker.a("/services/", "能办什么")]),
        eyebrow(service.group),
        f"# {service.name}",
        f'<p class="lead">{escape(service.summary)}</p>',
        f'<div class="decides card"><p class="card-title">谁决定</p><p>{linker.inline(service.decides)}</p></div>',
        f"## 谁可以办\n\n<p>{linker.inline(service.who)}</p>",
        f"## 带什么\n\n{ul((linker.inline(item) for item in service.bring), 'ticks')}",
        f'## 一步一步\n\n<ol class="steps">{steps}</ol>{phone}',
        f"## 哪些站点能帮忙\n\n{_where(linker, service)}",
        f"## 依据\n\n{ul(map(linker.inline, service.basis), 'basis')}" if service.basis else "",
    ]
    return SitePage(address, service.name, service.summary, SOURCE, "service", "\n\n".join(filter(None, parts)))


def _where(linker: Linker, service: Service) -> str:
    """The stations that offer the service by area; where there are very many, each area with their number."""
    site = linker.site
    offering = {
        site.area_by_id[area_id]: [one for one in stations if one.status == "active" and service.id in one.services]
        for area_id, stations in site.stations_by_area.items()
        if area_id in site.area_by_id
    }
    is_short = sum(map(len, offering.values())) <= MOST_LISTED
    rows = []
    for area, stations in offering.items():
        if is_short:
            names = "、".join(linker.a(addresses.of_station(one.id), one.name) for one in stations)
            row = f'<span class="muted">{escape(area.name)}</span><p>{names}</p>'
        else:
            row = f'{linker.a(addresses.of_area(area.id), area.name)}<span class="muted">{len(stations)} 个站点</span>'
        rows += [row] if stations else []
    return ul(rows, "offering" if is_short else "counts") or "<p>目前没有站点登记这项服务。</p>"
