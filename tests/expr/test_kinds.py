"""Every kind of formula is known to every interpreter, and none of them needs to ask the others."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

from costcalc.expr import (
    Case,
    Choice,
    Compare,
    Condition,
    Missing,
    Name,
    Node,
    Num,
    Power,
    Scoped,
    Settled,
    Solve,
    SumOver,
    Symbol,
    UndefinedError,
    Where,
    evaluate,
    number,
    parse,
    substituted,
    symbolic,
)
from costcalc.expr.exact import CONDITIONS, NUMBERS
from costcalc.expr.printer import CONDITIONS as WRITTEN_CONDITIONS
from costcalc.expr.ranges.decision import CONDITIONS as SURVEYED_CONDITIONS
from costcalc.expr.ranges.survey import ENCLOSURES
from costcalc.expr.solving.bounds import DECIDED, HULLS
from costcalc.expr.solving.rational import CONDITIONS as RATIONAL_CONDITIONS
from costcalc.expr.solving.rational import RATIOS
from costcalc.expr.text import TEXTS
from costcalc.problem import Place, Source

D = Decimal


def kinds(kind: type[Node]) -> set[type[Node]]:
    """List the kinds that formulas are made of: those that no other kind is made from, and `Symbol`."""
    below = kind.__subclasses__()
    return ({kind} if not below or kind is Symbol else set()).union(*map(kinds, below))


def test_every_interpreter_knows_every_kind() -> None:
    conditions = kinds(Condition)
    numbers = kinds(Node) - conditions
    assert numbers >= {Num, Name, Symbol, Scoped, Missing, Power, SumOver, Choice, Where, Solve}
    assert set(NUMBERS) == set(TEXTS) == set(RATIOS) == set(ENCLOSURES) == set(HULLS) == numbers
    assert set(CONDITIONS) == set(WRITTEN_CONDITIONS) == conditions == {Compare, Settled}
    assert set(RATIONAL_CONDITIONS) == set(SURVEYED_CONDITIONS) == set(DECIDED) == conditions


def read(text: str) -> Node:
    return parse(text, Place(Source("here", text), 1, 1))


@pytest.mark.parametrize(
    ("formula", "written", "value"),
    [
        ("2 ^ 10", "(2 ^ 10)", D(1024)),
        ("-2 ^ 2", "-(2 ^ 2)", D(-4)),
        ("(-2) ^ 2", "((-2) ^ 2)", D(4)),
        ("2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))", D(512)),
        ("(2 ^ 3) ^ 2", "((2 ^ 3) ^ 2)", D(64)),
        ("3 * 2 ^ 2", "3 * (2 ^ 2)", D(12)),
        ("2 ^ -1", "(2 ^ (-1))", D("0.5")),
        ("0 ^ 0", "(0 ^ 0)", D(1)),
        ("0 ^ 9", "(0 ^ 9)", D(0)),
        ("1.05 ^ 2", "(1.05 ^ 2)", D("1.1025")),
        ("(1 / 3) ^ 2 * 9", "((1 / 3) ^ 2) * 9", D(1)),
        # 1 and -1 to any power cost nothing to compute
        ("1 ^ 1e17", "(1 ^ 1e17)", D(1)),
        ("(-1) ^ 999999999", "((-1) ^ 999999999)", D(-1)),
        ("sum(k=1..3, 10 ^ k)", "sum(k=1..3, (10 ^ k))", D(1110)),
    ],
)
def test_powers_bind_tightest_and_stand_in_parentheses(formula: str, written: str, value: Decimal) -> None:
    assert symbolic(read(formula)) == written
    assert evaluate(read(formula)) == value
    assert evaluate(read(written)) == value


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("2 ^ 0.5", "the exponents of `\\^` must be whole numbers"),
        ("0 ^ -1", "this divides by zero"),
        ("2 ^ 5000", "grown out of all proportion"),
        ("1.5 ^ 1e17", "grown out of all proportion"),
        ("0.1 ^ 9999", "grown out of all proportion"),
        ("2 ^ -5000", "grown out of all proportion"),
        ("9 ^ 9 ^ 9", "grown out of all proportion"),
    ],
)
def test_a_power_without_a_value_says_why_before_it_is_computed(formula: str, message: str) -> None:
    with pytest.raises(UndefinedError, match=message):
        evaluate(read(formula))


def long_turns(operator: str) -> SumOver:
    """Sum what turns of more than 200K tokens have: the k-th has k times 100K."""
    size = read("k * 100K")
    return SumOver("k", number(1), Name("n"), Where(size, Compare(size, operator, number(200_000))))


def test_only_the_terms_where_a_condition_holds_count() -> None:
    # of 100K, 200K, 300K, 400K
    assert evaluate(long_turns(">"), {"n": D(4)}) == 700_000
    assert evaluate(long_turns(">="), {"n": D(4)}) == 900_000
    assert evaluate(long_turns("<"), {"n": D(4)}) == 100_000
    assert evaluate(long_turns(">"), {"n": D(2)}) == 0


def test_where_is_written_as_it_is_read() -> None:
    assert symbolic(long_turns(">")) == "sum(k=1..n, k * 100K where k * 100K > 200000)"
    twenty = substituted(long_turns(">"), {"n": D(20)})
    assert twenty == "sum(k=1..20, k * 100000 where k * 100000 > 200000)"
    three = substituted(long_turns(">"), {"n": D(3)})
    assert three == "sum(k=1..3, k * 100000 where k * 100000 > 200000)"


def test_a_settled_condition_says_what_was_decided() -> None:
    peak = Settled(holds=True, text="10:00 in the peak", opposite="10:00 not in the peak")
    price = Choice((Case(peak, number(2)),), number(1))
    assert (evaluate(price), symbolic(price)) == (2, "2 [10:00 in the peak]")
    usual = Choice((Case(Settled(holds=False, text=peak.text, opposite=peak.opposite), number(2)),), number(1))
    assert (evaluate(usual), symbolic(usual)) == (1, "1 [10:00 not in the peak]")


def test_formulas_can_be_copied_and_pickled() -> None:
    why = Missing("nobody says", "unpriced", None, "see there")
    compared = Choice((Case(Compare(Name("n"), ">", number(2)), why),), Symbol("part", read("a ^ 2 - min(a, 1 / 3)")))
    node = Scoped(
        "other.total", SumOver("k", number(1), Name("n"), Where(compared, Compare(Name("k"), "<", Name("n")))), "o"
    )
    again = pickle.loads(pickle.dumps(node))  # noqa: S301  # made here
    assert again == node == copy.deepcopy(node)
    assert symbolic(again.of) == symbolic(node.of)
    # k is 1 and less than 2 once: 9 - 1/3
    assert evaluate(again, {"n": D(2), "a": D(3)}) == Fraction(26, 3)
    assert again.of.children[2].children[0].cases[0].then.hint == "see there"
