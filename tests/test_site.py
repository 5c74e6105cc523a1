"""Tiny sites built through MkDocs: what is published, and what never is."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from html import unescape
from pathlib import Path

import gate
import pytest
from conftest import TODAY, build_site, make_tiny
from members_home.checks import check_tree
from members_home.model.addresses import published, redirects
from members_home.pages import ordinary_pages, stamped_pages
from members_home.problems import as_text
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from trees import TEMPLATES

DAY = dt.date.fromisoformat(TODAY)


def pages_of(site: Path) -> set[str]:
    found = {"/" + path.parent.relative_to(site).as_posix().strip(".") + "/" for path in site.rglob("index.html")}
    return {re.sub("/+", "/", address) for address in found}


def test_every_published_address_is_a_page_and_no_other(tiny: Path, tmp_path: Path) -> None:
    site, _ = check_tree(tiny, DAY)
    promised = {address for address, _ in published(site)} | set(redirects(site))
    assert pages_of(build_site(tiny, tmp_path / "site")) == promised


def test_pages_of_the_core_have_the_addresses_of_the_model(tiny: Path) -> None:
    site, _ = check_tree(tiny, DAY)
    made = [page.address for page in (*ordinary_pages(site, TEMPLATES), *stamped_pages(site, TEMPLATES))]
    assert sorted(made) == sorted(address for address, _ in published(site))


def test_a_broken_tree_leaves_the_old_site_standing(tiny: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    target = build_site(tiny, tmp_path / "site")
    before = (target / "index.html").read_bytes()
    areas = tiny / "docs" / "_data" / "areas.yml"
    areas.write_text(areas.read_text(encoding="utf-8").replace("level: 社区", "level: 村"), encoding="utf-8")
    with pytest.raises(Abort):
        build_site(tiny, target)
    assert "error not-in-vocabulary level（层级）：“村”不在可选范围" in caplog.text
    assert (target / "index.html").read_bytes() == before


def test_links_to_records_lead_to_their_pages(tiny: Path, tmp_path: Path) -> None:
    station = check_tree(tiny, DAY)[0].stations[0].id
    about = tiny / "docs" / "about.md"
    about.write_text(about.read_text(encoding="utf-8") + f"\n见[示例站点](station:{station})、[词](page:glossary)。\n", encoding="utf-8")
    html = (build_site(tiny, tmp_path / "site") / "about" / "index.html").read_text(encoding="utf-8")
    assert f'<a href="../stations/{station}/">示例站点</a>、<a href="../glossary/">词</a>' in html


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_what_stands_in_a_fence_is_shown_as_it_is(fence: str, tiny: Path, tmp_path: Path) -> None:
    shown = "## 不是标题\n《党章》第三条 [站点](station:st-999999) &lt;b onclick=x&gt; &lt;script&gt; ![](a.png)"
    about = tiny / "docs" / "about.md"
    about.write_text(f"{about.read_text(encoding='utf-8')}\n{fence}\n{unescape(shown)}\n{fence}\n\n见《党章》第三条。\n", encoding="utf-8")
    assert as_text(check_tree(tiny, DAY)[1]) == ""
    html = (build_site(tiny, tmp_path / "site") / "about" / "index.html").read_text(encoding="utf-8")
    assert f"<code>{shown}" in html
    assert html.count("《党章》第三条</a>") == 1


def test_an_unknown_station_stops_the_build_with_file_and_line(tiny: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tiny / "docs" / "more.md").write_text("---\ntitle: 更多\n---\n\n见[旧站点](station:st-999999)。\n", encoding="utf-8")
    with pytest.raises(Abort):
        build_site(tiny, tmp_path / "site")
    assert "docs/more.md:5: error broken-link 链接“station:st-999999”" in caplog.text


def test_samples_are_marked_and_kept_from_search_engines(tiny_site: Path) -> None:
    for path in tiny_site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' not in html:
            assert "示例站：示例区是虚构的，用来演示" in html, path
            assert '<meta name="robots" content="noindex">' in html, path
    locations = "".join(ET.parse(tiny_site / "sitemap.xml").getroot().itertext())
    assert "/lessons/" in locations
    assert "/stations/st-" not in locations
    assert "stamped-page" not in locations


def test_real_records_are_in_the_sitemap_and_without_a_banner(tiny: Path, tmp_path: Path) -> None:
    for path in (tiny / "docs" / "_data").rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("sample: true", "sample: false"), encoding="utf-8")
    station = check_tree(tiny, DAY)[0].stations[0].id
    site = build_site(tiny, tmp_path / "site", SITE_URL="https://example.org/home/")
    page = (site / "stations" / station / "index.html").read_text(encoding="utf-8")
    assert "示例站" not in page
    assert "noindex" not in page
    assert f"<loc>https://example.org/home/stations/{station}/</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_only_what_is_meant_for_readers_is_published(tiny_site: Path) -> None:
    kinds = {path.suffix for path in tiny_site.rglob("*") if path.is_file()}
    assert kinds <= {".html", ".xml", ".gz", ".css", ".js", ".svg", ".txt", ".json", ".csv", ".ics"}
    names = {path.relative_to(tiny_site).as_posix() for path in tiny_site.rglob("*")}
    assert not [name for name in names if name.startswith(("_data", "theme", "assets/javascripts")) or name.endswith(".map")]


def test_nothing_that_is_missing_is_printed_by_its_name_in_python(tiny_site: Path, real_site: Path) -> None:
    for site in (tiny_site, real_site):
        for path in site.rglob("*"):
            if path.suffix in (".html", ".json", ".csv", ".ics", ".xml"):
                assert not re.search(r"\bNone\b|datetime\.|Clock\(", path.read_text(encoding="utf-8")), path


def test_edit_links_lead_to_the_file_that_made_the_page(tiny: Path, tmp_path: Path) -> None:
    site, _ = check_tree(tiny, DAY)
    folder = build_site(tiny, tmp_path / "site", REPO_URL="https://code.example.org/home")
    for page in (*ordinary_pages(site, TEMPLATES), *stamped_pages(site, TEMPLATES)):
        html = (folder / page.address.strip("/") / "index.html").read_text(encoding="utf-8")
        assert f'href="https://code.example.org/home/edit/main/{page.source}"' in html, page.address
        assert (tiny / page.source).is_file(), page.source


def test_the_site_works_under_a_sub_path(tiny: Path, tmp_path: Path) -> None:
    folder = build_site(tiny, tmp_path / "web" / "home", SITE_URL="https://example.org/home/")
    lesson = next(folder.glob("lessons/*/index.html")).read_text(encoding="utf-8")
    assert re.search(r'<link rel="canonical" href="https://example\.org/home/lessons/[0-9]{2}/">', lesson)
    assert 'href="/home/' in (folder / "404.html").read_text(encoding="utf-8")
    for path in folder.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        assert not re.findall(r'(?:href|src)="/[^"]*"', html), path
    result = lychee(tmp_path / "web", folder)
    assert result.returncode == 0, result.stdout


def day_and_address(tree: Path, **environment: str) -> tuple[str, str]:
    """The day on which a tree is judged and the address that its pages get, as the gate leaves them."""
    with pytest.MonkeyPatch.context() as patch:
        for key in ("SITE_TODAY", "SITE_URL", "SOURCE_DATE_EPOCH"):
            patch.delenv(key, raising=False)
        for key, value in environment.items():
            patch.setenv(key, value)
        config = gate.on_config(load_config(str(tree / "mkdocs.yml")))
    site = config.extra["members_home"]
    assert site.url == config.site_url
    return site.today.isoformat(), site.url


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({}, "http://127.0.0.1:8000/"),
        ({"SITE_URL": ""}, "http://127.0.0.1:8000/"),
        ({"SITE_URL": "https://example.org/home/"}, "https://example.org/home/"),
        ({"SITE_URL": "https://example.org/home"}, "https://example.org/home/"),  # as GitHub Pages tells it
        ({"SITE_URL": "https://example.org"}, "https://example.org/"),
    ],
)
def test_an_empty_address_is_none_and_a_slash_at_its_end_may_be_left_out(tiny: Path, variables: dict[str, str], address: str) -> None:
    assert day_and_address(tiny, SITE_TODAY=TODAY, **variables) == (TODAY, address)


def test_the_day_is_the_one_that_is_set_or_that_of_the_source_in_shanghai(tiny: Path) -> None:
    evening = {"SOURCE_DATE_EPOCH": "1793723400"}  # 2026-11-03 16:30 in Greenwich, already the 4th in Shanghai
    assert day_and_address(tiny, **evening)[0] == "2026-11-04"
    assert day_and_address(tiny, SITE_TODAY="", **evening)[0] == "2026-11-04"
    assert day_and_address(tiny, SITE_TODAY=TODAY, **evening)[0] == TODAY


def test_mkdocs_alone_builds_with_an_empty_address(tiny: Path, tmp_path: Path) -> None:
    folder = build_site(tiny, tmp_path / "site", SITE_URL="")
    assert '<link rel="canonical" href="http://127.0.0.1:8000/about/">' in (folder / "about" / "index.html").read_text(encoding="utf-8")


def lychee(root: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Follows every link and anchor of a built site, without the network."""
    program = str(Path(sys.executable).with_name("lychee"))
    words = [program, "--offline", "--no-progress", "--include-fragments", "--root-dir", str(root), "--index-files", "index.html"]
    return subprocess.run([*words, str(folder)], capture_output=True, text=True, check=False)


