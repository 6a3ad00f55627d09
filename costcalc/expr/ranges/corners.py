"""The lowest and the highest value of formulas over ranges of their assumptions, exactly.

A formula goes one way with most assumptions, and is a line over a line in many others: then both values are at corners
of the ranges, after these were cut wherever the formula changes its form, such as at the bound of a tier. At such a
bound the price above it counts as well as the one below, however few tokens above it a request is. What cannot be
proven this way is still computed at the corners, and says so.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr.allowance import A_LOOK, Allowance
from costcalc.expr.dependence import Dependence, Footing
from costcalc.expr.evaluate import evaluate
from costcalc.expr.functions import SumOver
from costcalc.expr.nodes import Node, Scoped, UndefinedError
from costcalc.expr.numbers import Exact
from costcalc.expr.operators import Quotient
from costcalc.expr.ranges.corner_frames import CornerFrames, exactly
from costcalc.expr.ranges.enclosure import ZERO, unknown
from costcalc.expr.ranges.look import Survey
from costcalc.expr.ranges.patches import Patch, corners, cut, whole_ends
from costcalc.expr.ranges.span import RangeCorner, Span, Swing
from costcalc.expr.ranges.survey import enclosure
from costcalc.expr.solve import Solve
from costcalc.expr.text import symbolic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.expr.frame import Frame
    from costcalc.expr.ranges.patches import Corner, Ends


MOST_PATCHES = 256
MOST_VISITS = 10_000
"""Nodes that are looked at to prove something of one formula, before that is given up."""


class Box:
    """Ranges of some assumptions, independent of each other.

    Args:
        frame: Where formulas are asked.
        ranges: The lowest and the highest value of each assumption; they lie at the bottom of all layers.
        allowance: What may be computed, shared by all boxes of an answer; one of its own where left out.
    """

    def __init__(
        self, frame: Frame, ranges: Mapping[str, tuple[Exact, Exact]], allowance: Allowance | None = None
    ) -> None:
        self.frame = frame
        self.ranges = {name: (Fraction(low), Fraction(high)) for name, (low, high) in sorted(ranges.items())}
        self._on = Footing.on(frame)
        self._dependence = Dependence(frozenset(ranges))
        self._allowance = allowance or Allowance()
        self._corners = CornerFrames(frame, self._allowance)

    def names(self, node: Node) -> list[str]:
        """List the assumptions with a range that a formula rests on."""
        return sorted(self._dependence.names(node, self._on))

    def span(self, node: Node) -> Span:
        """Return the lowest and the highest value of a formula.

        Raises:
            UndefinedError: where it has no value at a corner, or there are too many corners.
        """
        names = self.names(node)
        if not names:
            value = evaluate(node, self.frame)
            nowhere = RangeCorner({}, {})
            return Span(value, value, nowhere, nowhere, proven=True)
        self._corners.worked(0, node)
        patches, proven = self._patches(node, names)
        asked = [
            (corner, {name: sum(patch.ranges[name], ZERO) / 2 for name, at in patch.tied.items() if corner[name] in at})
            for patch in patches
            for corner in corners(node, patch)
        ]
        self._corners.worked(len(asked) * A_LOOK, node)
        found = [(self._corners.value(node, corner, inner), corner, inner) for corner, inner in asked]
        if not proven:
            self._refuse_poles(node, asked)
            found += ((value, corner, {}) for value, corner in self._usual(node, names))
        low, high = min(found, key=_first), max(found, key=_first)
        return Span(low[0], high[0], self._corner(node, *low), self._corner(node, *high), proven)

    def value(self, corner: RangeCorner, node: Node) -> Exact:
        """Return what a formula comes to at a corner, which may say more than the formula rests on.

        Raises:
            UndefinedError: where it has no value there, or that takes too long.
        """
        names = self.names(node)
        inner = {name: value for name, value in corner.beside.items() if name in names}
        return self._corners.value(node, {name: Fraction(corner.values[name]) for name in names}, inner)

    def at(self, corner: RangeCorner, node: Node) -> Frame:
        """Return the frame at a corner, or as near to it as one likes on the side that is meant.

        Args:
            corner: The corner, as a `Span` has it.
            node: The formula that is to be asked.

        Raises:
            UndefinedError: where an assumption has no value there.
        """
        values = {name: Fraction(value) for name, value in corner.values.items()}
        return self._corners.at(values, dict(corner.beside), node)

    def _corner(self, node: Node, value: Exact, corner: Corner, inner: Corner) -> RangeCorner:
        """Return where a formula has a value, and on which side of it, where it comes to something else there."""
        beside = {
            name: middle
            for name, middle in inner.items()
            if middle != corner[name] and not self._is_at(node, value, corner, inner, name)
        }
        return RangeCorner(exactly(corner), beside)

    def _is_at(self, node: Node, value: Exact, corner: Corner, inner: Corner, name: str) -> bool:
        """Return whether a formula has a value also where one assumption is at its corner, and not beside it."""
        try:
            return self._corners.value(node, corner, {other: inner[other] for other in inner if other != name}) == value
        except UndefinedError:
            return False

    def _refuse_poles(self, node: Node, asked: list[tuple[Corner, Corner]]) -> None:
        """Refuse a formula that divides by something of either sign: it has no lowest and no highest value.

        Raises:
            UndefinedError: at what it divides by.
        """
        for divisor in divisors(node):
            if self.names(divisor):
                values = [self._corners.value(divisor, corner, inner) for corner, inner in asked]
                if min(values) <= 0 <= max(values):
                    raise UndefinedError("what it divides by is 0 somewhere in the ranges", divisor)

    def swings(self, node: Node) -> list[Swing]:
        """List what each assumption does to a formula while the others have their value, in order of their names.

        Those are left out for which it has no value then, because another assumption has none.
        """
        found = []
        for name in self.names(node):
            try:
                low, high = (self._corners.value(node, {name: end}, {}) for end in self.ranges[name])
            except UndefinedError:
                continue
            found.append(Swing(name, low, high))
        return found

    def _usual(self, node: Node, names: list[str]) -> Iterator[tuple[Exact, Corner]]:
        """Yield what a formula comes to with the values of all assumptions, and with one of them at its ends."""
        values = {name: self.frame.bottom.get(name) for name in names}
        usual = {name: Fraction(value) for name, value in values.items() if value is not None}
        if all(name in usual and low <= usual[name] <= high for name, (low, high) in self._of(names).items()):
            others = ({**usual, name: end} for name in names for end in self.ranges[name])
            for corner in (usual, *others):
                try:
                    yield self._corners.value(node, corner, {}), corner
                except UndefinedError:
                    continue

    def _of(self, names: list[str]) -> dict[str, Ends]:
        return {name: self.ranges[name] for name in names}

    def _patches(self, node: Node, names: list[str]) -> tuple[list[Patch], bool]:
        """Return the parts of the ranges within which a formula keeps its form, and whether their corners suffice."""
        whole: set[str] = set()
        kind = (self.frame.option, symbolic(node), *names)
        if kind in self._allowance.hopeless:
            return [Patch(self._of(names), {}, unknown(names))], False
        visits = self._visits()
        waiting = [self._of(names)]
        seen = {tuple(waiting[0].items())}
        patches: list[Patch] = []
        proven = True
        while waiting:
            ranges = waiting.pop()
            survey = Survey(ranges, self._dependence, visits)
            try:
                known = enclosure(node, survey, self._on)
            except UndefinedError:  # it takes too long
                self._allowance.left -= visits * A_LOOK
                self._allowance.hopeless.add(kind)
                return [Patch(self._of(names), {}, unknown(names))], False
            self._allowance.left -= (visits - survey.visits) * A_LOOK
            visits = survey.visits
            whole |= survey.whole
            if shrunk := whole_ends(ranges, whole, node):
                waiting.append(shrunk)
                continue
            cuts = {
                name: survey.turns.get(name, set()) | (survey.ends.get(name, set()) if name in whole else set())
                for name in ranges
            }
            name = next((name for name in ranges if cuts[name]), None)
            if name is None:
                tied = survey.ends
                patches.append(Patch(ranges, tied, known))
                proven = proven and known.cornered and not (survey.foreign and tied)
                others = [{**ranges, name: (end, end)} for name in sorted(tied) for end in sorted(survey.ends[name])]
            else:
                others = [{**ranges, name: part} for part in cut(ranges[name], cuts[name], whole=name in whole)]
            for other in others:
                key = tuple(other.items())
                if key not in seen:
                    seen.add(key)
                    waiting.append(other)
            if len(seen) > MOST_PATCHES:
                return [Patch(self._of(names), {}, unknown(names))], False
        return patches, proven

    def _visits(self) -> int:
        """Return how many nodes may be looked at to prove something: at most half of what is left to compute."""
        return max(0, min(MOST_VISITS, self._allowance.left // (2 * A_LOOK)))


def _first(found: tuple[Exact, Corner, Corner]) -> Exact:
    return found[0]


def divisors(node: Node) -> Iterator[Node]:
    """Yield what a formula divides by, each asked in the option that it is of."""
    waiting: list[tuple[Node, str | None]] = [(node, None)]
    seen: set[tuple[int, str | None]] = set()
    while waiting:
        one, option = waiting.pop()
        if (id(one), option) in seen:
            continue
        seen.add((id(one), option))
        if isinstance(one, Quotient):
            yield one.children[1] if option is None else Scoped("divisor", one.children[1], option)
        inside = one.option if isinstance(one, Scoped) else option
        if not isinstance(one, (SumOver, Solve)):
            waiting += [(child, inside) for child in one.children]
