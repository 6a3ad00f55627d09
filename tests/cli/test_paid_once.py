"""What is paid once, where that or the total has no one value; and what is said of options of several scenarios."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

BODY = """\
id: {id}
as_of: 2026-05-01
assumptions: {{n: {n}, offer: {offer}}}
workload:
  - {{line: desks, quantity: n, unit_price: 3}}
  - {{line: rent, unit_price: 100}}
  - {{line: move, unit_price: offer, once: true}}
options: {{stay: {{use: [rent]}}, go: {{use: [desks, move]}}}}
baseline: stay
chosen: go
"""
CARD = card_yaml("""\
models:
  gone: {retired: 2026-04-20, rates: [{effective: 2026-01-01, source: s, input: 1}]}
  small: {rates: [{effective: 2026-01-01, source: s, input: 2}]}
""")
GONE = """\
id: gone
as_of: 2026-05-01
workload: [{call: ask, requests: 1M, input: 1}]
options: {a: {model: acme/small}, b: {model: acme/gone}}
chosen: b
"""


@pytest.fixture
def told(costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pricing").mkdir()
    (tmp_path / "pricing/acme.yaml").write_text(CARD, encoding="utf-8")

    def ask(command: str, **files: str) -> str:
        for name, body in files.items():
            (tmp_path / f"{name}.yaml").write_text(scenario_yaml(body), encoding="utf-8")
        return " ".join(costcalc(*command.split()).out.split())

    return ask


def written(n: str, offer: str, name: str = "s") -> str:
    return BODY.format(id=name, n=n, offer=offer)


def test_a_known_sum_stands_beside_a_total_that_is_open(told: Callable[..., str]) -> None:
    s = written("{between: 10 to 20}", "500")
    out = told("compare s.yaml --brief", s=s)
    assert "Cheapest: go, 30.00 to 60.00 USD a month, and 500.00 USD once, wherever in the ranges." in out
    assert "Chosen: go, 30.00 to 60.00 USD a month, and 500.00 USD once." in out
    assert "Open" not in out
    out = told("forecast s.yaml --months 2 --brief")
    # 500 and twice 30 to 60, which is more than twice 100
    assert "once 500.00" in out
    assert "in all 200.00 - 560.00 620.00" in out
    assert "Cheapest in all: stay, 200.00 USD in 2 months." in out


def test_a_sum_that_nobody_knows_leaves_the_total(told: Callable[..., str]) -> None:
    out = told("compare s.yaml", s=written("20", "{unit: USD}"))
    assert "Cheapest: go, 60.00 USD a month, and once what rests on offer." in out
    assert "go: offer has no value; --set offer=… gives it one" in out
    assert "move, once offer" in out
    out = told("forecast s.yaml --months 2 --brief")
    assert "once open 2026-05 100.00 60.00 2026-06 100.00 60.00 in all 200.00 not known" in out
    assert "Cheapest in all, of those with a total in every month: stay, 200.00 USD" in out
    (_, go) = json.loads(told("compare s.yaml --format json"))["options"]
    assert (go["total"], go["upfront"], go["open"], go["upfront_range"]) == ("60", None, ["offer"], None)
    assert "the option `go` of `s` is open: `offer` has no value" in told(
        "compare s.yaml s2.yaml", s2=written("1", "1", "s2")
    )


def test_a_sum_with_a_lowest_and_a_highest_value_says_both(told: Callable[..., str]) -> None:
    out = told("compare s.yaml", s=written("20", "{between: 200 to 700}"))
    assert "go 60.00 200.00 to 700.00" in out
    assert "Cheapest: go, 60.00 USD a month, and 200.00 to 700.00 USD once." in out
    assert "go.upfront 200.00 700.00 offer = 200 offer = 700" in out
    out = told("forecast s.yaml --months 2 --brief")
    assert "once - 200.00 700.00" in out
    assert "in all 200.00 - 320.00 820.00" in out


def test_what_speaks_against_an_option_is_said_in_the_sum_too(told: Callable[..., str]) -> None:
    out = told("compare s.yaml gone.yaml --brief", s=written("20", "1"), gone=GONE).partition("All scenarios together")[
        2
    ]
    assert "s go 60.00 1.00 gone b * 1.00 in all 61.00 1.00 * cannot be the cheapest: see the flags." in out


def test_a_forecast_of_one_option_without_a_name_has_a_total(told: Callable[..., str]) -> None:
    body = "id: s\nas_of: 2026-05-01\nworkload: [{line: rent, unit_price: 5}]\n"
    assert told("forecast s.yaml --months 3 --brief", s=body).endswith("Total: 15.00 USD in 3 months.")


TIED = """\
id: s
as_of: 2026-05-01
workload: [{line: rent, unit_price: 5}, {line: more, unit_price: 6}]
options: {a: {use: [rent]}, b: {use: [rent]}, c: {use: [more]}}
"""


def test_what_costs_the_same_and_is_not_listed_is_said(told: Callable[..., str]) -> None:
    out = told("compare s.yaml --top 1 --brief", s=TIED)
    assert "Cheapest: a, 5.00 USD a month, as others that are not listed." in out
    assert "Of 3 options, 1 is listed; not listed: 2 ranked lower." in out
    out = told("compare s.yaml --top 2 --brief")
    assert "Cheapest: a and b, 5.00 USD a month." in out
