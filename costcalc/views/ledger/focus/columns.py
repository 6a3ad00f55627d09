"""The columns of a FOCUS file: all that its version has, by the alphabet, and after them those of costcalc.

A column that costcalc has nothing to say in is there and empty, so that every export of a version loads into the same
table. What each holds is said in docs/focus.md.
"""

from __future__ import annotations

from costcalc.views.ledger.profile import FocusVersion

COMMON = (
    "AvailabilityZone",
    "BilledCost",
    "BillingAccountId",
    "BillingAccountName",
    "BillingAccountType",
    "BillingCurrency",
    "BillingPeriodEnd",
    "BillingPeriodStart",
    "CapacityReservationId",
    "CapacityReservationStatus",
    "ChargeCategory",
    "ChargeClass",
    "ChargeDescription",
    "ChargeFrequency",
    "ChargePeriodEnd",
    "ChargePeriodStart",
    "CommitmentDiscountCategory",
    "CommitmentDiscountId",
    "CommitmentDiscountName",
    "CommitmentDiscountQuantity",
    "CommitmentDiscountStatus",
    "CommitmentDiscountType",
    "CommitmentDiscountUnit",
    "ConsumedQuantity",
    "ConsumedUnit",
    "ContractedCost",
    "ContractedUnitPrice",
    "EffectiveCost",
    "InvoiceId",
    "InvoiceIssuerName",
    "ListCost",
    "ListUnitPrice",
    "PricingCategory",
    "PricingCurrency",
    "PricingCurrencyContractedUnitPrice",
    "PricingCurrencyEffectiveCost",
    "PricingCurrencyListUnitPrice",
    "PricingQuantity",
    "PricingUnit",
    "RegionId",
    "RegionName",
    "ResourceId",
    "ResourceName",
    "ResourceType",
    "ServiceCategory",
    "ServiceName",
    "ServiceSubcategory",
    "SkuId",
    "SkuMeter",
    "SkuPriceDetails",
    "SkuPriceId",
    "SubAccountId",
    "SubAccountName",
    "SubAccountType",
    "Tags",
)
ONLY_IN = {
    FocusVersion.V1_2: ("ProviderName", "PublisherName"),
    FocusVersion.V1_4: (
        "AllocatedMethodDetails",
        "AllocatedMethodId",
        "AllocatedResourceId",
        "AllocatedResourceName",
        "AllocatedTags",
        "CommitmentProgramEligibilityDetails",
        "ContractApplied",
        "HostProviderName",
        "InvoiceDetailId",
        "ServiceProviderName",
    ),
}
CUSTOM = (
    "x_CostType",
    "x_RoundedCost",
    "x_Scenario",
    "x_Option",
    "x_Call",
    "x_Charge",
    "x_Model",
    "x_Basis",
    "x_Formula",
    "x_FormulaSubstituted",
    "x_CardId",
    "x_CardVersion",
    "x_CardSha256",
    "x_ContractCardId",
    "x_ContractCardVersion",
    "x_ContractCardSha256",
    "x_RateEffective",
    "x_PriceSource",
    "x_PriceVerified",
    "x_Places",
    "x_ScenarioSha256",
    "x_ExchangeRate",
    "x_ExchangeRateDate",
    "x_ExchangeRateSource",
    "x_ExchangeRateSha256",
    "x_Flags",
    "x_Chosen",
    "x_Baseline",
    "x_Excluded",
    "x_Comparison",
    "x_AllocatedShare",
    "x_Amortised",
)
EXACT = (
    "ConsumedQuantity",
    "ContractedCost",
    "ContractedUnitPrice",
    "EffectiveCost",
    "ListCost",
    "ListUnitPrice",
    "PricingQuantity",
    "x_ExchangeRate",
)
"""The numbers that may have no last digit; each has a column with its fraction."""


def columns(version: FocusVersion) -> tuple[str, ...]:
    """Return the columns of a version, in their order."""
    return (*sorted((*COMMON, *ONLY_IN[version])), *CUSTOM, *map(exact_of, EXACT))


def exact_of(column: str) -> str:
    """Return the name of the column that has the fraction of another one."""
    return f"x_{column.removeprefix('x_')}Exact"
