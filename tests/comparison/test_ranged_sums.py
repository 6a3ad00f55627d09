"""How low and how high months together can be, and which option is the cheapest of what is not one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.comparison.forecast import Forecast, forecast
from costcalc.project.load import load_scenario
from tests.inputs import card_yaml, cards_in, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.comparison.ranges import RangedValue

CARD = card_yaml("models: {small: {rates: [{effective: 2026-01-01, source: s, input: 1}]}}\n")
ONE_WAY = """\
as_of: 2026-11-10
assumptions: {month: 1, size: {value: 1000, between: 500 to 2K}, fee: {value: 2, between: 1 to 4}}
workload:
  - {call: ask, requests: 10K * month, input: size}
  - {line: setup, unit_price: fee, once: true}
options: {small: {model: acme/small}}
"""
OPPOSITE = """\
as_of: 2026-11-10
assumptions: {month: 1, x: {value: 2, between: 1 to 4}}
workload: [{line: desk, unit_price: 10 + x * (2 * month - 3)}]
"""
OPEN = """\
as_of: 2026-11-10
assumptions: {size: {between: 1K to 3K}, fee: {between: 900 to 3500}, unheard: {unit: USD}}
workload:
  - {call: ask, requests: 1M, input: size}
  - {line: desk, unit_price: fee}
  - {line: other, unit_price: unheard}
options:
"""


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Forecast]:
    def ask(text: str, months: int = 3) -> Forecast:
        (tmp_path / "scenario").mkdir()
        path = tmp_path / "scenario" / "s.yaml"
        path.write_text(scenario_yaml(text), encoding="utf-8")
        return forecast(load_scenario(path), cards_in(tmp_path, CARD), as_of="2026-11-10", months=months)

    return ask


def told(ranged: RangedValue | None) -> tuple[object, ...] | None:
    return (ranged.low, ranged.high, ranged.bounds) if ranged else None


def test_where_months_agree_the_sum_of_the_lowest_is_proven(run: Callable[..., Forecast]) -> None:
    (small,) = run(ONE_WAY).options
    # 10K, 20K, 30K requests of 500 and of 2000 tokens: 5, 10, 15 and 20, 40, 60; once 1 and 4
    assert [told(one) for one in small.ranged] == [(5, 20, "proven"), (10, 40, "proven"), (15, 60, "proven")]
    assert [told(one) for one in small.ranged_cumulative] == [
        (6, 24, "proven"),
        (16, 64, "proven"),
        (31, 124, "proven"),
    ]
    assert [told(year.ranged) for year in small.years] == [(16, 64, "proven"), (15, 60, "proven")]
    assert told(small.ranged_total) == (31, 124, "proven")
    assert small.ends == (31, 124)
    assert small.ranged_total is not None
    assert small.ranged_total.span is not None
    assert small.ranged_total.span.low_at == {"fee": 1, "size": 500}
    later = small.years[1].ranged
    assert later is not None
    assert later.span is not None
    assert later.span.low_at == {"size": 500}  # what is paid once is in the first year


def test_where_months_do_not_agree_the_sum_is_asked_where_each_is_lowest(run: Callable[..., Forecast]) -> None:
    (desk,) = run(OPPOSITE).options
    # 10 - x, 10 + x, 10 + 3x: 6 to 9, 11 to 14, 13 to 22. Together 20 after two months, and 30 + 3x after three,
    # whatever the sums of the lowest are: 17 and 30.
    assert [told(one) for one in desk.ranged] == [(6, 9, "proven"), (11, 14, "proven"), (13, 22, "proven")]
    assert [told(one) for one in desk.ranged_cumulative] == [
        (6, 9, "proven"),
        (20, 20, "at corners"),
        (33, 42, "at corners"),
    ]
    assert desk.ends is None
    assert desk.has_ends


def test_a_month_whose_range_nobody_knows_leaves_no_sum(run: Callable[..., Forecast]) -> None:
    (only,) = run(OPEN + "  only: {model: acme/small, use: [ask, other]}\n", 2).options
    assert only.ranged_total is not None
    assert (only.ranged_total.span, only.ranged_total.why) == (None, "`unheard` has no value")
    assert not only.has_ends


def test_what_rests_on_no_range_has_none(run: Callable[..., Forecast]) -> None:
    known, _ = run(OPEN + "  known: {model: acme/small, use: [ask], with: {size: 500}}\n  o: {use: [desk]}\n").options
    assert (known.ranged_total, known.has_ends, known.ends) == (None, False, (1500, 1500))  # 3 months of 1M * 500


A, B, OTHER = (
    "  a: {model: acme/small, use: [ask]}\n",  # 1000 to 3000 a month
    "  b: {use: [desk]}\n",  # 900 to 3500
    "  other: {use: [other]}\n",  # nobody knows
)


def known(size: str) -> str:
    return f"  known: {{model: acme/small, use: [ask], with: {{size: {size}}}}}\n"


@pytest.mark.parametrize(
    ("options", "cheapest"),
    [
        (A + known("10K"), ("a",)),  # 10,000 a month
        (A + known("500"), ("known",)),
        (A + known("2K"), ("known",)),  # a may cost less, or more
        (A + B + known("10K"), ()),  # both cost less, and nobody knows which of them least
        (A + B, ()),
        (A + OTHER, ()),
        (A, ("a",)),
        (A + "  twice: {model: acme/small, use: [ask], with: {size: size * 2}}\n", ("a",)),  # in every month
        ("  twice: {model: acme/small, use: [ask], with: {size: size * 2}}\n" + A + known("2500"), ("known",)),
    ],
)
def test_an_option_that_is_proven_dearer_is_not_the_cheapest(
    run: Callable[..., Forecast], options: str, cheapest: tuple[str, ...]
) -> None:
    assert run(OPEN + options, 2).cheapest == cheapest
