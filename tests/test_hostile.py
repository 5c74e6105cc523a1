"""One hostile tree: in every text field of every register and front matter what breaks formats, and nothing breaks.

Either `check` says so with file and line, or what comes out says the very same to other programs.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser
import html5lib
import icalendar
import pytest
import vobject
from conftest import add_theme, build_site
from members_home.checks import check_tree
from members_home.excel.export import workbook
from members_home.json_text import in_html
from members_home.model.addresses import relative
from members_home.model.load import load_site
from members_home.model.registers import REGISTERS
from members_home.model.site import Site
from members_home.model.texts import LESSONS, PAGES, POLICIES, STORIES
from members_home.pages import calendar_files, directory_files, files
from members_home.pages.feed import feed
from members_home.pages.redirect import redirect_html
from members_home.problems import as_text, errors
from members_home.source import yaml_text
from members_home.source.described import Field, names_of
from members_home.source.markdown_text import split
from members_home.source.quick_records import plain_records
from members_home.source.yaml_text import parse
from members_home.tables import guarded, is_like_formula
from openpyxl import load_workbook
from trees import TEMPLATES, TODAY, TREE, copy_tree

URL = "https://example.cn/home/"
DATA = "docs/_data/"
STATIONS = f"{DATA}stations/chunhui.yml"
FILES = {  # the registers of the small tree, each file with its fields
    path.relative_to(TREE).as_posix(): register.fields
    for register in REGISTERS
    for path in (sorted((TREE / DATA / register.path).glob("*.yml")) if register.is_folder else [TREE / DATA / register.path])
}
FILES[f"{DATA}vocabulary.yml"] = ()
TEXTS = {
    "docs/about.md": PAGES.fields,
    "docs/handbook/index.md": PAGES.fields,
    "docs/index.md": PAGES.fields,
    "docs/policies/index.md": PAGES.fields,
    "docs/policies/reception-day.md": POLICIES.fields,
    "docs/stories/index.md": PAGES.fields,
    "docs/stories/tea-shop.md": STORIES.fields,
    "lessons/08-di-yi-tian.md": LESSONS.fields,
}
# Fields of text that other records or a rule must know: anything else in them is an error.
KNOWN = frozenset(("covered_by", "serves", "visits", "services", "nth", "day", "superseded_by", "called", "audio"))
KNOWN_OF_POLICIES = frozenset(("status", "basis"))
ALWAYS = "\" ' “ & &amp; &lt;b&gt; ; , 3 < 5 \\n \\ {: onclick=alert(1) } [x](javascript:alert(1)) \t {{ 7*7 }} %s {0} ]]> --> 𠮷"
LEADS = ("=1+1", "+1", "-1", "@x", "“a”")
REFUSED = {
    "invisible-character": ("甲\u202e乙", "甲\x85乙", "甲\u2028乙", "甲\x07乙", "甲\r乙", "甲\u200b乙"),
    "html-in-text": ("<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "甲<!--乙"),
}


BREAKS_TYPED = "甲\x85乙\u2028丙\u2029丁"  # pasted from Word: read as blanks


@dataclass
class Hostile:
    """A tree with a hostile value in every free field of text. `rule` refuses it; nothing where it is accepted.

    `places` gives for each value, as it is read, its file and line.
    """

    root: Path
    rule: str
    places: dict[str, tuple[str, int]] = field(default_factory=dict)


def hostile_trees(folder: Path) -> Iterator[Hostile]:
    """Trees below `folder`: first those that the check accepts, then those that it refuses, typed and as YAML escapes."""
    for number, lead in enumerate(LEADS):
        yield hostile_tree(folder / f"accepted-{number}", f"{lead} {ALWAYS}", escaped=number % 2 == 0)
    yield hostile_tree(folder / "breaks", BREAKS_TYPED)
    for rule, payloads in REFUSED.items():
        for number, payload in enumerate(payloads):
            yield hostile_tree(folder / f"{rule}-{number}-escaped", payload, rule, escaped=True)
            if not set(payload) & set(BREAKS_TYPED + "\x07\r") - set("甲乙"):  # JSON has no other way to write these
                yield hostile_tree(folder / f"{rule}-{number}-typed", payload, rule)


def hostile_tree(folder: Path, payload: str, rule: str = "", *, escaped: bool = False, known: bool = False) -> Hostile:
    """A tree with the payload and a number in each free field of text, or else in those of `KNOWN`.

    Files are written as JSON, which is YAML: one value a line, and `escaped` writes whatever is not ASCII as an escape.
    """
    made = Hostile(copy_tree(folder), rule)
    values: list[str] = []

    def hostile(key: str) -> str:
        values.append(f"{payload[:9] if key in ('sms', 'sms_signature') and not rule else payload}〔{len(values)}〕")
        return values[-1]

    for name, fields in {**FILES, **TEXTS}.items():
        path = made.root / name
        text = path.read_text(encoding="utf-8")
        document = split(name, text) if name.endswith(".md") else None
        content: Any = parse(name, document.front_matter if document else text, frozenset())[0]
        if name == f"{DATA}instruments.yml" and not known:
            content.append({**content[0], "short": hostile("short")})
        if name == f"{DATA}vocabulary.yml":
            content = content if known else {key: [*words, hostile(key)] for key, words in content.items()}
        else:
            asked = KNOWN if known else names_of(fields) - KNOWN - {"short"}  # by which texts cite
            if fields is POLICIES.fields:
                asked = asked | KNOWN_OF_POLICIES if known else asked - KNOWN_OF_POLICIES
            content = _filled(content, fields, partial(_for_one, hostile, asked))
        written = _json(content, escaped)
        if isinstance(content, list):  # as the site writes registers
            written = "\n".join("- " + _json(record, escaped).replace("\n", "\n  ") for record in content)
        path.write_text(f"---\n{written}\n---\n{document.body}" if document else written + "\n", encoding="utf-8", newline="\n")
        lines = path.read_text(encoding="utf-8").split("\n")
        for value in values[len(made.places) :]:
            mark = _json(value[value.index("〔") :], escaped)[1:]
            line = next(number for number, line in enumerate(lines, 1) if mark in line)
            made.places[re.sub("[\x85\u2028\u2029]", " ", value) if not rule else value] = name, line
    return made


def _for_one(hostile: Callable[[str], str], asked: frozenset[str], one: Field) -> str | None:
    return hostile(one.key) if one.key in asked else None


def _json(value: Any, escaped: bool) -> str:
    """JSON with the escapes of YAML, which has others above U+FFFF."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return re.sub("[^\\n -~]", lambda match: f"\\U{ord(match[0]):08x}", text) if escaped else text


