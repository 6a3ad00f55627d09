"""What speaks against an option, at the borders of its life and of its limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.expr import number
from costcalc.instant import parse_instant, parse_period
from costcalc.problem import Place, Source
from costcalc.workload import RequestGroup
from tests.estimates import estimate
from tests.inputs import card_yaml, cards_in

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.ratecard import Catalogue

NOWHERE = Place(Source("asked"), 1, 1)
CARD = card_yaml("""\
models:
  small:
    context_window: 1000
    max_output: 100
    released: 2026-02-01
    retired: 2026-05-01
    rates:
      - {effective: 2026-01-01, source: s, input: 1, cache_read: 0.1, output: 2, reasoning: output}
      - {effective: 2026-03-16, source: s, max_output: 200, input: 1, cache_read: 0.1, output: 2, reasoning: output}
""")


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder: Path = tmp_path_factory.mktemp("flags")
    return cards_in(folder, CARD)


def flags(cards: Catalogue, usage: dict[str, int], when: str, *, requests: int | None = 1) -> list[str]:
    group = RequestGroup(
        "ask",
        number(requests) if requests is not None else None,
        {meter: number(amount) for meter, amount in usage.items()},
    )
    offer = cards.find("acme/small", NOWHERE)
    if len(when) <= len("2026-01"):
        period = parse_period(when)
        assert period.start
        result = estimate(offer, [group], {}, period.start, NOWHERE, period)
    else:
        result = estimate(offer, [group], {}, parse_instant(when), NOWHERE)
    return [flag.code for flag in result.flags]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-01-31T23:59:59Z", ["not-released"]),
        ("2026-02-01", []),
        ("2026-04-30T23:59:59Z", []),
        ("2026-05-01", ["retired"]),
        ("2026-01", ["not-released"]),
        ("2026-02", []),
        ("2026-04", []),  # its last instant is before the first of May
        ("2026-05", ["retired"]),
        ("2026", ["not-released", "retired"]),
    ],
)
def test_a_life_begins_and_ends(acme: Catalogue, when: str, expected: list[str]) -> None:
    assert flags(acme, {"input": 1}, when) == expected


@pytest.mark.parametrize(
    ("usage", "when", "expected"),
    [
        ({"input": 900, "output": 100}, "2026-03-01", []),
        ({"input": 901, "output": 100}, "2026-03-01", ["context-window-exceeded"]),
        ({"input": 1001}, "2026-03-01", ["context-window-exceeded"]),
        ({"input": 1000, "cache_read": 1000}, "2026-03-01", []),  # what is cached is no more than the prompt
        ({"input": 1, "output": 101}, "2026-03-01", ["max-output-exceeded"]),
        ({"input": 1, "output": 100, "reasoning": 100}, "2026-03-01", []),
        ({"input": 1, "output": 101}, "2026-03-16", []),
        ({"input": 1, "output": 201}, "2026-03-16", ["max-output-exceeded"]),
        # in March it is too long for the first half
        ({"input": 1, "output": 101}, "2026-03", ["max-output-exceeded"]),
        ({"input": 1, "output": 101}, "2026-04", []),
    ],
)
def test_limits_are_those_of_the_rate_in_force(
    acme: Catalogue, usage: dict[str, int], when: str, expected: list[str]
) -> None:
    assert flags(acme, usage, when) == expected


def test_the_month_has_no_limit(acme: Catalogue) -> None:
    assert flags(acme, {"input": 900, "output": 100}, "2026-04", requests=10**9) == []


@pytest.mark.parametrize(
    ("usage", "expected"),
    [({"input": 900, "output": 100}, []), ({"input": 5000, "output": 100}, ["request-size-unknown"])],
)
def test_a_total_may_be_of_small_requests(acme: Catalogue, usage: dict[str, int], expected: list[str]) -> None:
    assert flags(acme, usage, "2026-04-28", requests=None) == expected
