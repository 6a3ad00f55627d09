"""What is paid once and what is paid in every period are known, or open, each by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language.asked import ask

BODY = """\
assumptions: {{n: {n}, offer: {offer}}}
workload:
  - {{line: desks, quantity: n, unit_price: 3}}
  - {{line: rent, unit_price: 100}}
  - {{line: move, unit_price: offer, once: true}}
options: {{stay: {{use: [rent]}}, go: {{use: [desks, move]}}}}
baseline: stay
"""


def test_a_total_is_known_beside_a_sum_that_nobody_knows() -> None:
    result = ask(BODY.format(n="20", offer="{unit: USD}"))
    go = result["go"]
    assert go.total is not None
    assert go.total.value == 60
    assert (go.upfront, go.paid_once, go.payback) == (None, None, None)
    assert (go.open, go.open_once, go.unknown, go.without_ends) == ((), ("offer",), ("offer",), ("offer",))
    assert result.cheapest == ("go",)
    assert [charge.key for charge in go.charges] == ["desks"]


def test_what_is_paid_once_is_known_beside_a_total_that_nobody_knows() -> None:
    result = ask(BODY.format(n="{between: 10 to 20}", offer="500"))
    go = result["go"]
    assert go.upfront_total is not None
    assert go.upfront_total.value == 500
    assert (go.total, go.open, go.open_once, go.without_ends) == (None, ("n",), (), ())
    assert go.ends == (30, 60)
    assert result.cheapest == ("go",)


@pytest.mark.parametrize(
    ("offer", "value"), [("{between: 200 to 700}", None), ("{value: 400, between: 200 to 700}", 400)]
)
def test_what_is_paid_once_has_a_lowest_and_a_highest_sum(offer: str, value: int | None) -> None:
    go = ask(BODY.format(n="20", offer=offer))["go"]
    assert go.ranged_total is None
    assert go.ranged_upfront is not None
    assert (go.ranged_upfront.low, go.ranged_upfront.high) == (200, 700)
    assert go.ranged_upfront.bounds == "proven"
    assert (go.upfront_total.value if go.upfront_total else None) == value
    assert go.without_ends == ()
    # it saves 40 a month, and pays back 400 in 10
    assert (go.payback.value if go.payback else None) == (Decimal(10) if value else None)