def _filled(content: Any, fields: tuple[Field, ...], hostile: Callable[[Field], str | None]) -> Any:
    """The same content with hostile texts for which `hostile` has one; also in fields that were left out."""
    if isinstance(content, list):
        return [_filled(record, fields, hostile) for record in content]
    filled = dict(content)
    for one in fields:
        if one.fields and one.key in content:
            filled[one.key] = _filled(content[one.key], one.fields, hostile)
        elif one.kind == "topics" and one.key in content:
            filled[one.key] = {key: hostile(one) or value for key, value in content[one.key].items()}
        elif one.kind == "text" and (value := hostile(one)) is not None:
            filled[one.key] = [value, *content.get(one.key, [])[1:]] if one.many else value
    return filled


@pytest.fixture(scope="module")
def trees_made(tmp_path_factory: pytest.TempPathFactory) -> list[Hostile]:
    return list(hostile_trees(tmp_path_factory.mktemp("hostile")))


def strings(value: object) -> Iterator[str]:
    """Every text in a record and what it holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (one for inner in value.values() for one in strings(inner))
    elif isinstance(value, tuple | list):
        yield from (one for inner in value for one in strings(inner))
    elif hasattr(value, "__dataclass_fields__"):
        yield from (one for name in value.__dataclass_fields__ if name != "files" for one in strings(getattr(value, name)))


def test_what_is_refused_is_told_where_it_stands(trees_made: list[Hostile]) -> None:
    for made in trees_made:
        if made.rule:
            told = {(one.place.path, one.place.line) for one in check_tree(made.root, TODAY)[1] if one.rule == made.rule}
            assert set(made.places.values()) <= told, made.root


def test_what_must_be_known_is_refused_where_it_stands(tmp_path: Path) -> None:
    made = hostile_tree(tmp_path, f"=1 {ALWAYS}", known=True)
    problems = errors(check_tree(made.root, TODAY)[1])
    untold = set(made.places.values()) - {(one.place.path, one.place.line) for one in problems}
    assert len(made.places) > 15
    assert {path for path, _ in untold} == {STATIONS}  # the rule of a reception day is judged as a whole, where it begins
    assert len(untold) == 2
    assert "reception-not-computable" in {one.rule for one in problems if one.place.path == STATIONS}


def test_large_registers_are_judged_alike(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    text = (root / STATIONS).read_text(encoding="utf-8")
    strange = (
        text.replace("role: 党建办", 'role: "党\\u202e建办"').replace("值班室", '"<b>值班室"').replace("投影设备", '"1\\u0033800138000"')
    )
    (root / STATIONS).write_text(text * 20 + strange, encoding="utf-8", newline="\n")
    assert plain_records(text * 20 + strange, yaml_text._sound) is not None  # the quick reader has read it
    first = text.count("\n") * 20
    rules = {(one.place.line - first, one.rule, one.field) for one in check_tree(root, TODAY)[1] if one.place.line > first}
    assert {
        (8, "invisible-character", "contact.role"),
        (19, "html-in-text", "contact.role"),
        (28, "mobile-number-found", "venue.equipment"),
    } <= rules


@pytest.fixture(scope="module")
def sites(trees_made: list[Hostile]) -> list[tuple[Hostile, Site]]:
    """What is accepted, read."""
    found = []
    for made in trees_made:
        if not made.rule:
            site, problems = check_tree(made.root, TODAY, URL)
            assert as_text(errors(problems)) == ""
            found.append((made, site))
    assert len(found) == len(LEADS) + 1
    return found


def test_what_is_accepted_is_read_as_it_was_meant(sites: list[tuple[Hostile, Site]]) -> None:
    for made, site in sites:
        assert len(made.places) > 150
        assert set(made.places) <= set(strings(site))


def test_two_libraries_read_the_calendars(sites: list[tuple[Hostile, Site]]) -> None:
    for _, site in sites:
        (station,) = (one for one in site.stations if one.reception)
        texts = dict(calendar_files(site))
        assert len(texts) == 3
        for text in texts.values():
            ours = {(event.summary.value, event.location.value) for event in vobject.readOne(text).vevent_list}
            theirs = {(str(one["summary"]), str(one["location"])) for one in icalendar.Calendar.from_ical(text).walk("VEVENT")}
            assert ours == theirs
            assert {summary.removesuffix("（因放假改到这天）") for summary, _ in ours} == {f"【示例】党员接待日：{station.name}"}
            assert {address for _, address in ours} == {station.address}


def test_tables_and_data_say_what_the_registers_say(sites: list[tuple[Hostile, Site]]) -> None:
    for _, site in sites:
        published = {**dict(files(site)), **dict(directory_files(site))}
        for name, records in (("areas", site.areas), ("stations", site.stations), ("services", site.services)):
            rows = json.loads(published[f"/data/{name}.json"])
            table = list(csv.DictReader(io.StringIO(published[f"/data/{name}.csv"].removeprefix("\ufeff"), newline="")))
            assert len(rows) == len(table) == len(records)
            for record, row, line in zip(records, rows, table, strict=True):
                texts = {key: value for key, value in vars(record).items() if key in row and isinstance(value, str)}
                assert {key: row[key] for key in texts} == texts
                assert {key: line[key] for key in texts} == {key: guarded(value) for key, value in texts.items()}
                assert not [cell for cell in line.values() if is_like_formula(cell)]
        assert [year["source"] for year in json.loads(published["/data/holidays.json"])] == [year.source for year in site.holidays]
        (lesson,) = site.lessons
        _, row = csv.reader(io.StringIO(published["/course/sms.csv"].removeprefix("\ufeff"), newline=""))
        assert row[1:3] == [guarded(lesson.title), f"【{site.duties.signature}】{lesson.sms}{URL}8/"]


def test_the_finder_has_a_name_for_each_station(sites: list[tuple[Hostile, Site]]) -> None:
    for _, site in sites:
        published = dict(directory_files(site))
        index, places = (json.loads(published[f"/stations/{name}.json"]) for name in ("finder", "places"))
        addresses = places["addresses"]
        assert len(index["stations"]["name"].split("\n")) == len(index["stations"]["id"]) == len(addresses) == len(places["phones"])
        assert [area[1] for area in index["areas"]] == [area.name for area in site.areas]
        assert [service[1] for service in index["services"]] == [service.name for service in site.services]
        assert set(addresses) == {one.address for one in site.stations if one.status == "active"}


def test_another_parser_reads_the_feed(sites: list[tuple[Hostile, Site]]) -> None:
    for _, site in sites:
        read = feedparser.parse(feed(site).encode("utf-8"))
        assert (read.bozo, read.feed.title, read.feed.author) == (False, site.duties.site_name, site.duties.body)
        told = {(entry.title.removeprefix("第 8 讲 "), entry.summary) for entry in read.entries}
        assert told == {(text.title, getattr(text, "summary", None) or getattr(text, "question", "")) for text in site.texts}


def test_a_feed_leaves_out_what_xml_cannot_hold(sites: list[tuple[Hostile, Site]]) -> None:
    site = sites[0][1]
    named = replace(site, duties=replace(site.duties, site_name="甲\x00\x07\x1b\ufffe\uffff乙"))
    read = feedparser.parse(feed(named).encode("utf-8"))
    assert (read.bozo, read.feed.title) == (False, "甲乙")


def test_a_workbook_holds_texts_and_no_formula(sites: list[tuple[Hostile, Site]], tmp_path: Path) -> None:
    made, site = sites[0]
    workbook(made.root, site).save(tmp_path / "a.xlsx")
    pages = load_workbook(tmp_path / "a.xlsx").worksheets
    cells = [cell for page in pages for row in page.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    names = {one.name for one in site.stations} | {one.name for one in site.organizations} | {one.name for one in site.branches}
    assert names <= {cell.value for cell in cells}


class _Tags(HTMLParser):
    """Tags with their attributes, and the text of each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script":
            self.scripts.append(data)


