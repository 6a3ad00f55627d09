"""What one source says of a model at an instant, and how far its prices are from those of another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Difference, Figure, Quotient
from costcalc.instant import short_instant
from costcalc.ratecard import LISTED
from costcalc.ratecard.doubts import UNDATED
from costcalc.rules import BilledAs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from costcalc.inventory.model import ModelOverview
    from costcalc.inventory.standing import Standing
    from costcalc.meters import Meter
    from costcalc.problem import Place
    from costcalc.ratecard import Offer
    from costcalc.ratecard.doubts import PriceDoubt
    from costcalc.rules import Contract

SAME, OTHER_PRICE, OTHER_FORM, ONLY, NO = "same", "other price", "other form", "only here", "not here"
RELATIONS = (SAME, OTHER_PRICE, OTHER_FORM, ONLY, NO)


class PriceGap(NamedTuple):
    """How the price of a meter stands to that of another source, in the same currency.

    Args:
        meter: What is counted.
        relation: One of `RELATIONS`. Prices of other forms, or for other units, are not held against each other.
        change: By which part of the other price it is higher; None where one of them is not known, or the other is 0.
    """

    meter: Meter
    relation: str
    change: Figure | None = None


@dataclass(frozen=True, eq=False)
class ModelSource:
    """A model as one source has it.

    Args:
        overview: The model, at an instant.
        price_list: What the list is called that it was read from; None for a card at hand.
        is_used: Whether its name finds it. A card that another one of its id is laid over is not found.
    """

    overview: ModelOverview
    price_list: str | None = None
    is_used: bool = True

    @property
    def offer(self) -> Offer:
        """The model in its card."""
        return self.overview.offer

    @property
    def names(self) -> tuple[str, ...]:
        """What the source calls it."""
        return (self.offer.name, *self.offer.model.aliases)

    def is_called(self, ref: str, *, alone: bool) -> bool:
        """Whether a name means it: CARD/MODEL, or, where that may stand alone, the name."""
        return (alone and ref in self.names) or ref in {f"{self.offer.file.card.id}/{name}" for name in self.names}

    @property
    def basis(self) -> str:
        """Whose prices they are; what a list says that is only looked at is `listed`."""
        return LISTED if self.price_list else self.offer.file.card.basis

    @property
    def currency(self) -> str:
        """What its prices are in."""
        return self.offer.prices.card.currency

    @cached_property
    def terms(self) -> tuple[Contract, ...]:
        """The negotiated terms that hold."""
        contract, as_of = self.offer.file.card.contract, self.overview.as_of
        return tuple(terms for terms in contract if terms.holds(self.names, as_of))

    @property
    def since(self) -> datetime | None:
        """From when on its prices hold; None where it has none."""
        rate = self.overview.rate
        return max([rate.effective.at, *(terms.effective.at for terms in self.terms)]) if rate else None

    @property
    def verified(self) -> datetime | None:
        """When its prices were last seen; None where it has none, or nobody looked."""
        rate = self.overview.rate
        return rate.verified.at if rate and rate.verified else None

    @property
    def listed_on(self) -> datetime | None:
        """The day of the list that it was made of; None where there is no list."""
        imported = self.offer.prices.card.imported
        return imported.date.at if imported else None

    @property
    def pages(self) -> tuple[str, ...]:
        """Where its prices were read."""
        rate = self.overview.rate
        return (*rate.source, *(terms.source for terms in self.terms)) if rate else ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Where its prices are written: the rate in force, and the negotiated terms that hold."""
        rate = self.overview.rate
        return (
            tuple(each.place for each in (rate.effective, *(terms.effective for terms in self.terms))) if rate else ()
        )

    @property
    def doubts(self) -> tuple[PriceDoubt, ...]:
        """What is doubtful about its prices."""
        rate = self.overview.rate
        return tuple(self.offer.doubts(rate)) if rate else ()

    @property
    def is_undated(self) -> bool:
        """Whether nobody says since when its prices hold: they are those of a later list."""
        return self.overview.rate is not None and UNDATED in self.overview.rate.doubts

    @cached_property
    def prices(self) -> Mapping[str, Standing]:
        """The price of each meter that has one."""
        return {found.meter.name: found for found in self.overview.standing}

    @property
    def why_none(self) -> str | None:
        """The reason why it has no price then; None where it has."""
        if self.overview.rate:
            return None
        history, as_of = self.offer.model.history, self.overview.as_of
        if ahead := next((span.start for span in history if span.start > as_of), None):
            return f"no price before {short_instant(ahead)}"
        end = history[-1].end
        return f"no price since {short_instant(end)}" if end else "no price"

    def billed_as(self, meter: str) -> str | None:
        """Return the meter whose price is taken for another; None where that has a price of its own, or none."""
        price = self.overview.rate.price(meter) if self.overview.rate else None
        return str(price.meter) if isinstance(price, BilledAs) else None

    def differences(self, other: ModelSource) -> Iterator[PriceGap]:
        """Yield how its prices stand to those of another source; nothing where the currency is another one."""
        if self.currency != other.currency:
            return
        for name in dict.fromkeys([*other.prices, *self.prices]):
            mine, theirs = self.prices.get(name), other.prices.get(name)
            if mine and theirs:
                is_other_form = self.billed_as(name) != other.billed_as(name)
                yield PriceGap(mine.meter, OTHER_FORM) if is_other_form else _difference(mine, theirs)
            elif found := mine or theirs:
                yield PriceGap(found.meter, ONLY if mine else NO)


def _difference(mine: Standing, theirs: Standing) -> PriceGap:
    scaled, theirs_paid = mine.scaled(theirs.per), theirs.paid
    if not scaled or not (mine.is_plain and theirs.is_plain):
        written = (mine.form.text(mine.per), theirs.form.text(theirs.per))
        alike = scaled and scaled.value == theirs_paid.value and written[0] == written[1]
        return PriceGap(mine.meter, SAME if alike else OTHER_FORM)
    relation = SAME if scaled.value == theirs_paid.value else OTHER_PRICE
    if not theirs_paid.value:
        return PriceGap(mine.meter, relation)
    return PriceGap(mine.meter, relation, Figure(Quotient(Difference(scaled.node, theirs_paid.node), theirs_paid.node)))
