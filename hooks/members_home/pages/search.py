"""The search: its page, and what `docs/assets/search.js` searches on the device. `pages.finder` makes the index of stations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import resources
from unicodedata import normalize

from ..json_text import compact
from ..model import addresses
from ..model.registers.levels import Level
from ..model.site import Site
from . import areas, stations
from .finder import listed
from .own_words import sections
from .site_page import Linker, SitePage
from .templates import Templates

# The groups of results in the order in which they are shown, and where their pages stand. Areas stand with stations.
GROUPS = {
    "办事": "/services/",
    "课": "/lessons/",
    "站点": "/stations/",
    "名词": addresses.GLOSSARY,
    "故事": "/stories/",
    "政策": "/policies/",
    "表格": addresses.THINGS,
    "依据": "/instruments/",
    "手册": "/handbook/",
    "本站": "/about/",
}
_LATER = "手册"  # for staff: fetched once the first results stand
_LISTED = ("名词", "依据")  # one page of many entries, each of which is a result of its own

Entry = tuple[str, str, list[tuple[str, str, str]]]  # address, title, and sections as anchor, heading and text


def page(site: Site, templates: Templates) -> SitePage:
    """The page with the one box; without a script it leads to the lists."""
    linker = Linker(site, templates, addresses.SEARCH)
    counted = (
        ("党课", f"{len(site.lessons)} 讲课", "/lessons/"),
        ("办事", f"{len(site.services)} 件能办的事", "/services/"),
        ("站点", f"{sum(map(len, site.stations_by_area.values()))} 个站点", "/stations/"),
        ("名词解释", f"{len(site.glossary)} 个名词", addresses.GLOSSARY),
        ("依据", f"{len(site.instruments)} 部依据", "/instruments/"),
    )
    place = next((area for area in site.areas if area.hotline and area.status == "active"), None)
    body = linker.render("search", lists=counted, hotline=place.hotline if place else "", hotline_of=place.name if place else "")
    description = "课、办事、站点、故事、政策、名词和依据，一个框里找。"
    return SitePage(linker.address, "搜索", description, "docs/theme/pages/search.html", "search", body)


def files(site: Site, templates: Templates, pages: Iterable[SitePage]) -> Iterator[tuple[str, str]]:
    """What devices search: address and content. `pages` are all pages but those of areas and stations."""
    found = list(_entries(site, pages))
    groups = _by_group(found)
    later = groups.pop(_LATER)
    yield (
        addresses.TEXTS,
        compact({"groups": list(groups.items()), "synonyms": list(_synonyms(site)), "offered": site.offered_words, "order": list(GROUPS)}),
    )
    yield (
        addresses.MORE,
        compact(
            {
                "groups": [(_LATER, later)],
                "levels": {level.level: _of_level(level) for level in site.levels},
                "areas": areas.told(site),
                **_of_stations(site, templates),
            }
        ),
    )
    yield addresses.READINGS, compact(_readings(*_spoken(site, [entry for _, entry in found])))


def _synonyms(site: Site) -> Iterator[tuple[str, ...]]:
    """Words that mean the same: those of the register, and the other wordings of the glossary."""
    yield from (group.words for group in site.synonyms)
    yield from ((term.term, *term.also) for term in site.glossary if term.also)


def _of_level(level: Level) -> str:
    """What the pages of all areas of a level say."""
    return "\n".join((level.summary, *level.duties, level.source))


def _of_stations(site: Site, templates: Templates) -> dict[str, object]:
    """What pages of stations say besides, each different text once, and the numbers of those that each station of the index says."""
    numbers: dict[str, int] = {}
    words = lru_cache(None)(lambda html: "\n".join(section.text for section in sections(html)))
    told = [
        [numbers.setdefault(words(str(html)), len(numbers)) for html in fragments]
        for fragments in stations.told(site, templates, listed(site))
    ]
    return {"facts": list(numbers), "told": told}


def _entries(site: Site, pages: Iterable[SitePage]) -> Iterator[tuple[str, Entry]]:
    """What can be found, with its group, in the order of the site."""
    numbers = {addresses.of_slug(lesson.slug): lesson.number for lesson in site.lessons}
    for page in pages:
        group = _group(page)
        if not group or group == "站点":
            continue
        found = sections(str(page.body))
        if group in _LISTED:
            yield from (
                (group, (f"{page.address}#{one.anchor}", one.heading, [("", "", one.text)])) for one in found if one.anchor and one.text
            )
        else:
            number = numbers.get(page.address)
            title = f"第 {number} 讲　{page.title}" if number else page.title
            yield group, (page.address, title, [(one.anchor, one.heading, one.text) for one in found])


def _group(page: SitePage) -> str:
    """The group of a page; "" for lists and for pages that say again what others say."""
    if page.address == addresses.SYSTEM:
        return "政策"
    folder = next((group for group, start in GROUPS.items() if page.address.startswith(start)), "")
    is_list = page.address == GROUPS.get(folder) and folder not in (*_LISTED, "手册", "本站")
    return "" if is_list or page.address.endswith("/sheet/") else folder


def _by_group(found: Sequence[tuple[str, Entry]]) -> dict[str, list[Entry]]:
    by_group: dict[str, list[Entry]] = {group: [] for group in GROUPS}
    for group, entry in found:
        by_group[group].append(entry)
    return by_group


def _spoken(site: Site, entries: Sequence[Entry]) -> tuple[set[str], set[str]]:
    """The characters of names and headings, which are also found by letters, and those of all texts. The device normalises them alike."""
    names = [station.name for station in site.stations] + [area.name for area in site.areas] + list(site.vocabulary["station_kind"])
    headings = [title for _, title, _ in entries] + [heading for _, _, parts in entries for _, heading, _ in parts]
    texts = [text for _, _, parts in entries for _, _, text in parts] + [station.address for station in site.stations]
    spoken = _characters(names + headings)
    return spoken, spoken | _characters(texts)


def _characters(texts: Sequence[str]) -> set[str]:
    return set(normalize("NFKC", "".join(set("".join(texts)))))


def _readings(spoken: set[str], characters: set[str]) -> dict[str, object]:
    """The tables of `docs/assets/words.js`: characters by syllable, and the traditional forms of characters that texts have."""
    return {"pinyin": pinyin_of(spoken), "traditional": "".join(_traditional(characters))}


def pinyin_of(characters: set[str]) -> dict[str, str]:
    """The characters that can be read as each syllable: 行 stands with hang and with xing.

    A character is asked for alone, because beside others it may be read as part of a word, with one reading of several.
    """
    from pypinyin import Style, pinyin  # noqa: PLC0415  here, because its dictionaries take a quarter of a second to load
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415

    found: dict[str, list[str]] = defaultdict(list)
    for character in sorted(characters):
        if ord(character) in PINYIN_DICT:
            for reading in pinyin(character, style=Style.NORMAL, heteronym=True)[0]:
                syllable = reading.replace("ü", "v").replace("ê", "e")
                if syllable.isascii() and syllable.isalpha():
                    found[syllable].append(character)
    return {syllable: "".join(dict.fromkeys(found[syllable])) for syllable in sorted(found)}


def _traditional(characters: set[str]) -> Iterator[str]:
    """Pairs of a traditional character that no text has and the simple one that texts have."""
    table = (resources.files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        old, simple = line.split("\t")
        new = simple.split(" ")[0]  # the usual one first
        if old != new and new in characters and old not in characters:
            yield old + new
