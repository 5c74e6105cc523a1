"""Hours as people write them: read to what they mean, or named with the piece that is not certain; never guessed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from members_home.source.hours_text import read_hours, read_reception, write_hours, write_reception

quickly = settings(derandomize=True, deadline=None, database=None, max_examples=200)

HOURS = {
    "周一至周五上午9:00-11:30，下午1点半到5点；周六上午9点到12点；节假日休息": "周一至周五 9:00–11:30、13:30–17:00；周六 9:00–12:00",
    "每天8:30—20:00（周一闭馆）": "周二至周日 8:30–20:00",
    "工作日9时—17时": "周一至周五 9:00–17:00",
    "周一到周日全天": "每天 00:00–24:00",
    "每天24小时开放": "每天 00:00–24:00",
    "星期一、三、五 14:00~16:30": "周一、周三、周五 14:00–16:30",
    "礼拜六上午9点至11点": "周六 9:00–11:00",
    "周末10:00-16:00": "周六、周日 10:00–16:00",
    "双休日上午九点到十一点": "周六、周日 9:00–11:00",
    "周一至周五：9:00-12:00 13:30-17:00": "周一至周五 9:00–12:00、13:30–17:00",
    "每天９：００－１７：００": "每天 9:00–17:00",
    "每天9.00-17.00": "每天 9:00–17:00",
    "每日 09:00 — 21:30": "每天 9:00–21:30",
    "天天早9点到晚8点": "每天 9:00–20:00",
    "周二至周五早9点到晚8点，周末上午10点至下午6点": "周二至周五 9:00–20:00；周六、周日 10:00–18:00",
    "每天中午12点到1点半": "每天 12:00–13:30",
    "每天晚上7点到晚上12点": "每天 19:00–24:00",
    "周一至周五 9:00-17:00，法定节假日除外": "周一至周五 9:00–17:00",
    "周一至周日9:00-21:00，节假日照常开放": "每天 9:00–21:00（节假日照常）",
    "周一至周五9:00-17:00；周六9:00-12:00（节假日照常）": "周一至周五 9:00–17:00；周六 9:00–12:00（节假日照常）",
    "周一至周五9-17点": "周一至周五 9:00–17:00",
    "周一至五 8:30-17:30": "周一至周五 8:30–17:30",
    "周一、周二、周四 8:30-12:00,14:00-17:30": "周一、周二、周四 8:30–12:00、14:00–17:30",
    "星期二下午2点一刻到4点三刻": "周二 14:15–16:45",
    "周三下午两点到四点": "周三 14:00–16:00",
    "开放时间：周一至周五，9:00-17:00": "周一至周五 9:00–17:00",
    "周一至周五 9:00-17:00 周末休息": "周一至周五 9:00–17:00",
    "每天9:00-18:00，周日闭馆": "周一至周六 9:00–18:00",
    "周一到周五 8时30分至12时": "周一至周五 8:30–12:00",
    "周一至周五 上午8:30～12:00 下午2:00～6:00": "周一至周五 8:30–12:00、14:00–18:00",
    "周五晚7点到9点半": "周五 19:00–21:30",
    "周日 13点整至15点": "周日 13:00–15:00",
    "星期天10:00到15:00": "周日 10:00–15:00",
    "周一/周三 9:00-11:00": "周一、周三 9:00–11:00",
    "每天06:00-22:00": "每天 06:00–22:00",
    "周一至周四、周六 9:00–17:00": "周一、周二、周三、周四、周六 9:00–17:00",
    "周一至周五 9:00 至 17:00\n周六 9:00 至 12:00": "周一至周五 9:00–17:00；周六 9:00–12:00",
}
NOT_HOURS = {
    "单双休 9:00-17:00": "单双休",
    "上午9点开门": "上午9点开门",
    "另行通知": "另行通知",
    "详见门口通知": "详见门口通知",
    "周一至周五工作时间": "工作时间",
    "周一至周五 9点到5点": "9点到5点",
    "周一至周五 上午9点到5点": "上午9点到5点",
    "周一至周五 1点到3点": "1点到3点",
    "周五 7点到8点半": "7点到8点半",
    "周一至周五 8:30-25:00": "8:30-25:00",
    "周一至周五 12:60-15:00": "12:60-15:00",
    "周一至周五 17:00-9:00": "17:00-9:00",
    "周五至周一 9:00-12:00": "周五至周一",
    "周一至周五 9:00-12:00，11:00-14:00": "11:00-14:00",
    "周一至周五": "周一至周五",
    "9:00-17:00": "9:00-17:00",
    "周一至周五9:00-12:00，夏季下午3点到6点": "夏季",
    "周一至周五9:00-17:00，寒暑假另定": "寒暑假另定",
    "周一至周五9:00-17:00（午休）": "午休",
    "每天 9:00": "9:00",
    "周一至周五 9:00-17:00 请提前打电话": "请提前打电话",
    "每天 上午14:00-15:00": "上午14:00-15:00",
    "大概每天9:00-17:00": "大概",
    "周一至周五 晚1点到晚3点": "晚1点到晚3点",
}
RECEPTION = {
    "每月第一个周三下午2点至4点": "每月第一个周三 14:00–16:00（遇节假日取消）",
    "每周五晚7点到8点半": "每周五 19:00–20:30（遇节假日取消）",
    "每月15日上午9点-11点（遇节假日顺延）": "每月15日 9:00–11:00（遇节假日顺延）",
    "每月8号 14:00-16:00，如遇法定节假日则顺延至下一个工作日": "每月8日 14:00–16:00（遇节假日顺延）",
    "每月最后一个周五 14:00-16:00，遇节假日取消": "每月最后一个周五 14:00–16:00（遇节假日取消）",
    "每周一、三下午2点-4点": "每周一 14:00–16:00（遇节假日取消）；每周三 14:00–16:00（遇节假日取消）",
    "每月第2个星期四 14:00—16:00；每周六9:00-11:00 节假日顺延": "每月第二个周四 14:00–16:00（遇节假日顺延）；每周六 9:00–11:00（遇节假日顺延）",
    "党员接待日：每个月的第三个礼拜二 上午9:30到11:30": "每月第三个周二 9:30–11:30（遇节假日取消）",
}
NOT_RECEPTION = {
    "每月31日上午9点-11点": "每月31日",
    "每月第五个周三下午2点至4点": "每月第五",
    "隔周周三下午2点到4点": "隔周",
    "每月第一个周三": "每月第一个周三",
    "每月第一个周三下午": "下午",
    "下午2点到4点": "下午2点到4点",
    "电话预约": "电话预约",
    "每季度一次": "每季度一次",
}


@pytest.mark.parametrize(("text", "canonical"), HOURS.items())
def test_hours_are_read(text: str, canonical: str) -> None:
    read = read_hours(text)
    assert read.unread == ()
    assert write_hours(read.records) == canonical


@pytest.mark.parametrize(("text", "canonical"), RECEPTION.items())
def test_reception_days_are_read(text: str, canonical: str) -> None:
    read = read_reception(text)
    assert read.unread == ()
    assert write_reception(read.records) == canonical


@pytest.mark.parametrize(("text", "part"), NOT_HOURS.items())
def test_what_is_not_certain_is_quoted_once_with_advice(text: str, part: str) -> None:
    read = read_hours(text)
    assert (read.records, [one.part for one in read.unread]) == ((), [part])
    assert read.unread[0].advice


@pytest.mark.parametrize(("text", "part"), NOT_RECEPTION.items())
def test_what_is_not_certain_of_reception_is_quoted_once(text: str, part: str) -> None:
    read = read_reception(text)
    assert (read.records, [one.part for one in read.unread]) == ((), [part])


def test_there_are_sixty_spellings() -> None:
    assert len({**HOURS, **NOT_HOURS, **RECEPTION, **NOT_RECEPTION}) >= 60


TIMES = st.integers(0, 24 * 60).map(lambda minute: f"{minute // 60:02d}:{minute % 60:02d}")
DAYS = st.sets(st.sampled_from("一二三四五六日"), min_size=1).map(lambda days: tuple(sorted(days, key="一二三四五六日".index)))


@st.composite
def spans(draw: st.DrawFn, most: int) -> list[tuple[str, str]]:
    minutes = sorted(draw(st.sets(st.integers(0, 24 * 60), min_size=2, max_size=2 * most)))
    times = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in minutes]
    return list(zip(times[::2], times[1::2], strict=False))


@st.composite
def openings(draw: st.DrawFn) -> list[dict[str, object]]:
    """Registers' hours: groups of days, no two of one day overlapping."""
    days = list("一二三四五六日")
    random.Random(draw(st.integers(0, 999))).shuffle(days)
    found: list[dict[str, object]] = []
    while days and (not found or draw(st.booleans())):
        count = draw(st.integers(1, len(days)))
        chosen, days = tuple(sorted(days[:count], key="一二三四五六日".index)), days[count:]
        holiday = draw(st.sampled_from(["", "closed", "open"]))
        found += [{"days": chosen, "opens": a, "closes": b, "on_holiday": holiday} for a, b in draw(spans(3))]
    return found


