"""Whatever people type, the answer is a list of problems: never an exception, never a private number in full."""

from __future__ import annotations

import json
import random
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from members_home.problems import Problem, as_json, as_text
from members_home.source.markdown_text import split
from members_home.source.yaml_text import parse
from trees import TREE, check, copy_tree

FILES = sorted(path.relative_to(TREE).as_posix() for path in TREE.rglob("*") if path.suffix in (".yml", ".md", ".txt"))
REGISTERS = [name for name in FILES if name.endswith(".yml")]
TEXTS = [name for name in FILES if name.endswith(".md") and not name.endswith(("index.md", "about.md"))]
STATIONS, AREAS, INSTRUMENTS = "docs/_data/stations/chunhui.yml", "docs/_data/areas.yml", "docs/_data/instruments.yml"
MOBILE = "13800138000"
ID_NUMBER = "11010519491231002X"  # the example of GB 11643
PERSONAL = re.compile(r"(?<![0-9])(?:1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])|[0-9]{17}[0-9Xx])")
STRANGE = [
    "\t",
    "：",
    "&a ",
    "*a",
    "!!int ",
    "---\n",
    "[",
    "{",
    "'",
    '"',
    "\x00",
    "\u200b",
    "\u202e",
    "<b>",
    "#",
    "- ",
    "\n",
    "  ",
    "null",
    "~",
    "²",
    "\x1b[31m",
    "\U0001f600",
    "第²条",
    "{}",
    "9" * 30,
    MOBILE,
    "138 0013 8000",
    ID_NUMBER,
]

PLAIN_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)

quickly = settings(derandomize=True, deadline=None, database=None, max_examples=60, suppress_health_check=list(HealthCheck))


def read(name: str) -> str:
    return (TREE / name).read_text(encoding="utf-8")


def lines_of(content: bytes) -> int:
    return content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


def problems_of(name: str, content: bytes) -> list[Problem]:
    """The problems of the valid tree with one file's content replaced; whatever they are, they can be shown to anyone."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_tree(Path(folder))
        (root / name).write_bytes(content)
        problems = check(root)
        for problem in problems:
            path = root / problem.place.path
            assert 0 <= problem.place.line <= (lines_of(path.read_bytes()) if path.is_file() else 0), problem
    assert len(json.loads(as_json(problems))) == len(problems)
    assert not PERSONAL.search(as_text(problems))
    assert not PERSONAL.search(as_json(problems))
    return problems


def report_of(name: str, content: bytes) -> str:
    return as_text(problems_of(name, content))


@st.composite
def damaged_lines(draw: st.DrawFn, names: list[str]) -> tuple[str, str]:
    """A file's name, and its text with some lines deleted, doubled, moved, indented anew or typed over."""
    name = draw(st.sampled_from(names))
    lines = read(name).split("\n")
    for edit in draw(st.lists(st.sampled_from(["delete", "double", "move", "indent", "value", "cut"]), min_size=1, max_size=4)):
        at = draw(st.integers(0, len(lines) - 1))
        if edit == "delete":
            lines[at : at + 1] = [] if len(lines) > 1 else [""]
        elif edit == "double":
            lines.insert(at, lines[at])
        elif edit == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        elif edit == "indent":
            lines[at] = " " * draw(st.integers(0, 9)) + lines[at].lstrip()
        elif edit == "value":
            key, mark, _ = lines[at].partition(": ")
            lines[at] = key + mark + draw(st.sampled_from([*STRANGE, "[]", "{}", "[[x]]", "{a: b}", '""']) | PLAIN_TEXT)
        else:
            lines = lines[: at + 1]
    return name, "\n".join(lines) + "\n"


@given(st.sampled_from(FILES), st.integers(0, 2**32), st.integers(1, 6))
@quickly
def test_damaged_files_give_problems(name: str, seed: int, times: int) -> None:
    dice = random.Random(seed)
    text = (TREE / name).read_text(encoding="utf-8")
    for _ in range(times):
        at = dice.randrange(len(text) + 1)
        until = min(len(text), at + dice.choice([0, 0, 1, 5, 80]))
        text = text[:at] + dice.choice([*STRANGE, ""]) + text[until:]
    assert MOBILE not in report_of(name, text.encode("utf-8"))


@given(st.sampled_from(FILES), st.binary(max_size=200))
@quickly
def test_any_bytes_give_problems(name: str, content: bytes) -> None:
    report_of(name, content)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8) | st.sampled_from(["id", "name", "days", "on"]), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.sampled_from([name for name in FILES if name.endswith(".yml")]), ANY)
@quickly
def test_any_value_in_place_of_a_register_gives_problems(name: str, value: object) -> None:
    report_of(name, yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "surrogatepass"))


