"""What people type that only looks right: characters, numbers of persons, numbers of articles, values cut by a remark."""

from __future__ import annotations

import re
import unicodedata

import pytest
from members_home.citations import UNREADABLE, find, in_words, to_number, unread
from members_home.source.lookalikes import lookalikes, proper
from members_home.source.meant import date_meant, time_meant
from members_home.source.personal import personal, without_mobiles
from members_home.source.yaml_text import LARGE, parse

MOBILE, ID_NUMBER = "13800138000", "11010519491231002X"
GAPS = ("", " ", "  ", "-", ".", "·", "_", "/", "\u3000", "–", "－", " - ")
GROUPS = ("138 0013 8000", "138 001 38000", "1380 013 8000", "138 00138000", "1380013 8000", "13800 138000", "1 3 8 0 0 1 3 8 0 0 0")


def full(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() and sign.isascii() else sign for sign in text)


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("groups", GROUPS)
def test_a_mobile_number_is_found_and_masked_however_it_is_grouped(groups: str, gap: str) -> None:
    if gap.strip() in ("-", "–", "－") and groups.count(" ") == 1 and groups.index(" ") == 5:
        return  # 13800-138000 is a range of prices
    for text in (
        groups.replace(" ", gap),
        full(groups).replace(" ", gap),
        f"+86 {groups.replace(' ', gap)}",
        f"微信{groups}",
        f"wx{groups}a",
    ):
        assert [found[:2] for found in personal(text)] == [("mobile-number-found", MOBILE)], text
        assert not re.search("0013|００１３|1 3 8 0 0 1 3", without_mobiles(text)), text


@pytest.mark.parametrize("gap", GAPS)
def test_an_id_number_is_found_and_masked_however_it_is_grouped(gap: str) -> None:
    for digits in (ID_NUMBER, full(ID_NUMBER), ID_NUMBER.lower()):
        for text in (
            gap.join((digits[:6], digits[6:14], digits[14:])),
            gap.join((digits[:6], digits[6:10], digits[10:12], digits[12:14], digits[14:])),
        ):
            (found,) = personal(f"证{text}号")
            assert found[0] == "id-number-found"
            assert "1949" not in without_mobiles(text) and "１９４９" not in without_mobiles(text)


def test_numbers_run_together_are_each_found() -> None:
    assert [number for _, number, _ in personal(MOBILE * 3)] == [MOBILE] * 3
    assert [number for _, number, _ in personal(f"{MOBILE}{ID_NUMBER}{MOBILE}")] == [MOBILE, ID_NUMBER, MOBILE]
    assert without_mobiles(MOBILE * 2) == "138****8000" * 2


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/t13800138000.htm",
        "6222021234567890123",
        "2026-11-01–2026-11-30",
        "20261125173000",
        "116.13800138000",
        "1921—2021 100",
        "010-12345678 转 138",
        "91110101MA01234567",
        "978-7-138-00138-0",
        "09:00–17:30 13 14 15 16",
    ],
)
def test_other_numbers_stay_as_they_are(text: str) -> None:
    assert list(personal(text)) == []


def test_every_radical_has_its_character_or_none_and_no_character_is_one() -> None:
    compatible = [chr(code) for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFADA)) if unicodedata.name(chr(code), "")]
    wrong = [sign for sign in compatible if next(lookalikes(sign), None)]
    assert len(compatible) - len(wrong) == 12  # those that Unicode counts among the unified ones
    for sign in wrong:
        right = proper(sign)
        assert right == "" or unicodedata.name(right).startswith("CJK UNIFIED"), sign
        assert list(lookalikes(right)) == []
    assert len([sign for sign in wrong if not proper(sign)]) < 15
    assert [proper(sign) for sign in "⻘⻓⻋⻔⻢⻥⽼"] == list("青长车门马鱼老")


def test_every_number_in_words_is_read_back() -> None:
    assert all(to_number(in_words(number)) == number for number in range(1, 2000))
    assert [to_number(words) for words in ("二〇〇", "２００", "二○○", "一零五", "两百零五", "第", "十百", "二百五", "")] == [
        *(200, 200, 200, 105, 205),
        *[UNREADABLE] * 4,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "《甲法》第２００条",
        "《甲法》第 200 条",
        "《甲法》第二〇〇条",
        "《甲法》 第200条",
        "〈甲法〉第二百条",
        "<甲法>第二百条",
        "<<甲法>>第二百条",
        "<‹甲法›>第二百条",
        "《甲法〉第二百条",
        "《 甲法 》第二百条",
    ],
)
def test_an_article_is_read_in_every_form_that_people_type(text: str) -> None:
    (citation,) = find(f"见{text}第 1 款。")
    assert (citation.name, citation.articles, list(citation.numbers)) == ("甲法", (200,), ["第二百条"])
    assert list(unread(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "《甲法》第拾条",
        "《甲法》第8-10条",
        "《甲法》第十、十一条",
        "《甲法》第十条、十一条",
        "《甲法》的第十条",
        "《甲法》\n第十条",
        "《甲法》第八条至十条",
        "《甲法》第8条—10条",
    ],
)
def test_an_article_that_cannot_be_read_is_told(text: str) -> None:
    assert len(list(unread(text))) == 1


def test_what_a_time_or_day_means_is_said_only_where_it_is_one() -> None:
    assert [time_meant(text) for text in ("“9：00”", "９．３０", "9点", "0900", "25:00", "下午五点", "“”", "9:0")] == [
        *("09:00", "09:30", "09:00", "09:00"),
        *("", "", "", "09:00"),
    ]
    assert [date_meant(text) for text in ("“2026-9-1”", "2026年9月1日", "2026/9/1", "2026.9.1", "20260901", "2026-02-30", "明天")] == [
        *["2026-09-01"] * 5,
        *["", ""],
    ]


@pytest.mark.parametrize(
    "line",
    [
        "address: 路9号 #2楼",
        "address: [路9号 #2楼\n    ]",
        "address: #2楼",
        "address: 路9号  # 2楼",
        "address: 路9号  #新楼",
        "address: 路9号 # 新楼",
        "address:  # 新楼",
        "at: {room: 甲 #2楼\n    }",
        "bring:\n    - 甲 #2\n    - 乙",
    ],
)
def test_a_value_cut_by_a_remark_is_told_in_a_large_register_too(line: str) -> None:
    small = f"- id: a\n  {line}\n"
    large = small + "- id: b\n  name: 甲\n" * LARGE
    assert [item.rule for item in parse("a.yml", small, frozenset())[1]] == ["value-cut-short"]
    assert [item.rule for item in parse("a.yml", large, frozenset())[1]] == ["value-cut-short"]


@pytest.mark.parametrize(
    "line",
    [
        'address: "路9号 #2楼"',
        'address: "路9号" #2楼',
        "bring: [甲, 乙] # 说明",
        "bring: # 说明\n    - 甲",
        "on: true  # 说明",
        "kind:   站   # 新楼",
        "a: b#c",
    ],
)
def test_a_remark_that_takes_nothing_away_stays_one(line: str) -> None:
    assert parse("a.yml", f"# 说明\n- id: a\n  {line}\n", frozenset())[1] == []
