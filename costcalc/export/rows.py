"""The rows of a scenario in its times, rounded together where they are to add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.export.allocation import allocate_parts, minor_digits
from costcalc.export.entry import LedgerEntry
from costcalc.export.parts import ChargePart, number_of_parts, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from costcalc.comparison import Comparison, Outcome
    from costcalc.export.months import ExportPeriod
    from costcalc.export.payments import Payment
    from costcalc.export.times import PricedTime
    from costcalc.pricing import Estimate

PaidOnce = dict[tuple[str, int], list[LedgerEntry]]
"""The rows of what an option costs once, by its id and the month that they are in, from 1."""


def entries_of(times: Sequence[PricedTime], payments: Sequence[Payment]) -> Iterator[LedgerEntry]:
    """Yield the rows of a scenario: in each time of each option what it costs in it, and then what it costs once.

    Args:
        times: All its times, in their order.
        payments: What is paid once, in or before them.
    """
    once = _paid_once(payments, times[0].span)
    for nth, time in enumerate(times, 1):
        for outcome in time.result.outcomes:
            if outcome.estimate:
                yield from _rows(time.result, time.span, outcome, outcome.estimate, one_time=time.span.one_time)
            yield from (row._replace(span=time.span) for row in once.get((outcome.id, nth), ()))


def extra_rows(times: Sequence[PricedTime], payments: Sequence[Payment]) -> int:
    """Return how many rows there are beyond one for each charge, of which a few lines can ask for very many."""
    by_month = times[0].span.override is not None
    bills = [(time.result, outcome.estimate) for time in times for outcome in time.result.outcomes]
    bills += [(payment.result, outcome.upfront) for payment in payments for outcome in payment.result.outcomes]
    return sum(
        number_of_parts(charge, result.scenario.scenario, by_month=by_month) - 1
        for result, bill in bills
        for charge in (bill.charges if bill else ())
    )


def _paid_once(payments: Sequence[Payment], span: ExportPeriod) -> PaidOnce:
    """Return the rows of what is paid once, in the months that it is spread over, or in its own."""
    found: PaidOnce = {}
    for payment in payments:
        for outcome in payment.result.outcomes:
            if outcome.upfront:
                # Rounded together in all months: the cents of a third are not lost between them.
                for row in _rows(payment.result, span, outcome, outcome.upfront, one_time=True):
                    nth = payment.nth + (row.month.nth - 1 if row.month else 0)
                    found.setdefault((outcome.id, nth), []).append(row)
    return found


def _rows(
    result: Comparison, span: ExportPeriod, outcome: Outcome, estimate: Estimate, *, one_time: bool
) -> Iterator[LedgerEntry]:
    """Yield the rows of a bill, rounded together."""
    scenario, by_month = result.scenario.scenario, span.override is not None
    parts: dict[tuple[int, ...], ChargePart] = {
        (nth, part.month.nth if part.month else 1, at): part
        for nth, charge in enumerate(estimate.charges)
        for at, part in enumerate(parts_of(charge, scenario, by_month=by_month))
    }
    parts = dict(sorted(parts.items(), key=lambda one: one[0][1]))  # the earlier row first, as they are written
    rounded = _rounded(parts)
    costs = rounded
    if any(part.charge.conversion for part in parts.values()):
        exact = [part.charge.cost.value for part in parts.values()]
        costs = allocate_parts(exact, list(parts), minor_digits(estimate.currency))
    for part, amount, cost in zip(parts.values(), rounded, costs, strict=True):
        yield LedgerEntry(result, span, outcome, estimate, part.charge, amount, cost, one_time, part.share, part.month)


def _rounded(parts: Mapping[tuple[int, ...], ChargePart]) -> list[Decimal]:
    """Return the amounts in the smallest units of their currencies, those of each adding up to its rounded sum.

    Args:
        parts: Each by the number of its charge, of its month and its own: those of a charge and month are its shares.
    """
    found: dict[tuple[int, ...], Decimal] = {}
    for currency in dict.fromkeys(part.charge.currency for part in parts.values()):
        own = {path: part.charge.amount for path, part in parts.items() if part.charge.currency == currency}
        found |= dict(zip(own, allocate_parts([*own.values()], [*own], minor_digits(currency)), strict=True))
    return [found[path] for path in parts]
