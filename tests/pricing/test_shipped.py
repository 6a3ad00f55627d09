"""What holds of every price that is shipped, in every rate, service and region."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costcalc.expr import Name, number
from costcalc.instant import parse_period
from costcalc.pricing import evaluate_estimate
from costcalc.problem import InputError, Place, Source
from costcalc.project.load import SHIPPED_FOLDER, find_cards, load_cards
from costcalc.rules import Terms
from costcalc.workload import RequestGroup
from tests.estimates import estimate, planned
from tests.inputs import contract_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from costcalc.meters import Meter
    from costcalc.pricing import EstimatePlan
    from costcalc.ratecard import Catalogue, Model, Rate

pytestmark = pytest.mark.slow

NOWHERE = Place(Source("asked"), 1, 1)
CARDS = load_cards(SHIPPED_FOLDER)
CHEAPER = {"batch", "flex"}


class Shipped(NamedTuple):
    """A rate of a shipped card, and an instant at which it is in force."""

    ref: str
    meters: Mapping[str, Meter]
    model: Model
    rate: Rate
    at: datetime

    def __repr__(self) -> str:
        return f"{self.ref} {self.at:%Y-%m-%d}"


RATES = [
    Shipped(f"{file.card.id}/{name}", file.card.all_meters, model, span.rate, span.start)
    for file in CARDS
    if not file.card.extends
    for name, model in file.card.models.items()
    for span in model.history
]
SIZES = [1, 1000, 32_000, 128_000, 200_000, 200_001, 272_001, 999_999]


def wholes(shipped: Shipped, meter: str) -> set[str]:
    return {meter}.union(*(wholes(shipped, whole) for whole in shipped.meters[meter].part_of))


@cache
def request(cards: Catalogue, ref: str, meters: tuple[str, ...], terms: Terms, at: datetime) -> EstimatePlan:
    """Plan a request that has so much of each meter, once for all sizes that are asked."""
    group = RequestGroup("ask", number(1), {meter: Name(meter) for meter in meters}, terms)
    return planned(cards.find(ref, NOWHERE), [group], at, NOWHERE)


def cost(
    shipped: Shipped,
    usage: Mapping[str, int],
    service: str = "standard",
    region: str | None = None,
    at: datetime | None = None,
    cards: Catalogue = CARDS,
    ref: str | None = None,
) -> Fraction | None:
    """Price one request; None where it has no price."""
    at = at or shipped.at
    meters = tuple(meter for meter in shipped.meters if meter in usage)
    try:
        plan = request(cards, ref or shipped.ref, meters, Terms(service, region), at)
        result = evaluate_estimate(plan, {meter: Decimal(usage[meter]) for meter in meters}, at, NOWHERE)
    except InputError as error:
        if {problem.code for problem in error.problems} == {"no-price"}:
            return None
        raise
    return Fraction(result.figure.value)


def usages(shipped: Shipped, size: int) -> list[dict[str, int]]:
    """Give for each meter a request that is of it alone."""
    return [dict.fromkeys(wholes(shipped, meter), size) for meter, _ in shipped.rate.prices()]


def test_there_are_many_and_each_has_a_price() -> None:
    assert len(RATES) > 80
    for shipped in RATES:
        assert any(cost(shipped, usage) is not None for usage in usages(shipped, 1))


@pytest.mark.parametrize("shipped", RATES, ids=repr)
def test_those_who_can_wait_never_pay_more(shipped: Shipped) -> None:
    for service in CHEAPER & set(shipped.rate.services):
        for size in SIZES:
            for usage in usages(shipped, size):
                waiting, usual = cost(shipped, usage, service), cost(shipped, usage)
                assert waiting is None or (usual is not None and waiting <= usual), (service, usage)


@pytest.mark.parametrize("shipped", RATES, ids=repr)
def test_cached_tokens_never_cost_more_than_others(shipped: Shipped) -> None:
    for size in SIZES:
        usual = cost(shipped, {"input": size})
        cached = cost(shipped, {"input": size, "cache_read": size})
        assert usual is None or cached is None or cached <= usual


@pytest.mark.parametrize("shipped", RATES, ids=repr)
def test_a_token_more_never_costs_less(shipped: Shipped) -> None:
    for service in ("standard", *shipped.rate.services):
        for meter, _ in shipped.rate.prices():
            found = [cost(shipped, dict.fromkeys(wholes(shipped, meter), size), service) for size in SIZES]
            known = [amount for amount in found if amount is not None]
            assert known == sorted(known), (service, meter)


@pytest.mark.parametrize("shipped", [shipped for shipped in RATES if shipped.rate.window], ids=repr)
def test_the_peak_is_dearer_than_the_rest(shipped: Shipped) -> None:
    usage = {"input": 1_000_000, "cache_read": 500_000, "output": 1_000_000}
    hours = [shipped.at + timedelta(minutes=30 * nth) for nth in range(7 * 48)]
    in_force = [hour for hour in hours if shipped.model.rate_at(hour) is shipped.rate]
    assert len({cost(shipped, usage, at=hour) for hour in in_force}) == 2


@pytest.mark.parametrize("shipped", [shipped for shipped in RATES if shipped.rate.promotion], ids=repr)
def test_a_promotion_is_never_dearer_than_the_list(shipped: Shipped) -> None:
    promotion = shipped.rate.promotion
    assert promotion
    last = promotion.until.at
    end = shipped.model.rate_at(last)
    for usage in usages(shipped, 1000):
        reduced = cost(shipped, usage, at=last - timedelta(seconds=1))
        assert reduced is not None
        if end is shipped.rate:
            listed = cost(shipped, usage, at=last)
            assert listed is not None
            assert reduced <= listed


@pytest.fixture(scope="module")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Lay a discount over every shipped card."""
    folder: Path = tmp_path_factory.mktemp("agreed")
    for file in CARDS:
        (folder / f"our-{file.card.id}.yaml").write_text(
            contract_yaml(
                f"id: our-{file.card.id}\ncurrency: {file.card.currency}\nextends: {file.card.id}\n"
                "contract: [{effective: 2020-01-01, source: s, discount: 7%}]\n"
            ),
            encoding="utf-8",
        )
    return find_cards([folder, SHIPPED_FOLDER])


