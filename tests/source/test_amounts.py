"""Numbers are exactly what is written, and dates are instants in UTC; what only looks like one is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.expr import Num
from costcalc.source import Amount, Count, Factor, Instant, Share, SumOfMoney, TokenLimit

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.problem import Problem

    Read = Callable[[Any, str], Any]
    Refuse = Callable[[Any, str], Problem]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", "0"),
        ("0.014", "0.014"),
        ("1_000_000", "1000000"),
        ("1M", "1000000"),
        ("200K", "200000"),
        ("1.5B", "1500000000"),
        ("1e-6", "0.000001"),
        ("'10.00'", "10.00"),
        ("0.1000000000000001", "0.1000000000000001"),
        ("999999999999999999", "999999999999999999"),
    ],
)
def test_a_number_is_exactly_what_is_written(value: Read, written: str, number: str) -> None:
    read = value(Amount, written)
    assert isinstance(read, Num)
    assert read.value == Decimal(number)
    assert read.text == written.strip("'")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("-1", "negative-number"),
        ("-0", "negative-number"),
        *((text, "bad-number") for text in ("010", "00", "+1", ".5", "5.", "1,000", "1_00", "1__000", "_1", "1_")),
        *((text, "bad-number") for text in ("1m", "1k", "1 M", "1MM", "1.5.2", "0x1F", "0b1", "1:30", "1e", "1e+")),
        *((text, "bad-number") for text in (".nan", "nan", "NaN", ".inf", "Infinity", "1e19", "1e-19", "1e999999999")),
        *((text, "bad-number") for text in ("１２", "٣", "²", "½", "true", "$5", "5 USD", "1/2", "50%", "9" * 5000)),
    ],
)
def test_a_number_of_another_form_is_refused(problem: Refuse, written: str, code: str) -> None:
    found = problem(Amount, written)
    assert (found.code, found.place.column) == (code, 4)


@pytest.mark.parametrize(("written", "tokens"), [("128K", 128_000), ("4096", 4096), ("1M", 10**6), ("1", 1)])
def test_a_limit_is_a_whole_number_of_tokens(value: Read, written: str, tokens: int) -> None:
    assert value(TokenLimit, written).value == tokens


@pytest.mark.parametrize("written", ["0", "0.5", "1e-3", "50%"])
def test_a_limit_of_no_token_or_of_a_part_of_one_is_refused(problem: Refuse, written: str) -> None:
    assert problem(TokenLimit, written).code == "bad-number"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-04-28", datetime(2026, 4, 28, tzinfo=UTC)),
        ("2026-04-28T12:30:00Z", datetime(2026, 4, 28, 12, 30, tzinfo=UTC)),
        ("2026-04-28T12:30Z", datetime(2026, 4, 28, 12, 30, tzinfo=UTC)),
        ("'2026-04-28T02:00:00+08:00'", datetime(2026, 4, 27, 18, tzinfo=UTC)),
        ("2024-02-29", datetime(2024, 2, 29, tzinfo=UTC)),
    ],
)
def test_a_date_is_its_first_moment_in_utc(value: Read, written: str, moment: datetime) -> None:
    assert value(Instant, written).at == moment


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-30",
        "2025-02-29",
        "2026-13-01",
        "2026-04-28T12:00",
        "2026-04-28 12:00",
        "2026-04-28T25:00Z",
        "20260428",
        "2026-W17-5",
        "28.04.2026",
        "04/28/2026",
        "1745452800",
        "0",
        "tomorrow",
        "0001-01-01",
        "9999-12-31",
        "２０２６-04-28",
        "2026-04-28T12:00:00.5Z",
        "2026-04-28T12:00:00+99:00",
        "2026-4-8",
        "2026-04-28Z",
    ],
)
def test_what_is_no_date_is_refused(problem: Refuse, written: str) -> None:
    assert problem(Instant, written).code == "bad-instant"


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("25%", "0.25"),
        ("5.5%", "0.055"),
        ("100%", "1"),
        ("250%", "2.5"),
        ("0", "0"),
        ("0.25", "0.25"),
        ("0.999", "0.999"),
    ],
)
def test_a_share_is_a_percentage_or_a_part_of_one(value: Read, written: str, share: str) -> None:
    assert value(Share, written).value == Decimal(share)


@pytest.mark.parametrize(
    ("written", "would_be"), [("25", "2500"), ("1.5", "150"), ("1e2", "10000"), ("10K", "1000000")]
)
def test_a_share_of_more_than_one_without_a_percent_sign_is_refused(
    problem: Refuse, written: str, would_be: str
) -> None:
    found = problem(Share, written)
    assert (found.code, found.message) == ("bad-number", f"`{written}` would be {would_be} %")
    assert found.hint == f"write {written}%"


def test_a_factor_may_be_a_percentage(value: Read) -> None:
    assert value(Factor, "50%").value == value(Factor, "0.5").value == Decimal("0.5")
    assert value(Factor, "3").value == Decimal(3)


@pytest.mark.parametrize("kind", [Amount, Count, TokenLimit], ids=["amount", "count", "limit"])
def test_a_percentage_is_no_amount_and_no_count(problem: Refuse, kind: Any) -> None:
    found = problem(kind, "50%")
    assert (found.code, found.hint) == ("bad-number", "write 0.5")


def test_a_percentage_is_no_sum_of_money(problem: Refuse) -> None:
    found = problem(SumOfMoney, "50% USD")
    assert (found.code, found.message) == ("bad-sum", "`50%` is a percentage, and here is none meant")


def test_a_part_of_a_count_may_be_a_percentage(value: Read) -> None:
    value(Count, "tickets * 50%")
