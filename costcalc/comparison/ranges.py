"""Results over the ranges of assumptions that are not known exactly: their lowest and their highest value."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.expr import Allowance, Dependence, Footing, UndefinedError, evaluate, without_trailing_zeros
from costcalc.scenario import MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.expr import Exact, Frame, Node
    from costcalc.expr.ranges.corners import Box
    from costcalc.expr.ranges.span import RangeCorner, Span, Swing
    from costcalc.scenario import RangeEnds

PROVEN, AT_CORNERS = "proven", "at corners"
"""Whether no values inside the ranges give less or more, or that is only known of their ends."""
UNPROVEN = f"{AT_CORNERS}, which is not proven to be all"
"""How people are told the second."""


class RangedValue(NamedTuple):
    """The lowest and the highest value of a formula over the ranges of assumptions.

    Args:
        span: What they are; None where they cannot be said.
        why: Why not.
    """

    span: Span | None
    why: str | None = None

    @property
    def low(self) -> Exact | None:
        """The lowest value."""
        return without_trailing_zeros(self.span.low) if self.span else None

    @property
    def high(self) -> Exact | None:
        """The highest value."""
        return without_trailing_zeros(self.span.high) if self.span else None

    @property
    def bounds(self) -> str | None:
        """How sure it is that these are the lowest and the highest: `proven`, or `at corners`."""
        if self.span is None:
            return None
        return PROVEN if self.span.proven else AT_CORNERS

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "low": self.low,
            "high": self.high,
            "low_at": dict(self.span.low_at) if self.span else None,
            "high_at": dict(self.span.high_at) if self.span else None,
            "low_side": self.span.at_low.sides if self.span else None,
            "high_side": self.span.at_high.sides if self.span else None,
            "bounds": self.bounds,
            "why": self.why,
        }


def ends_of(value: Exact | None, ranged: RangedValue | None) -> tuple[Exact, Exact] | None:
    """Return the least and the most that a total can be; None where that is not proven.

    Args:
        value: What it is; None where it has no one value.
        ranged: Its lowest and its highest value; None where it is one number.
    """
    if ranged is None:
        return None if value is None else (value, value)
    return (ranged.span.low, ranged.span.high) if ranged.span and ranged.span.proven else None


class Ranges:
    """The assumptions that are not known exactly, and what formulas come to over all they may be.

    Args:
        frame: The values they are asked in.
        ends: The least and the most of each.
        allowance: What may be computed for it, shared by all that one answer asks; one of its own where left out.
    """

    def __init__(self, frame: Frame, ends: Mapping[str, RangeEnds], allowance: Allowance | None = None) -> None:
        self.frame = frame
        self.ends = dict(ends)
        self.allowance = allowance or Allowance()
        self._box: Box | None = None
        self._known = self.allowance.known
        self._counted = Dependence(frozenset({MONTH}))

    def __getstate__(self) -> dict[str, Any]:
        """Return what a copy or a pickle takes along: not what was worked out, which it works out again."""
        allowance = Allowance()
        counted = Dependence(frozenset({MONTH}))
        return {
            "frame": self.frame,
            "ends": self.ends,
            "allowance": allowance,
            "_known": allowance.known,
            "_counted": counted,
            "_box": None,
        }

    @property
    def box(self) -> Box:
        """The ranges, as formulas are asked over them."""
        from costcalc.expr.ranges.corners import Box

        if self._box is None:
            ends = {name: (each.low, each.high) for name, each in self.ends.items()}
            key = (id(self.frame), *ends.items())  # the box keeps the frame alive, and months can have the same one
            self._box = self.allowance.known.setdefault(key, Box(self.frame, ends, self.allowance))
        return self._box

    def under(self, layer: Mapping[str, Node]) -> Ranges:
        """Return the same ranges under one more layer above all others, as a claim has it."""
        if not layer:
            return self
        under = Ranges(self.frame.under(layer), self.ends, self.allowance)
        under._known = {}  # what is known without the layer is something else
        return under

    def of(self, node: Node | None) -> RangedValue | None:
        """Return the lowest and the highest value of a formula; None where it rests on no range."""
        if node is None or not self.ends or not self.box.names(node):
            return None
        counted = self._counted.names(node, Footing.on(self.frame))
        key = (self.frame.option, self.frame.bottom.get(MONTH) if counted else None, node)
        found: RangedValue | None = self._known.get(key)
        if found is None:
            found = self._known[key] = self._of(node)
        return found

    def _of(self, node: Node) -> RangedValue:
        try:
            return RangedValue(self.box.span(node))
        except UndefinedError as error:
            return RangedValue(None, str(error))

    def value(self, node: Node, corner: RangeCorner) -> Exact:
        """Return what a formula comes to at a corner, which may say more than it rests on.

        Raises:
            UndefinedError: where it has no value there, or that takes too long.
        """
        return self.box.value(corner, node) if self.ends else evaluate(node, self.frame)

    def swings(self, node: Node | None) -> list[Swing]:
        """Return what each assumption alone does to a formula, the largest difference first."""
        if node is None or not self.ends:
            return []
        return sorted(self.box.swings(node), key=lambda swing: Fraction(swing.apart), reverse=True)
