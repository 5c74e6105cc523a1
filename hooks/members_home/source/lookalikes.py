"""Finds characters that only look right: a radical, a letter or a sign in place of the 汉字 that people mean.

Search does not find them, readers' voices spell them, and no font of an old phone has them. They come from PDF files and scans.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# CJK radicals of their own block, of which Unicode's normal forms say nothing.
_RADICALS = dict(
    zip(
        "⺁⺃⺄⺅⺆⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺴⺶⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乚乙亻冂刀刂卜㔾小小兀尣尢巳幺彑忄㣺扌攵旡日月歺民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罓罒冗羊耂肀聿肉臼艹艹艹虎衤覀西见角讠贝足车辶辶辶阝钅镸镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
        strict=True,
    )
)
# What stands for a 汉字 only beside other 汉字: katakana, and the circle that is typed for 〇.
_BESIDE_HAN = dict(zip("ーㄧニロカエタトハノ", "一一二口力工夕卜八丿", strict=True))
_CIRCLES = "○◯"
_LETTERS = dict(zip("АВЕЅІЈКМНОРСТХаеорсухіѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTXaeopcyxisABEZHIKMNOPTYXo", strict=True))
_UNIFIED = "\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29"  # characters of their own all the same
_COMPATIBLE = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
SUSPECTS = f"{_COMPATIBLE}{''.join(_BESIDE_HAN)}{_CIRCLES}{''.join(_LETTERS)}"  # what a class of characters holds
_SUSPECT = re.compile(f"[{SUSPECTS}]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile("[\u3041-\u30ff]")
_NUMERAL = re.compile("[一二三四五六七八九〇○◯]")
_LATIN = re.compile("[A-Za-z]")


def lookalikes(text: str) -> Iterator[tuple[str, str, int]]:
    """Each character that only looks right, the proper one ("" where none is known), and where it stands."""
    if text.isascii():
        return
    for match in _SUSPECT.finditer(text):
        around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        if _is_wrong(match[0], around):
            yield match[0], proper(match[0]), match.start()


def _is_wrong(sign: str, around: str) -> bool:
    """Whether a sign that could be right is wrong between its two neighbours."""
    if sign in _BESIDE_HAN:
        return bool(_HAN.search(around)) and not _KANA.search(around)
    if sign in _CIRCLES and _NUMERAL.search(around):
        return True
    if sign in _LETTERS:
        return bool(_LATIN.search(around))
    return sign not in _UNIFIED and sign not in _CIRCLES


def proper(wrong: str) -> str:
    """The character that is meant; "" where none is known."""
    known = {**_LETTERS, **_RADICALS, **_BESIDE_HAN, **dict.fromkeys(_CIRCLES, "〇")}.get(wrong)
    form = known or unicodedata.normalize("NFKC", wrong)
    return form if form != wrong else ""
