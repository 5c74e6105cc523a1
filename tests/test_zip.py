"""The site on a USB stick: one zip that a browser reads from files, and what people are told where it cannot be made."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import commands
import pytest
import zip_command
from conftest import ROOT
from playwright.sync_api import Browser, expect

NAME = "网上党员之家"
CONTROLS = "button, input:not([type=radio]), select, form, textarea"


@pytest.fixture(scope="module")
def packed(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stick") / "home.zip"
    zip_command.write(real_site, path, NAME)
    return path


@pytest.fixture(scope="module")
def unpacked(packed: Path) -> Path:
    with zipfile.ZipFile(packed) as file:
        file.extractall(packed.parent)
    return packed.parent / NAME


def arguments(file: Path | None) -> argparse.Namespace:
    return argparse.Namespace(command="zip", file=file)


def test_a_reader_goes_from_page_to_page_without_a_server(browser: Browser, unpacked: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto((unpacked / "打开我.html").as_uri())
    page.wait_for_url("**/site/index.html")
    page.get_by_role("link", name="党课", exact=True).first.click()
    page.get_by_role("link", name=re.compile("用工第一天")).first.click()
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"
    answer = page.locator(".quiz details").first
    expect(answer.locator("p").last).to_be_hidden()
    answer.locator("summary").click()
    expect(answer.locator("p").last).to_be_visible()
    page.locator(".next a").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("工钱按时给")
    page.get_by_role("link", name="找站点").click()
    page.locator("[data-lists] a").first.click()
    page.locator("a[href*='st-9']").first.click()
    expect(page).to_have_url(re.compile(r"/site/stations/st-9[0-9]+/index\.html$"))
    context.close()
    assert said == []


@pytest.mark.parametrize(
    "inner", ["index.html", "lessons/index.html", "lessons/08/index.html", "stations/index.html", "stations/st-900001/index.html"]
)
def test_no_control_is_shown_that_needs_a_server(browser: Browser, unpacked: Path, inner: str) -> None:
    page = browser.new_page()
    page.goto((unpacked / "site" / inner).as_uri())
    assert not [one.evaluate("e => e.outerHTML") for one in page.locator(CONTROLS).all() if one.is_visible()]
    assert page.locator("article").inner_text().strip()
    page.close()


def test_every_link_leads_to_a_file(unpacked: Path) -> None:
    program = str(Path(sys.executable).with_name("lychee"))
    result = subprocess.run(
        [program, "--offline", "--no-progress", "--include-fragments", str(unpacked)], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout
    for path in unpacked.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r"<script|\?v=|serviceworker", html), path
        assert not re.findall(r'(?:href|src)="(?:/|[^":#]*/(?=["?#]))[^"]*"', html), path


def test_one_folder_holds_it_and_only_what_can_be_read(packed: Path) -> None:
    with zipfile.ZipFile(packed) as file:
        names = file.namelist()
        assert {name.partition("/")[0] for name in names} == {NAME}
        assert [name for name in names if name.count("/") == 1] == [f"{NAME}/打开我.html", f"{NAME}/说明.txt"]
        assert file.read(names[1]).decode("utf-8-sig").startswith("网上党员之家，可以带走的一份\r\n")
    assert f"{NAME}/site/lessons/24/sheet/index.html" in names
    left_out = ("404.html", "sw.js", "sitemap.xml", "offline/index.html", "assets/site.js", "1/index.html", "stations/finder.json")
    assert not [name for name in left_out if f"{NAME}/site/{name}" in names]


def test_the_same_site_gives_the_same_bytes(real_site: Path, packed: Path, tmp_path: Path) -> None:
    site = shutil.copytree(real_site, tmp_path / "later", copy_function=shutil.copyfile)  # with the times of today
    zip_command.write(site, tmp_path / "again.zip", NAME)
    assert (tmp_path / "again.zip").read_bytes() == packed.read_bytes()


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("../", "../index.html"),
        (".", "./index.html"),
        ("../..", "../../index.html"),
        ("../08/?a=1&amp;b=2#第一节", "../08/index.html?a=1&amp;b=2#第一节"),
        ("#第一节", "#第一节"),
        ("a.css?v=0f", "a.css"),
        ("a.csv", "a.csv"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("tel:010-1", "tel:010-1"),
    ],
)
def test_a_link_to_a_folder_leads_to_the_page_in_it(href: str, written: str) -> None:
    page = '<p a="<">甲\n<a\nhref="{}">乙</a>&lt;</p>'
    assert zip_command.without_server(page.format(href)) == page.format(written)


def test_scripts_go_with_all_that_is_in_them() -> None:
    html = '<p>甲</p><script type="module">if (a < b) { c("</p>"); }</script>\n<script src="a.js"></script><p>乙</p>'
    assert zip_command.without_server(html) == "<p>甲</p>\n<p>乙</p>"


def test_the_command_writes_the_site_that_was_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def build(folder: Path) -> int:
        folder.mkdir()
        (folder / "index.html").write_text("<p>甲</p>", encoding="utf-8")
        return 0

    output = tmp_path / "home.zip"
    assert zip_command.zip_(arguments(output), ROOT, build) == 0
    assert capsys.readouterr().out == f"已做好：{output}（0.0 MB）。解开以后，双击里面的“打开我.html”。\n"
    assert [path.name for path in tmp_path.iterdir()] == ["home.zip"]


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "home.zip"
    output.write_bytes(b"a")
    assert commands.COMMANDS["zip"](arguments(output), ROOT) == 1
    assert capsys.readouterr().err == f"{output} 已经有了，没有动它。请换一个文件名，或者先把它移走。\n"
    assert output.read_bytes() == b"a"
    assert commands.COMMANDS["zip"](arguments(tmp_path / "no" / "home.zip"), ROOT) == 1
    assert capsys.readouterr().err == f"没有 {tmp_path / 'no'} 这个文件夹。\n"


def test_where_the_site_cannot_be_built_nothing_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def build(folder: Path) -> int:
        folder.mkdir()
        return 1

    assert zip_command.zip_(arguments(tmp_path / "home.zip"), ROOT, build) == 1
    assert capsys.readouterr().err == "没有做成压缩包。\n"
    assert list(tmp_path.iterdir()) == []
