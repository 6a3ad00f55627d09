"""How a price becomes charges. One file per rule, which holds its YAML shape, its arithmetic and its documentation.

A price has one of several forms, listed in `price`, and each form answers with lines of quantity, unit price and per.
Then come the modifiers, listed in `modifiers`, which change the unit price in the order of that list.
"""

from costcalc.rules.context_tier import MARGINAL, ContextTier, MeterAbove, TieredSheet
from costcalc.rules.contract import Contract
from costcalc.rules.fee import LIST_PRICE, MARKUP, PURCHASE, Fee
from costcalc.rules.form import STANDARD, BilledAs, Multiplied, Priced, PriceForm, Unpriced
from costcalc.rules.line import Line, Usage
from costcalc.rules.minimum_charge import MinimumCharge
from costcalc.rules.modifier import Change, Circumstances, Modifier, UnservedError
from costcalc.rules.modifiers import MODIFIERS, NO_RATE, OF_FORMULAS, ModifiedSheet
from costcalc.rules.peak import OFF_PEAK, PEAK, Window
from costcalc.rules.per_unit import UnitPrice
from costcalc.rules.pool import PoolUse, Quota, validate_pools
from costcalc.rules.price import FORMS, Price, WrittenFormulaPrice, WrittenPrice, read_formula_price
from costcalc.rules.promotion import Promotion
from costcalc.rules.region import Region
from costcalc.rules.service import Service
from costcalc.rules.sheet import PriceSheet, without
from costcalc.rules.term import Term
from costcalc.rules.terms import TERMS, Terms
from costcalc.rules.unit import (
    DAYS,
    MEASURES,
    MILLION,
    UNIT,
    Per,
    PricingUnit,
    per_usual,
    periods_in,
    plural,
    same_unit,
    singular,
)
from costcalc.rules.variant import Variant, named

RULES = (
    *FORMS,
    "minimum",
    "free",
    "pool",
    "context_tier",
    *dict.fromkeys(modifier.rule for modifier in MODIFIERS),
    "fee",
)
"""The modules of the rules, in the order of their documentation."""

__all__ = [
    "DAYS",
    "FORMS",
    "LIST_PRICE",
    "MARGINAL",
    "MARKUP",
    "MEASURES",
    "MILLION",
    "MODIFIERS",
    "NO_RATE",
    "OFF_PEAK",
    "OF_FORMULAS",
    "PEAK",
    "PURCHASE",
    "RULES",
    "STANDARD",
    "TERMS",
    "UNIT",
    "BilledAs",
    "Change",
    "Circumstances",
    "ContextTier",
    "Contract",
    "Fee",
    "Line",
    "MeterAbove",
    "MinimumCharge",
    "ModifiedSheet",
    "Modifier",
    "Multiplied",
    "Per",
    "PoolUse",
    "Price",
    "PriceForm",
    "PriceSheet",
    "Priced",
    "PricingUnit",
    "Promotion",
    "Quota",
    "Region",
    "Service",
    "Term",
    "Terms",
    "TieredSheet",
    "UnitPrice",
    "Unpriced",
    "UnservedError",
    "Usage",
    "Variant",
    "Window",
    "WrittenFormulaPrice",
    "WrittenPrice",
    "named",
    "per_usual",
    "periods_in",
    "plural",
    "read_formula_price",
    "same_unit",
    "singular",
    "validate_pools",
    "without",
]
