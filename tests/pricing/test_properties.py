"""What holds of every bill, whatever the rule and the numbers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import costcalc
from costcalc.expr import number
from costcalc.instant import parse_instant, parse_period
from costcalc.problem import Place, Source
from costcalc.workload import RequestGroup
from tests.estimates import estimate
from tests.expr.calculator import calculate
from tests.inputs import card_yaml, cards_in, contract_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.pricing import Estimate
    from costcalc.ratecard import Catalogue

NOWHERE = Place(Source("asked"), 1, 1)
AS_OF = parse_instant("2026-01-15T10:00Z")

# Each model is one rule; `input` is mostly what it is about, and parts of it have prices in every way there is.
RATES = {
    "plain": "input: 3, cache_read: 0.3, output: 15, reasoning: output",
    "shared": "input: 3, cache_read: input, output: 15, reasoning: output",
    "minimum": "input: {price: 3, minimum: 100}, cache_read: 0.3, output: 15, reasoning: output",
    "requests": "input: 3, cache_read: 0.3, output: 15, reasoning: output, request: {price: 5, per: 1K requests}",
    "blocks": "input: {package: 3, per: 1K tokens, rounded: request}, cache_read: 0.3, output: 15, reasoning: output",
    "above": "input: 3, cache_read: 0.3, output: 15, reasoning: output,"
    " context_tiers: [{when: input > 500, mode: whole_request, input: 6, cache_read: 0.6, output: 20}]",
    "from": "input: 3, cache_read: 0.3, output: 15, reasoning: output,"
    " context_tiers: [{when: input >= 300, mode: whole_request, input: 4, cache_read: 0.4},"
    " {when: input >= 600, mode: whole_request, input: 6, cache_read: 0.6, output: 20}]",
    "marginal": "input: 3, cache_read: 0.3, output: 15, reasoning: output,"
    " context_tiers: [{when: input > 300, mode: marginal, input: 4, cache_read: 0.4},"
    " {when: input > 600, mode: marginal, input: 6}]",
    "dear": "input: 3, cache_read: 0.3, output: 15, reasoning: output, minimum_charge: {amount: 0.005, per: request}",
    "modified": "input: 3, cache_read: 0.3, output: 15, reasoning: output,"
    " promotion: {until: 2026-02-01, multiplier: 0.75}, markup: 5.5%,"
    ' peak: {multiplier: 2, hours: ["09:00-12:00"], tz: UTC}',
    # what depends on the whole period
    "graduated": "input: {graduated: [{up_to: 1K, price: 9}, {up_to: 50K, price: 6}, {price: 3}], period: month},"
    " cache_read: input, output: 15, reasoning: output",
    "free": "input: {price: 3, free: {quantity: 20K, per: month}}, cache_read: 0.3, output: 15, reasoning: output",
    "few": "input: {price: 3, minimum: 100, free: {quantity: 20K, per: month}}, cache_read: 0.3, output: 15,"
    " reasoning: output",
    "volume": "input: {volume: [{up_to: 10K, price: 9}, {up_to: 500K, price: 6}, {price: 3}], period: month},"
    " cache_read: input, output: 15, reasoning: output",
    "packs": "input: {package: 3, per: 10K tokens, rounded: period}, cache_read: 0.3, output: 15, reasoning: output",
    "monthly": "input: 3, cache_read: 0.3, output: 15, reasoning: output, minimum_charge: {amount: 2, per: month}",
}
OF_THE_PERIOD = {"graduated", "free", "few", "volume", "packs", "monthly"}
OF_REQUESTS = sorted(RATES.keys() - OF_THE_PERIOD)


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder: Path = tmp_path_factory.mktemp("properties")
    models = "".join(
        f"  {name}:\n    rates: [{{effective: 2026-01-01, source: s, {prices}}}]\n" for name, prices in RATES.items()
    )
    return cards_in(
        folder,
        card_yaml(f"models:\n{models}"),
        contract_yaml(
            "contract:\n"
            "  - {effective: 2026-01-01, source: s, discount: 15%}\n"
            "  - {effective: 2026-01-01, source: s, meters: [output], discount: 40%}\n"
        ),
    )


@st.composite
def usages(draw: st.DrawFn) -> dict[str, int]:
    """Draw what one request counts."""
    prompt, answer = draw(st.integers(0, 1000)), draw(st.integers(0, 1000))
    return {
        "input": prompt,
        "cache_read": draw(st.integers(0, prompt)),
        "output": answer,
        "reasoning": draw(st.integers(0, answer)),
    }


requests = st.integers(0, 200)
models = st.sampled_from(sorted(RATES))
calls = st.lists(st.tuples(requests, usages()), min_size=1, max_size=4)


def ask(cards: Catalogue, model: str, asked: list[tuple[int, dict[str, int]]], period: str = "month") -> Estimate:
    """Price calls in a period."""
    groups = [
        RequestGroup(f"call_{nth}", number(count), {meter: number(amount) for meter, amount in usage.items()})
        for nth, (count, usage) in enumerate(asked)
    ]
    found = parse_period(period)
    return estimate(cards.find(model, NOWHERE), groups, {}, found.start or AS_OF, NOWHERE, found)


def total(cards: Catalogue, model: str, asked: list[tuple[int, dict[str, int]]], period: str = "month") -> Fraction:
    return Fraction(ask(cards, model, asked, period).figure.value)


@given(model=models, asked=calls)
def test_charges_add_up_and_each_is_quantity_times_price(
    acme: Catalogue, model: str, asked: list[tuple[int, dict[str, int]]]
) -> None:
    result = ask(acme, f"acme/{model}", asked)
    amount = Fraction(0)
    for charge in result.charges:
        quantity, price, per = (Fraction(f.value) for f in (charge.quantity, charge.unit_price, charge.per))
        assert quantity >= 0
        assert price >= 0
        assert quantity * price / per == Fraction(charge.amount)
        amount += Fraction(charge.amount)
    assert amount == Fraction(result.figure.value)


@given(model=models.filter(lambda model: model != "modified"), asked=calls)
def test_what_is_printed_can_be_typed_into_a_calculator(
    acme: Catalogue, model: str, asked: list[tuple[int, dict[str, int]]]
) -> None:
    for charge in ask(acme, f"acme/{model}", asked).charges:
        assert calculate(charge.figure.substituted()) == Fraction(charge.amount)


@given(model=models, usage=usages(), first=requests, second=requests)
def test_requests_of_two_calls_cost_what_they_would_in_one(
    acme: Catalogue, model: str, usage: dict[str, int], first: int, second: int
) -> None:
    together = total(acme, f"acme/{model}", [(first + second, usage)])
    assert total(acme, f"acme/{model}", [(first, usage), (second, usage)]) == together


@given(model=st.sampled_from(OF_REQUESTS), usage=usages(), first=requests, second=requests)
def test_requests_cost_the_same_whatever_else_is_asked(
    acme: Catalogue, model: str, usage: dict[str, int], first: int, second: int
) -> None:
    one, two, both = (
        Fraction(costcalc.price(acme, f"acme/{model}", usage, count, as_of=AS_OF).figure.value)
        for count in (first, second, first + second)
    )
    assert one + two == both


@given(model=models, usage=usages(), count=requests)
def test_both_ways_of_asking_give_one_answer(acme: Catalogue, model: str, usage: dict[str, int], count: int) -> None:
    # `price` keeps the bills it has written, for other quantities
    same = costcalc.price(acme, f"acme/{model}", usage, count, as_of=AS_OF)
    assert Fraction(same.figure.value) == total(acme, f"acme/{model}", [(count, usage)], "once")


@given(model=models, asked=st.lists(st.tuples(requests, usages()), min_size=2, max_size=3))
def test_the_order_of_calls_does_not_change_the_total(
    acme: Catalogue, model: str, asked: list[tuple[int, dict[str, int]]]
) -> None:
    totals = {total(acme, f"acme/{model}", list(order)) for order in permutations(asked)}
    assert len(totals) == 1


MORE: dict[str, tuple[str, ...]] = {
    "input": ("input",),
    "cache_read": ("input", "cache_read"),
    "output": ("output",),
    "reasoning": ("output", "reasoning"),
}


@given(
    model=models.filter(lambda model: model != "volume"),
    usage=usages(),
    count=st.integers(0, 200),
    kind=st.sampled_from(sorted(MORE)),
    more=st.integers(1, 500),
)
def test_more_of_anything_never_costs_less(
    acme: Catalogue, model: str, usage: dict[str, int], count: int, kind: str, more: int
) -> None:
    grown = usage | {meter: usage[meter] + more for meter in MORE[kind]}
    assert total(acme, f"acme/{model}", [(count, grown)]) >= total(acme, f"acme/{model}", [(count, usage)])
    assert total(acme, f"acme/{model}", [(count + more, usage)]) >= total(acme, f"acme/{model}", [(count, usage)])


@given(usage=usages(), count=requests, cached=st.integers(0, 1000), hidden=st.integers(0, 1000))
def test_what_is_billed_as_its_whole_changes_no_total(
    acme: Catalogue, usage: dict[str, int], count: int, cached: int, hidden: int
) -> None:
    told = usage | {"cache_read": min(cached, usage["input"]), "reasoning": min(hidden, usage["output"])}
    for model in ("shared", "graduated", "volume"):
        assert total(acme, f"acme/{model}", [(count, told)]) == total(acme, f"acme/{model}", [(count, usage)])


@given(bound=st.sampled_from([1_000, 50_000]), width=st.integers(1, 1000))
def test_there_is_no_jump_at_the_bound_of_a_slice(acme: Catalogue, bound: int, width: int) -> None:
    def cost(tokens: int) -> Fraction:
        return total(acme, "acme/graduated", [(1, {"input": tokens})])

    below, above = {1_000: (9, 6), 50_000: (6, 3)}[bound]
    assert cost(bound) - cost(bound - width) == Fraction(width * below, 10**6)
    assert cost(bound + width) - cost(bound) == Fraction(width * above, 10**6)


@given(answer=st.integers(0, 1000), cached=st.integers(0, 500), count=requests)
def test_the_jump_at_a_bound_of_size_is_the_difference_of_the_prices(
    acme: Catalogue, answer: int, cached: int, count: int
) -> None:
    def cost(model: str, prompt: int) -> Fraction:
        usage = {"input": prompt, "cache_read": min(cached, prompt), "output": answer}
        return total(acme, model, [(count, usage)]) * 10**6

    def jump(prompt: int, old: tuple[str, ...], new: tuple[str, ...]) -> Fraction:
        """Give what a request that grows to a size costs more, from the prices of its parts."""
        kept = min(cached, prompt - 1)
        before = (prompt - 1 - kept) * Fraction(old[0]) + kept * Fraction(old[1]) + answer * Fraction(old[2])
        kept = min(cached, prompt)
        after = (prompt - kept) * Fraction(new[0]) + kept * Fraction(new[1]) + answer * Fraction(new[2])
        return count * (after - before)

    usual, middle, large = ("3", "0.3", "15"), ("4", "0.4", "15"), ("6", "0.6", "20")
    assert cost("acme/above", 501) - cost("acme/above", 500) == jump(501, usual, large)
    assert cost("acme/above", 500) - cost("acme/above", 499) == jump(500, usual, usual)
    assert cost("acme/from", 300) - cost("acme/from", 299) == jump(300, usual, middle)
    assert cost("acme/from", 301) - cost("acme/from", 300) == jump(301, middle, middle)
    assert cost("acme/from", 600) - cost("acme/from", 599) == jump(600, middle, large)
    # a marginal tier has none: one token more costs what a token costs there
    one = {"input": 601, "output": answer}
    less = {"input": 600, "output": answer}
    grown = total(acme, "acme/marginal", [(count, one)]) - total(acme, "acme/marginal", [(count, less)])
    assert grown == Fraction(6 * count, 10**6)


def marginally(prompt: int, cached: int) -> Fraction:
    """Price a prompt token by token: the cached ones come first, and each costs what its place in the prompt costs."""
    cost = Fraction(0)
    for place in range(1, prompt + 1):
        if place <= cached:
            cost += Fraction("0.3") if place <= 300 else Fraction("0.4")
        else:
            cost += 3 if place <= 300 else 4 if place <= 600 else 6
    return cost / 10**6


@given(prompt=st.integers(0, 1000), cached=st.integers(0, 1000))
def test_a_marginal_tier_prices_token_by_token(acme: Catalogue, prompt: int, cached: int) -> None:
    usage = {"input": prompt, "cache_read": min(cached, prompt)}
    assert total(acme, "acme/marginal", [(1, usage)]) == marginally(prompt, min(cached, prompt))


@given(
    model=st.sampled_from(["graduated", "free", "packs", "volume"]),
    asked=calls,
    period=st.sampled_from(["month", "2026-02", "once"]),
)
def test_a_rule_of_the_period_sees_the_calls_as_one(
    acme: Catalogue, model: str, asked: list[tuple[int, dict[str, int]]], period: str
) -> None:
    of = {meter: sum(count * usage[meter] for count, usage in asked) for meter in asked[0][1]}
    tokens = of["input"] if model in {"graduated", "volume"} else of["input"] - of["cache_read"]
    by_rule = {
        "graduated": 9 * min(tokens, 1000) + 6 * max(min(tokens, 50_000) - 1000, 0) + 3 * max(tokens - 50_000, 0),
        "free": 3 * max(tokens - 20_000, 0),
        "packs": 3_000_000 * -(-tokens // 10_000),
        "volume": tokens * (9 if tokens <= 10_000 else 6 if tokens <= 500_000 else 3),
    }[model]
    cached = Fraction("0.3") * of["cache_read"] if model in {"free", "packs"} else 0
    assert total(acme, f"acme/{model}", asked, period) * 10**6 == by_rule + cached + 15 * of["output"]


@given(model=models, asked=calls)
def test_a_contract_that_takes_something_off_is_never_dearer(
    acme: Catalogue, model: str, asked: list[tuple[int, dict[str, int]]]
) -> None:
    listed, agreed = ask(acme, f"acme/{model}", asked), ask(acme, f"deal/{model}", asked)
    assert Fraction(agreed.figure.value) <= Fraction(listed.figure.value)
    for charge in agreed.charges:
        if charge.meter != "minimum_charge":
            assert charge.list_price
            assert charge.contracted_price
            factor = Fraction(60, 100) if charge.meter in {"output", "reasoning"} else Fraction(85, 100)
            assert Fraction(charge.contracted_price.value) == Fraction(charge.list_price.value) * factor


@given(asked=calls, share=st.decimals(0, 1, places=2))
def test_the_share_of_the_peak_is_between_none_and_all(
    acme: Catalogue, asked: list[tuple[int, dict[str, int]]], share: Decimal
) -> None:
    offer = acme.find("acme/modified", NOWHERE)

    def cost(part: Decimal) -> Fraction:
        groups = [
            RequestGroup(
                f"call_{nth}",
                number(count),
                {meter: number(amount) for meter, amount in usage.items()},
                peak_share=number(part),
            )
            for nth, (count, usage) in enumerate(asked)
        ]
        return Fraction(estimate(offer, groups, {}, AS_OF, NOWHERE).figure.value)

    none, every = cost(Decimal(0)), cost(Decimal(1))
    assert every == 2 * none
    assert cost(share) == none + (every - none) * Fraction(share)
