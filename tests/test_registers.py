"""What walks over registers finds everything in their classes: no field is described twice, none is lost."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from members_home.checks import check_tree
from members_home.excel.columns import SHEETS
from members_home.model.registers import REGISTERS, STATIONS
from members_home.model.site import Site
from members_home.model.texts import TEXT_KINDS
from members_home.problems import Place, problem
from members_home.source.described import Field, fields_of, values_of
from members_home.source.reading import KINDS
from trees import TODAY, TREE

DESCRIBED = [*REGISTERS, *TEXT_KINDS]


def deep(fields: tuple[Field, ...]) -> Iterator[Field]:
    """The fields and those nested in them."""
    for field in fields:
        yield field
        yield from deep(field.fields)


@pytest.fixture(scope="module")
def site() -> Site:
    return check_tree(TREE, TODAY)[0]


@pytest.mark.parametrize("kind", DESCRIBED, ids=lambda kind: kind.name)
def test_every_field_has_its_words_and_its_kind(kind: object) -> None:
    fields: tuple[Field, ...] = kind.fields  # type: ignore[attr-defined]
    assert fields
    for field in deep(fields):
        assert field.label and field.kind in KINDS, field.key
        assert (field.kind == "choice") == bool(field.choices), field.key
        assert (field.kind == "map") == bool(field.fields), field.key
        assert (field.kind == "id") == bool(field.pattern and field.wanted), field.key
    assert len({field.label for field in fields}) == len(fields)


def test_no_value_of_a_record_stands_outside_its_description() -> None:
    for register in REGISTERS:
        assert {field.name for field in dataclasses.fields(register.record)} == {field.key for field in register.fields} | {"place"}
    for kind in TEXT_KINDS:
        assert {field.name for field in dataclasses.fields(kind.record)} == {field.key for field in kind.fields} | {"document"}


def test_the_site_holds_every_register_and_every_kind_of_text(site: Site) -> None:
    for register in REGISTERS:
        records = getattr(site, register.name)
        assert isinstance(records, tuple) == register.is_list
        assert all(isinstance(record, register.record) for record in (records if register.is_list else [records]))
    for kind in TEXT_KINDS:
        assert all(isinstance(text, kind.record) for text in getattr(site, kind.name))


def test_what_is_written_in_a_register_is_in_its_record(site: Site) -> None:
    station = next(station for station in site.stations if station.position)
    assert station.position is not None
    assert station.position.crs == "gcj02"
    held = values_of(station)
    assert list(held) == [field.key for field in STATIONS.fields]
    assert held["contact"] == {"role": station.contact.role, "phone": station.contact.phone, "extension": ""}
    assert held["verified"]["on"] == station.verified.on.isoformat()
    assert held["hours"][0]["opens"] == str(station.hours[0].opens)
    assert held["successor"] == ""


def test_a_spot_knows_file_field_and_label(site: Site) -> None:
    station = site.stations[0]
    spot = station.at("hours", 0, "closes")
    assert (spot.field, spot.label) == ("hours.closes", "结束")
    assert spot.place == Place(station.place.path, 1, 1, (*station.place.keys, "hours", 0, "closes"))
    told = problem("unknown-area", station.at("area"), value="lao")
    assert (told.field, told.label, told.message) == ("area", "区域", "没有编号为“lao”的区域。请核对 areas.yml。")
    assert station.lacking("closed_on", beside="status").label == "停用日期"
    assert station.lacking("closed_on", beside="status").place == station.at("status").place
    assert site.lessons[0].at("checked", "on").label == "核对日期"


def test_every_sheet_of_excel_shows_every_field_of_its_register() -> None:
    assert [sheet.title for sheet in SHEETS] == [register.sheet for register in REGISTERS if register.sheet]
    for sheet in SHEETS:
        shown = {column.path[0] for column in sheet.columns} | ({"called"} if sheet.title == "区域" else set())  # said by its level
        assert shown == {field.key for field in sheet.register.fields}


def test_ids_of_one_register_begin_alike_and_no_two_registers_do() -> None:
    prefixes = [register.prefix for register in REGISTERS if register.prefix]
    assert len(set(prefixes)) == len(prefixes)
    for register in REGISTERS:
        if register.prefix:
            (ident,) = (field for field in fields_of(register.record) if field.key == "id")
            assert ident.pattern == rf"{register.prefix}-[0-9]{{6}}"
