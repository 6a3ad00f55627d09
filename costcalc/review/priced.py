"""Every scenario with the files as they were and as they are, on every occasion that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison import Comparison, compare
from costcalc.pricing import TOO_MUCH, Work
from costcalc.problem import InputError, Problem, collected
from costcalc.review.either import either
from costcalc.review.held_days import holding_as_base
from costcalc.review.occasions import first_occasions, more_occasions, on_occasion
from costcalc.review.old_volume import SteadyPair, old_volume
from costcalc.review.pairs import option_pairs, pairs_of
from costcalc.review.periods import can_be_over, nominal, over
from costcalc.review.unchanged import is_unchanged
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.instant import Period
    from costcalc.project.workspace import Workspace
    from costcalc.review.occasions import Occasion
    from costcalc.review.pairs import OptionPair, ScenarioPair
    from costcalc.review.scope import ReviewScope
    from costcalc.scenario import ScenarioFile

MOST_REVIEWED = 100_000
"""Charges of a project, on both sides and on all occasions: 200 scenarios of 10 options are 40,000 on one."""


FEWER = "name some of the scenarios (`costcalc check teams/search`), or write a shorter `horizon` in the policy"


class PricedPair(NamedTuple):
    """A scenario before and after a change, on an occasion.

    Args:
        pair: The scenario.
        at: The occasion.
        before: What it cost, over the head's period; None where it is new.
        after: What it costs; None where it is gone.
        limited: Both over the base's period, which its budgets and gates are for, where the head has another; else
            None. What recurs and what is done once cannot be brought to one period: then `before` is over its own.
        steady: What the base's scenario costs at the prices of both sides; None where nobody asks, or one is missing.
        was_own: What it cost over its own period, where that is another one: whether a budget was kept.
        base_unanswered: Whether nobody knows what it cost: it is not new, and cannot be compared.
    """

    pair: ScenarioPair
    at: Occasion
    before: Comparison | None
    after: Comparison | None
    limited: PricedPair | None = None
    steady: SteadyPair | None = None
    base_unanswered: bool = False
    was_own: Comparison | None = None

    @property
    def known(self) -> Comparison:
        """What it costs, or did."""
        return either(self.after, self.before)

    @property
    def is_comparable(self) -> bool:
        """Whether both sides are for one period."""
        return not (self.before and self.after) or str(self.before.plan.period) == str(self.after.plan.period)

    @property
    def for_limits(self) -> PricedPair:
        """The same over the period that budgets and gates of the base are for."""
        return self.limited or self

    @property
    def for_shares(self) -> PricedPair:
        """The same over the period of which percentages are: the head's, unless its days would hide those to come."""
        return self.for_limits if self.limited and self.known.plan.period.start else self

    def options(self) -> Iterator[OptionPair]:
        """Yield its options, each as it was and as it is."""
        return option_pairs(self.before, self.after)

    def called(self) -> dict[str, str]:
        """Return what the options of the base are called now, those that are still there."""
        return {each.before.id: each.after.id for each in self.options() if each.before and each.after}


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
        self.work = Work(MOST_REVIEWED, FEWER)
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
        """Yield a scenario on every occasion, and once more with the instants that the base gives its options."""
        called: dict[str, str] = {}
        for found in self._occasions(pair):
            called = called or found.called()
            yield found
        if self.was and (other := holding_as_base(pair, called)):
            said = len(self.problems), len(self.of_base)
            for found in self._occasions(other):
                yield found._replace(at=found.at._replace(as_base=True))
            # What the change says has an answer; that it is too much to ask is none.
            for problems, before in zip((self.problems, self.of_base), said, strict=True):
                problems[before:] = [problem for problem in problems[before:] if problem.code == TOO_MUCH]

    def _occasions(self, pair: ScenarioPair) -> Iterator[PricedPair]:
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
        until = None if found.at.is_own else self.scope.until
        is_changed = found.before is not found.after  # what is the same on both sides is priced once
        months = self.scope.sums or is_changed
        return list(more_occasions(found.at, found.before, found.after, until, months=months))

    def _on(self, pair: ScenarioPair, at: Occasion) -> PricedPair | None:
        """Return both sides on an occasion; None where neither has an answer."""
        period = at.period or _period(pair)
        problems: list[Problem] = []
        of_base: list[Problem] = []
        asked = on_occasion(pair, at, self.scope.as_of)
        after = self._side(asked.after, self.head, at.as_of, problems, at.period)
        if after and at.before == at.as_of and self.was and is_unchanged(pair, after, self.head, self.was):
            return PricedPair(pair, at, after, after, steady=SteadyPair(after, after) if self.scope.steadily else None)
        before = self._side(asked.before, self.was, at.before, of_base, period)
        if at.ahead and problems:
            if not of_base:
                self.unanswered.setdefault(pair.name, (at, problems[0]))
            return None  # what had no answer before has got no worse
        if at.ahead and of_base:
            return PricedPair(pair, at, None, after, base_unanswered=True)
        self.problems += problems
        self.of_base += of_base
        if not (before or after) or problems:
            return None
        if of_base:  # there is no answer, unless the change mends it: then it is new
            return PricedPair(pair._replace(before=None), at, None, after)
        found = PricedPair(pair, at, before, after)
        return self._with_own_period(found._replace(steady=self._steady(found, period)), asked, period)

    def _with_own_period(self, found: PricedPair, pair: ScenarioPair, period: Period | None) -> PricedPair:
        """Return a pair with what it costs over the base's period, where that is another one."""
        at = found.at
        if at.period or not (pair.before and pair.after and period) or str(period) == str(pair.before.scenario.period):
            return found
        own = pair.before.scenario.period
        was_own = self._side(pair.before, self.was, at.before, self.of_base)
        if own.start and period.start:  # from a month of the calendar to another: what is for a month is for both
            return found._replace(was_own=was_own)
        # What a limit of December is for is a month, and its prices are those of the occasion.
        limits = nominal(own)
        before = self._side(pair.before, self.was, at.before, self.of_base, limits)
        after = self._side(pair.after, self.head, at.as_of, self.problems, limits)
        return found._replace(limited=PricedPair(found.pair, at, before, after), was_own=was_own)

    def _steady(self, found: PricedPair, period: Period | None) -> SteadyPair | None:
        if not (self.scope.steadily and found.before and found.after):
            return None
        asked = old_volume(found.before, found.after, found.called())
        unsaid: list[Problem] = []  # a gate that asks is told that there is no answer
        before = self._side(asked.before, self.was, found.at.before, unsaid, period)
        after = self._side(asked.after, self.head, found.at.as_of, unsaid, period)
        return SteadyPair(before, after, asked.unclear, unsaid[0].message if unsaid else None)

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
