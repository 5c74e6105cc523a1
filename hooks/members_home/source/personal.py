"""Finds telephone numbers of persons and identity numbers, however they are written, and masks them.

People write 138.0013.8000, １３８００１３８０００, +86 138 0013 8000, two numbers run together, or a number with letters around it.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

_DIGIT = "0-9０-９"
_GAP = "[-.·・_/ \\t\u00a0\u2002-\u200a\u2010-\u2015\u202f\u3000－．／＿]"
# What may hold a number: nine more digits after the first two, or seventeen places of an identity number.
_SPREAD = re.compile(rf"[1１][3-9３-９](?:{_GAP}{{0,3}}[{_DIGIT}]){{9}}|[1１]{_GAP}{{1,3}}[3-9３-９](?:{_GAP}{{1,3}}[{_DIGIT}]){{9}}")
_SPREAD_ID = re.compile(
    rf"[1-9１-９][{_DIGIT}]{{5}}{_GAP}{{0,3}}(?:[1１][9９]|[2２][0０])[{_DIGIT}]{{2}}{_GAP}{{0,3}}[{_DIGIT}]{{2}}{_GAP}{{0,3}}[{_DIGIT}]{{2}}"
    rf"{_GAP}{{0,3}}[{_DIGIT}]{{3}}{_GAP}{{0,3}}[{_DIGIT}XxＸｘ]"
)
_RUN = re.compile(rf"[{_DIGIT}]{{11,}}[XxＸｘ]?")
_GROUPS = frozenset(((3, 4, 4), (3, 3, 5), (4, 3, 4), (3, 5, 3), (3, 8), (7, 4), (5, 6), (6, 5), (3, 2, 2, 2, 2), (1,) * 11))
# Every number that is told has eleven digits from one that is no 0 on: a text without such a row, as most are, is done with a look.
_ELEVEN = re.compile("[1-9１-９]" + rf"{_GAP}{{0,3}}+[{_DIGIT}]" * 10)  # written out: a repeated group takes a third longer
_LIKE_A_RANGE = re.compile(rf"[{_DIGIT}]{{5,6}} ?[-\u2010-\u2015－] ?[{_DIGIT}]{{5,6}}")  # 15000-200000
_MOBILE = re.compile("1[3-9][0-9]{9}")
_PREFIX = re.compile("(?:0086|86|0)?(?=1[3-9])")
_ADDRESS = re.compile(r"(?:[a-z]+://[^\s\"'()<>（）“”\u4e00-\u9fff]*|[a-z0-9]/)\Z", re.I)
_ADDRESS_REACH = 400  # characters before a number in which the address it may belong to begins
_NUMBER_BEFORE = re.compile(rf"[{_DIGIT}][.．]?\Z")
_PREFIX_BEFORE = re.compile(rf"86\Z|８６\Z|(?<![{_DIGIT}])[0０]\Z")
_PROVINCES = frozenset(
    str(number)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for number in range(first, last + 1)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LENGTH_OF_MOBILE, _LENGTH_OF_ID = 11, 18


def personal(text: str) -> Iterator[tuple[str, str, int]]:
    """Each number of a person in a text, in order: the rule it breaks, the number in plain digits, and where it begins."""
    if not _ELEVEN.search(text):
        return
    end = -1
    for start, rule, number, stop in _ordered({*_in_runs(text), *_spread(text)}):
        if start >= end:
            yield rule, number, start
            end = stop


def _ordered(found: set[tuple[str, str, int, int]]) -> list[tuple[int, str, str, int]]:
    """By their beginnings; of two that begin alike the longer one first."""
    return sorted(((start, rule, number, stop) for rule, number, start, stop in found), key=lambda item: (item[0], -item[3]))


def _in_runs(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Numbers in digits without a gap, also several in a row: 13800138000 and 18 places right behind it."""
    for match in _RUN.finditer(text):
        digits = plain_digits(match[0])
        if _in_address(text, match.start()) or _NUMBER_BEFORE.search(text[max(0, match.start() - 2) : match.start()]):
            continue
        for rule, at, length in _pieces(digits):
            yield rule, digits[at : at + length], match.start() + at, match.start() + at + length


def _pieces(digits: str) -> list[tuple[str, int, int]]:
    """How a row of digits is made of numbers of persons; empty where anything of it is left over."""
    at = 0
    found: list[tuple[str, int, int]] = []
    while at < len(digits):
        prefix = _PREFIX.match(digits, at)
        begin = prefix.end() if prefix else at
        if is_id_number(digits[at : at + _LENGTH_OF_ID]):
            found.append(("id-number-found", at, _LENGTH_OF_ID))
            at += _LENGTH_OF_ID
        elif _MOBILE.match(digits, begin):
            found.append(("mobile-number-found", begin, _LENGTH_OF_MOBILE))
            at = begin + _LENGTH_OF_MOBILE
        else:
            break
    return found if at >= len(digits.rstrip("Xx")) else []


def _spread(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Numbers written in groups."""
    for rule, pattern in (("mobile-number-found", _SPREAD), ("id-number-found", _SPREAD_ID)):
        for match in pattern.finditer(text):
            digits = re.sub(_GAP, "", match[0])
            number = plain_digits(digits)
            before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 1]
            if len(digits) == len(match[0]) or plain_digits(after).isdecimal() or _in_address(text, match.start()):
                continue
            if _NUMBER_BEFORE.search(before) and not _PREFIX_BEFORE.search(before):
                continue
            groups = tuple(map(len, filter(None, re.split(_GAP, match[0]))))
            is_mobile = groups in _GROUPS and not _LIKE_A_RANGE.fullmatch(match[0])
            if is_id_number(number) if rule == "id-number-found" else is_mobile:
                yield rule, number, match.start(), match.end()


def _in_address(text: str, start: int) -> bool:
    """Whether a number stands in an address on the web: the address of a source is what it is."""
    before = text[max(0, start - _ADDRESS_REACH) : start]
    return "/" in before and bool(_ADDRESS.search(before))


def plain_digits(text: str) -> str:
    """The text with full-width digits and letters as half-width ones."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def without_mobiles(text: str) -> str:
    """The text with the middle of every number of a person starred, or of what only looks like one."""
    for pattern in (_SPREAD_ID, _SPREAD):
        text = pattern.sub(_starred, text)
    return text


def _starred(match: re.Match[str]) -> str:
    digits = plain_digits(re.sub(_GAP, "", match[0]))
    if tuple(map(len, filter(None, re.split(_GAP, match[0])))) not in _GROUPS | {(11,)} and len(digits) == _LENGTH_OF_MOBILE:
        return match[0]  # dates and years in a row
    return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"


def is_id_number(text: str) -> bool:
    """Whether 18 characters are a resident identity number: GB 11643 checksum, date and region all right."""
    if not re.fullmatch("[1-9][0-9]{16}[0-9Xx]", text) or text[:2] not in _PROVINCES:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text[:17], strict=True))
    try:
        born = dt.date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    return born.year // 100 in (19, 20) and "10X98765432"[total % 11] == text[17].upper()
