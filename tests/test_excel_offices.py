"""What offices send: columns and rows that are no data, headers and values in every spelling, faults told once."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from excel_sheets import STREETS, exported, planned, written
from members_home.excel import changes, preview, spellings, told, workbooks, xlsx
from members_home.excel.columns import SHEETS
from members_home.excel.headers import foot
from members_home.excel.whole import in_words
from members_home.excel.xlsx import _Parser
from members_home.model.load import load_site
from members_home.problems import Place, Problem, as_text, problem, problem_with
from members_home.rules import RULES
from openpyxl import load_workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.xml.constants import SHEET_MAIN_NS
from trees import TODAY, copy_tree

STATION = ["st-900002", "青禾社区流动党员服务站"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copy_tree(tmp_path)


def read_as(folder: Path, *lines: list[object], mapping: dict[str, str] | None = None) -> dict[str, str]:
    """The texts of the first row by header."""
    tables, problems, _ = workbooks.read(written(folder, *lines), mapping or {}, STREETS)
    assert problems == []
    return {column.header: text for column, text in tables[0].rows[0].texts.items()}


@pytest.mark.parametrize(
    "word",
    ["名 称", "名称*", "*名称", "名称（必填）", "名称(选填，写全称)", "名称\n（请写全称）", "名　称：", "★名称", "名称（格式：甲站）"],
)
def test_a_header_is_known_in_every_spelling(word: str, tmp_path: Path) -> None:
    assert read_as(tmp_path, ["编号", word, "办公电话"], [*STATION, "12345"])["名称"] == STATION[1]
    path = tmp_path / "站点.csv"
    path.write_text(f'编号,"{word}"\n{",".join(STATION)}\n', encoding="utf-8")
    assert workbooks.read(path, {}, STREETS)[1] == []


@pytest.mark.parametrize("word", ["名称（旧）", "详细名称", "名称2"])
def test_a_header_that_says_something_else_is_not_guessed(word: str, tmp_path: Path) -> None:
    _, problems, _ = workbooks.read(written(tmp_path, ["编号", word, "办公电话"], [*STATION, "12345"]), {}, STREETS)
    assert [problem.rule for problem in problems] == ["unknown-header"]


def test_their_words_are_mapped_in_every_spelling(tmp_path: Path) -> None:
    found = read_as(tmp_path, ["编号", "站点 名称*", "备注"], [*STATION, "街道一层"], mapping={"站点名称": "名称", "备注": "地址"})
    assert (found["名称"], found["地址"]) == (STATION[1], "街道一层")


def test_columns_that_say_nothing_are_passed_over_and_listed(tmp_path: Path) -> None:
    path = written(tmp_path, ["序号", "编号", "名称", "备 注"], [1, *STATION, "无"])
    tables, problems, _ = workbooks.read(path, {}, STREETS)
    assert (problems, tables[0].remarks) == ([], ["没有读的列：A 列“序号”、D 列“备注”"])


def test_a_header_of_two_rows(tmp_path: Path) -> None:
    upper = ["编号", "名称", "联系方式", None, "核实", None, "地址"]
    lower = [None, None, "办公室", "办公电话", "日期", "岗位", None]
    path = written(tmp_path, ["站点表"], upper, lower, [*STATION, "值班室", "12345", "2026-10-01", "党建办", "甲路"])
    book = load_workbook(path)
    for area in ("A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3"):
        book["站点"].merge_cells(area)
    book.save(path)
    tables, problems, _ = workbooks.read(path, {}, STREETS)
    assert problems == []
    (row,) = tables[0].rows
    assert (row.number, {column.header: text for column, text in row.texts.items()}) == (
        4,
        {
            "编号": STATION[0],
            "名称": STATION[1],
            "办公室": "值班室",
            "办公电话": "12345",
            "核实日期": "2026-10-01",
            "核实岗位": "党建办",
            "地址": "甲路",
        },
    )


def test_a_first_record_is_no_second_row_of_headers(tmp_path: Path) -> None:
    assert read_as(tmp_path, ["编号", "名称", "地址"], ["st-900002", "名称", "路"])["名称"] == "名称"


@pytest.mark.parametrize(
    ("first", "word"),
    [
        ("合计", "合计"),
        ("合 计：", "合计"),
        ("总计 12 个", "总计"),
        ("填表人：张某某", "填表人"),
        ("填报单位（盖章）：", "填报单位"),
        ("负责人：", "负责人"),
        ("审核：李某", "审核"),
        ("注：电话请写座机", "注"),
        ("联系电话：138 0013 8000", "联系电话"),
        ("合计大厦流动党员服务站", ""),
        ("联系人之家", ""),
        ("注册工业园服务站", ""),
    ],
)
def test_a_foot_is_no_record(first: str, word: str, tmp_path: Path) -> None:
    assert foot([None, first, 3]) == word
    path = written(tmp_path, ["编号", "名称", "地址"], [*STATION, "甲"], [None, first, "乙"])
    tables, _, _ = workbooks.read(path, {}, STREETS)
    assert [row.number for row in tables[0].rows] == ([2] if word else [2, 3])
    assert tables[0].remarks == ([f"没有读第 3 行“{word}”"] if word else [])


def test_headers_printed_again_are_no_record(tmp_path: Path) -> None:
    path = written(tmp_path, ["编号", "名称", "地址"], [*STATION, "甲"], ["编号", "名称", "地址"], ["st-900001", "乙站", "乙"])
    tables, problems, _ = workbooks.read(path, {}, STREETS)
    assert (len(tables[0].rows), problems, tables[0].remarks) == (2, [], ["没有读第 3 行“表头”"])


DAYS = [
    "2026-11-3",
    "2026/11/3",
    "2026.11.3",
    "2026年11月3日",
    "2026 年 11 月 3 日",
    "２０２６－１１－３",
    "2026-11-03 00:00:00",
    "2026–11–03",
]


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_known_in_every_spelling(text: str, tree: Path, tmp_path: Path) -> None:
    assert spellings.day(text) == "2026-11-03"
    plan = planned(
        tree,
        written(
            tmp_path, ["编号", "名称", "核实日期", "沿革"], [*STATION, text.replace("11", "10").replace("１１", "１０"), f"{text} 迁址"]
        ),
    )
    assert [str(change).split("：")[1].split(" → ")[1] for change in plan.changes] == ["2026-10-03", "2026-11-03 迁址"]


@pytest.mark.parametrize("text", ["2026年11月", "26.11.3", "11月3日", "2026-11-3 上午", "2026-1103", "20261103"])
def test_half_a_day_is_not_guessed(text: str, tree: Path, tmp_path: Path) -> None:
    assert spellings.day(text) == text
    assert [problem.rule for problem in planned(tree, written(tmp_path, ["编号", "名称", "核实日期"], [*STATION, text])).problems] == [
        "bad-date"
    ]


PHONES = {
    "010－63031234": ("010-63031234", ""),
    "(010)63031234": ("010-63031234", ""),
    "（010） 6303 1234": ("010-63031234", ""),
    "010 63031234": ("010-63031234", ""),
    "01063031234": ("010-63031234", ""),
    "0311—85012345": ("0311-85012345", ""),
    "031185012345": ("0311-85012345", ""),
    "+86-10-63031234": ("010-63031234", ""),
    "+86 (0)10 63031234": ("010-63031234", ""),
    "０１０－６３０３１２３４": ("010-63031234", ""),
    "010-63031234转801": ("010-63031234", "801"),
    "010-63031234 转 801": ("010-63031234", "801"),
    "63031234": ("63031234", ""),
    "010-63031234（转分机801）": ("010-63031234", "801"),
    "010-63031234-801": ("010-63031234", "801"),
    "010-63031234 ext. 801": ("010-63031234", "801"),
    "4008101234": ("400-810-1234", ""),
    "400 810 1234 转 2": ("400-810-1234", "2"),
    "12345转8": ("12345", "8"),
    "13800138000": ("13800138000", ""),
    "+86 138 0013 8000": ("+86 138 0013 8000", ""),
    "010-12345678、010-12345679": ("010-12345678、010-12345679", ""),
}


@pytest.mark.parametrize("text", PHONES)
def test_a_telephone_is_known_in_every_spelling(text: str) -> None:
    assert spellings.telephone(text) == PHONES[text]


def test_an_extension_is_kept_and_leaves_with_its_number(tree: Path, tmp_path: Path) -> None:
    def after(*cells: object) -> tuple[list[str], str]:
        plan = planned(tree, written(tmp_path, ["编号", "名称", "办公电话", "分机"], [*STATION, *cells]))
        assert plan.problems == []
        (text,) = plan.texts.values() or [""]
        for path, content in plan.texts.items():
            (tree / path).write_text(content, encoding="utf-8")
        return [str(change).split(" ", 2)[2] for change in plan.changes], next(iter(re.findall("contact: {role: 值班室, (.*)}", text)), "")

    assert after("010-00000002转801") == (["分机：（空） → 801"], 'phone: "010-00000002", extension: "801"')
    assert after("010-00000002") == ([], "")
    assert after(None, "转802") == (["分机：801 → 802"], 'phone: "010-00000002", extension: "802"')
    assert after("010-63031234") == (["办公电话：010-00000002 → 010-63031234", "分机：802 → （空）"], 'phone: "010-63031234"')
    assert after("010-63031235转8", "8") == (
        ["办公电话：010-63031234 → 010-63031235", "分机：（空） → 8"],
        'phone: "010-63031235", extension: "8"',
    )


@pytest.mark.parametrize("mark", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_text_files_are_read_whatever_parts_the_cells(mark: str, encoding: str, tree: Path, tmp_path: Path) -> None:
    path = tmp_path / "站点.csv"
    path.write_bytes("\n".join(mark.join(line) for line in (["编号", "名称", "地址"], [*STATION, "甲路，1号"])).encode(encoding))
    assert [change.after for change in planned(tree, path).changes] == ["甲路，1号"]


@pytest.mark.parametrize("more", [5, 5000])
def test_a_stray_quotation_mark_is_named_by_its_line(more: int, tree: Path, tmp_path: Path) -> None:
    path = tmp_path / "站点.csv"
    rows = [f"st-{number:06d},站{number},路" for number in range(more)]
    path.write_text("\n".join(["编号,名称,地址", f"{STATION[0]},{STATION[1]},甲", 'st-900001,"甲站,乙', *rows]), encoding="utf-8")
    assert as_text(planned(tree, path).problems) == (
        '站点.csv 第 3 行: error stray-quote 从这一行起有一个引号（"）没有配对，后面的读不下去。请删去它，或者另存为 .xlsx 再试。'
    )


def test_a_quoted_cell_may_hold_marks_and_quotes(tree: Path, tmp_path: Path) -> None:
    path = tmp_path / "站点.csv"
    path.write_text(f'编号,名称,地址\n{STATION[0]},{STATION[1]},"甲路,""东""门"\n', encoding="utf-8")
    assert [change.after for change in planned(tree, path).changes] == ['甲路,"东"门']


ERRORS = ["#N/A", "#REF!", "＃N/A", "#div/0!", "#NAME?", "春晖街道#VALUE!", "#SPILL!"]


@pytest.mark.parametrize("text", ERRORS)
@pytest.mark.parametrize("kind", ["xlsx", "csv", "text"])
def test_an_error_of_excel_is_never_published(text: str, kind: str, tree: Path, tmp_path: Path) -> None:
    path = tmp_path / "站点.csv"
    if kind == "csv":
        path.write_text(f"编号,名称,地址\n{','.join(STATION)},{text}\n", encoding="utf-8")
    else:
        path = written(tmp_path, ["编号", "名称", "地址"], [*STATION, text])
        if kind == "text":
            book = load_workbook(path)
            book["站点"]["C2"].data_type = "s"
            book.save(path)
    plan = planned(tree, path)
    assert ([problem.rule for problem in plan.problems], plan.changes) == (["cell-error-value"], [])


def test_a_dynamic_array_is_a_formula(tree: Path, tmp_path: Path) -> None:
    path = written(tmp_path, ["编号", "名称", "地址"], [*STATION, None])
    book = load_workbook(path)
    book["站点"]["C2"] = ArrayFormula("C2:C3", "=UNIQUE(A1:A2)")
    book.save(path)
    assert [problem.rule for problem in planned(tree, path).problems] == ["formula-without-value"]


def test_a_formula_that_gives_nothing_is_an_empty_cell(tree: Path, tmp_path: Path) -> None:
    path, kept = written(tmp_path, ["编号", "名称", "地址"], [*STATION, '=""']), tmp_path / "算好.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb'<c r="C2"[^>]*>(<f>.*?</f>)<v ?/?>(</v>)?', rb'<c r="C2" t="str">\1<v></v>', old.read(name)))
    plan = planned(tree, kept)
    assert (plan.changes, plan.problems) == ([], [])


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\x0b", "_x000D_\n", "\u2028"])
def test_one_line_fields_hold_one_line(break_: str, tree: Path, tmp_path: Path) -> None:
    path = tmp_path / "站点.csv"
    path.write_text(f'编号,名称,地址\n{STATION[0]},"青禾{break_}站",甲\n', encoding="utf-8", newline="")
    assert [problem.rule for problem in planned(tree, path).problems] == ["line-break-in-cell"]
    path.write_text(f'编号,名称,地址\n{STATION[0]},{STATION[1]},"甲路{break_}"\n', encoding="utf-8", newline="")
    assert [change.after for change in planned(tree, path).changes] == ["甲路"]


def test_lists_may_stand_line_by_line(tree: Path, tmp_path: Path) -> None:
    path = written(tmp_path, ["编号", "名称", "设备", "沿革"], [*STATION, "投影设备\n电视", "2024-03-01 设立\n2025/4/1迁址"])
    assert [change.after for change in planned(tree, path).changes] == ["投影设备、电视", "2024-03-01 设立；2025-04-01 迁址"]


def bordered(path: Path, last: int) -> None:
    book = load_workbook(path)
    border = Border(left=Side("thin"), right=Side("thin"), top=Side("thin"), bottom=Side("thin"))
    for row in book["站点"].iter_rows(min_row=2, max_row=last, max_col=12):
        for cell in row:
            cell.border = border
    book.save(path)


CELLS = """
<c r="A1" t="s"><v>0</v></c><c r="AB1" s="1" t="s"><v>1</v></c><c t="s"><v>0</v></c><c r="D1" t="s"><v></v></c><c r="E1" t="s"><f>X</f><v>1</v></c>
<c r="F1" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c><c r="G1" t="inlineStr"><is><t/></is></c><c t="inlineStr"><is><t>丙</t></is></c>
<c r="H1" t="inlineStr"><is><r><t>丁</t></r><r><t>戊</t></r></is></c><c r="I1" t="inlineStr"><is><t>己</t><rPh sb="0" eb="1"><t>ji</t></rPh></is></c>
<c r="J1" t="str"><v>庚</v></c><c r="K1"><v>1.5</v></c><c r="L1" t="b"><v>1</v></c><c r="M1" t="e"><v>#N/A</v></c><c r="N1" t="inlineStr"/>
"""


def test_texts_are_read_as_openpyxl_reads_them() -> None:
    def read(parser: type[WorkSheetParser]) -> list[tuple[object, ...]]:
        source = io.BytesIO(f'<worksheet xmlns="{SHEET_MAIN_NS}"><sheetData><row r="1">{CELLS}</row></sheetData></worksheet>'.encode())
        (row,) = parser(source, ["一", "二"], data_only=True).parse()
        return [(cell["column"], cell["value"], cell["data_type"]) for cell in row[1]]

    found = read(_Parser)
    assert found == read(WorkSheetParser)
    assert (len(found), found[1], found[8]) == (15, (28, "二", "s"), (8, "丁戊", "s"))


def test_borders_to_the_last_row_are_no_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, ["编号", "名称", "地址"], [*STATION, "甲"])
    bordered(path, 2000)
    looked_at: list[object] = []
    look = _Parser.parse_cell

    def seen(parser: _Parser, element: object) -> object:
        looked_at.append(element)
        return look(parser, element)

    monkeypatch.setattr(_Parser, "parse_cell", seen)
    tables, problems, _ = workbooks.read(path, {}, STREETS)
    assert (len(tables[0].rows), problems, len(looked_at)) == (1, [], 6)  # the cells that hold something, and no other


def test_hidden_sheets_and_sheets_without_headers_are_said(tmp_path: Path) -> None:
    path = written(tmp_path, ["编号", "名称", "地址"], [*STATION, "甲"])
    book = load_workbook(path)
    for title, state in (("旧表", "hidden"), ("藏", "veryHidden"), ("说明", "visible"), ("空", "visible")):
        page = book.create_sheet(title)
        page.sheet_state = state
        if title != "空":
            page.append(["请照样填"])
    book.save(path)
    assert workbooks.read(path, {}, STREETS)[2] == [
        "“旧表”是隐藏的表，没有读。要读就先取消隐藏。",
        "“藏”是隐藏的表，没有读。要读就先取消隐藏。",
        "“说明”里没有找到表头，没有读。",
    ]


def test_a_zip_bomb_is_refused_by_its_stated_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "表.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/worksheets/sheet1.xml", "w") as part:
        for _ in range(250):
            part.write(b" " * 1_000_000)
    monkeypatch.setattr(xlsx, "load_workbook", lambda *args, **options: pytest.fail("it was unpacked"))
    with pytest.raises(workbooks.Unreadable, match="解开以后有 250 MB"):
        workbooks.read(path, {}, STREETS)


# One wave of errors


def test_every_fault_of_every_cell_is_told_at_once(tree: Path, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ["编号", "名称", "类型", "状态", "服务", "特殊日期", "核实日期", "办公电话", "地址"],
        ["st-900099", "甲站", "茶馆", "开放", "", "", "2026-02-30", "", ""],
        [*STATION, "", "营业", "开锁、修车", "明天关；后天开", "", "138 0013 8000、010-12345678", "<b>甲</b>"],
        ["st-900001", "", "", "已停用", "", "", "", "", ""],
    )
    found = [(problem.place.path, problem.rule) for problem in told.told(planned(tree, path).problems)]
    assert found == [
        ("党组织“青禾社区联合党支部”（br-900001）", "refers-to-closed"),
        ("站点!A2", "unknown-reference"),
        ("站点!C2", "not-a-choice"),
        ("站点!G2", "bad-date"),
        ("站点!A3", "refers-to-closed"),  # 上级站点, of which the sheet has no column
        ("站点!D3", "not-a-choice"),
        ("站点!E3", "not-a-choice"),
        ("站点!F3", "cell-not-understood"),
        ("站点!H3", "mobile-number-found"),
        ("站点!H3", "phone-not-single"),
        ("站点!I3", "html-in-text"),
        ("站点!A4", "closed-without-date"),
    ]


def many(places: list[str], rule: str = "number-where-text", **values: object) -> list[Problem]:
    return [problem_with(rule, Place(f"站点!{place}", 0), {"value": n, **values}, "办公电话") for n, place in enumerate(places)]


def test_one_fault_in_many_cells_is_told_once_in_their_order() -> None:
    places = [f"G{number}" for number in range(60, 0, -1)]
    (item,) = told.told(many(places))
    assert item.place.path == "站点!G1"
    assert item.message.endswith(f"这样的共 60 格：{'、'.join(reversed(places))}。")
    assert item.message.index("G6、") < item.message.index("G57")


def test_what_differs_is_told_apart() -> None:
    items = [
        *many(["G6", "G57"]),
        *many(["H6"], "bad-date", fix="“2026-11-01”"),
        *many(["C2", "C3"], "cell-not-understood", detail="“甲”看不懂"),
        *many(["C4"], "cell-not-understood", detail="“乙”看不懂"),
        problem("number-where-text", Place("组织!G7", 0), field="办公电话", value=1),
    ]
    shown = told.told(items, ["组织", "站点"])
    assert [(item.place.path, "共" in item.message) for item in shown] == [
        ("组织!G7", False),
        ("站点!C2", True),
        ("站点!C4", False),
        ("站点!G6", True),
        ("站点!H6", False),
    ]


def test_one_warning_of_many_days_or_records_is_told_once() -> None:
    days = [problem("verification-overdue", Place(f"站点!W{n}", 0), value=f"2025-09-{n}") for n in (10, 11, 12)]
    again = [problem("same-thing-again", Place(f"组织!A{n}", 0), value=f"甲{n}", first=f"org-00000{n}") for n in (3, 4)]
    assert [(item.place.path, "共" in item.message) for item in told.told([*days, *again])] == [("站点!W10", True), ("组织!A3", True)]


def test_cells_come_in_the_order_of_rows_and_columns() -> None:
    items = [
        problem("bad-date", Place(f"站点!{place}", 0), field=place, value=1, fix="“2026-11-01”")
        for place in ("AA2", "G10", "B10", "Z2", "G9")
    ]
    assert [item.place.path for item in told.told(items)] == ["站点!Z2", "站点!AA2", "站点!G9", "站点!B10", "站点!G10"]


# Words


def test_no_message_of_a_workbook_speaks_in_codes() -> None:
    station = next(sheet for sheet in SHEETS if sheet.title == "站点")
    codes = {code for sheet in SHEETS for column in sheet.columns for code in column.field.words}
    keys = {key for sheet in SHEETS for column in sheet.columns for key in column.path if "_" in key or key in ("successor", "parent")}
    for rule in RULES.values():
        words = set(re.findall("[a-z_]+", re.sub("“[^”]*”|{[a-z_]+}", "", in_words(rule.message, station))))
        assert not words & (codes | keys | {"areas"}), rule.name


def test_a_station_has_one_word_for_each_status(tree: Path) -> None:
    path = exported(tree)
    lists = {str(page.title): page for page in load_workbook(path).worksheets}["词表"]
    column = next(column for column in lists.iter_cols(values_only=True) if column[0] == "站点·状态")
    assert [word for word in column if word] == ["站点·状态", "开放", "暂停", "已合并", "已停用"]


# The preview


def lines(root: Path, path: Path) -> list[str]:
    site = load_site(root, TODAY)[0]
    tables, _, _ = workbooks.read(path, {}, STREETS)
    return list(preview.changes(changes.plan(root, site, tables, TODAY)))


def test_the_preview_shows_what_was_read_of_new_rows_street_by_street(tree: Path, tmp_path: Path) -> None:
    head: list[object] = ["编号", "名称", "类型", "区域", "状态", "办公电话", "开放时间", "党员接待日"]
    first = [
        None,
        "丰收社区联络二站",
        "联络站",
        "丰收社区",
        "开放",
        "010-63031234转801",
        "每天 8:30—20:00（周一闭馆）",
        "每周五 14:00-16:00",
    ]
    second = [None, "青禾社区联络站", "联络站", "青禾社区", "开放", "010 63031235", "周一至周五 9:00-17:00（节假日照常）", None]
    third = ["st-900003", "秋实街道新中心", *[None] * 6]
    shown = lines(tree, written(tmp_path, head, first, second, third))
    assert shown[0] == "秋实街道：2 处"
    assert shown[1] == "  站点!A2 新增 丰收社区联络二站（st-000001）"
    assert "      办公电话：010-63031234" in shown
    assert "      分机：801" in shown
    (hours, other) = (line for line in shown if line.startswith("      开放时间："))
    assert hours.startswith("      开放时间：周二至周日 8:30–20:00；周一 休息；节假日 ")
    assert other == "      开放时间：周一至周五 9:00–17:00；周六、周日 休息；节假日 照常开放"
    assert shown[shown.index(hours) + 1] == "      （没有写节假日，网页上写“节假日请先打电话”）"
    assert "没有写" not in shown[shown.index(other) + 1 if shown.index(other) + 1 < len(shown) else 0]
    assert "      党员接待日：每周五 14:00–16:00，遇节假日取消" in shown
    assert shown.index("  站点!B4 秋实街道党群服务中心 名称：秋实街道党群服务中心 → 秋实街道新中心") < shown.index("春晖街道：1 处")


def test_a_long_preview_is_cut_on_the_screen_only(tree: Path, tmp_path: Path) -> None:
    rows = [[None, f"青禾社区联络{n}站", "青禾社区"] for n in range(5)]
    path = written(tmp_path, ["编号", "名称", "区域"], *rows)
    site = load_site(tree, TODAY)[0]
    plan = changes.plan(tree, site, workbooks.read(path, {}, STREETS)[0], TODAY)
    assert sum("新增" in line for line in preview.changes(plan)) == 5
    short = list(preview.changes(plan, 2))
    assert (sum("新增" in line for line in short), short[-1]) == (2, "  ……还有 3 处")


def test_words_beside_a_title_are_no_headers(tmp_path: Path) -> None:
    lines: list[list[object]] = [["站点表", None, None, "内部资料"], ["编号", "名称", "地址", None], [*STATION, "甲"]]
    assert read_as(tmp_path, *lines) == {"编号": STATION[0], "名称": STATION[1], "地址": "甲"}


def test_a_cell_that_was_refused_is_not_missing_besides(tree: Path, tmp_path: Path) -> None:
    head = ["名称", "类型", "区域", "状态", "地址", "办公室", "办公电话", "核实日期", "核实岗位"]
    row = ["青禾社区联络站", "联络站", "青禾社区", "开放", "#N/A", "#N/A", "12345", "2026-13-1", "街道党建办"]
    found = [(problem.place.path, problem.rule) for problem in told.told(planned(tree, written(tmp_path, head, row)).problems)]
    assert found == [("站点!E2", "cell-error-value"), ("站点!F2", "cell-error-value"), ("站点!H2", "bad-date")]


def test_a_warning_that_an_import_brings_on_another_record_is_told(tree: Path, tmp_path: Path) -> None:
    path = written(tmp_path, ["编号", "名称", "区域"], ["st-900001", "秋实街道党群服务中心", "秋实街道"])
    found = [(problem.place.path, problem.rule) for problem in planned(tree, path).problems if problem.warns or problem.level == "warning"]
    assert found == [("站点“秋实街道党群服务中心”（st-900003）", "same-name-in-area")]
