"""Sheets to print and to write on, and their list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import ROOT
from members_home.checks import check_tree
from members_home.model import addresses
from members_home.model.site import Site
from members_home.model.texts import Page
from members_home.pages import search, written
from members_home.pages.cards import thing_cards
from members_home.pages.site_page import Linker
from members_home.source.markdown_text import Document
from trees import TEMPLATES, TODAY, TREE

SHEET = Document("docs/things/visit.md", "", "| 谁来办 |\n|---|\n| |\n", 1)
THINGS = sorted(path.stem for path in (ROOT / "docs" / "things").glob("*.md") if path.stem != "index")


@pytest.fixture(scope="module")
def site() -> Site:
    found, _ = check_tree(TREE, TODAY)
    page = Page(document=SHEET, title="走访", description="去听，记下来。", contents=False)
    return replace(found, pages=(page,))


def test_a_file_of_things_is_a_sheet_with_cells_to_fill_its_code_and_its_whole_address(site: Site) -> None:
    (sheet,) = written.pages(site, TEMPLATES)
    assert (sheet.address, sheet.title, sheet.kind) == ("/things/visit/", "走访", "sheet")
    assert '<h1 id="走访">走访</h1>' in sheet.body
    assert "<td></td>" in sheet.body
    assert '<span class="qr" role="img" aria-label="走访的二维码"><svg' in sheet.body
    assert f'<p class="paper">{site.full("/things/visit/")}</p>' in sheet.body
    assert "data-print" in sheet.body


def test_the_list_has_every_sheet_and_not_itself(site: Site) -> None:
    index = replace(site.pages[0], document=replace(SHEET, path="docs/things/index.md"), title="表")
    both = replace(site, pages=(index, *site.pages))
    assert [page.kind for page in written.pages(both, TEMPLATES)] == ["list", "sheet"]
    cards = thing_cards(Linker(both, TEMPLATES, addresses.THINGS))
    assert cards.count("<li>") == 1
    assert 'href="../things/visit/"' in cards
    assert "去听，记下来。" in cards
    assert thing_cards(Linker(replace(site, pages=()), TEMPLATES, addresses.THINGS)).strip() == ""


def test_sheets_are_found_in_a_group_of_their_own(site: Site) -> None:
    (sheet,) = written.pages(site, TEMPLATES)
    address, texts = next(search.files(site, TEMPLATES, [sheet]))
    assert address == addresses.TEXTS
    assert '["表格",[["/things/visit/","走访",' in texts
    assert "二维码" not in texts  # what stands on paper alone is not looked for


@pytest.mark.parametrize("name", THINGS)
def test_a_sheet_asks_for_no_persons_number_or_home(name: str) -> None:
    text = (ROOT / "docs" / "things" / f"{name}.md").read_text(encoding="utf-8")
    cells = [cell.strip() for line in text.splitlines() if line.startswith("|") for cell in line.split("|")]
    assert not [cell for cell in cells if any(word in cell for word in ("姓名", "身份证", "手机", "住址"))]
