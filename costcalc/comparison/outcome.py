"""One option beside the baseline: what it saves, and what makes the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from costcalc.expr import Difference, Figure, Node, Product, Quotient, Scoped, absolute, added, number
from costcalc.lazy import lazy
from costcalc.pricing.origin import worst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.comparison.plan import OptionPlan
    from costcalc.pricing import Estimate
    from costcalc.problem import Problem
    from costcalc.ratecard import CardFile, Offer

PERIODS_A_YEAR: Mapping[str, Node] = {
    "day": number(365),
    "week": Quotient(number(365), number(7)),
    "month": number(12),
    "year": number(1),
}


@dataclass(frozen=True, eq=False, repr=False)
class Outcome:
    """One option, priced or not, beside the baseline.

    Args:
        plan: Its formulas.
        estimate: What it costs; None where something has no price.
        not_priced: Why not.
        baseline_plan: The option compared with; None where there is none.
        baseline: What that costs; None where it has no price.
        requests: How many there are in the period; None where only totals are known.
        period: Of the scenario.
    """

    plan: OptionPlan
    estimate: Estimate | None
    not_priced: tuple[Problem, ...]
    baseline_plan: OptionPlan | None
    baseline: Estimate | None
    requests: Node | None
    period: str

    def __repr__(self) -> str:
        return f"<{self.id}: {self.estimate.total if self.estimate else 'not priced'}>"

    @property
    def id(self) -> str:
        """Of the option."""
        return self.plan.id

    @property
    def baseline_id(self) -> str | None:
        """What the option compared with is called."""
        return self.baseline_plan.id if self.baseline_plan else None

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The models it runs on."""
        return self.plan.offers

    @property
    def model(self) -> str | None:
        """CARD/MODEL; None for several, or none."""
        return self.offers[0].ref if len(self.offers) == 1 else None

    @property
    def models(self) -> str:
        """The models it runs on, for people."""
        return ", ".join(dict.fromkeys(offer.ref for offer in self.offers))

    @property
    def files(self) -> tuple[CardFile, ...]:
        """The cards it was asked of."""
        return tuple(offer.file for offer in self.offers)

    @property
    def basis(self) -> str:
        """Of the prices: published, contracted or claimed; of several the worst."""
        return worst({file.card.basis for file in self.files})

    @property
    def _other(self) -> Node | None:
        """The total of the baseline, where it has one."""
        return self.baseline_plan.total if self.baseline_plan and self.baseline else None

    def _figure(self, node: Node) -> Figure:
        return Figure(node, self.estimate.env if self.estimate else {})

    @lazy
    def saving(self) -> Figure | None:
        """The share of the baseline that is saved: positive when cheaper."""
        if not (self.estimate and self.plan.total and self._other and self.baseline and self.baseline.figure.value):
            return None
        return self._figure(Difference(number(1), Quotient(self.plan.total, self._other)))

    @lazy
    def ratio(self) -> Figure | None:
        """How many times the baseline costs what this does."""
        if not (self.saving and self.estimate and self.plan.total and self._other and self.estimate.figure.value):
            return None
        return self._figure(Quotient(self._other, self.plan.total))

    @lazy
    def per_request(self) -> Figure | None:
        """The total over all requests of the period."""
        if not (self.estimate and self.plan.total and self.requests and self._figure(self.requests).value):
            return None
        return self._figure(Quotient(self.plan.total, self.requests))

    @lazy
    def per_year(self) -> Figure | None:
        """The total over a year of such periods."""
        periods = PERIODS_A_YEAR.get(self.period)
        if not (self.estimate and self.plan.total and periods):
            return None
        return self._figure(self.plan.total if self.period == "year" else Product((self.plan.total, periods)))

    @lazy
    def differences(self) -> list[tuple[str, Figure]]:
        """How much more than the baseline each meter costs, the largest difference first."""
        if not (self.estimate and self.baseline and self.baseline_plan):
            return []
        ours, theirs = _by_meter(self.estimate, self.id), _by_meter(self.baseline, self.baseline_plan.id)
        found = [
            (meter, self._figure(Difference(ours.get(meter, number(0)), theirs.get(meter, number(0)))))
            for meter in dict.fromkeys([*ours, *theirs])
        ]
        return sorted(found, key=lambda item: absolute(item[1].value), reverse=True)

    @property
    def may_win(self) -> bool:
        """Whether it may be called the cheapest: priced, feasible, and somebody sells it."""
        return self.estimate is not None and not any(flag.bars for flag in self.estimate.flags)


def _by_meter(estimate: Estimate, option: str) -> dict[str, Node]:
    terms: dict[str, list[Node]] = {}
    for charge in estimate.charges:
        named = Scoped(f"{option}.{charge.key}", charge.cost.node, option)
        terms.setdefault(charge.meter or charge.key, []).append(named)
    return {meter: added(nodes) for meter, nodes in terms.items()}
