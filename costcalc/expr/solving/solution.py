"""Equations in one assumption, solved exactly.

Both sides are asked for as functions of the unknown on one stretch of its values after another, from the lowest to the
highest; on each the equation is one between two polynomials. What is found is put in, and has to make both sides equal.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.dependence import Footing
from costcalc.expr.evaluate import evaluate
from costcalc.expr.nodes import Node, UndefinedError
from costcalc.expr.numbers import Exact, decimal_text, fraction_text, simplest
from costcalc.expr.solve import Solution, Solve
from costcalc.expr.solving.inquiry import VISITS_A_STEP, Inquiry, NotRationalError
from costcalc.expr.solving.polynomial import Polynomial, Ratio, Spot, cleared, difference
from costcalc.expr.solving.rational import rational
from costcalc.expr.solving.roots import roots
from costcalc.expr.solving.working import working
from costcalc.expr.text import symbolic
from costcalc.problem import InputError
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from costcalc.expr.values import Values

    Asked: TypeAlias = Callable[[Exact], Values]

MOST_STRETCHES = 256
MOST_VISITS = 100_000
DEEPEST = 4
"""Equations that stand in each other: each is solved again for the check of the one around it."""

SHOWN_SOLUTIONS = 4
LONGEST = 60
TWO = 2


class Stretch(NamedTuple):
    """Values of the unknown between which an equation keeps its form.

    Args:
        start: Where it begins; None where it has no beginning.
        end: Where it ends; None where it has no end.
        sides: What is equal to what, without denominators; None where one of them has no value.
    """

    start: Fraction | None
    end: Fraction | None
    sides: tuple[Polynomial, Polynomial] | None


def solution(node: Solve, frame: Values, asked: Asked) -> Solution:
    """Return what solves an equation.

    Args:
        node: The equation.
        frame: Where it is asked.
        asked: Returns the same frame with another value of the unknown.

    Raises:
        UndefinedError: where nothing does, or more than one value; it says which.
    """
    if _depth(node, {}) > DEEPEST:
        raise UndefinedError(f"equations stand in each other at most {DEEPEST} deep", node)
    equation = _Equation(node, frame, asked)
    allowed = equation.inquiry.visits
    try:
        return equation.solution()
    except NotRationalError:
        found = _from_0_upwards(node, frame, asked)  # step by step, or at whole numbers
        if found is None:
            raise
        return found
    finally:
        spent = (allowed - max(0, equation.inquiry.visits)) // VISITS_A_STEP
        frame.steps[0] = max(0, frame.steps[0] - spent)


def _from_0_upwards(node: Solve, frame: Values, asked: Asked) -> Solution | None:
    """Return the one exact value from 0 upwards that solves an equation; None where there is not one."""
    from costcalc.expr.solving.solutions import solutions

    left, right = node.children
    found = solutions(left, right, node.unknown, frame, asked)
    if len(found.roots) != 1 or found.stretches or found.failed:
        return None
    (root,) = found.roots
    return Solution(root.value, root.working) if root.value is not None and root.working else None


def _depth(node: Node, known: dict[int, int]) -> int:
    """Return how many equations stand in each other."""
    found = known.get(id(node))
    if found is None:
        below = max((_depth(child, known) for child in node.children), default=0)
        found = known[id(node)] = below + isinstance(node, Solve)
    return found


class _Equation:
    def __init__(self, node: Solve, frame: Values, asked: Asked) -> None:
        self.node = node
        self.frame = frame
        self.asked = asked
        self.on = Footing.on(frame)
        self.inquiry = Inquiry(node.unknown, min(MOST_VISITS, frame.steps[0] * VISITS_A_STEP))
        self.failed: list[UndefinedError] = []

    def solution(self) -> Solution:
        stretches = self.stretches()
        unknown = f"`{self.node.unknown}`"
        whole = [each for each in stretches if each.sides and not difference(*each.sides)]
        if whole:
            every = len(whole) == len(stretches)
            raise self.refused(f"any value of {unknown} makes" if every else f"all {unknown} {_between(whole[0])} make")
        found = self.found(stretches)
        if len(found) > 1:
            count = "two" if len(found) == TWO else str(len(found))
            raise self.refused(f"{count} values of {unknown} make", f": {_listed(sorted(found))}")
        if not found:
            if self.failed and not any(each.sides for each in stretches):
                raise self.failed[0]
            why = f": {self.failed[0]}" if self.failed else ""
            raise self.refused(f"no value of {unknown} makes", why)
        ((value, stretch),) = found.items()
        exact = simplest(value)
        self.verify(exact)
        return Solution(exact, working(stretch.sides if stretch else None, exact))

    def stretches(self) -> list[Stretch]:
        """List the stretches from the lowest to the highest."""
        found: list[Stretch] = []
        start: Fraction | None = None
        while not found or found[-1].end is not None:
            if len(found) == MOST_STRETCHES:
                raise UndefinedError(
                    f"the equation changes its form at too many values of `{self.node.unknown}`", self.node
                )
            self.inquiry.turns = set()
            sides = self.sides(Spot(start, beyond=start is not None))
            ends = [turn for turn in self.inquiry.turns if start is None or turn > start]
            found.append(Stretch(start, min(ends, default=None), cleared(*sides) if sides else None))
            start = found[-1].end
        return found

    def sides(self, spot: Spot) -> tuple[Ratio, Ratio] | None:
        """Return both sides around a spot, or None where one has no value there.

        Raises:
            NotRationalError: where nobody can say what solves it.
        """
        left, right = self.node.children
        try:
            return rational(left, self.inquiry, self.on, spot), rational(right, self.inquiry, self.on, spot)
        except NotRationalError:
            raise
        except UndefinedError as error:
            if self.inquiry.visits < 0 or not self.frame.steps[0]:
                raise
            self.failed.append(error)
            return None

    def found(self, stretches: list[Stretch]) -> dict[Fraction, Stretch | None]:
        """Return the values that solve the equation, each with the stretch that says so."""
        found: dict[Fraction, Stretch | None] = {}
        for stretch in stretches:
            candidates: dict[Fraction, Stretch | None] = {}
            if stretch.sides:
                solved = roots(difference(*stretch.sides), stretch.start, stretch.end)
                if solved is None:
                    which = f"no value of `{self.node.unknown}` that can be written down exactly makes"
                    raise NotRationalError(str(self.refused(which, ": it is not linear")), self.node)
                candidates = dict.fromkeys(solved, stretch)
            if stretch.end is not None:
                candidates.setdefault(stretch.end, None)
            for value, says in candidates.items():
                if (found.get(value) is None) and self.holds(value):
                    found[value] = says or found.get(value)
        return found

    def holds(self, value: Fraction) -> bool:
        """Return whether a value solves the equation."""
        failed = [*self.failed]
        sides = self.sides(Spot(value, beyond=False))
        self.failed = failed
        return sides is not None and not difference(*cleared(*sides))

    def verify(self, value: Exact) -> None:
        """Put the value in, through all layers."""
        left, right = self.node.children
        try:
            frame = self.asked(value)
            frame.steps[0] = before = min(frame.steps[0], self.frame.steps[0])
            same = evaluate(left, frame) == evaluate(right, frame)
            self.frame.steps[0] -= before - frame.steps[0]
        except InputError as error:
            raise UndefinedError(error.problems[0].message, self.node) from None
        except KeyError:
            raise UndefinedError(
                f"`{self.node.unknown}` is no assumption, and cannot be solved for", self.node
            ) from None
        if not same:
            raise self.refused(
                f"no value of `{self.node.unknown}` makes", f", and {_text(Fraction(value))} does not, either"
            )

    def refused(self, which: str, more: str = "") -> UndefinedError:
        """Return what is said where the solution is none, or not one."""
        if not any(self.inquiry.dependence.names(side, self.on) for side in self.node.children):
            more = f": neither depends on `{self.node.unknown}`"
        left, right = self.texts()
        return UndefinedError(f"{which} `{left}` equal `{right}`{more}", self.node)

    def texts(self) -> tuple[str, str]:
        """Return both sides as a message quotes them."""
        left, right = (cut(symbolic(side, self.frame), LONGEST) for side in self.node.children)
        return left, right


def _between(stretch: Stretch) -> str:
    if stretch.start is None:
        return f"below {_text(stretch.end)}" if stretch.end is not None else ""
    return (
        f"between {_text(stretch.start)} and {_text(stretch.end)}"
        if stretch.end is not None
        else f"above {_text(stretch.start)}"
    )


def _listed(values: list[Fraction]) -> str:
    texts = [_text(value) for value in values]
    if len(texts) == TWO:
        return " and ".join(texts)
    return ", ".join([*texts[:SHOWN_SOLUTIONS], *(["…"] if len(texts) > SHOWN_SOLUTIONS else [])])


def _text(value: Fraction) -> str:
    exact = simplest(value)
    return fraction_text(exact) or decimal_text(exact)
