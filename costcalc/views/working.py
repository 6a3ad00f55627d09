"""How the numbers of an answer were made, step by step."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr import grouped, leading_digits, magnitude
from costcalc.views.blocks import Step
from costcalc.views.turns import turns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.comparison import FigureValue, Outcome
    from costcalc.expr import Figure
    from costcalc.pricing import Charge, Estimate, EstimatePlan
    from costcalc.problem import Place

DIGITS = 15
ONCE = ", once"
"""Stands behind the name of what is paid once, and not in every period."""


def estimate_steps(estimate: Estimate, *, places: bool) -> Iterator[Step]:
    """Yield how each charge came about, and the total.

    Args:
        estimate: What something costs.
        places: Whether to say where the numbers of a charge are written.
    """
    yield from _charge_steps(estimate, places=places)
    if has_sum(estimate.plan, len(estimate.charges)):
        yield step("total", estimate.figure)


def upfront_steps(estimate: Estimate, *, places: bool) -> Iterator[Step]:
    """Yield how each charge that is paid once came about, and what they come to together."""
    yield from _charge_steps(estimate, places=places)
    if has_sum(estimate.plan, len(estimate.charges)):
        yield step(f"upfront{ONCE}", estimate.figure)


def has_sum(plan: EstimatePlan, charges: int) -> bool:
    """Return whether a total says more than its charges do: there is not one alone, or it is in another currency."""
    return charges != 1 or plan.currencies != {plan.currency}


def shown_charges(estimate: Estimate) -> tuple[Charge, ...]:
    """Return the charges of which there is something; all of them, where there is nothing at all."""
    return tuple(charge for charge in estimate.charges if charge.quantity.value) or estimate.charges


def _charge_steps(estimate: Estimate, *, places: bool) -> Iterator[Step]:
    for charge in estimate.charges:  # also of nothing: the total names it
        turns = turns_of(charge)
        made = step(f"{charge.key}{ONCE if charge.once else ''}", charge.figure, charge.places() if places else ())
        yield made._replace(remark=turns.text) if turns else made


def outcome_steps(outcome: Outcome) -> Iterator[Step]:
    """Yield how an option was held against the baseline."""
    figures = [("per request", outcome.per_request), ("per year", outcome.per_year)]
    if outcome.id != outcome.baseline_id:
        figures += [("saving", outcome.saving), ("ratio", outcome.ratio), ("pays back in", outcome.payback)]
        figures += [(f"difference, {meter}", figure) for meter, figure in outcome.differences if figure.value]
    for name, figure in figures:
        if figure:
            yield step(name, figure)


def figure_steps(figures: Iterable[FigureValue], *, places: bool) -> Iterator[Step]:
    """Yield how the user's own figures came about, those that have a value."""
    for one in figures:
        if figure := one.known:
            yield step(one.name, figure, [one.place, *figure.places()] if places else ())


def step(name: str, figure: Figure, places: Iterable[Place] = ()) -> Step:
    """Return how one number came about."""
    return Step(name, figure.formula, figure.substituted(grouped), exact_text(figure), tuple(dict.fromkeys(places)))


def equation(name: str, figure: Figure) -> str:
    """Return how a number came about in one line: name = formula = numbers = result."""
    made = step(name, figure).sides
    return " = ".join([name, *made] if name else made)


def exact_text(figure: Figure) -> str:
    """Return a result with all its digits; the first ones and `…` where they have no end."""
    value = figure.value
    if isinstance(value, Fraction):
        return grouped(leading_digits(value, max(0, DIGITS - 1 - magnitude(value))))
    return grouped(figure.text)


def price_source(charges: Sequence[Charge]) -> str:
    """Return where the prices of charges were read, how sure they are, and who says otherwise.

    Nothing where they all come from the scenario itself.
    """
    if charges and all(charge.price is None for charge in charges):
        return ""
    doubts = dict.fromkeys(charge.disagreement for charge in charges if charge.disagreement)
    unsure = {charge.confidence for charge in charges} - {"high", None}
    parts = [
        pages(charges) or "Nothing has to be paid",
        *(f"Confidence: {word}" for word in sorted(filter(None, unsure))),
        *(f"Disagreement: {doubt.rstrip('.')}" for doubt in doubts),
    ]
    return f"{'. '.join(parts)}."


def pages(charges: Iterable[Charge]) -> str:
    """Return where the prices of some charges were read, each page once; nothing where that is nowhere."""
    seen = dict.fromkeys(source for charge in charges for source in charge.source)
    return f"Prices from {'; '.join(seen)}" if seen else ""
