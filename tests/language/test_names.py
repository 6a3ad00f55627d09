"""Names of results are those that the output prints: inside of an option, and outside with the option before them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language.asked import ask, claimed, figures, problems, refused

# a, 10 requests: prompts of 20K, of which 5K are cached, answers of 1K: 150K, 50K, 10K tokens in the period.
# On small (1, 0.10, 2 USD per 1M; 0.005 a request) 0.15, 0.005, 0.02 and 0.05: 0.225.
# b, 2 requests of 10K: 0.02 and 0.01. The line: 3. Paid once: 4.
BODY = """\
assumptions: {tickets: 5, twice: tickets * 2}
workload:
- {call: a, requests: 10, input: 20K, cache_read: 5K, output: 1K}
- {call: b, requests: 2, input: 10K}
- {line: db, quantity: 1.5, unit_price: 2}
- {line: setup, unit_price: 4, once: true}
options:
  x: {model: acme/small}
  y: {model: acme/large, use: [b], with: {tickets: 8}}
prices: {p: {input: 3, image: 0.03}}
figures: {per_ticket: total / tickets, apart: x.total - y.total}
"""
TOTAL = Decimal("0.225") + Decimal("0.03") + 3

INSIDE = [
    ("total", TOTAL),
    ("upfront", 4),
    ("a.total", Decimal("0.225")),
    ("b.total", Decimal("0.03")),
    ("db.total", 3),
    ("setup.total", 4),
    ("a.requests", 10),
    ("b.requests", 2),
    ("a.input", Decimal("0.15")),  # of 15K a request: what is read from the cache is apart
    ("a.cache_read", Decimal("0.005")),
    ("a.output", Decimal("0.02")),
    ("a.request", Decimal("0.05")),
    ("a.input.quantity", 150_000),
    ("a.cache_read.quantity", 50_000),
    ("a.output.quantity", 10_000),
    ("a.input.whole", 200_000),  # parts included
    ("a.cache_read.whole", 50_000),
    ("a.output.whole", 10_000),
    ("input.quantity", 170_000),
    ("cache_read.quantity", 50_000),
    ("output.quantity", 10_000),
    ("price.input", 1),
    ("price.cache_read", Decimal("0.1")),
    ("price.output", 2),
    ("price.request", Decimal("0.005")),
    ("context_window", 100_000),
    ("max_output", 10_000),
    ("per_ticket", TOTAL / 5),
    ("tickets", 5),
    ("twice", 10),
]


@pytest.mark.parametrize(("name", "expected"), INSIDE)
def test_a_result_has_its_name_in_an_option(name: str, expected: Decimal) -> None:
    found = ask(
        f"{BODY}  probe: {name} * 1\n".replace(
            "figures: {per_ticket: total / tickets, apart: x.total - y.total}",
            "figures:\n  per_ticket: total / tickets\n  apart: x.total - y.total",
        )
    )
    own = figures(found, "x") | figures(found)
    assert own["probe"] == expected


@pytest.mark.parametrize(("name", "expected"), INSIDE)
def test_and_outside_with_the_option_before_it(name: str, expected: Decimal) -> None:
    assert claimed(ask(f"{BODY}claims: [{{claim: c, of: x.{name}}}]\n")) == {"c": expected}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("y.total", Decimal("0.2")),
        ("y.b.input", Decimal("0.2")),
        ("y.upfront", 0),
        ("y.tickets", 8),
        ("y.twice", 16),
        ("y.per_ticket", Decimal("0.025")),
        ("tickets", 5),  # the file's value
        ("twice", 10),
        ("apart", TOTAL - Decimal("0.2")),
        ("p.price.input", 3),
        ("p.price.image", Decimal("0.03")),
        ("y.price.input", None),  # its size decides
    ],
)
def test_outside_of_options(name: str, expected: Decimal | None) -> None:
    assert claimed(ask(f"{BODY}claims: [{{claim: c, of: {name}}}]\n")) == {"c": expected}


def test_with_one_option_the_prefix_may_be_left_out() -> None:
    body = BODY.replace("  y: {model: acme/large, use: [b], with: {tickets: 8}}\n", "").replace(
        "x.total - y.total", "1"
    )
    for name, expected in INSIDE:
        assert claimed(ask(f"{body}claims: [{{claim: c, of: {name}}}, {{claim: d, of: x.{name}}}]\n")) == {
            "c": expected,
            "d": expected,
        }


@pytest.mark.parametrize("name", ["total", "a.input", "per_ticket", "price.input", "b.total", "input.quantity"])
def test_with_several_it_may_not(name: str) -> None:
    assert refused(f"{BODY}claims: [{{claim: c, of: {name}}}]\n") == [f"12 unknown-name: {name}"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("x.totl", "did you mean `x.total`?"),
        ("x.a.inptu", "did you mean `x.a.input`?"),
        ("x.a.input.quantty", "did you mean `x.a.input.quantity`?"),
        ("x.pric.input", "did you mean `x.price.input`?"),
        ("x.b.output", None),  # it has none
        ("x.c.input", None),
        ("z.total", None),
        ("x.db.quantity", None),
        ("x.db.input", None),
        ("x.setup.requests", None),
        ("x.price", None),
        ("x.price.input.quantity", None),
        ("x.a", None),
        ("x", None),
        ("x.x.total", None),
        ("x.y.total", None),
        ("y.a.total", None),
        ("y.db.total", None),
        ("p.price.output", None),
        ("p.total", None),
        ("p.price", None),
        ("printed", None),
        ("printed.c.d", None),
        ("x.p.price.input", None),
        ("x.printed.c", None),
        ("x.image.quantity", None),
    ],
)
def test_a_name_that_there_is_not_is_refused_at_its_place(name: str, hint: str | None) -> None:
    body = f"{BODY}claims: [{{claim: c, of: {name}}}]\n"
    found = refused(body)
    assert found == [f"12 unknown-name: {name}"]
    if hint:
        assert problems(body)[0][3] == hint


def test_a_meter_without_a_price_has_no_number() -> None:
    (claim,) = ask(f"{BODY}claims: [{{claim: c, of: x.price.image}}]\n").claims
    assert claim.figures[0].value is None
    assert "no price" in str(claim.figures[0].why)


def test_the_charge_of_requests_has_a_quantity() -> None:
    # 10 requests of a, and 2 of b.
    claims = "claims: [{claim: c, of: x.a.request.quantity}, {claim: d, of: x.request.quantity}]\n"
    assert claimed(ask(f"{BODY}{claims}")) == {"c": 10, "d": 12}


def test_an_entry_may_be_called_like_a_meter() -> None:
    # `output.input` is what the call named output pays for its prompts; `output.quantity` is of the meter.
    result = ask("""\
