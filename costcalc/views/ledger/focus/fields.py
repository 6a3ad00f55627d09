"""What stands in the columns of a FOCUS file; those that are not here are empty. docs/focus.md says what each is."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from costcalc.export.units import consumed_unit
from costcalc.records import FIXED, FLAG, FRACTION, INSTANT, NUMBER, TEXT, Field, Many, constant
from costcalc.views.charge import of_charge
from costcalc.views.ledger.focus.columns import EXACT, exact_of
from costcalc.views.ledger.focus.row import FocusRow
from costcalc.views.ledger.focus.sku import frequency
from costcalc.views.ledger.focus.units import pricing_unit
from costcalc.views.ledger.tags import tags_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


_of_charge: Callable[[str], Iterator[Field[FocusRow]]] = partial(of_charge, attrgetter("charge"))


def _always(name: str, text: str) -> Field[FocusRow]:
    return Field(name, constant(text), lambda _: text)


_ACCOUNT: tuple[Field[FocusRow], ...] = (
    Field("BillingAccountId", TEXT, lambda row: row.account),
    Field("BillingAccountName", TEXT, lambda row: row.entry.result.scenario.scenario.title),
    _always("BillingAccountType", "Scenario"),
    Field("SubAccountId", TEXT, lambda row: f"{row.account}/{row.entry.option}" if row.entry.option else None),
    Field("SubAccountName", TEXT, lambda row: row.entry.option or None),
    Field("SubAccountType", TEXT, lambda row: "Option" if row.entry.option else None),
    Field("ProviderName", TEXT, lambda row: row.provider),
    Field("PublisherName", TEXT, lambda row: row.provider),
    Field("ServiceProviderName", TEXT, lambda row: row.provider),
    Field("HostProviderName", TEXT, lambda row: row.provider),
    Field("InvoiceIssuerName", TEXT, lambda row: row.provider),
    Field("ServiceName", TEXT, lambda row: row.provider),
    Field("ServiceCategory", TEXT, lambda row: "AI and Machine Learning" if row.charge.price else "Other"),
    Field("ServiceSubcategory", TEXT, lambda row: "Generative AI" if row.charge.price else "Other (Other)"),
    Field("Tags", TEXT, lambda row: tags_text(row.entry)),
)
_CHARGE: tuple[Field[FocusRow], ...] = (
    Field("BillingPeriodStart", INSTANT, lambda row: row.entry.span.start),
    Field("BillingPeriodEnd", INSTANT, lambda row: row.entry.span.end),
    Field("ChargePeriodStart", INSTANT, lambda row: row.charge.since or row.entry.span.start),
    Field("ChargePeriodEnd", INSTANT, lambda row: row.charge.until or row.entry.span.end),
    _always("ChargeCategory", "Usage"),
    Field("ChargeDescription", TEXT, lambda row: row.description),
    Field("ChargeFrequency", TEXT, lambda row: frequency(row.entry)),
    _always("PricingCategory", "Standard"),
    Field("PricingUnit", TEXT, lambda row: pricing_unit(row.charge, row.block)),
    Field("ConsumedUnit", TEXT, lambda row: consumed_unit(row.charge)),
    Field("SkuId", TEXT, lambda row: row.sku.id),
    Field("SkuMeter", TEXT, lambda row: row.sku.meter),
    Field("SkuPriceId", TEXT, lambda row: row.sku.price_id),
    Field("SkuPriceDetails", TEXT, lambda row: row.sku.details),
    *_of_charge("RegionId:region RegionName:region ConsumedQuantity:quantity PricingCurrency:currency"),
)
_MONEY: tuple[Field[FocusRow], ...] = (
    Field("PricingQuantity", NUMBER, lambda row: row.money.blocks),
    Field("BillingCurrency", TEXT, lambda row: row.entry.estimate.currency),
    Field("ListUnitPrice", NUMBER, lambda row: row.money.list_price),
    Field("ListCost", NUMBER, lambda row: row.money.list_cost),
    Field("ContractedUnitPrice", NUMBER, lambda row: row.money.contracted_price),
    Field("ContractedCost", NUMBER, lambda row: row.money.contracted_cost),
    Field("EffectiveCost", NUMBER, lambda row: row.money.cost),
    Field("BilledCost", NUMBER, lambda row: row.money.cost),
    Field("PricingCurrencyListUnitPrice", NUMBER, lambda row: row.money.own_list_price),
    Field("PricingCurrencyContractedUnitPrice", NUMBER, lambda row: row.money.own_contracted_price),
    Field("PricingCurrencyEffectiveCost", NUMBER, lambda row: row.money.own_cost),
    Field("x_RoundedCost", FIXED, lambda row: row.entry.rounded_cost),
    Field("x_ExchangeRate", NUMBER, lambda row: row.money.rate),
    *_of_charge("x_ExchangeRateDate:exchange_effective x_ExchangeRateSource:exchange_source"),
    Field("x_ExchangeRateSha256", TEXT, lambda row: row.fx.sha256 if row.fx and row.charge.conversion else None),
)
_OURS: tuple[Field[FocusRow], ...] = (
    _always("x_CostType", "Estimate"),
    Field("x_Scenario", TEXT, lambda row: row.account),
    Field("x_Option", TEXT, lambda row: row.entry.option or None),
    *_of_charge("x_Call:call x_Charge:key x_Model:model x_Basis:basis"),
    # the formula of what stands in EffectiveCost, so with the exchange rate in it
    Field("x_Formula", TEXT, lambda row: row.charge.cost.formula),
    Field("x_FormulaSubstituted", TEXT, lambda row: row.charge.cost.substituted()),
    *_of_charge("x_CardId:card x_CardVersion:card_version x_CardSha256:card_sha256 x_ContractCardId:contract"),
    *_of_charge("x_ContractCardVersion:contract_version x_ContractCardSha256:contract_sha256"),
    *_of_charge("x_RateEffective:rate_effective x_PriceSource:price_source x_PriceVerified:verified x_Places:sources"),
    Field("x_ScenarioSha256", TEXT, lambda row: row.entry.result.scenario.sha256),
    Field("x_Flags", Many(TEXT, " "), lambda row: row.entry.flag_codes),
    Field("x_Chosen", FLAG, lambda row: row.entry.is_chosen),
    Field("x_Baseline", FLAG, lambda row: row.entry.is_baseline),
    Field("x_Excluded", Many(TEXT, "; "), lambda row: row.entry.outcome.excluded),
    Field("x_Comparison", FLAG, lambda row: row.entry.is_comparison),
    Field("x_AllocatedShare", NUMBER, lambda row: row.entry.share and row.entry.share.share),
    Field("x_Amortised", TEXT, lambda row: row.entry.month),
)
_KNOWN = {field.name: field for field in (*_ACCOUNT, *_CHARGE, *_MONEY, *_OURS)}
FIELDS = _KNOWN | {exact_of(name): Field(exact_of(name), FRACTION, _KNOWN[name].get) for name in EXACT}
"""By column."""