@given(damaged_lines(FILES))
@quickly
def test_damaged_lines_give_problems(damaged: tuple[str, str]) -> None:
    name, text = damaged
    report_of(name, text.encode("utf-8"))


def spots(value: Any) -> list[tuple[Any, Any]]:
    """Every place in nested maps and lists, as a container and the key or index in it."""
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    return [spot for key, inner in pairs for spot in ((value, key), *spots(inner))]


@given(st.sampled_from(REGISTERS), st.integers(0, 2**16), ANY)
@quickly
def test_any_value_in_place_of_a_field_gives_problems(name: str, number: int, value: object) -> None:
    register = yaml.load(read(name), yaml.BaseLoader)
    found = spots(register)
    container, key = found[number % len(found)]
    container[key] = value
    report_of(name, yaml.safe_dump(register, allow_unicode=True).encode())


@pytest.mark.parametrize("name", REGISTERS)
@pytest.mark.parametrize("text", ["", "\n\n", "{}", "a", "- a", "- []", "- - a: b", "- {}", "a: {b: [c]}", "? [a]\n: b", "--- a\n--- b"])
def test_the_wrong_shape_of_a_register_is_reported(name: str, text: str) -> None:
    assert any(problem.place.path.startswith(name.rpartition("/")[0]) for problem in problems_of(name, text.encode()))


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("kept", range(10))
def test_front_matter_cut_off_is_reported(name: str, kept: int) -> None:
    text = "".join(line + "\n" for line in read(name).split("\n")[:kept])
    assert name in {problem.place.path for problem in problems_of(name, text.encode())}


@pytest.mark.parametrize("number", ["²", "٣", "9" * 5000], ids=["superscript", "arabic", "long"])
def test_what_only_looks_like_a_number_is_reported(number: str) -> None:
    day = read(STATIONS).replace("nth: 1, weekday: 三", f"day: {number}")
    assert {problem.rule for problem in problems_of(STATIONS, day.encode())} == {"reception-not-computable"}
    topic = read(INSTRUMENTS).replace("{3: 党员义务, 4: 党员权利}", f"\n    ? {number}\n    : 党员义务")
    assert {problem.rule for problem in problems_of(INSTRUMENTS, topic.encode())} >= {"wrong-type"}


def test_an_area_may_be_called_like_a_station() -> None:
    twice = "".join(f"- {{id: st-road, name: {name}, level: 街道, parent: shili, status: active}}\n" for name in ("甲街道", "乙街道"))
    (problem,) = problems_of(AREAS, (read(AREAS) + twice).encode())
    assert (problem.rule, problem.place.line) == ("duplicate-id", 7)
    assert "st-road-2" in problem.message


@given(damaged_lines(REGISTERS), st.integers(1, 50))
@quickly
def test_yaml_is_parsed_or_refused(damaged: tuple[str, str], first_line: int) -> None:
    _, text = damaged
    value, problems = parse("a.yml", text, frozenset(["name"]), first_line)
    assert value is not None or problems or first_line > 1
    assert all(first_line <= problem.place.line <= first_line + text.count("\n") for problem in problems if problem.place.line)


@given(damaged_lines(TEXTS))
@quickly
def test_markdown_is_split_or_refused(damaged: tuple[str, str]) -> None:
    name, text = damaged
    document = split(name, text)
    if document is not None:
        lines = text.split("\n")
        assert lines[1 : document.body_line - 2] == document.front_matter.split("\n")[:-1]
        assert lines[document.body_line - 1 :] == document.body.split("\n")
        for run in document.rendered.runs:
            first = run.text.strip().split("\n")[0]
            assert run.line >= document.body_line
            assert first in lines[run.line - 1].expandtabs(4) or not first.isalnum()


@given(st.text(max_size=400))
@quickly
def test_any_text_is_parsed_or_refused(text: str) -> None:
    parse("a.yml", text, frozenset(["name"]))
    document = split("a.md", text)
    assert document is None or document.path == "a.md"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 500 + "]" * 500,
        "".join(f"{'  ' * n}a:\n" for n in range(500)),
        "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)),
    ],
    ids=["flow", "block", "aliases"],
)
def test_bombs_are_problems(text: str) -> None:
    assert "error" in report_of("docs/_data/areas.yml", text.encode())
    parse("a.yml", text, frozenset())


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
def test_strange_line_ends_do_not_shift_lines(mark: str) -> None:
    text = f"# {mark * 3}\n{read(AREAS)}- {{id: X}}\n"
    assert max(problem.place.line for problem in problems_of(AREAS, text.encode())) == lines_of(text.encode()) - 1


@pytest.mark.parametrize(("name", "text"), [(AREAS, "- id: a\n  name"), ("lessons/08-di-yi-tian.md", "---\nnumber: 8\n---")])
def test_a_file_without_a_last_line_end(name: str, text: str) -> None:
    problems_of(name, text.encode())
