"""Reading: raw strings, lines of faults, sections, files that may not be published."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from members_home.citations import find, to_number
from members_home.parallel import beside, spread
from members_home.problems import Place, Problem, mask, problem
from members_home.source import yaml_text
from members_home.source.files import is_id_number, read_files
from members_home.source.markdown_text import count_han, split
from members_home.source.quick_records import plain_records
from members_home.source.yaml_text import locate, parse
from trees import TREE


def test_values_stay_as_typed() -> None:
    value, problems = parse("a.yml", 'phone: 01063031234\nopens: 14:00\non: no\nempty:\nquoted: "2026-11-01"\n', frozenset())
    assert problems == []
    assert value == {"phone": "01063031234", "opens": "14:00", "on": "no", "empty": "", "quoted": "2026-11-01"}


def test_front_matter_lines_count_from_its_place_in_the_file() -> None:
    _, problems = parse("a.md", "title: a\nsum: b\ntitle: c\n", frozenset(), first_line=2)
    assert [(item.place.line, item.message) for item in problems] == [(4, "“title”写了两次，第一次在第 2 行。请只留一处。")]


@pytest.mark.parametrize(
    ("keys", "line", "column"),
    [((0, "id"), 1, 3), ((1, "contact", "phone"), 4, 13), ((1, "days", 1), 5, 13), ((1, "absent"), 3, 3), ((7,), 1, 1)],
)
def test_a_problem_is_located_at_its_value(keys: tuple[str | int, ...], line: int, column: int) -> None:
    text = "- id: a\n  name: b\n- id: c\n  contact: {phone: d}\n  days: [一, 二]\n"
    (found,) = locate([problem("missing-field", Place("a.yml", 1, 1, keys))], {"a.yml": text})
    assert (found.place.line, found.place.column) == (line, column)


@pytest.mark.parametrize(("fence", "other"), [("```", "~~~"), ("~~~", "```")])
def test_sections_know_their_lines_and_code_is_not_a_heading(fence: str, other: str) -> None:
    text = f"---\ntitle: x\n---\n\n场景\n\n## 一\n\n{fence}\n## 不是标题\n{fence}\n\n### 小标题\n\n## 二\n尾"
    document = split("a.md", text)
    assert document is not None
    assert [(one.heading, one.line, one.text) for one in document.sections] == [("", 4, "场景"), ("一", 7, "小标题"), ("二", 15, "尾")]
    assert document.anchors == {"一", "小标题", "二"}
    within = split("a.md", text.replace("## 不是标题", f"{other}\n## 不是标题"))
    assert within is not None
    assert within.anchors == {"一", "小标题", "二"}
    assert split("a.md", "title: x\n") is None
    assert split("a.md", "---\ntitle: x\n") is None


def test_han_are_counted_without_punctuation_and_letters() -> None:
    assert count_han("第 1 讲，支部建在店里。OK") == 8


def test_files_are_read_as_people_save_them(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.md").write_bytes("\ufeff# 一\r\n二\r\n".encode())
    (docs / ".DS_Store").touch()
    (docs / "~$表.xlsx").touch()
    (docs / "图.png").touch()
    (docs / "out").symlink_to(tmp_path)
    files, problems = read_files(tmp_path)
    assert files.texts["docs/a.md"].text == "# 一\n二\n"
    assert files.others == ("docs/图.png",)
    assert [(item.rule, item.place.path) for item in problems] == [("path-escape", "docs/out"), ("not-a-site-file", "docs/~$表.xlsx")]


def test_an_id_number_needs_region_date_and_checksum() -> None:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

    def with_checksum(digits: str) -> str:
        return digits + "10X98765432"[sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11]

    right = with_checksum("11010119000101001")
    wrong_checksum = right[:-1] + ("0" if right[-1] != "0" else "1")
    assert is_id_number(right)
    assert not is_id_number(wrong_checksum)
    assert not is_id_number(with_checksum("99010119000101001"))
    assert not is_id_number(with_checksum("11010119001301001"))


def test_long_numbers_are_masked() -> None:
    assert mask("打 13800138000 或 010-00000000") == "打 138****8000 或 010-00000000"


@pytest.mark.parametrize(
    ("text", "name", "articles"),
    [
        ("《劳动合同法》第十条第二款、第八十二条第一款", "劳动合同法", (10, 82)),
        ("《刑法》第二百七十六条之一第一款", "刑法", (276,)),
        ("《党员教育管理工作条例》第三十一条第一款第六项", "党员教育管理工作条例", (31,)),
        ("《妇女权益保障法》第四十八条第一款第（二）项", "妇女权益保障法", (48,)),
        ("《消费者权益保护法》第55条", "消费者权益保护法", (55,)),
        ("见《公司法》。", "公司法", ()),
        ("《信访工作条例》第十七条和第十九条", "信访工作条例", (17, 19)),
    ],
)
def test_citations_are_found_as_people_write_them(text: str, name: str, articles: tuple[int, ...]) -> None:
    (citation,) = find(text)
    assert (citation.name, citation.articles) == (name, articles)


def test_a_book_is_no_instrument() -> None:
    assert [one.sounds_legal for one in find("《“快餐”党课24讲》和《劳动法》")] == [False, True]


@pytest.mark.parametrize(("words", "number"), [("十", 10), ("二十一", 21), ("一百零五", 105), ("一百六十三", 163), ("1260", 1260)])
def test_numbers_in_words(words: str, number: int) -> None:
    assert to_number(words) == number


def test_work_spread_over_cores_keeps_its_order_and_its_errors() -> None:
    shares = spread(list, range(10))
    assert [number for share in shares for number in share] == list(range(10))
    with pytest.raises(ZeroDivisionError):
        spread(lambda share: [1 // (9 - number) for number in share], range(10))


def test_work_done_beside_is_done_when_waited_for_and_its_errors_reach_who_waits(tmp_path: Path) -> None:
    done = tmp_path / "done"

    def write() -> None:
        done.write_text("x", encoding="utf-8")

    beside(write)()
    assert done.read_text(encoding="utf-8") == "x"

    def fail() -> None:
        raise ValueError("as here")

    with pytest.raises(ValueError, match="as here"):
        beside(fail)()


ALONE = """
import os, sys
from pathlib import Path
from members_home import parallel

