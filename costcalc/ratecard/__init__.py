"""Rate cards: prices as somebody wrote them, with their history and sources."""

from costcalc.ratecard.calendar import AssumedDays, Calendar, CalendarFile, Holidays, validate_calendar
from costcalc.ratecard.card import (
    CLAIMED,
    CLOSED,
    CONTRACTED,
    LISTED,
    OPEN,
    PUBLISHED,
    Limits,
    Model,
    Rate,
    RateCard,
    RatePeriod,
)
from costcalc.ratecard.catalogue import SHIPPED, CardStore, Catalogue
from costcalc.ratecard.doubts import DOUBTFUL, DOUBTS, OF_PRICES, UNVERIFIED, PriceDoubt
from costcalc.ratecard.fx import Conversion, Fx, FxFile, conversion, validate_fx
from costcalc.ratecard.offer import CardFile, Offer, cards_by_id
from costcalc.ratecard.price_validation import validate_rate
from costcalc.ratecard.validation import validate_card

__all__ = [
    "CLAIMED",
    "CLOSED",
    "CONTRACTED",
    "DOUBTFUL",
    "DOUBTS",
    "LISTED",
    "OF_PRICES",
    "OPEN",
    "PUBLISHED",
    "SHIPPED",
    "UNVERIFIED",
    "AssumedDays",
    "Calendar",
    "CalendarFile",
    "CardFile",
    "CardStore",
    "Catalogue",
    "Conversion",
    "Fx",
    "FxFile",
    "Holidays",
    "Limits",
    "Model",
    "Offer",
    "PriceDoubt",
    "Rate",
    "RateCard",
    "RatePeriod",
    "cards_by_id",
    "conversion",
    "validate_calendar",
    "validate_card",
    "validate_fx",
    "validate_rate",
]