@given(openings())
@quickly
def test_hours_written_read_back_the_same(hours: list[dict[str, object]]) -> None:
    read = read_hours(write_hours(hours))
    assert read.unread == ()
    assert list(read.records) == hours


@given(
    st.lists(
        st.one_of(
            st.fixed_dictionaries(
                {"freq": st.just("weekly"), "nth": st.just(""), "weekday": st.sampled_from("一二三四五六日"), "day": st.just("")}
            ),
            st.fixed_dictionaries(
                {
                    "freq": st.just("monthly"),
                    "nth": st.sampled_from(["1", "2", "3", "4", "last"]),
                    "weekday": st.sampled_from("一二三四五六日"),
                    "day": st.just(""),
                }
            ),
            st.fixed_dictionaries(
                {"freq": st.just("monthly"), "nth": st.just(""), "weekday": st.just(""), "day": st.integers(1, 28).map(str)}
            ),
        ),
        min_size=1,
        max_size=3,
    ),
    spans(1),
    st.sampled_from(["next_workday", "skipped"]),
)
@quickly
def test_reception_written_reads_back_the_same(rules: list[dict[str, str]], times: list[tuple[str, str]], holiday: str) -> None:
    whole = [{**rule, "opens": times[0][0], "closes": times[0][1], "on_holiday": holiday} for rule in rules]
    read = read_reception(write_reception(whole))
    assert read.unread == ()
    assert list(read.records) == whole