@pytest.mark.parametrize("shipped", RATES, ids=repr)
def test_a_discount_comes_off_every_price(agreed: Catalogue, shipped: Shipped) -> None:
    for service in ("standard", *shipped.rate.services):
        for size in (1000, 300_000):
            for usage in usages(shipped, size):
                listed = cost(shipped, usage, service)
                ours = cost(shipped, usage, service, cards=agreed, ref=f"our-{shipped.ref}")
                assert ours == (listed * Fraction(93, 100) if listed is not None else None)


@given(
    shipped=st.sampled_from([shipped for shipped in RATES if shipped.at > datetime(2026, 1, 1, tzinfo=UTC)]),
    nth=st.integers(1, 12),
    count=st.integers(0, 10**6),
    prompt=st.integers(0, 10**6),
    answer=st.integers(0, 10**5),
)
def test_the_parts_of_a_month_are_all_of_it(shipped: Shipped, nth: int, count: int, prompt: int, answer: int) -> None:
    period = parse_period(f"2026-{nth:02}")
    assert period.start
    assert period.end
    asked = {"input": prompt, "output": answer}
    shape = {meter: number(amount) for meter, amount in asked.items() if shipped.rate.price(meter)}
    offer = CARDS.find(shipped.ref, NOWHERE)
    try:
        group = RequestGroup("ask", number(count), shape)
        result = estimate(offer, [group], {}, period.start, NOWHERE, period)
    except InputError as error:
        if {problem.code for problem in error.problems} <= {"not-in-force", "no-price"}:
            return
        raise
    for meter in shape:
        parts = [charge for charge in result.charges if charge.meter == meter]
        assert sum(Fraction(charge.quantity.value) for charge in parts) == count * asked[meter]
        assert parts[0].since == period.start
        assert parts[-1].until == period.end
        times = list(dict.fromkeys((charge.since, charge.until) for charge in parts))
        assert all(ends == begins for (_, ends), (begins, _) in pairwise(times))
    amounts = sum((Fraction(charge.amount) for charge in result.charges), Fraction(0))
    assert Fraction(result.figure.value) == amounts


@given(
    shipped=st.sampled_from(RATES),
    first=st.integers(0, 10**6),
    second=st.integers(0, 10**6),
    prompt=st.integers(0, 300_000),
    answer=st.integers(0, 10**5),
)
def test_requests_of_a_shipped_model_add_up(
    shipped: Shipped, first: int, second: int, prompt: int, answer: int
) -> None:
    offer = CARDS.find(shipped.ref, NOWHERE)
    asked = {"input": prompt, "output": answer}
    shape = {meter: number(amount) for meter, amount in asked.items() if shipped.rate.price(meter)}

    def total(*counts: int) -> Fraction:
        groups = [RequestGroup(f"call_{nth}", number(count), shape) for nth, count in enumerate(counts)]
        return Fraction(estimate(offer, groups, {}, shipped.at, NOWHERE).figure.value)

    assert total(first) + total(second) == total(first + second) == total(first, second)
