"""Hours as people write them: read to what they mean, or named with the part that is not certain; never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import make
import pytest
import yaml
from members_home.source.hours_text import Read, Record, Unread, problems, read_hours, read_reception, write_hours, write_reception
from spellings_of_hours import HOURS, NOT_HOURS, NOTES, WEEK
from trees import TREE

# freq and its day: w5 is every Friday, m1w3 the first Wednesday of the month, mLw5 the last Friday, m15 the 15th.
RECEPTION = {
    "每月第一个周三下午2点至4点": "m1w3 1400-1600 skipped",
    "每周五晚7点到8点半": "w5 1900-2030 skipped",
    "周五 14:00-16:00": "w5 1400-1600 skipped",
    "每月15日上午9点-11点（遇节假日顺延）": "m15 0900-1100 next",
    "每月8号 14:00-16:00，如遇法定节假日则顺延至下一个工作日": "m8 1400-1600 next",
    "每月10日下午2:30-4:30（遇节假日顺延）": "m10 1430-1630 next",
    "每月十五号下午2:30-4:30，遇节假日，顺延": "m15 1430-1630 next",
    "每月15日 9:00-11:00，遇上节假日顺延至节假日后第一个工作日": "m15 0900-1100 next",
    "每月最后一个周五 14:00-16:00，遇节假日取消": "mLw5 1400-1600 skipped",
    "每月倒数第一个周五 14:00-16:00，节假日不接待": "mLw5 1400-1600 skipped",
    "每月首个周一 9:00-11:00，遇节假日不顺延": "m1w1 0900-1100 skipped",
    "每周一、三下午2点-4点": "w1 1400-1600 skipped|w3 1400-1600 skipped",
    "每周五上午9-11点，下午2-4点": "w5 0900-1100 skipped|w5 1400-1600 skipped",
    "每月第一、三个周三 14:00-16:00": "m1w3 1400-1600 skipped|m3w3 1400-1600 skipped",
    "每月第2个和第4个星期四 14:00—16:00": "m2w4 1400-1600 skipped|m4w4 1400-1600 skipped",
    "每月5、15、25日 9:00-11:00": "m5 0900-1100 skipped|m15 0900-1100 skipped|m25 0900-1100 skipped",
    "每月5日、20日 14:00-16:00": "m5 1400-1600 skipped|m20 1400-1600 skipped",
    "每月15日、每周五 14:00-16:00": "m15 1400-1600 skipped|w5 1400-1600 skipped",
    "每月第一个周三14:00-16:00，第三个周五9:00-11:00": "m1w3 1400-1600 skipped|m3w5 0900-1100 skipped",
    "每月15日 14:00-16:00；每周六9:00-11:00；遇节假日顺延": "m15 1400-1600 next|w6 0900-1100 next",
    "每月15日 14:00-16:00（遇节假日顺延）；每周六9:00-11:00（遇节假日取消）": "m15 1400-1600 next|w6 0900-1100 skipped",
    "党员接待日：每个月的第三个礼拜二 上午9:30到11:30": "m3w2 0930-1130 skipped",
    "14:00-16:00（每周五）": "w5 1400-1600 skipped",
}
NOT_RECEPTION = {
    "每月31日上午9点-11点": ["每月31日"],
    "每月29日上午9点-11点": ["每月29日"],
    "每月0日上午9点-11点": ["每月0日"],
    "每月第五个周三下午2点至4点": ["每月第五个周三"],
    "每月倒数第二个周三下午2点至4点": ["每月倒数第二个周三"],
    "每月三个周三 14:00-16:00": ["每月三个"],
    "每月第一周周三 14:00-16:00": ["每月第一周"],
    "每月第一周三 14:00-16:00": ["每月第一周三"],
    "每月第一个工作日 14:00-16:00": ["每月第一个工作日"],
    "每月第一个周三、周五 14:00-16:00": ["周五"],
    "每月第一个周三、五 14:00-16:00": ["每月第一个周三", "五"],
    "第三个周三 9:00-11:00": ["第三个周三"],
    "每月1日至5日 9:00-11:00": ["至5日"],
    "每月月底 9:00-11:00": ["每月月底"],
    "隔周周三下午2点到4点": ["隔周"],
    "双周周三下午2点到4点": ["双周"],
    "每季度一次": ["每季度一次"],
    "每月第一个周三": ["每月第一个周三"],
    "每月第一个周三下午": ["下午"],
    "每月15日全天": ["全天"],
    "下午2点到4点": ["下午2点到4点"],
    "每周五 2:00-4:00": ["2:00-4:00"],
    "电话预约": ["电话预约"],
    "每月15日 14:00-16:00，遇节假日顺延一周": ["遇节假日顺延一周"],
    "每月15日 14:00-16:00，遇节假日顺延至次日": ["遇节假日顺延至次日"],
    "每月15日 14:00-16:00，遇节假日提前": ["遇节假日提前"],
    "每月15日 14:00-16:00，遇节假日照常": ["遇节假日照常"],
    "每月15日 14:00-16:00，遇周末、节假日顺延": ["遇周末、节假日顺延"],
    "每月15日 14:00-16:00，周末休息": ["周末休息"],
    "每月15日 14:00-16:00；每周六9:00-11:00（遇节假日顺延）": ["每月15日 14:00-16:00"],
    "每周五 14:00-16:00、15:00-17:00": ["15:00-17:00"],
    "每月5日、5日 14:00-16:00": ["14:00-16:00"],
    "每周五加开 14:00-16:00": ["每周五加开"],
    "每周五、五 14:00-16:00": ["每周五、五"],
    "每周五 14:00-16:00（15:30停止取号）": ["15:30停止取号"],
    "每周五 14:00-17:00，15:00-15:30休息": ["15:00-15:30休息"],
    "每周五 14:00-16:00，周五上午不接待": ["上午不接待"],
    "其余时间 14:00-16:00": ["其余时间"],
    "每周五 14:00-16:00，节假日请先打电话": ["节假日请先打电话"],
}


def opening(days: Iterable[str], opens: str, closes: str, on_holiday: str = "") -> Record:
    return {"days": tuple(days), "opens": opens, "closes": closes, "on_holiday": on_holiday}


def rule(freq: str, opens: str, closes: str, on_holiday: str, *, nth: str = "", weekday: str = "", day: str = "") -> Record:
    return {"freq": freq, "nth": nth, "weekday": weekday, "day": day, "opens": opens, "closes": closes, "on_holiday": on_holiday}


def clock(digits: str) -> str:
    return f"{digits[:2]}:{digits[2:]}"


def hours_meant(notation: str) -> list[Record]:
    records = []
    for clause in notation.split("|"):
        days, *spans = clause.split()
        holiday = spans.pop() if spans[-1].isalpha() else ""
        for span in spans:
            records.append(opening([WEEK[int(day) - 1] for day in days], clock(span[:4]), clock(span[5:]), holiday))
    return records


def reception_meant(notation: str) -> list[Record]:
    records = []
    for clause in notation.split("|"):
        day, span, holiday = clause.split()
        nth, has_weekday, weekday = day.partition("w")
        when = {"nth": nth[1:].replace("L", "last"), "weekday": WEEK[int(weekday) - 1]} if has_weekday else {"day": nth[1:]}
        freq, on_holiday = "monthly" if nth else "weekly", holiday.replace("next", "next_workday")
        records.append(rule(freq, clock(span[:4]), clock(span[5:]), on_holiday, **when))
    return records


@pytest.mark.parametrize(("text", "meaning"), HOURS.items())
def test_hours_are_read(text: str, meaning: str) -> None:
    assert read_hours(text) == Read(tuple(hours_meant(meaning)))


@pytest.mark.parametrize(("text", "note"), NOTES.items())
def test_what_is_no_time_of_opening_is_kept_as_a_note(text: str, note: str) -> None:
    read = read_hours(text)
    assert (read.note, read.unread) == (note, ())
    assert read.records
    assert "停止" not in write_hours(read.records)


def test_round_the_clock_in_digits() -> None:
    assert read_hours("24/7") == read_hours("每天24小时")


def test_hours_that_say_nothing_of_holidays_do_not_come_to_say_it() -> None:
    (unsaid,) = read_hours("每天9:00-17:00").records
    assert unsaid["on_holiday"] == ""
    assert write_hours([unsaid]) == "每天 9:00–17:00"
    assert write_hours([{**unsaid, "on_holiday": "unknown"}]) == "每天 9:00–17:00（节假日请先打电话）"


@pytest.mark.parametrize(("text", "meaning"), RECEPTION.items())
def test_reception_days_are_read(text: str, meaning: str) -> None:
    assert read_reception(text) == Read(tuple(reception_meant(meaning)))


@pytest.mark.parametrize(("text", "parts"), NOT_HOURS.items())
def test_what_is_not_certain_of_hours_is_quoted(text: str, parts: list[str]) -> None:
    assert_named(read_hours(text), parts)


@pytest.mark.parametrize(("text", "parts"), NOT_RECEPTION.items())
def test_what_is_not_certain_of_reception_is_quoted(text: str, parts: list[str]) -> None:
    assert_named(read_reception(text), parts)


def assert_named(read: Read, parts: list[str]) -> None:
    assert (read.records, [one.part for one in read.unread]) == ((), parts)
    assert all(one.advice for one in read.unread)


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (read_hours, "单双休", "“单双休”看不懂，请写成“周一至周五 9:00–11:30、13:30–17:00；周六 9:00–12:00”这样"),
        (read_hours, "每天上午9点到5点", "“上午9点到5点”结束不比开始晚，请写成“9:00–17:00”这样"),
        (read_hours, "周三1点到3点", "“1点到3点”没有写明上午还是下午，请写成“13:00–15:00”这样"),
        (read_hours, "周三7点到9点", "“7点到9点”没有写明上午还是下午，请写成“07:00–09:00”或“7:00–21:00”或“19:00–21:00”这样"),
        (read_hours, "周日至周四9:00-12:00", "“周日至周四”说不准是哪几天，请写成“周一至周四、周日”这样"),
        (read_hours, "周三9:00-12:00，10:00-13:00", "“10:00-13:00”和同一天的 9:00–12:00 重叠，请改正或合并"),
        (
            read_hours,
            "夏季9:00-12:00左右",
            "“夏季”不是全年都一样，一次只能登记一套时间：请分成两张表，一张只写现在的，如“每天 9:00–18:00”，另一张只写换季以后的，"
            "到换的那天再导入；“左右”不是准确的时间，请写准",
        ),
        (
            read_hours,
            "夏季9:00-18:00，冬季9:00-17:00",
            "“夏季”“冬季”不是全年都一样，一次只能登记一套时间：请分成两张表，一张只写现在的，如“每天 9:00–18:00”，另一张只写换季以后的，"
            "到换的那天再导入",
        ),
        (
            read_reception,
            "每月31日9:00-11:00",
            "“每月31日”不是每个月都有，请写 1 日到 28 日，或第一个到第四个、最后一个周几，如“每月最后一个周五”",
        ),
        (read_reception, "看情况", "“看情况”看不懂，请写成“每月第一个周三 14:00–16:00（遇节假日顺延）”这样"),
    ],
)
def test_messages(read: Callable[[str], Read], text: str, message: str) -> None:
    assert problems(read(text).unread) == message


def test_quotes_in_messages_are_fit_to_be_shown() -> None:
    assert problems([Unread("打13800138000\n预约\u200b", "。")]) == "“打138****8000 预约〈U+200B〉”。"
    assert problems([Unread("甲" * 50, "。")]) == f"“{'甲' * 40}……”。"


def test_the_register_comes_back_the_same() -> None:
    files = sorted(TREE.glob("docs/_data/stations/*.yml"))
    stations = [one for path in files for one in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)]
    for station in stations:
        hours, reception = station.get("hours", []), station.get("reception", [])
        assert read_hours(write_hours(hours)).records == tuple(opening(**one) for one in hours)
        assert read_reception(write_reception(reception)).records == tuple(rule(**one) for one in reception)
    assert any(station.get("hours") for station in stations)
    assert any(station.get("reception") for station in stations)


@pytest.mark.parametrize(
    "form",
    [
        "周一至周五 9:00–11:30、13:30–17:00；周六 9:00–12:00；节假日休息",
        "每天 8:30–20:30（节假日照常）",
        "周一至周三、周六、周日 07:00–09:00；周四 凌晨1:30–5:00；周五 0:00–24:00",
        "周一至周五（节假日休息）9:00–17:00；周六（节假日照常）9:00–12:00；周日 9:00–12:00",
        "周一至周五（节假日请先打电话）9:00–17:00；周六（节假日照常）9:00–12:00；周日 9:00–12:00",
        "周一至周五 9:00–17:00；周三加开 18:30–20:00；周四、周五加开（节假日照常）20:00–21:00",
    ],
)
def test_one_form_of_hours(form: str) -> None:
    assert write_hours(read_hours(form).records) == form


def test_one_form_of_reception_days() -> None:
    form = "每月第一个周三 14:00–16:00（遇节假日顺延）；每月最后一个周六 9:00–11:00（遇节假日取消）；每月15日 18:30–20:00（遇节假日顺延）；每周五 07:00–08:30（遇节假日取消）"
    assert write_reception(read_reception(form).records) == form


def test_values_fit_the_register() -> None:
    assert make.opening(**read_hours("周六9:00-12:00").records[0]) == make.opening(("六",), "09:00", "12:00", "")
    assert make.reception(**read_reception("每月8号9:00-12:00").records[0]) == make.reception(
        "monthly", "", "", "8", "09:00", "12:00", "skipped"
    )
