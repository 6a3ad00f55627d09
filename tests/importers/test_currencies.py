"""A card keeps its currency: which id a price gets does not change with what else a list has that night."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from costcalc import load_cards
from costcalc.importers.draft import ImportQuery
from costcalc.importers.run import import_cards

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer


class Nights:
    """A list of models in several currencies that is imported into one folder night after night."""

    def __init__(self, folder: Path, costcalc: Callable[..., Answer]) -> None:
        self.source, self.cards, self._costcalc = folder / "api.json", folder / "pricing", costcalc
        self.cards.mkdir()

    def night(self, prices: dict[str, dict[str, int]], *asked: str) -> Answer:
        """Import, for each currency, models with a price per 1M tokens."""
        models = {
            name: {"cost": {"input": price, "currency": currency}}
            for currency, own in prices.items()
            for name, price in own.items()
        }
        self.source.write_text(json.dumps({"acme": {"models": models}}), encoding="utf-8")
        return self._costcalc("cards", "import", "models.dev", self.source, "--into", self.cards, *asked)

    @property
    def kept(self) -> dict[str, tuple[str, list[str]]]:
        """Each card that is there: its currency, and its models whose price has not ended."""
        return {
            card.id: (
                str(card.currency),
                [name for name, model in card.models.items() if model.history[-1].end is None],
            )
            for card in (file.card for file in load_cards(self.cards))
        }


@pytest.fixture
def nights(tmp_path: Path, costcalc: Callable[..., Answer]) -> Nights:
    return Nights(tmp_path, costcalc)


def test_the_card_that_is_there_keeps_its_id_when_dollars_appear(nights: Nights) -> None:
    nights.night({"EUR": {"a": 1}})
    assert nights.kept == {"acme": ("EUR", ["a"])}
    nights.night({"USD": {"b": 2}, "EUR": {"a": 3}})
    assert nights.kept == {"acme": ("EUR", ["a"]), "acme-usd": ("USD", ["b"])}
    nights.night({"EUR": {"a": 3, "c": 4}, "USD": {"b": 2}})
    assert nights.kept == {"acme": ("EUR", ["a", "c"]), "acme-usd": ("USD", ["b"])}


def test_nor_does_what_is_left_take_the_id_of_what_is_gone(nights: Nights) -> None:
    nights.night({"USD": {"b": 2}, "EUR": {"a": 1}})
    assert nights.kept == {"acme": ("USD", ["b"]), "acme-eur": ("EUR", ["a"])}
    said = nights.night({"EUR": {"a": 1, "c": 3}})
    assert nights.kept == {"acme": ("USD", ["b"]), "acme-eur": ("EUR", ["a", "c"])}
    assert "no price in the currency of the card in this folder any more" in " ".join(said.err.split())
    # A person has taken the other card away: this one stays what it is.
    (nights.cards / "acme.yaml").unlink()
    nights.night({"EUR": {"a": 1, "c": 3, "d": 4}})
    assert nights.kept == {"acme-eur": ("EUR", ["a", "c", "d"])}


def test_a_part_of_a_list_goes_where_the_whole_list_does(nights: Nights) -> None:
    nights.night({"USD": {"b": 2}, "EUR": {"a": 1}})
    nights.night({"USD": {"b": 2}, "EUR": {"a": 1, "new": 3}}, "--model", "new")
    assert nights.kept == {"acme": ("USD", ["b"]), "acme-eur": ("EUR", ["a", "new"])}


def test_a_model_whose_currency_changes_ends_where_it_was(nights: Nights) -> None:
    nights.night({"EUR": {"a": 1, "b": 1}})
    assert nights.kept["acme"] == ("EUR", ["a", "b"])
    card = nights.cards / "acme.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("effective: 2026-", "effective: 2025-"), encoding="utf-8")
    nights.night({"EUR": {"b": 1}, "USD": {"a": 2}})
    assert nights.kept == {"acme": ("EUR", ["b"]), "acme-usd": ("USD", ["a"])}


def test_a_model_that_goes_back_to_the_usual_currency_ends_in_the_card_of_the_other(nights: Nights) -> None:
    nights.night({"USD": {"b": 2}, "EUR": {"a": 1}})
    said = nights.night({"USD": {"b": 2, "a": 3}})
    assert nights.kept == {"acme": ("USD", ["b", "a"]), "acme-eur": ("EUR", [])}
    assert "acme-eur: models ended 1 (a)" in said.err
    before = (nights.cards / "acme-eur.yaml").read_bytes()
    nights.night({"USD": {"b": 2, "a": 3}})
    assert (nights.cards / "acme-eur.yaml").read_bytes() == before
    nights.night({"USD": {"b": 2}, "EUR": {"a": 4}})
    assert nights.kept["acme-eur"] == ("EUR", ["a"])


def test_what_was_not_asked_for_does_not_end_there(nights: Nights) -> None:
    nights.night({"USD": {"b": 2}, "EUR": {"a": 1}})
    nights.night({"USD": {"b": 5, "a": 3}}, "--model", "b")
    assert nights.kept == {"acme": ("USD", ["b"]), "acme-eur": ("EUR", ["a"])}


def test_two_spellings_of_a_provider_share_the_card_of_each_currency(tmp_path: Path) -> None:
    tree = {
        name: {"models": {f"in-{currency}": {"cost": {"input": 1, "currency": currency}}}}
        for name, currency in (("acme", "EUR"), ("Acme", "USD"), ("ACME", "EUR"))
    }
    (tmp_path / "api.json").write_text(json.dumps(tree), encoding="utf-8")
    done = import_cards("models.dev", str(tmp_path / "api.json"), ImportQuery("2026-01-01"), day="2026-11-23")
    assert list(done.cards) == ["acme-eur", "acme"]
    assert done.notes == []
