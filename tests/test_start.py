"""A district moves in: what is asked, shown and written, what is refused, and how later versions merge."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import commands
import git_state
import manage
import pytest
import start_command
from conftest import ROOT
from demonstration import copy_demonstration
from members_home.checks import check_tree
from members_home.model.registers import DUTIES, REGISTERS
from members_home.model.registers.register import DATA, SAMPLES
from members_home.problems import as_text
from trees import TODAY, copy_tree

ALL = [
    "--district",
    "长安区",
    "--site-name",
    "长安党员之家",
    "--address",
    "https://dyzj.example.gov.cn",
    "--body",
    "长安区委社会工作部",
    "--report-phone",
    "0311-00000000",
    "--report-email",
    "jiucuo@example.gov.cn",
    "--icp",
    "冀ICP备00000000号",
    "--police",
    "冀公网安备00000000号",
]
DUTIES_FILE, AREAS_FILE = "docs/_data/duties.yml", "docs/_data/areas.yml"


@pytest.fixture
def demonstration_tree(tmp_path: Path) -> Path:
    """The small tree with its samples where the demonstration has them, and no text that links to one."""
    root = copy_tree(tmp_path)
    for path in (root / "docs" / "index.md", root / "docs" / "stories" / "tea-shop.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("station:st-900001", "https://a.cn/"), encoding="utf-8")
    (root / SAMPLES).mkdir()
    for register in REGISTERS:
        if register.has_samples or register is DUTIES:
            shutil.move(root / DATA / register.path, root / SAMPLES / register.path)
    duties = root / SAMPLES / "duties.yml"
    duties.write_text("samples: true\n" + duties.read_text(encoding="utf-8"), encoding="utf-8")
    return root


def nobody(question: str) -> str:
    raise EOFError(question)


def start(root: Path, *words: str, ask: Callable[[str], str] = nobody) -> int:
    return start_command.start(manage.parser().parse_args(["start", *words]), root, TODAY, ask)


def written(root: Path) -> dict[str, str]:
    return {path: (root / path).read_text(encoding="utf-8") for path in (DUTIES_FILE, AREAS_FILE) if (root / path).exists()}


def test_one_line_moves_a_district_in(demonstration_tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = demonstration_tree
    assert start(root, *ALL, "--yes") == 0
    assert written(root) == {
        DUTIES_FILE: """# 谁对网站负责。空着的，正式发布（build --production）以前要填好。说明见编辑手册 /handbook/publish/
samples: false
site_name: 长安党员之家
address: "https://dyzj.example.gov.cn/"
body: 长安区委社会工作部
report_phone: "0311-00000000"
report_email: jiucuo@example.gov.cn
icp: 冀ICP备00000000号
police: 冀公网安备00000000号
""",
        AREAS_FILE: """# 区域：归谁管，服务热线。说明见编辑手册 /handbook/registers/
- id: changan
  name: 长安区
  level: 区
  status: active
