"""What a district writes when it moves in: who it is, and itself as the first area. All else stays as it is.

The demonstration stands in docs/_data/samples/, so both files are new: a later version of the project meets no edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .checks.areas import words_mean_one_level
from .excel.area_ids import AreaIds
from .excel.columns import SHEETS
from .excel.register_files import lines_of, record_text
from .model.level_words import KEYS, LEVELS
from .model.registers import AREAS, DUTIES, REGISTERS
from .model.registers.areas import Area
from .model.registers.duties import Duties
from .model.registers.register import DATA, SAMPLES
from .model.site import Site
from .problems import Place, Problem, errors
from .source.reading import Reading

AREAS_FILE, DUTIES_FILE = DATA + AREAS.path, DATA + DUTIES.path
_HEADS = {
    DUTIES_FILE: "# 谁对网站负责。空着的，正式发布（build --production）以前要填好。说明见编辑手册 /handbook/publish/\n",
    AREAS_FILE: "# 区域：归谁管，服务热线。说明见编辑手册 /handbook/registers/\n",
}
_ANSWERS = ("site_name", "address", "body", "report_phone", "report_email", "icp", "police")  # fields of `Duties`


@dataclass(frozen=True)
class MovingIn:
    """The texts of the files to write, by path; nothing is to be written where there are problems."""

    texts: Mapping[str, str]
    problems: tuple[Problem, ...]


def already_there(site: Site, problems: list[Problem]) -> Iterator[str]:
    """What a district has registered already, in words: moving in again would lose it or stand beside it."""
    if DUTIES_FILE in (*site.files.texts, *site.files.unread):
        yield DUTIES_FILE
    for register in REGISTERS:
        if not register.has_samples:
            continue
        records = [record for record in getattr(site, register.name) if not record.place.path.startswith(SAMPLES)]
        for path in dict.fromkeys(record.place.path for record in records):
            yield f"{path}：{sum(record.place.path == path for record in records)} 条记录"
    own = tuple(DATA + register.path for register in REGISTERS if register.has_samples)
    for path in dict.fromkeys(item.place.path for item in errors(problems) if item.place.path.startswith(own)):
        yield f"{path}：读不懂"


def moving_in(site: Site, district: str, answers: Mapping[str, str], levels: str = "", ident: str = "") -> MovingIn:
    """The files of a district of that name. `answers` are fields of `Duties`, `levels` is written 县/街道,乡镇/社区,村.

    Its id is its name in pinyin unless `ident` says another. Everything is judged as the registers' own values are.
    """
    problems: list[Problem] = []
    words = _words(levels)
    held: dict[str, object] = {"samples": "false", **{key: answers.get(key, "") for key in _ANSWERS}}
    if words:
        held["level_words"] = words
    duties = _reading(DUTIES_FILE, site, problems).record(Duties, held, (), place=Place(DUTIES_FILE))  # type: ignore[arg-type]
    assert duties is not None
    problems += words_mean_one_level(replace(site, duties=duties))
    id_ = ident or AreaIds(replace(site, duties=duties, areas=())).new({"name": district, "level": LEVELS[0]})
    area = {"id": id_, "name": district, "level": LEVELS[0], "status": "active"}
    _reading(AREAS_FILE, site, problems).record(Area, area, (), place=Place(AREAS_FILE))  # type: ignore[arg-type]
    (sheet,) = (sheet for sheet in SHEETS if sheet.register is AREAS)
    lines = {line.partition(":")[0]: line for line in lines_of(DUTIES.fields, held)}
    shown = [lines.get(key, f'{key}: ""') for key in ("samples", *_ANSWERS)] + [lines[key] for key in lines if key == "level_words"]
    texts = {DUTIES_FILE: "\n".join(shown) + "\n", AREAS_FILE: record_text(sheet, area)}
    return MovingIn({path: _HEADS[path] + text for path, text in texts.items()}, tuple(problems))


def _words(levels: str) -> dict[str, list[str]]:
    """What the levels are called, by the fields of `LevelWords`; only those that differ from the usual words."""
    written = [[word.strip() for word in part.replace("，", ",").replace("、", ",").split(",")] for part in levels.split("/")]
    pairs = zip(KEYS.items(), written, strict=False)
    return {key: words for (level, key), words in pairs if any(words) and words != [level]}


def _reading(path: str, site: Site, problems: list[Problem]) -> Reading:
    return Reading(path, 1, site.vocabulary, problems)
