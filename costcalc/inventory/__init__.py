"""What the cards at hand offer: how much, how old, at which prices, and what these were before and will be."""

from costcalc.inventory.model import ANNOUNCED, ENDED, IN_FORCE, ModelOverview, model_overview
from costcalc.inventory.overview import CardOverview, offers_of, overviews
from costcalc.inventory.source import NO, ONLY, OTHER_FORM, OTHER_PRICE, RELATIONS, SAME, ModelSource, PriceGap
from costcalc.inventory.sources import LeftOut, ModelSources, OtherList, SourceSearch, bare_names, model_sources
from costcalc.inventory.standing import PriceSwitch, Standing, over_time, standing

__all__ = [
    "ANNOUNCED",
    "ENDED",
    "IN_FORCE",
    "NO",
    "ONLY",
    "OTHER_FORM",
    "OTHER_PRICE",
    "RELATIONS",
    "SAME",
    "CardOverview",
    "LeftOut",
    "ModelOverview",
    "ModelSource",
    "ModelSources",
    "OtherList",
    "PriceGap",
    "PriceSwitch",
    "SourceSearch",
    "Standing",
    "bare_names",
    "model_overview",
    "model_sources",
    "offers_of",
    "over_time",
    "overviews",
    "standing",
]
