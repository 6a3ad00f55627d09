"""A charge of turns: the sum that it is, and beside it how large its first and its last turn is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.views.comparison.conftest import Asked

LOOP = """\
as_of: 2026-02-01
assumptions: {{turns: 8}}
workload: [{{call: talk, requests: 1000, each: {{k: 1..turns}}, {shape}}}]
options: {{one: {{model: acme/large}}}}
"""
GROWING = LOOP.format(shape="input: 2K * k + 500, output: 100")
# A turn has 2,500, 4,500, 6,500, 8,500, 10,500, 12,500, 14,500, 16,500 tokens: the first four are 22,000 and cost
# 22M * 4 / 1M = 88 USD; the others, above 10K, are 54,000 and cost 54M * 8 / 1M = 432 USD.


def test_a_sum_of_turns_says_how_its_turns_grow(compared: Asked) -> None:
    text = compared.text(GROWING)
    assert "= 88\n                      k=1: 2,500; k=4: 8,500 tokens each\n" in text
    assert "= 432\n                      k=5: 10,500; k=8: 16,500 tokens each\n" in text
    # All answers are equal, but some have another price.
    assert "                      k=1..4: 100 tokens each\n" in text
    assert "                      k=5..8: 100 tokens each\n" in text


def test_turns_that_are_all_equal_need_no_remark(compared: Asked) -> None:
    text = compared.text(LOOP.format(shape="input: 100, output: 100").replace("acme/large", "acme/small"))
    assert "sum(k=1..turns, 1000 * 100)" in text
    assert "k=1:" not in text


@pytest.mark.parametrize(
    ("shape", "first", "last"),
    [("input: 2K * k, output: 0", "2000", "8000"), ("input: 9K - 1K * k, output: 0", "8000", "5000")],
)
def test_programs_are_told_the_same(compared: Asked, shape: str, first: str, last: str) -> None:
    body = LOOP.format(shape=shape).replace("turns: 8", "turns: 4")
    charge = compared.document(body)["options"][0]["charges"][0]
    assert charge["each"] == {
        "index": "k",
        "from": "1",
        "to": "4",
        "first": first,
        "first_exact": None,
        "last": last,
        "last_exact": None,
    }


def test_requests_that_are_more_in_some_turns_do_not_make_them_larger(compared: Asked) -> None:
    """A turn that fewer people reach has fewer requests, of the size that it has."""
    body = LOOP.format(shape="input: 1K * k, output: 0").replace("requests: 1000", "requests: 1000 * (9 - k)")
    each = compared.document(body)["options"][0]["charges"][0]["each"]
    assert (each["first"], each["last"]) == ("1000", "8000")


def test_a_turn_that_nobody_reaches_has_no_size(compared: Asked) -> None:
    body = LOOP.format(shape="input: 1K * k, output: 0").replace("requests: 1000", "requests: 1000 * (8 - k)")
    assert compared.document(body)["options"][0]["charges"][0]["each"] is None


def test_equal_requests_have_no_turns(compared: Asked) -> None:
    body = "workload: [{call: talk, requests: 9, input: 1, output: 1}]\noptions: {one: {model: acme/small}}\n"
    charges = compared.document(body, "--as-of", "2026-02-01")["options"][0]["charges"]
    assert [charge["each"] for charge in charges] == [None, None]


def test_pages_have_the_remark_as_well(compared: Asked) -> None:
    assert "; k=5: 10,500; k=8: 16,500 tokens each\n" in compared.text(GROWING, "--format", "markdown")
