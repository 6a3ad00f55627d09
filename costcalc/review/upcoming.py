"""Prices that are announced and not yet in force, and what they will do to money."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison import compare
from costcalc.pricing import Work
from costcalc.problem import InputError
from costcalc.review.difference import difference, share
from costcalc.review.moves import outcomes_of
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.expr import Figure
    from costcalc.problem import Place
    from costcalc.project.workspace import Workspace
    from costcalc.review.moves import Comparisons

MOST_AHEAD = 20_000
"""Charges that are priced anew at announced prices."""

AHEAD = timedelta(days=366)
"""How far ahead announced prices are looked for."""


class Upcoming(NamedTuple):
    """A price that is announced and not yet in force.

    Args:
        scenario: The scenario's id.
        option: The option's id.
        since: From when it is in force.
        currency: Of the totals.
        now: What the option costs today.
        then: What it costs from then on.
        place: Where the announced price is written.
    """

    scenario: str
    option: str
    since: datetime
    currency: str
    now: Figure
    then: Figure
    place: Place

    @property
    def more(self) -> Figure:
        """By how much it costs more from then on."""
        return difference(self.now, self.then)

    @property
    def part(self) -> Figure | None:
        """The increase as a part of the total now; None where that is 0."""
        return share(self.now, self.then)


def upcoming(files: Workspace, results: Comparisons, as_of: datetime) -> Iterator[Upcoming]:
    """Yield the announced prices that will move an option.

    Raises:
        InputError: where they are too many to price everything anew at each.
    """
    work = Work(MOST_AHEAD)
    for (scenario, moment), result in results.items():
        if moment != as_of or result.scenario.scenario.period.start:
            continue
        for since in sorted({at for o in result.outcomes for at in _breaks(o, as_of)}):
            work.add(result.plan.work, place_of(result.scenario.scenario.id))
            try:
                later = compare(result.scenario, files.cards, as_of=since, fx=files.fx)
            except InputError:
                continue  # what cannot be priced then is for then
            thens = outcomes_of(later)
            for outcome in result.outcomes:
                now, then = outcome.estimate, thens[outcome.id].estimate
                if not now or not then or now.figure.value == then.figure.value:
                    continue
                moved = [offer for offer in outcome.offers if since in offer.breaks(as_of, as_of + AHEAD)]
                rates = [rate for offer in moved if (rate := offer.model.rate_at(since))]
                if rates:
                    place = rates[0].effective.place
                    yield Upcoming(scenario, outcome.id, since, result.currency, now.figure, then.figure, place)


def _breaks(outcome: Outcome, as_of: datetime) -> set[datetime]:
    """Return the instants ahead at which prices of an option change."""
    return {at for offer in outcome.offers for at in offer.breaks(as_of, as_of + AHEAD)}
