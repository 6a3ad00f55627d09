"""Figures and claims with their values in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.comparison.impossible import why_impossible
from costcalc.expr import Figure, Solve, UndefinedError, decimal_text, evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.comparison.figure_plan import ClaimPlan, FigurePlan
    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.comparison.ranges import RangedValue, Ranges
    from costcalc.expr import Exact, Node
    from costcalc.problem import Place
    from costcalc.scenario.claims import Claim


class FigureValue(NamedTuple):
    """A formula over results, and what it comes to.

    Args:
        name: What it is called.
        figure: The formula with its values.
        place: Where it is written.
        why: Why it has no value; None where it has one.
        ranged: Its lowest and highest value, where it rests on something that is not known exactly.
    """

    name: str
    figure: Figure
    place: Place
    why: str | None = None
    ranged: RangedValue | None = None

    @property
    def value(self) -> Exact | None:
        """The number; None where it has none."""
        return None if self.why else self.figure.value

    @property
    def known(self) -> Figure | None:
        """The formula with its values, where it has one itself."""
        return None if self.why else self.figure

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {"name": self.name, "value": self.value, "formula": self.figure.formula, "why": self.why} | (
            {"range": self.ranged.to_dict()} if self.ranged else {}
        )


class ClaimValue(NamedTuple):
    """What somebody printed, and what the formulas come to that it is a figure of.

    Args:
        written: The claim.
        figures: The formulas with their values; none where nobody says what it is a figure of.
    """

    written: Claim
    figures: tuple[FigureValue, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "claim": str(self.written.claim),
            "printed": None if self.written.printed is None else str(self.written.printed),
            "of": [figure.to_dict() for figure in self.figures],
        }


def valued(name: str, node: Node, place: Place, ranges: Ranges) -> FigureValue:
    """Return what a formula over results comes to, or why it comes to nothing."""
    why = None
    try:
        evaluate(node, ranges.frame)
    except UndefinedError as error:
        why = str(error)
    return FigureValue(name, Figure(node, ranges.frame), place, why, ranges.of(node))


def figure_value(plan: FigurePlan, ranges: Ranges, options: Mapping[str, OptionPlan]) -> FigureValue:
    """Return what a figure comes to; a value that solves an equation must be one that the workload can have."""
    found = valued(plan.name, plan.node, plan.place, ranges)
    if isinstance(plan.node, Solve) and found.value is not None:
        frame = ranges.frame.given({plan.node.unknown: found.value})
        if why := why_impossible([plan.node], options, frame):
            at = f"{plan.node.unknown} = {decimal_text(found.value)}"
            return found._replace(why=f"it would be {at}, and then {why}", ranged=None)
    return found


def claim_value(plan: ClaimPlan, ranges: Ranges, options: Mapping[str, OptionPlan]) -> ClaimValue:
    """Return what a claim is a figure of comes to, with the values that it is meant at.

    Raises:
        InputError: where one of these has no value.
    """
    claim = plan.written
    under = ranges.under({str(name): node for name, node in claim.with_.items()})
    figures = tuple(valued(str(claim.claim), node, claim.place, under) for node in plan.nodes)
    if claim.with_ and (why := why_impossible(plan.nodes, options, under.frame)):
        figures = tuple(figure._replace(why=why, ranged=None) for figure in figures)
    return ClaimValue(claim, figures)
