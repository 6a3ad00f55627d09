"""A record says its fields once: what it writes is what its schema allows, and what its columns hold."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator

from costcalc.expr import Figure, Num, Quotient
from costcalc.instant import parse_instant
from costcalc.problem import Place, Source
from costcalc.records import (
    COUNT,
    FLAG,
    INSTANT,
    NUMBER,
    PLACE,
    TEXT,
    Field,
    Many,
    Mapped,
    Part,
    Record,
    Rows,
    constant,
    figure,
    number,
    one_of,
)


class Leg(NamedTuple):
    name: str
    far: Decimal | Fraction | None


class Trip(NamedTuple):
    legs: tuple[Leg, ...]
    best: Leg | None
    share: Figure | None
    notes: dict[str, int]


LEG = Record[Leg](
    "leg", "A part.", Field("name", TEXT, lambda leg: leg.name), number("far", lambda leg: leg.far, null=True)
)
TRIP = Record[Trip](
    "trip",
    "All of it.",
    Field("schema", constant("trip/v1"), lambda _: "trip/v1"),
    Field("legs", Many(LEG), lambda trip: trip.legs),
    Part[Trip, Leg](
        lambda trip: trip.best,
        Field("best", TEXT, lambda leg: leg.name, "the name of the best"),
        Field("best_far", NUMBER, lambda leg: leg.far, null=True),
        null=True,
    ),
    figure("share", lambda trip: trip.share, "the part that is gone", null=True),
    Field("notes", Mapped(COUNT), lambda trip: trip.notes),
    Field("long", FLAG, lambda trip: len(trip.legs) > 1),
)
THIRD = Figure(Quotient(Num(Decimal(1), "1"), Num(Decimal(3), "3")))
TRIPS = [
    Trip((Leg("a", Decimal("1.50")), Leg("b", Fraction(1, 3))), Leg("a", None), THIRD, {"x": 2}),
    Trip((), None, None, {}),
]


def schema() -> dict[str, object]:
    definitions: dict[str, object] = {}
    return TRIP.shape(definitions) | {"$defs": definitions}


def test_a_number_without_an_end_has_its_fraction_beside_it() -> None:
    assert TRIP.encode(TRIPS[0]) == {
        "schema": "trip/v1",
        "legs": [
            {"name": "a", "far": "1.5", "far_exact": None},
            {"name": "b", "far": "0.333333333333333", "far_exact": "1/3"},
        ],
        "best": "a",
        "best_far": None,
        "share": "0.333333333333333",
        "share_exact": "1/3",
        "share_formula": "1 / 3",
        "share_substituted": "1 / 3",
        "notes": {"x": 2},
        "long": True,
    }


def test_what_is_not_there_is_null_in_all_its_fields() -> None:
    found = TRIP.encode(TRIPS[1])
    assert [name for name, value in found.items() if value is None] == [
        "best",
        "best_far",
        "share",
        "share_exact",
        "share_formula",
        "share_substituted",
    ]


@pytest.mark.parametrize("trip", TRIPS)
def test_what_a_record_writes_its_schema_allows(trip: Trip) -> None:
    Draft202012Validator(schema()).validate(TRIP.encode(trip))


@pytest.mark.parametrize(
    ("key", "value"), [("schema", "trip/v2"), ("share", 0.3), ("notes", {"x": -1}), ("long", None), ("legs", None)]
)
def test_what_a_record_would_not_write_its_schema_refuses(key: str, value: object) -> None:
    assert not Draft202012Validator(schema()).is_valid(TRIP.encode(TRIPS[0]) | {key: value})


def test_the_columns_of_a_table_are_fields_and_its_cells_are_text() -> None:
    rows = Rows(list(TRIP.fields())[2:], TRIPS)
    assert [field.name for field in rows.fields if field.kind.is_number] == ["best_far", "share"]
    assert rows.cells(TRIPS[0])[:4] == ["a", "", "0.333333333333333", "1/3"]
    assert rows.cells(TRIPS[1])[-1] == "no"


def test_how_numbers_are_written_is_a_matter_of_the_table() -> None:
    rows = Rows([Field[Leg]("far", NUMBER, lambda leg: leg.far)], [Leg("a", Fraction(1, 3))], written=str)
    assert rows.cells(rows.of[0]) == ["1/3"]


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Many(TEXT), ["a", "b"], "a; b"),
        (Many(TEXT, " "), ["a", "b"], "a b"),
        (Many(PLACE), [Place(Source("a.yaml"), 1, 2)] * 2, "a.yaml:1:2 a.yaml:1:2"),
        (INSTANT, parse_instant("2026-04-28"), "2026-04-28T00:00:00Z"),
        (one_of("x", "y"), "x", "x"),
        (FLAG, True, "yes"),
    ],
)
def test_a_cell_holds_one_text(kind: Many, value: object, text: str) -> None:
    assert kind.cell(value, str) == text


def test_a_name_may_be_null_only_where_that_is_said() -> None:
    found = schema()["properties"]
    assert isinstance(found, dict)
    assert found["best"] == {"description": "the name of the best", "type": ["string", "null"]}
    assert found["long"] == {"type": "boolean"}
