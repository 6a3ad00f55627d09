"""An option before and after a change, and each of its charges."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks.finding import option_called
from costcalc.expr import Figure, number
from costcalc.review.change import SumChange
from costcalc.review.difference import changed_place

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.expr import Exact
    from costcalc.pricing import Charge
    from costcalc.problem import Place


class ChargeMove(NamedTuple):
    """A charge before and after.

    Args:
        key: Of the charge.
        before: As it was; None where it is new.
        after: As it is; None where it is gone.
        once: Whether it is paid once. What becomes that is gone from every period, and new at once.
    """

    key: str
    before: Charge | None
    after: Charge | None
    once: bool = False

    @property
    def place(self) -> Place | None:
        """The place of the number that changed: in the price, or in the quantity."""
        known = self.after or self.before
        if known is None:
            return None
        was = self.before or known
        pairs = ((was.unit_price, known.unit_price), (was.quantity, known.quantity))
        found = (changed_place(old, new) for old, new in pairs if old.value != new.value)
        usual = [*known.unit_price.places(), *known.quantity.places()]
        return next((place for place in found if place), usual[0] if usual else None)


class Move(NamedTuple):
    """The effect of a change on one option of a scenario at one instant.

    Args:
        scenario: The scenario's id.
        file: The scenario's file.
        option: The option's id.
        as_of: The instant.
        currency: Of the totals.
        before: The option as it was; None where it is new.
        after: The option as it is; None where it is gone.
        charges: The charges that are not what they were.
        place: Where the change is to be looked for: the changed price, or the scenario's own line.
    """

    scenario: str
    file: str
    option: str
    as_of: datetime
    currency: str
    before: Outcome | None
    after: Outcome | None
    charges: tuple[ChargeMove, ...]
    place: Place

    @property
    def name(self) -> str:
        """What the option is called beside those of other scenarios."""
        return option_called(self.scenario, self.option)

    @property
    def total(self) -> SumChange:
        """What it costs in every period, before and after."""
        old, new = (side.total if side else None for side in (self.before, self.after))
        return SumChange(old, new, self._comparable)

    @property
    def upfront(self) -> SumChange | None:
        """What it costs once, before and after; None where nothing is paid once on either side."""
        if not any(side and (side.upfront or side.open_once) for side in (self.before, self.after)):
            return None
        return SumChange(_at_once(self.before), _at_once(self.after), self._comparable)

    @property
    def _comparable(self) -> bool:
        return _currency(self.before) == _currency(self.after)

    @property
    def old(self) -> Figure | None:
        """The total before the change."""
        return self.total.old

    @property
    def new(self) -> Figure | None:
        """The total after the change."""
        return self.total.new

    @property
    def more(self) -> Figure | None:
        """By how much it costs more; None where one of the two is not known, or is in another currency."""
        return self.total.more

    @property
    def part(self) -> Figure | None:
        """The increase as a part of the total before; None where that was 0."""
        return self.total.part

    @property
    def difference(self) -> Exact | None:
        """The value of `more`."""
        return self.total.difference

    @property
    def share(self) -> Exact | None:
        """The value of `part`."""
        return self.total.share


def _currency(outcome: Outcome | None) -> str | None:
    return outcome.estimate.currency if outcome and outcome.estimate else None


def _at_once(outcome: Outcome | None) -> Figure | None:
    """Return what an option costs once, which may be nothing; None where it is not there, or nobody knows."""
    if outcome is None or outcome.estimate is None:
        return None
    return outcome.upfront_total or Figure(number(0), outcome.estimate.env)
