"""A district calls its levels as it does; the registers hold one word a level."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
import trees
from members_home.checks import check_tree
from members_home.model.annual_report import annual
from members_home.model.level_words import choices, label_of, meant, word_of, words_of
from members_home.model.registers import REGISTERS
from members_home.model.registers.duties import Duties
from members_home.model.site import Site
from members_home.pages import ordinary_pages, register_lists, stamped_pages
from members_home.pages.blocks import BLOCKS
from members_home.pages.site_page import Linker

WORDS = "level_words: {district: [县], street: [街道, 乡镇], community: [社区, 村, 园区]}\n"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small tree as a county, one of its streets a 乡镇."""
    root = trees.copy_tree(tmp_path_factory.mktemp("county"))
    duties, areas = root / "docs" / "_data" / "duties.yml", root / "docs" / "_data" / "areas.yml"
    duties.write_text(duties.read_text(encoding="utf-8") + WORDS, encoding="utf-8")
    text = areas.read_text(encoding="utf-8").replace("name: 秋实街道,", "name: 秋实镇, called: 乡镇,")
    areas.write_text(text, encoding="utf-8")
    site, problems = check_tree(root, trees.TODAY)
    assert problems == []
    return site


@pytest.fixture(scope="module")
def usual() -> Duties:
    return check_tree(trees.TREE, trees.TODAY)[0].duties


def test_an_area_is_called_by_its_own_word_or_the_usual_one(county: Site) -> None:
    assert [word_of(county.duties, area) for area in county.areas] == ["县", "街道", "乡镇", "社区", "社区"]
    assert {area.level for area in county.areas} == {"区", "街道", "社区"}


def test_labels_name_every_word_of_a_level(county: Site, usual: Duties) -> None:
    assert [label_of(county.duties, level) for level in ("区", "街道", "社区")] == ["县", "街道、乡镇", "社区、村、园区"]
    assert [words_of(usual, level) for level in ("区", "街道", "社区")] == [("区",), ("街道",), ("社区",)]


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("县", ("区", None)),
        ("区", ("区", None)),
        ("街道", ("街道", None)),
        ("乡镇", ("街道", "乡镇")),
        ("园区", ("社区", "园区")),
        ("社区", ("社区", None)),
        ("镇", None),
        ("", None),
    ],
)
def test_a_word_means_one_level(county: Site, word: str, level: tuple[str, str | None] | None) -> None:
    assert meant(county.duties, word) == level


def test_people_may_write_the_words_of_the_place_and_of_the_registers(county: Site, usual: Duties) -> None:
    assert choices(county.duties) == ("县", "区", "街道", "乡镇", "社区", "村", "园区")
    assert choices(usual) == ("区", "街道", "社区")


def shown(site: Site, address: str) -> str:
    """The words of a page."""
    pages = [*ordinary_pages(site, trees.TEMPLATES), *stamped_pages(site, trees.TEMPLATES)]
    (page,) = (page for page in pages if page.address == address)
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", f"{page.description} {page.body}"))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/stations/", ["按街道、乡镇和社区、村、园区找", "全部街道、乡镇", "全部社区、村、园区", "乡镇的站点", "街道的站点"]),
        ("/areas/shili/", ["下面的街道、乡镇", "县这一级做什么"]),
        ("/areas/qiushi/", ["乡镇这一级做什么", "下面的社区"]),
        ("/handbook/report/", ["按街道、乡镇汇总"]),
    ],
)
def test_pages_say_the_words_of_the_place(address: str, words: list[str], county: Site) -> None:
    text = shown(county, address)
    assert [word for word in words if word not in text] == []


def test_lists_and_reports_say_them_too(county: Site) -> None:
    (point,) = county.contact_points
    site = replace(county, contact_points=(replace(point, level="区"),))
    assert "县一级" in register_lists.contact_points(Linker(site, trees.TEMPLATES, "/policies/contact-points/"))
    everywhere = replace(county, stations=tuple(replace(one, area="shili") for one in county.stations))
    assert "县直属" in [name for name, _ in annual(everywhere, 2025).rows]


def without_records(site: Site) -> Site:
    """The site of a district that has just moved in."""
    empty: dict[str, Any] = {register.name: () for register in REGISTERS if register.has_samples}
    return replace(site, **{**empty, "areas": site.areas[:1]})


def test_home_leads_to_stations_once_there_are_some(county: Site) -> None:
    found = [BLOCKS["find"](Linker(site, trees.TEMPLATES, "/")) for site in (county, without_records(county))]
    assert ["按街道、乡镇找" in html for html in found] == [True, False]
    assert "站点正在登记。" in found[1]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/stations/", "站点正在登记，还没有能找的。登记好了，这里可以按街道、乡镇、社区、村、园区、能办的事找。"),
        ("/areas/shili/", "站点正在登记，登记好了会列在这里。"),
        ("/handbook/report/", "登记册里还没有可以汇总的。"),
    ],
)
def test_a_page_without_records_says_so_kindly(address: str, words: str, county: Site) -> None:
    text = shown(without_records(county), address)
    assert words in text
    assert not re.search("<form|0 个|0 家|示例|全部 0", text.replace("示例区", ""))
