"""`per request` stands where all options make equally many requests, and elsewhere a figure says it (decision 5)."""

from __future__ import annotations

from decimal import Decimal

from tests.language.asked import ask, figures, option

BODY = """\
assumptions: {n: 10}
workload:
- {call: c, requests: n, input: 1M}
- {call: d, requests: n + 5, input: 1M}
"""


def per_request(options: str, more: str = "") -> list[object]:
    result = ask(f"{BODY}options: {options}\n{more}")
    return [each.per_request.value if each.per_request else None for each in result.outcomes]


def test_it_is_the_total_over_all_requests() -> None:
    # 1M tokens at 1 and 10 USD each.
    assert per_request("{a: {model: acme/eyes, use: [c]}, b: {model: acme/flat, use: [c]}}") == [1, 10]


def test_it_is_left_out_where_options_make_another_number() -> None:
    assert per_request("{a: {model: acme/eyes, use: [c]}, b: {model: acme/flat, use: [d]}}") == [None, None]
    assert per_request("{a: {model: acme/eyes, use: [c]}, b: {model: acme/flat, use: [c], with: {n: 11}}}") == [
        None,
        None,
    ]


def test_it_is_left_out_where_requests_are_of_several_kinds() -> None:
    assert per_request("{a: {model: acme/eyes}, b: {model: acme/flat}}") == [None, None]


def test_there_is_none_without_requests() -> None:
    assert per_request("{a: {model: acme/eyes, use: [c], with: {n: 0}}}") == [None]
    result = ask("workload: [{line: l, unit_price: 2}]\n")
    assert option(result).per_request is None
    result = ask("workload: [{call: c, model: acme/flat, totals: {input: 5}}]\n")
    assert option(result).per_request is None


def test_turns_are_requests() -> None:
    # 1, 2 and 3 M tokens at 10 USD, in 3 requests.
    result = ask("workload: [{call: c, model: acme/flat, requests: 1, each: {k: 1..3}, input: k * 1M}]\n")
    assert option(result).per_request is not None
    assert option(result).per_request.value == 20


def test_a_figure_of_that_name_takes_its_place() -> None:
    options = "{a: {model: acme/eyes, use: [c]}, b: {model: acme/flat, use: [c]}}"
    assert per_request(options, "figures: {per_request: total / 20}\n") == [None, None]
    result = ask(f"{BODY}options: {options}\nfigures: {{per_request: total / 20}}\n")
    assert [figures(result, name)["per_request"] for name in "ab"] == [Decimal("0.5"), 5]


def test_what_is_paid_once_is_no_request_of_the_period() -> None:
    body = """\
workload:
- {call: c, model: acme/flat, requests: 10, input: 1M}
- {call: d, model: acme/flat, requests: 90, input: 1M, once: true}
"""
    outcome = option(ask(body))
    assert outcome.per_request is not None
    assert outcome.per_request.value == 10
