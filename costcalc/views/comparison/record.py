"""What programs are told of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison import AssumptionValue, BudgetStatus, Comparison
from costcalc.expr import Figure
from costcalc.records import (
    COUNT,
    FLAG,
    INSTANT,
    NUMBER,
    PLACE,
    TEXT,
    DocumentRecord,
    Field,
    Many,
    Mapped,
    Record,
    figure,
    number,
)
from costcalc.scenario import ScenarioFile
from costcalc.views.card import USED_CARD
from costcalc.views.comparison.figure_record import CLAIM, FIGURE, RANGE, written_claims
from costcalc.views.comparison.option_record import OPTION
from costcalc.views.comparison.sum_record import SUM, summed

if TYPE_CHECKING:
    from costcalc.comparison.ranking import Ranking
    from costcalc.ratecard import Conversion, FxFile
    from costcalc.scenario import Assumption, RangeEnds


class _Rate(NamedTuple):
    figure: Figure
    conversion: Conversion


class _Exchange(NamedTuple):
    file: FxFile
    rates: dict[str, _Rate]


def _exchange(result: Comparison) -> _Exchange | None:
    """Return how other currencies were brought into the comparison's; None where that was not needed."""
    if not result.fx:
        return None
    estimates = (estimate for outcome in result for estimate in outcome.estimates)
    used = {currency for estimate in estimates for currency in estimate.plan.currencies}
    rates = {
        currency: _Rate(Figure(conversion.rate, result.frame), conversion)
        for currency, conversion in result.plan.exchange.conversions.items()
        if conversion and currency in used
    }
    return _Exchange(result.fx, rates)


SCENARIO = Record[ScenarioFile](
    "scenario",
    "The scenario.",
    Field("id", TEXT, lambda file: file.scenario.id),
    Field("title", TEXT, lambda file: file.scenario.title),
    Field("file", TEXT, lambda file: file.file, "as places name it"),
    Field("sha256", TEXT, lambda file: file.sha256, "of its content"),
    Field("tags", Mapped(TEXT), lambda file: file.scenario.tags, "what rows of it are grouped by"),
    Field("chosen", TEXT, lambda file: file.scenario.chosen, "the option that is really used", null=True),
)


class _Assumed(NamedTuple):
    value: AssumptionValue
    written: Assumption


def _assumed(result: Comparison) -> list[_Assumed]:
    written = result.scenario.scenario.assumptions.values()
    return [_Assumed(*both) for both in zip(result.assumptions, written, strict=True)]


def _ends(one: _Assumed, ends: RangeEnds | None) -> str | None:
    """Return a range as it is written; None where --set put a value in its place."""
    return ends.text if ends and one.value.ends else None


_ASSUMPTION = Record[_Assumed](
    "assumption",
    "A named number that the user chose.",
    Field("name", TEXT, lambda one: one.value.name),
    figure("value", lambda one: one.value.figure, "its value; null where it has none", null=True),
    Field("unit", TEXT, lambda one: one.value.unit, null=True),
    Field("why", TEXT, lambda one: one.value.why, "the user's reason", null=True),
    Field("overridden", FLAG, lambda one: one.value.overridden, "whether --set put it in place of what the file says"),
    Field("sources", Many(PLACE), lambda one: one.value.places, "where its numbers are written"),
    Field("between", TEXT, lambda one: _ends(one, one.written.between), "the least and the most it can be", null=True),
    Field(
        "range", TEXT, lambda one: _ends(one, one.written.range), "between what it lies nine times of ten", null=True
    ),
)
_RATE = Record[_Rate](
    "exchange_rate",
    "How much of the comparison's currency one unit of another is.",
    figure("rate", lambda rate: rate.figure),
    Field("source", TEXT, lambda rate: rate.conversion.source, "where it was read"),
    Field("since", INSTANT, lambda rate: rate.conversion.since, "from when it is"),
)
_EXCHANGE = Record[_Exchange](
    "exchange",
    "How other currencies were brought into the comparison's.",
    Field("file", TEXT, lambda found: found.file.file),
    Field("sha256", TEXT, lambda found: found.file.sha256),
    Field("rates", Mapped(_RATE), lambda found: found.rates, "by currency"),
)
_BUDGET = Record[BudgetStatus](
    "budget",
    "A budget of the scenario, and what is left of it.",
    Field(
        "option", TEXT, lambda budget: budget.option, "whose total it limits; null where it limits a figure", null=True
    ),
    Field("of", TEXT, lambda budget: budget.of, "the figure that it limits; null where it limits a total", null=True),
    Field("max", NUMBER, lambda budget: budget.limit.amount.value),
    Field("currency", TEXT, lambda budget: budget.limit.currency),
    figure("headroom", lambda budget: budget.headroom, "what is left; null where nobody knows", null=True),
    number(
        "least_headroom",
        lambda budget: budget.least,
        "what is left at the worst; null where what is limited is one number",
        null=True,
    ),
    Field(
        "range",
        RANGE,
        lambda budget: budget.worst,
        "what is left over the ranges of assumptions, at its lowest at the worst; null where it rests on none",
        null=True,
    ),
    Field("broken", FLAG, lambda budget: budget.broken),
    Field("source", PLACE, lambda budget: budget.limit.place, "where it is written"),
    Field("why", TEXT, lambda budget: budget.why, "why nobody knows what is left", null=True),
)
RANKING: Record[Ranking] = Record(
    "ranking",
    "What is left out, where somebody asked for the cheapest, or for the models of a pattern.",
    Field("top", COUNT, lambda one: one.top, "how many were asked for; null for all", null=True),
    Field("named", COUNT, lambda one: one.named, "how many models patterns name"),
    Field(
        "left_out",
        Mapped(COUNT),
        lambda one: {why: number for why, number in one.left_out.items() if number},
        "how many options are not listed, by why: dearer, infeasible, claimed, doubtful, excluded, not priced",
    ),
)
COMPARISON = DocumentRecord[Comparison](
    "comparison",
    "What `costcalc compare --format json` prints of one scenario.",
    Field("scenario", SCENARIO, lambda result: result.scenario),
    Field(
        "as_of",
        INSTANT,
        lambda result: result.as_of if result.plan.dated else None,
        "the instant whose prices were taken; null where no price is dated, and the file has no `as_of`",
        null=True,
    ),
    Field("cards", Many(USED_CARD), lambda result: result.cards),
    Field("assumptions", Many(_ASSUMPTION), _assumed),
    Field("currency", TEXT, lambda result: result.currency, "of every total"),
    Field("exchange", _EXCHANGE, _exchange, null=True),
    Field("period", TEXT, lambda result: result.period.name or None, "what the totals are for", null=True),
    Field("baseline", TEXT, lambda result: result.scenario.scenario.baseline, null=True),
    Field("cheapest", Many(TEXT), lambda result: result.cheapest, "the options that cost least; several cost the same"),
    Field("ranking", RANKING, lambda result: result.ranking, "null where nothing is left out", null=True),
    Field("budgets", Many(_BUDGET), lambda result: result.budgets),
    Field("figures", Many(FIGURE), lambda result: result.figures, "those that are the same in every option"),
    Field("claims", Many(CLAIM), written_claims, "what somebody printed"),
    Field("options", Many(OPTION), lambda result: result.outcomes, "in the order of the file"),
)
COMPARISONS = DocumentRecord[Sequence[Comparison]](
    "comparisons",
    "What `costcalc compare --format json` prints of several scenarios.",
    Field("comparisons", Many(COMPARISON), lambda results: results),
    Field("sum", SUM, summed, "of the chosen options, else the baselines"),
)
