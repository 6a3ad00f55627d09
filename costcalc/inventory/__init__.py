"""What the cards at hand offer: how much, how old, at which prices, and what these were before and will be."""

from costcalc.inventory.model import ModelView, view
from costcalc.inventory.overview import CardOverview, offers_of, overviews
from costcalc.inventory.standing import PriceStep, Standing, over_time, standing

__all__ = [
    "CardOverview",
    "ModelView",
    "PriceStep",
    "Standing",
    "offers_of",
    "over_time",
    "overviews",
    "standing",
    "view",
]
