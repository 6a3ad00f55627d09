"""What people are told of a comparison: who is cheapest, and how each number came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.ranges import AT_CORNERS, UNPROVEN
from costcalc.views.bill import Flagged, flag_blocks, prices_from, stale_blocks
from costcalc.views.blocks import Block, Bullets, Heading, Line, More, Paragraph, Ref
from costcalc.views.comparison.about import about
from costcalc.views.comparison.claims import claim_blocks
from costcalc.views.comparison.explanation import explanation_blocks
from costcalc.views.comparison.figures import figure_blocks
from costcalc.views.comparison.ranges import range_blocks
from costcalc.views.comparison.ranking import ranking_blocks
from costcalc.views.comparison.reasons import unpriced_blocks
from costcalc.views.comparison.settings import settings_blocks
from costcalc.views.comparison.summary import has_summary, summary, summary_blocks
from costcalc.views.comparison.workings import working_blocks
from costcalc.views.marks import excluded_blocks, open_blocks
from costcalc.views.view import Detail
from costcalc.views.words import budget_words
from costcalc.views.working import equation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from costcalc.comparison import BudgetStatus, Comparison, Outcome
    from costcalc.expr import Figure
    from costcalc.views.bill import Named


def comparison_blocks(result: Comparison, detail: Detail, longest: timedelta) -> Iterator[Block]:
    """Yield what people are told of a comparison.

    Args:
        result: The comparison.
        detail: How much they are told.
        longest: How long ago a price may have been checked at most.
    """
    yield Heading(result.scenario.scenario.title, 1)
    yield Paragraph(f"{result.scenario.file}: {about(result.plan)}")
    priced = priced_of(result)
    asked = priced or any(outcome.unknown for outcome in result.outcomes)
    if detail is not Detail.BRIEF and asked and result.cards:
        yield prices_from(result.cards)
    yield from settings_blocks(result.overridden)
    found = summary(result)
    if has_summary(result):
        yield from summary_blocks(result, found.table)
    yield from ranking_blocks(result.ranking, len(result.outcomes))
    yield from figure_blocks(result, found.figures, detail)
    if detail is not Detail.BRIEF:
        yield from range_blocks(result)
    if result.budgets:
        yield Heading("Budgets")
        yield Bullets(tuple(map(_budget, result.budgets)))
    yield from flag_blocks(map(_flagged, result.outcomes))
    yield from excluded_blocks((outcome.id, outcome.excluded) for outcome in result.outcomes)
    yield from open_blocks((outcome.id, outcome.without_ends) for outcome in result.outcomes)
    yield from unpriced_blocks(result)
    yield from claim_blocks(result, detail)
    yield from stale_blocks([estimate for _, estimate in priced], result.cards, result.as_of, longest)
    if detail is Detail.BRIEF:
        return
    if detail is Detail.EXPLAINED:
        yield from explanation_blocks(result, priced)
    yield from working_blocks(result, explained=detail is Detail.EXPLAINED)
    if detail is Detail.USUAL:
        yield More("assumptions, places, sources, differences and the age of prices")


def priced_of(result: Comparison) -> list[Named]:
    """List what options cost, each by its id: in every period, and then what it costs once."""
    return [(outcome.id, estimate) for outcome in result.outcomes for estimate in outcome.estimates]


def _flagged(outcome: Outcome) -> Flagged:
    return Flagged(outcome.id, outcome.flags, [offer.name for offer in outcome.offers if offer.prices.inline])


def _budget(budget: BudgetStatus) -> Line:
    left = budget.headroom
    if left is None:
        why = (budget.why or "").removeprefix("it is ")
        return f"{budget.name}: {why}, so nobody knows whether {budget.limit} are enough"
    state = f"{budget_words(left.value, budget.limit)}{_worst(budget, left)}"
    return (f"{budget.name}: {state}; {equation('', left)} (", Ref((budget.limit.place,)), ")")


def _worst(budget: BudgetStatus, left: Figure) -> str:
    """Return what of a budget is left at the worst, where that is another answer, or nobody knows it for sure."""
    if budget.worst is None:
        return ""
    if budget.least is None:
        return ", and at the worst nobody knows"
    unsure = f", {UNPROVEN}" if budget.worst.bounds == AT_CORNERS else ""
    if budget.at_worst:
        return f" at the worst{unsure}"
    if budget.least < 0 <= left.value or unsure:
        return f", and at the worst {budget_words(budget.least, budget.limit)}{unsure}"
    return ""
