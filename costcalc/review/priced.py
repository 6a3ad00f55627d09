"""Every scenario with the files as they were and as they are, on every occasion that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison import Comparison, compare
from costcalc.pricing import Work
from costcalc.problem import InputError, Problem, collected
from costcalc.project.policy import HORIZON
from costcalc.review.occasions import first_occasions, more_occasions
from costcalc.review.pairs import option_pairs, pairs_of
from costcalc.review.periods import can_be_over, over
from costcalc.review.unchanged import is_unchanged
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, timedelta

    from costcalc.instant import Period
    from costcalc.project.workspace import Workspace
    from costcalc.review.occasions import Occasion
    from costcalc.review.pairs import OptionPair, ScenarioPair
    from costcalc.scenario import ScenarioFile

MOST_REVIEWED = 100_000
"""Charges of a project, on both sides and on all occasions: 200 scenarios of 10 options are 40,000 on one."""


class PricedPair(NamedTuple):
    """A scenario before and after a change, on an occasion.

    Args:
        pair: The scenario.
        at: The occasion.
        before: What it cost, over the head's period; None where it is new.
        after: What it costs; None where it is gone.
        limited: Both over the base's period, which its budgets and gates are for, where the head has another; else
            None. What recurs and what is done once cannot be brought to one period: then `before` is over its own.
        steady: What the base's scenario costs with the head's cards; None where nobody asks.
    """

    pair: ScenarioPair
    at: Occasion
    before: Comparison | None
    after: Comparison | None
    limited: PricedPair | None = None
    steady: Comparison | None = None

    @property
    def known(self) -> Comparison:
        """What it costs, or did."""
        known = self.after or self.before
        if known is None:
            msg = "a pair has at least one side"
            raise ValueError(msg)
        return known

    @property
    def is_comparable(self) -> bool:
        """Whether both sides are for one period."""
        return not (self.before and self.after) or str(self.before.plan.period) == str(self.after.plan.period)

    @property
    def for_limits(self) -> PricedPair:
        """The same over the period that budgets and gates of the base are for."""
        return self.limited or self

    def options(self) -> Iterator[OptionPair]:
        """Yield its options, each as it was and as it is."""
        return option_pairs(self.before, self.after)


class ReviewScope(NamedTuple):
    """How far a review looks.

    Args:
        as_of: Today.
        horizon: How far ahead dated changes count.
        steadily: Whether the base's scenarios are priced with the head's cards, too.
    """

    as_of: datetime
    horizon: timedelta = HORIZON
    steadily: bool = False


class PairPricer:
    """Prices the scenarios of both sides.

    Args:
        head: The files as they are.
        was: The files as they were; None where nothing is compared.
        scope: How far it looks.
        work: What there may be to do.

    Attributes:
        problems: Those of the head that keep it from an answer.
        of_base: Those of the base.
        unanswered: By the name of a scenario the first day to come on which there is no answer about it, and why.
    """

    def __init__(self, head: Workspace, was: Workspace | None, scope: ReviewScope) -> None:
        self.head = head
        self.was = was
        self.scope = scope
        self.work = Work(MOST_REVIEWED)
        self.problems: list[Problem] = []
        self.of_base: list[Problem] = []
        self.unanswered: dict[str, tuple[Occasion, Problem]] = {}

    def priced(self) -> Iterator[PricedPair]:
        """Yield every scenario on every occasion, today's first."""
        for pair in pairs_of(self.head, self.was):
            if self.work.exceeded:
                return
            yield from self._of(pair)

    def _of(self, pair: ScenarioPair) -> Iterator[PricedPair]:
        """Yield a scenario on every occasion."""
        ahead: list[Occasion] = []
        known = pair
        for first in first_occasions([side for side in (pair.before, pair.after) if side], self.scope.as_of):
            if found := self._on(known, first):
                known = found.pair
                more = self._more(found)
                ahead += [each for each in more if each.ahead]
                here = [each for each in more if not each.ahead]
                if here and here[0].is_first:
                    hours = here.pop(0)
                    same = hours.before == first.before
                    found = found._replace(at=hours) if same else self._on(known, hours) or found
                yield found
                yield from filter(None, (self._on(known, each) for each in here))
        yield from filter(None, (self._on(known, each) for each in ahead))

    def _more(self, found: PricedPair) -> list[Occasion]:
        """Return what follows from an occasion: of today also what is ahead."""
        until = None if found.at.is_own else self.scope.as_of + self.scope.horizon
        return list(more_occasions(found.at, found.before, found.after, until))

    def _on(self, pair: ScenarioPair, at: Occasion) -> PricedPair | None:
        """Return both sides on an occasion; None where neither has an answer."""
        period = _period(pair)
        problems: list[Problem] = []
        of_base: list[Problem] = []
        after = self._side(pair.after, self.head, at.as_of, problems)
        if after and at.before == at.as_of and self.was and is_unchanged(pair, after, self.head, self.was):
            return PricedPair(pair, at, after, after, steady=after if self.scope.steadily else None)
        before = self._side(pair.before, self.was, at.before, of_base, period)
        if at.ahead and (problems or of_base):
            self._not_asked(pair, at, problems, of_base)
            return None
        self.problems += problems
        self.of_base += of_base
        if not (before or after) or problems:
            return None
        if of_base:  # there is no answer, unless the change mends it: then it is new
            return PricedPair(pair._replace(before=None), at, None, after)
        return PricedPair(pair, at, before, after, self._limited(pair, at, period), self._steady(pair, at, period))

    def _not_asked(
        self, pair: ScenarioPair, at: Occasion, problems: Sequence[Problem], of_base: Sequence[Problem]
    ) -> None:
        """Note a day to come on which there is no answer about a scenario, where there was one before the change."""
        if problems and not of_base:
            self.unanswered.setdefault(pair.name, (at, problems[0]))

    def _limited(self, pair: ScenarioPair, at: Occasion, period: Period | None) -> PricedPair | None:
        if not (pair.before and pair.after and period) or str(period) == str(pair.before.scenario.period):
            return None
        own = pair.before.scenario.period
        before = self._side(pair.before, self.was, at.before, self.of_base)
        return PricedPair(pair, at, before, self._side(pair.after, self.head, at.as_of, self.problems, own))

    def _steady(self, pair: ScenarioPair, at: Occasion, period: Period | None) -> Comparison | None:
        if not (self.scope.steadily and pair.before and pair.after):
            return None
        # What a scenario prices itself is a price as well; how much it asks for is not.
        theirs = pair.after.scenario.prices
        prices = {name: theirs.get(name, price) for name, price in pair.before.scenario.prices.items()}
        file = pair.before._replace(scenario=pair.before.scenario.model_copy(update={"prices": prices}))
        unsaid: list[Problem] = []  # a model that the head has no more is said of the head
        return self._side(file, self.head, at.as_of, unsaid, period)

    def _side(
        self,
        file: ScenarioFile | None,
        files: Workspace | None,
        as_of: datetime,
        problems: list[Problem],
        period: Period | None = None,
    ) -> Comparison | None:
        """Return what a scenario costs with the cards of a side; None where it is not there, or cannot be priced."""
        if file is None or files is None or self.work.exceeded:
            return None
        try:
            override = over(file, period) if period else None
            result = compare(file, files.cards, as_of=as_of, fx=files.fx, period=override)
        except InputError as error:
            problems += error.problems
            return None
        with collected(self.problems if files is self.head else self.of_base):
            self.work.add(result.plan.work, place_of(file.scenario.id))
        return result


def _period(pair: ScenarioPair) -> Period | None:
    """Return the head's period, where the base's scenario can be counted for it; else None."""
    if not (pair.before and pair.after):
        return None
    period = pair.after.scenario.period
    return period if can_be_over(pair.before.scenario.period, period) else None
