"""All solutions of an equation: what is found solves it, and where its sides pass each other something is found."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings

from costcalc.expr import Exact, Node, substituted
from costcalc.expr.solving.found import Solutions, ValueInterval
from costcalc.expr.solving.solutions import solutions

from .calculator import calculate
from .piecewise import GRID, WHOLE, by_hand, counted, piecewise
from .test_solve import FILE, frame, read, tiers

D, F = Decimal, Fraction
NOTHING = F(0)
THOROUGH = settings(max_examples=100)


def solved(left: Node | str, right: Node | str, unknown: str = "n", least: Fraction | None = NOTHING) -> Solutions:
    values = frame(FILE)
    sides = [read(side) if isinstance(side, str) else side for side in (left, right)]
    return solutions(*sides, unknown, values, lambda value: values.given({unknown: value}), least=least)


def stretch(text: str) -> ValueInterval:
    """Read an interval as people write it: `(1, 2]`; `…` is without an end."""
    low, high = (None if end == "…" else F(end) for end in text[1:-1].split(", "))
    return ValueInterval(low, high, low_closed=text[0] == "[", high_closed=text[-1] == "]")


@pytest.mark.parametrize(
    ("left", "right", "values", "workings"),
    [
        ("2 * n + 3", "10", ["3.5"], ["(10 - 3) / 2"]),
        ("100 / n", "7", ["100/7"], ["100 / 7"]),
        ("n ^ 2", "9", ["3"], ["3"]),  # -3 is below 0
        ("n ^ 3", "8", ["2"], ["2"]),
        ("n ^ 3 - 6 * n ^ 2 + 11 * n", "6", ["1", "2", "3"], None),  # (n - 1)(n - 2)(n - 3)
        ("4 * n ^ 4", "n ^ 2", ["0", "1/2"], None),
        ("n + 1", "n", [], []),
        ("ceil(n / 10) * 3 + n", "25", ["19"], ["25 - 6"]),  # two tens are begun: 6 + 19
        ("max(n - 3, 0) * (n - 5)", "8", ["7"], None),  # (n - 3)(n - 5) = 8 at 4 ± 3, and 1 is where the maximum is 0
        ("n", "2 * n", ["0"], None),
    ],
)
def test_the_values_that_solve_it(left: str, right: str, values: list[str], workings: list[str] | None) -> None:
    found = solved(left, right)
    assert [Fraction(root.value) for root in found.roots if root.value is not None] == [F(value) for value in values]
    assert found.stretches == ()
    texts = [substituted(root.working, frame(FILE)) for root in found.roots if root.working]
    assert workings is None or texts == workings
    assert [calculate(text) for text in texts] == [F(value) for value in values]


def test_a_root_that_cannot_be_written_down_lies_between_two_values() -> None:
    for equation, power in (("n ^ 2", 2), ("n ^ 3", 3), ("n ^ 7", 7), ("n ^ 36", 36)):
        (root,) = solved(equation, "2").roots
        assert root.value is None
        assert root.working is None
        assert root.low**power < 2 < root.high**power
        assert root.high - root.low <= F(2, 10**12)


@pytest.mark.parametrize(
    ("left", "right", "stretches"),
    [
        ("max(n, 5)", "5", ["[0, 5]"]),
        ("min(n, 5)", "5", ["[5, …)"]),
        ("ceil(n)", "2", ["(1, 2]"]),
        ("floor(n)", "2", ["[2, 3)"]),
        ("round(n)", "2", ["[1.5, 2.5)"]),
        ("round(n, 1)", "0.2", ["[0.15, 0.25)"]),
        ("ceil(n / 1000) * 5", "10000", ["(1999000, 2000000]"]),  # the 2,000th thousand
        ("cost", "cost", ["[0, …)"]),
        ("n / n", "1", ["(0, …)"]),  # at 0 it has no value
        ("max(n, 5) + max(9 - n, 0)", "9", ["[5, 9]"]),
        ("min(ceil(n), 2)", "min(floor(n) + 1, 2)", ["(1, …)"]),
    ],
)
def test_a_stretch_of_values_solves_it(left: str, right: str, stretches: list[str]) -> None:
    found = solved(left, right)
    assert list(found.stretches)[-1:] == [stretch(text) for text in stretches][-1:]
    assert found.any


def test_two_prices_that_are_equal_over_a_stretch_break_even_there() -> None:
    # the first 200 cost 1 each in both plans; above, one of them asks 2 and the other 1
    found = solved("min(n, 200) + 2 * max(n - 200, 0)", "n")
    assert found.stretches == (stretch("[0, 200]"),)
    assert found.roots == ()


@pytest.mark.parametrize(
    ("left", "right", "value", "differences"),
    [
        # 200 of them cost 200, and more than 200 cost 2 each: 400 just above
        (tiers(">", "2"), "300", "200", (-100, -100, 100)),
        (tiers(">=", "2"), "300", "200", (-100, 100, 100)),
        # 2,000 thousands are 10,000, and the next one makes it 10,005
        ("ceil(n / 1000) * 5", "10001", "2000000", (-1, -1, 4)),
        ("1 / (n - 3)", "100 - 100", "3", (None, None, None)),
    ],
)
def test_a_jump_over_the_target_is_told(
    left: Node | str, right: str, value: str, differences: tuple[Exact | None, ...]
) -> None:
    found = solved(left, right)
    assert not found.any
    assert [(jump.value, (jump.below, jump.at, jump.above)) for jump in found.jumps] == [(F(value), differences)]


@pytest.mark.parametrize(
    ("above", "bill", "values"),
    [(">", "100", [100]), (">", "200", [200]), (">=", "200", []), (">=", "400", [200]), (">", "402", [201])],
)
def test_a_root_at_the_bound_of_a_tier_is_put_in(above: str, bill: str, values: list[int]) -> None:
    assert [root.value for root in solved(tiers(above, "2"), bill).roots] == values


@pytest.mark.parametrize(
    ("left", "right", "roots", "jump"),
    [
        ("sum(k=1..n, k)", "6", [3], None),
        ("sum(k=1..n, k)", "7", [], (3, -1, 4, 3)),  # 6 of 3 turns and 10 of 4
        ("2 ^ n", "8", [3], None),
        ("1.5 ^ n", "3", [], (2, D("-0.75"), 3, D("0.375"))),  # 2.25 and 3.375
        # 100 (1 + … + n) + 7 n: 496 turns are 12,325,600 + 3,472, and 497 are 12,375,300 + 3,479
        ("sum(k=1..n, k * 100 + 7)", "12345678", [], (496, 12_329_072 - 12_345_678, 497, 12_378_779 - 12_345_678)),
        ("sum(k=1..2 * n, k)", "10", [2], None),
        ("sum(k=1..2 * n, k)", "15", [D("2.5")], None),  # 2n is what has to be whole: 5
    ],
)
def test_what_counts_is_whole(left: str, right: str, roots: list[Exact], jump: tuple[Exact, ...] | None) -> None:
    found = solved(left, right)
    assert found.whole
    assert [root.value for root in found.roots] == roots
    assert [(one.value, one.at, one.next, one.above) for one in found.jumps] == ([jump] if jump else [])


def test_whole_values_in_a_row_are_a_stretch() -> None:
    found = solved("max(sum(k=1..n, 1), 5)", "5")
    assert found.stretches == (stretch("[0, 5]")._replace(whole=True),)
    assert solved("min(sum(k=1..n, 1), 5)", "5").stretches == (stretch("[5, …)")._replace(whole=True),)


def test_what_depends_on_the_unknown_is_resolved_again() -> None:
    values = frame(FILE, long={"tokens": "tokens * 1.35"}).of("long")
    found = solutions(read("cost"), read("reserved"), "tokens", values, lambda value: values.given({"tokens": value}))
    # a token of the file is 1.35 of the option, at 0.00001 each
    assert [(root.value, substituted(root.working, values)) for root in found.roots if root.working] == [
        (F(4608) / F("0.0000135"), "4608 / 0.0000135")
    ]


def test_where_nothing_can_be_said_is_told() -> None:
    found = solved("n ^ 99", "8")
    assert not found.any
    assert found.reason == "`n` has too high a power here"
    assert found.failed[0].where == stretch("(0, …)")
    assert solved("sum(k=1..99999999, n)", "1").reason == "this takes more steps than one file may have"
    assert (
        solved("sum(k=1..n ^ 2, k)", "1").reason == "what has to be a whole number is not linear in what is asked for"
    )


def test_very_many_solutions_are_cut_short_and_said_so() -> None:
    found = solved("ceil(n)", "n")
    assert [root.value for root in found.roots] == list(range(64))
    assert found.reason == "only the first 64 solutions are listed"


def test_that_it_does_not_depend_on_the_unknown_is_known() -> None:
    assert not solved("cost", "reserved").depends
    assert solved("cost", "reserved", "tokens").depends


def test_a_formula_without_bounds_of_its_own_is_looked_at_below_0_too() -> None:
    assert [root.value for root in solved("n ^ 2", "9", least=None).roots] == [-3, 3]
    assert [root.value for root in solved("n ^ 2", "9", least=F(-3)).roots] == [-3, 3]
    assert [root.value for root in solved("n ^ 2", "9", least=F(3)).roots] == [3]


def told(found: Solutions, low: Fraction, high: Fraction) -> bool:
    """Whether anything is said of the values from one to another."""
    spans = [(root.low, root.high) for root in found.roots]
    spans += [(one.low, one.high) for one in found.stretches]
    spans += [(one.where.low, one.where.high) for one in found.failed]
    spans += [(jump.value, jump.next or jump.value) for jump in found.jumps]
    return any((start is None or start <= high) and (end is None or end >= low) for start, end in spans)


def check(left: Node, right: Node, grid: list[Fraction]) -> None:
    values = frame({"x": "1", "y": "3"})
    found = solutions(left, right, "x", values, lambda value: values.given({"x": value}))

    def apart(x: Fraction) -> Fraction | None:
        sides = by_hand(left, x), by_hand(right, x)
        return None if None in sides else sides[0] - sides[1]  # type: ignore[operator]

    for root in found.roots:
        if root.value is not None:
            assert apart(root.low) == 0
    known = [(x, apart(x)) for x in grid]
    for x, value in known:
        if any(x in one and (not one.whole or value is not None) for one in found.stretches):
            assert value == 0
        if value == 0:
            assert told(found, x, x)
    for (x, value), (y, after) in pairwise((x, value) for x, value in known if value is not None):
        if value * after < 0:
            assert told(found, x, y)


@THOROUGH
@given(left=piecewise, right=piecewise)
def test_where_the_sides_pass_each_other_something_is_found(left: Node, right: Node) -> None:
    check(left, right, GRID)


@THOROUGH
@given(left=counted, right=piecewise)
def test_where_the_sides_pass_each_other_from_one_count_to_the_next_something_is_found(left: Node, right: Node) -> None:
    check(left, right, WHOLE)
