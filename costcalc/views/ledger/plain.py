"""Rows for a database or a spreadsheet: one per charge and time, with no totals between.

    costcalc export scenarios/chatbot.yaml --months 3 -o chatbot.csv

`amount` is exact; where it has no last digit, it has 18 decimals, and `amount_exact` has the fraction. The
`amount_rounded` of an option and a time add up to their rounded total, those of what is paid once to one of their own.
`cost` is the same in the currency of the scenario, and `cost_rounded` foots in that.
docs/finance.md says what each column is.
"""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from costcalc.export import LedgerEntry
from costcalc.records import FIXED, FLAG, INSTANT, NUMBER, TEXT, Field, Many, Rows, long_text, number
from costcalc.views.charge import of_charge
from costcalc.views.ledger.tags import tag_fields, tags_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.export import Ledger


_of_charge: Callable[[str], Iterator[Field[LedgerEntry]]] = partial(of_charge, attrgetter("charge"))
FIELDS: tuple[Field[LedgerEntry], ...] = (
    Field("period_start", INSTANT, lambda entry: entry.span.start),
    Field("period_end", INSTANT, lambda entry: entry.span.end),
    Field("as_of", INSTANT, lambda entry: entry.result.as_of),
    Field("scenario", TEXT, lambda entry: entry.result.scenario.scenario.id),
    Field("option", TEXT, lambda entry: entry.option),
    *_of_charge("call charge:key model meter service region quantity quantity_exact unit"),
    *_of_charge("unit_price list_unit_price contracted_unit_price per currency amount amount_exact"),
    Field("amount_rounded", FIXED, lambda entry: entry.rounded),
    Field("one_time", FLAG, lambda entry: entry.one_time),
    *_of_charge("priced_from:from priced_until:until"),
    *_of_charge("exchange_rate exchange_currency exchange_effective exchange_source formula substituted"),
    *_of_charge("card card_version card_sha256 contract contract_version contract_sha256"),
    *_of_charge("basis rate_effective verified confidence price_source places:sources"),
    Field("scenario_sha256", TEXT, lambda entry: entry.result.scenario.sha256),
    Field("flags", Many(TEXT, " "), lambda entry: entry.flag_codes),
    Field("chosen", FLAG, lambda entry: entry.is_chosen, null=True),
    Field("baseline", FLAG, lambda entry: entry.is_baseline, null=True),
    Field("excluded", Many(TEXT, "; "), lambda entry: entry.outcome.excluded),
    Field("tags", TEXT, tags_text, null=True),
    *_of_charge("unit_price_exact"),
    Field("comparison", FLAG, lambda entry: entry.is_comparison),
    *number("cost", lambda entry: entry.cost).fields(),
    Field("cost_rounded", FIXED, lambda entry: entry.rounded_cost),
    Field("cost_currency", TEXT, lambda entry: entry.cost_currency),
    Field("allocated_share", NUMBER, lambda entry: entry.share and entry.share.share, null=True),
    Field("amortised", TEXT, lambda entry: entry.month, null=True),
    *_of_charge("exchange_rate_exact"),
)
"""Those that every export has; after them comes a column for each tag."""


def plain_rows(ledger: Ledger) -> Rows[LedgerEntry]:
    """Return the rows of a ledger."""
    return Rows((*FIELDS, *tag_fields(ledger.entries)), ledger.entries, long_text)
