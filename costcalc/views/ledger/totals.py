"""What options cost in a time: sums of the rows of a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.export import LedgerEntry, Total
from costcalc.records import INSTANT, TEXT, Field, Rows

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.export import Ledger


class Group(NamedTuple):
    """The rows of an option in a time and a currency.

    Args:
        scenario: Its id.
        option: The option's id.
        period_start: The first instant of the time.
        period_end: The first instant after it.
        total: What the rows add up to.
    """

    scenario: str
    option: str
    period_start: datetime
    period_end: datetime
    total: Total


KEYS: tuple[Field[Group], ...] = (
    Field("scenario", TEXT, lambda group: group.scenario),
    Field("option", TEXT, lambda group: group.option),
    Field("period_start", INSTANT, lambda group: group.period_start),
    Field("period_end", INSTANT, lambda group: group.period_end),
    Field("currency", TEXT, lambda group: group.total.currency),
)
"""What the rows of a group have in common."""


def groups(ledger: Ledger) -> Rows[Group]:
    """Return the groups of a ledger, in the order of their first rows."""
    found: dict[tuple[str, str, datetime, datetime, str], list[LedgerEntry]] = {}
    for entry in ledger.entries:
        scenario, currency = str(entry.result.scenario.scenario.id), entry.charge.currency
        found.setdefault((scenario, entry.option, entry.span.start, entry.span.end, currency), []).append(entry)
    return Rows(KEYS, [Group(*key[:-1], Total.of(own)) for key, own in found.items()])
