"""What a scenario costs on each of its options."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.answer import KeyedAnswer
from costcalc.comparison.cheapest import cheapest_of, contenders, least_difference
from costcalc.expr import AssumptionFigure
from costcalc.instant import instant_text
from costcalc.lazy import lazy
from costcalc.source import place_of
from costcalc.table import table

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from costcalc.comparison.budget import BudgetStatus
    from costcalc.comparison.figure_value import ClaimValue, FigureValue
    from costcalc.comparison.outcome import Outcome
    from costcalc.comparison.plan import Plan
    from costcalc.comparison.ranges import Ranges
    from costcalc.comparison.ranking import Ranking
    from costcalc.expr import Exact, Figure, Frame
    from costcalc.instant import Period
    from costcalc.problem import Place, Problem
    from costcalc.ratecard import CardFile, FxFile
    from costcalc.scenario import RangeEnds, ScenarioFile
    from costcalc.scenario.assumption import Assumption


class AssumptionValue(NamedTuple):
    """An assumption with its value.

    Args:
        name: What formulas call it.
        figure: The value with its formula; None where it has none.
        unit: What it is counted in.
        why: The user's reason.
        overridden: Whether `--set` put it in place of what the file says.
        ends: The least and the most of it, where it is not known exactly.
        place: Where it is named.
    """

    name: str
    figure: Figure | None
    unit: str | None
    why: str | None
    overridden: bool
    ends: RangeEnds | None
    place: Place

    @property
    def places(self) -> list[Place]:
        """Where its numbers are written; where it is named, where it has none."""
        return self.figure.places() if self.figure else [self.ends.place if self.ends else self.place]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "name": self.name,
            "value": self.figure.value if self.figure else None,
            "formula": self.figure.formula if self.figure else None,
            "ends": self.ends.text if self.ends else None,
            "unit": _text(self.unit),
            "why": _text(self.why),
            "overridden": self.overridden,
        }


def assumption_values(written: Mapping[str, Assumption], frame: Frame) -> tuple[AssumptionValue, ...]:
    """Return assumptions with their values.

    Args:
        written: What the file says of each, by its name.
        frame: The values.
    """
    replaced = frame.replaced
    return tuple(
        AssumptionValue(
            name=str(name),
            figure=AssumptionFigure(name, frame) if name in frame else None,
            unit=one.unit,
            why=one.why,
            overridden=name in replaced,
            ends=None if name in replaced else one.ends,
            place=place_of(name),
        )
        for name, one in written.items()
    )


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(KeyedAnswer["Outcome"]):
    """The result of a comparison: what a scenario costs on each of its options.

    Args:
        plan: The formulas.
        frame: The values they were asked in.
        outcomes: One for each option, in the order of the file.
        ranges: The assumptions that are not known exactly.
        budgets: What is left of each budget of the scenario.
        figures: The formulas over results that are the same in every option.
        claims: What somebody printed, with what it comes to.
        ranking: What is left out, where somebody asked for the cheapest; None where nothing is.
    """

    plan: Plan
    frame: Frame
    outcomes: tuple[Outcome, ...]
    ranges: Ranges
    budgets: tuple[BudgetStatus, ...] = ()
    figures: tuple[FigureValue, ...] = ()
    claims: tuple[ClaimValue, ...] = ()
    ranking: Ranking | None = None

    def __repr__(self) -> str:
        return f"<{self.scenario.scenario.id}: {', '.join(map(repr, self.outcomes))}>"

    def _parts(self) -> dict[str, Outcome]:
        return {outcome.id: outcome for outcome in self.outcomes}

    @property
    def scenario(self) -> ScenarioFile:
        """The scenario, with its file."""
        return self.plan.scenario

    @property
    def as_of(self) -> datetime:
        """The instant whose prices were taken."""
        return self.plan.as_of

    @property
    def cards(self) -> tuple[CardFile, ...]:
        """The cards that prices came from, by id."""
        return self.plan.cards

    @property
    def currency(self) -> str:
        """The one currency of all totals."""
        return self.plan.exchange.currency

    @property
    def period(self) -> Period:
        """The period that the totals are for."""
        return self.plan.period

    @property
    def fx(self) -> FxFile | None:
        """The exchange rates, where some were needed."""
        return self.plan.fx

    @lazy
    def assumptions(self) -> tuple[AssumptionValue, ...]:
        """Each assumption with its value."""
        return assumption_values(self.scenario.scenario.assumptions, self.frame)

    @property
    def overridden(self) -> tuple[AssumptionValue, ...]:
        """The assumptions that `--set` put in place of what the file says."""
        return tuple(one for one in self.assumptions if one.overridden)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why some options have no price."""
        return tuple(problem for outcome in self.outcomes for problem in outcome.not_priced)

    @lazy
    def cheapest(self) -> tuple[str, ...]:
        """The options that cost least, of those that may win; several where they tie, none where none is proven to."""
        if self.ranking and self.ranking.cheapest is not None:
            return self.ranking.cheapest
        unseen = self.ranking.left_out_from if self.ranking else None
        return cheapest_of(contenders(self.outcomes), self._least_gap, unseen)

    def _least_gap(self, one: Outcome, other: Outcome) -> Exact | None:
        return least_difference(one.plan.totals.total, other.plan.totals.total, self.ranges)

    def of_options(self, kept: Collection[str]) -> Comparison:
        """Return a comparison with some of its options alone.

        Args:
            kept: Their ids.
        """
        return replace(
            self,
            plan=self.plan._replace(options=tuple(option for option in self.plan.options if option.id in kept)),
            outcomes=tuple(outcome for outcome in self.outcomes if outcome.id in kept),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, with those of its options and their charges.

        Numbers are Decimals, and Fractions where they have no last digit; times are ISO text.
        """
        scenario = self.scenario.scenario
        return {
            "id": str(scenario.id),
            "title": str(scenario.title),
            "file": self.scenario.file,
            "sha256": self.scenario.sha256,
            "as_of": instant_text(self.as_of),
            "period": str(self.period.name),
            "currency": str(self.currency),
            "baseline": _text(scenario.baseline),
            "cheapest": list(self.cheapest),
            "assumptions": [assumption.to_dict() for assumption in self.assumptions],
            "budgets": [budget.to_dict() for budget in self.budgets],
            "figures": [figure.to_dict() for figure in self.figures],
            "claims": [claim.to_dict() for claim in self.claims],
            "cards": [
                {"id": str(one.card.id), "version": str(one.card.version), "file": one.file, "sha256": one.sha256}
                for one in self.cards
            ],
            "options": [outcome.to_dict() for outcome in self.outcomes],
        }

    def to_frame(self) -> Any:
        """Return a `pandas.DataFrame` with a row for each charge of each option that has a price.

        The first column, `option`, is the id of the option; the others are those that `Charge.to_dict` has.

        Raises:
            ImportError: where pandas is not installed.
        """
        return table(
            {"option": outcome.id, **charge.to_dict()} for outcome in self.outcomes for charge in outcome.charges
        )


def _text(value: str | None) -> str | None:
    return None if value is None else str(value)
