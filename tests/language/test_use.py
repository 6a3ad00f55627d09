"""`use`: one way of doing it against another; without it an option has all entries."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.language.asked import ask, charges, option, refused, total, totals

WAYS = """\
workload:
- {line: rent, unit_price: 100}
- {line: power, unit_price: 20}
- {call: ask, model: acme/flat, requests: 1, input: 1M}
"""


def test_an_option_has_the_entries_that_it_uses() -> None:
    result = ask(f"{WAYS}options: {{own: {{use: [rent, power]}}, api: {{use: [ask]}}, both: {{}}}}\n")
    assert totals(result) == {"own": 120, "api": 10, "both": 130}
    assert list(charges(result, "own")) == ["rent", "power"]


def test_the_order_of_charges_is_that_of_the_workload() -> None:
    result = ask(f"{WAYS}options: {{own: {{use: [ask, power, rent]}}}}\n")
    assert total(result, "own") == 130
    assert set(charges(result, "own")) == {"rent", "power", "ask.input"}


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ("[rent, pwer]", ["5 unknown-entry: pwer"]),
        ("[rent, rent]", ["5 duplicate-key: rent"]),
        ("[]", ["5 empty-list: ["]),
        ("rent", ["5 wrong-type: rent"]),
        ("[acme/flat]", ["5 bad-name: acme"]),
    ],
)
def test_entries_that_there_are_not_are_refused(use: str, expected: list[str]) -> None:
    assert refused(f"{WAYS}options: {{own: {{use: {use}}}}}\n") == expected


def test_an_entry_that_an_option_does_not_use_is_unknown_in_it() -> None:
    # "unknown in it, not 0"
    body = f"{WAYS}options: {{own: {{use: [rent]}}, api: {{use: [ask]}}}}\n"
    assert refused(f"{body}figures: {{f: own.ask.total}}\n") == ["6 unknown-name: own.ask.total"]
    assert refused(f"{body}claims: [{{claim: c, of: own.ask.input}}]\n") == ["6 unknown-name: own.ask.input"]
    assert refused(f"{body}claims: [{{claim: c, of: api.rent.total}}]\n") == ["6 unknown-name: api.rent.total"]


def test_a_figure_over_an_entry_has_no_number_in_an_option_that_does_not_use_it() -> None:
    result = ask(
        f"{WAYS}options: {{own: {{use: [rent]}}, both: {{}}}}\nfigures: {{share: rent.total / total, f: ask.total}}\n"
    )
    assert [figure.value for figure in option(result, "both").figures] == [Fraction(100, 130), 10]
    assert [figure.value for figure in option(result, "own").figures] == [1, None]
    assert "does not use" in str(option(result, "own").figures[1].why)


def test_what_an_option_does_not_use_may_be_wrong_for_it() -> None:
    # With n = 0 the call divides by zero; the option that has n = 0 does not make it.
    result = ask("""\
assumptions: {n: 2}
workload:
- {line: rent, unit_price: 100}
- {call: ask, model: acme/flat, requests: 1, input: 2M / n}
options: {own: {use: [rent], with: {n: 0}}, api: {use: [ask]}}
""")
    assert totals(result) == {"own": 100, "api": 20 - 10}