workload: [{call: output, model: acme/flat, requests: 1, input: 1M, output: 2M}]
claims:
- {claim: a, of: output.input}
- {claim: b, of: output.output}
- {claim: c, of: output.total}
- {claim: d, of: output.output.quantity}
""")
    assert claimed(result) == {"a": 10, "b": 60, "c": 70, "d": 2_000_000}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("assumptions: {a: 1}\nworkload: [{line: a, unit_price: 1}]\n", ["2 duplicate-name: a"]),
        ("assumptions: {a: 1}\nworkload: [{line: b, unit_price: 1}]\noptions: {a: {}}\n", ["3 duplicate-name: a"]),
        ("workload: [{line: a, unit_price: 1}]\noptions: {a: {}}\n", ["2 duplicate-name: a"]),
        ("workload: [{line: printed, unit_price: 1}]\n", ["1 reserved-name: printed"]),
        ("workload: [{line: price, unit_price: 1}]\n", ["1 reserved-name: price"]),
        ("workload: [{line: b, unit_price: 1}]\noptions: {price: {}}\n", ["2 reserved-name: price"]),
        ("workload: [{line: b, unit_price: 1}]\noptions: {printed: {}}\n", ["2 reserved-name: printed"]),
        ("assumptions: {total: 1}\nworkload: [{line: b, unit_price: 1}]\n", ["1 reserved-name: total"]),
        ("assumptions: {upfront: 1}\nworkload: [{line: b, unit_price: 1}]\n", ["1 reserved-name: upfront"]),
        ("workload: [{line: b, unit_price: 1}]\noptions: {total: {}}\n", ["2 reserved-name: total"]),
        ("workload: [{line: max_output, unit_price: 1}]\n", ["1 reserved-name: max_output"]),
    ],
)
def test_a_name_is_one_thing(body: str, expected: list[str]) -> None:
    assert refused(f"{body}figures: {{unrelated: 1}}\n") == expected


def test_an_assumption_may_be_called_price_or_printed() -> None:
    # Only options and entries may not: nothing else can stand before a dot.
    result = ask("assumptions: {price: 3, printed: 4}\nfigures: {f: price + printed}\n")
    assert figures(result) == {"f": 7}


def test_what_is_billed_as_another_meter_is_counted_as_the_meter_that_it_is() -> None:
    # Reasoning costs as much as output. In a request output is the whole completion.
    result = ask("""\
prices: {p: {input: 1, output: 2, reasoning: output}}
workload: [{call: c, model: p, requests: 1, input: 1M, output: 3M, reasoning: 2M}]
claims:
- {claim: a, of: c.output.quantity}
- {claim: b, of: c.reasoning.quantity}
- {claim: c1, of: c.output.whole}
- {claim: d, of: c.output}
- {claim: e, of: c.reasoning}
- {claim: f, of: total}
""")
    assert claimed(result) == {"a": 1_000_000, "b": 2_000_000, "c1": 3_000_000, "d": 2, "e": 4, "f": 7}
