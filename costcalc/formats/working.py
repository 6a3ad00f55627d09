"""How the numbers of a report were made, step by step."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr import grouped, leading_digits, magnitude
from costcalc.formats.blocks import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison import Outcome
    from costcalc.expr import Figure
    from costcalc.pricing import Estimate

DIGITS = 15


def places_text(places: Sequence[str]) -> str:
    """Write places, each file once: a.yaml:12:16 15:6, b.yaml:3:1."""
    by_file: dict[str, list[str]] = {}
    for place in places:
        file, line, column = place.rsplit(":", 2)
        by_file.setdefault(file, []).append(f"{line}:{column}")
    return ", ".join(f"{file}:{' '.join(found)}" for file, found in by_file.items())


def estimate_steps(estimate: Estimate) -> Iterator[Step]:
    """Show how each charge came about, and the total."""
    for charge in estimate.charges:
        yield step(charge.key, charge.figure, tuple(charge.sources()))
    if len(estimate.charges) != 1:
        yield step("total", estimate.figure)


def outcome_steps(outcome: Outcome) -> Iterator[Step]:
    """Show how an option was held against the baseline."""
    figures = [("per request", outcome.per_request), ("per year", outcome.per_year)]
    if outcome.id != outcome.baseline_id:
        figures += [("saving", outcome.saving), ("ratio", outcome.ratio)]
        figures += [(f"difference, {meter}", figure) for meter, figure in outcome.differences if figure.value]
    for name, figure in figures:
        if figure:
            yield step(name, figure)


def step(name: str, figure: Figure, places: tuple[str, ...] = ()) -> Step:
    """Show how one number came about."""
    return Step(name, figure.formula, figure.substituted(grouped), exact_text(figure), places)


def exact_text(figure: Figure) -> str:
    """Write a result with all its digits; the first ones and `…` where they have no end."""
    value = figure.value
    if isinstance(value, Fraction):
        return grouped(leading_digits(value, max(0, DIGITS - 1 - magnitude(value))))
    return grouped(figure.text)


def price_source(estimate: Estimate) -> str:
    """Say where the prices were read."""
    seen = dict.fromkeys(source for charge in estimate.charges for source in charge.source)
    doubts = dict.fromkeys(charge.disagreement for charge in estimate.charges if charge.disagreement)
    unsure = {charge.confidence for charge in estimate.charges} - {"high", None}
    parts = [
        f"Prices from {'; '.join(seen)}" if seen else "Nothing has to be paid",
        *(f"confidence: {word}" for word in sorted(filter(None, unsure))),
    ]
    return ". ".join([*parts, *(f"Disagreement: {doubt.rstrip('.')}" for doubt in doubts)])
