"""What serves an option: the models that it runs on, and the cards that these are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.pricing.origin import worst

if TYPE_CHECKING:
    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.ratecard import CardFile, Offer


class ServedOption:
    """An option that models serve, or none: all of its formulas say which."""

    plan: OptionPlan

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The models it runs on."""
        return self.plan.offers

    @property
    def model(self) -> str | None:
        """CARD/MODEL; None for several, or none."""
        return self.offers[0].ref if len(self.offers) == 1 else None

    @property
    def models(self) -> str:
        """The models it runs on, for people."""
        return ", ".join(dict.fromkeys(offer.ref for offer in self.offers))

    @property
    def files(self) -> tuple[CardFile, ...]:
        """The cards it was asked of."""
        return tuple(offer.file for offer in self.offers)

    @property
    def basis(self) -> str:
        """The basis of the prices: published, contracted, listed or claimed; of several the worst."""
        return worst({file.card.basis for file in self.files})
