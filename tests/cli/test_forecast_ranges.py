"""Forecasts of what is not one number, and of options that may not be chosen."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

CARD = card_yaml("""\
models:
  small: {context_window: 100K, rates: [{effective: 2026-01-01, source: s, input: 1}]}
  large: {context_window: 1M, rates: [{effective: 2026-01-01, source: s, input: 10}]}
""")
SCENARIO = scenario_yaml("""\
as_of: 2026-05-01
assumptions:
  month: 1
  size: {value: 1000, range: 500 to 2K}
  fee: {between: 5 to 8}
workload:
  - {call: ask, requests: 10K * month, input: size}
  - {line: desk, unit_price: fee}
options:
  small: {model: acme/small, use: [ask]}
  large: {model: acme/large, use: [ask]}
  desk: {use: [desk]}
require: {context_window: 200K}
""")


@pytest.fixture
def forecast(costcalc: Callable[..., Answer], tmp_path: Path) -> Callable[..., Answer]:
    (tmp_path / "pricing").mkdir()
    (tmp_path / "pricing/acme.yaml").write_text(CARD, encoding="utf-8")
    (tmp_path / "s.yaml").write_text(SCENARIO, encoding="utf-8")
    where = (tmp_path / "s.yaml", "--pricing", tmp_path / "pricing", "--months", "2")
    return lambda *words: costcalc("forecast", *where, *words)


def test_each_month_has_its_lowest_and_its_highest_total(forecast: Callable[..., Answer]) -> None:
    # May: 10K requests of 500, 1000 and 2000 tokens at 1 USD for 1M: 5, 10, 20 USD; June twice as much.
    small, large, desk = json.loads(forecast("--format", "json").out)["options"]
    assert [(one["low"], one["total"], one["high"]) for one in small["months"]] == [
        ("5", "10", "20"),
        ("10", "20", "40"),
    ]
    assert [(one["low"], one["total"], one["high"]) for one in large["months"]][1] == ("100", "200", "400")
    assert [(one["low"], one["total"], one["high"]) for one in desk["months"]] == [("5", None, "8")] * 2
    rows = list(csv.DictReader(io.StringIO(forecast("--format", "csv").out)))
    assert [(row["option"], row["low"], row["high"]) for row in rows][::2] == [
        ("small", "5", "20"),
        ("large", "50", "200"),
        ("desk", "5", "8"),
    ]


@pytest.mark.parametrize("words", [(), ("--brief",), ("--format", "markdown")])
def test_low_and_high_stand_beside_totals_and_sums(forecast: Callable[..., Answer], words: tuple[str, ...]) -> None:
    out = forecast(*words).out.replace("&#33;", "!").replace("|", " ")
    told = "\n".join(" ".join(line.split()) for line in out.splitlines())
    assert "month small ! small low small high large large low" in told
    assert "2026-06 20.00 10.00 40.00 200.00 100.00" in told
    # 10K and 20K requests: 15, 30, 60; the desk twice 5 and 8
    assert "in all 30.00 15.00 60.00 300.00 150.00" in told
    assert "in all 10.00 16.00" in told or "in all 30.00 15.00 60.00 300.00 150.00 600.00 - 10.00 16.00" in told
    where = "small in all 15.00 60.00 size = 500 size = 2_000"
    assert (where in told) is (words != ("--brief",))


def test_programs_and_spreadsheets_are_told_how_low_and_how_high_sums_can_be(forecast: Callable[..., Answer]) -> None:
    small, _, desk = json.loads(forecast("--format", "json").out)["options"]
    assert [(one["low"], one["total"], one["high"]) for one in (small, desk)] == [
        ("15", "30", "60"),
        ("10", None, "16"),
    ]
    assert (small["total_range"]["low_at"], small["total_range"]["bounds"]) == ({"size": "500"}, "proven")
    assert [(one["year"], one["low"], one["high"]) for one in desk["years"]] == [(2026, "10", "16")]
    assert [(one["cumulative_range"]["low"], one["cumulative_range"]["high"]) for one in small["months"]] == [
        ("5", "20"),
        ("15", "60"),
    ]
    rows = list(csv.DictReader(io.StringIO(forecast("--format", "csv").out)))
    assert [(row["cumulative_low"], row["cumulative_high"], row["cumulative_bounds"]) for row in rows][1::2] == [
        ("15", "60", "proven"),
        ("150", "600", "proven"),
        ("10", "16", "proven"),
    ]


def test_an_open_option_whose_ends_are_known_may_be_the_cheapest(forecast: Callable[..., Answer]) -> None:
    answer = forecast()
    assert answer.code == 0
    assert "Not priced" not in answer.out
    assert "Open" not in answer.out  # low and high are known
    assert "Cheapest in all: desk, 10.00 to 16.00 USD in 2 months, wherever in the ranges." in " ".join(
        answer.out.split()
    )
    assert "desk, 2026-05 to 2026-06 desk fee" in " ".join(answer.out.split())  # as far as that goes
    known = json.loads(forecast("--format", "json", "--set", "fee=6").out)["options"][2]
    assert Decimal(known["total"]) == 12


OPEN = """\
as_of: 2026-05-01
assumptions: {size: {between: 500 to 2K}, offer: {unit: USD}}
workload:
  - {call: ask, requests: 10K, input: size}
  - {line: server, unit_price: offer}
