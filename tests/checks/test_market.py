"""A slip of a thousand of any usual price is found: by all prices, by others of its rate, or by other cards."""

from __future__ import annotations

from fractions import Fraction

import pytest

from costcalc.checks.market import outliers
from costcalc.checks.plain_price import STANDARD, PlainPrice
from costcalc.checks.usual_prices import OF_WHOLE, ROUGHLY_A_DOLLAR, USUAL
from costcalc.importers.rules.elsewhere import elsewhere
from costcalc.meters import METERS
from costcalc.problem import Place

PLACE = Place.start_of("a.yaml")

RATES = {  # per 1M tokens, as vendors have them
    "small": {"input": "0.05", "cache_read": "0.005", "output": "0.4"},
    "mini": {"input": "0.15", "cache_read": "0.075", "output": "0.6", "audio_input": "10", "audio_output": "20"},
    "usual": {"input": "1.25", "cache_read": "0.125", "cache_write_5m": "1.5625", "output": "10", "reasoning": "10"},
    "large": {"input": "5", "cache_read": "0.5", "cache_write_5m": "6.25", "cache_write_1h": "10", "output": "25"},
    "seeing": {"input": "2", "image_input": "2.5", "image_output": "120", "output": "12"},
}
PIECES = {"web_search": "0.01", "request": "0.005", "rerank": "0.002", "image": "0.04", "page": "0.001"}  # of one


def rate(model: str, prices: dict[str, Fraction], currency: str = "USD") -> list[PlainPrice]:
    return [PlainPrice("a", model, "2026-01-01", STANDARD, *price, currency, PLACE) for price in prices.items()]


def usual(name: str) -> dict[str, Fraction]:
    return {meter: Fraction(text) / 1_000_000 for meter, text in RATES[name].items()}


@pytest.mark.parametrize("name", RATES)
@pytest.mark.parametrize("slip", [Fraction(1000), Fraction(1, 1000)])
def test_one_price_that_slipped_or_all_of_a_rate_are_found(name: str, slip: Fraction) -> None:
    assert not list(outliers(rate("m", usual(name))))
    assert list(outliers(rate("m", {meter: value * slip for meter, value in usual(name).items()})))
    for meter, value in usual(name).items():
        assert list(outliers(rate("m", {**usual(name), meter: value * slip}))), meter


@pytest.mark.parametrize("slip", [Fraction(1000), Fraction(1, 1000)])
def test_what_is_paid_by_the_piece_is_found_too(slip: Fraction) -> None:
    for meter, text in PIECES.items():
        assert not list(outliers(rate("m", {meter: Fraction(text)})))
        assert list(outliers(rate("m", {meter: Fraction(text) * slip}))), meter


def test_a_model_that_costcalc_has_is_held_against_it() -> None:
    # 0.015 and 0.075 are what small models cost, and claude-opus-4-1 costs 15 and 75.
    slipped = rate("vendor/claude-opus-4-1", {"input": Fraction(15, 10**9), "output": Fraction(75, 10**9)})
    assert not list(outliers(slipped))
    first, *_ = outliers(slipped, elsewhere(slipped))
    assert str(first) == "input costs 0.015 USD per 1M tokens, and other cards have this model at 15"
    dated = rate("o1-pro-2025-03-19", {"input": Fraction(150, 10**6), "output": Fraction(600, 10**6)})
    assert list(outliers(dated))
    assert not list(outliers(dated, elsewhere(dated)))


DEAR = {  # per 1M tokens, as vendors had them
    "gpt-4-32k": ("60", "120"),
    "gpt-4-32k-0314": ("60", "120"),
    "openai/gpt-4.5-preview": ("75", "150"),
    "gpt-4.5-preview-2025-02-27": ("75", "150"),
    "o1-pro": ("150", "600"),
    "claude-3-opus-20240229": ("15", "75"),
    "gpt-5.2-pro": ("21", "168"),
}


