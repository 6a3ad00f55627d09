"""A formula being bounded: between which values it lies while the unknown goes from one value to another."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.expr.evaluate import evaluate
from costcalc.expr.nodes import Node, UndefinedError
from costcalc.expr.numbers import MAX_BITS
from costcalc.expr.solving.hull import Hull, UnboundedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.expr.dependence import Footing
    from costcalc.expr.solving.inquiry import Inquiry

WIDEST = 4 * MAX_BITS


class Bounds(NamedTuple):
    """A formula being bounded.

    Args:
        inquiry: What is asked, and how many nodes may be looked at.
        on: Where.
        unknown: Between which values the unknown is.
        indices: Between which values the indices of the sums around are.
        memory: What parts came to outside of sums.
        kinds: What bounds each kind of formula.
    """

    inquiry: Inquiry
    on: Footing
    unknown: Hull
    indices: Mapping[str, Hull]
    memory: dict[tuple[int, int], tuple[object, Hull]]
    kinds: Mapping[type[Node], Callable[[Any, Bounds], Hull]]

    def of(self, node: Node) -> Hull:
        """Return between which values a part lies.

        Raises:
            UnboundedError: where nothing can be said.
        """
        self.inquiry.visited(node)
        if not self.inquiry.dependence.names(node, self.on) and not self.indices:
            try:
                value = Fraction(evaluate(node, self.on.frame))
            except UndefinedError:
                raise UnboundedError from None
            return Hull(value, value)
        key = (id(node), id(self.on.frame))
        known = None if self.indices else self.memory.get(key)
        if known is None:
            known = ((node, self.on), self.kinds[type(node)](node, self))
            if any(max(end.numerator.bit_length(), end.denominator.bit_length()) > WIDEST for end in known[1]):
                raise UnboundedError
            if not self.indices:
                self.memory[key] = known
        return known[1]

    def elsewhere(self, on: Footing) -> Bounds:
        """Return the bounds of a formula that is asked in another frame, and sees no index."""
        return self._replace(on=on, indices={})
