"""Any text for hours: what a register holds comes back, what others spell is understood, and nothing is passed over or crashes."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from members_home.source.hours_text import Read, Record, read_hours, read_reception, write_hours, write_reception
from spellings_of_hours import HOURS, NOT_HOURS, NOTES, WEEK
from test_hours_text import NOT_RECEPTION, RECEPTION, assert_named, opening, rule

quickly = settings(derandomize=True, deadline=None, database=None, max_examples=200, suppress_health_check=list(HealthCheck))


# Whatever the register holds comes back.


def digital(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def spans(most: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    """Times in minutes, in any order, that may touch and do not overlap."""

    def pairs(minutes: set[int]) -> st.SearchStrategy[list[tuple[int, int]]]:
        ordered = sorted(minutes)
        touching = list(pairwise(ordered))
        return st.sampled_from([touching, touching[::2]]).flatmap(st.permutations)

    return st.sets(st.integers(0, 24 * 60), min_size=2, max_size=most + 1).flatmap(pairs)


@st.composite
def registered_hours(draw: st.DrawFn) -> list[Record]:
    """Openings as a register may hold them: days several times, in any order, holidays mixed; nothing overlaps."""
    found: list[Record] = []
    for start, end in draw(spans(6)):
        for days in draw(st.lists(st.sets(st.sampled_from(WEEK), min_size=1), min_size=1, max_size=3)):
            left = days - {day for one in found if one["opens"] == digital(start) for day in one["days"]}
            if left:
                holiday = draw(st.sampled_from(["", "", "closed", "open", "unknown"]))
                found.append(opening(sorted(left, key=WEEK.index), digital(start), digital(end), holiday))
    return draw(st.permutations(found))


@given(registered_hours())
@quickly
def test_hours_written_read_back_the_same(hours: list[Record]) -> None:
    text = write_hours(hours)
    assert read_hours(text) == Read(tuple(hours)), text


@st.composite
def registered_reception(draw: st.DrawFn) -> Record:
    ((start, end),) = draw(spans(1))
    days: dict[str, str] = draw(
        st.fixed_dictionaries({"weekday": st.sampled_from(WEEK)})
        | st.fixed_dictionaries({"weekday": st.sampled_from(WEEK), "nth": st.sampled_from(["1", "2", "3", "4", "last"])})
        | st.fixed_dictionaries({"day": st.integers(1, 28).map(str)})
    )
    freq = "weekly" if list(days) == ["weekday"] else "monthly"
    return rule(freq, digital(start), digital(end), draw(st.sampled_from(["next_workday", "skipped"])), **days)


@given(st.lists(registered_reception(), min_size=1, max_size=4))
@quickly
def test_reception_written_reads_back_the_same(rules: list[Record]) -> None:
    text = write_reception(rules)
    assert read_reception(text) == Read(tuple(rules)), text


# What an independent speller writes, knowing only what the hours are, is read to what it meant.


def spoken(minute: int, draw: st.DrawFn, part: str | None = None) -> tuple[str, str]:
    """A time as people say it, and the part of the day it says; without that where it is the same as `part` (9点到11点)."""
    hour, rest = divmod(minute, 60)
    said, shown = ("上午", hour) if hour < 12 else ("中午", 12) if hour == 12 else ("下午", hour - 12) if hour < 18 else ("晚上", hour - 12)
    word = {"上午": ["上午", "早上", "早"], "晚上": ["晚上", "晚", "晚间"]}.get(said, [said])
    prefix = "" if said == part and draw(st.booleans()) else draw(st.sampled_from(word)) + draw(st.sampled_from(["", " "]))
    han = ["零", *"一两三四五六七八九十", "十一", "十二"][shown]
    tail = {0: ["", "整"], 15: ["一刻", "15分", "15"], 30: ["半", "30分"], 45: ["三刻", "45分"]}.get(rest, [f"{rest:02d}分", f"{rest:02d}"])
    unit = draw(st.sampled_from("点时"))
    digits = [f"{shown}:{rest:02d}", f"{shown}：{rest:02d}", f"{shown}.{rest:02d}", f"{shown}{unit}{draw(st.sampled_from(tail))}"]
    return prefix + draw(st.sampled_from([*digits, f"{han}{unit}{tail[0]}"] if rest % 15 == 0 else digits)), said


def spelled_span(start: int, end: int, draw: st.DrawFn) -> str:
    to = draw(st.sampled_from(["-", "—", "——", "–", "～", "~", "至", "到", " - ", "－"]))
    if draw(st.booleans()):
        return f"{digital(start)}{to}{digital(end)}".replace(":", draw(st.sampled_from(":：.")))
    first, part = spoken(start, draw)
    return first + to + spoken(end, draw, part)[0]


def spelled_days(days: list[int], draw: st.DrawFn) -> str:
    week = draw(st.sampled_from(["周", "星期", "礼拜", "每周"]))
    names = [week + WEEK[day] for day in days]
    ways = ["、".join(names), "，".join(names), "和".join(names), week + "、".join(WEEK[day] for day in days)]
    if days == list(range(days[0], days[-1] + 1)) and len(days) > 1:
        to = draw(st.sampled_from(["至", "到", "-", "—", "～"]))
        ways += [f"{names[0]}{to}{names[-1]}", f"{names[0]}{to}{WEEK[days[-1]]}"]
    ways += {(0, 1, 2, 3, 4): ["工作日"], (5, 6): ["周末", "双休日", "周六日"], tuple(range(7)): ["每天", "每日", "天天"]}.get(
        tuple(days), []
    )
    return draw(st.sampled_from(ways))


@st.composite
def spelled_hours(draw: st.DrawFn) -> tuple[str, list[Record]]:
    """A cell as someone might fill it, and the openings that he meant."""
    rest, clauses = list(range(7)), []
    meant: list[tuple[list[int], int, int]] = []
    while rest and (not meant or draw(st.booleans())):
        days = sorted(draw(st.sets(st.sampled_from(rest), min_size=1)))
        rest = [day for day in rest if day not in days]
        times = sorted(draw(st.sets(st.integers(6 * 12, 24 * 12 - 1), min_size=2, max_size=6)))
        pairs = [(5 * start, 5 * end) for start, end in zip(times[::2], times[1::2], strict=False)]
        meant += [(days, start, end) for start, end in pairs]
        gap, between = draw(st.sampled_from(["", " ", "：", "，", ":"])), draw(st.sampled_from(["，", "、", " ", "；", ", "]))
        clauses.append(spelled_days(days, draw) + gap + between.join(spelled_span(start, end, draw) for start, end in pairs))
    sayings = {"": [""], "closed": ["，节假日休息", "；法定节假日除外"], "open": ["；节假日照常开放"]}
    holiday = draw(st.sampled_from([*sayings]))
    text = draw(st.sampled_from(["；", ";", "。", "\n", "，", " "])).join(clauses) + draw(st.sampled_from(sayings[holiday]))
    return text, [opening([WEEK[day] for day in days], digital(start), digital(end), holiday) for days, start, end in meant]


@given(spelled_hours())
@quickly
def test_spelled_hours_are_read_to_what_was_meant(spelled: tuple[str, list[Record]]) -> None:
    text, meant = spelled
    assert read_hours(text) == Read(tuple(meant)), text


# Nothing is passed over, nothing crashes, nothing hangs.

SPELLINGS = [*HOURS, *NOTES, *NOT_HOURS, *RECEPTION, *NOT_RECEPTION]
STRANGE = [
    "甲",
    "\u200b",
    "²",
    "٣",
    "一",
    "日",
    "9",
    ":",
    "点",
    "至",
    "（",
    "上午",
    "节假日",
    "休息",
    "每月",
    "第",
    "\x00",
    "🙂",
    "㊀",
    "\ud800",
]


def assert_read_or_named(text: str) -> None:
    for read, write in ((read_hours, write_hours), (read_reception, write_reception)):
        found = read(text)
        assert not (found.note and found.unread)
        assert bool(found.records) != bool(found.unread)
        assert all("00:00" <= one["opens"] < one["closes"] <= "24:00" and one.get("days") != () for one in found.records)
        assert all(one.part in text and one.advice for one in found.unread)
        if found.records:
            assert read(write(found.records)).records == found.records, text


@given(st.text(max_size=60))
@quickly
def test_any_text_is_read_or_named(text: str) -> None:
    assert_read_or_named(text)


@given(st.sampled_from(SPELLINGS), st.integers(0, 60), st.integers(0, 6), st.sampled_from(["", *STRANGE]), st.sampled_from(SPELLINGS))
@quickly
def test_damaged_spellings_are_read_or_named(text: str, at: int, cut: int, strange: str, other: str) -> None:
    assert_read_or_named(text[:at] + strange + text[at + cut :])
    assert_read_or_named(text[:at] + other[at // 2 :])


@pytest.mark.parametrize("text", [*HOURS, *NOTES, *RECEPTION])
def test_a_word_too_many_is_named_wherever_it_stands(text: str) -> None:
    read = read_reception if text in RECEPTION else read_hours
    for at in range(len(text) + 1):
        found = read(text[:at] + "甲" + text[at:])
        assert found.records == ()
        assert any("甲" in one.part for one in found.unread)


@given(st.sampled_from([*HOURS, *RECEPTION]), st.randoms(use_true_random=False))
@quickly
def test_signs_that_look_alike_mean_the_same(text: str, dice: random.Random) -> None:
    read = read_hours if text in HOURS else read_reception
    alike = {"-": "-－–—―−~～", ":": ":：∶", ",": ",，", ";": ";；", "(": "(（[【", ")": ")）]】", " ": " \u3000\u00a0\t", "、": "、/&"}
    group = {sign: signs for signs in alike.values() for sign in signs}
    typed = "".join(dice.choice(group.get(one, one + chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one)) for one in text)
    assert read(typed) == read(text), typed


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "周一、",
        "周一至",
        "每月1、",
        "每月第一个、",
        "上午",
        "上午9点到",
        "9:00-17:00，",
        "周一9:00-17:00；",
        "（",
        " ",
        "休",
        "午休",
        "下午",
        "16:30停止",
        "业务",
        "9:00",
        "节假日、",
        "除",
        "一",
        "十",
    ],
)
def test_long_texts_are_read_or_named(piece: str) -> None:
    assert_read_or_named((piece * 2000)[:2000])
    assert_read_or_named("每月" + (piece * 2000)[:1900] + "甲")
    assert_named(read_hours(piece * 2001), [(piece * 20)[:20]])