HTML = [ALWAYS, *REFUSED["html-in-text"], "\u2028\u2029", "<!--<script>", "]]>"]


@pytest.mark.parametrize("text", HTML)
def test_json_in_html_ends_no_script(text: str) -> None:
    written = in_html({text: [text]})
    assert not set(written) & set("<>&\u2028\u2029")
    parsed = _Tags(f"<script>{written}</script>")
    assert parsed.tags == [("script", {})]
    assert json.loads("".join(parsed.scripts)) == {text: [text]}


@pytest.mark.parametrize("text", HTML)
def test_a_redirect_is_one_link(text: str) -> None:
    target = relative(f"/{text}/", "/old/")
    parsed = _Tags(redirect_html(load_site(TREE, TODAY, URL)[0], TEMPLATES, "/old/", f"/{text}/"))
    assert [tag for tag, _ in parsed.tags] == ["html", "head", "meta", "title", "meta", "meta", "link", "meta", "body", "p", "a"]
    assert parsed.tags[-1] == ("a", {"href": target})
    assert parsed.tags[6] == ("link", {"rel": "canonical", "href": f"{URL}{text}/"})
    assert parsed.tags[7] == ("meta", {"http-equiv": "refresh", "content": f"0; url={target}"})


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, dict[str, Any]]:
    """Every page of a site whose texts are hostile, parsed as strictly as HTML allows."""
    made = hostile_tree(tmp_path_factory.mktemp("pages"), f"=1 {ALWAYS}")
    add_theme(made.root)
    folder = build_site(made.root, made.root.parent / "site", SITE_URL=URL)
    parsed = {}
    for path in sorted(folder.rglob("*.html")):
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        parsed[path.relative_to(folder).as_posix()] = parser.parse(path.read_text(encoding="utf-8"))
    return check_tree(made.root, TODAY)[0], parsed


