"""What people are told of a what-if: the table, who is cheapest where, and where options cost the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Dependence, Footing
from costcalc.instant import short_instant
from costcalc.views.bill import cards_table, exchange_blocks, prices_from, stale_blocks
from costcalc.views.blocks import Block, Heading, More, Paragraph
from costcalc.views.comparison.ranking import ranking_blocks
from costcalc.views.comparison.settings import settings_blocks
from costcalc.views.marks import excluded_blocks, open_blocks
from costcalc.views.ranges import unproven_blocks
from costcalc.views.view import Detail
from costcalc.views.whatif.cheapest import cheapest_text
from costcalc.views.whatif.crossings import crossing_blocks, crossing_workings
from costcalc.views.whatif.table import what_if_table
from costcalc.views.whatif.told import flag_blocks, unpriced_blocks
from costcalc.views.whatif.workings import WhatIfWorkings
from costcalc.views.words import in_period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from costcalc.comparison.whatif import WhatIf


def what_if_blocks(result: WhatIf, detail: Detail, longest: timedelta) -> Iterator[Block]:
    """Yield what people are told of a what-if.

    Args:
        result: What was asked, and what came of it.
        detail: How much they are told.
        longest: How long ago a price may have been checked at most.
    """
    plan = result.plan
    outcomes = [outcome for each in result.results for outcome in each.outcomes]
    estimates = [estimate for outcome in outcomes for estimate in outcome.estimates]
    yield Heading(result.scenario.scenario.title, 1)
    yield Paragraph(f"{result.scenario.file}: {in_period(result.currency, plan.period)}, at {_prices_of(result)}")
    if detail is not Detail.BRIEF and plan.cards:
        yield prices_from(plan.cards)
    yield from settings_blocks(result.overridden)
    yield from what_if_table(result)
    yield from unproven_blocks(outcomes)
    if said := cheapest_text(result):
        yield Paragraph(said, strong=True)
    if idle := _idle(result):
        yield Paragraph(f"No total depends on {' and '.join(idle)}.", strong=True)
    yield from ranking_blocks(result.ranking, len(result.options))
    yield from crossing_blocks(result)
    yield from flag_blocks(result)
    yield from excluded_blocks((option.id, option.excluded) for option in plan.options)
    yield from open_blocks(dict.fromkeys((outcome.id, outcome.without_ends) for outcome in outcomes))
    yield from unpriced_blocks(result)
    yield from stale_blocks(estimates, plan.cards, plan.as_of, longest)
    if detail is Detail.BRIEF:
        return
    explained = detail is Detail.EXPLAINED
    if explained:
        yield Heading("Prices")
        yield cards_table(estimates, plan.cards, plan.as_of)
        yield from exchange_blocks(estimates, plan.fx)
    workings = list(WhatIfWorkings(result, explained).blocks())
    if len(result.options) > 1:
        workings += crossing_workings(result)
    if workings:
        yield Heading("How it was computed")
        yield from workings
    if not explained:
        yield More("the other values, places, sources and the age of prices")


def _prices_of(result: WhatIf) -> str:
    plan = result.plan
    if not plan.dated:
        return "its own prices"
    return f"the prices of {short_instant(plan.as_of)}" if not plan.period.start else "the prices of its days"


def _idle(result: WhatIf) -> list[str]:
    """List the assumptions that are varied, and that no total rests on."""
    found = []
    for one in result.varied:
        asked = Dependence(frozenset({one.name}))
        totals = [
            (estimate.total, each.frame.of(option.id))
            for each in result.results[:1]
            for option in each.plan.options
            for estimate in (option.estimate, option.upfront)
            if estimate
        ]
        if not any(asked.names(total, Footing.on(frame)) for total, frame in totals):
            found.append(one.name)
    return found
