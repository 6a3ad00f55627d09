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
    from costcalc.review.occasions import Occasion
    from costcalc.review.pairs import ScenarioPair


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
        pair: The scenario on both sides.
        at: The occasion.
        is_comparable: Whether both sides are for one period; what recurs and what is done once are not.
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
    pair: ScenarioPair
    at: Occasion
    is_comparable: bool = True

    @property
    def hours(self) -> str | None:
        """`peak`, `off_peak` or `mixed`, where prices depend on the hour and nobody says one; else None."""
        return self.at.hours

    @property
    def renamed_from(self) -> str | None:
        """What it was called, SCENARIO/OPTION, where that is not what it is called; None where it is the same."""
        if self.before is None or self.after is None:
            return None
        scenario = self.pair.renamed_from
        if scenario is None and self.before.id == self.after.id:
            return None
        return option_called(scenario or self.scenario, self.before.id)

    @property
    def name(self) -> str:
        """What the option is called beside those of other scenarios."""
        return option_called(self.scenario, self.option)

    @property
    def total(self) -> SumChange:
        """What it costs in every period, before and after."""
        return self._sums[0][0]

    @property
    def upfront(self) -> SumChange | None:
        """What it costs once, before and after; None where nothing is paid once on either side."""
        return next((change for change, once in self._sums if once), None)

    @property
    def _sums(self) -> tuple[tuple[SumChange, str], ...]:
        return sums_of(self.before, self.after, comparable=self.is_comparable)

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


def sums_of(before: Outcome | None, after: Outcome | None, *, comparable: bool) -> tuple[tuple[SumChange, str], ...]:
    """Return what an option costs in every period before and after, and once, each with the word for that.

    Args:
        before: As it was; None where it is new.
        after: As it is; None where it is gone.
        comparable: Whether both are for one period.
    """
    same = comparable and _currency(before) == _currency(after)
    old, new = (side.total if side else None for side in (before, after))
    total = SumChange(old, new, same)
    if not any(side and (side.upfront or side.open_once) for side in (before, after)):
        return ((total, ""),)
    return ((total, ""), (SumChange(_at_once(before), _at_once(after), same), " once"))


def called_hours(hours: str | None) -> str:
    """Return what hours are called after an instant: `, in peak hours`; nothing where there are none."""
    return f", in {hours.replace('_', '-')} hours" if hours else ""


def _currency(outcome: Outcome | None) -> str | None:
    return outcome.estimate.currency if outcome and outcome.estimate else None


def _at_once(outcome: Outcome | None) -> Figure | None:
    """Return what an option costs once, which may be nothing; None where it is not there, or nobody knows."""
    if outcome is None or outcome.estimate is None:
        return None
    return outcome.upfront_total or Figure(number(0), outcome.estimate.env)
