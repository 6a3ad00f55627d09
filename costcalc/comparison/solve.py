"""Solve an equation over the results of a scenario: what must be assumed for it to hold."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.comparison import assumption_values
from costcalc.comparison.equation import EquationAsked, equation_sides
from costcalc.comparison.fit import WorkloadFit
from costcalc.comparison.order import CostOrder
from costcalc.comparison.plan import plan_of
from costcalc.comparison.question import ScenarioQuestion
from costcalc.comparison.solved import Passed, SidesAt, Solved, SolvedValue
from costcalc.comparison.solved_range import solved_range
from costcalc.expr import Figure, UndefinedError, simplest
from costcalc.expr.solving.found import ValueInterval
from costcalc.expr.solving.solutions import solutions
from costcalc.problem import InputError
from costcalc.scenario import ranges_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from costcalc.comparison.plan import Plan
    from costcalc.expr import Exact, Frame, Node, Setting
    from costcalc.expr.solving.found import JumpOver, Root, Solutions
    from costcalc.ratecard import Catalogue, FxFile
    from costcalc.scenario import ScenarioFile

NOTHING = Fraction(0)


def solve(  # noqa: PLR0913  # as much as an answer depends on
    scenario: ScenarioFile,
    cards: Catalogue,
    unknown: str,
    *,
    target: str | None = None,
    break_even: tuple[str, str] | None = None,
    as_of: datetime | date | str,
    settings: Mapping[str, Setting] | None = None,
    models: Iterable[str] = (),
    like: str | None = None,
    fx: FxFile | None = None,
) -> Solved:
    """Return all values of an assumption that make an equation over the results of a scenario hold.

    Args:
        scenario: What `load_scenario` gave.
        cards: What `load_cards` gave.
        unknown: The assumption; what the file says of it does not matter.
        target: The equation, such as `flash.total = 154`; its sides are formulas as figures and claims have them.
        break_even: In its place the ids of two options, whose totals are to be equal.
        as_of: The instant whose prices count: an aware datetime, a date (00:00 UTC) or ISO text.
        settings: A number or a formula in place of an assumption's, by its name.
        models: More options, each a CARD/MODEL.
        like: The option that these are like in all but the model; the baseline where left out.
        fx: What `load_fx` gave, where cards are in several currencies.

    Raises:
        InputError: for an assumption, option or result that does not exist, and for a text that is no equation.
        TypeError: for an argument of another type.
        ValueError: for an `as_of` that is no instant, and a break-even that is not of two options.
    """
    question = ScenarioQuestion.of(scenario, cards, as_of=as_of, settings=settings, models=models, like=like, fx=fx)
    return solve_of(question, EquationAsked.of(unknown, target, break_even))


def solve_of(question: ScenarioQuestion, asked: EquationAsked) -> Solved:
    """Return all values of an assumption that make an equation hold.

    Args:
        question: Of which scenario, on which cards and options, under which other assumptions.
        asked: The equation.

    Raises:
        InputError: for what does not exist, and for what is no equation.
    """
    planned = plan_of(question)
    frame = planned.frame(question.settings)
    sides = equation_sides(asked, planned)
    return _Solving(planned, frame, asked, sides).solved()


class _Solving:
    def __init__(self, planned: Plan, frame: Frame, asked: EquationAsked, sides: tuple[Node, Node]) -> None:
        self.planned = planned
        self.frame = frame
        self.unknown = asked.unknown
        self.options = asked.break_even
        self.sides = sides
        self.fit = WorkloadFit(planned, sides)

    def solved(self) -> Solved:
        found = self.found(self.frame, NOTHING)
        hard = found.whole or any(not one.where.is_value for one in found.failed)
        below = [] if hard else self.below()
        order = self.order(found)
        values = [*below, *self.values(found, order)]
        written = self.planned.scenario.scenario.assumptions
        ends = ranges_of(self.planned.scenario.scenario, self.frame)
        return Solved(
            plan=self.planned,
            frame=self.frame,
            unknown=self.unknown,
            unit=written[self.unknown].unit,
            sides=self.sides,
            options=self.options,
            values=tuple(values),
            passed=tuple(self.passed(jump, order) for jump in found.jumps),
            failed=found.failed,
            ranged=solved_range(self.unknown, self.sides, self.frame, ends, self.fit),
            ends=tuple(self.ends()),
            whole=found.whole,
            depends=found.depends,
            overridden=tuple(one for one in assumption_values(written, self.frame) if one.overridden),
        )

    def asked(self, value: Exact) -> Frame:
        return self.frame.given({self.unknown: value})

    def found(self, frame: Frame, least: Fraction | None) -> Solutions:
        return solutions(*self.sides, self.unknown, frame, self.asked, least=least)

    def below(self) -> list[SolvedValue]:
        """Return what would solve it below 0: it is told why it cannot be, and what is no quantity can be so."""
        roots = self.found(self.frame, None).roots
        return [self.value(_of_root(root), root.working, None) for root in roots if root.high < 0]

    def order(self, found: Solutions) -> CostOrder | None:
        """Return who costs less around what solves it; None where no two options are compared."""
        if self.options is None:
            return None
        frame = self.frame.given({})  # what was spent on the way is no reason not to say it
        return CostOrder(self.options, self.sides, self.unknown, frame, found, NOTHING, None)

    def values(self, found: Solutions, order: CostOrder | None) -> list[SolvedValue]:
        """Return what solves it, from the lowest to the highest."""
        values = [self.value(_of_root(root), root.working, order) for root in found.roots]
        values += [self.value(where, None, order) for where in found.stretches]
        return sorted(values, key=lambda one: one.where.low or NOTHING)

    def value(self, where: ValueInterval, working: Node | None, order: CostOrder | None) -> SolvedValue:
        inside = _inside(where)
        below, above = (order.below(where.low), order.above(where.high)) if order else (None, None)
        why_not = self.fit.why_not(self.asked, inside)
        return SolvedValue(where, working, self.at(inside), below or None, above or None, why_not)

    def at(self, value: Fraction) -> SidesAt:
        """Return both sides at a value."""
        exact = simplest(value)
        try:
            frame = self.asked(exact)
        except InputError:
            return SidesAt(exact, None, None)
        left, right = (_known(Figure(side, frame)) for side in self.sides)
        return SidesAt(exact, left, right)

    def passed(self, jump: JumpOver, order: CostOrder | None) -> Passed:
        """Return what is told of a jump."""
        after = self.at(jump.next) if jump.next is not None else None
        below, _, above = order.jump(jump) if order else (None, None, None)
        return Passed(jump, self.at(jump.value), after, below or None, above or None)

    def ends(self) -> Iterator[SidesAt]:
        """Yield both sides where the unknown is 0, where it is what the file says, and where a share is all of it."""
        said = self.frame.get(self.unknown)
        values = [NOTHING, *([] if said is None else [Fraction(said)])]
        if said is not None and 0 <= said <= 1:
            values.append(Fraction(1))
        yield from (self.at(value) for value in dict.fromkeys(values))


def _of_root(root: Root) -> ValueInterval:
    return ValueInterval(root.low, root.high, low_closed=True, high_closed=True, exact=root.low == root.high)


def _known(figure: Figure) -> Figure | None:
    try:
        _ = figure.value
    except UndefinedError:
        return None
    return figure


def _inside(where: ValueInterval) -> Fraction:
    """Return a value of an interval: one of its ends where that belongs to it."""
    if where.low is not None and where.low_closed and where.exact:
        return where.low
    if where.low is None or where.high is None:
        return NOTHING if where.low is None else where.low + 1
    return where.high if where.high_closed and where.exact else (where.low + where.high) / 2
