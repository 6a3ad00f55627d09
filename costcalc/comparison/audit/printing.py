"""What a claim prints: its number or its interval, as precise as it is written."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.relation import Reading
from costcalc.expr import Negative, Num, UndefinedError, evaluate
from costcalc.scenario.printed import read_printed, step_of, words_around
from costcalc.scenario.printed_words import Bound, FigureKind

if TYPE_CHECKING:
    from costcalc.expr import Node
    from costcalc.scenario.claims import Claim


FINE_BOUND = 3
"""How many digits a bound has to have to be taken for a rounded one."""


class Printing(NamedTuple):
    """What a claim prints.

    Args:
        low: The number; of an interval the lower end.
        high: The number; of an interval the upper end.
        kind: What kind of number it is.
        currency: The currency of an amount, or several that its sign may be of; None where none is written.
        bound: On which side of the number that is meant lies; None for the number itself.
    """

    low: Reading
    high: Reading
    kind: FigureKind
    currency: str | None
    bound: Bound | None

    @property
    def is_interval(self) -> bool:
        """Whether it has two ends."""
        return self.low.value != self.high.value

    @property
    def one(self) -> Reading | None:
        """The one number that it is; None of an interval, and where less or more is meant."""
        return None if self.is_interval or self.bound else self.low

    @property
    def is_rounded_bound(self) -> bool:
        """Whether it is a bound that may be rounded itself: `up to 36.3x` of 36.34, but not `up to $1M`."""
        return self.bound is not None and not self.bound.is_strict and self.digits >= FINE_BOUND

    @property
    def digits(self) -> int:
        """How many digits of it mean something: 2 of 0.13, 5 of 142.80."""
        if not self.low.step:
            return 99
        return len(str(abs(self.low.value) // self.low.step))


def printing_of(claim: Claim) -> Printing | str | None:
    """Return what a claim prints; None of a figure, which prints nothing, and why where it prints no number."""
    if claim.printed is None and claim.value is None:
        return None
    text = read_printed(claim.printed) if claim.printed is not None else None
    to = _exact(claim.to)
    if claim.value is None:
        if text is None:
            return "the text prints no one number: give it a `value`"
        steps = (to or step_of(text.low), to or step_of(text.high))
        ends = Reading(Fraction(text.low), steps[0]), Reading(Fraction(text.high), steps[1])
        return Printing(*ends, text.kind, text.currency, text.bound)
    value = _exact(claim.value)
    if value is None:
        return "its `value` has none"
    of_text = step_of(text.low) if text and not text.is_interval and Fraction(text.low) == value else None
    number = Reading(value, to or _step(claim.value) or of_text or Fraction(0))
    kind = text.kind if text else FigureKind.COUNT
    if "%" in getattr(claim.value, "text", ""):
        kind = FigureKind.PERCENT
    if text is None and claim.printed is not None:
        around = words_around(claim.printed)
        if around.currency and kind is FigureKind.COUNT:
            kind = FigureKind.MONEY
        return Printing(number, number, kind, around.currency, around.bound)
    bound = text.bound if text and not text.is_interval else None
    return Printing(number, number, kind, text.currency if text else None, bound)


def _step(written: Node) -> Fraction | None:
    """Return what the last digit of a number counts; None of a formula, which has no last digit."""
    if isinstance(written, Negative):
        return _step(written.children[0])
    return step_of(written.value) if isinstance(written, Num) else None


def _exact(written: Node | None) -> Fraction | None:
    try:
        return None if written is None else Fraction(evaluate(written))
    except UndefinedError:
        return None
