"""The heart: request groups times rates are charges."""

from costcalc.pricing.ask import price
from costcalc.pricing.bill import Bill, bill
from costcalc.pricing.charge import Charge
from costcalc.pricing.charge_plan import ChargePlan
from costcalc.pricing.each import EqualRequests, price_each
from costcalc.pricing.estimate import Estimate, evaluate_estimate
from costcalc.pricing.estimate_plan import ONCE, EstimatePlan
from costcalc.pricing.lines import line_charge, validate_line
from costcalc.pricing.origin import FreeLine, PriceOrigin, codes_at
from costcalc.pricing.pools import Pools
from costcalc.pricing.query import PriceQuery
from costcalc.pricing.quote import REQUEST
from costcalc.pricing.segments import portions
from costcalc.pricing.size import Request
from costcalc.pricing.stated import AnswersSaid, StatedMoney, StatedTotal
from costcalc.pricing.unit_prices import per_units, price_of
from costcalc.pricing.work import TOO_MUCH, Work, multiplied

__all__ = [
    "ONCE",
    "REQUEST",
    "TOO_MUCH",
    "AnswersSaid",
    "Bill",
    "Charge",
    "ChargePlan",
    "EqualRequests",
    "Estimate",
    "EstimatePlan",
    "FreeLine",
    "Pools",
    "PriceOrigin",
    "PriceQuery",
    "Request",
    "StatedMoney",
    "StatedTotal",
    "Work",
    "bill",
    "codes_at",
    "evaluate_estimate",
    "line_charge",
    "multiplied",
    "per_units",
    "portions",
    "price",
    "price_each",
    "price_of",
    "validate_line",
]
