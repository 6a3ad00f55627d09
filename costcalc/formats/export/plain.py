"""CSV for a database or a spreadsheet: one row per charge and time, UTF-8, LF, a decimal point, no totals between.

    costcalc export scenarios/chatbot.yaml --months 3 -o chatbot.csv

`amount` is exact; where it has no last digit, it has 18 decimals, and `amount_exact` has the fraction. The
`amount_rounded` of an option and a time add up to their rounded total. docs/finance.md says what each column is.
"""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr import decimal_text, fraction_text, magnitude, round_half_up
from costcalc.formats.csv import safe_cell
from costcalc.instant import instant_text
from costcalc.shown import inert

if TYPE_CHECKING:
    from costcalc.export import Ledger, LedgerEntry
    from costcalc.expr import Exact

DIGITS, SIGNIFICANT = 18, 15
COLUMNS = (
    "period_start",
    "period_end",
    "as_of",
    "scenario",
    "option",
    "call",
    "charge",
    "model",
    "meter",
    "service",
    "region",
    "quantity",
    "quantity_exact",
    "unit",
    "unit_price",
    "list_unit_price",
    "contracted_unit_price",
    "per",
    "currency",
    "amount",
    "amount_exact",
    "amount_rounded",
    "one_time",
    "priced_from",
    "priced_until",
    "exchange_rate",
    "exchange_currency",
    "exchange_effective",
    "exchange_source",
    "formula",
    "substituted",
    "card",
    "card_version",
    "card_sha256",
    "contract",
    "contract_version",
    "contract_sha256",
    "basis",
    "rate_effective",
    "verified",
    "confidence",
    "price_source",
    "places",
    "scenario_sha256",
    "flags",
)
NUMBERS = frozenset(
    {
        "quantity",
        "unit_price",
        "list_unit_price",
        "contracted_unit_price",
        "per",
        "amount",
        "amount_rounded",
        "exchange_rate",
    }
)


def write(rows: Ledger, version: str | None) -> bytes:
    """Write a ledger."""
    del version
    return table(rows, "\n").encode("utf-8")


def table(rows: Ledger, line_end: str) -> str:
    """Write the rows as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerow(COLUMNS)
    for entry in rows.entries:
        cells = row(entry)
        writer.writerow([cells[column] if column in NUMBERS else safe_cell(cells[column]) for column in COLUMNS])
    return inert(out.getvalue())


def row(entry: LedgerEntry) -> dict[str, str]:
    """Give the cells of a row, all as text; what is not known is empty."""
    charge, price = entry.charge, entry.charge.price
    rate, conversion = charge.exchange_rate, charge.conversion
    card, contract = (price.card, price.contract) if price else (None, None)
    return {
        "period_start": instant_text(entry.span.start),
        "period_end": instant_text(entry.span.end),
        "as_of": instant_text(entry.result.as_of),
        "scenario": str(entry.result.scenario.scenario.id),
        "option": entry.option,
        "call": charge.call,
        "charge": charge.key,
        "model": charge.model or "",
        "meter": charge.meter or "",
        **{word: name or "" for word, name in charge.named_terms.items()},
        "quantity": digits(charge.quantity.value),
        "quantity_exact": fraction_text(charge.quantity.value) or "",
        "unit": charge.unit,
        "unit_price": digits(charge.unit_price.value),
        "list_unit_price": digits(charge.listed.value) if charge.listed else "",
        "contracted_unit_price": digits(charge.contracted.value),
        "per": digits(charge.per.value),
        "currency": charge.currency,
        "amount": digits(charge.amount),
        "amount_exact": fraction_text(charge.amount) or "",
        "amount_rounded": format(entry.rounded, "f"),
        "one_time": "yes" if entry.span.one_time else "no",
        "priced_from": instant_text(charge.since) if charge.since else "",
        "priced_until": instant_text(charge.until) if charge.until else "",
        "exchange_rate": digits(rate.value) if rate else "",
        "exchange_currency": conversion.currency if conversion else "",
        "exchange_effective": instant_text(conversion.since) if conversion else "",
        "exchange_source": conversion.source if conversion else "",
        "formula": charge.figure.formula,
        "substituted": charge.figure.substituted(),
        "card": str(card.card.id) if card else "",
        "card_version": str(card.card.version) if card else "",
        "card_sha256": card.sha256 if card else "",
        "contract": str(contract.card.id) if contract else "",
        "contract_version": str(contract.card.version) if contract else "",
        "contract_sha256": contract.sha256 if contract else "",
        "basis": price.basis if price else "",
        "rate_effective": instant_text(charge.effective) if charge.effective else "",
        "verified": instant_text(charge.verified) if charge.verified else "",
        "confidence": charge.confidence or "",
        "price_source": "; ".join(charge.source),
        "places": " ".join(charge.sources()),
        "scenario_sha256": entry.result.scenario.sha256,
        "flags": " ".join(flag.code for flag in entry.estimate.flags),
    }


def digits(value: Exact) -> str:
    """Write a number exactly; where it has no last digit, with 18 decimals, or the first 15 digits of a tiny one."""
    if isinstance(value, Fraction):
        value = round_half_up(value, max(DIGITS, SIGNIFICANT - 1 - magnitude(value)))
    return decimal_text(value)
