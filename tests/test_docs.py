"""What README and handbook say about the code is true."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

import manage
import pytest
import yaml
from conftest import ROOT
from members_home.checks import check_tree
from members_home.model.texts import BLOCKS, FIELD_BLOCKS, LESSON_SECTIONS, POLICY_SECTIONS, STORY_SECTIONS
from members_home.pages.blocks import filled
from members_home.pages.site_page import Linker
from members_home.source.markdown_text import Document
from trees import TEMPLATES, TODAY, TREE

HANDBOOK = ROOT / "docs" / "handbook"
GITHUB, GITLAB = ".github/workflows/site.yml", ".gitlab-ci.yml"


def handbook(name: str) -> str:
    return (HANDBOOK / f"{name}.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    (found,) = (action for action in manage.parser()._actions if isinstance(action, argparse._SubParsersAction))
    return list(found.choices)


def test_the_handbook_explains_every_register_and_front_matter() -> None:
    shown = "".join(path.read_text(encoding="utf-8") for path in HANDBOOK.glob("*.md"))
    assert [block for block in FIELD_BLOCKS if f"\n[[{block}]]\n" not in shown and block != "fields:pages"] == []


def test_a_table_of_fields_tells_each_field_of_a_class() -> None:
    site, _ = check_tree(TREE, TODAY)
    linker = Linker(site, TEMPLATES, "/handbook/registers/")
    for block, fields in FIELD_BLOCKS.items():
        page = Document("docs/handbook/registers.md", "", f"[[{block}]]", 1)
        html = filled(linker, page, page.rendered.root)
        for field in fields:
            assert f"<tr><td><code>{field.key}</code></td><td>{field.label}</td><td>" in html
        assert html.count("<tr><td>") == len(fields)
        assert html.count("可不写。") == sum(not field.required for field in fields)


def test_the_handbook_names_every_section_in_its_order() -> None:
    for page, sections in (("lessons", LESSON_SECTIONS), ("stories-policies", STORY_SECTIONS), ("stories-policies", POLICY_SECTIONS)):
        text = handbook(page)
        places = [text.index(f"## {name}") for name in sections]
        assert places == sorted(places)


def test_the_handbook_names_every_block() -> None:
    text = handbook("stories-policies")
    assert [name for name in BLOCKS if f"`[[{name}]]`" not in text] == []


def test_a_policy_points_to_the_answer_of_the_street_once_at_most() -> None:
    policies = (ROOT / "docs" / "policies").glob("*.md")
    assert [path.name for path in policies if path.read_text(encoding="utf-8").count("以你所在街道的答复为准") > 1] == []


def test_every_command_is_in_the_handbook_or_the_readme() -> None:
    words = handbook("start") + (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in commands() if f"`{name}" not in words and f"manage.py {name}" not in words] == []


def test_every_file_that_the_readme_names_exists() -> None:
    names = re.findall(r"`((?:docs|hooks|lessons|scripts|tests|requirements)/[\w./-]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(names) > 10
    assert [name for name in names if not (ROOT / name).exists() and name != "tests/rules/NAME.yml"] == []


def test_ci_runs_what_people_run() -> None:
    for name in (GITHUB, GITLAB, ".ci/run"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "python3 scripts/manage.py test" in text
        assert set(re.findall(r"manage\.py (\w+)", text)) <= set(commands())


def steps() -> list[str]:
    """Every command that a CI file gives to a shell."""
    github, gitlab = (yaml.safe_load((ROOT / name).read_text(encoding="utf-8")) for name in (GITHUB, GITLAB))
    found = [step["run"] for job in github["jobs"].values() for step in job["steps"] if "run" in step]
    return found + [line for job in gitlab.values() if "script" in job for line in job["script"]]


def test_ci_does_nothing_that_people_cannot_do_with_manage() -> None:
    assert len(steps()) == 6
    assert [step for step in steps() if not step.startswith(("python3 scripts/manage.py ", "sudo apt-get "))] == []


def valid(schema: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Asks the schema that check-jsonschema brings along, without the network."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("schema", "name"), [("github-workflows", GITHUB), ("gitlab-ci", GITLAB)])
def test_ci_files_are_what_their_hosts_accept(schema: str, name: str, tmp_path: Path) -> None:
    result = valid(schema, ROOT / name)
    assert result.returncode == 0, result.stdout
    broken = tmp_path / "ci.yml"
    for old, new in ((" test:\n", " test: {group: site-${{ github.ref }}}\n"), ("stage: test", "stage: [1]"), ("runs-on:", "runs_on:")):
        text = (ROOT / name).read_text(encoding="utf-8")
        if old in text:
            broken.write_text(text.replace(old, new, 1), encoding="utf-8")
            assert valid(schema, broken).returncode != 0, new


def test_on_pages_the_address_is_the_one_that_pages_gives() -> None:
    (build,) = (step for step in yaml.safe_load((ROOT / GITHUB).read_text(encoding="utf-8"))["jobs"]["publish"]["steps"] if "env" in step)
    assert build["env"]["SITE_URL"] == "${{ vars.SITE_URL || steps.pages.outputs.base_url }}"
