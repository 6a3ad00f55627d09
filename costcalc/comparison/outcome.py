"""One option beside the baseline: what it saves, and what makes the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from costcalc.comparison.beside import PERIODS_A_YEAR
from costcalc.comparison.differences import PricedOption, differences
from costcalc.comparison.ranged_flags import flags_at_ends, flags_without_a_value
from costcalc.comparison.ranged_option import RangedOption
from costcalc.expr import Figure, Node, number
from costcalc.lazy import lazy

if TYPE_CHECKING:
    from costcalc.comparison.figure_value import FigureValue
    from costcalc.comparison.option_cost import OptionCost
    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.comparison.plan import Plan
    from costcalc.comparison.ranges import Ranges
    from costcalc.feasibility import Flag
    from costcalc.pricing import Charge, Estimate
    from costcalc.problem import Problem


PER_REQUEST = "per_request"
"""A figure of this name takes the place of ours."""


@dataclass(init=False, repr=False, eq=False, match_args=False)  # for `asdict`; methods made for it would slow starts
class Outcome(RangedOption):
    """One option, priced or not, beside the baseline.

    Args:
        plan: Its formulas.
        planned: The comparison that it is an option of.
        cost: What it costs, or why nobody can say.
        baseline: What the option compared with costs; None where there is none.
        alike: Whether all options make as many requests, so that a request of each means the same.
        ranges: The assumptions that are not known exactly, as it has them.
        figures: The figures that every option has a value of its own for.
    """

    plan: OptionPlan
    planned: Plan
    cost: OptionCost
    baseline_cost: OptionCost | None
    alike: bool
    ranges: Ranges
    figures: tuple[FigureValue, ...]

    def __init__(
        self,
        plan: OptionPlan,
        planned: Plan,
        cost: OptionCost,
        baseline: OptionCost | None = None,
        *,
        ranges: Ranges,
        alike: bool = False,
        figures: tuple[FigureValue, ...] = (),
    ) -> None:
        self.plan = plan
        self.planned = planned
        self.cost = cost
        self.baseline_cost = baseline
        self.alike = alike
        self.ranges = ranges
        self.figures = figures

    def __repr__(self) -> str:
        return f"<{self.id}: {self.estimate.total if self.estimate else 'not priced'}>"

    @property
    def id(self) -> str:
        """Of the option."""
        return self.plan.id

    @property
    def estimate(self) -> Estimate | None:
        """What it costs in every period; None where that is not known."""
        return self.cost.estimate

    @property
    def upfront(self) -> Estimate | None:
        """What it costs once; None where nothing is paid once."""
        return self.cost.upfront

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """What it costs in every period and what once, those that there are."""
        return self.cost.estimates

    @property
    def total(self) -> Figure | None:
        """What it comes to in every period; None where that is not known."""
        return self.estimate.figure if self.estimate else None

    @property
    def upfront_total(self) -> Figure | None:
        """What it comes to once; None where nothing is paid once."""
        return self.upfront.figure if self.upfront else None

    @property
    def paid_once(self) -> Figure | None:
        """The same, and nothing where nothing is paid once; None where that is not known."""
        return self.upfront_total or (Figure(number(0)) if self.estimate and not self.open_once else None)

    @property
    def not_priced(self) -> tuple[Problem, ...]:
        """What has no price."""
        return self.cost.not_priced

    @property
    def open(self) -> tuple[str, ...]:
        """The assumptions without a value that its total depends on."""
        return self.cost.open

    @property
    def open_once(self) -> tuple[str, ...]:
        """The assumptions without a value that what it costs once depends on."""
        return self.cost.open_once

    @property
    def unknown(self) -> tuple[str, ...]:
        """The assumptions without a value that some of its cost depends on."""
        return tuple(dict.fromkeys((*self.open, *self.open_once)))

    @property
    def excluded(self) -> tuple[str, ...]:
        """What is required of it, and is not so."""
        return self.plan.excluded

    @property
    def baseline(self) -> Estimate | None:
        """What the option compared with costs; None where there is none or that is not known."""
        return self.baseline_cost.estimate if self.baseline_cost else None

    @property
    def baseline_id(self) -> str | None:
        """The id of the option that it is compared with."""
        return self.planned.baseline.id if self.planned.baseline else None

    @property
    def period(self) -> str:
        """The period that its total is for, such as a month."""
        return self.planned.period.name

    def _figure(self, node: Node | None) -> Figure | None:
        return Figure(node, self.estimate.env) if node and self.estimate else None

    @property
    def saving(self) -> Figure | None:
        """The share of the baseline that is saved: positive when cheaper."""
        return self._figure(self.plan.beside.saving) if self.baseline and self.baseline.value else None

    @property
    def ratio(self) -> Figure | None:
        """The baseline's total divided by this one's: 2 where the baseline costs twice as much."""
        if not (self.baseline and self.baseline.value and self.estimate and self.estimate.value):
            return None
        return self._figure(self.plan.beside.ratio)

    @property
    def per_request(self) -> Figure | None:
        """The total over all requests of the period; None where that means another thing in another option."""
        if not self.alike or PER_REQUEST in self.planned.scenario.scenario.figures:
            return None
        requests = self._figure(self.plan.requests)
        return self._figure(self.plan.beside.per_request) if requests and requests.value else None

    @property
    def per_year(self) -> Figure | None:
        """The total over a year of such periods."""
        return self._figure(self.plan.beside.per_year)

    @lazy
    def differences(self) -> list[tuple[str, Figure]]:
        """Each meter with the difference of its cost to the baseline's, the largest first."""
        if not (self.estimate and self.baseline and self.baseline_id is not None):
            return []
        return differences(PricedOption(self.id, self.estimate), PricedOption(self.baseline_id, self.baseline))

    @property
    def payback(self) -> Figure | None:
        """In how many periods it has saved what it costs more at once; None where it never does, or costs no more.

        Periods that come once, as a month of the calendar, save nothing in others.
        """
        if self.planned.scenario.scenario.period.name not in PERIODS_A_YEAR:
            return None
        figure = self._figure(self.plan.beside.payback)
        if (
            not (figure and self.estimate and self.baseline and self.upfront)
            or self.baseline.value == self.estimate.value
        ):
            return None
        return figure if figure.value > 0 and self.baseline.value > self.estimate.value else None

    @lazy
    def flags(self) -> tuple[Flag, ...]:
        """The flags that speak against it, and what else is to be known of it."""
        return self._flags(self.estimates)

    @lazy
    def recurring_flags(self) -> tuple[Flag, ...]:
        """The same without what is to be known of what is paid once, as for a later month."""
        return self._flags((self.estimate,) if self.estimate else ())

    def _flags(self, estimates: tuple[Estimate, ...]) -> tuple[Flag, ...]:
        found = [flag for each in estimates for flag in each.flags]
        if self.unknown:
            found += flags_without_a_value(self.plan, self.ranges.frame)
        if not self.not_priced:
            found += flags_at_ends(self.plan, self.ranges)
        return tuple(dict.fromkeys((*found, *self.cost.notes)))

    @property
    def charges(self) -> tuple[Charge, ...]:
        """Its charges, those that are paid once last."""
        return tuple(charge for each in self.estimates for charge in each.charges)

    @property
    def may_win(self) -> bool:
        """Whether it may be called the cheapest: feasible, as required, and somebody sells it."""
        return not self.excluded and not any(flag.bars for flag in self.flags)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, with those of its estimate.

        Numbers are Decimals, and Fractions where they have no last digit.
        """
        beside = {name: getattr(self, name) for name in ("saving", "ratio", "per_request", "per_year")}
        return {
            "id": self.id,
            "model": self.model,
            "may_win": self.may_win,
            **{name: figure.value if figure else None for name, figure in beside.items()},
            "upfront": self.upfront.value if self.upfront else None,
            "open": list(self.unknown),
            "excluded": list(self.excluded),
            "figures": [figure.to_dict() for figure in self.figures],
            "differences": {meter: figure.value for meter, figure in self.differences},
            "not_priced": [problem.to_dict() for problem in self.not_priced],
            "estimate": self.estimate.to_dict() if self.estimate else None,
        }
