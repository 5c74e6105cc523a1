"""Markdown rendered once: what comes out is judged, whatever it was typed as, and every fault has its line."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import html5lib
import pymdownx.slugs
import pytest
from conftest import ROOT, build_site, make_tiny
from hypothesis import given, settings
from hypothesis import strategies as st
from members_home.checks import check_tree
from members_home.checks.markdown import not_allowed
from members_home.links import links_of, resolve, resolve_picture
from members_home.pages import contents
from members_home.pages.site_page import Linker
from members_home.source.markdown_text import Document, split
from members_home.source.rendering import CONFIGS, EXTENSIONS, MOST_BRACKETS, Renderer
from members_home.source.tree import Writer, runs
from mkdocs.config import load_config
from trees import TEMPLATES, TODAY, TREE, check, copy_tree

SITE = check_tree(TREE, TODAY)[0]
STORY = "docs/stories/tea-shop.md"
FIRST = 23  # the line on which what a test adds to the story begins
LIVE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img\nsrc=x\nonerror=alert(1)>",
    "<a href='javascript:alert(1)'>进</a>",
    "<svg/onload=alert(1)>",
    "<div onclick=alert(1)>\n\n字\n\n</div>",
    "<!-- 藏起来的 -->",
    "<?php echo 1 ?>",
    "<![CDATA[x]]>",
    "字<iframe src=//evil.example></iframe>字",
    "- 一项\n\n    <script>alert(1)</script>",
    '??? note "题"\n    <script>alert(1)</script>',
    '??? note "题"\n    字\n    {: onclick=alert(1) }',
    '???+ note "<img src=x onerror=alert(1)>"\n    字',
    '??? note "[进](javascript:alert(1))"\n    字',
    '??? note "题"\n    [进](javascript:alert(1))',
    '??? script "题"\n    字',
    "> <script>alert(1)</script>",
    "| 一 | 二 |\n|---|---|\n| <b onmouseover=alert(1)>粗</b> | 三 |",
    "```\n没有关上的围栏\n\n<script>alert(1)</script>",
    "1. 一项\n\n    ```\n    缩进的围栏\n    ```\n\n    <script>alert(1)</script>",
    "[进](javascript:alert(1))",
    "[进]( javascript:alert(1))",
    "[进](<javascript:alert(1)>)",
    "[进](JaVaScRiPt:alert(1))",
    "[进](java\tscript:alert(1))",
    "[进](&#106;avascript:alert(1))",
    "[进](javascript&colon;alert(1))",
    '[进](&#x6A;&#x61;vascript:alert(1) "题")',
    "[[进]](javascript:alert(1))",
    "[一 [二] 三](javascript:alert(1))",
    "[进][去]\n\n[去]: javascript:alert(1)",
    "[进]\n\n[进]: javascript:alert(1)",
    "[进][]\n\n[进]:\n    javascript:alert(1)",
    "[进](data:text/html;base64,PHNjcmlwdD4=)",
    "[进](vbscript:msgbox(1))",
    "[进](//evil.example/)",
    "[进](\\\\evil.example)",
    "[进](http://evil.example/)",
    "![图](https://evil.example/a.png)",
    "![图](javascript:alert(1))",
    "![图][画]\n\n[画]: //evil.example/a.png",
    "[![图](data:image/svg+xml,x)](../about.md)",
    "字\n{: onclick=alert(1) }",
    "字\n{: style='position:fixed' }",
    "[关于](../about.md){: onmouseover=alert(1) }",
    "[关于](../about.md){: href=javascript:alert(1) }",
    "**字**{: .button }",
    "```{.yaml onclick=alert(1)}\na\n```",
    "| 一 | 二 |\n|---|---|\n| 三 {: onclick=alert(1) } | 四 |",
)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def story_with(folder: Path, text: str) -> Path:
    root = copy_tree(folder)
    path = root / STORY
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n\n" + text + "\n", encoding="utf-8")
    return root


def test_the_story_ends_before_the_first_line_that_tests_add() -> None:
    text = (ROOT / "tests" / "tree" / STORY).read_text(encoding="utf-8")
    assert text.rstrip("\n").count("\n") + 3 == FIRST


@pytest.mark.parametrize("text", LIVE, ids=range(len(LIVE)))
def test_live_content_is_named_with_its_line_however_it_is_typed(text: str, tmp_path: Path) -> None:
    problems = [item for item in check(story_with(tmp_path, text)) if item.level == "error"]
    assert problems
    for item in problems:
        assert item.place.path == STORY
        assert FIRST <= item.place.line <= FIRST + text.count("\n"), item


@pytest.mark.parametrize("text", LIVE, ids=range(len(LIVE)))
def test_html_never_comes_out_of_a_text(text: str) -> None:
    tags = Tags()
    tags.feed(str(Writer().html(Renderer().render(text).root)))
    assert {tag for tag, _ in tags.found} <= {"p", "a", "img", "ul", "ol", "li", "blockquote", "pre", "code", "strong"} | {
        "details",
        "summary",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }


@pytest.mark.parametrize(
    "text",
    [
        "`<script>`",
        "```\n<b>\n[进](javascript:x)\n```",
        "~~~\n<b>\n~~~",
        "一段\n\n    <b>缩进的代码</b>",
        "一 < 二，二 > 一",
        "a<b 吗",
        "<https://example.com/>",
    ],
)
def test_what_only_looks_alive_is_no_fault(text: str, tmp_path: Path) -> None:
    found = [item for item in check(story_with(tmp_path, text)) if item.level == "error"]
    assert [str(item) for item in found if item.rule != "picture-unknown-kind"] == []  # a story has no code to show


def lines(text: str) -> list[tuple[int, str]]:
    return [(run.line, run.text.strip()) for run in runs(Renderer().render(text, 10).root)]


def test_every_stretch_of_text_knows_its_line() -> None:
    text = (
        "一段\n第二行\n\n## 标题\n\n- 甲\n- 乙\n    - 丙\n\n    又一段\n\n```\n代码\n```\n\n| 头 | 尾 |\n|---|---|\n| 左 | 右 |\n| 左 | 下 |\n\n> 引\n>\n> 《法》\n\n1. 问\n    - [ ] 答\n"
        '    解析：因为\n\n!!! leader "目标"\n    记下\n\n[名]: ../about.md\n\n末了[名]'
    )
    assert lines(text) == [
        (10, "一段\n第二行"),
        (13, "标题"),
        (15, "甲"),
        (16, "乙"),
        (17, "丙"),
        (19, "又一段"),
        (25, "头"),
        (25, "尾"),
        (27, "左"),
        (27, "右"),
        (28, "左"),
        (28, "下"),
        (30, "引"),
        (32, "《法》"),
        (34, "问"),
        (35, "[ ] 答\n解析：因为"),
        (38, "目标"),
        (39, "记下"),
        (43, "末了名"),
    ]


def test_a_link_in_a_long_paragraph_knows_its_own_line() -> None:
    (run,) = runs(Renderer().render("一\n二  \n三 **四\n五** [六](七.md)\n八", 1).root)
    assert [(line, element.tag) for line, element in run.elements()] == [(2, "br"), (3, "strong"), (4, "a")]


def test_the_core_and_mkdocs_speak_the_same_markdown() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    assert sorted(set(config.markdown_extensions)) == sorted(EXTENSIONS)
    assert plain_values(config.mdx_configs) == plain_values(CONFIGS)


def plain_values(configs: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The settings, a prepared function as what it was prepared from."""
    return {
        name: {key: (value.func, value.keywords) if hasattr(value, "func") else value for key, value in settings.items()}
        for name, settings in configs.items()
        if settings
    }


