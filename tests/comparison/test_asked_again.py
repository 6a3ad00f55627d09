"""Every figure can be asked again under other values, and says what a comparison made from scratch says."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costcalc.comparison import Comparison, compare, evaluate, plan
from costcalc.expr import Figure, UndefinedError
from costcalc.problem import InputError
from costcalc.project.load import load_fx, load_scenario
from costcalc.review.difference import difference, share
from tests.inputs import card_yaml, cards_in, contract_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from costcalc.ratecard import Catalogue, FxFile

USUAL = "input: 3, cache_read: 0.3, output: 15"
RATES = {
    "plain": USUAL,
    "unpriced": "input: 3, output: 15",
    "tiered": f"{USUAL}, context_tiers: [{{when: input > 500, mode: whole_request, input: 6, output: 20}}]",
    "unsaid": f"{USUAL}, context_tiers: [{{when: input > 700, mode: whole_request, input: unpriced}}]",
    "marginal": f"{USUAL}, context_tiers: [{{when: input >= 300, mode: marginal, input: 4, cache_read: 0.4}}]",
    "batched": f"{USUAL}, services: {{batch: {{multiplier: 0.5}}}}",
    "peaked": f'{USUAL}, peak: {{multiplier: 2, hours: ["09:00-12:00"], tz: UTC}}, markup: 5.5%',
    "promoted": f"{USUAL}, promotion: {{until: 2026-02-01, multiplier: 0.75}}",
    "free": "input: {price: 3, free: {quantity: 20K, per: month}}, cache_read: 0.3, output: {price: 15, minimum: 100}",
    "sliced": "input: {graduated: [{up_to: 1K, price: 9}, {up_to: 50K, price: 6}, {price: 3}], period: month},"
    " cache_read: input, output: {volume: [{up_to: 10K, price: 9}, {price: 3}], period: month}",
    "packed": "input: {package: 3, per: 10K tokens, rounded: period}, cache_read: 0.3,"
    " output: {package: 1, per: 1K tokens, rounded: request}, minimum_charge: {amount: 2, per: month}",
    "held": f"{USUAL}, request: {{price: 5, per: 1K requests}}, minimum_charge: {{amount: 0.01, per: request}}",
    "small": f"{USUAL}, context_window: 900, max_output: 400",
}
DEAL = contract_yaml("""\
contract: [{effective: 2026-01-01, source: s, discount: 15%, models: [plain, tiered]}]
""")
FX = (
    "schema: costcalc/fx/v1\nid: fx\ntitle: T\n"
    "rates: [{effective: 2026-01-01, from: EUR, to: USD, rate: 1.17, source: s}]\n"
)
MODELS = [*(f"acme/{name}" for name in RATES), "deal/plain", "deal/tiered", "euro/plain", "said/plain"]
AS_OF = "2026-01-15T10:00Z"
NAMES = ("n", "size", "cached", "answer", "share")


class Shop(NamedTuple):
    cards: Catalogue
    fx: FxFile
    folder: Path


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    folder = tmp_path_factory.mktemp("again")
    models = "".join(
        f"  {name}:\n    rates: [{{effective: 2026-01-01, source: s, {prices}}}]\n" for name, prices in RATES.items()
    )
    heads = ("id: acme", "id: euro\ncurrency: EUR", "id: said\nbasis: claimed")
    cards = cards_in(folder, DEAL, *(card_yaml(f"{head}\nmodels:\n{models}") for head in heads))
    (folder / "fx.yml").write_text(FX, encoding="utf-8")
    return Shop(cards, load_fx(folder / "fx.yml"), folder)


@st.composite
def values(draw: st.DrawFn) -> dict[str, str]:
    """Draw what the assumptions are: also nothing, and more than models take."""
    size = draw(st.integers(0, 1000))
    return {
        "n": str(draw(st.sampled_from([0, 1, 7, 1000, 123_456]))),
        "size": str(size),
        "cached": draw(st.sampled_from(["0", "size / 2", "size", str(draw(st.integers(0, size)))])),
        "answer": draw(st.sampled_from(["0", "size / 3", "500", "120"])),
        "share": draw(st.sampled_from(["0", "30%", "1", "1 / 3"])),
    }


@st.composite
def scenarios(draw: st.DrawFn) -> str:
    """Draw a scenario with one or two calls, and some options."""
    models = draw(st.lists(st.sampled_from(MODELS), min_size=2, max_size=4))
    service = draw(st.sampled_from(["", ", service: batch"]))
    calls = [
        f"{{call: a, requests: n, input: {{rules: 20, more: size}}, cache_read: cached, output: answer{service}}}",
        draw(
            st.sampled_from(
                [
                    "{call: b, requests: n * 2, input: 'sum(k=1..3, size + (k - 1) * 50)', output: answer}",
                    "{call: b, totals: {input: n * size, output: answer * n}}",
                    "{call: b, requests: 10, input: size, output: 1, peak_share: share}",
                ]
            )
        ),
    ]
    said, period = draw(values()), draw(st.sampled_from(["month", "day", "2026-01"]))
    lines = [
        f"period: {period}\ncurrency: USD\nassumptions:",
        *(f"  {name}: {said[name]}" for name in NAMES),
        "workload:",
        *(f"- {call}" for call in calls[: draw(st.integers(1, 2))]),
        "options:",
        *(f"  o{nth}: {{model: {model}}}" for nth, model in enumerate(models)),
        "baseline: o0",
        "budgets: [{option: o1, max: 2 USD}]\n",
    ]
    return scenario_yaml("\n".join(lines))


def answered(result: Comparison) -> dict[str, object]:
    """Say everything that a comparison says in numbers, and all of its flags and reasons."""
    said: dict[str, object] = {"cheapest": result.cheapest}
    for outcome in result:
        said[f"{outcome.id} reasons"] = [(each.code, each.message) for each in outcome.not_priced]
        said |= {f"{outcome.id} {name}": figure.value for name, figure in outcome_of(result, outcome.id)}
        if outcome.estimate:
            said[f"{outcome.id} flags"] = outcome.estimate.flags
    for budget in result.budgets:
        said[f"{budget.option} budget"] = (budget.broken, budget.headroom and budget.headroom.value)
    return said


def outcome_of(result: Comparison, option: str) -> Iterator[tuple[str, Figure]]:
    """Yield the figures of an option, by name."""
    outcome = result[option]
    if outcome.estimate:
        yield "total", outcome.estimate.figure
        yield from ((charge.key, charge.figure) for charge in outcome.estimate.charges)
        yield from ((f"{charge.key} price", charge.unit_price) for charge in outcome.estimate.charges)
    named = ("saving", "ratio", "per_request", "per_year")
    yield from ((name, figure) for name in named if (figure := getattr(outcome, name)))
    yield from ((f"difference {meter}", figure) for meter, figure in outcome.differences)


@settings(max_examples=100)
@given(text=scenarios(), others=values())
def test_a_plan_asked_in_another_frame_says_what_a_comparison_from_scratch_says(
    shop: Shop, text: str, others: dict[str, str]
) -> None:
    file = shop.folder / "s.yml"
    file.write_text(text, encoding="utf-8")
    scenario = load_scenario(file)
    planned = plan(scenario, shop.cards, as_of=AS_OF, fx=shop.fx)
    try:
        scratch = compare(scenario, shop.cards, as_of=AS_OF, fx=shop.fx, settings=others)
    except InputError as error:
        refused = {problem.message for problem in error.problems}
        with pytest.raises(InputError) as again:
            evaluate(planned, planned.frame(others))
        said = {problem.message for problem in again.value.problems}
        assert said == refused
        return
    again = evaluate(planned, planned.frame(others))
    assert answered(again) == answered(scratch)
    try:
        first = evaluate(planned, planned.frame())
    except InputError:
        return
    numbers = {name: scratch.frame[name] for name in NAMES}
    for outcome in first:
        scratches = dict(outcome_of(scratch, outcome.id))
        if outcome.estimate and not scratches:  # what is missing now has to be said, and is no 0
            with pytest.raises(UndefinedError):
                _ = outcome.estimate.figure.given(numbers).value
            continue
        for name, figure in outcome_of(first, outcome.id):
            if name in scratches:
                assert figure.given(numbers).value == scratches[name].value, name
    for before, after in zip(first.assumptions, scratch.assumptions, strict=True):
        assert before.figure.given(numbers).value == after.figure.value, before.name
    for before, after in zip(first.budgets, scratch.budgets, strict=True):
        if before.headroom and after.headroom:
            assert before.headroom.given(numbers).value == after.headroom.value


def test_a_saving_moves_with_the_total_it_is_about(cards: Catalogue) -> None:
    result = compare(load_scenario("scenarios/chatbot.yaml"), cards, as_of="2026-04-28")
    flash, longer = result["flash"], {"prompt_tokens": 1000}
    assert flash.estimate
    assert flash.saving
    assert flash.per_request
    assert flash.estimate.figure.given(longer).value == 154  # 14 + 140
    assert flash.saving.given(longer).value == Decimal("0.99384")  # 1 - 154 / 25,000
    assert flash.per_request.given(longer).value == Decimal("0.000154")


def test_a_move_between_two_plans_is_asked_again_on_both_sides(shop: Shop) -> None:
    text = scenario_yaml(
        "assumptions: {n: 1M}\nworkload: [{call: a, requests: n, input: 100}]\noptions: {o: {model: acme/%s}}\n"
    )
    results = []
    for model in ("plain", "peaked"):
        (shop.folder / f"{model}.yml").write_text(text % model, encoding="utf-8")
        results.append(compare(load_scenario(shop.folder / f"{model}.yml"), shop.cards, as_of=AS_OF))
    totals = [result["o"].estimate.figure for result in results if result["o"].estimate]
    for before, after in pairwise(totals):
        more, part = difference(before, after), share(before, after)
        assert part
        # 300, and 300 × 2 × 1.055 at ten in the morning
        assert (more.value, part.value) == (333, Decimal("1.11"))
        assert more.given({"n": 500_000}).value == Decimal("166.5")
        assert part.given({"n": 500_000}).value == Decimal("1.11")
        assert more.substituted() == "633 - 300"
