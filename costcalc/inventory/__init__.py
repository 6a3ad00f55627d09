"""What the cards at hand offer: how much, how old, at which prices, and what these were before and will be."""

from costcalc.inventory.model import ANNOUNCED, ENDED, IN_FORCE, ModelOverview, model_overview
from costcalc.inventory.overview import CardOverview, offers_of, overviews
from costcalc.inventory.standing import PriceSwitch, Standing, over_time, standing

__all__ = [
    "ANNOUNCED",
    "ENDED",
    "IN_FORCE",
    "CardOverview",
    "ModelOverview",
    "PriceSwitch",
    "Standing",
    "model_overview",
    "offers_of",
    "over_time",
    "overviews",
    "standing",
]
