"""The notice of a year's holidays, pasted as text, becomes days; whatever does not fit is told, and then nothing is written.

The texts here are worded like the notices of these years. They are examples, not quotations.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import holidays_command
import manage
import pytest
import yaml
from conftest import ROOT
from members_home.checks import check_tree
from members_home.model.holiday_file import with_year
from members_home.problems import as_text
from members_home.source.notice import OFF, WORK, Notice, read
from trees import TODAY, copy_tree

HEAD = "国务院办公厅关于{year}年\n部分节假日安排的通知\n国办发明电〔{before}〕{number}号\n各地区：\n　　现将{year}年元旦、春节放假调休日期的具体安排通知如下。\n"
TAIL = "\n　　节假日期间，各地区、各部门要妥善安排好值班，遇有突发事件，要按规定及时报告。\n　　国务院办公厅\n　　{before}年11月4日\n"
OF_2025 = """\
　　一、元旦：1月1日（周三）放假1天，不调休。
　　二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
　　三、清明节：4月4日（周五）至6日（周日）放假，共3天。
　　四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
　　五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
　　六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。"""
OF_2026 = """\
　　一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
　　二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
　　三、清明节：4月4日（周六）至6日（周一）放假，共3天。
　　四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
　　五、端午节：6月19日（周五）至21日（周日）放假，共3天。
　　六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
　　七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"""
# Days that nobody has announced: a year made up for these tests.
OF_2028 = """\
一、元旦：1月1日（星期六）至3日（星期一）放假，共三天。
二、春节：1月25日至1月31日放假调休，共7天。1月22日（星期六）、2月5日（星期六）上班。
三、清明节：4月4日（周二）放假1天。
四、劳动节：5月1日放假，与周末连休。
五、端午节：5月26日至28日放假，共3天。
六、国庆节、中秋节：10月1日至8日放假调休，共8天。10月14日（周六）上班。"""


def notice(year: int, number: int, body: str) -> str:
    return HEAD.format(year=year, before=year - 1, number=number) + body + TAIL.format(before=year - 1)


def made(old: str = "", new: str = "") -> Notice:
    """What is read of the year made up, with one change."""
    assert old in OF_2028
    return read(notice(2028, 9, OF_2028.replace(old, new, 1)))


@pytest.fixture(scope="module")
def registered() -> dict[int, tuple[list[dt.date], list[dt.date], str]]:
    text = (ROOT / "docs/_data/holidays.yml").read_text(encoding="utf-8")
    return {
        int(entry["year"]): (
            [dt.date.fromisoformat(day) for day in entry["days_off"]],
            [dt.date.fromisoformat(day) for day in entry["workdays"]],
            entry["source"],
        )
        for entry in yaml.safe_load(text)
    }


@pytest.mark.parametrize(("year", "number", "body"), [(2025, 12, OF_2025), (2026, 7, OF_2026)])
@pytest.mark.parametrize("typed", ["as published", "in one line", "full-width", "half-width", "星期", "cut anywhere"])
def test_notices_become_the_days_that_are_registered(
    year: int, number: int, body: str, typed: str, registered: dict[int, tuple[list[dt.date], list[dt.date], str]]
) -> None:
    text = notice(year, number, body)
    if typed == "in one line":
        text = text.replace("\n", "").replace("　", "")
    elif typed == "full-width":
        text = text.translate({ord(str(n)): 0xFF10 + n for n in range(10)})
    elif typed == "half-width":
        text = text.translate(str.maketrans("（），：；〔〕", "(),:;[]")).replace("至", " - ")
    elif typed == "星期":
        text = text.replace("周日", "星期天").replace("周", "星期")
    elif typed == "cut anywhere":
        text = "\r\n ".join(text)
    found = read(text)
    assert (found.faults, found.unused) == ([], [])
    assert (found.year, found.dates(OFF), found.dates(WORK), found.source) == (year, *registered[year])


def test_a_weekend_beside_a_day_and_words_for_numbers_are_understood() -> None:
    found = made()
    assert (found.faults, found.unused, found.year) == ([], [], 2028)
    assert [day.on.day for day in found.days if day.festival == "劳动节"] == [29, 30, 1]
    assert {day.festival for day in found.days} == {"元旦", "春节", "清明节", "劳动节", "端午节", "国庆节、中秋节"}


def test_days_of_the_year_before_count_where_the_notice_says_so() -> None:
    found = made("1月1日（星期六）至3日（星期一）放假，共三天", "2027年12月31日（周五）至2028年1月2日放假，共3天")
    assert (found.faults, found.dates(OFF)[0]) == ([], dt.date(2027, 12, 31))


def test_what_is_no_holiday_is_not_used_and_told() -> None:
    found = made("2月5日（星期六）上班。", "2月5日（星期六）上班。鼓励各单位安排职工在除夕（1月24日）休息。")
    assert (found.faults, found.unused) == ([], ["鼓励各单位安排职工在除夕（1月24日）休息"])


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("1月1日（星期六）", "1月1日（星期日）", "1月1日是周六，这里写的是星期日：“元旦：1月1日（星期日）至3日（星期一）放假，共三天。”"),
        ("3日（星期一）", "3日（周二）", "1月3日是周一，这里写的是周二：“元旦：1月1日（星期六）至3日（周二）放假，共三天。”"),
        ("共三天", "共4天", "写着共 4 天，数下来是 3 天：“元旦：1月1日（星期六）至3日（星期一）放假，共4天。”"),
        ("放假1天", "放假2天", "写着共 2 天，数下来是 1 天：“清明节：4月4日（周二）放假2天。”"),
        ("10月14日（周六）", "10月13日", "10月13日是周五，不是周末，不用调休上班：“国庆节、中秋节：10月13日上班。”"),
        ("5月26日至28日", "5月28日至26日", "5月26日在5月28日前面：“端午节：5月28日至26日放假，共3天。”"),
        ("5月26日至28日放假，共3天", "5月26日至6月28日放假", "从5月26日到6月28日太长了：“端午节：5月26日至6月28日放假。”"),
        ("4月4日（周二）", "4月31日", "4月31日不是日期：“清明节：4月31日放假1天。”"),
        ("4月4日（周二）", "4日（周二）", "4日没有写是几月：“清明节：4日（周二）放假1天。”"),
        ("4月4日（周二）", "2027年4月4日", "2027年4月4日不在 2028 年：“清明节：2027年4月4日放假1天。”"),
        ("4月4日（周二）放假1天", "放假1天", "没有认出是哪天：“清明节：放假1天。”"),
        ("5月1日放假", "5月3日放假", "旁边没有周末可以连休：“劳动节：5月3日放假，与周末连休。”"),
        ("10月14日（周六）上班", "10月8日（周日）上班", "10月8日说了两次：国庆节、中秋节放假，国庆节、中秋节上班。请核对。"),
        ("三、清明节：4月4日（周二）放假1天。\n", "", "没有读到清明节。请把通知贴全。"),
        ("国庆节、中秋节", "国庆节", "没有读到中秋节。请把通知贴全。"),
        (OF_2028, "放假的日子另行通知。", "没有找到“元旦：”“春节：”这样的节名。请把通知里写放假的那几条原样贴进来。"),
    ],
)
def test_what_does_not_fit_is_told_with_its_sentence(old: str, new: str, fault: str) -> None:
    assert made(old, new).faults == [fault]


def test_a_day_that_was_not_read_makes_no_second_fault_and_all_faults_are_told() -> None:
    text = OF_2028.replace("4月4日（周二）", "4月31日").replace("共8天", "共9天").replace("5月26日", "5月27日")
    assert len(read(notice(2028, 9, text)).faults) == 3


def test_the_year_is_that_of_the_title_or_the_one_that_was_named() -> None:
    assert read(OF_2028).faults == ["没有读到是哪一年。请连同标题一起贴进来，或者用 --year 写明。"]
    assert (read(OF_2028, 2028).year, read(OF_2028, 2028).faults, read(OF_2028, 2028).source) == (2028, [], "")
    assert read(notice(2028, 9, OF_2028), 2027).faults[0] == "通知说的是 2028 年，--year 写的是 2027。请核对是不是贴错了。"


def run(root: Path, *words: object) -> int:
    return holidays_command.holidays(manage.parser().parse_args(["holidays", *map(str, words)]), root, TODAY)


@pytest.fixture
def pasted(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(notice(2028, 9, OF_2028), encoding="gb18030")
    return path


def test_days_are_shown_and_written_only_when_asked(tmp_path: Path, pasted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_tree(tmp_path)
    path = root / "docs/_data/holidays.yml"
    before = path.read_text(encoding="utf-8")
    assert run(root, pasted) == 0
    shown = capsys.readouterr().out
    head = "2028 年：放假 25 天，调休上班 3 天。来源：《国务院办公厅关于2028年部分节假日安排的通知》（国办发明电〔2027〕9号）\n元旦\n  2028-01-01 周六 放假\n"
    assert shown.startswith(head)
    assert shown.endswith("  2028-10-14 周六 上班\n登记册没有动。和通知对过没问题，加上 --apply 再运行一次。\n")
    assert path.read_text(encoding="utf-8") == before
    assert run(root, pasted, "--apply") == 0
    assert capsys.readouterr().out.endswith("\n已写进 docs/_data/holidays.yml。\n")
    assert path.read_text(encoding="utf-8").startswith(before + '- year: "2028"\n  days_off:\n    - "2028-01-01"\n')
    site, problems = check_tree(root, TODAY)
    assert as_text(problems) == ""
    assert (site.holidays[-1].year, len(site.holidays[-1].days_off), len(site.holidays[-1].workdays)) == (2028, 25, 3)
    assert run(root, pasted, "--apply") == 0
    assert capsys.readouterr().out.endswith("\n登记册里的 2028 年就是这些日子，没有要改的。\n")


def test_nothing_is_written_where_something_does_not_fit(tmp_path: Path, pasted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_tree(tmp_path)
    before = (root / "docs/_data/holidays.yml").read_bytes()
    pasted.write_text(OF_2028.replace("共8天", "共9天"), encoding="utf-8")
    assert run(root, pasted, "--year", "2028", "--apply") == 1
    assert capsys.readouterr().err == (
        "写着共 9 天，数下来是 8 天：“国庆节、中秋节：10月1日至8日放假调休，共9天。”\n"
        "没有读到通知的名称和文号。请连同标题一起贴进来，或者用 --source 写明，如《……的通知》（国办发明电〔……〕……号）。\n"
        "有 2 处要改，登记册没有动。\n"
    )
    pasted.write_text(
        notice(2027, 9, OF_2028.replace("（星期六）", "").replace("（星期一）", "").replace("（周六）", "").replace("（周二）", ""))
    )
    assert run(root, pasted, "--apply") == 1
    assert (root / "docs/_data/holidays.yml").read_bytes() == before


def test_a_year_that_stands_there_with_other_days_is_not_written_over(
    tmp_path: Path, pasted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_tree(tmp_path)
    pasted.write_text(notice(2026, 7, OF_2026), encoding="utf-8")
    assert run(root, pasted, "--apply") == 1
    told = "docs/_data/holidays.yml 里已经有 2026 年，日子和通知不一样。请核对；要换成通知的，先删去那一条，再运行一次。\n"
    assert capsys.readouterr().err == f"{told}有 1 处要改，登记册没有动。\n"


def test_a_broken_register_and_what_is_no_text_are_told(tmp_path: Path, pasted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_tree(tmp_path)
    (root / "docs/_data/holidays.yml").write_text("- year: 2026\n\tdays_off: []\n", encoding="utf-8")
    assert run(root, pasted, "--apply") == 1
    assert "docs/_data/holidays.yml 自己先有错误。请先改好。\n" in capsys.readouterr().err
    pasted.write_bytes(b"PK\x03\x04\xff\xff\x80\x00")
    assert run(root, pasted) == 1
    assert capsys.readouterr().err == f"{pasted} 不是文本文件。请把通知的文字复制到记事本里，另存为 .txt。\n"
    assert run(root, tmp_path / "没有.txt") == 1
    assert capsys.readouterr().err == f"没有找到 {tmp_path / '没有.txt'}。请把通知的文字存成一个文本文件。\n"


def test_the_other_years_and_remarks_stay_as_they_are() -> None:
    day = [dt.date(2027, 1, 1)]
    record = '- year: "2027"\n  days_off:\n    - "2027-01-01"\n  source: 甲\n'
    old = '# 说明\n- year: "2026"  # 备注\n  days_off: []\n'
    later = "- year: 2028\n  days_off: []\n"
    assert with_year(old + later, 2027, day, [], "甲") == old + record + later
    assert with_year(old.rstrip("\n"), 2027, day, [], "甲") == old + record
    assert with_year("# 说明\n[]\n", 2027, day, [], "甲") == "# 说明\n" + record
    assert with_year("", 2027, day, day, "甲: 乙") == (
        '- year: "2027"\n  days_off:\n    - "2027-01-01"\n  workdays:\n    - "2027-01-01"\n  source: "甲: 乙"\n'
    )


def test_what_is_written_is_the_form_of_the_register() -> None:
    text = (ROOT / "docs/_data/holidays.yml").read_text(encoding="utf-8")
    at = text.index('- year: "2026"')
    found = read(notice(2026, 7, OF_2026))
    assert with_year(text[:at], 2026, found.dates(OFF), found.dates(WORK), found.source) == text
