"""The charges of a report, and where their prices come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.expr import Figure, absolute, grouped
from costcalc.formats.blocks import Block, Bullets, Row, Table
from costcalc.formats.working import exact_text
from costcalc.instant import short_instant
from costcalc.ratecard import SHIPPED
from costcalc.rules import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from costcalc.comparison import BudgetStatus
    from costcalc.pricing import Charge, Estimate
    from costcalc.ratecard import CardFile, FxFile


def charges_table(estimates: Sequence[tuple[str, Estimate]]) -> Table:
    """List the charges of options; list and contracted prices where they are not the ones paid."""
    charges = [charge for _, estimate in estimates for charge in estimate.charges]
    several = len({charge.currency for charge in charges}) > 1
    shown = {
        "option": bool(estimates and estimates[0][0]),
        "charge": True,
        "service": any(any(charge.terms.asked()) for charge in charges),
        "quantity": True,
        "list": any(charge.listed is None or charge.listed.value != charge.unit_price.value for charge in charges),
        "contracted": any(charge.contracted.value != (charge.listed or charge.unit_price).value for charge in charges),
        "price": True,
        "amount": True,
        "": several,
    }
    columns = tuple(column for column, wanted in shown.items() if wanted)
    rows = []
    for option, estimate in estimates:
        for nth, charge in enumerate(estimate.charges):
            cells = {
                "option": "" if nth else option,
                "charge": charge.key,
                "service": ", ".join(filter(None, charge.named_terms.values())),
                "quantity": money.count(charge.quantity.value),
                "list": money.count(charge.listed.value) if charge.listed else "none",
                "contracted": money.count(charge.contracted.value),
                "price": f"{money.count(charge.unit_price.value)} / {per_text(charge)}",
                "amount": money.amount(charge.amount),
                "": charge.currency,
            }
            rows.append(Row(tuple(cells[column] for column in columns)))
    return Table(columns, tuple(rows), frozenset({"quantity", "list", "contracted", "price", "amount"}))


def parts_list(estimates: Sequence[tuple[str, Estimate]]) -> Iterator[Block]:
    """Say from when to when each part of a calendar period is, where a price changes inside it."""
    found: dict[str, list[str]] = {}
    for option, estimate in estimates:
        for portion in (portion for bill in estimate.plan.bills for portion in bill.portions):
            span = portion.segment.span
            if portion.part and span.start and span.end:
                label = portion.label.partition(".")[0]
                said = f"{label}: {short_instant(span.start)} until {short_instant(span.end)}"
                options = found.setdefault(said, [])
                if option not in options:
                    options.append(option)
    if found:
        of = {said: f" ({', '.join(options)})" if any(options) else "" for said, options in found.items()}
        yield Bullets(tuple(f"{said}{options}" for said, options in of.items()))


def budget_line(budget: BudgetStatus) -> str:
    """Say what is left of a budget, or by how much it is broken."""
    if budget.headroom is None:
        return f"{budget.option}: not priced, so nobody knows whether {budget.limit} are enough"
    left = budget.headroom
    said = f"over by {money.amount(absolute(left.value))}" if budget.broken else f"{money.amount(left.value)} left"
    made = " = ".join(dict.fromkeys([left.formula, left.substituted(grouped), exact_text(left)]))
    return f"{budget.option}: {said} of {budget.limit}; {made} ({budget.limit.place})"


def exchange(estimates: Sequence[Estimate], fx: FxFile | None) -> Iterator[Block]:
    """Say how other currencies were brought into the one of the totals."""
    found = {}
    for estimate in estimates:
        for currency, conversion in estimate.plan.conversions.items():
            if not fx or not conversion or currency not in estimate.plan.currencies:
                continue
            figure = Figure(conversion.rate, estimate.env)
            made = " = ".join(dict.fromkeys([figure.formula, figure.substituted(), exact_text(figure)]))
            since = short_instant(conversion.since)
            found[currency] = (
                f"1 {currency} = {made} {conversion.currency}, since {since}, from {conversion.source} ({fx.file})"
            )
    if found:
        yield Bullets(tuple(found.values()))


def per_text(charge: Charge) -> str:
    """Say what one unit price buys: 1M tokens."""
    node = charge.per.node
    text = getattr(node, "text", charge.per.text)
    return f"{text} {charge.unit if text == '1' else plural(charge.unit)}"


def cards_table(estimates: Sequence[Estimate], files: Sequence[CardFile], as_of: datetime) -> Table:
    """List the cards, with the age of their prices."""
    rows = []
    for file in files:
        charges = [charge for estimate in estimates for charge in estimate.charges if charge.comes_from(file)]
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
