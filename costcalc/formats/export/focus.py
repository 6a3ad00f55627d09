"""FOCUS, the FinOps Open Cost and Usage Specification: a file that cost tools load beside those of real bills.

    costcalc export scenarios/chatbot.yaml --profile focus --focus-version 1.4 -o costs.csv

One row per charge and time, marked `x_CostType` = Estimate, and never on an invoice. Costs are exact products of unit
price and quantity, in the one currency of the scenario; what is priced in another one has its own prices beside them.
The columns are in docs/focus.md.
"""

from __future__ import annotations

import csv
import io
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr import decimal_text, fraction_text, magnitude, round_half_up, simplest
from costcalc.formats.csv import safe_cell
from costcalc.formats.export import FocusVersion
from costcalc.formats.export.focus_columns import EXACT, columns, exact_of
from costcalc.formats.export.focus_sku import frequency, sku
from costcalc.formats.export.focus_units import consumed_unit, pricing_block, pricing_unit, sku_meter
from costcalc.instant import instant_text
from costcalc.problem import InputError
from costcalc.rules import plural
from costcalc.shown import inert
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.export import Ledger, LedgerEntry
    from costcalc.pricing import Charge

    Cell = str | Fraction
    """A text, or a number written with a decimal point: loaders that guess take `200` for no decimal."""

DIGITS = 18
SIGNIFICANT = 12
"""A number without an end has 18 decimals, and more where these are fewer than 12 digits: the products FOCUS asks
for hold to the 9 digits that its validators look at."""


def write(rows: Ledger, version: str | None) -> bytes:
    """Write a ledger.

    Args:
        rows: What is exported.
        version: Of FOCUS: 1.4 or 1.2; None is the newest.

    Raises:
        InputError: where the costs are not in money.
    """
    names = columns(FocusVersion(version or FocusVersion.V1_4))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in _rows(rows):
        writer.writerow([_written(row.get(name, "")) for name in names])
    return inert(out.getvalue()).encode("utf-8")


def _rows(rows: Ledger) -> Iterator[dict[str, Cell]]:
    fx_sha256 = rows.fx.sha256 if rows.fx else ""
    for entry in rows.entries:
        _refuse_points(entry)
        charge = entry.charge
        rate = Fraction(charge.exchange_rate.value) if charge.exchange_rate else Fraction(1)
        row = {
            **_account(entry),
            **_time(entry),
            **_charge(entry),
            **sku(entry),
            **_money(entry, rate),
            **_provenance(entry),
            "x_RoundedCost": format(entry.rounded_cost, "f"),
        }
        if charge.conversion:
            row |= {
                "x_ExchangeRate": rate,
                "x_ExchangeRateDate": instant_text(charge.conversion.since),
                "x_ExchangeRateSource": charge.conversion.source,
                "x_ExchangeRateSha256": fx_sha256,
            }
        yield row | {exact_of(name): _fraction(row.get(name)) for name in EXACT}


def _account(entry: LedgerEntry) -> dict[str, Cell]:
    """Say for whom and from whom: a scenario is the account, an option an account below it."""
    scenario = entry.result.scenario.scenario
    price = entry.charge.price
    title = str(price.card.card.title if price else scenario.title)
    return {
        "BillingAccountId": str(scenario.id),
        "BillingAccountName": str(scenario.title),
        "BillingAccountType": "Scenario",
        "SubAccountId": f"{scenario.id}/{entry.option}",
        "SubAccountName": entry.option,
        "SubAccountType": "Option",
        "ProviderName": title,
        "PublisherName": title,
        "ServiceProviderName": title,
        "HostProviderName": title,
        "InvoiceIssuerName": title,
        "ServiceName": title,
        "ServiceCategory": "AI and Machine Learning",
        "ServiceSubcategory": "Generative AI",
        "RegionId": entry.charge.region or "",
        "RegionName": entry.charge.region or "",
    }


def _time(entry: LedgerEntry) -> dict[str, Cell]:
    span, charge = entry.span, entry.charge
    return {
        "BillingPeriodStart": instant_text(span.start),
        "BillingPeriodEnd": instant_text(span.end),
        "ChargePeriodStart": instant_text(charge.since or span.start),
        "ChargePeriodEnd": instant_text(charge.until or span.end),
    }


def _charge(entry: LedgerEntry) -> dict[str, Cell]:
    charge = entry.charge
    return {
        "ChargeCategory": "Usage",
        "ChargeDescription": _description(entry),
        "ChargeFrequency": frequency(entry),
        "PricingCategory": "Standard",
        "PricingUnit": pricing_unit(charge.unit, _block(charge)),
        "ConsumedUnit": consumed_unit(charge.unit),
        "x_CostType": "Estimate",
    }


