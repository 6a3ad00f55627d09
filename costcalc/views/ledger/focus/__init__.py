"""FOCUS, the FinOps Open Cost and Usage Specification: rows that cost tools load beside those of real bills.

    costcalc export scenarios/chatbot.yaml --profile focus --focus-version 1.4 -o costs.csv

One row per charge and time, marked `x_CostType` = Estimate, and never on an invoice. Costs are exact products of unit
price and quantity, in the one currency of the scenario; what is priced in another one has its own prices beside them.
The columns are in docs/focus.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from costcalc.problem import InputError
from costcalc.records import TEXT, Field, Rows
from costcalc.source import place_of
from costcalc.views.ledger.focus.columns import columns
from costcalc.views.ledger.focus.fields import FIELDS
from costcalc.views.ledger.focus.row import FocusRow
from costcalc.views.ledger.focus.units import focus_text

if TYPE_CHECKING:
    from costcalc.export import Ledger, LedgerEntry
    from costcalc.views.ledger.profile import FocusVersion


def focus_rows(ledger: Ledger, version: FocusVersion) -> Rows[FocusRow]:
    """Return the rows of a ledger.

    Raises:
        InputError: where the costs are not in money.
    """
    for entry in ledger.entries:
        _refuse_points(entry)
    fields = [FIELDS.get(name) or Field(name, TEXT, lambda _: None, null=True) for name in columns(version)]
    return Rows(fields, [FocusRow(entry, ledger.fx) for entry in ledger.entries], focus_text)


def _refuse_points(entry: LedgerEntry) -> None:
    """Refuse to bill in credits: FOCUS wants a bill in money, and has room for credits in what is priced."""
    currency = entry.estimate.currency
    if not re.fullmatch("[A-Z]{3}", currency):
        scenario = entry.result.scenario.scenario
        message = f"FOCUS wants costs in money, and these are in {currency}"
        hint = "say `currency: USD` in the scenario, and give an exchange rate with --fx"
        raise InputError.of(place_of(scenario.currency or scenario.id), "bad-currency", message, hint)
