"""What came of solving an equation over the results of a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Figure, simplest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from fractions import Fraction

    from costcalc.comparison.comparison import AssumptionValue
    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.comparison.plan import Plan
    from costcalc.expr import Exact, Frame, Node
    from costcalc.expr.solving.found import Failed, JumpOver, ValueInterval
    from costcalc.instant import Period
    from costcalc.ratecard import CardFile
    from costcalc.scenario import ScenarioFile


class SidesAt(NamedTuple):
    """Both sides of an equation at a value of the unknown.

    Args:
        value: The value.
        left: The first side with its formula; None where it has no value.
        right: The second one.
    """

    value: Exact
    left: Figure | None
    right: Figure | None


class SolvedValue(NamedTuple):
    """A value of the unknown, or an interval of them, that makes both sides equal.

    Args:
        where: The value: both ends are it; two ends apart where it is an interval, or cannot be written down.
        working: The number as it is computed from those of the equation; None of an interval.
        sides: Both sides there; of an interval, at a value inside of it.
        cheaper_below: The option that costs less below it; None where no two options are compared, or nothing is below.
        cheaper_above: The one that costs less above it.
        rejected: Why the workload cannot be so; None where it can.
    """

    where: ValueInterval
    working: Node | None
    sides: SidesAt
    cheaper_below: str | None = None
    cheaper_above: str | None = None
    rejected: str | None = None

    @property
    def value(self) -> Exact | None:
        """The value; None of an interval, and of what cannot be written down."""
        low = self.where.low
        return simplest(low) if low is not None and low == self.where.high else None

    @property
    def is_stretch(self) -> bool:
        """Whether it is an interval of values, each of which makes both sides equal."""
        return self.value is None and self.where.exact

    @property
    def low(self) -> Exact | None:
        """The lowest value; None where there is none."""
        return _exact(self.where.low)

    @property
    def high(self) -> Exact | None:
        """The highest value; None where there is none."""
        return _exact(self.where.high)


class Passed(NamedTuple):
    """Where the sides pass each other without being equal.

    Args:
        jump: The value, and the differences of the sides around it.
        sides: Both sides at the value.
        after: Both sides at the next value, where the unknown must be whole.
        cheaper_below: The option that costs less below it; None where no two options are compared.
        cheaper_above: The one that costs less above it.
    """

    jump: JumpOver
    sides: SidesAt
    after: SidesAt | None
    cheaper_below: str | None
    cheaper_above: str | None


class SolvedRange(NamedTuple):
    """How low and how high the solution is, where assumptions are not known exactly: at the corners of their ranges.

    Args:
        low: The lowest; None where it cannot be said.
        high: The highest.
        low_at: The values of these assumptions where it is lowest.
        high_at: Where it is highest.
        why: Why it cannot be said.
    """

    low: Exact | None
    high: Exact | None
    low_at: Mapping[str, Exact]
    high_at: Mapping[str, Exact]
    why: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Solved:
    """What came of solving an equation.

    Args:
        plan: The formulas.
        frame: The values they were asked in.
        unknown: The assumption that was solved for.
        unit: What it is counted in.
        sides: Both sides, as formulas.
        options: The two options whose totals they are; None where the equation is another one.
        values: What makes both sides equal, in order, that which cannot be among it.
        passed: Where they pass each other without being equal.
        failed: Values for which nothing can be said.
        ranged: How low and high it is inside of ranges; None where it rests on none.
        ends: Both sides where the unknown is 0, and where it is what the file says.
        whole: Whether the unknown must be whole, since it counts something.
        depends: Whether either side rests on the unknown.
        overridden: The assumptions that were set.
    """

    plan: Plan
    frame: Frame
    unknown: str
    unit: str | None
    sides: tuple[Node, Node]
    options: tuple[str, str] | None
    values: tuple[SolvedValue, ...]
    passed: tuple[Passed, ...]
    failed: tuple[Failed, ...]
    ranged: SolvedRange | None
    ends: tuple[SidesAt, ...]
    whole: bool
    depends: bool
    overridden: tuple[AssumptionValue, ...] = ()

    def __repr__(self) -> str:
        return f"<{self.unknown}: {', '.join(str(one.value) for one in self.solutions) or 'no solution'}>"

    @property
    def solutions(self) -> tuple[SolvedValue, ...]:
        """What makes both sides equal, and can be."""
        return tuple(one for one in self.values if one.rejected is None)

    @property
    def rejected(self) -> tuple[SolvedValue, ...]:
        """What makes both sides equal, and cannot be."""
        return tuple(one for one in self.values if one.rejected is not None)

    @property
    def value(self) -> Exact | None:
        """The one solution; None where there is none, more than one, or one that cannot be written down."""
        return self.solutions[0].value if len(self.solutions) == 1 else None

    @property
    def is_solved(self) -> bool:
        """Whether some value solves it; inside of ranges, whether one does at each of their corners."""
        return bool(self.solutions) or (self.ranged is not None and self.ranged.why is None)

    @property
    def is_unsure(self) -> bool:
        """Whether there may be a solution where nothing can be said, and none is known elsewhere."""
        return not self.is_solved and any(not one.where.is_value for one in self.failed)

    @property
    def texts(self) -> tuple[str, str]:
        """Both sides as they are written."""
        left, right = (Figure(side, self.frame).formula for side in self.sides)
        return left, right

    @property
    def asked(self) -> tuple[OptionPlan, ...]:
        """The options that it may rest on: the two that are compared, else all."""
        known = self.plan.figures.names.options
        return tuple(known[option] for option in self.options) if self.options else tuple(known.values())

    @property
    def scenario(self) -> ScenarioFile:
        """The scenario, with its file."""
        return self.plan.scenario

    @property
    def as_of(self) -> datetime:
        """The instant whose prices were taken."""
        return self.plan.as_of

    @property
    def cards(self) -> tuple[CardFile, ...]:
        """The cards that prices came from, by id."""
        return self.plan.cards

    @property
    def currency(self) -> str:
        """The one currency of all totals."""
        return self.plan.exchange.currency

    @property
    def period(self) -> Period:
        """The period that the totals are for."""
        return self.plan.period


def _exact(value: Fraction | None) -> Exact | None:
    return None if value is None else simplest(value)
