"""Whatever people type, the answer is a list of problems: never an exception, never a private number in full."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from members_home.problems import as_json, as_text
from members_home.source.markdown_text import split
from members_home.source.yaml_text import parse
from trees import TREE, check, copy_tree

FILES = sorted(path.relative_to(TREE).as_posix() for path in TREE.rglob("*") if path.suffix in (".yml", ".md", ".txt"))
MOBILE = "13800138000"
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
    MOBILE,
]

quickly = settings(derandomize=True, deadline=None, database=None, max_examples=60, suppress_health_check=list(HealthCheck))


def report_of(name: str, content: bytes) -> str:
    """The report on the valid tree with one file's content replaced."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_tree(Path(folder))
        (root / name).write_bytes(content)
        problems = check(root)
        lines = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        for problem in problems:
            assert problem.place.path != name or 0 <= problem.place.line <= lines, problem
        assert len(json.loads(as_json(problems))) == len(problems)
        return as_text(problems)


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
