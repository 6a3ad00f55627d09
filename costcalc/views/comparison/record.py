"""What programs are told of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison import AssumptionValue, BudgetStatus, Comparison, Outcome
from costcalc.comparison.sums import sum_of
from costcalc.expr import Figure
from costcalc.records import (
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
)
from costcalc.scenario import ScenarioFile
from costcalc.views.card import USED_CARD
from costcalc.views.charge import CHARGE
from costcalc.views.comparison.ranking import RANKING
from costcalc.views.comparison.together import SUM
from costcalc.views.problem import FLAG_RECORD, NOT_PRICED

if TYPE_CHECKING:
    from costcalc.ratecard import Conversion, FxFile


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
    used = {currency for outcome in result if outcome.estimate for currency in outcome.estimate.plan.currencies}
    rates = {
        currency: _Rate(Figure(conversion.rate, result.frame), conversion)
        for currency, conversion in result.plan.exchange.conversions.items()
        if conversion and currency in used
    }
    return _Exchange(result.fx, rates)


_SCENARIO = Record[ScenarioFile](
    "scenario",
    "The scenario.",
    Field("id", TEXT, lambda file: file.scenario.id),
    Field("title", TEXT, lambda file: file.scenario.title),
    Field("file", TEXT, lambda file: file.file, "as places name it"),
    Field("sha256", TEXT, lambda file: file.sha256, "of its content"),
)
_ASSUMPTION = Record[AssumptionValue](
    "assumption",
    "A named number that the user chose.",
    Field("name", TEXT, lambda one: one.name),
    figure("value", lambda one: one.figure, "null where it has none", null=True),
    Field("unit", TEXT, lambda one: one.unit, null=True),
    Field("why", TEXT, lambda one: one.why, "the user's reason", null=True),
    Field("overridden", FLAG, lambda one: one.overridden, "whether --set put it in place of what the file says"),
    Field("sources", Many(PLACE), lambda one: one.places, "where its numbers are written"),
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
    Field("option", TEXT, lambda budget: budget.option),
    Field("max", NUMBER, lambda budget: budget.limit.amount.value),
    Field("currency", TEXT, lambda budget: budget.limit.currency),
    figure("headroom", lambda budget: budget.headroom, "what is left; null without a price", null=True),
    Field("broken", FLAG, lambda budget: budget.broken),
    Field("source", PLACE, lambda budget: budget.limit.place, "where it is written"),
)
_DIFFERENCE = Record[tuple[str, Figure]](
    "difference",
    "How much more a meter costs than in the baseline.",
    Field("meter", TEXT, lambda found: found[0]),
    figure("amount", lambda found: found[1]),
)
_OPTION = Record[Outcome](
    "option",
    "One thing that is compared.",
    Field("id", TEXT, lambda outcome: outcome.id),
    Field("model", TEXT, lambda outcome: outcome.model, "CARD/MODEL; null for a mix", null=True),
    Field("basis", TEXT, lambda outcome: outcome.basis, "published, contracted or claimed; of several the worst"),
    figure("total", lambda one: one.estimate.figure if one.estimate else None, "what it costs", null=True),
    figure("saving", lambda one: one.saving, "the part of the baseline that is saved", null=True),
    figure("ratio", lambda one: one.ratio, "how many times the baseline costs what this does", null=True),
    figure("per_request", lambda one: one.per_request, "the total over all requests", null=True),
    figure("per_year", lambda one: one.per_year, "the total over a year of such periods", null=True),
    Field("upfront", NUMBER, lambda one: 0 if one.estimate else None, "what is paid once", null=True),
    Field("difference", Many(_DIFFERENCE), lambda one: one.differences, "to the baseline, the largest first"),
    Field("charges", Many(CHARGE), lambda one: one.charges),
    Field("flags", Many(FLAG_RECORD), lambda one: one.flags),
    Field("not_priced", Many(NOT_PRICED), lambda one: one.not_priced, "why it has no price"),
)
COMPARISON = DocumentRecord[Comparison](
    "comparison",
    "What `costcalc compare --format json` prints of one scenario.",
    Field("scenario", _SCENARIO, lambda result: result.scenario),
    Field("as_of", INSTANT, lambda result: result.as_of, "the instant whose prices were taken"),
    Field("cards", Many(USED_CARD), lambda result: result.cards),
    Field("assumptions", Many(_ASSUMPTION), lambda result: result.assumptions),
    Field("currency", TEXT, lambda result: result.currency, "of every total"),
    Field("exchange", _EXCHANGE, _exchange, null=True),
    Field("period", TEXT, lambda result: result.period.name, "what the totals are for"),
    Field("baseline", TEXT, lambda result: result.scenario.scenario.baseline, null=True),
    Field("cheapest", Many(TEXT), lambda result: result.cheapest, "the options that cost least; several cost the same"),
    Field("ranking", RANKING, lambda result: result.ranking, "null where nothing is left out", null=True),
    Field("budgets", Many(_BUDGET), lambda result: result.budgets),
    Field("options", Many(_OPTION), lambda result: result.outcomes, "in the order of the file"),
)
COMPARISONS = DocumentRecord[Sequence[Comparison]](
    "comparisons",
    "What `costcalc compare --format json` prints of several scenarios.",
    Field("comparisons", Many(COMPARISON), lambda results: results),
    Field("sum", SUM, sum_of, "of the chosen options, else the baselines"),
)
