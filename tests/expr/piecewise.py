"""Formulas in `x` drawn for equations: tiers, steps, counts, and what an accountant would compute for them by hand."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from costcalc.expr import (
    Case,
    Ceil,
    Choice,
    Compare,
    Difference,
    Floor,
    Max,
    Min,
    Name,
    Node,
    Power,
    Product,
    Quotient,
    Round,
    Sum,
    SumOver,
    Where,
    number,
    symbolic,
)

from .calculator import calculate

GRID = [Fraction(n, 4) for n in range(121)]
"""Every quarter from 0 to 30."""

WHOLE = [Fraction(n) for n in range(31)]

small = st.integers(-4, 9).map(number) | st.sampled_from(["0.5", "1.5", "10", "0.25"]).map(number)
leaves = small | st.sampled_from(["x", "x", "x", "y"]).map(Name)
OPERATORS = st.sampled_from([">", ">=", "<", "<=", "==", "!="])


def _grown(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    some = st.lists(below, min_size=2, max_size=3).map(tuple)
    compares = st.builds(Compare, below, OPERATORS, below)
    return st.one_of(
        st.builds(Sum, some),
        st.builds(Difference, below, below),
        st.builds(lambda one, other: Product((one, other)), below, small),
        st.builds(lambda one, other: Product((one, other)), below, below),
        st.builds(Quotient, below, st.sampled_from(["2", "4", "5", "0.5"]).map(number)),
        st.builds(Quotient, small, below),
        st.builds(Max, some),
        st.builds(Min, some),
        st.builds(lambda of: Ceil((of,)), below),
        st.builds(lambda of: Floor((of,)), below),
        st.builds(lambda of: Round((of,)), below),
        st.builds(lambda of: Round((of, number(1))), below),
        st.builds(Where, below, compares),
        st.builds(lambda case, other: Choice((case,), other), st.builds(Case, compares, below), below),
        st.builds(lambda node: SumOver("k", number(1), number(3), Sum((node, Name("k")))), below),
    )


piecewise = st.recursive(leaves, _grown, max_leaves=7)


def _counts(last: Node, body: Node) -> Node:
    return SumOver("k", number(1), last, Sum((body, Name("k"))))


ends = st.sampled_from([Name("x"), Product((number(2), Name("x"))), Sum((Name("x"), number(1)))])
counted = st.one_of(
    st.builds(_counts, ends, leaves),
    st.builds(Power, st.sampled_from(["2", "1.02", "0.5"]).map(number), ends),
    st.builds(lambda one, other: Sum((one, other)), st.builds(_counts, ends, leaves), piecewise),
)


def by_hand(node: Node, x: Fraction) -> Fraction | None:
    """Return what a formula comes to by the calculator; None where it has no value."""
    values = {"x": x, "y": Fraction(3)}
    try:
        return calculate(symbolic(node, values), values)
    except (ZeroDivisionError, ValueError, AssertionError, TypeError):
        return None
