"""`solve`: the value of an assumption that makes two formulas equal, exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.language.asked import ask, figure, figures, refused

BODY = """\
assumptions: {n: 10, hour: 2, rate: 3}
workload:
- {line: own, quantity: 720, unit_price: hour}
- {line: api, quantity: n, unit_price: rate}
options:
  own_way: {use: [own]}
  api_way: {use: [api]}
  twice: {use: [api], with: {n: n * 2}}
figures:
"""


def solved(solve: str, where: str, more: str = "", **keys: object) -> object:
    body = f"{BODY}  f: {{solve: {solve}, where: '{where}'}}\n{more}"
    result = ask(body, **keys)  # type: ignore[arg-type]
    return (figures(result) | figures(result, "api_way"))["f"]


@pytest.mark.parametrize(
    ("solve", "where", "expected"),
    [
        ("n", "own_way.total = api_way.total", 480),  # 1,440 / 3
        ("hour", "own_way.total = api_way.total", Fraction(30, 720)),
        ("rate", "api_way.total = 100", 10),
        ("n", "api_way.total = 100", Fraction(100, 3)),
        ("n", "twice.total = 1440", 240),  # what an option says stands above the unknown: 2n * 3
        ("n", "api_way.total / (n + 1) = 2", 2),  # 3n = 2n + 2
        ("n", "1 / n = 0.1 * rate", Fraction(10, 3)),
        ("n", "n * 3 = n * 2 + 7", 7),
    ],
)
def test_the_value_that_makes_both_sides_equal(solve: str, where: str, expected: object) -> None:
    assert solved(solve, where) == expected


def test_the_unknown_stands_above_what_is_set() -> None:
    assert solved("n", "api_way.total = 1440", settings={"n": "5"}) == 480
    assert solved("n", "api_way.total = 1440", settings={"rate": "4"}) == 360


@pytest.mark.parametrize(
    ("where", "option"),
    [
        ("own_way.total = 3", None),
        ("n = n + 1", "api_way"),
        ("api_way.total = 0 - 3", None),
    ],
)
def test_an_equation_that_nothing_fulfils_has_no_number_and_says_why(where: str, option: str | None) -> None:
    # -1 is what the last one alone would say; there are no negative quantities.
    found = figure(ask(f"{BODY}  f: {{solve: n, where: '{where}'}}\n"), "f", option)
    assert found.value is None
    assert found.why


def test_an_equation_that_everything_fulfils_has_no_one_number() -> None:
    found = figure(ask(f"{BODY}  f: {{solve: n, where: 'own_way.total = 1440'}}\n"), "f")
    assert found.value is None
    assert found.why


def test_a_solved_value_may_be_used_in_other_figures() -> None:
    result = ask(f"{BODY}  f: {{solve: n, where: own_way.total = api_way.total}}\n  g: f / 2\n")
    assert figure(result, "g").value == 240


def test_an_assumption_without_a_value_can_be_solved_for() -> None:
    result = ask("""\
assumptions: {n: {}}
workload: [{line: a, quantity: n, unit_price: 3}]
figures: {f: {solve: n, where: total = 10}}
""")
    assert figure(result, "f", "").value == Fraction(10, 3)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{solve: m, where: n = 1}", ["10 unknown-name: m"]),
        ("{solve: n}", ["10 missing-key: {"]),
        ("{solve: n, where: n}", ["10 bad-formula: }"]),
        ("{solve: n, where: n = m}", ["10 unknown-name: m"]),
        ("{solve: n, where: n = 1 = 2}", ["10 bad-formula: ="]),
        ("{solve: n, where: = 1}", ["10 bad-formula: ="]),
        ("{solve: own_way, where: n = 1}", ["10 unknown-name: own_way"]),
        ("{solve: n, where: f = 1}", ["10 assumption-cycle: f"]),
    ],
)
def test_an_equation_that_cannot_be_is_refused(written: str, expected: list[str]) -> None:
    assert refused(f"{BODY}  f: {written}\n") == expected


def test_a_break_even_of_turns() -> None:
    # 1M tokens at 2.50 for each n against 50 a month: 20.
    result = ask("""\
prices: {p: {input: 2.50}}
assumptions: {n: 1}
workload: [{call: c, model: p, requests: n, input: 1M}, {line: flat_rate, unit_price: 50}]
options: {api: {use: [c]}, rent: {use: [flat_rate]}}
figures: {f: {solve: n, where: api.total = rent.total}}
""")
    assert figure(result, "f").value == Decimal(20)
