"""`^`: growth, retries, layers; exact, with a whole exponent, and always in parentheses (decision 13)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.language.asked import ask, charges, figures, priced, refused, total, worth


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("2 ^ 10", 1024),
        ("2 ^ 3 * 5", 40),  # tighter than *
        ("5 * 2 ^ 3", 40),
        ("-2 ^ 2", -4),  # tighter than unary minus
        ("(-2) ^ 2", 4),
        ("0 - 2 ^ 2", -4),
        ("2 ^ -2", Fraction(1, 4)),
        ("0 ^ 0", 1),
        ("0 ^ 5", 0),
        ("7 ^ 0", 1),
        ("7 ^ 1", 7),
        ("(1 / 3) ^ 3", Fraction(1, 27)),
        ("1.1 ^ 2", Fraction(121, 100)),
        ("10% ^ 2", Fraction(1, 100)),
        ("2 ^ (1 + 2)", 8),
        ("2 ^ n", 32),
        ("n ^ n", 3125),
        ("(2 ^ 3) ^ 2", 64),
        ("2 ^ (3 ^ 2)", 512),
        ("sum(k=0..3, 2 ^ k)", 15),
        ("1K ^ 2", 1_000_000),
        ("(0 - 3) ^ 3", -27),
        ("2 ^ (4 / 2)", 4),
        ("-1 ^ 4 + 2", 1),
    ],
)
def test_a_power_is_exact(formula: str, expected: object) -> None:
    result = ask(f"assumptions: {{n: 5}}\nfigures: {{f: '{formula}'}}\nclaims: [{{claim: c, of: '{formula}'}}]\n")
    assert figures(result) == {"f": expected}
    assert result.claims[0].figures[0].value == expected


def test_it_may_stand_wherever_a_formula_stands() -> None:
    # 3 turns of 2, 4, 8 M tokens at 0.5 ^ 2 = 0.25 USD: 3.50; a line of 2 ^ 3 at 3 ^ 2.
    body = """\
assumptions: {growth: 2 ^ 1, squared: growth ^ 2}
prices: {p: {input: 0.5 ^ 2}}
workload:
- {call: c, requests: growth ^ 0, each: {k: 1..2 ^ 1 + 1}, input: growth ^ k * 1M}
- {line: l, quantity: 2 ^ 3, unit_price: 3 ^ growth}
options: {a: {model: p}, b: {model: p, with: {growth: growth ^ 2}}}
figures: {f: total ^ 2, g: total ^ growth}
budgets: [{of: a.total ^ 2, max: 10K USD}]
"""
    result = ask(body)
    assert charges(result, "a") == {"c.input": Decimal("3.5"), "l": 72}
    # growth is 4: 4 + 16 + 64 = 84 M tokens, 21 USD; 8 * 81 = 648.
    assert charges(result, "b") == {"c.input": 21, "l": 648}
    assert figures(result, "a") == {"f": Decimal("75.5") ** 2, "g": Decimal("75.5") ** 2}
    assert figures(result, "b") == {"f": 669**2, "g": 669**4}
    assert (worth("a.squared", body), worth("b.squared", body)) == (4, 16)
    assert result.budgets[0].headroom is not None
    assert result.budgets[0].headroom.value == 10_000 - Decimal("75.5") ** 2


def test_retries_that_may_fail_again() -> None:
    # 1 + 0.1 + 0.01 + 0.001 tries of a call that fails one time of ten.
    assert worth("sum(k=0..3, fails ^ k)", "assumptions: {fails: 10%}\n") == Fraction(1111, 1000)


@pytest.mark.parametrize("formula", ["2 ^ 3", "-2 ^ 2", "2 ^ (3 ^ 2)", "(2 ^ 3) ^ 2", "2 * 3 ^ 2", "2 ^ (0 - 1)"])
def test_it_prints_with_parentheses_that_every_calculator_reads_alike(formula: str) -> None:
    (figure,) = ask(f"figures: {{f: '{formula}'}}\n").figures
    for text in (figure.figure.formula, figure.figure.substituted()):
        assert powers_are_closed(text), text
        assert eval(text.replace("^", "**").replace(" ** ", "**"), {}) == figure.value  # noqa: S307


def powers_are_closed(text: str) -> bool:
    """Say whether every power of a text stands alone between parentheses or ends of the text."""
    for at, sign in enumerate(text):
        if sign != "^":
            continue
        for step, stop in ((-1, "("), (1, ")")):
            depth, here = 0, at + step
            while 0 <= here < len(text):
                depth += {"(": 1, ")": -1}.get(text[here], 0) * step
                if depth < 0:
                    break
                if depth == 0 and text[here] in "*/^-+,":
                    return False
                here += step
            assert not 0 <= here < len(text) or text[here] == stop
    return True


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("2 ^ 0.5", "undefined"),
        ("2 ^ (1 / 2)", "undefined"),
        ("0 ^ -1", "undefined"),
        ("0 ^ (0 - 1)", "undefined"),
        ("2 ^", "bad-formula"),
        ("^ 2", "bad-formula"),
        ("2 ^^ 3", "bad-formula"),
        ("2 ** 3", "bad-formula"),
        ("9 ^ 9 ^ 9 ^ 9", "undefined"),
        ("9 ^ (9 ^ 9)", "undefined"),
        ("10 ^ 1000000000", "undefined"),
        ("10 ^ -1000000000", "undefined"),
        ("2 ^ (10 ^ 100)", "undefined"),
    ],
)
def test_a_power_that_cannot_be_is_refused(formula: str, code: str) -> None:
    body = f"assumptions: {{n: '{formula}'}}\nworkload: [{{line: a, quantity: n, unit_price: 1}}]\n"
    assert [found.partition(":")[0] for found in refused(body)] == [f"1 {code}"]


def test_repeated_powers_go_from_the_right_and_print_so() -> None:
    # Python reads 2^3^2 as 2^9, Excel as 8^2. What it is taken for is printed so that both agree.
    (figure,) = ask("figures: {f: 2 ^ 3 ^ 2}\n").figures
    assert figure.value == 512
    assert figure.figure.formula == "(2 ^ (3 ^ 2))"


def test_an_exponent_may_be_left_without_a_value() -> None:
    result = ask("assumptions: {n: {}}\nworkload: [{line: a, quantity: 2 ^ n, unit_price: 1}]\n")
    assert result.outcomes[0].open == ("n",)
    assert (
        total(ask("assumptions: {n: {}}\nworkload: [{line: a, quantity: 2 ^ n, unit_price: 1}]\n", settings={"n": "6"}))
        == 64
    )
    assert priced(ask("workload: [{line: a, quantity: 0 ^ 0, unit_price: 1}]\n")).value == 1