@pytest.mark.parametrize("name", DEAR)
@pytest.mark.parametrize("currency", ["USD", "EUR", "JPY"])
def test_what_is_dear_and_was_sold_so_is_no_slip(name: str, currency: str) -> None:
    worth = ROUGHLY_A_DOLLAR[currency]
    right = {meter: Fraction(text) / 10**6 * worth for meter, text in zip(("input", "output"), DEAR[name], strict=True)}
    prices = rate(name, right, currency)
    assert not list(outliers(prices, elsewhere(prices)))
    # A thousand times as much is beyond what is known, a thousandth of it is what small models cost: known ones alone.
    dearer = rate(name, {meter: value * 1000 for meter, value in right.items()}, currency)
    assert list(outliers(dearer, elsewhere(dearer)))


def test_a_variant_that_costs_much_more_or_less_is_looked_at() -> None:
    # gpt-4 costs 30: 150 is five times that, and gpt-5-nano costs 0.05, of which 50 is a thousand times.
    for name, text, is_found in (("gpt-4-64k", "150", False), ("gpt-4-64k", "151", True), ("gpt-5-nano-2", "50", True)):
        prices = rate(name, {"input": Fraction(text) / 10**6, "output": Fraction(text) * 2 / 10**6})
        assert bool(list(outliers(prices, elsewhere(prices)))) is is_found


@pytest.mark.parametrize("slip", [Fraction(1000), Fraction(1, 1000)])
def test_entries_of_one_card_do_not_outvote_what_others_say(slip: Fraction) -> None:
    # small models cost 0.05 and 0.4, and so does gpt-5-nano
    prices = {meter: Fraction(text) / 10**6 * slip for meter, text in {"input": "0.05", "output": "0.4"}.items()}
    entries = [each for region in ("", "us/", "eu/", "global/") for each in rate(f"{region}gpt-5-nano", prices)]
    assert len(list(outliers(entries, elsewhere(entries)))) == len(entries)
    # Nor do they outvote two cards of their own list that agree.
    known = {meter: value / slip for meter, value in prices.items()}
    others = [price._replace(card=card) for card in ("b", "c") for price in rate("gpt-5-nano", known)]
    assert {each.price.card for each in outliers([*entries, *others])} == {"a"}


@pytest.mark.parametrize(("currency", "price"), [("JPY", "7.5"), ("KRW", "70"), ("CNY", "0.35"), ("EUR", "0.045")])
@pytest.mark.parametrize("slip", [Fraction(1000), Fraction(1, 1000)])
def test_a_known_model_is_held_against_its_price_in_any_currency(currency: str, price: str, slip: Fraction) -> None:
    # gpt-5-nano costs 0.05 and 0.4 dollars
    right = {"input": Fraction(price) / 10**6, "output": Fraction(price) * 8 / 10**6}
    prices = rate("gpt-5-nano", right, currency)
    assert not list(outliers(prices, elsewhere(prices)))
    slipped = rate("gpt-5-nano", {meter: value * slip for meter, value in right.items()}, currency)
    assert len(list(outliers(slipped, elsewhere(slipped)))) == len(slipped)


def test_prices_of_several_currencies_are_told_apart_in_words() -> None:
    one, other = rate("m", {"input": Fraction(1, 10**6)}), rate("m", {"input": Fraction(75_000, 10**6)}, "JPY")
    found = [each.than for each in outliers([*one, other[0]._replace(card="b")])]
    # 75 JPY are a dollar, more or less.
    assert found == ["the other price of this model is about 1,000 USD", "the other price of this model is about 1 USD"]


@pytest.mark.parametrize("currency", ROUGHLY_A_DOLLAR)
def test_every_currency_that_is_known_has_bounds(currency: str) -> None:
    prices = {meter: value * ROUGHLY_A_DOLLAR[currency] for meter, value in usual("usual").items()}
    assert not list(outliers(rate("m", prices, currency)))
    assert list(outliers(rate("m", {meter: value * 10_000 for meter, value in prices.items()}, currency)))


def test_all_that_is_known_is_of_a_meter() -> None:
    assert {*USUAL} | {*OF_WHOLE} <= {*METERS}
    assert all(least.least < least.most for least in USUAL.values())
