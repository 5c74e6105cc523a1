"""The words that people know in place of codes: records by their names, levels as the place calls them, choices in Chinese."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..model import level_words
from ..model.registers import Register
from ..model.registers.areas import Area
from ..model.site import Site
from ..source.described import Field
from . import spellings
from .lists import Raw

if TYPE_CHECKING:
    from .columns import Column

PARTS = "、,，;；\n"  # between several things in one cell
ENDED = ("merged", "closed", "dissolved")
STREET = level_words.LEVELS[1]
_FLAGS = {"true": "是", "false": "否"}
_DOTS = "·・•∙⋅/>—-"  # between an area and what lies in it
_REFERRED = ("areas", "stations", "branches", "organizations")  # the registers whose records are named in others


@dataclass(frozen=True, slots=True)
class Named:
    """A record that others refer to; `within` is the name of the area in which it lies."""

    id: str
    name: str
    within: str
    is_alive: bool

    @property
    def path(self) -> str:
        return f"{self.within} · {self.name}" if self.within else self.name


Known = dict[str, tuple[Named, ...]]  # records by their names as `spellings.name` has them


class Lookup:
    """The records that a column can refer to, by their names; `many` where a cell holds several of them.

    A name that several records have is told apart by the area before it: 春晖街道 · 清河社区. What is learned from the
    sheets can be found, and changes nothing of how the records of the register are shown.
    """

    def __init__(self, records: Iterable[Named], many: bool) -> None:
        self._many = many
        self._ids: dict[str, Named] = {}
        self._known: Known = {}
        self._learned: Known = {}
        self._shown: dict[str, str] = {}
        for record in records:
            self._ids[record.id] = record
            _put(self._known, record)

    def __len__(self) -> int:
        return len(self._ids)

    def learn(self, record: Named) -> None:
        self._ids.setdefault(record.id, record)
        _put(self._learned, record)

    def find(self, text: str) -> list[str]:
        """The ids of the records that a text means: an id itself, or a name with or without the area in which it lies."""
        identity = spellings.identity(text)
        return [identity] if identity in self._ids else _find(text, self._known, self._learned)

    def shown(self, number: str) -> str:
        """A record as a cell names it: by the shortest text that means it and no other."""
        if number not in self._shown:
            record = self._ids.get(number)
            texts = (record.name, record.path) if record else ()
            fitting = (text for text in texts if not (self._many and set(text) & set(PARTS)))
            learned = (self._learned,) if record is not None and _find(record.path, self._known) == [] else ()
            self._shown[number] = next((text for text in fitting if _find(text, self._known, *learned) == [number]), number)
        return self._shown[number]


def _put(known: Known, record: Named) -> None:
    name = spellings.name(record.name)
    known[name] = (*known.get(name, ()), record)


def _find(text: str, *known: Known) -> list[str]:
    """The ids of the records of that name, or of those that lie in the area with which the text begins; those in use first."""
    name = spellings.name(text)
    found = [record for some in known for record in some.get(name, ())]
    for at in range(1, len(name)) if not found else ():
        within, rest = name[:at].rstrip(_DOTS), name[at:].lstrip(_DOTS)
        found += [record for some in known for record in some.get(rest, ()) if spellings.name(record.within) == within]
    alive = [record for record in found if record.is_alive]
    return list(dict.fromkeys(record.id for record in alive or found))


class Names:
    """What the sheets show of one site, and what their words mean; new records are learned as they are read."""

    def __init__(self, site: Site) -> None:
        self.duties = site.duties
        self.vocabulary = site.vocabulary
        self.services = {service.id: service.name for service in site.services}
        self._areas: dict[str, tuple[str, str, str]] = {area.id: (area.name, area.level, area.parent or "") for area in site.areas}
        self._records = {register: [self._named(record) for record in getattr(site, register)] for register in _REFERRED}
        self._lookups: dict[tuple[tuple[str, ...], bool], Lookup] = {}
        self._learned: dict[str, list[Named]] = defaultdict(list)
        self._back: dict[Column, dict[str, str]] = {}

    def lookup(self, field: Field) -> Lookup:
        """The records that a field can refer to."""
        return self._lookup(field.refers, field.many)

    def _lookup(self, registers: tuple[str, ...], many: bool) -> Lookup:
        key = registers, many
        if key not in self._lookups:
            self._lookups[key] = Lookup((named for register in registers for named in self._records[register]), many)
            for register in registers:
                for named in self._learned[register]:
                    self._lookups[key].learn(named)
        return self._lookups[key]

    def _named(self, record: Any) -> Named:
        within = record.parent if isinstance(record, Area) else record.area
        return Named(record.id, record.name or "", self.area_name(within or ""), getattr(record, "status", "") not in ENDED)

    def learn(self, register: Register[Any], record: Raw) -> None:
        """Takes in a record that a sheet brings or names anew, so that others can refer to it."""
        within = record.get("parent" if register.name == "areas" else "area", "")
        if register.name == "areas":
            self._areas[record["id"]] = (record.get("name", ""), record.get("level", ""), within)
        named = Named(record["id"], record.get("name", ""), self.area_name(within), record.get("status") not in ENDED)
        if not named.name:
            return
        self._learned[register.name].append(named)
        for (registers, _), lookup in self._lookups.items():
            if register.name in registers:
                lookup.learn(named)

    def in_use(self, register: str) -> list[str]:
        """The names of the records of a register that did not end, as columns show them."""
        lookup = self._lookup((register,), many=False)
        return [lookup.shown(named.id) for named in self._records[register] if named.is_alive]

    def area_name(self, area: str) -> str:
        return self._areas.get(area, ("", "", ""))[0]

    def districts(self) -> list[str]:
        """The ids of the topmost areas."""
        return [area for area, (_, level, _) in self._areas.items() if level == level_words.LEVELS[0]]

    def street_of(self, area: str) -> str:
        """The id of the street of an area; "" where it lies in none."""
        seen: set[str] = set()
        while area in self._areas and area not in seen:
            seen.add(area)
            _, level, above = self._areas[area]
            if level == STREET:
                return area
            area = above
        return ""

    def street_called(self, name: str) -> str:
        """The id of the street of that name; "" where there is none."""
        return next((area for area, (known, level, _) in self._areas.items() if known == name and level == STREET), "")

    def words(self, field: Field) -> Mapping[str, str]:
        """From what the register holds to what the sheet shows, where they differ."""
        if field.kind == "flag":
            return _FLAGS
        if field.key == "services":
            return self.services
        if field.choices == "level":
            return {level: level_words.words_of(self.duties, level)[0] for level in level_words.LEVELS}
        return field.words

    def shown(self, field: Field, value: str) -> str:
        """One value as the sheet shows it."""
        return self.lookup(field).shown(value) if field.refers else self.words(field).get(value, value)

    def back(self, column: Column) -> Mapping[str, str]:
        """From a word, in whatever spelling, to what the register holds: also for the code itself, and for plain choices."""
        if column not in self._back:
            words = self.words(column.field)
            choices = self.vocabulary.get(column.field.choices, ()) if column.field.kind == "choice" else ()
            known = {spellings.name(raw): raw for raw in (*choices, *words)}
            if column.field.choices == "level":
                meant = {word: level_words.meant(self.duties, word) for word in level_words.choices(self.duties)}
                known |= {spellings.name(word): found[0] for word, found in meant.items() if found}
            self._back[column] = known | {spellings.name(shown): raw for raw, shown in words.items()}
        return self._back[column]

    def called(self, word: str) -> str | None:
        """What an area writes as `called` where a sheet gives its level by this word."""
        known = (known for known in level_words.choices(self.duties) if spellings.name(known) == spellings.name(word))
        found = level_words.meant(self.duties, next(known, ""))
        return found[1] if found else None

    def choices(self, column: Column) -> list[str]:
        """The words that can be chosen in a column, as the sheet shows them; nothing where any text may stand."""
        words = self.words(column.field)
        if column.field.choices == "level":
            return list(level_words.choices(self.duties))
        if column.field.kind == "choice" and not column.field.fields:
            return [words.get(code, code) for code in self.vocabulary.get(column.field.choices, ())]
        return list(words.values())
