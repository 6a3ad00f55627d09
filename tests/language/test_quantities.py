"""A part of a named quantity is 0 or more, and refused where its value is written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language.asked import ask, problems, refused, total

BODY = """\
assumptions: {{n: 500}}
workload:
- call: c
  requests: 1
  input: {written}
options: {{a: {{model: acme/flat}}}}
"""


def test_parts_add_up() -> None:
    # 1,000 and 0 and 1.5M tokens at 10 USD for 1M.
    assert total(ask(BODY.format(written="{system: 2 * n, nothing: 0, question: 1.5M}"))) == Decimal("15.01")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{system: -500, question: 900}", ["5 negative-number: 500"]),
        ("{question: 900, system: -500}", ["5 negative-number: 500"]),
        ("{system: 0 - n, question: 900}", ["5 negative-number: 0"]),
        ("{system: n - 501, question: 900}", ["5 negative-number: n"]),
    ],
)
def test_a_part_that_is_negative_is_refused_though_the_sum_is_not(written: str, expected: list[str]) -> None:
    assert refused(BODY.format(written=written)) == expected


def test_the_part_is_named() -> None:
    ((_, _, message, _),) = problems(BODY.format(written="{system: -500, question: 900}"))
    assert "system" in message


def test_a_part_may_be_negative_in_no_turn() -> None:
    body = "workload: [{call: c, model: acme/flat, requests: 1, each: {k: 1..3}, input: {a: 2 - k, b: 9}}]\n"
    assert [found.partition(":")[0] for found in refused(body)] == ["1 negative-number"]
    assert "k=3" in problems(body)[0][2]


def test_a_part_may_be_negative_in_no_option() -> None:
    body = BODY.format(written="{system: n - 100, question: 900}").replace(
        "acme/flat}", "acme/flat}, b: {model: acme/flat, with: {n: 50}}"
    )
    assert refused(body) == ["5 negative-number: n"]


def test_totals_have_parts_too() -> None:
    body = "workload: [{call: c, totals: {input: {a: -1, b: 9}}}]\noptions: {a: {model: acme/flat}}\n"
    assert refused(body) == ["1 negative-number: 1"]
