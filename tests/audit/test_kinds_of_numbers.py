"""Of which kind a recomputed number is: an amount in another currency is another kind, unless it may be exchanged."""

from __future__ import annotations

import pytest

from .audited import verdicts

BODY = """\
assumptions: {q: 1000, rate: 0.92}
prices: {flat: {input: 2, output: 8}}
workload: [{call: c, model: flat, requests: q, input: 300, output: 100}]
figures: {year: 12 * total}
claims: [{claim: a, printed: 'PRINTED', of: 'OF'}]
"""


@pytest.mark.parametrize(
    ("printed", "of", "is_checked"),
    [
        ("€16.80", "total * 12", False),  # 1.40 USD a month, and 12 is no rate of exchange
        ("€16.80", "year", False),
        ("€1.40", "min(total, 5)", False),
        ("€2.80", "total + total", False),
        ("€2.80", "2 * total", False),
        ("€1.288", "total * 0.92", True),
        ("€15.456", "year * 0.92", True),
        ("€1.288", "total * rate", True),
        ("¥10.08", "total * 7.2", True),
        ("¥210", "total * 150", True),
        ("$16.80", "year", True),
        ("5x", "year", False),
        ("2x", "total / 0.7", True),  # 0.7 may be an amount
        ("€0.0014", "total / 1000", False),
        ("€0.0014", "total / q", False),
        ("€1,400", "total * q", False),
        ("$0.0014", "total / q", True),
        ("€1.52", "total / rate", True),
        ("¥0.2", "total / 7", True),
        ("2x", "total / q", True),
    ],
)
def test_an_amount_is_of_its_currency_unless_a_number_beside_it_may_be_a_rate(
    printed: str, of: str, is_checked: bool
) -> None:
    found = verdicts(BODY.replace("PRINTED", printed).replace("OF", of))["a"].relation
    assert found
    assert (found.value != "not-checkable") is is_checked


@pytest.mark.parametrize(
    ("printed", "relation"),
    [
        ("1,40 €", "not-checkable"),  # the total is 1.40 USD
        ("EUR 1,40 a month", "not-checkable"),
        ("1,40 USD", "agrees"),
        ("over 1,40 USD", "differs"),
        ("up to 1,40 USD", "agrees"),
    ],
)
def test_of_a_text_that_is_not_read_the_words_count_beside_its_value(printed: str, relation: str) -> None:
    body = BODY.replace("PRINTED'", f"{printed}', value: 1.40").replace("OF", "total")
    assert str(verdicts(body)["a"].relation and verdicts(body)["a"].relation.value) == relation  # type: ignore[union-attr]


def test_money_is_not_so_much_more_than_a_count() -> None:
    # 1,010 requests for 1,004 are six more; the bill of 1.4056 is then not six dollars more.
    body = """\
assumptions: {q: 1004}
prices: {flat: {input: 2, output: 8}}
workload: [{call: c, model: flat, requests: q, input: 300, output: 100}]
claims: [{claim: n, printed: '1,010 requests', of: q}, {claim: m, printed: $7.4056, of: total}]
"""
    assert "follows" not in [one.kind for one in verdicts(body)["m"].looks_like.shown]


def test_a_hypothesis_says_what_is_in_it_that_is_not_in_the_claim() -> None:
    # 1,004 requests cost 1.4056, and 1,000 of them 1.40
    body = """\
assumptions: {q: 1004}
prices: {flat: {input: 2, output: 8}}
workload: [{call: c, model: flat, requests: q, input: 300, output: 100}]
claims: [{claim: m, printed: $1.4000, of: total}]
"""
    found = verdicts(body)["m"].looks_like.shown
    given = {name: str(node) for one in found if one.figure.formula == "total" for name, node in one.given.items()}
    assert set(given) == {"q"}
