"""A look at a formula over ranges of assumptions.

Where a formula changes its form at a value of one assumption, such as the bound of a tier, that value is noted down, so
that the ranges can be cut there. Within what is left every such condition is decided.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.expr.dependence import NO_NAMES, Dependence, Footing
from costcalc.expr.evaluate import evaluate
from costcalc.expr.functions import Ceil, Floor, Round
from costcalc.expr.nodes import Name, Node, Scoped, UndefinedError
from costcalc.expr.operators import Difference
from costcalc.expr.ranges.enclosure import Enclosure, constant, negative, total, unknown
from costcalc.expr.solving.inquiry import TOO_LONG, Inquiry
from costcalc.expr.solving.polynomial import Spot
from costcalc.expr.solving.rational import rational

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from costcalc.expr.ranges.enclosure import Trends

    Ends: TypeAlias = tuple[Fraction, Fraction]


class Survey:
    """What is found out about formulas over ranges of assumptions.

    Args:
        ranges: The lowest and the highest value of each assumption.
        dependence: Which of them formulas rest on.
        visits: How many nodes may be looked at.

    Attributes:
        turns: For each assumption the values inside its range at which a formula changes its form.
        ends: The same for values at the ends of its range.
        whole: The assumptions that take whole values only, since they count the terms of a sum or are in an exponent.
        foreign: Whether a formula is partly asked in frames that a corner does not reach.
    """

    __slots__ = ("_said", "dependence", "ends", "foreign", "memory", "ranges", "turns", "visits", "whole")

    def __init__(self, ranges: Mapping[str, Ends], dependence: Dependence, visits: int) -> None:
        self.ranges = ranges
        self.dependence = dependence
        self.visits = visits
        self.turns: dict[str, set[Fraction]] = {}
        self.ends: dict[str, set[Fraction]] = {}
        self.whole: set[str] = set()
        self.foreign = False
        self.memory: dict[tuple[int | str, int], tuple[object, Enclosure]] = {}
        self._said: dict[int, tuple[Node, frozenset[str]]] = {}

    def said_in(self, node: Node) -> frozenset[str]:
        """Return the names that a formula has in it: a part of a sum without its index is the same in every term."""
        if isinstance(node, Name):
            return frozenset({node.name})
        if not node.children:
            return NO_NAMES
        found = self._said.get(id(node))
        if found is None:
            found = self._said[id(node)] = (node, NO_NAMES.union(*map(self.said_in, node.children)))
        return found[1]


class Look(NamedTuple):
    """A formula being looked at.

    Args:
        survey: For whom.
        on: Where it is asked.
        indices: The values of the indices of the sums around.
        kinds: What finds out about each kind of formula.
    """

    survey: Survey
    on: Footing
    indices: Mapping[str, Fraction]
    kinds: Mapping[type[Node], Callable[[Any, Look], Enclosure]]

    def at(self, node: Node) -> Enclosure:
        """Return what is known of a part."""
        survey = self.survey
        survey.visits -= 1
        if survey.visits < 0:
            raise UndefinedError(TOO_LONG, node)
        if self.indices and not self.survey.said_in(node).isdisjoint(self.indices):
            return self.kinds[type(node)](node, self).checked()
        key = (id(node), id(self.on.frame))
        found = survey.memory.get(key)
        if found is None:
            if self.names(node):
                enclosure = self.kinds[type(node)](node, self).checked()
            else:
                try:
                    enclosure = constant(Fraction(evaluate(node, self.on.frame)))
                except UndefinedError:  # who asks for it is told at the corners
                    enclosure = unknown(())
            found = survey.memory[key] = ((node, self.on), enclosure)
        return found[1]

    def names(self, *nodes: Node) -> frozenset[str]:
        """Return the assumptions with a range that some formulas rest on."""
        return frozenset[str]().union(*(self.survey.dependence.names(node, self.on) for node in nodes))

    def elsewhere(self, on: Footing) -> Look:
        """Return the look at a formula that is asked in another frame, and sees no index."""
        return self._replace(on=on, indices={})

    def sign(self, left: Node, right: Node) -> tuple[int | None, Trends]:
        """Return the sign of a difference inside of the ranges, and its trends where it has more than one there."""
        apart = total([self.at(left), negative(self.at(right))])
        if apart.low is not None and apart.high is not None:
            if apart.low > 0 or apart.high < 0:
                return (1 if apart.low > 0 else -1), {}
            if apart.low == apart.high:
                return 0, {}
        names = self.names(left, right)
        if len(names) == 1:
            sign = self._sign_over(min(names), Difference(left, right))
            if sign is not None:
                return sign, {}
        return None, {**dict.fromkeys(names), **apart.trends}

    def leading(self, nodes: tuple[Node, ...], sign: int) -> list[int]:
        """List those of some parts that no other one is always ahead of: above it, or below where the sign is -1."""
        left = list(range(len(nodes)))
        for one, other in combinations(range(len(nodes)), 2):
            if one in left and other in left:
                ahead = self.sign(nodes[one], nodes[other])[0]
                if ahead is not None:
                    left.remove(other if ahead * sign >= 0 else one)
        return left

    def counted(self, node: Node) -> frozenset[str]:
        """Return the assumptions that must be whole numbers for a part to be one, which is not rounded to one."""
        if isinstance(node, (Ceil, Floor, Round)) or not self.names(node):
            return frozenset()
        if isinstance(node, Name):
            if node.name in self.survey.ranges and self.on.at_bottom(node.name):
                return frozenset({node.name})
            made = self.on.made(node.name)
            return self.elsewhere(made[1]).counted(made[0]) if made else frozenset()
        inside = self.elsewhere(self.on.of(node.option)) if isinstance(node, Scoped) else self
        return frozenset[str]().union(*(inside.counted(child) for child in node.children))

    def _sign_over(self, name: str, apart: Difference) -> int | None:
        """Return the sign of what rests on one assumption, and note down where that changes."""
        survey = self.survey
        low, high = survey.ranges[name]
        inquiry = Inquiry(name, survey.visits, survey.dependence)
        spot = Spot(low, beyond=low < high)
        try:
            sign = inquiry.sign(rational(apart, inquiry, self.on, spot, self.indices), spot, apart)
        except UndefinedError:
            return None
        finally:
            survey.visits = max(0, inquiry.visits)
        if low < high:
            survey.ends.setdefault(name, set()).update(inquiry.turns & {low, high})
            inner = {turn for turn in inquiry.turns if low < turn < high}
            if inner:
                survey.turns.setdefault(name, set()).update(inner)
                return None
        return sign
