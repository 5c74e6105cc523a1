"""The ids of areas: pinyin of their names, which is a part of their addresses for ever once it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from ..model import level_words
from ..model.addresses import of_area, promised
from ..model.registers.duties import Duties
from ..model.registers.ids import WORD
from ..model.site import Site
from .lists import Raw

_MOST = 40  # characters of an id
_ENDINGS = ("街道", "社区", "开发区", "园区", "楼宇", "商圈", "地区", "区", "县", "市", "镇", "乡", "村")
_READINGS = {
    # Names of places that the dictionaries of pypinyin read otherwise than the people who live there.
    "什刹海": "shichahai",
    "大栅栏": "dashilan",
    "朝阳": "chaoyang",
    "太行": "taihang",
    "珲春": "hunchun",
    "洪洞": "hongtong",
    "浚县": "xunxian",
    "单县": "shanxian",
    "乐陵": "laoling",
    "繁峙": "fanshi",
    "穆棱": "muling",
    "筠连": "junlian",
    "荥经": "yingjing",
    "泊头": "botou",
    "长子": "zhangzi",
    # Names of families, and characters that are read in one way wherever they stand in the name of a place.
    "单家": "shanjia",
    "解家": "xiejia",
    "查家": "zhajia",
    "仇": "qiu",
    "翟": "zhai",
    "曾": "zeng",
    "长": "chang",
    "都": "du",
    "什": "shi",
}
_READ = re.compile("|".join(sorted(_READINGS, key=len, reverse=True)))


class AreaIds:
    """Which ids are taken or promised, and which id a new area gets."""

    def __init__(self, site: Site) -> None:
        self._duties = site.duties
        self._promised = promised(site)
        self.names = {area.id: area.name for area in site.areas}  # of the areas by id, those included that an import adds

    def is_published(self, area: str) -> bool:
        return of_area(area) in self._promised

    def refusal(self, area: str) -> str:
        """Why an id cannot be given to another area; "" where it is free."""
        if area in self.names:
            return f"已经是“{self.names[area]}”的"
        return "公布过，不能再给别的区域用" if self.is_published(area) else ""

    def new(self, record: Raw) -> str:
        """The id of a new area: its name in pinyin; where that is taken, with the area above or its own kind, or a number."""
        return next(area for area in self._candidates(record) if re.fullmatch(WORD, area) and not self.refusal(area))

    def _candidates(self, record: Raw) -> Iterator[str]:
        name, parent = str(record.get("name", "")), str(record.get("parent", ""))
        short, ending = split(self._duties, str(record.get("level", "")), name)
        base, kind = pinyin(short), pinyin(ending)
        yield base
        if parent and parent != base:
            yield f"{parent}-{base}"[:_MOST].rstrip("-")
        if kind:
            yield f"{base}-{kind}"
        start = (base if re.fullmatch(WORD, base) else parent or "area")[: _MOST - 5]
        yield from (f"{start}-{number}" for number in count(2))


def split(duties: Duties, level: str, name: str) -> tuple[str, str]:
    """A name without the word for its level, and that word; a name of one character keeps it: 叶县."""
    words = {*level_words.words_of(duties, level), *_ENDINGS}
    ending = next((word for word in sorted(words, key=len, reverse=True) if name.endswith(word)), "")
    short = name.removesuffix(ending)
    return (short, ending) if len(short) > 1 else (name, "")


def pinyin(name: str) -> str:
    """A name in letters of pinyin without tones, as it is read in names of places; digits and letters stay."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  here, because its dictionaries take a quarter of a second to load

    syllables: list[str] = []
    at = 0
    for match in _READ.finditer(name):
        syllables += [*lazy_pinyin(name[at : match.start()]), _READINGS[match[0]]]
        at = match.end()
    syllables += lazy_pinyin(name[at:])
    found = ""
    for syllable in (re.sub("[^a-z0-9]", "", part.lower()) for part in syllables):
        if len(found) + len(syllable) > _MOST:
            break
        found += syllable
    return found