def test_no_page_of_a_hostile_tree_holds_anything_alive(pages: tuple[Site, dict[str, Any]]) -> None:
    _, parsed = pages
    assert len(parsed) > 20
    for name, tree in parsed.items():
        for element in tree.iter():
            assert not [key for key in element.attrib if key.startswith("on") or key == "style"], name
            for key in ("href", "src", "action", "formaction"):
                assert re.match(r"(?:https://|tel:|mailto:|(?![a-z][a-z0-9+.-]*:|//|/?\\))", element.get(key, "./"), re.I), (
                    name,
                    element.attrib,
                )
            if element.tag == "script" and not element.get("src"):
                is_data = element.get("type") in ("application/json", "application/ld+json")
                assert is_data or "alert" not in (element.text or ""), name
                assert not is_data or json.loads(element.text)
        assert not list(tree.iter("iframe")) + list(tree.iter("object")) + list(tree.iter("embed")), name


def test_pages_of_a_hostile_tree_show_what_was_typed(pages: tuple[Site, dict[str, Any]]) -> None:
    site, parsed = pages

    def words(text: str) -> str:
        return re.sub(r"\s+", "", text)

    for station in site.stations:
        tree = parsed[f"stations/{station.id}/index.html"]
        assert words("".join(tree.find(".//h1").itertext())) == words(station.name)
        assert words(station.name) in words("".join(tree.find(".//title").itertext()))
    for text in site.texts:
        tree = parsed[f"{text.slug}/index.html"]
        assert words("".join(tree.find(".//h1").itertext())) == words(text.title)
        description = next(one.get("content") for one in tree.iter("meta") if one.get("name") == "description")
        assert words(getattr(text, "summary", "") or getattr(text, "question", "")) in words(description)
