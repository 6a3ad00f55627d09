"""What is found out about an equation in one unknown: values, stretches of values, jumps, and what nobody can say."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.numbers import Exact, simplest

if TYPE_CHECKING:
    from costcalc.expr.nodes import Node


class ValueInterval(NamedTuple):
    """Values of the unknown, from one to another.

    Args:
        low: The lowest; None where there is none.
        high: The highest; None where there is none.
        low_closed: Whether the lowest is one of them.
        high_closed: Whether the highest is one of them.
        exact: Whether both ends are known exactly; else they lie outside of the true ones, closer than `WIDTH`.
        whole: Whether only the whole numbers in it are meant, as the unknown must be one.
    """

    low: Fraction | None
    high: Fraction | None
    low_closed: bool
    high_closed: bool
    exact: bool = True
    whole: bool = False

    @property
    def is_value(self) -> bool:
        """Whether it is one value."""
        return self.low is not None and self.low == self.high

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, Fraction):
            return False
        above = self.low is None or value > self.low or (self.low_closed and value == self.low)
        below = self.high is None or value < self.high or (self.high_closed and value == self.high)
        return above and below


class Root(NamedTuple):
    """A value of the unknown for which both sides are equal.

    Args:
        low: It is not below this.
        high: It is not above this; the same where it is known exactly.
        working: The number as it is computed from those of the equation: `(b0 - a0) / (a1 - b1)`; the number itself
            where the equation is not linear, and None where it is not known exactly.
    """

    low: Fraction
    high: Fraction
    working: Node | None = None

    @property
    def value(self) -> Exact | None:
        """The value; None where it cannot be written down exactly."""
        return simplest(self.low) if self.low == self.high else None


class JumpOver(NamedTuple):
    """Where the difference of both sides passes 0 without being 0.

    Args:
        value: The value of the unknown.
        below: What the difference comes to just below the value; None where there is nothing below, or it grows without
            an end.
        at: What it is at the value; None where it has no value there.
        above: What it comes to just above the value, or at the next whole number; None as for `below`.
        next: The next value that there can be, where the unknown must be whole; None where it need not.
    """

    value: Fraction
    below: Exact | None
    at: Exact | None
    above: Exact | None
    next: Fraction | None = None


class Failed(NamedTuple):
    """Values of the unknown for which nothing can be said.

    Args:
        where: These values.
        why: A sentence.
        node: The part of the formula that has no value.
        undefined: Whether a side has no value there, so that nothing solves it; else nobody looked.
    """

    where: ValueInterval
    why: str
    node: Node
    undefined: bool = False


class Solutions(NamedTuple):
    """Everything about an equation in one unknown.

    Args:
        roots: The values that make both sides equal, in order.
        stretches: The intervals over which both sides are equal, in order.
        jumps: The values at which the difference passes 0 without being 0, in order.
        failed: Values for which nothing can be said: a side has no value there, or it takes too long to look.
        whole: Whether the unknown must be whole, since it counts something.
        depends: Whether either side rests on the unknown.
    """

    roots: tuple[Root, ...] = ()
    stretches: tuple[ValueInterval, ...] = ()
    jumps: tuple[JumpOver, ...] = ()
    failed: tuple[Failed, ...] = ()
    whole: bool = False
    depends: bool = True

    @property
    def any(self) -> bool:
        """Whether some value solves the equation."""
        return bool(self.roots or self.stretches)

    @property
    def reason(self) -> str | None:
        """Why something cannot be said; None where all of it can."""
        return self.failed[0].why if self.failed else None
