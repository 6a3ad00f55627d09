"""What `costcalc.price` is asked, and what it refuses."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import costcalc
from costcalc.problem import InputError
from tests.inputs import card_yaml, cards_in

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.ratecard import Catalogue

FLASH = "deepseek/deepseek-v4-flash"


@pytest.mark.parametrize("share", [Decimal("1.01"), Decimal("-0.01"), Decimal("NaN"), 2])
def test_a_share_is_a_part_of_one(cards: Catalogue, share: Decimal) -> None:
    with pytest.raises(InputError) as refused:
        costcalc.price(cards, FLASH, {"input": 1}, as_of="2026-11-22", peak_share=share)
    assert [problem.code for problem in refused.value.problems] == ["bad-number"]


@pytest.mark.parametrize("share", [0.5, "half", True])
def test_a_share_is_exact(cards: Catalogue, share: Any) -> None:
    with pytest.raises(TypeError, match="must be an int, a Decimal or a Fraction"):
        costcalc.price(cards, FLASH, {"input": 1}, as_of="2026-11-22", peak_share=share)


@pytest.mark.parametrize(
    ("model", "asked", "message", "hint"),
    [
        ("openai/gpt-4o", {"service": "batsch"}, "no prices for the service `batsch`", "did you mean `batch`?"),
        ("openai/gpt-4o", {"region": "us"}, "no prices for the region `us`", "it has no regions"),
        (FLASH, {"service": "batch"}, "no prices for the service `batch`", "it has no services"),
    ],
)
def test_what_a_model_does_not_have_is_not_priced(
    cards: Catalogue, model: str, asked: dict[str, str], message: str, hint: str
) -> None:
    with pytest.raises(InputError, match=message) as refused:
        costcalc.price(cards, model, {"input": 1}, as_of="2026-11-22", **asked)
    assert [(problem.code, problem.hint) for problem in refused.value.problems] == [("no-price", hint)]


def test_a_meter_that_a_service_does_not_name_is_said_by_name(cards: Catalogue) -> None:
    with pytest.raises(InputError, match=r"has no price for `cache_read` in `batch`") as refused:
        costcalc.price(cards, "openai/gpt-4o", {"input": 2, "cache_read": 1}, as_of="2026-04-28", service="batch")
    assert [problem.code for problem in refused.value.problems] == ["no-price"]


def test_a_model_that_charges_by_the_request_is_asked_for_requests_alone(tmp_path: Path) -> None:
    cards = cards_in(
        tmp_path,
        card_yaml(
            "models: {scan: {rates: [{effective: 2026-01-01, source: s,"
            " request: {price: 4, per: 1K requests}, page: {price: 1, per: 1K pages}}]}}\n"
        ),
    )
    for requests, total in [(1000, 4), (1, Decimal("0.004")), (0, 0), (1000, 4)]:
        bill = costcalc.price(cards, "acme/scan", {}, requests, as_of="2026-02-01")
        assert bill.total == total
        assert [charge.key for charge in bill.charges] == ["request.request"]
    # a thousand requests of two pages: 4, and 2000 pages at 1 per 1000
    assert costcalc.price(cards, "acme/scan", {"page": 2}, 1000, as_of="2026-02-01").total == 6


def test_a_model_that_does_not_charge_by_the_request_says_what_it_charges_by(cards: Catalogue) -> None:
    with pytest.raises(InputError) as refused:
        costcalc.price(cards, "openai/gpt-4o", {}, 1000, as_of="2026-04-28")
    assert [(problem.code, problem.message, problem.hint) for problem in refused.value.problems] == [
        (
            "no-quantity",
            "there is nothing to price: `request` counts nothing, and openai/gpt-4o does not charge by the request",
            "give at least one of input, cache_read, cache_write_5m, output",
        )
    ]


def test_bills_that_are_kept_are_not_mistaken_for_each_other(cards: Catalogue) -> None:
    def ask(as_of: str = "2026-04-28", service: str = "standard", **usage: int) -> Decimal:
        return costcalc.price(cards, "openai/gpt-4o", usage, 1_000_000, as_of=as_of, service=service).total

    for _ in range(2):
        assert ask(input=2) == 5
        assert ask(input=2, service="batch") == Decimal("2.5")
        assert ask(input=4) == 10
        assert ask(input=2, output=1) == 15
        assert ask(input=2, output=0) == 5
        assert ask(input=2, cache_read=1) == Decimal("3.75")
        assert ask(input=2, as_of="2024-06-01") == 10
    # an hour, a share, a promotion: what depends on the instant is not kept
    hours = [("2026-11-23T02:00Z", 600), ("2026-11-23T04:00Z", 300), ("2026-11-23T02:00Z", 600)]
    for as_of, total in hours:
        assert costcalc.price(cards, FLASH, {"output": 500}, 1_000_000, as_of=as_of).total == total
    for share, total in [("0", 300), ("1", 600), ("0.5", 450), ("0", 300)]:
        bill = costcalc.price(cards, FLASH, {"output": 500}, 1_000_000, as_of="2026-11-23", peak_share=Decimal(share))
        assert bill.total == total
