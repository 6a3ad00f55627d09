"""`claims`: what somebody printed, and the formula it is a figure of; read and carried here, and not judged."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.language.asked import ask, claim, claimed, figures, problems, refused

# 200 * 0.10 and 500 * 0.40 USD of a million requests.
BODY = """\
prices: {p: {input: 0.10, output: 0.40}, q: {input: 1, output: 4}}
assumptions: {n: 1M}
workload: [{call: c, requests: n, input: 200, output: 500}]
options: {flash: {model: p}, turbo: {model: q}}
"""


def test_a_claim_is_recomputed_and_carried() -> None:
    result = ask(f"""\
{BODY}claims:
- {{claim: month, printed: $220.00/month, of: flash.total}}
- {{claim: saving, printed: 99% cheaper, of: 1 - flash.total / turbo.total, why: "as the text has it"}}
- {{claim: at_ten, printed: $0.0022, of: flash.total, with: {{n: 10}}, expect: differs}}
""")
    assert claimed(result) == {"month": 220, "saving": Fraction(9, 10), "at_ten": Decimal("0.0022")}
    written = claim(result, "at_ten").written
    assert (written.printed, written.expect) == ("$0.0022", ("differs",))
    assert claim(result, "saving").written.why == "as the text has it"


def test_a_claim_may_be_of_several_formulas() -> None:
    result = ask(f"{BODY}claims: [{{claim: both, printed: 220 to 2200, of: [flash.total, turbo.total]}}]\n")
    assert [one.value for one in claim(result, "both").figures] == [220, 2200]


def test_a_claim_of_nothing_is_carried() -> None:
    result = ask(f"{BODY}claims: [{{claim: speed, printed: 3x as fast}}]\n")
    assert claim(result, "speed").figures == ()


def test_a_claim_needs_neither_workload_nor_options() -> None:
    assert claimed(ask("claims: [{claim: c, printed: '7', of: 3 + 4}]\n")) == {"c": 7}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("$142.80/month", Decimal("142.80")),
        ("~$154/month", 154),
        ("99% cheaper", Decimal("0.99")),
        ("$1,234,567.89", Decimal("1234567.89")),
        ("28.6 billion", 28_600_000_000),
        ("51K", 51_000),
        ("1.5M tokens", 1_500_000),
        ("2.5B", 2_500_000_000),
        ("INR 10 lakh", 1_000_000),
        ("$2", 2),
        ("€0.05", Decimal("0.05")),
        ("-5%", Decimal("-0.05")),
        ("8x", 8),
    ],
)
def test_the_number_that_a_text_prints_is_a_constant_of_figures(printed: str, expected: object) -> None:
    result = ask(f"claims: [{{claim: c, printed: {printed!r}}}]\nfigures: {{f: printed.c, g: printed.c * 2}}\n")
    assert figures(result) == {"f": expected, "g": Fraction(str(expected)) * 2}


@pytest.mark.parametrize("printed", ["cheaper", "2.5 to 3.33x", "60-70%", "3 of 4", "$10 vs $20", "GPT-4o is free"])
def test_a_text_that_prints_no_one_number_has_none(printed: str) -> None:
    body = f"claims: [{{claim: c, printed: {printed!r}}}]\nfigures: {{f: printed.c}}\n"
    assert refused(body) == ["2 unknown-name: printed.c"]


def test_a_value_says_the_number_where_the_text_does_not() -> None:
    result = ask("claims: [{claim: c, printed: two out of 3, value: 2 / 3, to: 1}]\nfigures: {f: printed.c}\n")
    assert figures(result) == {"f": Fraction(2, 3)}


def test_a_value_beats_the_text() -> None:
    assert figures(ask("claims: [{claim: c, printed: '51K', value: 51200}]\nfigures: {f: printed.c}\n")) == {"f": 51200}


def test_a_claim_may_lean_on_what_another_prints_even_in_a_circle() -> None:
    # What is printed is a constant, whatever it is a figure of.
    result = ask("""\
claims:
- {claim: a, printed: "10", of: printed.b * 2}
- {claim: b, printed: "4", of: printed.a / 2}
""")
    assert claimed(result) == {"a": 8, "b": 5}


def test_what_is_printed_is_seen_by_budgets_and_claims_and_by_no_layer_below() -> None:
    result = ask(
        f"{BODY}claims: [{{claim: c, printed: $200}}]\nbudgets: [{{of: flash.total - printed.c, max: 30 USD}}]\n"
    )
    assert result.budgets[0].headroom is not None
    assert result.budgets[0].headroom.value == 10
    assert refused(f"{BODY.replace('n: 1M', 'n: printed.c')}claims: [{{claim: c, printed: $200}}]\n") == [
        "2 bad-name: printed.c"
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{printed: a}", ["5 missing-key: {"]),
        ("{claim: c, claimed: a}", ["5 unknown-key: claimed"]),
        ("{claim: C, printed: a}", ["5 bad-name: C"]),
        ("{claim: c, of: []}", ["5 empty-list: ["]),
        ("{claim: c, of: flash.totl}", ["5 unknown-name: flash.totl"]),
        ("{claim: c, of: total}", ["5 unknown-name: total"]),
        ("{claim: c, of: [total, flash.totl]}", ["5 unknown-name: total", "5 unknown-name: flash.totl"]),
        ("{claim: c, of: printed.d}", ["5 unknown-name: printed.d"]),
        ("{claim: c, printed: a, of: printed.c}", ["5 unknown-name: printed.c"]),
        ("{claim: c, value: n}", ["5 bad-number: n"]),
        ("{claim: c, to: flash.total}", ["5 bad-name: flash.total"]),
        ("{claim: c, with: {m: 1}, of: flash.total}", ["5 unknown-name: m"]),
        ("{claim: c, with: {n: m}, of: flash.total}", ["5 unknown-name: m"]),
        ("{claim: c}, {claim: c}", ["5 duplicate-name: c"]),
    ],
)
def test_a_claim_that_cannot_be_is_refused_where_it_is_written(written: str, expected: list[str]) -> None:
    assert refused(f"{BODY}claims: [{written}]\n") == expected


def test_a_number_that_is_another_in_every_option_asks_whose() -> None:
    ((_, _, message, hint),) = problems(f"{BODY}claims: [{{claim: c, of: total}}]\n")
    assert "another number in every option" in message
    assert "flash.total" in hint


@pytest.mark.parametrize("formula", ["flash.total", "flash.c.input.quantity", "flash.c.requests", "flash.total / 2"])
def test_a_claim_whose_values_make_a_quantity_negative_has_no_number(formula: str) -> None:
    # At n = -1 there are -1 requests, which cost nobody -0.00022 USD.
    body = f"{BODY}claims: [{{claim: c, of: {formula}, with: {{n: 0 - 1}}}}]\n"
    assert claimed(ask(body)) == {"c": None}


def test_two_negative_quantities_make_no_price() -> None:
    # -10 requests of -10 tokens are not a hundred tokens.
    body = """\
assumptions: {n: 1}
prices: {p: {input: 1M}}
workload: [{call: c, model: p, requests: n, input: n}]
claims: [{claim: a, of: total, with: {n: 0 - 10}}]
"""
    assert claimed(ask(body)) == {"a": None}
