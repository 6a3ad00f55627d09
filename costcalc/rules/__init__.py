"""How a price becomes charges. One file per rule, which holds its YAML shape, its arithmetic and its documentation.

A price has one of several forms, and each form answers with lines of quantity, unit price and per. Then come the
modifiers, which change the unit price, in the order of this list.
"""

from costcalc.rules import (
    context_tier,
    contract,
    free,
    graduated,
    markup,
    minimum,
    minimum_charge,
    package,
    peak,
    per_unit,
    promotion,
    region,
    reserved,
    service,
    volume,
)
from costcalc.rules.context_tier import MARGINAL, ContextTier, MeterAbove, TieredSheet
from costcalc.rules.contract import Contract
from costcalc.rules.form import STANDARD, BilledAs, Multiplied, Priced, PriceForm, Unpriced
from costcalc.rules.line import Line, Usage
from costcalc.rules.markup import added_on
from costcalc.rules.minimum_charge import MinimumCharge
from costcalc.rules.peak import Window
from costcalc.rules.per_unit import UnitPrice
from costcalc.rules.price import Price, WrittenPrice
from costcalc.rules.promotion import Promotion
from costcalc.rules.region import Region
from costcalc.rules.service import Service
from costcalc.rules.sheet import PriceSheet
from costcalc.rules.terms import TERMS, Terms
from costcalc.rules.unit import DAYS, Per, PricingUnit, periods_in, plural
from costcalc.rules.variant import Variant, named

FORMS = {
    "per_unit": per_unit,
    "minimum": minimum,
    "free": free,
    "graduated": graduated,
    "volume": volume,
    "package": package,
    "reserved": reserved,
}
MODIFIERS = {
    "context_tier": context_tier,
    "promotion": promotion,
    "service": service,
    "region": region,
    "peak": peak,
    "contract": contract,
    "markup": markup,
    "minimum_charge": minimum_charge,
}
RULES = FORMS | MODIFIERS

__all__ = [
    "DAYS",
    "FORMS",
    "MARGINAL",
    "MODIFIERS",
    "RULES",
    "STANDARD",
    "TERMS",
    "BilledAs",
    "ContextTier",
    "Contract",
    "Line",
    "MeterAbove",
    "MinimumCharge",
    "Multiplied",
    "Per",
    "Price",
    "PriceForm",
    "PriceSheet",
    "Priced",
    "PricingUnit",
    "Promotion",
    "Region",
    "Service",
    "Terms",
    "TieredSheet",
    "UnitPrice",
    "Unpriced",
    "Usage",
    "Variant",
    "Window",
    "WrittenPrice",
    "added_on",
    "named",
    "periods_in",
    "plural",
]
