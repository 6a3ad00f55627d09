"""The frames at the corners of ranges: each is made once, and whatever is asked there counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr.evaluate import evaluate
from costcalc.expr.nodes import UndefinedError
from costcalc.expr.numbers import simplest
from costcalc.expr.solving.inquiry import TOO_LONG
from costcalc.expr.values import MAX_STEPS
from costcalc.problem import InputError

if TYPE_CHECKING:
    from fractions import Fraction

    from costcalc.expr.allowance import Allowance
    from costcalc.expr.frame import Frame
    from costcalc.expr.nodes import Node
    from costcalc.expr.numbers import Exact
    from costcalc.expr.ranges.patches import Corner


class CornerFrames:
    """The frames at the corners of the ranges of one frame.

    Args:
        frame: Where formulas are asked.
        allowance: What may be computed.
    """

    def __init__(self, frame: Frame, allowance: Allowance) -> None:
        self._frame = frame
        self._allowance = allowance
        self._frames: dict[tuple[tuple[tuple[str, Fraction], ...], ...], Frame] = {}
        self._sizes: dict[int, tuple[Node, int]] = {}

    def value(self, node: Node, corner: Corner, inner: Corner) -> Exact:
        """Return the value of a formula at a corner, in the form that it has at inner values.

        Raises:
            UndefinedError: where it has no value there, or that takes too long.
        """
        frame = self.at(corner, inner, node)
        before = frame.steps[0]
        try:
            return evaluate(node, frame)
        finally:
            self.worked(self._sizes.setdefault(id(node), (node, node.size))[1] + before - frame.steps[0], node)

    def at(self, corner: Corner, inner: Corner, node: Node) -> Frame:
        """Return the frame at a corner, in which the form counts that formulas have at inner values.

        Args:
            corner: The value of each assumption with a range.
            inner: Values inside of the ranges, for some of them.
            node: The formula that is to be asked.

        Raises:
            UndefinedError: where an assumption has no value there.
        """
        key = (tuple(corner.items()), tuple(inner.items()))
        found = self._frames.get(key)
        if found is None:
            found = self._given(corner, node)
            if inner:
                found.bottom.inner = self._given({**corner, **inner}, node).bottom
            self._frames[key] = found
        return found

    def _given(self, corner: Corner, node: Node) -> Frame:
        try:
            frame = self._frame.given(exactly(corner))
        except InputError as error:
            raise UndefinedError(error.problems[0].message, node) from None
        self.worked(MAX_STEPS - frame.steps[0] + len(frame), node)
        return frame

    def worked(self, nodes: int, node: Node) -> None:
        """Take what is computed for a formula off what may be.

        Raises:
            UndefinedError: where nothing is left.
        """
        self._allowance.left -= nodes
        if self._allowance.left <= 0:
            raise UndefinedError(TOO_LONG, node)


def exactly(corner: Corner) -> dict[str, Exact]:
    """Return the values of a corner in their simplest form."""
    return {name: simplest(value) for name, value in corner.items()}
