"""What people do wrong in a workbook, each fault named by its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from excel_sheets import edit, exported, header, planned, put
from members_home.problems import as_text
from members_home.rules import EXCEL_RULES
from openpyxl.worksheet.worksheet import Worksheet
from trees import copy_tree


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copy_tree(tmp_path)


def test_what_checks_find_is_named_by_cell_and_nothing_is_told_twice(tree: Path) -> None:
    path = exported(tree)
    edit(path, put(4, "区域", "没有的社区"))
    edit(path, put(3, "核实日期", "2026-02-30"))
    edit(path, put(5, "办公电话", "138 0013 8000"))
    assert as_text(planned(tree, path).problems) == (
        "站点!E4: error unknown-name 区域：没有叫“没有的社区”的区域。请写登记册里的名称。\n"
        "站点!O5: error station-phone-is-mobile 办公电话：“138****8000”像手机号。请改填办公座机。\n"
        "站点!Z3: error bad-date 核实日期：“2026-02-30”不是有效日期。请写成“2026-11-01”。"
    )


def test_swapped_columns_are_named(tree: Path) -> None:
    path = exported(tree)

    def swap(page: Worksheet) -> None:
        one, other = header(page, "地址"), header(page, "办公电话")
        page.cell(4, one).value, page.cell(4, other).value = page.cell(4, other).value, page.cell(4, one).value

    edit(path, swap)
    assert "站点!O4: error phone-not-single 办公电话：“春晖街道青禾路2号（虚构）”" in as_text(planned(tree, path).problems)


PITFALLS: dict[str, tuple[Callable[[Worksheet], None], str]] = {
    "unknown-header": (
        lambda page: setattr(page.cell(1, 10), "value", "详细地址"),
        "站点!J1: error unknown-header 不认得“详细地址”这一列。请改成导出表里的列名，用 --map 写明是哪一列，或者删去这一列。",
    ),
    "merged-cell": (lambda page: page.merge_cells("J3:J4"), "站点!J3:J4: error merged-cell 这里是合并的单元格。请取消合并，每一行都填上。"),
    "number-where-text": (
        put(4, "办公电话", 1000000002),
        "站点!O4: error number-where-text 办公电话：“1000000002”是数字格式，开头的 0 可能已经丢了。请把这一列设成“文本”，照原样重新填。",
    ),
    "date-as-number": (
        put(4, "核实日期", 46300),
        "站点!Z4: error date-as-number 核实日期：“46300”不是写成文字的日期。请把这一格设成“文本”，写成 2026-11-01 这样。",
    ),
    "formula-without-value": (
        put(4, "地址", '="春晖街道"&"青禾路"'),
        "站点!J4: error formula-without-value 地址：这里是公式，没有算好的值。请在 Excel 里打开、保存一次，或者改成文字。",
    ),
    "long-number-rounded": (
        put(4, "地址", 110105194912310020),
        "站点!J4: error long-number-rounded 地址：这个数太长，Excel 已经改掉了后面几位。请把这一格设成“文本”，照原件重新填。",
    ),
    "cell-not-understood": (
        put(4, "开放时间", "周一至周五 9:00-17:00，单双休"),
        "站点!Q4: error cell-not-understood 开放时间：“单双休”看不懂，请写成“周一至周五 9:00–11:30、13:30–17:00；周六 9:00–12:00”这样。",
    ),
    "phone-not-single": (
        put(4, "办公电话", "010-00000002、010-00000003"),
        "站点!O4: error phone-not-single 办公电话：“010-00000002、010-00000003”不是一个能直接拨的号码。"
        "请只留一个办公座机；有分机的，写成“010-00000000 转 801”。",
    ),
    "cell-error-value": (
        put(4, "地址", "#N/A"),
        "站点!J4: error cell-error-value 地址：这里是“#N/A”，Excel 没有算出来。请改成要填的内容，或者清空这一格。",
    ),
    "header-twice": (
        lambda page: setattr(page.cell(1, 10), "value", "名称"),
        "站点!J1: error header-twice “名称”这一列写了两次，C 列已经有了。请只留一列。",
    ),
    "line-break-in-cell": (
        put(4, "地址", "春晖街道\n青禾路2号"),
        "站点!J4: error line-break-in-cell 地址：“春晖街道⏎青禾路2号”分成了几行，这一格只能写一行。请去掉 Alt+Enter 换的行。",
    ),
    "not-a-choice": (
        put(4, "状态", "营业"),
        "站点!G4: error not-a-choice 状态：“营业”不在可选范围。可选：开放、暂停、已合并、已停用。",
    ),
    "unknown-name": (
        put(4, "区域", "没有的社区"),
        "站点!E4: error unknown-name 区域：没有叫“没有的社区”的区域。请写登记册里的名称。",
    ),
    "extension-twice": (
        lambda page: (put(4, "办公电话", "010-00000002转801")(page), put(4, "分机", "802")(page))[0],
        "站点!O4: error extension-twice 办公电话：办公电话里写了分机“801”，“分机”一列写的是“802”。请改成一样的。",
    ),
    "duplicate-row": (
        put(4, "编号", "st-900001"),
        "站点!A4: error duplicate-row 编号：“st-900001”在第 3 行已经有了。请只留一行。",
    ),
}


@pytest.mark.parametrize("rule", PITFALLS)
def test_a_pitfall_is_named_by_its_cell(rule: str, tree: Path) -> None:
    path = exported(tree)
    change, message = PITFALLS[rule]
    edit(path, change)
    plan = planned(tree, path)
    assert as_text(one for one in plan.problems if one.level == "error") == message


ELSEWHERE = {
    *("row-changed-meanwhile", "not-gb18030-nor-utf8", "stray-quote", "same-thing-again", "same-thing-unclear"),
    *("area-id-published", "area-id-taken", "example-row-changed", "files-disagree", "name-not-single"),
}
IN_TEST_DUE = {"mended-nothing", "nothing-to-date"}


def test_every_excel_rule_has_its_case() -> None:
    assert {*PITFALLS, *ELSEWHERE, *IN_TEST_DUE} == EXCEL_RULES
