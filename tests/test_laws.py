"""Official texts become one line an instrument; what changed in them is told beside what the site says, and never stored.

The statutes here are made up for these tests, as is the district of the tree.
"""

from __future__ import annotations

from pathlib import Path

import commands
import manage
import pytest
from conftest import ROOT
from members_home.citations import find
from members_home.model.load import load_site
from members_home.model.registers.law_shapes import LawShape
from members_home.model.revision import is_being_revised, mark_of
from members_home.problems import Place
from members_home.source.statute import read
from trees import TODAY, check, copy_tree

FILE, LESSON, POLICY = "docs/_data/law_shapes.yml", "lessons/08-di-yi-tian.md", "docs/policies/reception-day.md"
RULES = "示例区议事规则（虚构）"


def of_rules(third: str = "第三条　会议这样开：\n（一）先报到；\n（二）再议事。\n散会以前念一遍记录。") -> str:
    """Twenty articles, as an office saves them."""
    bodies = {3: third, 4: "第四条\n　　一周一次。"}
    words = "一二三四五六七八九十"
    names = [*words, *(f"十{digit}" for digit in words[:9]), "二十"]
    lines = [bodies.get(number, f"第{name}条　照办第{number}件事。") for number, name in enumerate(names, 1)]
    return f"　　{RULES}\n　　（某年某月某日通过）\n　　目录\n第一章　总则\n\n第一章　总则\n" + "\n\n".join(lines) + "\n附件：\n一张表\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_tree(tmp_path)
    path = root / POLICY
    text = path.read_text(encoding="utf-8").replace("《党章》第四条讲党员的权利。", "照《示例区议事规则》第三条第一款第二项办。")
    path.write_text(text, encoding="utf-8")
    lesson = root / LESSON
    old = lesson.read_text(encoding="utf-8")
    lesson.write_text(old.replace("《劳动合同法》第八十二条第一款", "《示例区议事规则》第三条"), encoding="utf-8")
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "rules_20200101.txt").write_bytes(of_rules().encode("gb18030"))
    return folder


def run(root: Path, *words: str) -> int:
    args = manage.parser().parse_args([*words, "--today", TODAY.isoformat()])
    args.root = root
    return commands.COMMANDS[args.command](args, root)


def test_a_text_becomes_one_line_without_a_sentence_of_it(root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "laws", str(folder)) == 0
    assert not (root / FILE).exists()
    assert capsys.readouterr().out == (
        "引用了，文件夹里没有全文，款和项没有核对：劳动合同法\n读了 1 部。引用的条文有 0 条变了。\n"
        f"{FILE} 没有动。看过没问题，加上 --apply 再运行一次。\n"
    )
    assert run(root, "laws", str(folder), "--apply") == 0
    (line,) = (root / FILE).read_text(encoding="utf-8").splitlines()[1:]
    digest = read(of_rules(), "").articles["第三条"].hash
    assert line == f'- {{short: "示例区议事规则", since: "2020-01-01", articles: "0 0 2.0={digest} 0{" 0" * 16}"}}'
    assert [item for item in check(root) if item.rule.startswith(("law", "citation"))] == []
    capsys.readouterr()
    assert run(root, "laws", str(folder), "--apply") == 0
    assert capsys.readouterr().out.endswith(f"{FILE} 就是这样，没有要改的。\n")


def test_a_changed_article_is_told_beside_what_rests_on_it(root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, "laws", str(folder), "--apply")
    run(root, "checked", "8")
    capsys.readouterr()
    changed = of_rules("第三条　会议这样开：\n（一）先议事。\n散会以前念一遍记录。")
    (folder / "rules_20200101.txt").write_text(changed, encoding="utf-8")
    assert run(root, "laws", str(folder), "--apply") == 0
    told = capsys.readouterr().out
    assert told.startswith(
        "\n《示例区议事规则》第三条变了，现在是：\n      [1] 会议这样开：\n      （一）先议事。\n      [2] 散会以前念一遍记录。\n"
        f"  第 8 讲 第一天上班，先签合同（{LESSON} 第 21 行）\n  | 建立劳动关系，应当"
    )
    assert f"（{POLICY} 第 22 行）\n  | " in told
    assert "引用的条文有 1 条变了。\n已写进" in told
    assert "先议事" not in (root / FILE).read_text(encoding="utf-8")
    site, _ = load_site(root, TODAY)
    assert is_being_revised(site, site.lessons[0])
    assert [item.rule for item in check(root) if item.rule.startswith(("law", "citation"))] == [
        "citation-part-missing",
        "law-changed-since-checked",
    ]
    run(root, "checked", "8")
    site, _ = load_site(root, TODAY)
    assert not is_being_revised(site, site.lessons[0])


