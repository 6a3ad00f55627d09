"""A price of each form in words and for programs, and what changes it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.expr import Num
from costcalc.instant import parse_instant
from costcalc.inventory import model_overview
from costcalc.problem import Place, Source
from costcalc.project.load import find_cards, load_card
from costcalc.rules import PricingUnit
from costcalc.views.blocks import Amount
from costcalc.views.cards.changed import changed_by
from costcalc.views.cards.price import PRICE, CardPrice, paid_cells, price_cell, price_column, price_words
from tests.inputs import card_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.ratecard import Rate
    from costcalc.views.blocks import Cell

MILLION = PricingUnit(Num(Decimal(1_000_000), "1M"), "token", Place(Source("card"), 1, 1))
CARD = card_yaml("""\
models:
  small:
    rates:
      - {{effective: 2026-01-01, source: x, {prices}}}
""")


@pytest.fixture
def rate(tmp_path: Path) -> Callable[[str], Rate]:
    """Read a rate."""

    def load(prices: str) -> Rate:
        file = tmp_path / "acme.yaml"
        file.write_text(CARD.format(prices=prices), encoding="utf-8")
        return load_card(file).card.models["small"].rates[0]

    return load


@pytest.mark.parametrize(
    ("prices", "words"),
    [
        ("input: 0.14", "0.14"),
        ("input: 3", "3.00"),
        ("input: 1e-5", "0.00001"),
        ("input: {price: 3, per: 1M tokens}", "3.00"),
        ("input: {price: 0.01, per: 1K tokens}", "0.01 per 1K tokens"),
        ("web_search: {price: 35, per: 1K searches}", "35.00 per 1K searches"),
        ("audio_second: {price: 0.04, per: 3600 seconds, minimum: 10}", "0.04 per 3600 seconds, at least 10 a request"),
        (
            "web_search: {price: 35, per: 1K searches, free: {quantity: 1500, per: day}}",
            "35.00 per 1K searches, 1,500 free a day",
        ),
        (
            "input: {graduated: [{up_to: 1M, price: 10}, {up_to: 10M, price: 8}, {price: 6}], period: month}",
            "10.00 up to 1M, 8.00 up to 10M, then 6.00, a month",
        ),
        (
            "input: {volume: [{up_to: 1B, price: 10}, {price: 8}], period: month}",
            "10.00 up to 1B, then 8.00 for all, a month",
        ),
        ("input: {package: 10, per: 1M tokens, rounded: period}", "10.00 for 1M tokens begun of the period"),
        (
            "input: {price: 3, free: {quantity: 1M, per: month, pool: tokens}}",
            "3.00, 1,000,000 free a month, shared as tokens",
        ),
        (
            "input: {volume: [{up_to: 1B, price: 10}, {price: 8}], period: month, pool: tokens}",
            "10.00 up to 1B, then 8.00 for all, a month, shared as tokens",
        ),
        (
            "input: {graduated: [{up_to: 1B, price: 10}, {price: 8}], period: month, pool: tokens}",
            "10.00 up to 1B, then 8.00, a month, shared as tokens",
        ),
        (
            "input: {package: 10, per: 1M tokens, rounded: period, pool: packs}",
            "10.00 for 1M tokens begun of the period, shared as packs",
        ),
        (
            "capacity: {reserved: 260, per: 1 unit, term: month, minimum: 15, increment: 5}",
            "260.00 per 1 unit a month, at least 15, in steps of 5",
        ),
        ("cache_read: input, input: 1", "as input"),
        ("cache_read: unpriced, input: 1", "unpriced"),
    ],
)
def test_a_price_in_words(rate: Callable[[str], Rate], prices: str, words: str) -> None:
    found = rate(prices)
    assert price_words(found.price(prices.partition(":")[0]), MILLION) == words


@pytest.mark.parametrize(
    ("prices", "data"),
    [
        (
            "input: 0.140",
            {"form": "per_unit", "price": "0.14", "minimum": None, "free": None, "per": "1000000"},
        ),
        (
            "web_search: {price: 35, per: 1K searches, minimum: 2, free: {quantity: 1500, per: day}}",
            {
                "form": "per_unit",
                "price": "35",
                "minimum": "2",
                "free": {"quantity": "1500", "per": "day", "pool": None},
                "per": "1000",
            },
        ),
        (
            "input: {graduated: [{up_to: 1M, price: 10}, {price: 6}], period: month}",
            {
                "form": "graduated",
                "slices": [{"up_to": "1000000", "price": "10"}, {"up_to": None, "price": "6"}],
                "period": "month",
                "pool": None,
                "minimum": None,
                "per": "1000000",
            },
        ),
        (
            "input: {volume: [{up_to: 1B, price: 10}, {price: 8}], per: 1K tokens, period: month}",
            {
                "form": "volume",
                "slices": [{"up_to": "1000000000", "price": "10"}, {"up_to": None, "price": "8"}],
                "period": "month",
                "pool": None,
                "minimum": None,
                "per": "1000",
            },
        ),
        (
            "input: {volume: [{up_to: 1B, price: 10}, {price: 8}], period: month, pool: tokens}",
            {
                "form": "volume",
                "slices": [{"up_to": "1000000000", "price": "10"}, {"up_to": None, "price": "8"}],
                "period": "month",
                "pool": "tokens",
                "minimum": None,
                "per": "1000000",
            },
        ),
        (
            "input: {package: 10, per: 1M tokens, rounded: request}",
            {
                "form": "package",
                "price": "10",
                "rounded": "request",
                "pool": None,
                "minimum": None,
                "free": None,
                "per": "1000000",
            },
        ),
        (
            "capacity: {reserved: 260, per: 1 unit, term: month, increment: 5, commitment: 6 months}",
            {
                "form": "reserved",
                "price": "260",
                "term": "month",
                "minimum": None,
                "increment": "5",
                "commitment": "6 months",
                "per": "1",
            },
        ),
        ("cache_read: input, input: 1", {"form": "billed_as", "meter": "input"}),
        ("cache_read: unpriced, input: 1", {"form": "unpriced"}),
    ],
)
def test_a_price_for_programs(rate: Callable[[str], Rate], prices: str, data: dict[str, Any]) -> None:
    price = rate(prices).price(prices.partition(":")[0])
    assert price
    assert PRICE.encode(CardPrice(price, MILLION)) == data


def test_what_has_no_price_has_no_words() -> None:
    assert price_words(None, MILLION) == "-"


def test_a_price_that_needs_no_words_is_a_number(rate: Callable[[str], Rate]) -> None:
    found = rate("input: 0.140, output: {price: 1, per: 1K tokens}, cache_read: input")
    cells = [price_cell(found.price(meter), MILLION) for meter in ("input", "output", "cache_read", "cache_write")]
    assert cells == [Amount(Decimal("0.14"), 2, cut=True), "1.00 per 1K tokens", "as input", "-"]
    assert price_column("input", [cells[0], cells[3]]).is_number
    assert not price_column("input", [cells[0], cells[2]]).is_number


@pytest.mark.parametrize(
    ("price", "cells"),
    [
        ("input: 0.140", (Amount(Decimal("0.14"), 2, cut=True), "")),
        ("web_search: {price: 35, per: 1K searches}", (Amount(Decimal(35), 2, cut=True), "per 1K searches")),
        (
            "web_search: {price: 35, per: 1K searches, free: {quantity: 1500, per: day}}",
            ("", "35.00 per 1K searches, 1,500 free a day"),
        ),
    ],
)
def test_what_needs_words_has_them_beside_the_number(tmp_path: Path, price: str, cells: tuple[Cell, str]) -> None:
    file = tmp_path / "acme.yaml"
    file.write_text(CARD.format(prices=price), encoding="utf-8")
    place = Place(Source("x"), 1, 1)
    (found,) = model_overview(find_cards([tmp_path]), "acme/small", parse_instant("2026-04-28"), place).standing
    assert paid_cells(found, MILLION) == cells


def test_what_changes_prices_is_named(rate: Callable[[str], Rate]) -> None:
    found = rate(
        "input: 1, context_tiers: [{when: input > 200K, mode: whole_request, input: 2}], markup: 5%, "
        "services: {batch: {multiplier: 0.5}}, regions: {us: {multiplier: 1.1}}, "
        'off_peak: {multiplier: 0.5, hours: ["16:30-00:30"], tz: UTC}'
    )
    assert changed_by(found) == "size, batch, region us, off-peak, markup"