""",
    }
    said = capsys.readouterr()
    assert said.err == ""
    assert all(text in said.out for text in written(root).values())
    assert [line.split()[2] for line in said.out.splitlines() if "manage.py" in line] == ["export", "import", "check", "build"]
    site, problems = check_tree(root, TODAY, production=True)
    assert as_text(problems) == ""
    assert (site.has_samples, [area.name for area in site.areas], site.duties.signature) == (False, ["长安区"], "长安党员之家")


def test_faults_are_told_beside_samples_that_nobody_reads(demonstration_tree: Path) -> None:
    assert start(demonstration_tree, *ALL, "--yes") == 0
    shutil.copytree(demonstration_tree / SAMPLES / "stations", demonstration_tree / DATA / "stations")
    _, problems = check_tree(demonstration_tree, TODAY)
    assert {problem.message for problem in problems if problem.rule == "unknown-area"} >= {"没有编号为“qinghe”的区域。请核对 areas.yml。"}


def test_what_is_not_said_waits(demonstration_tree: Path) -> None:
    assert start(demonstration_tree, "--district", "灵寿县", "--levels", "县/街道，乡镇/社区、村", "--id", "lingshou-xian", "--yes") == 0
    site, problems = check_tree(demonstration_tree, TODAY)
    assert as_text(problems) == ""
    assert (site.duties.site_name, site.duties.body, site.areas[0].id) == ("网上党员之家", None, "lingshou-xian")
    assert written(demonstration_tree)[DUTIES_FILE].endswith(
        'police: ""\nlevel_words: {district: [县], street: [街道, 乡镇], community: [社区, 村]}\n'
    )


def test_questions_are_asked_and_wrong_answers_asked_again(demonstration_tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = iter(["", "长安区", "", "长安党员之家", "http://a.cn/", "", "13800138000", "a", "", "", "https://a.cn/", "", "", "可以"])
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return next(answers)

    assert start(demonstration_tree, ask=ask) == 0
    assert capsys.readouterr().err.splitlines() == [
        "纠错电话：“138****8000”像手机号。请改填办公座机。",
        "网址：“http://a.cn/”不是网址（写成“https://域名/”，最后有斜杠）。请改正。",
        "纠错邮箱：“a”不是邮箱。请写成 jiucuo@example.gov.cn 这样。",
    ]
    assert asked[-1].startswith("\n可以吗")
    assert 'address: "https://a.cn/"\n' in written(demonstration_tree)[DUTIES_FILE]


@pytest.mark.parametrize("answer", ["", "不"])
def test_nothing_is_written_without_a_yes(answer: str, demonstration_tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert start(demonstration_tree, *ALL, "--levels", "区/街道/社区", ask=lambda _: answer) == 1
    assert (written(demonstration_tree), capsys.readouterr().out.splitlines()[-1]) == ({}, "什么也没有写。")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--yes"], "没有写是哪个区。\n请加上 --district，如 --district 长安区。\n"),
        (["--district", "长安区"], "没有人回答。\n不能问的时候，请把各项写成选项，加上 --yes。\n"),
        (
            [
                "--district",
                "<b>区",
                "--report-phone",
                "13800138000",
                "--levels",
                "县/区/区,区",
                "--id",
                "长安",
                "--report-email",
                "a@b",
                "--yes",
            ],
            "纠错电话：“138****8000”像手机号。请改填办公座机。\n"
            "街道级：“区”已经是区的叫法。一个词只能是一级的叫法，请只留一处。\n"
            "社区级：“区”已经是区的叫法。一个词只能是一级的叫法，请只留一处。\n"
            "编号：“长安”不是合格的编号。写成小写拼音，如“chunhui”。\n"
            "名称：这里写了 HTML 标签“<b>”。请改用普通文字或 Markdown。\n"
            "纠错邮箱：“a@b”不是邮箱。请写成 jiucuo@example.gov.cn 这样。\n"
            "有 6 处要改，什么也没有写。\n",
        ),
        (
            ["--district", "长安区", "--levels", "县", "--yes"],
            "各级叫法：“县”要写三级，用 / 隔开，如“县/街道,乡镇/社区,村”。\n有 1 处要改，什么也没有写。\n",
        ),
    ],
)
def test_what_cannot_be_used_is_told_at_once(
    words: list[str], told: str, demonstration_tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(demonstration_tree, *words) == 1
    assert (capsys.readouterr().err, written(demonstration_tree)) == (told, {})


def test_own_records_are_not_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_tree(tmp_path)
    (root / DATA / "pairings.yml").write_bytes(b"\xff")
    before = written(root)
    assert start(root, *ALL, "--yes") == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "这里已经有自己的记录，不能从头开始："
    assert {"  docs/_data/duties.yml", "  docs/_data/areas.yml：5 条记录", "  docs/_data/pairings.yml：读不懂"} <= set(told)
    assert written(root) == before


def git(root: Path, *words: str) -> str:
    person = ("-c", "user.name=a", "-c", "user.email=a@example.cn", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *person, "-C", str(root), *words], capture_output=True, text=True, check=True).stdout


def committed(root: Path, *words: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", *(words or ("a",)))


def test_git_takes_it_back_and_keeps_what_nobody_committed(demonstration_tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = demonstration_tree
    git(root, "init", "-q")
    committed(root)
    assert start(root, *ALL, "--yes") == 0
    (undo,) = (line.partition("：git ")[2] for line in capsys.readouterr().out.splitlines() if "想撤回" in line)
    git(root, *undo.split())
    assert git(root, "status", "--porcelain") == ""
    (root / AREAS_FILE).write_text("[]\n", encoding="utf-8")
    assert start(root, *ALL, "--yes") == 1
    assert (
        capsys.readouterr().err == "这几个文件有改动还没有提交，写了会盖掉：\n  docs/_data/areas.yml\n请先用 git 提交，或者撤回这些改动。\n"
    )


def test_check_asks_git_what_the_last_commit_held(demonstration_tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = demonstration_tree
    assert git_state.held(root, "docs/_data") == {}  # no git here
    git(root, "init", "-q")
    assert git_state.held(root, "docs/_data") == {}  # no commit yet
    committed(root)
    assert git_state.held(root, "docs/_data") == {}
    branches = root / SAMPLES / "branches.yml"
    branches.unlink()
    held = git_state.held(root, "docs/_data")
    assert held == {"docs/_data/samples/branches.yml": frozenset({"br-900001"})}
    _, problems = check_tree(root, TODAY, committed=held)
    assert "register-vanished" in {problem.rule for problem in problems}
    asked = manage.parser().parse_args(["check", "--root", str(root), "--today", TODAY.isoformat()])
    assert commands.COMMANDS["check"](asked, ROOT) == 1
    assert "docs/_data/samples/branches.yml: error register-vanished 上次提交时这里有 1 条记录" in capsys.readouterr().out


def test_a_later_version_merges_without_a_conflict(tmp_path: Path) -> None:
    """Two lessons, a rule, a sample, the demonstration's duties and the list of addresses change on one side, a district on the other."""
    root = copy_demonstration(ROOT, tmp_path / "tree")
    shutil.copy(ROOT / ".gitattributes", root)
    git(root, "init", "-q", "-b", "main")
    committed(root)
    git(root, "checkout", "-q", "-b", "district")
    assert start(root, "--district", "长安区", "--site-name", "长安党员之家", "--yes") == 0
    addresses = root / DATA / "addresses.txt"
    addresses.write_text(addresses.read_text(encoding="utf-8") + "/areas/changan/\n", encoding="utf-8")
    committed(root, "moves in")
    git(root, "checkout", "-q", "main")
    changed = [
        *sorted((root / "lessons").glob("*.md"))[:2],
        root / "hooks" / "members_home" / "rules.py",
        root / SAMPLES / "areas.yml",
        root / SAMPLES / "duties.yml",
        root / DATA / "services.yml",
    ]
    for path in changed:
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n\n", encoding="utf-8")
    addresses.write_text(addresses.read_text(encoding="utf-8") + "/zzz/ -> /\n", encoding="utf-8")
    committed(root, "a later version")
    git(root, "checkout", "-q", "district")
    git(root, "merge", "-q", "--no-edit", "main")
    lines = addresses.read_text(encoding="utf-8").splitlines()
    assert {"/areas/changan/", "/zzz/ -> /"} <= set(lines)
    assert set(git(root, "diff", "--name-only", "main").splitlines()) == {DUTIES_FILE, AREAS_FILE, f"{DATA}addresses.txt"}
    site, problems = check_tree(root, dt.date(2026, 11, 25))
    assert [problem for problem in problems if problem.level == "error"] == []
    assert (site.duties.site_name, len(site.stations)) == ("长安党员之家", 0)
