"""Ask a scenario that is a few lines of YAML, on cards whose prices are easy to reckon with."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from costcalc.comparison import compare
from costcalc.problem import InputError
from costcalc.project.load import load_fx, load_scenario
from tests.inputs import card_yaml, cards_in, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.comparison import ClaimValue, Comparison, FigureValue, Outcome
    from costcalc.expr import Exact, Setting
    from costcalc.pricing import Estimate
    from costcalc.ratecard import Catalogue, FxFile

AS_OF = "2026-04-28"

ACME = card_yaml("""\
origin: US
models:
  small:
    context_window: 100K
    max_output: 10K
    weights: open
    license: MIT
    rates:
      - effective: 2026-01-01
        source: x
        input: 1
        cache_read: 0.1
        output: 2
        request: {price: 5, per: 1K requests}
        services: {batch: {input: 0.5, cache_read: 0.05, output: 1, request: {price: 5, per: 1K requests}}}
      - effective: 2026-07-01
        source: x
        input: 3
        cache_read: 0.3
        output: 4
        request: {price: 5, per: 1K requests}
  large:
    context_window: 1M
    max_output: 50K
    weights: closed
    rates:
      - effective: 2026-01-01
        source: x
        input: 10
        output: 30
        context_tiers: [{when: input > 200K, mode: whole_request, input: 20, output: 60}]
  flat:
    rates: [{effective: 2026-01-01, source: x, input: 10, output: 30}]
  beta:
    rates:
      - {effective: 2026-01-01, source: x, context_window: 1M, max_output: 1K, input: 1, output: 2}
      - {effective: 2026-05-10, source: x, context_window: 200K, max_output: 1K, input: 1, output: 2}
  eyes:
    rates:
      - effective: 2026-01-01
        source: x
        input: 1
        output: 2
        image: {price: 0.03, per: 1 image}
""")
YUAN = card_yaml("""\
id: yuan
title: Yuan
currency: CNY
origin: CN
models: {y: {rates: [{effective: 2026-01-01, source: x, input: 10, output: 20}]}}
""")
FX = """\
schema: costcalc/fx/v1
id: fx
title: T
rates: [{effective: 2026-01-01, from: CNY, to: USD, rate: 0.2, source: a bank}]
"""


@cache
def cards() -> Catalogue:
    """Return the cards `acme` and `yuan`."""
    with TemporaryDirectory() as folder:
        return cards_in(Path(folder), ACME, YUAN)


@cache
def _rates() -> FxFile:
    with TemporaryDirectory() as folder:
        file = Path(folder, "fx.yaml")
        file.write_text(FX, encoding="utf-8")
        return load_fx(file)


def ask(
    body: str,
    *,
    as_of: str = AS_OF,
    settings: dict[str, Setting] | None = None,
    models: Iterable[str] = (),
    like: str | None = None,
    fx: bool = False,
) -> Comparison:
    """Compare the options of a scenario, of which four lines come before this body."""
    written = load_scenario(text=scenario_yaml(body))
    return compare(
        written, cards(), as_of=as_of, settings=settings, models=models, like=like, fx=_rates() if fx else None
    )


def refused(body: str, **keys: object) -> list[str]:
    """Return why a scenario is refused: the line of the body, the code, and the word that stands at the place."""
    found = []
    for place, code, _, _ in problems(body, **keys):
        line, column = map(int, place.split(":"))
        text = body.splitlines()[line - 1] if 0 < line <= body.count("\n") else ""
        word = re.match(r"[\w.-]+|.|$", text[column - 1 :])
        found.append(f"{line} {code}: {word[0] if word else ''}")
    return found


def problems(body: str, **keys: object) -> list[tuple[str, str, str, str]]:
    """Return why a scenario is refused: LINE:COLUMN in the body, code, sentence, hint."""
    try:
        ask(body, **keys)  # type: ignore[arg-type]
    except InputError as error:
        head = scenario_yaml(body).count("\n") - body.count("\n")
        return [
            (f"{one.place.line - head}:{one.place.column}", one.code, one.message, one.hint or "")
            for one in error.problems
        ]
    return []


def option(result: Comparison, name: str = "") -> Outcome:
    """Return an option; the one without a name where none is given and there is one."""
    return next(each for each in result.outcomes if each.id == name or not name)


def priced(result: Comparison, name: str = "") -> Estimate:
    """Return what an option costs in every period, which is known."""
    estimate = option(result, name).estimate
    assert estimate is not None, option(result, name).not_priced
    return estimate


def total(result: Comparison, name: str = "") -> Exact:
    """Return the total of an option."""
    return priced(result, name).value


def totals(result: Comparison) -> dict[str, Exact | None]:
    """Return the total of each option; None for one that has none."""
    return {each.id: each.estimate.value if each.estimate else None for each in result.outcomes}


def charges(result: Comparison, name: str = "") -> dict[str, Exact]:
    """Return the charges of an option, by their keys."""
    return {charge.key: charge.amount for charge in priced(result, name).charges}


def figures(result: Comparison, name: str | None = None) -> dict[str, Exact | None]:
    """Return the figures of an option, or those that are everybody's."""
    found = result.figures if name is None else option(result, name).figures
    return {figure.name: figure.value for figure in found}


def figure(result: Comparison, figure_name: str, name: str | None = None) -> FigureValue:
    """Return a figure of an option, or one that is everybody's."""
    found = result.figures if name is None else option(result, name).figures
    return next(one for one in found if one.name == figure_name)


def claimed(result: Comparison) -> dict[str, Exact | None]:
    """Return what each claim comes to."""
    return {str(one.written.claim): one.figures[0].value for one in result.claims}


def claim(result: Comparison, name: str) -> ClaimValue:
    """Return a claim with what it comes to."""
    return next(one for one in result.claims if one.written.claim == name)


def worth(formula: str, body: str, **keys: object) -> Exact | None:
    """Return what a formula over results comes to, as a claim of the scenario."""
    value = claimed(ask(f"{body}claims: [{{claim: asked, of: {formula!r}}}]\n", **keys))["asked"]  # type: ignore[arg-type]
    return value if value is None else Fraction(value)
