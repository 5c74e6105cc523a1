"""The blocks of the home page: where to begin or go on, what people run into, stations, what is often done."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from ..json_text import in_html
from ..model import addresses
from ..model.level_words import label_of
from ..model.site import Site
from ..source.described import values_of
from .site_page import Linker

_STREETS = 6  # shown on the home page; the finder has them all
_SERVICES = 5
_MOST_TIMES = 60  # different opening hours that the home page can carry


def start(linker: Linker) -> Markup:
    """The course as dots; for who comes back, what is next."""
    site = linker.site
    if not site.lessons:
        return Markup("")
    told = in_html([[lesson.number, lesson.title, lesson.question, lesson.minutes] for lesson in site.lessons])
    values = {"lessons": site.lessons, "themes": site.lessons_by_theme, "told": Markup(told), "review": addresses.REVIEW}
    return linker.render("blocks/start", **values)


def search(linker: Linker) -> Markup:
    """The one box, and words to tap."""
    return linker.render("blocks/search", search=addresses.SEARCH, offered=linker.site.offered_words)


def situations(linker: Linker) -> Markup:
    """What people run into, as the questions of lessons."""
    by_number = {lesson.number: lesson for lesson in linker.site.lessons}
    found = [(situation.word, by_number[situation.lesson]) for situation in linker.site.course.situations if situation.lesson in by_number]
    return linker.render("blocks/situations", situations=found)


def find(linker: Linker) -> Markup:
    """The way to stations, and from what devices count those that are open."""
    site = linker.site
    streets = [area for area in site.areas if area.level == "街道" and area.status == "active"]
    total = sum(map(len, site.stations_by_area.values()))
    return linker.render(
        "blocks/find", streets=streets[:_STREETS], total=total, word=label_of(site.duties, "街道"), times=_open_times(site)
    )


def services(linker: Linker) -> Markup:
    """The first services of the register."""
    shown = linker.site.services[:_SERVICES]
    return linker.render("blocks/services", services=[(one.name, addresses.of_slug(f"services/{one.id}")) for one in shown])


def _open_times(site: Site) -> Markup | None:
    """How many stations keep each of the different opening hours, and the holidays; None where it is too much for this page."""
    here = (station for stations in site.stations_by_area.values() for station in stations if station.is_open)
    counted = Counter((station.hours, station.special) for station in here)
    if not counted or len(counted) > _MOST_TIMES:
        return None
    times = [
        [count, {"hours": [values_of(one) for one in hours], "special": [values_of(one) for one in special]}]
        for (hours, special), count in counted.items()
    ]
    years = [{key: values_of(year)[key] for key in ("year", "days_off", "workdays")} for year in site.holidays]
    return Markup(in_html({"years": years, "times": times}))
