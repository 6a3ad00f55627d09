"""One name never means two numbers: what formulas name is what workings print, in the same answer (decision 6)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import compare
from costcalc.expr import Name, Scoped, Solve, Symbol, UndefinedError, evaluate
from costcalc.project.load import find_cards, load_scenario
from tests.conftest import ROOT
from tests.language.asked import ask, figures, refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from costcalc.comparison import Comparison
    from costcalc.expr import Exact, Frame, Node

TIERS = """\
workload:
- {call: a, requests: 10, each: {k: 1..20}, input: 20K * k, output: 100}
- {call: b, requests: 10, input: 300K, output: 100}
options: {x: {model: acme/large}, y: {model: acme/small}}
figures: {half: a.input / 2, apart: x.a.input - y.a.input, of_b: b.input * 1, both: x.a.total + 0}
budgets: [{of: x.a.input, max: 1 USD}]
"""
EXCHANGED = """\
currency: USD
workload:
- {call: a, requests: 10, input: 100K, output: 100}
- {line: l, unit_price: 10, currency: CNY}
options: {x: {model: yuan/y}, z: {model: acme/flat}}
figures: {half: a.input / 2, paid: price.input + 0, apart: x.a.input - z.a.input, dear: x.price.input * 1, ll: l.total}
"""
ROUTED = """\
prices: {p: {input: 3, output: 3}}
assumptions: {eyes: 7}
workload: [{call: u, requests: 10, input: 100K, output: 100}, {call: v, requests: 10, input: 100K, output: 100}]
options: {small: {model: acme/flat}, mix: {models: {u: acme/small, v: acme/eyes}}, own: {models: {u: p, v: acme/flat}}}
figures: {f: small.price.input * 1, g: p.price.input * eyes}
"""


def meanings(result: Comparison) -> Iterator[tuple[str, Exact]]:
    """Yield each name of all formulas of an answer, as it is outside of options, with what it means there."""
    for outcome in result.outcomes:
        charges = [plan for each in outcome.plan.plans for plan in (*each.charges,)]
        nodes = [plan.named for plan in charges] + [each.total for each in outcome.plan.plans]
        nodes += [figure.figure.node for figure in outcome.figures]
        for node in nodes:
            yield from named(node, outcome.id, result.frame.of(outcome.id), {})
    for figure in (*result.figures, *(one for claim in result.claims for one in claim.figures)):
        yield from named(figure.figure.node, "", figure.figure.env, {})  # type: ignore[arg-type]


def named(node: Node, option: str, env: Frame, seen: Mapping[int, Node]) -> Iterator[tuple[str, Exact]]:
    """Yield the names of a formula with what they mean."""
    if isinstance(node, Solve):
        return  # its unknown has no value yet
    if isinstance(node, Scoped) and not option:
        own = env.of(node.option)
        yield from value(node.name, node.of, own)
        yield from named(node.of, node.option, own, seen)
        return
    if isinstance(node, Symbol) and not isinstance(node, Scoped):
        shared = node.name.startswith("fx.") or not option
        yield from value(node.name if shared else f"{option}.{node.name}", node.of, env)
    if isinstance(node, Name) and option and node.name in env:
        yield from value(f"{option}.{node.name}", node, env)
    for child in node.children:
        yield from named(child, option, env, seen)


def value(name: str, node: Node, env: Frame) -> Iterator[tuple[str, Exact]]:
    try:
        yield name, Fraction(evaluate(node, env))
    except UndefinedError:
        return


def clashes(result: Comparison) -> dict[str, set[Exact]]:
    found: dict[str, set[Exact]] = {}
    for name, meant in meanings(result):
        found.setdefault(name, set()).add(meant)
    return {name: meant for name, meant in found.items() if len(meant) > 1}


@pytest.mark.parametrize("body", [TIERS, EXCHANGED, ROUTED])
def test_a_name_is_one_number_in_all_formulas_of_an_answer(body: str) -> None:
    assert clashes(ask(body, fx=True)) == {}


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").glob("*.yaml")), ids=lambda path: path.stem)
def test_so_it_is_in_every_shipped_scenario(path: Path) -> None:
    file = load_scenario(path)
    written = file.scenario.as_of
    result = compare(file, find_cards(root=ROOT), as_of=written.at if written else "2026-11-01")
    assert clashes(result) == {}


def test_what_a_meter_costs_in_several_tiers_is_written_as_their_sum() -> None:
    # 10 requests of 20K * k tokens: k = 1..10 at 10 USD are 110 * 0.1M * 10, the others at 20 USD 155 * 0.2M * 20.
    result = ask(TIERS)
    below, above = Decimal(110), Decimal(620)
    assert figures(result, "x")["half"] == (below + above) / 2
    (apart,) = (one for one in result.figures if one.name == "apart")
    assert apart.figure.formula == "x.a.input + x.a.input.tier_1 - y.a.input"
    assert apart.value == below + above - 42


def test_what_an_option_pays_in_another_currency_is_written_with_the_rate() -> None:
    # 10 * 100K tokens at 10 CNY are 10 CNY, 2 USD at 0.2.
    result = ask(EXCHANGED, fx=True)
    assert figures(result, "x") == {"half": 1, "paid": 2, "ll": 2}
    assert figures(result) == {"apart": 2 - 10, "dear": 2}
    shown = {one.name: one.figure.formula for one in (*result.figures, *result.outcomes[0].figures)}
    assert shown["half"] == "a.input * fx.cny_usd / 2"
    assert shown["dear"] == "x.price.input * fx.cny_usd * 1"


def test_prices_of_several_models_are_called_apart_from_all_that_has_a_name() -> None:
    result = ask(ROUTED)
    formulas = [charge.figure.formula for outcome in result.outcomes for charge in outcome.charges]
    assert any("acme_small.price.input" in formula for formula in formulas)  # there is an option `small`
    assert any("acme_eyes.price.input" in formula for formula in formulas)  # and an assumption `eyes`
    assert any("p.price.input" in formula for formula in formulas)


@pytest.mark.parametrize("option", ["{model: p, service: batch}", "{model: acme/flat}"])
def test_an_option_and_a_price_of_one_name_must_pay_the_same(option: str) -> None:
    body = f"""\
prices: {{p: {{input: 10, services: {{batch: {{input: 5}}}}}}}}
workload: [{{call: c, requests: 1, input: 1M}}]
options: {{p: {option}}}
figures: {{f: p.price.input}}
"""
    assert refused(body) == ["4 duplicate-name: p.price.input"]
    assert refused(body.replace(option, "{model: p}")) == []
