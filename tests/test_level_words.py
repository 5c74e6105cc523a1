"""A district calls its levels as it does; the registers hold one word a level."""

from __future__ import annotations

import pytest
import trees
from members_home.checks import check_tree
from members_home.model.level_words import choices, label_of, meant, word_of, words_of
from members_home.model.registers.duties import Duties
from members_home.model.site import Site

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
