"""What options cost in a time: sums of the rows of a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.export import LedgerEntry, Total
from costcalc.records import FLAG, INSTANT, TEXT, Field, Rows

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.export import Ledger


class Group(NamedTuple):
    """The rows of an option in a time and a currency, of what is paid once or in every period.

    Args:
        scenario: Its id.
        option: The option's id.
        period_start: The first instant of the time.
        period_end: The first instant after it.
        one_time: Whether they are of what is paid once.
        total: What the rows add up to.
        chosen: Whether the option is the one that is really used; None where nobody says.
    """

    scenario: str
    option: str
    period_start: datetime
    period_end: datetime
    one_time: bool
    total: Total
    chosen: bool | None


KEYS: tuple[Field[Group], ...] = (
    Field("scenario", TEXT, lambda group: group.scenario),
    Field("option", TEXT, lambda group: group.option),
    Field("period_start", INSTANT, lambda group: group.period_start),
    Field("period_end", INSTANT, lambda group: group.period_end),
    Field("one_time", FLAG, lambda group: group.one_time),
)
"""What the rows of a group have in common, beside their currency, and no other rows have."""


def groups(ledger: Ledger, currency: str, *, is_cost: bool) -> Rows[Group]:
    """Return the groups of a ledger, in the order of their first rows.

    Args:
        ledger: The rows.
        currency: What the column of their currency is called.
        is_cost: Whether that is the currency of the scenario, and not that of the price.
    """
    found: dict[tuple[str, str, datetime, datetime, bool, str], list[LedgerEntry]] = {}
    for entry in ledger.entries:
        scenario, span = str(entry.result.scenario.scenario.id), entry.span
        own = entry.cost_currency if is_cost else entry.charge.currency
        found.setdefault((scenario, entry.option, span.start, span.end, entry.one_time, own), []).append(entry)
    added = Total.of_costs if is_cost else Total.of
    sums = [Group(*key[:-1], added(rows), rows[0].is_chosen) for key, rows in found.items()]
    return Rows((*KEYS, Field(currency, TEXT, lambda group: group.total.currency)), sums)
