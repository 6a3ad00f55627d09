"""The heart: request groups times rates are charges."""

from costcalc.pricing.ask import price
from costcalc.pricing.bill import Bill
from costcalc.pricing.estimate import ONCE, Estimate, estimate
from costcalc.pricing.line import BillLine

__all__ = ["ONCE", "Bill", "BillLine", "Estimate", "estimate", "price"]
