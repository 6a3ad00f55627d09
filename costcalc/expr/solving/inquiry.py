"""A formula asked for as a function of one assumption, around one of its values.

Formulas change their form at some values of the unknown: at the bound of a tier, where a maximum passes to another
part. So a formula is asked at a spot on the line of these values; the answer holds up to the next value at which
something changes, and these are noted down (`Inquiry.turns`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.expr.arithmetic import GROWN
from costcalc.expr.dependence import Dependence, Footing
from costcalc.expr.evaluate import evaluate
from costcalc.expr.nodes import Node, UndefinedError
from costcalc.expr.numbers import MAX_BITS
from costcalc.expr.operators import Power, Product, Quotient, Sum
from costcalc.expr.solving.polynomial import ONE, Ratio, Spot, constant_ratio
from costcalc.expr.solving.roots import roots

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_DEGREE = 36
"""Three years of months that grow; what it takes to look for all solutions is counted."""

VISITS_A_STEP = 2
"""Nodes that are looked at for one step of the allowance that sums have."""

GROWING = frozenset({Power, Product, Quotient, Sum})
"""What can make numbers longer than those that it is made of."""

TOO_LONG = "this takes more steps than one file may have"


class NotRationalError(UndefinedError):
    """A formula that is no polynomial over another one in the unknown, or changes where no exact value is."""


class TooLongError(UndefinedError):
    """A formula that takes too long to look at, or whose numbers get too long."""


UNSAID = (NotRationalError, TooLongError)
"""What says nothing about a formula: it may have a value all the same."""


class CountedError(NotRationalError):
    """A formula in which the unknown counts the terms of a sum, or is an exponent: it must be whole there.

    Attributes:
        count: What must be a whole number, as a function of the unknown.
    """

    def __init__(self, message: str, node: Node, count: Ratio) -> None:
        super().__init__(message, node)
        self.count = count


class Inquiry:
    """A formula asked for as a function of one assumption.

    Args:
        unknown: The assumption.
        visits: How many nodes may be looked at.
        dependence: Which formulas rest on the unknown.

    Attributes:
        turns: Values of the unknown at which the form of what was asked for may change.
        constants: What parts inside of sums came to that do not rest on the unknown.
    """

    __slots__ = ("constants", "dependence", "turns", "unknown", "visits")

    def __init__(self, unknown: str, visits: int, dependence: Dependence | None = None) -> None:
        self.unknown = unknown
        self.visits = visits
        self.dependence = dependence or Dependence(frozenset({unknown}))
        self.turns: set[Fraction] = set()
        self.constants: dict[tuple[object, ...], tuple[Node, Footing, Ratio]] = {}

    def isolating(self, of: Ratio, node: Node) -> None:
        """Count what it takes to look for the roots of a function.

        Raises:
            UndefinedError: where that is too much.
        """
        self.visited(node, of.degree * of.degree * of.bits // 256)

    def sign(self, of: Ratio, spot: Spot, node: Node) -> int:
        """Return the sign of a function around a spot, and note down where it may change above that.

        Raises:
            NotRationalError: where that is at no exact value.
        """
        self.isolating(of, node)
        for part in (of.top, of.bottom):
            if len(part) > 1:
                turns = roots(part, spot.at)
                if turns is None:
                    raise NotRationalError(f"a condition changes at no exact value of `{self.unknown}`", node)
                self.turns.update(turns)
        return of.sign(spot)

    def visited(self, node: Node, times: int = 1) -> None:
        """Count a node that is looked at.

        Raises:
            UndefinedError: where that is too many.
        """
        self.visits -= times
        if self.visits < 0:
            raise TooLongError(TOO_LONG, node)


class Walk(NamedTuple):
    """A formula being asked for.

    Args:
        inquiry: What is asked.
        on: Where.
        spot: Around which value of the unknown.
        indices: The values of the indices of the sums around.
        memory: What named parts came to; not used inside sums.
        kinds: What finds out about each kind of formula.
    """

    inquiry: Inquiry
    on: Footing
    spot: Spot
    indices: Mapping[str, Fraction]
    memory: dict[tuple[int | str, int], tuple[Footing, Ratio]]
    kinds: Mapping[type[Node], Callable[[Any, Walk], Ratio]]

    def ratio(self, node: Node) -> Ratio:
        """Return a part as a function of the unknown."""
        self.inquiry.visited(node)
        if self.inquiry.dependence.names(node, self.on):
            found = self.kinds[type(node)](node, self)
            return self.checked(found, node) if type(node) in GROWING else found
        if not self.indices:
            return constant_ratio(evaluate(node, self.on.frame))
        key = (id(node), id(self.on.frame), tuple(self.indices.items()))
        known = self.inquiry.constants.get(key)
        if known is None:  # it is the same around every value of the unknown
            made = self.checked(self.kinds[type(node)](node, self), node)
            known = self.inquiry.constants[key] = (node, self.on, made)
        return known[2]

    def checked(self, found: Ratio, node: Node) -> Ratio:
        """Return a function that is simple enough to be computed with further.

        Raises:
            NotRationalError: for one of too high a degree.
            UndefinedError: for one whose numbers have grown out of all proportion, and where it takes too long.
        """
        if found.bottom is ONE and len(found.top) == 1 and found.top[0].denominator == 1:
            if found.top[0].numerator.bit_length() > MAX_BITS:
                raise TooLongError(GROWN, node)
            return found  # most are plain numbers
        if found.degree > MAX_DEGREE:
            raise NotRationalError(f"`{self.inquiry.unknown}` has too high a power here", node)
        if found.bits > MAX_BITS:
            raise TooLongError(GROWN, node)
        self.inquiry.visited(node, found.degree * found.bits // 64)  # about what the next step with it takes
        return found

    def value(self, node: Node) -> Fraction:
        """Return the value of a part that must not rest on the unknown."""
        found = self.ratio(node)
        if found.constant is None:
            raise CountedError(f"this part must not depend on `{self.inquiry.unknown}`", node, found)
        return found.constant

    def sign(self, of: Ratio, node: Node) -> int:
        """Return the sign of a function around the spot."""
        return self.inquiry.sign(of, self.spot, node)

    def elsewhere(self, on: Footing) -> Walk:
        """Return the walk through a formula that is asked in another frame, and sees no index."""
        return self._replace(on=on, indices={})

    def remembered(self, what: Node | str, compute: Callable[[], Ratio]) -> Ratio:
        """Return what a named part or an assumption comes to, which is computed once outside of sums."""
        if self.indices:
            return compute()
        key = (what if isinstance(what, str) else id(what), id(self.on.frame))
        found = self.memory.get(key)
        if found is None:
            found = self.memory[key] = (self.on, compute())
        return found[1]
