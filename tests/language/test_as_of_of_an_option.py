"""`as_of` of an option: the same model on two dates, in one comparison (decision 10)."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tests.language.asked import ask, option, refused, total, totals, worth

# Small costs 1 USD per 1M tokens, from 2026-07-01 on 3; a request 0.005. A million requests of 1 token.
DATES = """\
workload: [{call: c, requests: 1, input: 1M}]
options:
  now: {model: acme/small}
  spring: {model: acme/small, as_of: 2026-04-28}
  autumn: {model: acme/small, as_of: 2026-10-01}
"""


def test_one_model_on_two_dates() -> None:
    assert totals(ask(DATES)) == {"now": Decimal("1.005"), "spring": Decimal("1.005"), "autumn": Decimal("3.005")}


def test_it_beats_the_date_of_the_comparison() -> None:
    assert totals(ask(DATES, as_of="2026-08-01")) == {
        "now": Decimal("3.005"),
        "spring": Decimal("1.005"),
        "autumn": Decimal("3.005"),
    }


def test_an_instant_may_have_an_hour() -> None:
    body = DATES.replace("2026-04-28", "2026-06-30T23:59:59Z").replace("2026-10-01", "2026-07-01T00:00:00Z")
    assert total(ask(body), "spring") == Decimal("1.005")
    assert total(ask(body), "autumn") == Decimal("3.005")


def test_each_option_says_its_instant() -> None:
    result = ask(DATES)
    assert option(result, "spring").plan.as_of == datetime(2026, 4, 28, tzinfo=UTC)
    assert option(result, "autumn").plan.as_of == datetime(2026, 10, 1, tzinfo=UTC)
    assert result.as_of == datetime(2026, 4, 28, tzinfo=UTC)


def test_a_price_as_a_figure_is_that_of_the_options_instant() -> None:
    assert (worth("spring.price.input", DATES), worth("autumn.price.input", DATES)) == (1, 3)


def test_a_date_without_a_price_leaves_the_others() -> None:
    result = ask(DATES.replace("2026-10-01", "2025-10-01"))
    assert totals(result)["autumn"] is None
    assert [problem.code for problem in option(result, "autumn").not_priced] == ["not-in-force"]
    assert totals(result)["spring"] == Decimal("1.005")


def test_exchange_rates_are_always_those_of_the_comparison() -> None:
    # There is no rate before 2026: it is asked for at the instant of the comparison, and is 0.2.
    body = """\
currency: USD
prices: {p: {input: 5, currency: CNY}}
workload: [{call: c, requests: 1, input: 1M}]
options: {a: {model: p, as_of: 2020-01-01}, b: {model: p}}
"""
    assert totals(ask(body, fx=True)) == {"a": 1, "b": 1}


@pytest.mark.parametrize(
    ("written", "expected"),
    [("2026-08", ["5 as-of-of-a-period: 2026-04-28", "6 as-of-of-a-period: 2026-10-01"]), ("month", [])],
)
def test_a_period_of_the_calendar_has_the_prices_of_its_days(written: str, expected: list[str]) -> None:
    assert refused(f"period: {written}\n{DATES}") == expected


@pytest.mark.parametrize("written", ["2026-13-01", "yesterday", "2026-04", "16:30", "2026"])
def test_an_instant_that_there_is_not_is_refused(written: str) -> None:
    assert refused(DATES.replace("2026-04-28", written)) == [f"4 bad-instant: {written.partition(':')[0]}"]
