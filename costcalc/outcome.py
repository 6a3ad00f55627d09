"""One option beside the baseline: what it saves, and what makes the difference."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from costcalc.charge import Figure
from costcalc.expr import Difference, Node, Product, Quotient, Symbol, absolute, added, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.pricing import Estimate
    from costcalc.problem import Problem
    from costcalc.ratecard import Offer

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
        id: Of the option.
        offer: The model it runs on.
        estimate: What it costs; None where something has no price.
        not_priced: Why not.
        baseline: The option compared with; None where there is none or it has no price.
        baseline_id: What that is called.
        requests: How many there are in the period; None where only totals are known.
        period: Of the scenario.
    """

    id: str
    offer: Offer
    estimate: Estimate | None
    not_priced: tuple[Problem, ...]
    baseline: Estimate | None
    baseline_id: str | None
    requests: Node | None
    period: str

    def __repr__(self) -> str:
        return f"<{self.id}: {self.estimate.total if self.estimate else 'not priced'}>"

    @cached_property
    def _total(self) -> Node | None:
        return _known(f"{self.id}.total", self.estimate.figure) if self.estimate else None

    @cached_property
    def _other(self) -> Node | None:
        return _known(f"{self.baseline_id}.total", self.baseline.figure) if self.baseline else None

    def _figure(self, node: Node) -> Figure:
        return Figure(node, self.estimate.env if self.estimate else {})

    @cached_property
    def saving(self) -> Figure | None:
        """The share of the baseline that is saved: positive when cheaper."""
        if not (self._total and self.baseline and self._other and self.baseline.figure.value):
            return None
        return self._figure(Difference(number(1), Quotient(self._total, self._other)))

    @cached_property
    def ratio(self) -> Figure | None:
        """How many times the baseline costs what this does."""
        if not (self.estimate and self._total and self._other and self.saving and self.estimate.figure.value):
            return None
        return self._figure(Quotient(self._other, self._total))

    @cached_property
    def per_request(self) -> Figure | None:
        """The total over all requests of the period."""
        if not (self._total and self.requests and self._figure(self.requests).value):
            return None
        return self._figure(Quotient(self._total, self.requests))

    @cached_property
    def per_year(self) -> Figure | None:
        """The total over a year of such periods."""
        periods = PERIODS_A_YEAR.get(self.period)
        if not (self._total and periods):
            return None
        return self._figure(self._total if self.period == "year" else Product((self._total, periods)))

    @cached_property
    def differences(self) -> list[tuple[str, Figure]]:
        """How much more than the baseline each meter costs, the largest difference first."""
        if not (self.estimate and self.baseline):
            return []
        ours, theirs = (_by_meter(e, n) for e, n in ((self.estimate, self.id), (self.baseline, str(self.baseline_id))))
        found = [
            (meter, self._figure(Difference(ours.get(meter, number(0)), theirs.get(meter, number(0)))))
            for meter in dict.fromkeys([*ours, *theirs])
        ]
        return sorted(found, key=lambda item: absolute(item[1].value), reverse=True)

    @property
    def may_win(self) -> bool:
        """Whether it may be called the cheapest: priced, feasible, and somebody sells it."""
        return self.estimate is not None and not any(flag.bars for flag in self.estimate.flags)


def _known(name: str, figure: Figure) -> Symbol:
    """Give a finished figure a name; it keeps its value among the names of another option."""
    return Symbol(name, figure.node, figure.value)


def _by_meter(estimate: Estimate, option: str) -> dict[str, Node]:
    terms: dict[str, list[Node]] = {}
    for charge in estimate.charges:
        amount = Figure(estimate.converted(charge.figure.node), estimate.env)
        terms.setdefault(charge.meter, []).append(_known(f"{option}.{charge.key}", amount))
    return {meter: added(nodes) for meter, nodes in terms.items()}
