"""The heart: request groups times rates are charges."""

from costcalc.pricing.ask import price
from costcalc.pricing.bill import Bill, bill
from costcalc.pricing.charge import Charge
from costcalc.pricing.charge_plan import ChargePlan
from costcalc.pricing.estimate import Estimate, evaluate_estimate
from costcalc.pricing.estimate_plan import ONCE, EstimatePlan
from costcalc.pricing.origin import FreeLine, PriceOrigin
from costcalc.pricing.work import TOO_MUCH, Work, multiplied

__all__ = [
    "ONCE",
    "TOO_MUCH",
    "Bill",
    "Charge",
    "ChargePlan",
    "Estimate",
    "EstimatePlan",
    "FreeLine",
    "PriceOrigin",
    "Work",
    "bill",
    "evaluate_estimate",
    "multiplied",
    "price",
]
