"""Terms of every kind, drawn at random: the engine and an independent reading of the page of rules agree."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path

from hypothesis import event, given
from hypothesis import strategies as st

from costcalc.expr import number
from costcalc.instant import parse_instant, parse_period
from costcalc.problem import Place, Source
from costcalc.workload import RequestGroup
from tests.estimates import estimate
from tests.inputs import card_yaml, cards_in

from .invoice import Call, Fee, RoundUp, Terms, total

NOWHERE = Place(Source("asked"), 1, 1)
JUNE = parse_period("2026-06")

EACH = ("request", "whole_request", "line", "line", "bill")
STEPS = (((None, "5.5"),), ((None, "50"),), ((1, "10"), (None, "2")), ((1, "0"), (4, "50"), (None, "1")))

roundings = st.builds(RoundUp, st.sampled_from(["0.01", "0.3", "1"]), st.sampled_from(EACH))
leasts = st.tuples(st.sampled_from(["0", "0.995", "2"]), st.sampled_from(["request", "month", "week"]))
fees = st.builds(
    Fee,
    st.sampled_from(STEPS),
    st.sampled_from([None, None, "0.3"]),
    st.sampled_from([None, "0.8", "3"]),
    st.sampled_from(["purchase", "purchase", "month", "week"]),
    st.booleans(),
)
calls = st.builds(
    Call, st.sampled_from([0, 1, 3]), st.tuples(st.integers(0, 2_000_000), st.sampled_from([0, 1, 100_000]))
)


@st.composite
def parts(draw: st.DrawFn) -> list[Terms]:
    """Draw the terms of June, or of its two halves, which often say the same."""
    kinds = [st.one_of(st.none(), one) for one in (roundings, leasts, fees)]
    usual = [draw(kind) for kind in kinds]
    found = []
    for _ in range(draw(st.integers(1, 2))):
        said = [one if draw(st.booleans()) else draw(kind) for one, kind in zip(usual, kinds, strict=True)]
        if said[1] and said[1][1] == "request" and said[2]:
            said[1] = None  # which is refused: nobody says which comes first
        prices = draw(st.sampled_from([("1", "4"), ("2.5", "10"), ("0", "0")]))
        found.append(Terms(prices, *said))
    return found


def rate_text(terms: Terms, day: str) -> str:
    """Write a rate as YAML."""
    keys = [f"effective: {day}", "source: s", f"input: {terms.prices[0]}", f"output: {terms.prices[1]}"]
    if terms.round_up:
        keys.append(f"round_up: {{to: {terms.round_up.to}, each: {terms.round_up.each}}}")
    if terms.least:
        keys.append(f"minimum_charge: {{amount: {terms.least[0]}, per: {terms.least[1]}}}")
    if terms.fee:
        keys.append(f"markup: {{{fee_text(terms.fee)}}}")
    return f"      - {{{', '.join(keys)}}}\n"


def fee_text(fee: Fee) -> str:
    """Write the keys of a fee as YAML."""
    steps = [f"{f'up_to: {up_to}, ' if up_to else ''}percent: {percent}%" for up_to, percent in fee.steps]
    keys = [f"graduated: [{', '.join(f'{{{step}}}' for step in steps)}]" if len(steps) > 1 else steps[0]]
    keys.append(f"per: {fee.per}")
    keys += [f"{word}: {amount}" for word, amount in (("plus", fee.plus), ("minimum", fee.minimum)) if amount]
    keys += ["of: list_price"] if fee.of_list else []
    return ", ".join(keys)


@given(terms=parts(), asked=st.lists(calls, min_size=1, max_size=2))
def test_an_invoice_agrees_with_an_independent_one(terms: list[Terms], asked: list[Call]) -> None:
    rates = "".join(rate_text(one, day) for one, day in zip(terms, ("2026-01-01", "2026-06-16"), strict=False))
    with tempfile.TemporaryDirectory() as name:
        offer = cards_in(Path(name), card_yaml(f"models:\n  small:\n    rates:\n{rates}")).find("acme/small", NOWHERE)
    groups = [
        RequestGroup(
            f"call_{nth}",
            number(call.requests),
            {meter: number(count) for meter, count in zip(("input", "output"), call.tokens, strict=True)},
        )
        for nth, call in enumerate(asked)
    ]
    found = estimate(offer, groups, {}, parse_instant("2026-06-01"), NOWHERE, JUNE)
    event("with a fee" if any(one.fee for one in terms) else "without a fee")
    assert Fraction(found.figure.value) == total(terms, asked)
    assert sum(Fraction(charge.amount) for charge in found.charges) == Fraction(found.figure.value)
