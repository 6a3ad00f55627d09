"""What people are told of a comparison: who is cheapest, and how each number came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.expr import Num
from costcalc.instant import short_instant
from costcalc.ratecard import PUBLISHED
from costcalc.views.bill import (
    cards_table,
    charges_table,
    exchange_blocks,
    flag_blocks,
    parts_blocks,
    stale_blocks,
)
from costcalc.views.blocks import (
    Amount,
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Line,
    More,
    Paragraph,
    Ref,
    Row,
    Table,
    Working,
    dense,
)
from costcalc.views.card import file_name
from costcalc.views.comparison.ranking import ranking_blocks
from costcalc.views.view import Detail
from costcalc.views.words import budget_words, period_name, signed
from costcalc.views.working import equation, estimate_steps, exact_text, outcome_steps, price_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from costcalc.comparison import AssumptionValue, BudgetStatus, Comparison, Outcome
    from costcalc.expr import Figure
    from costcalc.views.bill import Named

BARRED = "*"


def comparison_blocks(result: Comparison, detail: Detail, longest: timedelta) -> Iterator[Block]:
    """Yield what people are told of a comparison.

    Args:
        result: The comparison.
        detail: How much they are told.
        longest: How long ago a price may have been checked at most.
    """
    scenario = result.scenario.scenario
    yield Heading(scenario.title, 1)
    yield Paragraph(f"{result.scenario.file}: {result.currency} {period_name(result.period)}, at {_prices_of(result)}")
    priced: list[Named] = [(outcome.id, outcome.estimate) for outcome in result.outcomes if outcome.estimate]
    if detail is not Detail.BRIEF and priced:
        yield Paragraph(f"Prices from {', '.join(map(file_name, result.cards))}")
    if overridden := [assumption for assumption in result.assumptions if assumption.overridden]:
        values = ", ".join(f"{one.name} = {exact_text(one.figure)}" for one in overridden if one.figure)
        yield Paragraph(f"With --set: {values}", strong=True)
    if priced:
        yield _summary(result)
        yield Paragraph(_cheapest(result), strong=True)
        if any(outcome.estimate and not outcome.may_win for outcome in result.outcomes):
            yield Paragraph(f"{BARRED} cannot be the cheapest: see the flags.")
    yield from ranking_blocks(result.ranking)
    if result.budgets:
        yield Heading("Budgets")
        yield Bullets(tuple(map(_budget, result.budgets)))
    yield from flag_blocks(priced)
    yield from _unpriced(result)
    yield from stale_blocks([estimate for _, estimate in priced], result.cards, result.as_of, longest)
    if detail is Detail.BRIEF:
        return
    if detail is Detail.EXPLAINED:
        yield from _explanation(result, priced)
    if priced:
        yield from _workings(result, explained=detail is Detail.EXPLAINED)
    if detail is Detail.USUAL:
        yield More("assumptions, places, sources, differences and the age of prices")


def _prices_of(result: Comparison) -> str:
    period = result.period
    return f"the prices of {short_instant(result.as_of)}" if not period.start else "the prices of its days"


def _summary(result: Comparison) -> Table:
    against = f"against {result.scenario.scenario.baseline}" if result.scenario.scenario.baseline else "against"
    columns = (
        Column("option", "option", is_key=True, whole=True),
        Column("total", "total", is_number=True),
        Column("per_request", "per request", is_number=True),
        Column("per_year", "per year", is_number=True),
        Column("against", against),
    )
    return dense(columns, tuple(_row(outcome, best=outcome.id in result.cheapest) for outcome in result.outcomes))


def _row(outcome: Outcome, *, best: bool) -> Row:
    name = outcome.id if outcome.may_win or not outcome.estimate else f"{outcome.id} {BARRED}"
    total = _total(outcome.estimate.figure) if outcome.estimate else "not priced"
    return Row((name, total, _total(outcome.per_request), _total(outcome.per_year), _against(outcome)), best)


def _total(figure: Figure | None) -> Cell:
    return Amount(figure.value, money.total_digits(figure.value)) if figure else ""


def _against(outcome: Outcome) -> str:
    if outcome.id == outcome.baseline_id:
        return "baseline" if outcome.estimate else ""
    if not outcome.saving:
        return ""
    change = money.change(outcome.saving.value)
    return f"{change}, {money.times(outcome.ratio.value)}" if outcome.ratio and outcome.ratio.value != 1 else change


def _cheapest(result: Comparison) -> str:
    if not result.cheapest:
        return "Cheapest: none; every option is flagged, claimed or not priced."
    best = next(outcome for outcome in result.outcomes if outcome.id in result.cheapest)
    total = money.total(best.estimate.figure.value) if best.estimate else ""
    where = f" ({best.models})" if len(result.cheapest) == 1 and best.id != best.models else ""
    left_out = ", of those that are priced" if result.problems else ""
    names = " and ".join(result.cheapest)
    return f"Cheapest{left_out}: {names}{where}, {total} {result.currency} {period_name(result.period)}."


def _budget(budget: BudgetStatus) -> Line:
    left = budget.headroom
    if left is None:
        return f"{budget.option}: not priced, so nobody knows whether {budget.limit} are enough"
    state = budget_words(left.value, budget.limit)
    return (f"{budget.option}: {state}; {equation('', left)} (", Ref((budget.limit.place,)), ")")


def _unpriced(result: Comparison) -> Iterator[Block]:
    """Yield the options without a price, those that have none for the same reasons together."""
    found: dict[str, list[str]] = {}
    for outcome in result.outcomes:
        if not outcome.estimate:
            reasons = dict.fromkeys(why.message for why in outcome.not_priced)
            found.setdefault("; ".join(reasons), []).append(outcome.id)
    if found:
        yield Heading("Not priced")
        yield Bullets(tuple(f"{', '.join(options)}: {reasons}" for reasons, options in found.items()))


def _explanation(result: Comparison, priced: list[Named]) -> Iterator[Block]:
    """Yield what stands behind the numbers: options, assumptions, differences, charges, cards."""
    yield Heading("Options")
    yield Bullets(tuple(_option(result, outcome) for outcome in result.outcomes))
    if result.assumptions:
        yield Heading("Assumptions")
        yield Bullets(tuple(map(_assumption, result.assumptions)))
    if differences := tuple(_differences(result)):
        yield Heading(f"What makes the difference to {result.scenario.scenario.baseline}")
        yield Bullets(differences)
    estimates = [estimate for _, estimate in priced]
    if priced:
        yield Heading("Charges")
        yield charges_table(priced)
        yield from parts_blocks(priced)
        yield Heading("Prices")
        yield cards_table(estimates, result.cards, result.as_of)
        yield from exchange_blocks(estimates, result.fx)


def _option(result: Comparison, outcome: Outcome) -> str:
    written = result.scenario.scenario.options.get(outcome.id)
    served = [word for word in written.terms if word] if written else []
    price = [] if outcome.basis == PUBLISHED else [f"{outcome.basis} price"]
    return f"{outcome.id}: {', '.join([outcome.models, *served, *price])}"


def _assumption(assumption: AssumptionValue) -> Line:
    figure = assumption.figure
    if figure is None:
        made = f"{assumption.name} is {'between ' + assumption.ends.text if assumption.ends else 'open'}"
    elif isinstance(figure.node, Num):
        made = f"{assumption.name} = {exact_text(figure)}"
    else:
        made = equation(assumption.name, figure)
    unit = f" {assumption.unit}" if assumption.unit else ""
    why = f"; {assumption.why}" if assumption.why and not assumption.overridden else ""
    return (f"{made}{unit}{why} (", Ref(tuple(assumption.places)), ")")


def _differences(result: Comparison) -> Iterator[str]:
    for outcome in result.outcomes:
        if outcome.id != outcome.baseline_id and (moved := [item for item in outcome.differences if item[1].value]):
            yield f"{outcome.id}: {', '.join(f'{meter} {signed(figure.value)}' for meter, figure in moved)}"


def _workings(result: Comparison, *, explained: bool) -> Iterator[Block]:
    yield Heading("How it was computed")
    for outcome in result.outcomes:
        if estimate := outcome.estimate:
            title = outcome.models if outcome.id == outcome.models else f"{outcome.id}: {outcome.models}"
            steps = estimate_steps(estimate, places=explained)
            if explained:
                yield Working((*steps, *outcome_steps(outcome)), title, price_source(estimate))
            else:
                yield Working(tuple(steps), title)