def spell(dice: random.Random, minute: int, *, marked: bool) -> str:
    """A time as someone might write it, from the clock alone."""
    hour, rest = divmod(minute, 60)
    tail = {0: "", 30: "半"}.get(rest, f"{rest}分")
    if not marked:
        return dice.choice([f"{hour:02d}:{rest:02d}", f"{hour:02d}：{rest:02d}", f"{hour}点{tail}" if hour > 7 else f"{hour:02d}点{tail}"])
    mark, shown = ("上午", hour) if hour < 12 else ("中午", 12) if hour == 12 else ("下午", hour - 12) if hour < 18 else ("晚上", hour - 12)
    return dice.choice([f"{mark}{shown}点{tail}", f"{mark}{shown}:{rest:02d}", f"{mark} {shown}时{tail}"])


@pytest.mark.parametrize("seed", range(200))
def test_what_an_independent_speller_writes_is_read_to_what_it_meant(seed: int) -> None:
    dice = random.Random(seed)
    day = dice.choice("一二三四五六日")
    start = dice.randrange(5 * 60, 22 * 60, 15)
    end = dice.randrange(start + 15, 24 * 60, 15)
    marked = dice.random() < 0.5
    separator = dice.choice(["-", "—", "到", "至", "～", "~", " - "])
    text = f"{dice.choice(['周', '星期', '礼拜'])}{day}{dice.choice(['', ' ', '：', '，'])}{spell(dice, start, marked=marked)}{separator}{spell(dice, end, marked=marked)}"
    (record,) = read_hours(text).records
    clock = tuple(f"{minute // 60:02d}:{minute % 60:02d}" for minute in (start, end))
    assert (record["days"], (record["opens"], record["closes"])) == ((day,), clock), text


PIECES = [
    *"一二三四五六日周至到、，；：:-—~（）()0123456789",
    "上午",
    "下午",
    "点",
    "半",
    "节假日",
    "休息",
    "每月第",
    "个",
    "每天",
    "全天",
    "顺延",
    "另定",
    "\n",
    " ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60))
@quickly
def test_any_text_is_read_or_named(text: str) -> None:
    for read in (read_hours(text), read_reception(text)):
        assert bool(read.records) != bool(read.unread)
        for record in read.records:
            assert "00:00" <= record["opens"] < record["closes"] <= "24:00"
        assert all(one.part in text or not one.part for one in read.unread)
