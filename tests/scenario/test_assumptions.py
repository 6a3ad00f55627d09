"""Assumptions refer to each other in any order, `--set` overrides them, and what has no value says where."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.expr import Exact, Values


@pytest.mark.parametrize(
    ("assumptions", "settings", "expected"),
    [
        ("a: 1", [], {"a": Decimal(1)}),
        ("a: 2 * b\nb: 3", [], {"a": Decimal(6), "b": Decimal(3)}),
        ("a: b + c\nb: c * 2\nc: 5", [], {"a": Decimal(15), "b": Decimal(10), "c": Decimal(5)}),
        ("a: {value: 1M, unit: requests, why: counted}", [], {"a": Decimal(1_000_000)}),
        ("third: 1 / 3\nwhole: third * 3", [], {"third": Fraction(1, 3), "whole": Decimal(1)}),
        ("a: 1\nb: a", ["a=2M"], {"a": Decimal(2_000_000), "b": Decimal(2_000_000)}),
        ("a: 1\nb: a", ["b = a * 10%"], {"a": Decimal(1), "b": Decimal("0.1")}),
        ("a: b\nb: a", ["a=3"], {"a": Decimal(3), "b": Decimal(3)}),
        ("a: 1 / 0", ["a=1"], {"a": Decimal(1)}),
        # 1 + 2 + 3, whatever an assumption of the same name says
        ("k: 7\ns: 'sum(k=1..3, k)'", [], {"k": Decimal(7), "s": Decimal(6)}),
        # its ends are outside of the sum, so they see the assumption: 2 + 3
        ("k: 3\ns: 'sum(k=2..k, k)'", [], {"k": Decimal(3), "s": Decimal(5)}),
        # 7 before, 1 and 2 inside, 7 after
        ("k: 7\ns: 'k + sum(k=1..2, k) + k'", [], {"k": Decimal(7), "s": Decimal(17)}),
        # an index of an inner sum hides that of the outer: 2 × (1 + 2 + 3)
        ("s: 'sum(k=1..2, sum(k=1..3, k))'", [], {"s": Decimal(12)}),
        # a sum over nothing
        ("s: 'sum(k=3..2, k)'", [], {"s": Decimal(0)}),
        # 1 + (1 + 2) + … + (1 + 2 + … + 20), more terms than are written out
        ("s: 'sum(i=1..20, sum(j=1..i, j))'", [], {"s": Decimal(1540)}),
    ],
)
def test_assumptions_have_values(
    values: Callable[..., Values], assumptions: str, settings: list[str], expected: dict[str, Exact]
) -> None:
    assert dict(values(assumptions, *settings)) == expected


def test_a_cycle_names_its_path_from_the_first_name_of_the_alphabet(values: Callable[..., Values]) -> None:
    with pytest.raises(InputError) as refused:
        values("z: 1\nd: b + z\nb: c\nc: 2 * d")
    (problem,) = refused.value.problems
    assert problem.code == "assumption-cycle"
    assert problem.message == "`b` depends on itself: b -> c -> d -> b"
    assert (problem.place.line, problem.place.column) == (8, 6)


def test_a_name_that_needs_itself_is_a_cycle(values: Callable[..., Values]) -> None:
    with pytest.raises(InputError, match="`n` depends on itself: n -> n"):
        values("n: n + 1")


def test_a_long_cycle_is_cut_short(values: Callable[..., Values]) -> None:
    chain = "\n".join(f"a{i:03}: a{(i + 1) % 500:03}" for i in range(500))
    with pytest.raises(InputError, match=r"a000 -> a001 -> .* -> a007 -> … -> a000"):
        values(chain)


def test_a_chain_of_a_thousand_has_a_value(values: Callable[..., Values]) -> None:
    chain = "a0: 1\n" + "\n".join(f"a{i}: a{i - 1} + 1" for i in range(1, 1_000))
    assert values(chain)["a999"] == 1_000


@pytest.mark.parametrize(
    ("assumptions", "settings", "expected"),
    [
        ("n: 1\nm: nn", [], ["s:7:6 unknown-name"]),
        ("n: a + b", [], ["s:6:6 unknown-name", "s:6:10 unknown-name"]),
        ("n: 'sum(k=1..3, k * x)'", [], ["s:6:23 unknown-name"]),
        ("n: 'sum(k=1..k, 1)'", [], ["s:6:16 unknown-name"]),
        ("n: 'sum(k=1..3, k) + k'", [], ["s:6:24 unknown-name"]),
        ("n: 1 / (2 - 2)", [], ["s:6:11 undefined"]),
        ("zero: 0\nn: 5 + 1 / zero", [], ["s:7:14 undefined"]),
        ("n: 'sum(k=1..1.5, k)'", [], ["s:6:16 undefined"]),
        ("n: 'sum(k=1..10M, k)'", [], ["s:6:13 undefined"]),
        ("n: round(1, 13)", [], ["s:6:12 undefined"]),
        ("n: round(1, 0.5)", [], ["s:6:15 undefined"]),
        ("n: 1", ["n=1/0"], ["--set:1:5 undefined"]),
        ("n: 1", ["n=nn"], ["--set:1:3 unknown-name"]),
        ("n: 1", ["n =   nn"], ["--set:1:7 unknown-name"]),
        ("n: 1", ["n=n"], ["--set:1:3 assumption-cycle"]),
        ("n: 1", ["n="], ["--set:1:1 bad-setting"]),
        ("n: 1", ["n"], ["--set:1:1 bad-setting"]),
        ("n: 1", ["=1"], ["--set:1:1 unknown-name"]),
        ("n: 1", ["m=1"], ["--set:1:1 unknown-name"]),
        ("n: 1", ["n=1=2"], ["--set:1:4 bad-formula"]),
        ("n: 1", ["n=1", "n=2"], ["--set:1:1 duplicate-key"]),
        ("n: 1", ["n=010", "m=1"], ["--set:1:1 unknown-name", "--set:1:3 bad-number"]),
        ("n: 1", ["n=1,000"], ["--set:1:3 bad-number"]),
    ],
)
def test_what_has_no_value_is_blamed_at_its_place(
    problems: Callable[..., list[str]], assumptions: str, settings: list[str], expected: list[str]
) -> None:
    assert problems(assumptions, settings=settings) == expected


@pytest.mark.parametrize(
    ("assumptions", "settings", "hint"),
    [
        ("queries: 1\nn: querys", [], "did you mean `queries`?"),
        ("queries: 1\nn: zzz", [], "add it to `assumptions`"),
        ("queries: 1", ["query=1"], "did you mean `queries`?"),
        ("queries: 1\nanswers: 2", ["zzz=1"], "there are queries, answers"),
    ],
)
def test_a_misspelt_name_is_suggested(
    values: Callable[..., Values], assumptions: str, settings: list[str], hint: str
) -> None:
    with pytest.raises(InputError) as refused:
        values(assumptions, *settings)
    assert [problem.hint for problem in refused.value.problems] == [hint]


def test_a_number_that_grows_without_end_is_refused_where_it_does(values: Callable[..., Values]) -> None:
    squares = "a0: 12345\n" + "\n".join(f"a{i}: a{i - 1} * a{i - 1}" for i in range(1, 40))
    with pytest.raises(InputError, match="grown out of all proportion"):
        values(squares)


@pytest.mark.parametrize("first", ["1e17", "1e-18", "2", "50%", "1 / 3"])
def test_squares_of_round_numbers_are_refused_as_well(values: Callable[..., Values], first: str) -> None:
    squares = f"a0: {first}\n" + "\n".join(f"a{i}: a{i - 1} * a{i - 1}" for i in range(1, 25))
    with pytest.raises(InputError, match="grown out of all proportion"):
        values(squares)
