"""Models weighed before they are compared: what each costs for this workload, or why it cannot be the cheapest.

They are planned many together, without what is asked of results, and nothing of them is written: a plan of a thousand
options with all their figures, differences and workings would take longer than anybody waits for a rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.currency import USUAL, exchange_of
from costcalc.comparison.evaluate import evaluate
from costcalc.comparison.offers import asked_by
from costcalc.comparison.plan import plan_of
from costcalc.expr import UndefinedError
from costcalc.expr import evaluate as evaluate_node
from costcalc.lazy import lazy
from costcalc.price_flags import CLAIMED_PRICE
from costcalc.pricing import TOO_MUCH, Work
from costcalc.problem import InputError, Place
from costcalc.ratecard import OF_PRICES
from costcalc.ratecard.price_points import price_points
from costcalc.scenario import layer_of, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.comparison.added import LikeOption
    from costcalc.comparison.outcome import Outcome
    from costcalc.comparison.question import ScenarioQuestion
    from costcalc.expr import Exact, Node
    from costcalc.scenario import ScenarioFile

AT_ONCE = 100
"""So many models are planned together: the fewer plans, the less is done twice, and what one plan may be is bounded."""

MOST_WEIGHED = 12_000
"""Charges of all models that are weighed: a tenth of the work of one that is written out."""

NOT_PRICED, EXCLUDED, CLAIMED, OPEN = "not priced", "excluded", "claimed", "open"
INFEASIBLE, DOUBTED = "infeasible", "doubtful"

ANY, ANYWHERE = "*", Place.start_of("--with")


class WeighedModel(NamedTuple):
    """A model on the scale.

    Args:
        ref: CARD/MODEL.
        ends: The least and the most that it can cost, the same number twice where it has a total; None where nobody
            knows.
        why: Why it cannot be ranked as one of the cheapest; None where it can.
    """

    ref: str
    ends: tuple[Exact, Exact] | None
    why: str | None


def standing(outcome: Outcome) -> str | None:
    """Return why an option cannot be ranked as one of the cheapest; None where it can."""
    if outcome.estimate is None and not outcome.open:
        return NOT_PRICED
    if outcome.excluded:
        return EXCLUDED
    codes = {flag.code for flag in outcome.flags if flag.bars}
    if CLAIMED_PRICE in codes:
        return CLAIMED
    if codes:
        return DOUBTED if codes <= OF_PRICES else INFEASIBLE
    return None if outcome.ends_by_value else OPEN


@dataclass(frozen=True, eq=False, repr=False)
class Weighing:
    """A workload on which models are weighed.

    Args:
        question: What is asked of it; but for the models that it adds, and the options that it shows.
        like: What they are like in all but the model.
    """

    question: ScenarioQuestion
    like: LikeOption

    def weigh(self, refs: Sequence[str]) -> Iterator[WeighedModel]:
        """Yield what models cost.

        Raises:
            InputError: for a workload that cannot be, and where there is too much of it.
        """
        known = {ref: self.question.cards.find(ref, Place.start_of("--with", ref)).prices.card.currency for ref in refs}
        target = self._currency or (USUAL if USUAL in known.values() else next(iter(known.values()), USUAL))
        usable = {currency: self._is_comparable(str(currency), target) for currency in set(known.values())}
        fitting = []
        for ref in refs:  # of what cannot have a price, no plan is made
            if usable[known[ref]] and not self._is_lacking(ref):
                fitting.append(ref)
            else:
                yield WeighedModel(ref, None, NOT_PRICED)
        for start in range(0, len(fitting), AT_ONCE):
            yield from self._together(fitting[start : start + AT_ONCE], target)

    def _together(self, refs: Sequence[str], target: str) -> Iterator[WeighedModel]:
        try:
            # On the scale there is no baseline that says what they are like.
            asked = self.question._replace(models=tuple(refs), like=self.like.id, only=())
            planned = plan_of(asked._replace(file=self._bare(target)))
        except InputError as error:
            if len(refs) == 1 or all(problem.code != TOO_MUCH for problem in error.problems):
                raise
            half = len(refs) // 2
            yield from self._together(refs[:half], target)
            yield from self._together(refs[half:], target)
            return
        self._work.add(planned.work, Place.start_of("--with", refs[0]))
        added = planned._replace(options=planned.options[-len(refs) :], baseline=None)
        for ref, outcome in zip(refs, evaluate(added, planned.frame(self.question.settings)).outcomes, strict=True):
            yield WeighedModel(ref, outcome.ends_by_value, standing(outcome))

    def _is_lacking(self, ref: str) -> bool:
        """Return whether a model has no rate in force, or one that says nothing of a meter that is asked for."""
        offer = self.question.cards.find(ref, Place.start_of("--with", ref))
        rate = offer.model.rate_at(self.question.priced.first or self.question.as_of)
        if rate is None or offer.list_file:
            return rate is None
        return not self._needed <= {point.meter for point in price_points(rate, offer.meters)}

    @lazy
    def _needed(self) -> frozenset[str]:
        """The meters of which calls ask an added model for something, whatever their turn."""
        scenario = self.question.scenario
        added = self.like.added(ANY, ANY, ANYWHERE)
        frame = resolve(scenario, self.question.settings, {ANY: layer_of(added.written)})
        found: set[str] = set()
        for group, ref, _ in asked_by(added, scenario):
            if ref == ANY and not group.loop:
                found |= {meter for meter in group.shape if _is_asked(group.remainder(meter), frame.of(ANY))}
        return frozenset(found)

    def _bare(self, currency: str) -> ScenarioFile:
        """Return the scenario without what is asked of results, and with no option but the one that models are like."""
        options = self.question.scenario.options
        like = self.like.id or next(iter(options), None)
        kept = {name: option for name, option in options.items() if name == like}
        return self.question.file.costs_alone(baseline=None, currency=currency, options=kept)

    @lazy
    def _work(self) -> Work:
        """The work of all of them, which is bounded."""
        return Work(MOST_WEIGHED)

    @lazy
    def _currency(self) -> str | None:
        """The currency of the comparison; None where nothing in the scenario has one."""
        scenario = self.question.scenario
        if scenario.currency or not scenario.options:
            return scenario.currency and str(scenario.currency)
        alone = self.question.file.costs_alone()
        written = plan_of(self.question._replace(file=alone, models=(), only=()))
        return written.exchange.currency if written.currencies else None

    def _is_comparable(self, currency: str, target: str) -> bool:
        """Return whether prices in a currency can be brought into that of the comparison, which the scenario names."""
        if currency == target:
            return True
        asked = self.question
        if not asked.fx or not asked.scenario.currency:
            return False
        try:
            exchange_of(target, {currency: Place.start_of("--with")}, asked.fx, asked.as_of, asked.priced)
        except InputError:
            return False
        return True


def _is_asked(quantity: Node, env: Mapping[str, Exact]) -> bool:
    """Return whether there is something of a quantity: else it needs no price."""
    try:
        return bool(evaluate_node(quantity, env))
    except UndefinedError:
        return False
