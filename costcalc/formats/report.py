"""What a report for people says, before it is decided how it looks: blocks that text and Markdown both draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.expr import Num, absolute, grouped
from costcalc.formats.blocks import Block, Bullets, Heading, Paragraph, Row, Table, Working
from costcalc.formats.working import estimate_steps, exact_text, outcome_steps, places_text, price_source
from costcalc.instant import short_instant
from costcalc.ratecard import PUBLISHED, SHIPPED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from costcalc.charge import Charge, Figure
    from costcalc.comparison import Comparison, Resolved
    from costcalc.outcome import Outcome
    from costcalc.pricing import Estimate
    from costcalc.ratecard import CardFile

BARRED = "*"
PERIOD_NAMES = {"day": "a day", "week": "a week", "month": "a month", "year": "a year", "once": "in all"}


def comparison_report(result: Comparison, *, brief: bool) -> Iterator[Block]:
    """Say everything about a comparison."""
    scenario = result.scenario.scenario
    yield Heading(scenario.title, 1)
    period = PERIOD_NAMES[scenario.period]
    yield Paragraph(
        f"{result.scenario.file}: {result.currency} {period}, at the prices of {short_instant(result.as_of)}"
    )
    if overridden := [assumption for assumption in result.assumptions if assumption.overridden]:
        said = ", ".join(f"{assumption.name} = {exact_text(assumption.figure)}" for assumption in overridden)
        yield Paragraph(f"With --set: {said}", strong=True)
    yield _summary(result)
    yield Paragraph(_cheapest(result), strong=True)
    if any(outcome.estimate and not outcome.may_win for outcome in result.outcomes):
        yield Paragraph(f"{BARRED} cannot be the cheapest: see the flags.")
    yield Heading("Options")
    yield Bullets(tuple(map(_option, result.outcomes)))
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
    yield _charges([(outcome.id, outcome.estimate) for outcome in result.outcomes if outcome.estimate])
    yield Heading("Prices")
    yield _cards([outcome.estimate for outcome in result.outcomes if outcome.estimate], result.cards, result.as_of)
    if not brief:
        yield from _comparison_working(result)


def estimate_report(result: Estimate, *, brief: bool) -> Iterator[Block]:
    """Say everything about an estimate."""
    yield Heading(result.model, 1)
    yield Paragraph(
        f"{money.total(result.figure.value)} {result.currency}, at the prices of {short_instant(result.as_of)}",
        strong=True,
    )
    yield from _flag_list([("", result)])
    yield _charges([("", result)])
    yield Heading("Prices")
    yield _cards([result], (result.offer.file,), result.as_of)
    if not brief:
        yield Heading("How it was computed")
        yield Working(tuple(estimate_steps(result)), result.model, price_source(result))


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
    where = f" ({best.offer.ref})" if len(result.cheapest) == 1 and best.id != best.offer.ref else ""
    period = PERIOD_NAMES[result.scenario.scenario.period]
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


def _charges(estimates: Sequence[tuple[str, Estimate]]) -> Table:
    rows = []
    for option, estimate in estimates:
        for nth, charge in enumerate(estimate.charges):
            unit = f"{money.count(charge.unit_price.value)} / {_per(charge)}"
            cells = (charge.key, money.count(charge.quantity.value), unit, money.amount(charge.amount))
            rows.append(Row((*([option if not nth else ""] if option else []), *cells)))
    columns = ("charge", "quantity", "price", "amount")
    named = bool(estimates and estimates[0][0])
    return Table((*(["option"] if named else []), *columns), tuple(rows), frozenset({"quantity", "price", "amount"}))


def _per(charge: Charge) -> str:
    node = charge.per.node
    text = getattr(node, "text", charge.per.text)
    return f"{text} {charge.unit}s"


def _cards(estimates: Sequence[Estimate], files: Sequence[CardFile], as_of: datetime) -> Table:
    rows = []
    for file in files:
        charges = [charge for estimate in estimates if estimate.offer.file is file for charge in estimate.charges]
        oldest = min((charge.verified for charge in charges if charge.verified), default=None)
        if any(charge.verified is None for charge in charges):
            oldest = None  # one price that nobody checked is what a reader has to know
        verified = f"{oldest:%Y-%m-%d}, {_age(oldest, as_of)}" if oldest else ("never" if charges else "not used")
        name = f"{file.file} (shipped)" if file.folder == SHIPPED else file.file
        rows.append(Row((name, file.card.basis, verified)))
    return Table(("file", "basis", "verified"), tuple(rows), frozenset())


def _age(verified: datetime, as_of: datetime) -> str:
    days = (as_of.date() - verified.date()).days
    if not days:
        return "the same day"
    return f"{abs(days):,} day{'' if abs(days) == 1 else 's'} {'earlier' if days > 0 else 'later'}"


def _comparison_working(result: Comparison) -> Iterator[Block]:
    yield Heading("How it was computed")
    for outcome in result.outcomes:
        estimate = outcome.estimate
        if not estimate:
            continue
        title = f"{outcome.id}: {outcome.offer.ref}"
        yield Working((*estimate_steps(estimate), *outcome_steps(outcome)), title, price_source(estimate))


def _assumption(assumption: Resolved) -> str:
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


def _option(outcome: Outcome) -> str:
    basis = outcome.offer.file.card.basis
    return f"{outcome.id}: {outcome.offer.ref}{'' if basis == PUBLISHED else f', {basis} price'}"


def _total(figure: Figure | None) -> str:
    return money.total(figure.value) if figure else ""
