"""Formulas made up by hypothesis: every kind of node, with values for the names in them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from zlib import crc32

from hypothesis import strategies as st

from costcalc.expr import (
    Case,
    Ceil,
    Choice,
    Compare,
    Difference,
    Exact,
    Floor,
    Max,
    Min,
    Name,
    Negative,
    Node,
    Num,
    Power,
    Product,
    Quotient,
    Round,
    Sum,
    SumOver,
    Symbol,
    Where,
    number,
    symbolic,
)

from .calculator import Formula, understood

Trees = st.SearchStrategy[Node]
Env = Mapping[str, Exact]

INDEXES = ("i", "j", "k")
NAMES = ("n", "hit", "docs", "x_1", "k")
"""An index may be called like an assumption; inside its sum it hides it."""

_FORMS = [("{}", 0), ("{}K", 3), ("{}M", 6), ("{}B", 9), ("{}%", -2), ("{}e-6", -6), ("{}E+2", 2)]


@st.composite
def _numbers(draw: st.DrawFn) -> Num:
    form, power = draw(st.sampled_from(_FORMS))
    whole = draw(st.integers(0, 20) | st.integers(0, 1_000_000))
    part = draw(st.sampled_from(["", "", ".5", ".014", ".0000"]))
    digits = draw(st.sampled_from([f"{whole}{part}", f"{whole:_}{part}"]))
    return Num(Decimal(f"{whole}{part}").scaleb(power), form.format(digits))


_decimals = st.decimals(-1000, 1000, places=3) | st.integers(-5, 5).map(Decimal)
_written_by_code = _decimals.map(number)
_divisors = st.sampled_from(["2", "3", "7", "1.5", "-4"]).map(number)


def environments() -> st.SearchStrategy[dict[str, Exact]]:
    """Give values to the names: whole, with an end, without one, negative."""
    thirds = st.integers(-50, 50).filter(lambda n: n % 3).map(lambda n: Fraction(n, 3))
    return st.fixed_dictionaries(
        {
            "n": st.integers(0, 1_000_000).map(Decimal),
            "hit": st.decimals(0, 1, places=4) | thirds,
            "docs": _decimals | thirds,
            "x_1": _decimals,
            "k": st.integers(-3, 30).map(Decimal),
        }
    )


def trees(depth: int = 4, *, written: bool = False) -> Trees:
    """Make formulas; only such as could have been written in a file, where `written`."""
    return _trees(NAMES, depth, written)


@cache
def _trees(names: tuple[str, ...], depth: int, written: bool) -> Trees:
    leaves = _numbers() | _written_by_code | st.sampled_from(names).map(Name)
    if not depth:
        return leaves
    below = st.deferred(lambda: _trees(names, depth - 1, written))
    some = st.lists(below, min_size=2, max_size=3).map(tuple)
    kinds = [
        leaves,
        st.builds(Sum, some),
        st.builds(Difference, below, below),
        st.builds(Product, some),
        st.builds(Quotient, below, below | _divisors),
        st.builds(Power, below, st.integers(-3, 4).map(number)),
        st.builds(Negative, below),
        st.builds(Min, some),
        st.builds(Max, some),
        st.builds(Ceil, st.tuples(below)),
        st.builds(Floor, st.tuples(below)),
        st.builds(Round, st.tuples(below) | st.tuples(below, st.integers(0, 4).map(number))),
        _sums(names, depth, written),
        _sums(names, depth, written),
    ]
    if not written:
        kinds += [below.map(_named), _choices(below), _choices(below), st.builds(Where, below, _compares(below))]
    return st.one_of(kinds)


def _sums(names: tuple[str, ...], depth: int, written: bool) -> Trees:
    above = [name for name in INDEXES if name in names]
    ends = st.integers(-2, 3).map(number) | st.integers(0, 12).map(number)
    computed = st.deferred(lambda: _trees(names, depth - 1, written)).map(
        lambda node: Min((Max((Floor((node,)), number(-2))), number(12)))
    )
    for name in above:
        ends |= st.just(Name(name))
    return st.sampled_from(INDEXES).flatmap(
        lambda index: st.builds(
            SumOver,
            st.just(index),
            ends | computed,
            ends | computed,
            st.deferred(lambda: _trees((*names, index) if index not in names else names, depth - 1, written)),
        )
    )


def _choices(below: Trees) -> Trees:
    cases = st.lists(st.builds(Case, _compares(below), below), min_size=1, max_size=2).map(tuple)
    return st.builds(Choice, cases, below)


def _compares(below: Trees) -> st.SearchStrategy[Compare]:
    return st.builds(Compare, below, st.sampled_from([">", ">=", "<", "<=", "==", "!="]), below)


def _named(node: Node) -> Symbol:
    return Symbol(f"part.p{crc32(repr(node).encode())}", node)


def meanings(node: Node, env: Env) -> dict[str, Fraction | Formula]:
    """Say what every name in `symbolic(node, env)` stands for, named parts included."""
    known: dict[str, Fraction | Formula] = {name: Fraction(value) for name, value in env.items()}
    fixed = {name: value for name, value in env.items() if name not in INDEXES}

    def define(part: Node) -> None:
        if isinstance(part, Symbol):
            known[part.name] = understood(symbolic(part.of, fixed))
        for smaller in part.children:
            define(smaller)

    define(node)
    return known


def kinds(node: Node) -> set[type[Node]]:
    """List the kinds of node in a formula."""
    return {type(node)}.union(*(kinds(part) for part in node.children))
