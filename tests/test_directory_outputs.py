"""What the registers give besides pages of text: open data, structured data, codes and posters, sums, the annual report."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import segno
from conftest import ROOT, serve
from members_home.checks import check_tree
from members_home.model.annual_report import annual
from members_home.model.site import Site
from members_home.model.totals import totals
from members_home.pages import directory_files, open_data, stamped_pages
from members_home.pages.codes import STATION_CODES, station_codes
from playwright.sync_api import Browser, expect
from trees import TEMPLATES, TODAY, TREE

URL = "https://members-home.example.cn/home/"


@pytest.fixture(scope="module")
def site() -> Site:
    return check_tree(TREE, TODAY, URL)[0]


@pytest.fixture(scope="module")
def tables(site: Site) -> dict[str, str]:
    return {address: text for address, text in directory_files(site) if address.startswith("/data/")}


def test_open_data_has_the_columns_that_its_page_explains(site: Site, tables: dict[str, str]) -> None:
    page = open_data.page(site, TEMPLATES).body
    for name, columns in (("areas", open_data.AREA), ("stations", open_data.STATION), ("services", open_data.SERVICE)):
        rows = json.loads(tables[f"/data/{name}.json"])
        assert {tuple(row) for row in rows} == {tuple(columns)}
        text = tables[f"/data/{name}.csv"]
        assert text.startswith("\ufeff")
        table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
        assert [row["id"] for row in table] == [row["id"] for row in rows]
        assert table[0].keys() == columns.keys()
        assert all(f"<dt>{key}</dt>" in page for key in columns)
    assert [set(year) for year in json.loads(tables["/data/holidays.json"])] == [set(open_data.HOLIDAYS)] * len(site.holidays)


def test_open_data_marks_samples_and_names_no_organization(site: Site, tables: dict[str, str]) -> None:
    for name in ("areas", "stations"):
        rows = json.loads(tables[f"/data/{name}.json"])
        assert all(row["sample"] is True for row in rows)
        assert tables[f"/data/{name}.csv"].count(",true\r\n") == len(rows)
    everything = "".join(tables.values())
    assert not [one.name for one in site.organizations if one.name in everything]
    counts = {row["id"]: (row["stations"], row["organizations"], row["covered"]) for row in json.loads(tables["/data/areas.json"])}
    assert counts == {"shili": (3, 3, 3), "chunhui": (2, 3, 3), "qiushi": (1, 0, 0), "qinghe": (1, 2, 2), "fengshou": (0, 0, 0)}


def test_hours_are_a_sentence_in_csv_and_parts_in_json(tables: dict[str, str]) -> None:
    row = json.loads(tables["/data/stations.json"])[1]
    assert row["hours"][0] == {"days": list("一二三四五"), "opens": "09:00", "closes": "11:30", "on_holiday": "unknown"}
    assert "周一至周五 9:00–11:30、13:30–17:00；周六、周日 休息；节假日请先打电话" in tables["/data/stations.csv"]
    assert "每月第一个周三 14:00–16:00，遇节假日顺延到下一个工作日" in tables["/data/stations.csv"]


def scripts(body: str, kind: str) -> list[Any]:
    return [json.loads(text) for text in re.findall(f'<script type="{re.escape(kind)}"[^>]*>(.*?)</script>', body)]


def test_a_station_tells_machines_what_it_is(site: Site) -> None:
    bodies = {page.address: page.body for page in stamped_pages(site, TEMPLATES, site.stations)}
    (data,) = scripts(bodies["/stations/st-900002/"], "application/ld+json")
    assert (data["@type"], data["name"], data["telephone"]) == ("Place", "青禾社区流动党员服务站", "010-00000002")
    assert data["geo"]["longitude"] == 116.3
    assert [hours["opens"] for hours in data["openingHoursSpecification"]] == ["09:00", "13:30"]
    assert data["additionalProperty"] == {"@type": "PropertyValue", "name": "sample", "value": True}
    assert scripts(bodies["/stations/st-900004/"], "application/ld+json") == []  # closed


def test_no_text_of_a_register_ends_a_script(site: Site) -> None:
    station = replace(site.stations[1], name="</script><b>", address="</ScRiPt>")
    (page,) = stamped_pages(site, TEMPLATES, [station])
    assert "</script><b>" not in page.body
    assert scripts(page.body, "application/ld+json")[0]["name"] == "</script><b>"


def test_maps_open_at_the_position_or_search_the_address(site: Site) -> None:
    known, unknown = (next(stamped_pages(site, TEMPLATES, [one])).body for one in (site.stations[1], site.stations[0]))
    for host in ("https://uri.amap.com/", "https://apis.map.qq.com/", "https://api.map.baidu.com/"):
        assert known.count(host) == unknown.count(host) == 1
    assert "position=116.3,39.9&amp;" in known
    assert "keyword=%E6%98%A5" in unknown


def test_a_station_says_who_guides_it_and_what_its_area_has(site: Site) -> None:
    instructor = replace(site.instructors[0], serves=("st-900001",))
    liaison = replace(instructor, id="in-900002", kind="联络员", role="社区的岗位")
    point = replace(site.contact_points[0], visits="st-900001")
    more = replace(site, instructors=(instructor, liaison), contact_points=(point,))
    first, second = (page.body for page in stamped_pages(more, TEMPLATES, more.stations[:2]))
    for words in (
        "街道专职党建指导员",
        "<dt>专职指导员</dt>",
        "<dt>专职联络员</dt>",
        "社区的岗位",
        "街道党工委委员 · 每季",
        "青禾社区联合党支部",
    ):
        assert words in first
    assert "青禾社区联合党支部<span" in second
    assert "青禾社区党组织 和 示例面馆甲" in second
    assert "指导员" not in second


def test_sums_include_what_lies_below_and_leave_out_what_is_gone(site: Site) -> None:
    whole = totals(site)["shili"]
    assert dict(whole.stations) == {"流动党员之家": 1, "流动党员服务站": 1, "党群服务中心": 1}
    assert (dict(whole.branches), whole.organizations, whole.covered, whole.overdue) == ({"联合党支部": 1}, 3, 3, 0)
    later = totals(replace(site, today=dt.date(2027, 9, 15)))["shili"]
    assert later.overdue == 2
    (page,) = (one for one in stamped_pages(site, TEMPLATES, site.areas) if one.address == "/areas/shili/")
    assert "3 家里已覆盖 3 家，100.0%" in page.body
    assert "登记册截至 2026 年 11 月 1 日的数目" in page.body


def test_the_annual_report_counts_each_street_and_the_whole(site: Site) -> None:
    report = annual(site, 2025)
    rows = dict(report.rows)
    assert list(rows) == ["春晖街道", "秋实街道", "合计"]
    chunhui = {column: count for column, count in rows["春晖街道"].items() if count}
    assert chunhui == {"登记的两新组织": 2, "党建年检合格": 1, "党建年检整改": 1, "由党组织覆盖": 2, "联合党支部": 1, "开放、暂停的站点": 2}
    assert rows["合计"]["当年停用"] == 0
    assert set(rows["合计"]) <= set(report.columns)
    next_year = dict(annual(site, 2026).rows)
    assert (next_year["合计"]["登记的两新组织"], next_year["合计"]["当年新登记"], next_year["合计"]["未做党建年检"]) == (3, 1, 3)
    assert (next_year["秋实街道"]["当年停用"], next_year["合计"]["由工会覆盖"]) == (1, 1)


def test_a_branch_that_was_dissolved_counts_nowhere(site: Site) -> None:
    (branch,) = site.branches
    gone = replace(branch, id="br-900002", name="撤了的支部", status="dissolved")
    more = replace(site, branches=(branch, gone))
    assert {area: one.branches for area, one in totals(more).items()} == {area: one.branches for area, one in totals(site).items()}
    assert annual(more, 2025) == annual(site, 2025)
    assert [page.body for page in stamped_pages(more, TEMPLATES)] == [page.body for page in stamped_pages(site, TEMPLATES)]
    without = replace(site, branches=(gone,))
    assert not any(one.branches for one in totals(without).values())
    assert dict(annual(without, 2025).rows)["合计"][branch.form] == 0
    assert dict(directory_files(more)) == dict(directory_files(site))


@pytest.fixture(scope="module")
def assets() -> Iterator[str]:
    yield from serve(ROOT / "docs" / "assets")


def test_the_device_draws_the_code_of_any_station(browser: Browser, assets: str, site: Site) -> None:
    dice = random.Random(7)
    ids = [f"st-{dice.randrange(1_000_000):06d}" for _ in range(25)] + ["st-000000", "st-999999"]
    page = browser.new_page()
    page.goto(assets + "/icon.svg")
    drawn = page.evaluate(
        'async ({ codes, ids }) => { const poster = await import("/poster.js"); return ids.map((id) => poster.modules(codes, id).join("")); }',
        {"codes": json.loads(station_codes(site)), "ids": ids},
    )
    page.close()
    for station_id, found in zip(ids, drawn, strict=True):
        code = segno.make(f"{URL}stations/{station_id}/", error="m", micro=False, mask=3, boost_error=False)
        assert found == "".join(str(module) for row in code.matrix for module in row)


def test_the_poster_prints_on_one_page_with_its_code(browser: Browser, real_url: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(f"{real_url}/stations/st-900001/")
    page.get_by_role("button", name="打印门口海报").click()
    page.wait_for_function("window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".poster svg")).to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#history")).to_be_hidden()
    assert len(re.findall(rb"/Type */Page\b", page.pdf(prefer_css_page_size=True))) == 1
    context.close()


def test_a_station_says_whether_it_is_open_and_when_reception_is_next(browser: Browser, real_url: str) -> None:
    context = browser.new_context(timezone_id="America/New_York")
    page = context.new_page()
    page.clock.set_fixed_time("2026-09-30T10:00:00+08:00")
    page.goto(f"{real_url}/stations/st-900001/")
    expect(page.locator("[data-now]")).to_have_text("开放中，到 11:30")
    days = ["10 月 8 日（周四） 14:00–16:00，因放假改到这天", "11 月 4 日（周三） 14:00–16:00", "12 月 2 日（周三） 14:00–16:00"]
    expect(page.locator("[data-next] li")).to_have_text(days)
    holidays = ["周四1休", "周五2休", "周六3休", "周日4休", "周一5休", "周二6休"]
    expect(page.locator("[data-week] li")).to_have_text(["今天30开", *holidays])
    page.clock.set_fixed_time("2026-12-01T20:00:00+08:00")
    page.reload()
    expect(page.locator("[data-week] li").nth(1)).to_have_text("周三2接待")
    expect(page.locator("[data-week] li").nth(0).locator("i")).to_have_count(2)
    page.clock.set_fixed_time("2026-12-29T10:00:00+08:00")
    page.reload()
    expect(page.locator("[data-week] li")).to_have_text(
        ["今天29开", "周三30开", "周四31休", "周五1先问", "周六2先问", "周日3先问", "周一4先问"]
    )
    page.clock.set_fixed_time("2027-03-01T10:00:00+08:00")
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_load_state("networkidle")
    words = "不知道开不开（2027 年的放假安排还没有登记），平时周一 9:00–11:30、13:30–17:00，请先打电话"
    expect(page.locator("[data-now]")).to_have_text(words)
    expect(page.locator("[data-next] li")).to_have_text(["还不知道"])
    expect(page.locator(".week")).to_be_hidden()
    expect(page.get_by_role("link", name="存进日历")).to_have_count(0)
    context.close()


def test_codes_are_published(site: Site) -> None:
    assert STATION_CODES in dict(directory_files(site))
