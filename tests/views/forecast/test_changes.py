"""Which changes of prices an option is told of: those of what it asks that model for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.comparison.forecast import forecast
from costcalc.project.load import load_scenario
from costcalc.views.forecast.changes import changes_of
from tests.inputs import card_yaml, cards_in, scenario_yaml

if TYPE_CHECKING:
    from pathlib import Path

CARD = card_yaml("""\
models:
  reader:
    rates:
      - {effective: 2026-01-01, source: s, input: 1, output: 10}
      - {effective: 2026-03-10, source: s, input: 1, output: 20}
      - {effective: 2026-04-10, source: s, input: 2, output: 20}
  writer:
    rates:
      - {effective: 2026-01-01, source: s, input: 1, output: 10}
      - {effective: 2026-03-20, source: s, input: 3, output: 10}
""")
CALLS = """\
as_of: 2026-03-01
workload:
  - {call: read, requests: 1M, input: 100}
  - {call: write, requests: 1M, output: 100, model: acme/writer}
options: {mix: {model: acme/reader}}
"""


@pytest.mark.parametrize(
    ("calls", "told"),
    [
        (CALLS, [("2026-04-10", "acme/reader", ("input 1.00 -> 2.00",))]),
        (CALLS.replace("input: 100}", "input: 100, once: true}"), []),
        (
            CALLS.replace("output: 100,", "output: 100, input: 5,"),
            [
                ("2026-03-20", "acme/writer", ("input 1.00 -> 3.00",)),
                ("2026-04-10", "acme/reader", ("input 1.00 -> 2.00",)),
            ],
        ),
    ],
)
def test_a_change_of_what_a_model_is_not_asked_for_is_none(
    tmp_path: Path, calls: str, told: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    cards = cards_in(tmp_path, CARD)
    (tmp_path / "s.yml").write_text(scenario_yaml(calls), encoding="utf-8")
    (mix,) = forecast(load_scenario(tmp_path / "s.yml"), cards, as_of="2026-03-01", months=2).options
    assert [(f"{one.at:%Y-%m-%d}", one.model, one.words) for one in changes_of(mix)] == told
