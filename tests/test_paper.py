"""Lessons on paper: how many pages, what stands on them, and where the reader finds them on the net."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

A4 = (595, 842)  # points


@pytest.fixture(scope="module")
def tab(browser: Browser, real_url: str) -> Iterator[Page]:
    page = browser.new_context().new_page()
    page.goto(real_url)
    yield page
    page.context.close()


def plain(text: str) -> str:
    """A text without spaces; PDF readers take some 汉字 for the radicals that look like them."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def printed(tab: Page, address: str) -> list[str]:
    """The text of each page of paper; every page is A4."""
    tab.emulate_media(media="null")  # as it was before a test emulated something
    tab.goto(address)
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")  # which Chromium sends where a person prints, and not here
    pages = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {A4}
    return [plain(page.extract_text()) for page in pages]


@pytest.mark.parametrize("number", [12, 18])  # the longest two
def test_a_lesson_is_on_at_most_three_pages_with_answers_and_address_at_its_end(tab: Page, real_url: str, number: int) -> None:
    pages = printed(tab, f"{real_url}/lessons/{number:02d}/")
    assert len(pages) <= 3
    assert pages[-1].endswith(f"第{number}讲在网上:http://127.0.0.1:8000/{number}/")
    whole = "".join(pages)
    assert re.search(r"讨论题1\..*自测的答案和理由1\..{20,}2\..{20,}3\..{20,}第[0-9]+讲在网上", whole)
    for control in ("打印", "看答案", "分享", "下一题"):
        assert control not in whole
    tab.emulate_media(media="print")
    expect(tab.locator(".paper .qr svg")).to_be_visible()
    tab.emulate_media(media="screen")
    expect(tab.locator(".paper")).to_be_hidden()


def test_what_is_folded_is_printed(tab: Page, real_url: str) -> None:
    tab.goto(f"{real_url}/lessons/09/")
    folded = plain("".join(tab.locator("details.note:not([open]) li").all_text_contents()))
    assert len(folded) > 100
    whole = "".join(printed(tab, f"{real_url}/lessons/09/"))
    pairs = [folded[at : at + 2] in whole for at in range(len(folded) - 1)]
    assert sum(pairs) > 0.9 * len(pairs)  # not all, because a PDF has radicals for some 汉字
    tab.emulate_media(media="print")
    expect(tab.locator("details.note li").first).to_be_visible()


def test_the_leaders_sheet_is_one_page_with_lines_to_write_on(tab: Page, real_url: str) -> None:
    (page,) = printed(tab, f"{real_url}/lessons/19/sheet/")
    assert "签到" in page
    tab.emulate_media(media="print")
    questions = tab.locator("li:has(> .lines)")
    expect(questions).to_have_count(3)
    assert all(height >= 20 for height in tab.locator(".lines").evaluate_all("all => all.map((one) => one.clientHeight)"))
