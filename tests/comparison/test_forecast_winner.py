"""Which option costs least over all months, where none has one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.comparison.forecast import Forecast, forecast
from costcalc.project.load import load_scenario
from tests.inputs import card_yaml, cards_in, scenario_yaml

if TYPE_CHECKING:
    from pathlib import Path

CARD = card_yaml("models: {gone: {rates: [{effective: 2026-01-01, until: 2026-06-01, source: s, input: 1}]}}\n")
BODY = """\
as_of: 2026-05-01
assumptions: {{month: 1, n: {{between: 1 to 2}}}}
workload:
  - {{line: x, unit_price: {x}}}
  - {{line: y, unit_price: {y}}}
  - {{line: setup, unit_price: {once}, once: true}}
options: {{one: {{use: [x, setup]}}, two: {{use: [y]}}}}
"""


def asked(folder: Path, body: str) -> Forecast:
    (folder / "scenario").mkdir()
    path = folder / "scenario/s.yaml"
    path.write_text(scenario_yaml(body), encoding="utf-8")
    return forecast(load_scenario(path), cards_in(folder, CARD), as_of="2026-05-01", months=2)


@pytest.mark.parametrize(
    ("x", "y", "once", "cheapest"),
    [
        ("10 * n", "11 * n", "0", ("one",)),
        # 10 n and 20 n against 15 n twice: less in one month, and more in the other
        ("10 * n * month", "15 * n", "0", ()),
        # 10 n and 20 n against 30 n and 5: in May 20 n more, 20 at least; in June 20 n - 5 less, 35 at most
        ("10 * n * month", "30 * n * (2 - month) + 5 * (month - 1)", "0", ()),
        # and with 50 n in May it is 40 n more, 40 at least: in all more by 5 at least
        ("10 * n * month", "50 * n * (2 - month) + 5 * (month - 1)", "0", ("one",)),
        # less by n every month, and dearer by 100 at once
        ("10 * n", "11 * n", "100", ("two",)),
        # less by 60 n every month, 120 at least: more than what it costs at once
        ("10 * n", "70 * n", "100", ("one",)),
    ],
)
def test_one_wins_that_is_proven_to_cost_no_more_in_all(
    tmp_path: Path, x: str, y: str, once: str, cheapest: tuple[str, ...]
) -> None:
    assert asked(tmp_path, BODY.format(x=x, y=y, once=once)).cheapest == cheapest


def test_what_is_open_in_a_month_and_has_no_price_in_another_is_not_compared(tmp_path: Path) -> None:
    text = """\
as_of: 2026-05-01
assumptions: {n: {between: 1 to 2}}
workload: [{call: ask, requests: n, input: 1M}, {line: rent, unit_price: 500}]
options: {gone: {model: acme/gone, use: [ask]}, rent: {use: [rent]}}
"""
    found = asked(tmp_path, text)
    assert found.cheapest == ("rent",)
    assert [one.what.code for one in found.options[0].not_priced] == ["not-in-force"]
