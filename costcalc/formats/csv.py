"""CSV, for a spreadsheet: one row per charge, UTF-8, LF, a decimal point, no grouping, no totals between.

    scenario,option,as_of,period,call,charge,…,amount,…,formula,…
    chatbot,flash,2026-04-28T12:00:00Z,month,answer,answer.input,…,2.8,…

An option without a price has one row with an empty amount, and the reason under `not_priced`. Text that a
spreadsheet would take for a formula begins with an apostrophe; numbers are never touched.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from costcalc.expr import fraction_text
from costcalc.formats.base import Sheet
from costcalc.instant import instant_text
from costcalc.shown import inert, show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison import Comparison
    from costcalc.formats.base import Report, Style
    from costcalc.pricing import Charge, Estimate

COLUMNS = (
    "scenario",
    "option",
    "as_of",
    "period",
    "call",
    "charge",
    "card",
    "card_version",
    "model",
    "basis",
    "meter",
    "service",
    "quantity",
    "quantity_exact",
    "unit",
    "unit_price",
    "per",
    "currency",
    "amount",
    "amount_exact",
    "from",
    "until",
    "formula",
    "substituted",
    "sources",
    "price_source",
    "verified",
    "flags",
    "overridden",
    "not_priced",
    "region",
    "list_unit_price",
    "contracted_unit_price",
    "exchange_rate",
    "exchange_currency",
)
NUMBERS = frozenset(
    {"quantity", "unit_price", "list_unit_price", "contracted_unit_price", "exchange_rate", "per", "amount"}
)
_FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")


def comparisons(results: Sequence[Comparison], look: Style) -> str:
    """Write the charges of comparisons."""
    del look  # a spreadsheet gets every column, always in the same order
    return _write([row for result in results for row in _rows(result)])


def estimate(result: Estimate, look: Style) -> str:
    """Write the charges of an estimate."""
    del look
    return _write([_row(result, charge) for charge in result.charges])


def report(result: Report, look: Style) -> str:
    """Write any other result."""
    del look
    return _sheet(result.sheet())


def _write(rows: Sequence[dict[str, str]]) -> str:
    return _sheet(Sheet(COLUMNS, NUMBERS, rows))


def _sheet(sheet: Sheet) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.columns)
    for row in sheet.rows:
        writer.writerow(
            [
                row.get(column, "") if column in sheet.numbers else safe_cell(row.get(column, ""))
                for column in sheet.columns
            ]
        )
    return inert(out.getvalue())


def safe_cell(text: str) -> str:
    """Write a text so that no spreadsheet takes it for a formula."""
    safe = show(text)
    return f"'{safe}" if text.lstrip(" '").startswith(_FORMULA_STARTS) else safe


def _rows(result: Comparison) -> Iterator[dict[str, str]]:
    scenario = result.scenario.scenario
    overridden = [f"{each.name}={each.figure.text}" for each in result.assumptions if each.overridden]
    for outcome in result.outcomes:
        about = {
            "scenario": str(scenario.id),
            "option": outcome.id,
            "period": result.period.name,
            "as_of": instant_text(result.as_of),
            "overridden": " ".join(overridden),
        }
        if outcome.estimate:
            for charge in outcome.estimate.charges:
                yield about | _row(outcome.estimate, charge)
        else:
            cards = [file.card for file in outcome.files]
            yield about | {
                "card": " ".join(dict.fromkeys(str(card.id) for card in cards)),
                "card_version": " ".join(dict.fromkeys(str(card.version) for card in cards)),
                "model": outcome.models,
                "basis": outcome.basis,
                "currency": " ".join(dict.fromkeys(str(card.currency) for card in cards)),
                "not_priced": "; ".join(problem.message for problem in outcome.not_priced),
            }


def _exchange(charge: Charge) -> dict[str, str]:
    """Say how the amount becomes one of the total's currency, where that is another."""
    if not charge.conversion or not charge.exchange_rate:
        return {}
    return {"exchange_rate": charge.exchange_rate.text, "exchange_currency": charge.conversion.currency}


def _row(estimate: Estimate, charge: Charge) -> dict[str, str]:
    card = charge.price.offer.file.card if charge.price else None
    return {
        "as_of": instant_text(estimate.as_of),
        "call": charge.call,
        "charge": charge.key,
        "card": card.id if card else "",
        "card_version": card.version if card else "",
        "model": charge.model or "",
        "basis": card.basis if card else "",
        "meter": charge.meter or "",
        **{word: name or "" for word, name in charge.named_terms.items()},
        "quantity": charge.quantity.text,
        "quantity_exact": fraction_text(charge.quantity.value) or "",
        "unit": charge.unit,
        "unit_price": charge.unit_price.text,
        "list_unit_price": charge.listed.text if charge.listed else "",
        "contracted_unit_price": charge.contracted.text,
        **_exchange(charge),
        "per": charge.per.text,
        "currency": charge.currency,
        "amount": charge.figure.text,
        "amount_exact": fraction_text(charge.amount) or "",
        "from": instant_text(charge.since) if charge.since else "",
        "until": instant_text(charge.until) if charge.until else "",
        "formula": charge.figure.formula,
        "substituted": charge.figure.substituted(),
        "sources": " ".join(charge.sources()),
        "price_source": "; ".join(charge.source),
        "verified": instant_text(charge.verified) if charge.verified else "",
        "flags": " ".join(flag.code for flag in estimate.flags),
    }
