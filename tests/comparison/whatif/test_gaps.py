"""Where two options change places in a table, it is looked again, if a look at all values did not get through."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.whatif import crossings, what_if
from costcalc.comparison.whatif.gaps import OrderGap, gaps_of, with_gap
from costcalc.expr import number
from costcalc.expr.solving.found import Failed, JumpOver, Root, Solutions, ValueInterval
from costcalc.project.load import load_scenario
from tests.inputs import card_yaml, cards_in, scenario_yaml

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from costcalc.comparison.whatif import WhatIf

F = Fraction
BODY = """\
assumptions: {n: 1, fee: 10}
workload:
  - {line: each, quantity: n, unit_price: 1}
  - {line: seat, unit_price: fee}
options: {paid: {use: [each]}, flat: {use: [seat]}}
"""


def table(folder: Path, values: str) -> WhatIf:
    cards = cards_in(folder, card_yaml("models: {m: {rates: [{effective: 2026-01-01, source: s, input: 1}]}}\n"))
    return what_if(load_scenario(text=scenario_yaml(BODY)), cards, vary={"n": values}, as_of="2026-04-28")


def between(low: int | None, high: int | None) -> ValueInterval:
    return ValueInterval(
        None if low is None else F(low), None if high is None else F(high), low_closed=False, high_closed=False
    )


def failed(low: int | None, high: int | None) -> Failed:
    return Failed(between(low, high), "it takes too long", number(0))


def test_a_gap_lies_between_values_of_another_order(tmp_path: Path) -> None:
    points = table(tmp_path, "20,1,5,15,8").points  # 10 lies between 8 and 15, whatever their order is
    assert list(gaps_of(points, (0, 1))) == [OrderGap(F(8), F(15))]
    assert list(gaps_of(points[:1], (0, 1))) == []


def test_what_is_equal_is_an_order_of_its_own(tmp_path: Path) -> None:
    assert list(gaps_of(table(tmp_path, "5,10,20").points, (0, 1))) == [
        OrderGap(F(5), F(10)),
        OrderGap(F(10), F(20)),
    ]


def test_what_is_found_in_a_gap_is_known_and_the_rest_is_not() -> None:
    every = Solutions(roots=(Root(F(1), F(1)),), failed=(failed(3, None),))
    inside = Solutions(roots=(Root(F(6), F(6)),), jumps=(JumpOver(F(7), F(-1), F(-1), F(1)),))
    merged = with_gap(every, OrderGap(F(5), F(8)), inside)
    assert [root.low for root in merged.roots] == [1, 6]
    assert [jump.value for jump in merged.jumps] == [7]
    assert [one.where[:2] for one in merged.failed] == [(3, 5), (8, None)]


def test_a_gap_that_nobody_gets_through_either_leaves_it_open() -> None:
    every = Solutions(failed=(failed(3, 9),))
    assert with_gap(every, OrderGap(F(5), F(8)), Solutions(failed=(failed(6, 8),))).failed == every.failed


def test_what_is_known_twice_is_said_once() -> None:
    root, stretch = Root(F(6), F(6)), between(4, 7)
    every = Solutions(roots=(root,), stretches=(stretch,), failed=(failed(8, 9),))
    merged = with_gap(every, OrderGap(F(5), F(8)), Solutions(roots=(root,), stretches=(between(5, 7),)))
    assert (merged.roots, merged.stretches) == ((root,), (stretch,))


def test_a_pair_without_anything_left_to_compute_with_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crossings, "MOST_WORK", 0)
    assert table(tmp_path, "5,20").crossings == ((), (), 1)