def test_an_article_that_is_gone_is_told(root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, "laws", str(folder), "--apply")
    instruments = root / "docs/_data/instruments.yml"
    instruments.write_text(instruments.read_text(encoding="utf-8").replace("articles: 20\n", "articles: 2\n"), encoding="utf-8")
    (folder / "rules_20200101.txt").write_text(of_rules().partition("第三条")[0], encoding="utf-8")
    capsys.readouterr()
    assert [item.rule for item in check(root) if item.place.path == FILE] == ["law-shape-old"]
    assert run(root, "laws", str(folder), "--apply") == 0
    assert "\n《示例区议事规则》第三条没有了。\n  第 8 讲 " in capsys.readouterr().out


def test_the_texts_of_one_lesson_stand_beside_it(root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "laws", str(folder), "--show", "policies/reception-day") == 0
    told = capsys.readouterr().out
    assert (
        "    《示例区议事规则》第三条第一款第二项\n      [1] 会议这样开：\n      （一）先报到；\n    > （二）再议事。\n      [2] 散会"
        in told
    )
    assert run(root, "laws", str(folder), "--show", "8") == 0
    told = capsys.readouterr().out
    assert "    《劳动合同法》第十条第一款：文件夹里没有\n" in told
    assert not (root / FILE).exists()
    assert run(root, "laws", str(folder), "--show", "9") == 1
    assert capsys.readouterr().err == "没有“9”。请写讲次，如 08；故事和政策写网址，如 policies/reception-day。\n"


def test_texts_that_do_not_fit_are_all_told_and_nothing_is_written(root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "别的规则.md").write_text("# 别的规则\n\n第一条 有。\n", encoding="utf-8")
    (folder / "又一份.txt").write_text(of_rules(), encoding="utf-8")
    (folder / "劳动合同法.txt").write_text("第一条 有。\n第三条 有。\n", encoding="utf-8")
    (folder / "民法典.md").write_text("---\ntitle: 某\n---\n# 中华人民共和国民法典\n第一条 有。\n", encoding="utf-8")
    (folder / "党章.txt").write_text("没有条文。\n", encoding="utf-8")
    (folder / "坏的.txt").write_bytes(b"\xff\xff\xff")
    assert run(root, "laws", str(folder), "--apply") == 1
    out, err = capsys.readouterr()
    assert "登记册里没有这几部，没有用到：别的规则.md\n" in out
    assert err == (
        "坏的.txt 不是文本文件。请把全文复制到记事本里，另存为 .txt。\n"
        "党章.txt：没有读到“第一条”这样开头的条文。请核对文本，或者把它移走。\n"
        "劳动合同法.txt：第一条后面是第三条，条文不连续。请核对文本，或者把它移走。\n"
        "又一份.txt 和 rules_20200101.txt 都是《示例区议事规则》。请只留现行的那一份。\n"
        "民法典.md：共 1 条，登记册里《民法典》是 1260 条。法规改了的，先改 instruments.yml；不是现行文本的，把它移走。\n"
        f"有 5 处要改，{FILE} 没有动。\n"
    )
    assert not (root / FILE).exists()


def test_nothing_is_said_of_changes_while_a_text_cannot_be_read(root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "laws", str(folder), "--apply") == 0
    assert "=" in (root / FILE).read_text(encoding="utf-8")  # an article is cited
    (text,) = folder.glob("rules_*.txt")
    text.write_text("示例区议事规则\n没有条文。\n", encoding="utf-8")
    capsys.readouterr()
    assert run(root, "laws", str(folder)) == 1
    out, err = capsys.readouterr()
    assert "没有了" not in out
    assert "没有读到“第一条”" in err


