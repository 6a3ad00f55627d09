"""All values of an assumption for which a formula lies in a window, as many as a grid of values says there are."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costcalc.expr import Node, UndefinedError, simplest
from costcalc.expr.solving.found import ValueInterval
from costcalc.expr.solving.within import values_within

from .piecewise import GRID, WHOLE, by_hand, counted, piecewise
from .test_solutions import stretch
from .test_solve import FILE, frame, read, tiers

F = Fraction
THOROUGH = settings(max_examples=100)
CHATBOT = {
    "queries": "1M",
    "prompt_tokens": "100",
    "answer_tokens": "500",
    "total": "(queries * prompt_tokens * 0.014 + queries * answer_tokens * 0.28) / 1M",
    "n": "1",
}


def within(
    node: Node | str, low: str, high: str, said: dict[str, str] = FILE, unknown: str = "n", **closed: bool
) -> list[ValueInterval]:
    values = frame(said)
    formula = read(node) if isinstance(node, str) else node
    ends = simplest(F(low)), simplest(F(high))
    return list(values_within(formula, unknown, values, lambda value: values.given({unknown: value}), *ends, **closed))


def test_the_prompt_that_the_printed_154_dollars_need() -> None:
    # 500M tokens of answers at 0.28 are 140; at 0.014 the other 13.5 to 14.5 are 964.2857… to 1,035.7142… each query
    (found,) = within("total", "153.5", "154.5", CHATBOT, "prompt_tokens")
    assert found == ValueInterval(F("13.5") / F("0.014"), F("14.5") / F("0.014"), low_closed=True, high_closed=False)
    assert (found.low, found.high) == (F(6750, 7), F(7250, 7))


@pytest.mark.parametrize(
    ("formula", "low", "high", "found"),
    [
        ("n * 2", "100", "120", ["[50, 60)"]),
        ("100 - n", "90", "95", ["(5, 10]"]),
        ("(n - 10) ^ 2", "1", "4", ["(8, 9]", "[11, 12)"]),
        ("ceil(n / 10) * 3", "100", "120", ["(330, 390]"]),  # 34 to 39 tens; 40 of them are 120
        ("ceil(n / 1000) * 5", "10000", "10010", ["(1999000, 2001000]"]),
        ("floor(n)", "3", "5", ["[3, 5)"]),
        ("round(n, 2)", "1.23", "1.24", ["[1.225, 1.235)"]),
        ("max(n - 5, 0) * 2", "0", "1", ["[0, 5.5)"]),
        ("min(n, 5)", "5", "6", ["[5, …)"]),
        ("sum(k=1..3, n * k)", "6", "12", ["[1, 2)"]),
        ("100 / n", "10", "20", ["(5, 10]"]),
        ("n - 8", "0 - 20", "0 - 10", []),
        ("cost", "0", "1", ["[0, …)"]),
        ("cost", "1", "2", []),
        (tiers(">", "2"), "150", "500", ["[150, 250)"]),
        (tiers(">", "2"), "201", "400", []),  # 200 cost 200, and what is above costs more than 400
        (tiers(">", "2"), "200", "400", ["[200, 200]"]),
        (tiers(">=", "2"), "200", "400", []),
        (tiers(">", "0.5"), "120", "130", ["[120, 130)", "[240, 260)"]),
    ],
)
def test_all_values_that_print_the_same(formula: Node | str, low: str, high: str, found: list[str]) -> None:
    ends = [str(F(0) - F(end[4:])) if end.startswith("0 - ") else end for end in (low, high)]
    assert within(formula, *ends) == [stretch(text) for text in found]


def test_the_ends_of_a_window_are_in_it_as_is_said() -> None:
    assert within("n", "1", "2", high_closed=True) == [stretch("[1, 2]")]
    assert within("n", "1", "2", low_closed=False) == [stretch("(1, 2)")]
    assert within("n", "2", "2", high_closed=True) == [stretch("[2, 2]")]
    assert within("n", "2", "2") == []


def test_what_counts_is_whole() -> None:
    # 1 + … + 13 is 91, of 14 it is 105, and of 15 it is 120
    assert within("sum(k=1..n, k)", "90", "120") == [stretch("[13, 14]")._replace(whole=True)]
    assert within("2 ^ n", "5", "7") == []
    assert within("min(sum(k=1..n, 1), 5)", "5", "6") == [stretch("[5, …)")._replace(whole=True)]


def test_ends_that_cannot_be_written_down_lie_outside() -> None:
    (found,) = within("n ^ 2", "2", "3")
    assert not found.exact
    assert found.low is not None
    assert found.high is not None
    assert found.low**2 < 2 < (found.low + F(2, 10**12)) ** 2
    assert (found.high - F(2, 10**12)) ** 2 < 3 < found.high**2


def test_what_cannot_be_looked_at_is_said() -> None:
    with pytest.raises(UndefinedError, match="too high a power"):
        within("n ^ 99", "1", "2")
    with pytest.raises(UndefinedError, match="more steps than one file may have"):
        within("sum(k=1..99999999, n)", "1", "2")


def check(node: Node, low: int, high: int, grid: list[Fraction], *, closed: tuple[bool, bool]) -> None:
    values = frame({"x": "1", "y": "3"})
    try:
        found = values_within(
            node,
            "x",
            values,
            lambda value: values.given({"x": value}),
            F(low),
            F(high),
            low_closed=closed[0],
            high_closed=closed[1],
        )
    except UndefinedError:
        return
    for x in grid:
        value = by_hand(node, x)
        if value is None:
            continue
        inside = (low < value or (closed[0] and low == value)) and (value < high or (closed[1] and value == high))
        said = [one for one in found if x in one]
        if all(one.exact for one in said):
            assert inside == bool(said), f"{x}: {value}"
        else:
            assert said


bounds = st.tuples(st.integers(-5, 20), st.integers(0, 9)).map(lambda both: (both[0], both[0] + both[1]))
closings = st.tuples(st.booleans(), st.booleans())


@THOROUGH
@given(node=piecewise, ends=bounds, closed=closings)
def test_as_many_values_of_a_grid_lie_in_the_window(
    node: Node, ends: tuple[int, int], closed: tuple[bool, bool]
) -> None:
    check(node, *ends, GRID, closed=closed)


@THOROUGH
@given(node=counted, ends=bounds, closed=closings)
def test_as_many_counts_lie_in_the_window(node: Node, ends: tuple[int, int], closed: tuple[bool, bool]) -> None:
    check(node, *ends, WHOLE, closed=closed)