def test_the_slugs_are_those_of_material() -> None:
    assert CONFIGS["toc"]["slugify"].func is pymdownx.slugs.slugify(case="lower").func


def test_quotes_with_a_blank_line_between_them_stay_apart() -> None:
    html = str(Writer().html(Renderer().render("> 一\n>\n> 《甲法》\n\n> 二\n>\n> 《乙法》").root))
    assert html.count("<blockquote>") == 2


def test_entities_are_read_once_and_written_once() -> None:
    html = str(Writer().html(Renderer().render("&copy; &amp;lt; A&B `&lt;` [x](a.md?b&c)").root))
    assert html == '<p>© &amp;lt; A&amp;B <code>&amp;lt;</code> <a href="a.md?b&amp;c">x</a></p>'


@pytest.mark.parametrize(
    "text", ["[" * 40_000, "![" * 20_000, ("[" * MOST_BRACKETS + "\n\n") * 130, "> " * 5_000 + "一", "*" * 40_000, "`" * 40_000]
)
def test_hostile_nesting_takes_no_time(text: str, tmp_path: Path) -> None:
    start = time.process_time()
    check(story_with(tmp_path, text))
    assert time.process_time() - start < 5


def test_too_many_brackets_are_refused_in_words(tmp_path: Path) -> None:
    problems = check(story_with(tmp_path, "好的一段\n\n" + "[" * (MOST_BRACKETS + 1)))
    assert f"{STORY}:{FIRST + 2}: error too-large-or-deep 一段里有 {MOST_BRACKETS} 个以上“[”。请拆成几个文件，或检查缩进。" in [
        str(item) for item in problems
    ]


