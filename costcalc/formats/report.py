"""What a report for people says, before it is decided how it looks: blocks that text and Markdown both draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.expr import Num, absolute, grouped
from costcalc.formats.bill import budget_line, cards_table, charges_table, exchange, parts_list
from costcalc.formats.blocks import Block, Bullets, Heading, Paragraph, Row, Table, Working
from costcalc.formats.working import estimate_steps, exact_text, outcome_steps, places_text, price_source
from costcalc.instant import short_instant
from costcalc.ratecard import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison import AssumptionValue, Comparison, Outcome
    from costcalc.expr import Figure
    from costcalc.instant import Period
    from costcalc.pricing import Estimate

BARRED = "*"
PERIOD_NAMES = {"day": "a day", "week": "a week", "month": "a month", "year": "a year", "once": "in all"}


def comparison_report(result: Comparison, *, brief: bool) -> Iterator[Block]:
    """Say everything about a comparison."""
    scenario = result.scenario.scenario
    yield Heading(scenario.title, 1)
    period = period_name(result.period)
    yield Paragraph(f"{result.scenario.file}: {result.currency} {period}, at {_prices_of(result)}")
    if overridden := [assumption for assumption in result.assumptions if assumption.overridden]:
        said = ", ".join(f"{assumption.name} = {exact_text(assumption.figure)}" for assumption in overridden)
        yield Paragraph(f"With --set: {said}", strong=True)
    yield _summary(result)
    yield Paragraph(_cheapest(result), strong=True)
    if any(outcome.estimate and not outcome.may_win for outcome in result.outcomes):
        yield Paragraph(f"{BARRED} cannot be the cheapest: see the flags.")
    if result.budgets:
        yield Heading("Budgets")
        yield Bullets(tuple(budget_line(budget) for budget in result.budgets))
    yield Heading("Options")
    yield Bullets(tuple(_option(result, outcome) for outcome in result.outcomes))
    yield from _flag_list([(outcome.id, outcome.estimate) for outcome in result.outcomes if outcome.estimate])
    if unpriced := [outcome for outcome in result.outcomes if not outcome.estimate]:
        yield Heading("Not priced")
        yield Bullets(tuple(f"{outcome.id}: {_reasons(outcome)}" for outcome in unpriced))
    if result.assumptions:
        yield Heading("Assumptions")
        yield Bullets(tuple(map(_assumption, result.assumptions)))
    if differences := tuple(_differences(result)):
        yield Heading(f"What makes the difference to {scenario.baseline}")
        yield Bullets(differences)
    yield Heading("Charges")
    priced = [(outcome.id, outcome.estimate) for outcome in result.outcomes if outcome.estimate]
    yield charges_table(priced)
    yield from parts_list(priced)
    yield Heading("Prices")
    estimates = [outcome.estimate for outcome in result.outcomes if outcome.estimate]
    yield cards_table(estimates, result.cards, result.as_of)
    yield from exchange(estimates, result.fx)
    if not brief:
        yield from _comparison_working(result)


def estimate_report(result: Estimate, *, brief: bool) -> Iterator[Block]:
    """Say everything about an estimate."""
    yield Heading(result.model or "", 1)
    yield Paragraph(
        f"{money.total(result.figure.value)} {result.currency}, at the prices of {short_instant(result.as_of)}",
        strong=True,
    )
    yield from _flag_list([("", result)])
    yield charges_table([("", result)])
    yield Heading("Prices")
    yield cards_table([result], result.plan.files, result.as_of)
    if not brief:
        yield Heading("How it was computed")
        yield Working(tuple(estimate_steps(result)), result.model or "", price_source(result))


def period_name(period: Period) -> str:
    """Say what a total is for: a month, or in 2026-08."""
    return PERIOD_NAMES.get(period.name, f"in {period.name}")


def _prices_of(result: Comparison) -> str:
    """Say at which prices a comparison was made: of an instant, or as they change within a calendar period."""
    period = result.period
    return f"the prices of {short_instant(result.as_of)}" if not period.start else "the prices of its days"


def _summary(result: Comparison) -> Table:
    against = f"against {result.scenario.scenario.baseline}" if result.scenario.scenario.baseline else ""
    columns = ["option", "total", "per request", "per year", *([against] if against else [])]
    if all(outcome.per_year is None for outcome in result.outcomes):
        columns.remove("per year")
    if all(outcome.per_request is None for outcome in result.outcomes):
        columns.remove("per request")
    rows = []
    for outcome in result.outcomes:
        total = money.total(outcome.estimate.figure.value) if outcome.estimate else "not priced"
        cells = {
            "option": outcome.id if outcome.may_win or not outcome.estimate else f"{outcome.id} {BARRED}",
            "total": total,
            "per request": _total(outcome.per_request),
            "per year": _total(outcome.per_year),
            against: _against(outcome),
        }
        rows.append(Row(tuple(cells[column] for column in columns), best=outcome.id in result.cheapest))
    return Table(tuple(columns), tuple(rows), frozenset({"total", "per request", "per year"}))


def _against(outcome: Outcome) -> str:
    if outcome.id == outcome.baseline_id:
        return "baseline"
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
    period = period_name(result.period)
    left_out = ", of those that are priced" if result.problems else ""
    return f"Cheapest{left_out}: {' and '.join(result.cheapest)}{where}, {total} {result.currency} {period}."


def _flag_list(estimates: Sequence[tuple[str, Estimate]]) -> Iterator[Block]:
    found: dict[tuple[str, str], list[str]] = {}
    for option, estimate in estimates:
        for flag in estimate.flags:
            found.setdefault((flag.code, flag.message), []).append(option)
    if found:
        yield Heading("Flags")
        yield Bullets(tuple(f"{code}{_of(options)}: {message}" for (code, message), options in found.items()))


def _of(options: Sequence[str]) -> str:
    return f" ({', '.join(options)})" if any(options) else ""


def _reasons(outcome: Outcome) -> str:
    return "; ".join(
        f"{problem.message}{f' ({problem.hint})' if problem.hint else ''}" for problem in outcome.not_priced
    )


def _differences(result: Comparison) -> Iterator[str]:
    for outcome in result.outcomes:
        if outcome.id != outcome.baseline_id and (moved := [item for item in outcome.differences if item[1].value]):
            parts = ", ".join(f"{meter} {_signed(figure)}" for meter, figure in moved)
            yield f"{outcome.id}: {parts}"


def _signed(figure: Figure) -> str:
    return f"{'−' if figure.value < 0 else '+'}{money.amount(absolute(figure.value))}"


def _comparison_working(result: Comparison) -> Iterator[Block]:
    yield Heading("How it was computed")
    for outcome in result.outcomes:
        estimate = outcome.estimate
        if not estimate:
            continue
        title = f"{outcome.id}: {outcome.models}"
        yield Working((*estimate_steps(estimate), *outcome_steps(outcome)), title, price_source(estimate))


def _assumption(assumption: AssumptionValue) -> str:
    figure = assumption.figure
    made = (
        [exact_text(figure)]
        if isinstance(figure.node, Num)
        else [figure.formula, figure.substituted(grouped), exact_text(figure)]
    )
    said = " = ".join(dict.fromkeys([assumption.name, *made]))
    unit = f" {assumption.unit}" if assumption.unit else ""
    why = f"; {assumption.why}" if assumption.why and not assumption.overridden else ""
    return f"{said}{unit}{why} ({places_text([*map(str, figure.places())])})"


def _option(result: Comparison, outcome: Outcome) -> str:
    written = result.scenario.scenario.options.get(outcome.id)
    served = [word for word in written.terms if word] if written else []
    basis = outcome.basis
    price = [] if basis == PUBLISHED else [f"{basis} price"]
    return f"{outcome.id}: {', '.join([outcome.models, *served, *price])}"


def _total(figure: Figure | None) -> str:
    return money.total(figure.value) if figure else ""
