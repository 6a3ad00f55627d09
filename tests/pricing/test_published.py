"""What workloads cost at published prices on given days, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import costcalc
from costcalc.expr import number
from costcalc.instant import parse_instant
from costcalc.problem import Place, Source
from costcalc.workload import RequestGroup
from tests.estimates import estimate

if TYPE_CHECKING:
    from costcalc.pricing import Estimate
    from costcalc.ratecard import Catalogue

NOWHERE = Place(Source("asked"), 1, 1)
CHAT = {"input": 200, "output": 500}
MILLION = 1_000_000


def codes(result: Estimate) -> list[str]:
    return [flag.code for flag in result.flags]


def test_a_million_small_requests_are_not_a_large_one(cards: Catalogue) -> None:
    # 200 × 1.25 + 500 × 10; at the prices above 200K it would be 200 × 2.50 + 500 × 15 = 8000
    result = costcalc.price(cards, "google/gemini-2.5-pro", CHAT, MILLION, as_of="2026-04-28")
    assert (result.total, codes(result)) == (5250, [])


@pytest.mark.parametrize(
    ("prompt", "total"),
    [
        (199_999, "0.25999875"),  # 199,999 × 1.25 / 1M + 1000 × 10 / 1M
        (200_000, "0.26"),
        (200_001, "0.5150025"),  # 200,001 × 2.50 / 1M + 1000 × 15 / 1M
    ],
)
def test_the_size_of_one_request_decides(cards: Catalogue, prompt: int, total: str) -> None:
    result = costcalc.price(
        cards, "google/gemini-2.5-pro", {"input": prompt, "output": 1000}, as_of="2026-04-28T12:00Z"
    )
    assert result.total == Decimal(total)


@pytest.mark.parametrize(
    ("as_of", "total"),
    [
        ("2026-03-01", "61.25"),  # one request above 200K: 0.5 × 10 + 1.5 × 37.50
        ("2026-03-12T23:59:59Z", "61.25"),
        ("2026-03-13", "40"),  # 0.5 × 5 + 1.5 × 25
        ("2026-03-20", "40"),
    ],
)
def test_long_requests_cost_more_until_they_did_not(cards: Catalogue, as_of: str, total: str) -> None:
    usage = {"input": 500_000, "output": 1_500_000}
    result = costcalc.price(cards, "anthropic/claude-opus-4-6", usage, as_of=as_of)
    assert result.total == Decimal(total)
    # half a million and one and a half are two million in a window of one, and 1.5M is no answer of 128K
    assert codes(result) == ["context-window-exceeded", "max-output-exceeded"]


def test_totals_of_long_requests_are_flagged_where_their_size_matters(cards: Catalogue) -> None:
    offer = cards.find("anthropic/claude-opus-4-6", NOWHERE)
    group = RequestGroup("all", None, {"input": number(500_000), "output": number(1_500_000)})
    early, late = (estimate(offer, [group], {}, parse_instant(day), NOWHERE) for day in ("2026-03-01", "2026-03-20"))
    assert (early.total, late.total) == (40, 40)
    assert set(codes(early)) == set(codes(late)) == {"request-size-unknown"}
    assert any("input > 200K" in flag.message for flag in early.flags)


@pytest.mark.parametrize(
    ("as_of", "total"),
    [
        ("2026-04-24T12:00Z", 168),  # 200 × 0.14 + 500 × 0.28
        ("2026-04-28T02:00Z", 168),  # peak hours start in August
        ("2026-08-16T15:59:59Z", 168),
        ("2026-08-16T16:00:00Z", 374),  # 200 × 0.22 + 500 × 0.66, at midnight in Beijing
        ("2026-08-20T12:00Z", 374),
        ("2026-08-20T02:00Z", 748),  # ten in the morning
        ("2026-08-22T02:00Z", 748),  # on a Saturday, when Saturdays had peak hours
        ("2026-08-29T02:00Z", 374),  # and a week later, when they had none
        ("2026-09-10T03:59:59Z", 748),  # Thursday; the new model comes at noon in Beijing, where the peak ends
        ("2026-09-10T04:00:00Z", 330),  # 200 × 0.15 + 500 × 0.60
        ("2026-10-01T02:00Z", 330),  # National Day
        ("2026-10-08T02:00Z", 660),  # the first working day after it
        ("2026-11-22T02:00Z", 330),  # Sunday
        ("2026-11-23T00:59:59Z", 330),  # Monday, before nine
        ("2026-11-23T02:00Z", 660),
        ("2026-11-23T04:00Z", 330),  # noon
    ],
)
def test_the_history_of_a_price(cards: Catalogue, as_of: str, total: int) -> None:
    assert costcalc.price(cards, "deepseek/deepseek-v4-flash", CHAT, MILLION, as_of=as_of).total == total


@pytest.mark.parametrize(
    ("as_of", "total", "expected"),
    [
        ("2026-12-31T02:00Z", 660, []),  # a Thursday that is decreed to be a working day
        ("2027-01-04T02:00Z", 660, ["calendar-assumed"]),  # a Monday that nobody has decreed yet
        ("2027-01-04T12:00Z", 330, []),  # in the evening there
    ],
)
def test_a_day_of_a_year_without_a_decree_is_taken_for_no_holiday(
    cards: Catalogue, as_of: str, total: int, expected: list[str]
) -> None:
    result = costcalc.price(cards, "deepseek/deepseek-v4-flash", CHAT, MILLION, as_of=as_of)
    assert result.total == total
    assert codes(result) == expected
    assert not any(flag.bars for flag in result.flags)


def test_half_the_requests_in_the_peak(cards: Catalogue) -> None:
    result = costcalc.price(
        cards,
        "deepseek/deepseek-v4-flash",
        CHAT,
        MILLION,
        as_of="2026-11-22",
        peak_share=Decimal("0.5"),
    )
    assert result.total == 495  # (330 + 660) / 2
    assert [charge.key for charge in result.charges] == [
        "request.input.peak",
        "request.output.peak",
        "request.input.off_peak",
        "request.output.off_peak",
    ]


@pytest.mark.parametrize(
    ("as_of", "total"),
    [
        ("2026-04-25T23:59:59Z", "0.3828"),  # 0.2 × 1.74 + 0.01 × 3.48
        ("2026-04-26", "0.0957"),  # 75% off: 0.2 × 0.435 + 0.01 × 0.87
        ("2026-05-31T15:58:59Z", "0.0957"),
        ("2026-05-31T15:59:00Z", "0.0957"),  # the same price, now without an end
    ],
)
def test_a_promotion_that_stayed(cards: Catalogue, as_of: str, total: str) -> None:
    usage = {"input": 200_000, "output": 10_000}
    result = costcalc.price(cards, "deepseek/deepseek-v4-pro", usage, as_of=as_of)
    assert result.total == Decimal(total)


def test_the_list_price_stands_beside_that_of_the_promotion(cards: Catalogue) -> None:
    usage = {"input": 2000, "cache_read": 1000, "output": 1000}
    result = costcalc.price(cards, "deepseek/deepseek-v4-pro", usage, as_of="2026-04-28")
    shown = {
        charge.meter: (charge.list_price and charge.list_price.value, charge.unit_price.value)
        for charge in result.charges
    }
    assert shown == {
        "input": (Decimal("1.74"), Decimal("0.435")),
        "cache_read": (Decimal("0.0145"), Decimal("0.003625")),
        "output": (Decimal("3.48"), Decimal("0.87")),
    }


@pytest.mark.parametrize(
    ("as_of", "total", "flagged"),
    [
        ("2024-06-01", 20, True),  # 1 × 5 + 1 × 15: the first snapshot
        ("2024-10-01T23:59:59Z", 20, True),
        ("2024-10-02", "12.5", True),  # 1 × 2.50 + 1 × 10
    ],
)
def test_a_name_that_cost_more_once(cards: Catalogue, as_of: str, total: str, flagged: bool) -> None:
    result = costcalc.price(cards, "openai/gpt-4o", {"input": MILLION, "output": MILLION}, as_of=as_of)
    assert result.total == Decimal(total)
    assert bool(result.flags) is flagged  # a million is no request of 128K


@pytest.mark.parametrize(
    ("model", "usage", "service", "region", "total"),
    [
        # 1M × (1000 × 2.50 + 100 × 10) / 1M, and half of it; 1000 × 4.25 + 100 × 17
        ("openai/gpt-4o", {"input": 1000, "output": 100}, "standard", None, 3500),
        ("openai/gpt-4o", {"input": 1000, "output": 100}, "batch", None, 1750),
        ("openai/gpt-4o", {"input": 1000, "output": 100}, "priority", None, 5950),
        # 1000 × 5 + 100 × 25; ten percent more in the US; 1000 × 30 + 100 × 150 where it is fast, and there, too
        ("anthropic/claude-opus-4-6", {"input": 1000, "output": 100}, "standard", None, 7500),
        ("anthropic/claude-opus-4-6", {"input": 1000, "output": 100}, "standard", "us", 8250),
        ("anthropic/claude-opus-4-6", {"input": 1000, "output": 100}, "batch", "us", 4125),
        ("anthropic/claude-opus-4-6", {"input": 1000, "output": 100}, "fast", None, 45000),
        # 1000 × 0.625 + 100 × 5
        ("google/gemini-2.5-pro", {"input": 1000, "output": 100}, "batch", None, 1125),
    ],
)
def test_services_and_regions(
    cards: Catalogue, model: str, usage: dict[str, int], service: str, region: str | None, total: int
) -> None:
    result = costcalc.price(cards, model, usage, MILLION, as_of="2026-04-28", service=service, region=region)
    assert result.total == total


def test_a_cached_prompt_costs_its_parts(cards: Catalogue) -> None:
    usage = {"input": 10_000, "cache_read": 6000, "cache_write_5m": 2000, "cache_write_1h": 1000, "output": 0}
    result = costcalc.price(cards, "anthropic/claude-opus-4-6", usage, 1000, as_of="2026-04-28")
    # a thousand times 1000 × 5, 6000 × 0.50, 2000 × 6.25, 1000 × 10
    assert {charge.meter: charge.amount for charge in result.charges} == {
        "input": 5,
        "cache_read": 3,
        "cache_write_5m": Decimal("12.5"),
        "cache_write_1h": 10,
    }
