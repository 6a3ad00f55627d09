"""Everything about one model at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from costcalc.inventory.standing import over_time, standing
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.inventory.standing import PriceSwitch, Standing
    from costcalc.meters import Meter
    from costcalc.problem import Place
    from costcalc.ratecard import Catalogue, Offer, Rate, RatePeriod
    from costcalc.rules import Contract

CHARTED = ("input", "output", "cache_read")
MOST_CHARTED = 3
IN_FORCE, ANNOUNCED, ENDED = "in force", "announced", "ended"


@dataclass(frozen=True, eq=False)
class ModelOverview:
    """A model and the instant it is looked at.

    Args:
        offer: The model.
        as_of: The instant.
    """

    offer: Offer
    as_of: datetime

    @property
    def place(self) -> Place:
        """The place of the model in its card."""
        models = self.offer.prices.card.models
        return place_of(next(name for name in models if name == self.offer.name))

    @cached_property
    def meters(self) -> tuple[Meter, ...]:
        """The meters that any of its rates prices."""
        with_price = {meter for span in self.offer.model.history for meter, _ in span.rate.prices()}
        return tuple(meter for name, meter in self.offer.meters.items() if name in with_price)

    @cached_property
    def rate(self) -> Rate | None:
        """The rate in force."""
        return self.offer.model.rate_at(self.as_of)

    @cached_property
    def standing(self) -> tuple[Standing, ...]:
        """The price of each meter that has one."""
        found = (standing(self.offer, meter.name, self.as_of) for meter in self.meters)
        return tuple(each for each in found if each)

    @property
    def terms(self) -> tuple[Contract, ...]:
        """The negotiated terms that are for this model, at any time."""
        name = self.offer.name
        return tuple(each for each in self.offer.file.card.contract if each.models is None or name in each.models)

    @cached_property
    def over_time(self) -> tuple[tuple[Meter, tuple[PriceSwitch, ...]], ...]:
        """The history of prices: of input, output and cache_read, or of the first meters where it has none of them."""
        usual = [meter for name in CHARTED for meter in self.meters if meter.name == name]
        chosen = usual or [meter for meter in self.meters if meter.unit == self.meters[0].unit][:MOST_CHARTED]
        return tuple((meter, over_time(self.offer, meter.name)) for meter in chosen)

    def state(self, span: RatePeriod) -> str:
        """Return whether a rate is in force, will be, or was."""
        if span.start > self.as_of:
            return ANNOUNCED
        return IN_FORCE if span.end is None or self.as_of < span.end else ENDED

    def replaced(self, rate: Rate) -> Iterator[Rate]:
        """Yield the rates that a correction has replaced, the last first."""
        older = self.offer.model.rates[: _index(self.offer.model.rates, rate)]
        return (other for other in reversed(older) if other.effective.at == rate.effective.at)


def _index(rates: tuple[Rate, ...], rate: Rate) -> int:
    return next(nth for nth, other in enumerate(rates) if other is rate)


def model_overview(cards: Catalogue, ref: str, as_of: datetime, place: Place) -> ModelOverview:
    """Return a model as it is at an instant.

    Args:
        cards: The cards at hand.
        ref: CARD/MODEL, or the bare name of a model that only one card has.
        as_of: The instant that counts.
        place: Where the name was given.

    Raises:
        InputError: for a name that no card has, or several.
    """
    return ModelOverview(cards.find(ref, place), as_of)