def test_no_link_or_anchor_of_the_real_site_is_broken(real_site: Path) -> None:
    result = lychee(real_site, real_site)
    assert result.returncode == 0, result.stdout


def test_lychee_would_notice(tiny: Path, tmp_path: Path) -> None:
    folder = build_site(tiny, tmp_path / "site")
    page = folder / "about" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("../lessons/", "../lesson/"), encoding="utf-8")
    assert lychee(folder, folder).returncode != 0


def test_two_builds_are_the_same_to_the_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793491200")
    trees = [make_tiny(tmp_path / name) for name in ("one", "two")]
    sites = [build_site(tree, tree.parent / "site") for tree in trees]
    files = [{path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()} for site in sites]
    assert files[0] == files[1]


def test_nothing_on_a_page_is_loaded_from_another_host(tiny_site: Path, real_site: Path) -> None:
    for site in (tiny_site, real_site):
        for path in site.rglob("*.html"):
            html = path.read_text(encoding="utf-8")
            loaded = re.findall(r'<(?:script|img|iframe|source|audio)[^>]*src="([^"]+)"', html)
            loaded += re.findall(r'<link rel="(?:stylesheet|icon|preload|preconnect)"[^>]*href="([^"]+)"', html)
            assert not [url for url in loaded if re.match(r"(?:https?:)?//", url)], path
        for path in site.rglob("*.css"):
            assert not re.findall(r"url\((?:https?:)?//", path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    ("asked", "address", "url"),
    [
        ("", '""', "http://127.0.0.1:8000/"),
        ("", "https://a.example.cn/", "https://a.example.cn/"),
        ("https://b.example.cn/x/", "https://a.example.cn/", "https://b.example.cn/x/"),
    ],
)
def test_the_site_stands_where_it_is_asked_to_or_where_its_duties_say(
    asked: str, address: str, url: str, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duties = tiny / "docs" / "_data" / "duties.yml"
    text = duties.read_text(encoding="utf-8").replace('address: ""', f"address: {address}").replace("网上党员之家", "长安党员之家")
    duties.write_text(text, encoding="utf-8")
    monkeypatch.setenv("SITE_URL", asked)
    monkeypatch.setenv("SITE_TODAY", TODAY)
    config = load_config(str(tiny / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    assert (config.site_url, config.extra["members_home"].url, config.site_name) == (url, url, "长安党员之家")
