"""What the cards at hand offer: how much, how old, at which prices, and what these were before and will be."""

from costcalc.shelf.model import ModelView, view
from costcalc.shelf.overview import CardOverview, offers_of, overviews
from costcalc.shelf.standing import Moment, Standing, over_time, standing

__all__ = [
    "CardOverview",
    "ModelView",
    "Moment",
    "Standing",
    "offers_of",
    "over_time",
    "overviews",
    "standing",
    "view",
]
