"""What is doubtful about prices whoever's list they are from, so that no importer has to remember it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.importers.fields import is_zero
from costcalc.ratecard.doubts import PLAN

if TYPE_CHECKING:
    from costcalc.importers.draft import DraftCard, DraftModel, DraftRate

FREE = ":free"
"""How the name of a model ends that is free, and says so: OpenRouter's and those who took it from there."""


def doubted(card: DraftCard) -> DraftCard:
    """Return a card whose prices of 0 are in doubt: what is free and what belongs to a subscription look alike."""
    return replace(card, models=[_doubted(model) for model in card.models])


def _doubted(model: DraftModel) -> DraftModel:
    if model.name.endswith(FREE):
        return model
    rates = [replace(rate, doubts=(*rate.doubts, PLAN)) if costs_nothing(rate) else rate for rate in model.rates]
    return replace(model, rates=rates)


def costs_nothing(rate: DraftRate) -> bool:
    """Whether a rate has prices, and none of them costs anything."""
    return is_zero({**rate.sheet, **rate.other})
