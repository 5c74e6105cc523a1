"""Every rule has golden cases with their complete reports, and no rule speaks of what another one explains.

The first case of `tests/rules/NAME.yml` breaks the rule; a case for every other branch of its code follows, set apart by a
line of `---` and called by its `name`. Where the rule must not strike, the report is empty or names other rules only.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import trees
from members_home.model.registers import REGISTERS
from members_home.model.registers.register import DATA
from members_home.problems import as_json, as_text
from members_home.rules import EXCEL_RULES, RULES

FILES = sorted((trees.HERE / "rules").glob("*.yml"))
BROKEN = trees.HERE / "broken.yml"
READ = {path.stem: trees.read_cases(path) for path in (*FILES, BROKEN)}
FIRST = {path.stem: READ[path.stem][0] for path in FILES}
CASES = {f"{stem}: {case.get('name', 'is broken')}": case for stem, cases in READ.items() for case in cases}
CALLABLE = ("010-00000000", "0311-0000000", "0311-00000000", "400-810-0000", "110", "12345", "95566", "11185")
MOBILE, MOBILE_IN_GROUPS = "13800138000", "138 0013 8000"
ID_NUMBER = "11010519491231002X"  # the example of GB 11643
IN_FULL = re.compile("1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}|[0-9]{17}[0-9Xx]")
YAML_FILES = sorted(path.relative_to(trees.TREE).as_posix() for path in trees.TREE.rglob("*.yml"))
FOLDERS = tuple(f"docs/_data/{name}/" for name in ("stations", "organizations", "figures"))
TEXTS = ("lessons/08-di-yi-tian.md", "docs/stories/tea-shop.md", "docs/policies/reception-day.md")


def rule_of(case: Path) -> str:
    return case.stem.partition("--")[0]


def test_valid_tree_has_no_problem(tmp_path: Path) -> None:
    root = trees.copy_tree(tmp_path)
    assert as_text(trees.check(root)) == ""
    trees.make_real(root)
    assert as_text(trees.check(root, {"production": True})) == ""


def test_every_rule_has_its_cases() -> None:
    assert set(FIRST) == set(RULES) - EXCEL_RULES  # tests/test_excel.py holds the others
    assert len(CASES) == sum(map(len, READ.values()))  # each has a name of its own


@pytest.mark.parametrize("name", CASES)
def test_report_is_complete(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    root = trees.copy_tree(tmp_path)
    trees.apply(case, root)
    assert "".join(f"{item}\n" for item in trees.check(root, case)) == case["report"]


@pytest.mark.parametrize("rule", FIRST)
def test_rule_is_alive(rule: str, tmp_path: Path) -> None:
    case = FIRST[rule]
    root = trees.copy_tree(tmp_path)
    trees.apply(case, root)
    assert rule in {item.rule for item in trees.check(root, case)}
    assert rule not in {item.rule for item in trees.check(root, case, off=frozenset({rule}))}


@pytest.mark.parametrize("number", CALLABLE)
def test_a_number_that_can_be_called_is_accepted(number: str, tmp_path: Path) -> None:
    root = trees.copy_tree(tmp_path)
    trees.apply({"replace": {"docs/_data/stations/chunhui.yml": [["010-00000001", number], ["010-00000002", number]]}}, root)
    assert as_text(trees.check(root)) == ""


@pytest.mark.parametrize(
    ("today", "registered", "years"),
    [
        ("2026-06-30", "2024-12-31", ["2024"]),
        ("2026-06-30", "2025-01-01", []),
        ("2026-07-01", "2025-01-01", ["2025"]),
        ("2026-07-01", "2025-12-31", ["2025"]),
        ("2026-07-01", "2026-01-01", []),
    ],
)
def test_the_year_of_registration_is_inspected_and_none_before_it(today: str, registered: str, years: list[str], tmp_path: Path) -> None:
    root = trees.copy_tree(tmp_path)
    trees.apply({"replace": {"docs/_data/organizations/chunhui.yml": [['"2026-02-01"', f'"{registered}"']]}}, root)
    told = [item.message for item in trees.check(root, {"today": today}) if item.rule == "inspection-overdue"]
    assert [year for message in told for year in re.findall("“示例助学社丙”没有 ([0-9]{4}) 年度", message)] == years


def test_broken_tree_has_many_faults() -> None:
    lines = CASES["broken: is broken"]["report"].splitlines()
    assert len({line.split(" ")[2] for line in lines}) >= 15
    assert {line.split("/")[0] for line in lines} == {"docs", "lessons"}


@pytest.mark.parametrize("name", YAML_FILES)
@pytest.mark.parametrize("content", [b"- [\n", b"\xff", b"# \n"], ids=["syntax", "bytes", "empty"])
def test_unreadable_register_is_reported_once(name: str, content: bytes, tmp_path: Path) -> None:
    root = trees.copy_tree(tmp_path)
    trees.make_real(root)
    (root / name).write_bytes(content)
    for production in (False, True):
        (only,) = trees.check(root, {"production": production})
        assert only.place.path == name


DISTRICTS = tuple(DATA + register.path for register in REGISTERS if register.has_samples)
NEEDED = [name for name in YAML_FILES if not name.startswith((*FOLDERS, *DISTRICTS))]


@pytest.mark.parametrize("name", [*NEEDED, "docs/_data/addresses.txt"])
def test_lost_register_is_reported_once(name: str, tmp_path: Path) -> None:
    root = trees.copy_tree(tmp_path)
    trees.make_real(root)
    (root / name).unlink()
    for production in (False, True):
        (only,) = trees.check(root, {"production": production})
        assert (only.place.path, only.rule) == (name, "no-files-read")


@pytest.mark.parametrize("content", [None, "[]\n", "# 还没有\n[]\n"], ids=["missing", "list", "remark"])
@pytest.mark.parametrize("name", ["contact_points", "instructors", "pairings"])
def test_a_district_begins_with_empty_registers(name: str, content: str | None, tmp_path: Path) -> None:
    path = trees.copy_tree(tmp_path) / "docs" / "_data" / f"{name}.yml"
    if content is None:
        path.unlink()
    else:
        path.write_text(content, encoding="utf-8")
    assert as_text(trees.check(tmp_path / "tree")) == ""


@pytest.mark.parametrize(("name", "rule"), [("areas", "unknown-area"), ("branches", "unknown-reference")])
def test_what_refers_to_a_lost_register_is_named(name: str, rule: str, tmp_path: Path) -> None:
    root = trees.copy_tree(tmp_path)
    (root / "docs" / "_data" / f"{name}.yml").unlink()
    assert rule in {item.rule for item in trees.check(root)}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("content", [b"---\na: [\n---\n", b"\xff", b""], ids=["syntax", "bytes", "empty"])
def test_unreadable_text_is_reported_once(name: str, content: bytes, tmp_path: Path) -> None:
    root = trees.copy_tree(tmp_path)
    (root / name).write_bytes(content)
    (only,) = trees.check(root)
    assert only.place.path == name


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("docs/_data/addresses.txt", "/about/", "/{}/"),
        ("docs/_data/areas.yml", "name: 秋实街道", "name: “{} ”, {}: 1, sample: {}"),
        ("docs/_data/services.yml", "rights\n  name: 维权咨询", "'{}'\n  name: '{} '\n  hotline: '{} 转 1'\n  '{}': 1\n  group: '{}'"),
        ("docs/_data/stations/chunhui.yml", 'phone: "010-00000001"', 'phone: "{}"'),
        ("docs/_data/stations/chunhui.yml", 'phone: "010-00000001"', 'phone: "+86 {}", "{}": 1'),
        ("docs/_data/stations/chunhui.yml", 'role: 党建办, phone: "010-00000001"', 'phone: "010-00000001", role: "{} "'),
        ("docs/_data/stations/qiushi.yml", "name: 秋实街道党群服务中心", "name: *{}"),
        ("docs/policies/reception-day.md", "## 是什么", "## {}"),
        ("docs/policies/reception-day.md", "status: 历史", "status: {}"),
        ("docs/stories/tea-shop.md", "[站点](station:st-900001)", "[站点](tel:{}) [站点](http:{}) <b {}> ![](/{}) 《{}条例》"),
    ],
)
@pytest.mark.parametrize("number", [MOBILE, MOBILE_IN_GROUPS, ID_NUMBER])
def test_personal_data_is_never_shown(name: str, old: str, new: str, number: str, tmp_path: Path) -> None:
    root = trees.copy_tree(tmp_path)
    trees.apply({"replace": {name: [[old, new.replace("{}", number)]]}}, root)
    problems = trees.check(root)
    assert problems
    assert not IN_FULL.search(as_text(problems))
    assert not IN_FULL.search(as_json(problems))


def test_no_message_steers_the_screen(tmp_path: Path) -> None:
    strange = "\\e[2J\\a\\u202e\\u200f\\x85\\u2028\\n错误 0 处"
    root = trees.copy_tree(tmp_path)
    trees.apply(
        {
            "replace": {
                "docs/_data/areas.yml": [["{id: shili", f'{{"键{strange}": 1, id: shili'], ["level: 区", f'level: "区{strange}"']],
                "docs/_data/stations/qiushi.yml": [["id: st-900003", f'id: "st-900003{strange}"']],
                "docs/_data/services.yml": [["  group: 党员服务", f'  group: ["{strange}"]\n  who: "{strange}"']],
                "docs/stories/tea-shop.md": [["level: 社区", f'"{strange}": {{"{strange}": a}}\nlevel: 社区']],
                "docs/_data/vocabulary.yml": [["crs: [gcj02]", f'crs: [gcj02]\n"{strange}": 1']],
            },
            "write": {"docs/a\x1b[2Jb\u202e.md": "无"},
        },
        root,
    )
    problems = trees.check(root)
    lines = as_text(problems).split("\n")
    assert len(lines) == len(problems)
    assert all(line.startswith(("docs/", "lessons/")) and line.isprintable() for line in lines)
    assert {"unknown-field", "not-in-vocabulary", "bad-id", "wrong-type"} <= {problem.rule for problem in problems}
    assert "“键〈U+001B〉[2J〈U+0007〉〈U+202E〉〈U+200F〉〈U+0085〉〈U+2028〉〈U+000A〉错误 0 处”" in as_text(problems)


def test_personal_data_in_golden_reports() -> None:
    assert [name for name, case in CASES.items() if IN_FULL.search(case["report"])] == []


def test_json_report(tmp_path: Path) -> None:
    case = FIRST["station-phone-is-mobile"]
    root = trees.copy_tree(tmp_path)
    trees.apply(case, root)
    assert json.loads(as_json(trees.check(root, case))) == [
        {
            "path": "docs/_data/stations/chunhui.yml",
            "line": 19,
            "column": 24,
            "field": "contact.phone",
            "rule": "station-phone-is-mobile",
            "level": "error",
            "message": "“138****8000”像手机号。请改填办公座机。",
        }
    ]
