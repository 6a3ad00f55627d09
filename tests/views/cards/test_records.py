"""What programs and spreadsheets are told of cards: every field says what it is, and every answer has its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from costcalc.diff import diff_cards
from costcalc.instant import parse_instant
from costcalc.inventory import model_overview, overviews
from costcalc.problem import Place, Source
from costcalc.project.load import find_cards, load_card
from costcalc.views.cards.changes import CardsDiffView
from costcalc.views.cards.changes.record import CARDS_DIFF
from costcalc.views.cards.listing import CardsView
from costcalc.views.cards.listing.record import CARDS
from costcalc.views.cards.model import CardModelView
from costcalc.views.cards.model.record import CARD_MODEL
from tests.cli.cards.conftest import ACME

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.records import Record
    from costcalc.views import TableView


@pytest.fixture
def views(tmp_path: Path) -> dict[str, TableView]:
    """Answers about a card, and about it and another state of it."""
    file = tmp_path / "acme.yaml"
    file.write_text(ACME, encoding="utf-8")
    as_of = parse_instant("2026-06-01")
    cards = find_cards([tmp_path])
    before = load_card(file)
    file.write_text(ACME.replace("input: 2\n", "input: 3\n"), encoding="utf-8")
    return {
        "cards": CardsView(overviews(cards, as_of)[0], as_of),
        "card-model": CardModelView(model_overview(cards, "acme/small", as_of, Place(Source("x"), 1, 1))),
        "cards-diff": CardsDiffView(diff_cards([before], [load_card(file)]), "old", "new"),
    }


@pytest.mark.parametrize("record", [CARDS, CARD_MODEL, CARDS_DIFF])
def test_a_document_has_the_fields_that_its_record_lists(record: Record[Any], views: dict[str, TableView]) -> None:
    document = views[record.name].document()
    definitions: dict[str, Any] = {}
    assert list(document) == record.shape(definitions)["required"]
    _same_shape(document, record.shape(definitions), definitions)


def _same_shape(value: Any, schema: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Go down a document and its schema together."""
    for choice in schema.get("anyOf", ()):
        if value is not None and choice != {"type": "null"}:
            _same_shape(value, choice, definitions)
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    if isinstance(value, dict) and "required" in schema:
        assert set(schema["required"]) <= set(value)
        for name, part in value.items():
            _same_shape(part, schema["properties"].get(name, {}), definitions)
    if isinstance(value, list):
        for one in value:
            _same_shape(one, schema.get("items", {}), definitions)


def test_a_row_for_each_price_and_for_each_change(views: dict[str, TableView]) -> None:
    # in force: three prices of small with three for batch, and two of old; of small alone there are two and three more
    assert [len(views[name].rows().of) for name in ("cards", "card-model", "cards-diff")] == [8, 11, 1]
    rows = views["cards-diff"].rows()
    (row,) = [dict(zip((field.name for field in rows.fields), rows.cells(one), strict=True)) for one in rows.of]
    assert (row["what"], row["old"], row["new"], row["change"], row["rewrites_the_past"]) == (
        *("input", "2.00", "3.00", "0.5", "yes"),
    )
