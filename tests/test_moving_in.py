"""A district moves in: five commands from a clone to a site that readers use, with one workbook in between."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from conftest import ROOT, manage, serve
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser, expect

DAY = "2026-11-25"
START = [
    *("start", "--yes", "--district", "清源县", "--site-name", "清源党员之家", "--address", "https://dyzj.example.gov.cn/"),
    *("--body", "清源县委社会工作部", "--report-phone", "0311-00000000", "--report-email", "jiucuo@example.gov.cn"),
    *("--icp", "冀ICP备00000000号", "--police", "冀公网安备00000000000000号", "--levels", "县/街道,乡镇/社区,村"),
]
STREETS = [f"{name}{word}" for names, word in (("春朝晚南北东西中新古", "华街道"), ("柳桃杏梨枣", "坪乡")) for name in names]
COMMUNITIES = [(street, f"{street[0]}{name}{'村' if street.endswith('乡') else '社区'}") for street in STREETS for name in "甲乙丙丁"]
Row = Mapping[str, str]


def fill(page: Worksheet, rows: list[Row]) -> None:
    """Writes rows below what stands in the sheet, each value under its header."""
    headers = [cell.value for cell in page[1]]
    for number, row in enumerate(rows, page.max_row + 1):
        for header, value in row.items():
            page.cell(number, headers.index(header) + 1).value = value


def areas() -> list[Row]:
    streets: list[Row] = [{"名称": name, "层级": "乡镇" if name.endswith("乡") else "街道", "上级区域": "清源县"} for name in STREETS]
    below: list[Row] = [{"名称": name, "层级": "村" if name.endswith("村") else "社区", "上级区域": street} for street, name in COMMUNITIES]
    return [*streets, *below]


def stations() -> list[Row]:
    shared = {
        "状态": "开放",
        "办公室": "值班室",
        "办公电话": "0311-00000000",
        "开放时间": "周一至周五 9:00–11:30、13:30–17:00（节假日休息）",
        "服务": "组织关系接转、建立流动党员档案",
        "核实日期": "2026-11-20",
        "核实岗位": "街道党建办",
    }
    of_streets = [
        {**shared, "名称": f"{name}党群服务中心", "类型": "党群服务中心", "区域": name, "地址": f"{name}大街1号"} for name in STREETS
    ]
    below = [{**shared, "名称": f"{name}联络站", "类型": "联络站", "区域": name, "地址": f"{name}南路2号"} for _, name in COMMUNITIES]
    return [*of_streets, *below]


def organizations() -> list[Row]:
    return [
        {
            "名称": f"{name}{number}号商行",
            "类型": "非公有制企业",
            "行业": "批发零售",
            "区域": name,
            "规模以上": "否",
            "登记日期": "2026-03-01",
            "示范点": "否",
        }
        for _, name in COMMUNITIES
        for number in range(1, 6)
    ]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What git would clone, run by this Python instead of a .venv of its own."""
    root = tmp_path_factory.mktemp("district") / "clone"
    listed = subprocess.run(
        ["git", "ls-files", "docs", "hooks", "lessons", "scripts", "mkdocs.yml"], cwd=ROOT, capture_output=True, check=True
    )
    own = ("docs/_data/areas.yml", "docs/_data/duties.yml", "docs/_data/changes.csv")  # where this is a district's own tree
    for name in listed.stdout.decode().splitlines():
        if name not in own and (ROOT / name).exists() and not re.match("docs/_data/(stations|organizations)/", name):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)
    entry = root / "scripts" / "manage.py"
    text = entry.read_text(encoding="utf-8")
    assert "environment.enter(ROOT, needed(args))" in text
    entry.write_text(text.replace("environment.enter(ROOT, needed(args))", "pass"), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def site(clone: Path) -> Path:
    """The site that five commands make of a clone and one workbook."""

    def run(*words: str) -> str:
        done = manage(clone, *words, SITE_TODAY=DAY)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "已写好" in run(*START)
    book = clone.parent / "登记册.xlsx"
    run("export", "--blank", str(book), "--today", DAY)
    filled = load_workbook(book)
    for title, rows in (("区域", areas()), ("站点", stations()), ("组织", organizations())):
        fill(filled[title], rows)
    filled.save(book)
    assert "新增 450" in run("import", str(book), "--apply", "--by", "县委社会工作部", "--today", DAY)
    assert "错误 0 处" in run("check", "--production", "--today", DAY)
    run("build", "--production", "--site-dir", str(clone.parent / "site"))
    return clone.parent / "site"


@pytest.fixture(scope="module")
def url(site: Path) -> Iterator[str]:
    yield from serve(site)


def test_a_reader_finds_a_station_and_opens_its_page(url: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(url)
    expect(page.locator("header")).to_contain_text("清源党员之家")
    page.goto(f"{url}/stations/")
    page.locator("[name=q]").fill("柳甲村")
    expect(page.locator(".found")).to_have_text("找到 1 个站点")
    page.locator(".results a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("柳甲村联络站")
    expect(page.get_by_role("navigation", name="位置")).to_contain_text("清源县柳坪乡柳甲村")
    context.close()


def test_nothing_speaks_of_the_demonstration(site: Path) -> None:
    """The handbook shows staff what an example row looks like; readers meet no sample."""
    found = [
        path.relative_to(site).as_posix()
        for path in sorted(site.rglob("*"))
        if path.suffix in (".html", ".json", ".csv", ".xml", ".ics") and "handbook" not in path.parts and path.name != "more.json"
        if re.search("示例|st-9[0-9]{5}|春晖|qinghe", path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_links_leave_for_the_address_of_the_district(site: Path) -> None:
    assert 'href="https://dyzj.example.gov.cn/lessons/08/"' in (site / "lessons" / "08" / "index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("site")
def test_what_was_imported_is_in_the_log(clone: Path) -> None:
    lines = (clone / "docs" / "_data" / "changes.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 451
    assert all(line.startswith(f"{DAY},县委社会工作部,登记册.xlsx,") for line in lines[1:])
