"""How a price becomes charges. One file per rule, which holds its YAML shape, its arithmetic and its documentation."""

from costcalc.rules import per_unit
from costcalc.rules.per_unit import BilledAs, Line, Price, UnitPrice
from costcalc.rules.unit import Per, PricingUnit

RULES = {"per_unit": per_unit}

__all__ = ["RULES", "BilledAs", "Line", "Per", "Price", "PricingUnit", "UnitPrice"]