def test_a_preview_renders_a_text_once_and_forgets_what_is_gone() -> None:
    renderer = Renderer({})
    one = split("a.md", "---\ntitle: 一\n---\n一", renderer)
    again = split("b.md", "---\ntitle: 二\n---\n一", renderer)
    assert one is not None and again is not None
    assert one.rendered is again.rendered
    renderer.forget_unused()
    assert renderer.kept is not None and len(renderer.kept) == 1
    renderer.forget_unused()
    assert renderer.kept == {}
    assert Renderer().render("一") is not Renderer().render("一")


VALIDATED = {  # what mkdocs.yml asks of links in Markdown, which MkDocs no longer sees: how each fault is typed, and our rule
    "not_found": (["[表](no-such.md)", "[表][a]\n\n[a]: no-such.md", "[表](station:st-999999)"], "broken-link"),
    "anchors": (["[表](../about.md#没有)", "[表](#没有)", "[表]\n\n[表]: ../about.md#没有"], "broken-anchor"),
    "absolute_links": (["[表](/about/)", "[表][a]\n\n[a]: /about/"], "broken-link"),
    "unrecognized_links": (["[表](../about)", "[表](../stories/)", "[表][a]\n\n[a]: ../about/"], "broken-link"),
}


def test_every_validation_of_links_has_a_rule_of_ours() -> None:
    assert set(load_config(str(ROOT / "mkdocs.yml")).validation.links) == set(VALIDATED)


PICTURES = [("![图](no-such.png)", "picture-missing"), ("![图](/assets/icon.svg)", "picture-missing")]


@pytest.mark.parametrize(("text", "rule"), [*((text, rule) for texts, rule in VALIDATED.values() for text in texts), *PICTURES])
def test_what_mkdocs_no_longer_sees_is_seen_here(text: str, rule: str, tmp_path: Path) -> None:
    found = [item for item in check(story_with(tmp_path, text)) if item.level == "error"]
    assert [(item.rule, item.place.path, item.place.line) for item in found] == [(rule, STORY, FIRST)]


def test_headings_have_the_ids_that_markdown_gives_and_stand_in_the_table_of_contents(tmp_path: Path) -> None:
    root = make_tiny(tmp_path)
    (root / "docs" / "handbook" / "more.md").write_text(
        "---\ntitle: 更多\n---\n\n# 更多\n\n## 一 二，三\n\n### Abc\n\n## 一 二，三\n\n## **粗**的 `码` {: #own }\n", encoding="utf-8"
    )
    html = (build_site(root, tmp_path / "site") / "handbook" / "more" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<h[1-6] id="([^"]*)">', html) == ["更多", "一-二三", "abc", "一-二三_1", "own"]
    (top,) = contents.of(html)
    assert [(heading["level"], heading["id"], heading["name"]) for heading in top["children"]] == [
        (2, "一-二三", "一 二，三"),
        (2, "一-二三_1", "一 二，三"),
        (2, "own", "粗的 码"),
    ]
    assert [heading["id"] for heading in top["children"][0]["children"]] == ["abc"]
    assert '<a href="#更多" class="md-skip">' in html  # the theme has the table from MkDocs


