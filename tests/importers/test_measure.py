"""Keys that change what the prices beside them mean: obeyed where they are understood, and else nothing stands."""

from __future__ import annotations

import pytest

from costcalc.importers.files.exact import ExactNumber
from costcalc.importers.reading.measure import Denomination
from costcalc.importers.reading.neighbours import NOT_UNDERSTOOD, kind_of

TOKEN, MILLION = Denomination(0), Denomination(6)


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("per_1m_tokens", 6),
        ("per 1M tokens", 6),
        ("per-million-tokens", 6),
        ("USD per 1,000,000 tokens", 6),
        ("$/1M tokens", 6),
        ("1m", 6),
        ("per_1k_tokens", 3),
        ("1K tokens", 3),
        ("per thousand tokens", 3),
        (ExactNumber("1000"), 3),
        (1000000, 6),
        ("per_token", 0),
        ("token", 0),
        ("per 1 token", 0),
    ],
)
def test_a_unit_that_is_understood_is_obeyed(written: object, places: int) -> None:
    notes: list[tuple[str, str]] = []
    assert TOKEN.inside({"unit": written}, lambda *note: notes.append(note)) == Denomination(places)
    assert not notes


@pytest.mark.parametrize(
    "block",
    [
        {"unit": "per_character"},
        {"unit": "€/1M tokens"},
        {"unit": "cents per 1M tokens"},
        {"unit": "per 10 tokens"},
        {"unit": "per"},
        {"unit": True},
        {"unit": {"of": "tokens"}},
        {"priceUnit": "credits"},
        {"multiplier": ExactNumber("1000")},
        {"price_scale": "2"},
        {"currency": "euro"},
        {"currency": "$"},
        {"currency": ["EUR"]},
        {"currency": "EUR", "scale": "-6"},
    ],
)
def test_what_is_not_understood_takes_the_prices_along(block: dict[str, object]) -> None:
    notes: list[tuple[str, str]] = []
    found = TOKEN.inside(block, lambda *note: notes.append(note), "cost.")
    assert found is None
    assert [why for _, why in notes] == [NOT_UNDERSTOOD]
    assert notes[0][0] == f"cost.{list(block)[-1]}"


def test_in_a_list_by_the_million_tokens_alone_are_no_unit() -> None:
    assert MILLION.inside({"unit": "tokens"}, lambda *_: None) is None
    assert MILLION.inside({"unit": "per token"}, lambda *_: None) == TOKEN


def test_a_currency_is_obeyed_and_a_factor_of_one_says_nothing() -> None:
    assert MILLION.inside({"currency": "eur"}, lambda *_: None) == Denomination(6, "EUR")
    assert MILLION.inside({"currency_code": "CNY", "unit": "per_1k_tokens"}, lambda *_: None) == Denomination(3, "CNY")
    assert MILLION.inside({"unit": "GBP per 1M tokens"}, lambda *_: None) == Denomination(6, "GBP")
    assert MILLION.inside({"multiplier": ExactNumber("1.0"), "unit": None, "currency": ""}, print) == MILLION


def test_prices_are_moved_to_the_million_exactly() -> None:
    # 0.000039 a token, 0.039 a thousand and 39 a million are one price.
    assert {
        Denomination(0).per_million("0.000039"),
        Denomination(3).per_million("0.039"),
        MILLION.per_million("39"),
    } == {"39"}


@pytest.mark.parametrize("key", ["currency", "priceUnit", "cost_unit", "per", "price_multiplier", "currencyCode"])
def test_such_keys_are_known_by_a_word_in_them(key: str) -> None:
    assert kind_of(key)


@pytest.mark.parametrize("key", ["input", "temperature", "per_request_limits", "web_search_per_call", ""])
def test_other_keys_are_not(key: str) -> None:
    assert not kind_of(key)
