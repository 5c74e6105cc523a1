"""Fields of records, described where the record's class lists them.

    name: str = text("名称", "牌子上的名称")

gives the class a field, and everything that walks over fields its Chinese label, the kind of its value, whether it must be
filled, and a line of help.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

_KEY = "field"
_AS_THEY_ARE = frozenset((str, bool, int, float))  # in JSON


@dataclass(frozen=True)
class Field:
    """One key of a record. `kind` names the kind of its value, `help` is a line for those who fill it in.

    `many` says that the value is a list of that kind; `choices` names a list of vocabulary.yml, and `words` are what people
    read instead of its codes; `pattern` and `wanted` say what an id looks like; `record` is the class of a nested map;
    `left_out` is the word of a choice that holds where nothing is written. `refers` names the registers whose ids the value
    may be; beside these it may be a word of the list `means`, or where it is `free` any words.
    """

    key: str
    label: str
    kind: str
    help: str = ""
    required: bool = True
    many: bool = False
    choices: str = ""
    words: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)
    pattern: str = ""
    wanted: str = ""
    record: type | None = None
    left_out: str | None = None
    refers: tuple[str, ...] = ()
    means: str = ""
    free: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of a nested map; none for other kinds."""
        return fields_of(self.record) if self.record else ()

    @cached_property
    def missing(self) -> Any:
        """The value of a field that is left out."""
        if self.many:
            return ()
        return {"flag": False, "topics": {}}.get(self.kind, self.left_out)


def fields_of(record: type[Any]) -> tuple[Field, ...]:
    """The described fields of a record's class, in order."""
    return _fields_of(record)  # type: ignore[arg-type]  # a class can be hashed


@cache
def _fields_of(record: type[Any]) -> tuple[Field, ...]:
    return tuple(
        dataclasses.replace(field.metadata[_KEY], key=field.name) for field in dataclasses.fields(record) if _KEY in field.metadata
    )


def names_of(fields: Iterable[Field]) -> frozenset[str]:
    """All keys and labels of the fields and of their nested fields."""
    names: set[str] = set()
    for field in fields:
        names |= {field.key, field.label} | names_of(field.fields)
    return frozenset(names)


def nearest(key: str, fields: tuple[Field, ...]) -> str:
    """Which field a key that is none of them most likely means, in words; "" where none is near."""
    by_label = {field.label: field.key for field in fields}
    if key in by_label:
        return f"，“{key}”的写法是“{by_label[key]}”"
    near = difflib.get_close_matches(key, [field.key for field in fields], 1, 0.5)
    label = next((field.label for field in fields if near and field.key == near[0]), "")
    return f"，是不是“{near[0]}”（{label}）" if near else ""


def values_of(record: object) -> dict[str, Any]:
    """The values of a record by key, as JSON holds them: days and times as text, "" for what is missing."""
    held = vars(record)
    return {key: _plain(held[key]) for key in _keys(type(record))}  # type: ignore[arg-type]


@cache
def _keys(record: type[Any]) -> tuple[str, ...]:
    return tuple(field.key for field in fields_of(record)) if dataclasses.is_dataclass(record) else ()


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if value is None:
        return ""
    if kind is tuple:
        return [_plain(item) for item in value]
    return values_of(value) if _keys(kind) else str(value)  # type: ignore[arg-type]


def label_of(record: type, keys: Sequence[str]) -> str:
    """The label of the field that the keys lead to; "" where there is none."""
    fields: tuple[Field, ...] = fields_of(record)
    label = ""
    for key in keys:
        field = next((field for field in fields if field.key == key), None)
        label, fields = (field.label, field.fields) if field else ("", ())
    return label


def _described(label: str, kind: str, help: str, **more: Any) -> Any:
    return dataclasses.field(metadata={_KEY: Field("", label, kind, help, **more)})


def text(
    label: str,
    help: str = "",
    *,
    required: bool = True,
    many: bool = False,
    refers: tuple[str, ...] = (),
    means: str = "",
    free: bool = False,
) -> Any:
    """Words on one line; or the ids of records of the registers `refers`, a word of the list `means`, where `free` any words."""
    return _described(label, "text", help, required=required, many=many, refers=refers, means=means, free=free)


def choice(
    label: str,
    of: str,
    help: str = "",
    *,
    required: bool = True,
    many: bool = False,
    words: Mapping[str, str] | None = None,
    left_out: str | None = None,
) -> Any:
    """A word of a list of vocabulary.yml."""
    return _described(label, "choice", help, choices=of, required=required, many=many, words=words or {}, left_out=left_out)


def ident(
    label: str,
    pattern: str,
    wanted: str,
    help: str = "",
    *,
    required: bool = True,
    many: bool = False,
    refers: tuple[str, ...] = (),
) -> Any:
    """An id of the form `pattern`, of a record of the registers `refers`; `wanted` says that form in words."""
    return _described(label, "id", help, pattern=pattern, wanted=wanted, required=required, many=many, refers=refers)


def date(label: str, help: str = "", *, required: bool = True, many: bool = False) -> Any:
    """A day, written "2026-11-01"."""
    return _described(label, "date", help, required=required, many=many)


def time(label: str, help: str = "", *, required: bool = True) -> Any:
    """A time of day, written "09:00"."""
    return _described(label, "time", help, required=required)


def extension(label: str, help: str = "", *, required: bool = True) -> Any:
    """What is dialled after an office's number has answered: digits."""
    return _described(label, "extension", help, required=required)


def phone(label: str, help: str = "", *, required: bool = True) -> Any:
    """The telephone of an office."""
    return _described(label, "phone", help, required=required)


def web(label: str, help: str = "", *, required: bool = True) -> Any:
    """An address on the web, with a slash at its end."""
    return _described(label, "web", help, required=required)


def flag(label: str, help: str = "", *, required: bool = True) -> Any:
    """true or false."""
    return _described(label, "flag", help, required=required)


def whole(label: str, help: str = "", *, required: bool = True) -> Any:
    """A whole number."""
    return _described(label, "whole", help, required=required)


def number(label: str, help: str = "", *, required: bool = True) -> Any:
    return _described(label, "number", help, required=required)


def topics(label: str, help: str = "", *, required: bool = True) -> Any:
    """A map from numbers of articles to their subjects."""
    return _described(label, "topics", help, required=required)


def nested(label: str, record: type, help: str = "", *, required: bool = True, many: bool = False) -> Any:
    """A map whose fields the class `record` describes, or a list of such maps."""
    return _described(label, "map", help, record=record, required=required, many=many)
