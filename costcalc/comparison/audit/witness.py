"""The claims of a text as they speak for or against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.scenario.printed_words import FigureKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from costcalc.comparison.audit.printing import Printing
    from costcalc.comparison.audit.relation import Reading
    from costcalc.expr import Frame, Node

RATIOS = frozenset({FigureKind.PERCENT, FigureKind.TIMES})


class Witness(NamedTuple):
    """Another claim of the same text.

    Args:
        name: What it is called.
        node: The formula that it is a figure of.
        frame: The values that it is meant at.
        exact: What that comes to.
        printed: The number that it prints, as formulas have it.
        reading: The same as it is read.
        kind: What kind of number it is.
        position: Its place among the claims.
        at: What the claim says of assumptions.
        inside: What its formula is made of: see `inside_of`.
    """

    name: str
    node: Node
    frame: Frame
    exact: Fraction
    printed: Node
    reading: Reading
    kind: FigureKind
    position: int
    at: Mapping[str, Node]
    inside: frozenset[int]

    @property
    def is_off(self) -> bool:
        """Whether it prints another number than its formula comes to: else it explains nothing."""
        return self.reading.value != self.exact

    @property
    def is_ratio(self) -> bool:
        """Whether it compares things, and is no amount of one."""
        return self.kind in RATIOS


class OwnClaim(NamedTuple):
    """The claim that is looked at.

    Args:
        written: The one formula of it that is looked at, as it stands in the file.
        node: The same with the results put in that it names.
        frame: The values that it is meant at.
        printing: What is printed.
        position: Its place among the claims.
        at: What it says of assumptions.
    """

    written: Node
    node: Node
    frame: Frame
    printing: Printing
    position: int
    at: Mapping[str, Node]