def _description(entry: LedgerEntry) -> str:
    """Say what is paid for: Input Tokens of openai/gpt-4o in batch, for `answer`, at 1.25 USD per 1000000 tokens."""
    charge = entry.charge
    words = f"Estimate: {sku_meter(charge)} of {charge.model or charge.entry}"
    words += "".join(f" in {name}" for term, name in charge.terms.asked() if term.usual)
    if charge.price and charge.price.group is None:
        return words
    price, per = (_number(Fraction(each.value)).removesuffix(".0") for each in (charge.unit_price, charge.per))
    unit = charge.unit if per == "1" else f"{per} {plural(charge.unit)}"
    return f"{words}, for `{charge.call}`, at {price} {charge.currency} per {unit}"


def _money(entry: LedgerEntry, rate: Fraction) -> dict[str, Cell]:
    """Give quantities, prices and costs; the rate brings the card's currency into that of the bill."""
    charge = entry.charge
    quantity = Fraction(charge.quantity.value)
    block = _block(charge)
    blocks = quantity / block
    of_block = Fraction(block) / Fraction(charge.per.value)
    # FOCUS wants a list price of all that is used. Where nobody publishes one, it is what was agreed.
    prices = (charge.listed or charge.contracted, charge.contracted)
    listed, contracted = (Fraction(price.value) * of_block for price in prices)
    amount = Fraction(charge.amount)
    return {
        "ConsumedQuantity": quantity,
        "PricingQuantity": blocks,
        "BillingCurrency": entry.estimate.currency,
        "ListUnitPrice": listed * rate,
        "ListCost": listed * rate * blocks,
        "ContractedUnitPrice": contracted * rate,
        "ContractedCost": contracted * rate * blocks,
        "EffectiveCost": amount * rate,
        "BilledCost": amount * rate,
        "PricingCurrency": charge.currency,
        "PricingCurrencyListUnitPrice": listed,
        "PricingCurrencyContractedUnitPrice": contracted,
        "PricingCurrencyEffectiveCost": amount,
    }


def _provenance(entry: LedgerEntry) -> dict[str, Cell]:
    charge, price = entry.charge, entry.charge.price
    card, contract = (price.card, price.contract) if price else (None, None)
    # the formula of what stands in EffectiveCost, so with the exchange rate in it
    figure = charge.cost
    return {
        "x_Scenario": str(entry.result.scenario.scenario.id),
        "x_Option": entry.option,
        "x_Call": charge.call,
        "x_Charge": charge.key,
        "x_Model": charge.model or "",
        "x_Basis": price.basis if price else "",
        "x_Formula": figure.formula,
        "x_FormulaSubstituted": figure.substituted(),
        "x_CardId": str(card.card.id) if card else "",
        "x_CardVersion": str(card.card.version) if card else "",
        "x_CardSha256": card.sha256 if card else "",
        "x_ContractCardId": str(contract.card.id) if contract else "",
        "x_ContractCardVersion": str(contract.card.version) if contract else "",
        "x_ContractCardSha256": contract.sha256 if contract else "",
        "x_RateEffective": instant_text(charge.effective) if charge.effective else "",
        "x_PriceSource": "; ".join(charge.source),
        "x_PriceVerified": instant_text(charge.verified) if charge.verified else "",
        "x_Places": " ".join(charge.sources()),
        "x_ScenarioSha256": entry.result.scenario.sha256,
        "x_Flags": " ".join(flag.code for flag in entry.estimate.flags),
    }


def _block(charge: Charge) -> int:
    return pricing_block(charge.unit, Fraction(charge.per.value))


def _refuse_points(entry: LedgerEntry) -> None:
    """Refuse to bill in credits: FOCUS wants a bill in money, and has room for credits in what is priced."""
    currency = entry.estimate.currency
    if not re.fullmatch("[A-Z]{3}", currency):
        scenario = entry.result.scenario.scenario
        message = f"FOCUS wants costs in money, and these are in {currency}"
        hint = "say `currency: USD` in the scenario, and give an exchange rate with --fx"
        raise InputError.of(place_of(scenario.currency or scenario.id), "bad-currency", message, hint)


def _written(cell: Cell) -> str:
    return _number(cell) if isinstance(cell, Fraction) else safe_cell(cell)


def _number(value: Fraction) -> str:
    exact = simplest(value)
    if isinstance(exact, Fraction):
        exact = round_half_up(exact, max(DIGITS, SIGNIFICANT - magnitude(exact)))
    text = decimal_text(exact)
    return text if "." in text else f"{text}.0"


def _fraction(cell: Cell | None) -> str:
    return fraction_text(simplest(cell)) or "" if isinstance(cell, Fraction) else ""
