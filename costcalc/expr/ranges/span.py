"""What is said of a formula over ranges of its assumptions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.numbers import Exact, simplest

if TYPE_CHECKING:
    from collections.abc import Mapping

ABOVE, BELOW = "above", "below"


class RangeCorner(NamedTuple):
    """Where in the ranges of assumptions a formula comes to something.

    Args:
        values: The value of each assumption with a range that the formula rests on.
        beside: For assumptions at whose value the formula comes to something else: a value on the side from which it
            comes as near as one likes. Such a value is the bound of a tier, beyond which another price holds.
    """

    values: Mapping[str, Exact]
    beside: Mapping[str, Fraction]

    @property
    def sides(self) -> dict[str, str]:
        """On which side of their value these assumptions are meant: `above` or `below`."""
        return {name: ABOVE if value > self.values[name] else BELOW for name, value in self.beside.items()}


class Span(NamedTuple):
    """The lowest and the highest value of a formula over ranges of its assumptions.

    Args:
        low: The lowest value.
        high: The highest one.
        at_low: Where it is lowest.
        at_high: Where it is highest.
        proven: Whether no values inside the ranges give less or more; else they are the values at the corners.
    """

    low: Exact
    high: Exact
    at_low: RangeCorner
    at_high: RangeCorner
    proven: bool

    @property
    def low_at(self) -> Mapping[str, Exact]:
        """The values of assumptions where it is lowest."""
        return self.at_low.values

    @property
    def high_at(self) -> Mapping[str, Exact]:
        """The values of assumptions where it is highest."""
        return self.at_high.values


class Swing(NamedTuple):
    """What one assumption does to a formula, with all others at their value.

    Args:
        name: The assumption.
        at_low: What the formula comes to at its lowest value.
        at_high: What the formula comes to at its highest value.
    """

    name: str
    at_low: Exact
    at_high: Exact

    @property
    def apart(self) -> Exact:
        """How far apart the two are."""
        return simplest(abs(Fraction(self.at_high) - Fraction(self.at_low)))