assert parallel._cores() == (len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1)
parallel._cores = lambda: 3
shares = parallel.spread(lambda share: (os.getpid(), list(share)), range(10))
assert [number for _, share in shares for number in share] == list(range(10))
assert len({process for process, _ in shares}) == 3
done = Path(sys.argv[1])
parallel.beside(lambda: done.write_text(str(os.getpid())))()
assert done.read_text() != str(os.getpid())
for fails in (lambda: parallel.spread(lambda share: [1 // (9 - number) for number in share], range(10)), parallel.beside(lambda: 1 // 0)):
    try:
        fails()
    except ZeroDivisionError:
        print("told")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="work is spread on Linux alone")
def test_other_processes_work_where_no_other_thread_runs(tmp_path: Path) -> None:
    """In a process of its own, since here threads run: the server's, the browser's, the other worker's."""
    command = [sys.executable, "-c", ALONE, str(tmp_path / "done")]
    result = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")})
    assert (result.returncode, result.stdout) == (0, "told\n" * 2), result.stderr


STATIONS = (TREE / "docs" / "_data" / "stations" / "chunhui.yml").read_text(encoding="utf-8")


def test_the_quick_reader_reads_the_site_s_own_form() -> None:
    for path in (ROOT / "docs" / "_data").rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        quickly = plain_records(text, yaml_text._sound)
        assert quickly is None or quickly == yaml_text._build("", text, 1, [])
        if path.parent.name in ("stations", "organizations"):
            assert quickly is not None, path.name


ODD = [
    "'",
    '"',
    "\\",
    ": ",
    " #",
    "# x",
    "&a ",
    "*a",
    "!t ",
    "- ",
    "  - ",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "{",
    "}",
    "[",
    "]",
    "|",
    ">",
    "~",
    "null",
    "?",
    "sample: true",
    "on: x",
]


@given(st.integers(0, len(STATIONS)), st.integers(0, 12), st.lists(st.sampled_from(ODD) | st.text(max_size=3), max_size=4).map("".join))
@settings(derandomize=True, deadline=None, database=None, max_examples=400)
def test_what_the_quick_reader_reads_is_what_yaml_means(at: int, cut: int, put: str) -> None:
    text = STATIONS[:at] + put + STATIONS[at + cut :]
    quickly = plain_records(text, yaml_text._sound)
    if quickly is not None:
        problems: list[Problem] = []
        assert quickly == yaml_text._build("", text, 1, problems)
        assert problems == []
