"""The first sheet of an empty workbook: how to fill it in, in words and in pictures drawn with cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from .columns import CLEAR, EXAMPLE, ID, SHEETS
from .examples import Example

HEAD = PatternFill("solid", fgColor="9F1D20")
_NEW = PatternFill("solid", fgColor="E3F1E3")
_LINE = Side("thin", color="999999")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_QUIET = Font(color="888888", italic=True)
_SAID = Font(color="1F5FA8", bold=True)
_WIDTHS = (12, 24, 22, 16, 14, 46)

_WORDS = (
    "从左到右，一张一张填：先填“区域”，再填“站点”“组织”“党组织”……没有的，那一张空着就行。",
    "每张表第一行是列名，不要改。第二行灰字是例子，不会导入，不用删。",
    "从例子下面的空行填起，一行一个。表里已经有的，不要动，接着往下填。",
    "“编号”空着，导入时自动编，写进去之前先给您看。“区域”的编号是拼音，读音不对的可以自己写，公布以后不能再改。",
    "别的表里要写区域、站点、党组织的，写名称。刚在前面那张表里填的，马上就能从列表里选。两个同名的，写成“春晖街道 · 清河社区”。",
    f"不知道的空着，不要猜。要删去原来的内容，写 {CLEAR}。电话写办公座机，不写人名，不写手机。",
    "填好以后保存、关掉，运行 python3 scripts/manage.py import 文件名 ，先看会改什么、哪里要改。没有问题，再加上 --apply 运行一次。",
)
_HEADERS_SAY, _EXAMPLE_SAYS = "← 列名，不要改", "← 灰字是例子，不会导入，不用删"
_PICTURES: tuple[tuple[str, Sequence[tuple[Sequence[str], str]]], ...] = (
    (
        "区域",
        (
            (("编号", "名称", "层级", "上级区域"), _HEADERS_SAY),
            ((EXAMPLE, "春晖街道", "街道", "示例区"), _EXAMPLE_SAYS),
            (("", "秋实街道", "街道", "示例区"), "← 绿的：从这里往下填，一行一个。编号空着"),
            (("", "清河社区", "社区", "秋实街道"), "← 上级写名称。上面刚填的街道，马上能选"),
        ),
    ),
    (
        "站点",
        (
            (("编号", "名称", "类型", "区域"), _HEADERS_SAY),
            ((EXAMPLE, "春晖街道流动党员之家", "流动党员之家", "春晖街道"), _EXAMPLE_SAYS),
            (("", "清河社区流动党员服务站", "流动党员服务站", "清河社区"), "← 点一下格子右边的小箭头，从列表里选"),
        ),
    ),
)


def fill(page: Worksheet, examples: Mapping[str, Example]) -> None:
    """The words, the pictures below them, and what to write in each column. Readers of workbooks pass this sheet over."""
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page["A1"], page["A1"].font = "怎么填", Font(bold=True, size=18)
    for row, words in enumerate(_WORDS, 2):
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
        cell = page.cell(row, 1, f"{row - 1}. {words}")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        page.row_dimensions[row].height = 34
    row = len(_WORDS) + 3
    for title, lines in _PICTURES:
        row = _picture(page, row, title, lines)
    _columns(page, row, examples)
    page.sheet_view.showGridLines = False
    page.protection.sheet = True


def _picture(page: Worksheet, row: int, title: str, lines: Sequence[tuple[Sequence[str], str]]) -> int:
    """A small sheet as it looks, with what to know beside each row; the row after it."""
    page.cell(row, 1, f"“{title}”这样填：").font = Font(bold=True)
    for number, (line, said) in enumerate(lines, 1):
        for column, text in enumerate(line, 1):
            cell = page.cell(row + number, column, text or None)
            cell.border = _BOX
            if number == 1:
                cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
            elif number == 2:
                cell.font = _QUIET
            else:
                cell.fill = _NEW
        page.cell(row + number, len(line) + 1, said).font = _SAID
    return row + len(lines) + 2


def _columns(page: Worksheet, row: int, examples: Mapping[str, Example]) -> None:
    """Every column of every sheet: whether it must be filled in, what to write, and the example."""
    page.cell(row, 1, "每一列怎么写：").font = Font(bold=True)
    for column, text in enumerate(("表", "列", "例子", "", "要填吗", "怎么写"), 1):
        cell = page.cell(row + 1, column, text)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
    row += 2
    for sheet in SHEETS:
        for shown in sheet.columns:
            is_needed = shown.field.required and shown.header != ID
            example = examples[sheet.title].get(shown, "")
            words = (sheet.title, shown.header, example if example != shown.note else "", "", "必填" if is_needed else "", shown.note)
            for column, text in enumerate(words, 1):
                cell = page.cell(row, column, text or None)
                cell.data_type = "s" if text else cell.data_type
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.border = _BOX
            page.merge_cells(start_row=row, end_row=row, start_column=3, end_column=4)
            row += 1
