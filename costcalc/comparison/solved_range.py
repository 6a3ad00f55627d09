"""How low and how high a solution is, where other assumptions are not known exactly."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from costcalc.comparison.solved import SolvedRange
from costcalc.expr import Dependence, Footing, decimal_text, simplest
from costcalc.expr.solving.solutions import solutions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.comparison.fit import WorkloadFit
    from costcalc.expr import Exact, Frame, Node
    from costcalc.scenario import RangeEnds

MOST = 5
"""Assumptions with a range of which all corners are looked at: 32."""

MOST_STEPS = 60_000
"""What the corners may take together: where an equation is simple, they take a hundredth."""


def solved_range(
    unknown: str, sides: tuple[Node, Node], frame: Frame, ends: Mapping[str, RangeEnds], fit: WorkloadFit
) -> SolvedRange | None:
    """Return the lowest and the highest solution at the corners of the ranges; None where it rests on no range.

    Args:
        unknown: The assumption that is solved for; its own range does not matter.
        sides: Both sides of the equation.
        frame: Where they are asked.
        ends: The least and the most of each assumption that is not known exactly.
        fit: Whether the workload can be so.
    """
    dependence = Dependence(frozenset(ends) - {unknown})
    names = sorted(frozenset[str]().union(*(dependence.names(side, Footing.on(frame)) for side in sides)))
    if not names:
        return None
    if len(names) > MOST:
        return _unknown(f"{len(names)} assumptions have a range, and corners of at most {MOST} are looked at")
    found: list[tuple[Fraction, dict[str, Exact]]] = []
    left = max(0, frame.steps[0] - MOST_STEPS)
    for values in product(*((ends[name].low, ends[name].high) for name in names)):
        if frame.steps[0] <= left:
            return _unknown("this takes more steps than one answer may have")
        corner = dict(zip(names, values, strict=True))
        solution = _at(corner, unknown, sides, frame, fit)
        if isinstance(solution, str):
            where = ", ".join(f"{name} = {decimal_text(value)}" for name, value in corner.items())
            return _unknown(f"at {where} {solution}")
        found.append((solution, corner))
    if all(name in frame for name in names):  # what is found at the stated values lies in the range, too
        stated = _at({}, unknown, sides, frame, fit)
        if not isinstance(stated, str):
            found.append((stated, {name: frame[name] for name in names}))
    (low, low_at), (high, high_at) = (choose(found, key=lambda one: one[0]) for choose in (min, max))
    return SolvedRange(simplest(low), simplest(high), low_at, high_at)


def _at(
    corner: Mapping[str, Exact], unknown: str, sides: tuple[Node, Node], frame: Frame, fit: WorkloadFit
) -> Fraction | str:
    """Return the one solution at a corner, or why there is none."""

    def asked(value: Exact) -> Frame:
        return frame.given({**corner, unknown: value})

    there = frame.given({**corner})
    there.steps = frame.steps  # one allowance for all corners
    found = solutions(*sides, unknown, there, asked)
    if found.stretches:
        return "a whole interval of values solves it"
    fitting = [root for root in found.roots if root.value is not None and fit.why_not(asked, root.low) is None]
    if len(fitting) == 1:
        return fitting[0].low
    if fitting:
        return f"{len(fitting)} values solve it"
    known = [root for root in found.roots if root.value is not None]
    if not known:
        return "no value solves it that can be written down" if found.roots else "no value solves it"
    return f"only {decimal_text(simplest(known[0].low))} solves it, which cannot be: {fit.why_not(asked, known[0].low)}"


def _unknown(why: str) -> SolvedRange:
    return SolvedRange(None, None, {}, {}, why)
