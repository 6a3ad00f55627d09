"""A rate is in force from its instant, until before the next: prices on both sides of every boundary."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from costcalc.instant import parse_instant
from costcalc.rules import UnitPrice

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.ratecard import RateCard

TWO = """
    {effective: 2026-01-01, input: 1}
    {effective: 2026-03-02T09:00:00Z, input: 2}
"""
GAP = """
    {effective: 2026-01-01, until: 2026-02-01, input: 1}
    {effective: 2026-03-01, until: 2026-04-01T12:00:00Z, input: 2}
"""
TOUCHING = """
    {effective: 2026-01-01, until: 2026-02-01, input: 1}
    {effective: 2026-02-01, input: 2}
"""
CORRECTED = """
    {effective: 2026-01-01, input: 1}
    {effective: 2026-02-01, input: 2}
    {effective: 2026-01-01, corrects: it was not 1, input: 3}
    {effective: 2026-02-01, corrects: nor was it 2, input: 4}
    {effective: 2026-01-01, corrects: nor was it 3, input: 5}
"""
CORRECTED_WITH_AN_END = """
    {effective: 2026-01-01, until: 2026-03-01, input: 1}
    {effective: 2026-01-01, corrects: it ended before, until: 2026-02-01, input: 1}
    {effective: 2026-04-01, input: 2}
"""
EAST = """
    {effective: "2026-01-01T00:00:00+08:00", input: 1}
    {effective: "2026-01-01T00:00:00-08:00", input: 2}
"""


def price_at(card: RateCard, as_of: str) -> Decimal | None:
    rate = card.models["small"].rate_at(parse_instant(as_of))
    if rate is None:
        return None
    price = rate.price("input")
    assert isinstance(price, UnitPrice)
    return price.price.value


@pytest.mark.parametrize(
    ("rates", "as_of", "price"),
    [
        (TWO, "2025-12-31T23:59:59Z", None),
        (TWO, "2026-01-01", 1),
        (TWO, "2026-03-02", 1),
        (TWO, "2026-03-02T08:59:59Z", 1),
        (TWO, "2026-03-02T09:00:00Z", 2),
        (TWO, "2026-03-02T17:00:00+08:00", 2),
        (TWO, "2026-03-02T16:59:59+08:00", 1),
        (TWO, "2199-12-31", 2),
        (GAP, "2026-01-31T23:59:59Z", 1),
        (GAP, "2026-02-01", None),
        (GAP, "2026-02-28T23:59:59Z", None),
        (GAP, "2026-03-01", 2),
        (GAP, "2026-04-01T11:59:59Z", 2),
        (GAP, "2026-04-01T12:00:00Z", None),
        (TOUCHING, "2026-01-31T23:59:59Z", 1),
        (TOUCHING, "2026-02-01", 2),
        (CORRECTED, "2025-12-31T23:59:59Z", None),
        (CORRECTED, "2026-01-01", 5),
        (CORRECTED, "2026-01-31T23:59:59Z", 5),
        (CORRECTED, "2026-02-01", 4),
        (CORRECTED_WITH_AN_END, "2026-01-31T23:59:59Z", 1),
        (CORRECTED_WITH_AN_END, "2026-02-01", None),
        (CORRECTED_WITH_AN_END, "2026-02-15", None),
        (CORRECTED_WITH_AN_END, "2026-04-01", 2),
        (EAST, "2025-12-31T15:59:59Z", None),
        (EAST, "2025-12-31T16:00:00Z", 1),
        (EAST, "2026-01-01T07:59:59Z", 1),
        (EAST, "2026-01-01T08:00:00Z", 2),
    ],
)
def test_the_rate_in_force_at_an_instant(
    card: Callable[..., RateCard], rates: str, as_of: str, price: int | None
) -> None:
    assert price_at(card(rates), as_of) == price


@pytest.mark.parametrize(
    ("rates", "spans"),
    [
        (TWO, [("2026-01-01", "2026-03-02T09:00Z"), ("2026-03-02T09:00Z", None)]),
        (GAP, [("2026-01-01", "2026-02-01"), ("2026-03-01", "2026-04-01T12:00Z")]),
        (TOUCHING, [("2026-01-01", "2026-02-01"), ("2026-02-01", None)]),
        (CORRECTED, [("2026-01-01", "2026-02-01"), ("2026-02-01", None)]),
        (CORRECTED_WITH_AN_END, [("2026-01-01", "2026-02-01"), ("2026-04-01", None)]),
    ],
)
def test_the_history_is_half_open_and_in_order(
    card: Callable[..., RateCard], rates: str, spans: list[tuple[str, str | None]]
) -> None:
    history = card(rates).models["small"].history
    assert [(span.start, span.end) for span in history] == [
        (parse_instant(start), parse_instant(end) if end else None) for start, end in spans
    ]


def test_a_rate_overrides_the_limits_of_its_model_while_it_is_in_force(card: Callable[..., RateCard]) -> None:
    model = card(
        "{effective: 2026-01-01, input: 1}\n{effective: 2026-02-01, max_output: 8K, input: 1}",
        "    context_window: 128K\n    max_output: 4096\n",
    ).models["small"]
    limits = [model.limits(span.rate) for span in model.history]
    assert [(limit.context_window.value, limit.max_output.value) for limit in limits] == [  # type: ignore[union-attr]
        (128_000, 4_096),
        (128_000, 8_000),
    ]


def test_a_model_without_limits_has_none(card: Callable[..., RateCard]) -> None:
    model = card("{effective: 2026-01-01, input: 1}").models["small"]
    assert model.limits(model.rates[0]) == (None, None)
