"""Request groups times rates: an independent computation agrees, and what has no price has no answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import costcalc
from costcalc.problem import InputError
from costcalc.project.load import find_cards
from tests.inputs import card_yaml, cards_in

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.ratecard import Catalogue

CARD = card_yaml("""\
models:
  small:
    aliases: [small-latest]
    rates:
      - {effective: 2026-01-01, source: acme, input: 0.40, cache_read: 0.10, output: 1.60, reasoning: output}
      - {effective: 2026-03-02T09:00:00Z, until: 2026-06-01, source: acme, input: 0.20, output: 1.20}
  by-thousand:
    rates:
      - {effective: 2026-01-01, source: acme, input: {price: 3, per: 1K tokens}, output: {price: 0, per: 1M tokens}}
""")
JANUARY, MARCH = "2026-01-15", "2026-03-15"


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder: Path = tmp_path_factory.mktemp("pricing")
    return cards_in(folder, CARD)


def codes(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


tokens = st.integers(0, 10**9)


@given(prompt=tokens, cached=tokens, answer=tokens, hidden=tokens, requests=st.integers(1, 10**6))
def test_a_bill_is_what_counting_each_token_once_gives(
    acme: Catalogue, prompt: int, cached: int, answer: int, hidden: int, requests: int
) -> None:
    cached, hidden = min(cached, prompt), min(hidden, answer)
    usage = {"input": prompt, "cache_read": cached, "output": answer, "reasoning": hidden}
    bill = costcalc.price(acme, "acme/small", usage, requests, as_of=JANUARY)
    per_token = {"uncached": Fraction(40, 10**8), "cached": Fraction(10, 10**8), "out": Fraction(160, 10**8)}
    expected = requests * (
        (prompt - cached) * per_token["uncached"] + cached * per_token["cached"] + answer * per_token["out"]
    )
    assert Fraction(bill.figure.value) == expected
    assert sum(Fraction(charge.amount) for charge in bill.charges) == expected


@given(prompt=tokens, answer=tokens, more=tokens)
def test_a_bill_adds_up_and_grows(acme: Catalogue, prompt: int, answer: int, more: int) -> None:
    def total(**usage: int) -> Decimal:
        return costcalc.price(acme, "acme/small", usage, as_of=JANUARY).total

    assert total(input=prompt, output=answer) == total(input=prompt) + total(output=answer)
    assert total(input=prompt + more) == total(input=prompt) + total(input=more)


@pytest.mark.parametrize(
    ("as_of", "total"),
    [
        ("2026-01-01", "0.40"),
        ("2026-03-02T08:59:59Z", "0.40"),
        ("2026-03-02T09:00:00Z", "0.20"),
        ("2026-03-02T10:00:00+01:00", "0.20"),
        ("2026-05-31T23:59:59Z", "0.20"),
        (date(2026, 3, 2), "0.40"),
        (datetime(2026, 3, 2, 17, tzinfo=timezone(timedelta(hours=8))), "0.20"),
        (datetime(2026, 1, 1, tzinfo=UTC), "0.40"),
    ],
)
def test_a_rate_is_in_force_from_its_first_instant_until_before_the_next(
    acme: Catalogue, as_of: Any, total: str
) -> None:
    assert costcalc.price(acme, "small", {"input": 1_000_000}, as_of=as_of).total == Decimal(total)


@pytest.mark.parametrize("as_of", ["2025-12-31T23:59:59Z", "2026-06-01", "2030-01-01"])
def test_a_missing_rate_is_not_free(acme: Catalogue, as_of: str) -> None:
    with pytest.raises(InputError, match="is priced from 2026-01-01 until 2026-06-01") as error:
        costcalc.price(acme, "small", {"input": 1}, as_of=as_of)
    assert codes(error) == ["not-in-force"]


def test_a_meter_without_a_price_is_not_free(acme: Catalogue) -> None:
    with pytest.raises(InputError, match=r"acme/small has no price for `cache_read`") as error:
        costcalc.price(acme, "small", {"input": 10, "cache_read": 5}, as_of=MARCH)
    assert codes(error) == ["no-price"]


def test_none_of_a_meter_needs_no_price(acme: Catalogue) -> None:
    bill = costcalc.price(acme, "small", {"input": 1_000_000, "cache_read": 0}, as_of=MARCH)
    assert [charge.key for charge in bill.charges] == ["request.input"]
    assert bill.total == Decimal("0.20")


def test_a_price_of_zero_is_a_price(acme: Catalogue) -> None:
    bill = costcalc.price(acme, "by-thousand", {"input": 500, "output": 10}, as_of=JANUARY)
    assert [(charge.meter, charge.amount) for charge in bill.charges] == [("input", Decimal("1.5")), ("output", 0)]


def test_a_part_billed_as_another_meter_has_a_charge_of_its_own(acme: Catalogue) -> None:
    bill = costcalc.price(acme, "small", {"output": 1000, "reasoning": 800}, 1000, as_of=JANUARY)
    output, reasoning = bill.charges
    assert output.figure.formula == "requests * (output - reasoning) * price.output / 1M"
    assert output.figure.substituted() == "1000 * (1000 - 800) * 1.6 / 1000000"
    assert reasoning.figure.formula == "requests * reasoning * price.output / 1M"
    assert (output.amount, reasoning.amount) == (Decimal("0.32"), Decimal("1.28"))


def test_an_alias_finds_the_model_under_its_own_name(acme: Catalogue) -> None:
    assert costcalc.price(acme, "acme/small-latest", {"input": 1}, as_of=JANUARY).model == "acme/small"


@pytest.mark.parametrize(
    ("model", "usage", "code"),
    [
        ("acme/smal", {"input": 1}, "unknown-model"),
        ("small-", {"input": 1}, "unknown-model"),
        ("acne/small", {"input": 1}, "unknown-card"),
        ("acme/small", {"inputs": 1}, "unknown-meter"),
        ("acme/small", {}, "no-quantity"),
        ("acme/small", {"cache_read": 1}, "missing-whole"),
        ("acme/small", {"input": 1, "cache_read": 2}, "part-exceeds-whole"),
        ("acme/small", {"input": -1}, "bad-number"),
        ("acme/small", {"input": Decimal("NaN")}, "bad-number"),
    ],
)
def test_what_cannot_be_priced_is_a_problem(acme: Catalogue, model: str, usage: dict[str, int], code: str) -> None:
    with pytest.raises(InputError) as error:
        costcalc.price(acme, model, usage, as_of=JANUARY)
    assert codes(error) == [code]


@pytest.mark.parametrize("amount", [0.1, 1.0, True, "3", None])
def test_what_is_not_exact_is_refused(acme: Catalogue, amount: Any) -> None:
    with pytest.raises(TypeError, match="must be an int, a Decimal or a Fraction"):
        costcalc.price(acme, "small", {"input": amount}, as_of=JANUARY)


def test_a_moment_without_a_time_zone_is_refused(acme: Catalogue) -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        costcalc.price(acme, "small", {"input": 1}, as_of=datetime(2026, 1, 1))  # noqa: DTZ001  # the point


def test_a_bare_name_in_two_cards_is_ambiguous_and_both_are_named() -> None:
    with pytest.raises(InputError, match="say which: article-2026-04/gpt-4-turbo, openai/gpt-4-turbo") as error:
        costcalc.price(find_cards(), "gpt-4-turbo", {"input": 1}, as_of="2026-04-28")
    assert codes(error) == ["ambiguous-model"]


def test_each_number_of_a_charge_says_where_it_is_written(acme: Catalogue) -> None:
    (charge,) = costcalc.price(acme, "by-thousand", {"input": 1}, as_of=JANUARY).charges
    line = CARD.splitlines()[15]
    assert [source.rpartition("/")[2] for source in charge.sources()] == [
        f"acme.yaml:16:{line.index('3, per') + 1}",
        f"acme.yaml:16:{line.index('1K') + 1}",
    ]
