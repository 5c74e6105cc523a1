"""The address of every page, as `/lessons/01/`. Addresses never change once published."""

from __future__ import annotations

from collections.abc import Iterator

from .registers.areas import Area
from .registers.stations import Station
from .site import Site
from .texts import Lesson

COURSE_PRINT = "/course/print/"
BOOKLET = "/course/booklet.pdf"
GLOSSARY = "/glossary/"
DATA = "/data/"
REPORT = "/handbook/report/"
OFFLINE = "/offline/"
REVIEW = "/review/"
SEARCH = "/search/"
SYSTEM = "/system/"
THINGS = "/things/"
LISTS = ("/lessons/", "/stations/", "/services/", "/instruments/")  # lists that no file of docs/ opens
MADE = (*LISTS, COURSE_PRINT, GLOSSARY, DATA, REPORT, OFFLINE, REVIEW, SEARCH)  # the pages that every site has
STATION_INDEX, PLACES, POSITIONS = "/stations/finder.json", "/stations/places.json", "/stations/positions.json"
TEXTS, MORE, READINGS = "/search/texts.json", "/search/more.json", "/search/readings.json"
SEARCHED = (TEXTS, MORE, READINGS, STATION_INDEX, PLACES)  # what devices search
FACTS = "/instruments/facts.json"  # what a citation opens in place
DOWNLOADED = ("/lessons/", GLOSSARY, "/instruments/", FACTS, SEARCH, *SEARCHED)  # with all lessons, because these lead there


def of_document(path: str) -> str:
    """The address of a Markdown file below docs/: docs/handbook/lessons.md → /handbook/lessons/."""
    inner = path.removeprefix("docs/").removesuffix(".md")
    inner = inner.removesuffix("index").strip("/")
    return f"/{inner}/" if inner else "/"


def of_slug(slug: str) -> str:
    """The address of stories/tea-street-branch, lessons/08 or services/rights."""
    return f"/{slug}/"


def of_lesson_in_short(lesson: Lesson) -> str:
    """The address of a lesson in messages and codes to scan: `/8/`, from where `redirects` leads on."""
    return f"/{lesson.number}/"


def of_sheet(lesson: Lesson) -> str:
    """The address of a lesson's sheet for whoever leads the meeting."""
    return f"/{lesson.slug}/sheet/"


def is_thing(address: str) -> bool:
    """Whether a page is a sheet of paper to write on; their list is none."""
    return address.startswith(THINGS) and address != THINGS


def of_station(station_id: str) -> str:
    return f"/stations/{station_id}/"


def of_area(area_id: str) -> str:
    return f"/areas/{area_id}/"


def of_calendar(record: Area | Station) -> str:
    """The address of the calendar of a station's or an area's reception days."""
    page = of_station(record.id) if isinstance(record, Station) else of_area(record.id)
    return f"{page}reception.ics"


def of_figures(year: str) -> str:
    return f"/figures/{year}/"


def of_instrument(short: str) -> str:
    """The address of an instrument on the page of instruments."""
    return f"/instruments/#{short}"


def relative(address: str, of_page: str) -> str:
    """The link from one page's address to another's, so that the site works under any path."""
    path, mark, anchor = address.partition("#")
    if path == of_page and mark:
        return f"#{anchor}"
    up = "../" * (of_page.count("/") - 1)
    return (up + path.lstrip("/") or "./") + mark + anchor


def made(site: Site) -> tuple[str, ...]:
    """Every page that is made from no text and from no single record."""
    return (*MADE, *map(of_figures, site.figures_by_year))


def published(site: Site) -> Iterator[tuple[str, bool]]:
    """Every address of the site and whether its page is a sample."""
    yield from ((of_document(page.document.path), False) for page in site.pages)
    yield from ((address, False) for address in made(site))
    yield from ((of_sheet(lesson), False) for lesson in site.lessons)
    yield from ((of_slug(text.slug), False) for text in site.texts)
    yield from ((of_slug(f"services/{service.id}"), False) for service in site.services)
    yield from stamped(site)


def stamped(site: Site) -> Iterator[tuple[str, bool]]:
    """The addresses of areas and stations and whether each is a sample."""
    yield from ((of_area(area.id), area.sample) for area in site.areas)
    yield from ((of_station(station.id), station.sample) for station in site.stations)


def short(site: Site) -> dict[str, str]:
    """The short address of each lesson and where it leads."""
    return {of_lesson_in_short(lesson): of_slug(lesson.slug) for lesson in site.lessons if lesson.number}


def promised(site: Site) -> frozenset[str]:
    """Every address that was ever published, those that lead elsewhere now among them."""
    return frozenset(line.partition("->")[0].strip() for line in site.addresses)


def redirects(site: Site) -> dict[str, str]:
    """Short and old addresses and where they lead now; the old ones from the lines `/old/ -> /new/` of addresses.txt."""
    pairs = (line.partition("->") for line in site.addresses if "->" in line)
    return short(site) | {old.strip(): new.strip() for old, _, new in pairs}
