"""The values that are asked about, and what a plan comes to at each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import pinned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from costcalc.comparison.comparison import AssumptionValue, Comparison
    from costcalc.comparison.outcome import Outcome
    from costcalc.comparison.plan import Plan
    from costcalc.comparison.ranking import Ranking
    from costcalc.comparison.whatif.varied import VariedAssumption
    from costcalc.expr import Exact, Frame, Setting
    from costcalc.problem import Problem
    from costcalc.scenario import ScenarioFile


class WhatIfPoint(NamedTuple):
    """What a scenario costs with some values of what is varied.

    Args:
        values: The values, in the order of the assumptions.
        result: What each option costs; None where the workload cannot be with these values.
        problems: Why options have no price, or nothing has.
    """

    values: tuple[Exact, ...]
    result: Comparison | None
    problems: tuple[Problem, ...]

    @property
    def cheapest(self) -> tuple[str, ...]:
        """The options that cost least here, of those that may win; several where they tie."""
        return self.result.cheapest if self.result else ()

    def outcome(self, nth: int) -> Outcome | None:
        """Return an option as it is here; None where nothing is."""
        return self.result.outcomes[nth] if self.result else None


@dataclass(frozen=True, eq=False, repr=False)
class ValueGrid:
    """The values of one or two assumptions, and what the options of a plan cost at each.

    Args:
        plan: The formulas, the same for all values.
        varied: The assumptions that are varied.
        points: One for each value, or each pair of values: the last assumption changes first.
        settings: What else is set in place of what the file says.
        ranking: The models of patterns that are left out; None where nobody gave a pattern.
    """

    plan: Plan
    varied: tuple[VariedAssumption, ...]
    points: tuple[WhatIfPoint, ...]
    settings: Mapping[str, Setting]
    ranking: Ranking | None = None

    @property
    def scenario(self) -> ScenarioFile:
        """The scenario, with its file."""
        return self.plan.scenario

    @property
    def currency(self) -> str:
        """The one currency of all totals."""
        return self.plan.exchange.currency

    @property
    def options(self) -> tuple[str, ...]:
        """The ids of the options, in the order of the file."""
        return tuple(option.id for option in self.plan.options)

    @property
    def results(self) -> tuple[Comparison, ...]:
        """The comparisons, of the values with which the workload can be."""
        return tuple(point.result for point in self.points if point.result)

    @property
    def overridden(self) -> tuple[AssumptionValue, ...]:
        """The assumptions that `--set` put in place of what the file says."""
        varied = {one.name for one in self.varied}
        return tuple(one for one in self.results[0].overridden if one.name not in varied)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why some options have no price with some values, each reason once."""
        return tuple(dict.fromkeys(problem for point in self.points for problem in point.problems))

    def outcomes(self, option: str) -> Iterator[tuple[WhatIfPoint, Outcome | None]]:
        """Yield each point with what an option costs there."""
        nth = self.options.index(option)
        return ((point, point.outcome(nth)) for point in self.points)

    def frame(self, values: Iterable[Exact], steps: list[int] | None = None) -> Frame:
        """Return the values of all assumptions for values of what is varied.

        Args:
            values: One for each assumption that is varied.
            steps: How much sums may still compute, in a list of one.

        Raises:
            InputError: for a formula without a value.
        """
        given = {one.name: pinned(value, one.place) for one, value in zip(self.varied, values, strict=True)}
        return self.plan.frame({**self.settings, **given}, steps=steps)
