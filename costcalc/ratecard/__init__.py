"""Rate cards: prices as somebody wrote them, with their history and sources."""

from costcalc.ratecard.card import CLAIMED, PUBLISHED, Limits, Model, RateCard, RateTerms, Span
from costcalc.ratecard.catalogue import SHIPPED, CardFile, Catalogue, Offer
from costcalc.ratecard.sound import unsound

__all__ = [
    "CLAIMED",
    "PUBLISHED",
    "SHIPPED",
    "CardFile",
    "Catalogue",
    "Limits",
    "Model",
    "Offer",
    "RateCard",
    "RateTerms",
    "Span",
    "unsound",
]