def test_without_texts_or_with_a_broken_register_nothing_is_done(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "laws", str(tmp_path / "nowhere")) == 1
    assert "里没有 .txt 或 .md 文件" in capsys.readouterr().err
    (root / FILE).write_text("- {short: 1}\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("第一条 有。", encoding="utf-8")
    assert run(root, "laws", str(tmp_path)) == 1
    out, err = capsys.readouterr()
    assert f"{FILE}:1: error" in out
    assert err == "请先改好这几处。什么也没有写。\n"


def test_a_line_stays_where_its_text_is_not_at_hand(root: Path, folder: Path) -> None:
    line = '- {short: "劳动合同法", since: "2013-07-01", articles: "' + " ".join(["0.0"] * 98) + '"}\n'
    (root / FILE).write_text(line, encoding="utf-8")
    assert run(root, "laws", str(folder), "--apply") == 0
    assert (root / FILE).read_text(encoding="utf-8").splitlines(keepends=True)[1] == line


def test_marks_get_their_laws_at_once(root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, "checked", "8")
    before = (root / LESSON).read_text(encoding="utf-8")
    run(root, "laws", str(folder), "--apply")
    site, _ = load_site(root, TODAY)
    capsys.readouterr()
    assert run(root, "checked", "--laws") == 0
    digest = read(of_rules(), "").articles["第三条"].hash
    assert mark_of(site, site.lessons[0]) == f"{site.lessons[0].hash}.----{digest[:4]}"
    assert (root / LESSON).read_text(encoding="utf-8") == before.replace(site.lessons[0].hash, mark_of(site, site.lessons[0]))
    capsys.readouterr()
    assert run(root, "checked", "--laws") == 0
    assert capsys.readouterr().out == "没有要补的。\n"
    assert run(root, "checked", "8") == 0
    assert capsys.readouterr().out.endswith("有的条文还没有记号，以后改了不会提醒。有原文的，先运行 laws 文件夹 --apply，再运行这一行。\n")
    for words, told in (
        ([], "请写讲次，如 08；或者写 --laws。\n"),
        (["8", "--laws"], "请写讲次，如 08；或者写 --laws。\n"),
        (["98", "99"], "没有第 98 讲。\n没有第 99 讲。\n"),
    ):
        assert run(root, "checked", *words) == 1
        assert capsys.readouterr().err == told


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("第十条第二款、第八十二条第一款", "第十条第二款 第八十二条第一款"),
        ("第一条至第三条", "第一条 第二条 第三条"),
        ("第3条之一第一款第（二）项、第三项和第二款", "第三条之一第一款第二项 第三条之一第一款第三项 第三条之一第二款"),
        ("第三条第二项及第四项", "第三条第二项 第三条第四项"),
        ("第三条第一款至第三款", "第三条第一款 第三条第三款"),
        ("第九条至第五条", "第九条 第五条"),
        ("", ""),
    ],
)
def test_a_citation_names_its_parts(text: str, parts: str) -> None:
    (citation,) = find(f"《示例区议事规则》{text}")
    assert " ".join(part.words for part in citation.parts) == parts


def test_a_line_that_a_copy_broke_is_no_paragraph() -> None:
    text = "第一条 有下列情形的：\n（一）甲；\n（二）乙，\n1.和别的；\n2.还有；\n（三）丙。\n另有规定的除外。\n## 第二章\n导语\n第二条 有。\n第二条之一 也有。"
    statute = read(text, "")
    assert [article.items for article in statute.articles.values()] == [(3, 0), (0,), (0,)]
    assert (statute.count, statute.fault) == (2, "")
    assert read("第一条 有。\n第一条 有。", "").fault == "第一条后面是第一条，条文不连续"
    assert read("第二条 有。", "").fault == "开头后面是第二条，条文不连续"
    assert read("第一条 甲，乙 （丙）", "").articles["第一条"].hash == read("第一条 甲,乙(丙)", "").articles["第一条"].hash


def test_the_kept_file_is_what_its_reader_says() -> None:
    site, problems = load_site(ROOT, TODAY)
    assert [item for item in problems if item.place.path == FILE] == []
    assert all(shape.is_readable for shape in site.law_shapes)
    shape = LawShape(short="甲", since=None, articles="0 0.3=0a1b2c3d +1", place=Place(FILE))
    assert {name: (found.items, found.hash) for name, found in shape.by_name.items()} == {
        "第一条": ((0,), ""),
        "第二条": ((0, 3), "0a1b2c3d"),
        "第二条之一": ((1,), ""),
    }