def test_a_picture_beside_a_page_or_a_lesson_is_shown_and_published(tmp_path: Path) -> None:
    root = make_tiny(tmp_path)
    for name, path in (("docs/handbook/a.png", "docs/handbook/index.md"), ("lessons/b.png", "lessons/08-di-yi-tian.md")):
        (root / name).write_bytes(name.encode())
        text = (root / path).read_text(encoding="utf-8")
        picture = f"![图里有什么][图]\n\n[图]: {Path(name).name}\n"
        text = f"{text}\n{picture}" if "handbook" in path else text.replace("## 规定怎么说", f"{picture}\n## 规定怎么说")
        (root / path).write_text(text, encoding="utf-8")
    site = build_site(root, tmp_path / "site")
    for page, source in (("handbook/index.html", "handbook/a.png"), ("lessons/08/index.html", "lessons/b.png")):
        (src,) = re.findall(
            r'<img src="([^"]+)" alt="图里有什么">', (site / page).read_text(encoding="utf-8").replace(' alt="图里有什么" src=', " src=")
        )
        assert ((site / page).parent / src).resolve() == site / source
        assert (site / source).read_bytes().decode().endswith(source)


PIECES = [
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href=javascript:x>", "</a>", "<b\n", ">", "<", "<!--", "-->"),
    *("[进](", "javascript:alert(1)", "data:text/html,x", "//evil.example", "../about.md", ")", "[", "]", "![", "[a]", "\n\n[a]: "),
    *("&#106;", "&colon;", "&lt;", "&amp;lt;", "&NewLine;", "\\", "\\(", "`", "``", "```\n", "~~~\n", "**", "__", "*", "_"),
    *(
        "{: onclick=alert(1) }",
        "{: #x .y z='\"' }",
        "{.yaml onclick=x}",
        '"',
        "'",
        '"题"',
        " ",
        "\t",
        "\n",
        "\n\n",
        "    ",
        "> ",
        "- ",
        "1. ",
    ),
    *(
        "| a | b |\n|---|---|\n",
        "!!! leader\n    ",
        '!!! note "<b>"\n    ',
        '??? note "题"\n    ',
        '???+ note "<b>"\n    ',
        "??? tip\n    ",
        "# ",
        "---\n",
        "《党章》第三条",
        "流动党员",
        "字",
        "\x02",
        "\x03",
        "wzxhzdk:0",
    ),
]
SAFE_TAGS = {
    "p",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "em",
    "strong",
    "br",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "a",
    "img",
    "details",
    "summary",
}
SAFE_ATTRIBUTES = {"open", "href", "title", "src", "alt", "align", "class", "id", "start"}


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(derandomize=True, deadline=None, database=None, max_examples=1500)
def test_what_no_rule_refuses_is_harmless_to_a_browser(text: str) -> None:
    document = Document(STORY, "", text, 1)
    elements = [element for element in document.rendered.root.iter() if element is not document.rendered.root]
    links = [(element, element.get("href") or element.get("src") or "") for _, element in links_of(document)]
    refused = (
        document.rendered.faults
        or [element for element in elements if list(not_allowed(element))]
        or [element for element, value in links if (resolve_picture if element.tag == "img" else resolve)(SITE, document, value).fault]
    )
    linker = Linker(SITE, TEMPLATES, "/stories/tea-shop/")
    html = str(linker.prose(document, document.rendered.root, linker.explained()))
    parsed = html5lib.parseFragment(html, namespaceHTMLElements=False)
    tags = {element.tag for element in parsed.iter()} - {"DOCUMENT_FRAGMENT"}
    assert tags <= SAFE_TAGS | {"h1", "h2", "h3", "h4", "h5", "h6", "div"}  # whatever is typed, refused or not
    if not refused:
        for element in parsed.iter():
            assert set(element.attrib) <= SAFE_ATTRIBUTES
            for key in ("href", "src"):
                assert re.match(r"(?:https://|tel:|mailto:|(?![a-z][a-z0-9+.-]*:|//|/?\\))", element.get(key, "./"), re.I)