options:
  small: {model: acme/small, use: [ask]}
  own: {model: acme/small}
"""


def test_what_is_open_is_said_with_what_gives_it_a_value(forecast: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(scenario_yaml(OPEN), encoding="utf-8")
    for words in ((), ("--brief",)):
        told = " ".join(forecast(*words).out.split())
        assert "2026-05 - 5.00 20.00 open" in told
        assert "in all - 10.00 40.00 not known" in told
        assert "Cheapest in all: not known; own is open." in told
        assert "own: size and offer have no value; --set size=… --set offer=… gives them one" in told
    assert "own: acme/small, 2026-05 to 2026-06" in forecast().out
    known = "  known: {model: acme/small, use: [ask], with: {size: 100}}\n"  # 1 USD a month; `own` may be less
    (tmp_path / "s.yaml").write_text(scenario_yaml(OPEN + known), encoding="utf-8")
    told = " ".join(forecast().out.split())
    assert "Cheapest in all, of those with a total in every month: known, 2.00 USD in 2 months." in told


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ("100", "Cheapest in all: known, 2.00 USD in 2 months."),  # and 10 to 40
        ("1000", "Cheapest in all, of those with a total in every month: known, 20.00 USD in 2 months."),
        ("9K", "Cheapest in all: small, 10.00 to 40.00 USD in 2 months, wherever in the ranges."),
    ],
)
def test_only_what_may_be_cheaper_is_no_part_of_who_is_compared(
    forecast: Callable[..., Answer], tmp_path: Path, size: str, said: str
) -> None:
    text = OPEN.replace("own: {model: acme/small}", f"known: {{model: acme/small, use: [ask], with: {{size: {size}}}}}")
    (tmp_path / "s.yaml").write_text(scenario_yaml(text), encoding="utf-8")
    assert said in " ".join(forecast("--brief").out.split())


def test_ranges_that_overlap_have_no_cheapest(forecast: Callable[..., Answer], tmp_path: Path) -> None:
    text = OPEN.replace("offer: {unit: USD}", "offer: {between: 6 to 9}").replace("own: {", "own: {use: [server], ")
    (tmp_path / "s.yaml").write_text(scenario_yaml(text), encoding="utf-8")
    said = "Cheapest in all: not known; none is proven to cost no more than all others, wherever in the ranges."
    assert said in " ".join(forecast("--brief").out.split())


def test_what_is_not_proven_is_said_to_be_at_corners(forecast: Callable[..., Answer], tmp_path: Path) -> None:
    # 10 - x in May, 10 + x in June: 20 together, and no sum of 6 and 11
    text = """\
as_of: 2026-05-01
assumptions: {month: 1, x: {value: 2, between: 1 to 4}}
workload: [{line: desk, unit_price: 10 + x * (2 * month - 3)}]
"""
    (tmp_path / "s.yaml").write_text(scenario_yaml(text), encoding="utf-8")
    told = forecast("--brief").out
    assert "Low and high are at corners, which is not proven to be all." in told
    assert "in all 20.00 20.00 20.00" in " ".join(told.split())


def test_what_is_required_and_not_so_is_said_and_never_wins(forecast: Callable[..., Answer]) -> None:
    answer = forecast()
    assert "small !" in answer.out
    assert "! does not fulfil what is required: see what is excluded." in answer.out
    assert "small: acme/small: its context window is 100,000; 200,000 is required" in " ".join(answer.out.split())
    assert "see the flags" not in answer.out  # there are none
    document = json.loads(forecast("--format", "json").out)
    assert [len(one["excluded"]) for one in document["options"]] == [1, 0, 0]
    assert document["cheapest"] == ["desk"]
