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
    lines = [line.split() for line in forecast().out.splitlines()]
    assert [
        "month",
        "small",
        "low",
        "small",
        "high",
        "large",
        "low",
        "large",
        "high",
        "desk",
        "low",
        "desk",
        "high",
    ] in lines
    assert ["2026-06", "10.00", "40.00", "100.00", "400.00", "5.00", "8.00"] in lines


def test_what_has_no_one_value_is_open_and_not_without_a_price(forecast: Callable[..., Answer]) -> None:
    answer = forecast()
    assert answer.code == 0
    assert "Not priced" not in answer.out
    assert ["2026-05", "10.00", "100.00", "open"] in [line.split() for line in answer.out.splitlines()]
    assert "Cheapest in all, of those with a total in every month: large, 300.00 USD in 2 months." in " ".join(
        answer.out.split()
    )
    known = json.loads(forecast("--format", "json", "--set", "fee=6").out)["options"][2]
    assert Decimal(known["total"]) == 12


def test_what_is_required_and_not_so_is_said_and_never_wins(forecast: Callable[..., Answer]) -> None:
    answer = forecast()
    assert "small !" in answer.out
    assert "! does not fulfil what is required: see what is excluded." in answer.out
    assert "small: acme/small: its context window is 100,000; 200,000 is required" in " ".join(answer.out.split())
    assert "see the flags" not in answer.out  # there are none
    document = json.loads(forecast("--format", "json").out)
    assert [len(one["excluded"]) for one in document["options"]] == [1, 0, 0]
    assert document["cheapest"] == ["large"]
