"""The page of the whole: every policy and every story is one link away, and what a text says is never lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import trees
from conftest import ROOT
from members_home.checks import check_tree
from members_home.model.site import Site
from members_home.pages import search, system
from members_home.pages.site_page import Linker, SitePage

TEXT = """---
title: 一条线
---

# 一条线

一句开头。

> 目标：连起来
>
> 三级

## 组织联动：连起来

一句话。

### 上下联动：一级带一级

又一句，说到《劳动合同法》第十条。

- 没有链接的一项

接着是去处：

- [接待日](policies/reception-day.md)
- [茶馆](stories/tea-shop.md)
- [身边的站点](page:stations)

## 出自哪里

一份报告。
"""


def page_of(site: Site) -> SitePage:
    text = system.page_of(site)
    assert text is not None
    return system.page(site, trees.TEMPLATES, text)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = trees.copy_tree(tmp_path_factory.mktemp("system"))
    (root / "docs" / "system.md").write_text(TEXT, encoding="utf-8")
    site, problems = check_tree(root, trees.TODAY)
    assert [str(item) for item in problems] == []
    return site


def test_what_no_part_names_is_listed_below(tmp_path: Path) -> None:
    root = trees.copy_tree(tmp_path)
    (root / "docs" / "system.md").write_text(TEXT.replace("- [茶馆](stories/tea-shop.md)\n", ""), encoding="utf-8")
    site = check_tree(root, trees.TODAY)[0]
    (story,) = site.stories
    assert re.search(f"一级带一级.*还有这些{re.escape(words(story.title))}故事", words(str(page_of(site).body)))


def words(html: str) -> str:
    return re.sub(r"\s+", "", re.sub("<[^>]*>", "", html))


def test_every_policy_and_every_story_is_one_link_away() -> None:
    site = check_tree(ROOT, trees.TODAY)[0]
    links = set(re.findall(r'href="\.\./([^"#]+)"', str(page_of(site).body)))
    assert {f"{text.slug}/" for text in (*site.policies, *site.stories)} <= links


def test_what_is_written_stands_on_the_page_in_its_order(site: Site) -> None:
    read = words(str(page_of(site).body))
    parts = ["一句开头。", "目标：连起来", "三级", "组织联动", "上下联动"]  # the last two lead to what follows
    parts += [
        "组织联动连起来",
        "一句话。",
        "上下联动：一级带一级",
        "又一句",
        "没有链接的一项",
        "接着是去处",
        "接待日制度",
        "茶馆故事",
        "身边的站点站点",
    ]
    assert re.search(".*".join([*parts, "出自哪里", "一份报告。"]), read)


def test_a_part_leads_to_what_it_cites(site: Site) -> None:
    assert 'class="cite">《劳动合同法》第十条</a>' in str(page_of(site).body)


def test_the_home_leads_there_only_where_the_page_is(site: Site) -> None:
    assert 'href="system/"' in system.card(Linker(site, trees.TEMPLATES, "/"))
    without = check_tree(trees.TREE, trees.TODAY)[0]
    assert system.card(Linker(without, trees.TEMPLATES, "/")) == ""


def test_the_search_finds_its_words_and_not_the_names_of_others(site: Site) -> None:
    texts = dict(search.files(site, trees.TEMPLATES, [page_of(site)]))["/search/texts.json"]
    assert "一级带一级" in texts
    assert "又一句" in texts
    assert "茶馆" not in texts
