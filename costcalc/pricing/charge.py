"""Charges: a quantity times a unit price, with the formula it all came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from costcalc.expr import (
    Figure,
    fraction_text,
    product,
)
from costcalc.instant import instant_text
from costcalc.pricing.origin import FreeLine, PriceOrigin, Provenance
from costcalc.rules import Terms

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.expr import Exact
    from costcalc.pricing.origin import Origin
    from costcalc.problem import Place
    from costcalc.ratecard import CardFile, Conversion


@dataclass(frozen=True, eq=False, repr=False)
class Charge:
    """One line of a bill: quantity * unit price / per. It is given formulas, and its amount follows from them.

    Args:
        key: CALL.METER, one of its kind in an estimate.
        entry: The call or line of the workload.
        meter: What is counted; None for what is no model's.
        unit: What one of it is: `token`.
        quantity: How much, in the period.
        unit_price: What is paid for `per` units, after every modifier.
        per: How many units that is.
        currency: Of the price and the amount.
        origin: Where the price comes from: the model, its rate, the time; or the scenario's own line.
        figure: The amount with its formula.
        list_price: What is published for `per` units, where a promotion, a contract or a mark-up changes it.
        contracted_price: What was negotiated, where that is another price.
        published: Whether the vendor says what such units cost.
        conversion: What brings the amount into the currency of the total; None where it is in that already.
        once: Whether it is paid once, and not in every period.
    """

    key: str
    entry: str
    meter: str | None
    unit: str
    quantity: Figure
    unit_price: Figure
    per: Figure
    currency: str
    origin: Origin
    figure: Figure
    list_price: Figure | None = None
    contracted_price: Figure | None = None
    published: bool = True
    conversion: Conversion | None = None
    once: bool = False

    def __repr__(self) -> str:
        return f"<{self.key}: {self.figure.text} {self.currency}>"

    @property
    def amount(self) -> Exact:
        """The exact cost: a Decimal, or a Fraction where it has no last digit."""
        return self.figure.value

    @property
    def cost(self) -> Figure:
        """The amount in the currency of the total."""
        if not self.conversion:
            return self.figure
        return Figure(product(self.figure.node, self.conversion.rate), self.figure.env)

    @property
    def exchange_rate(self) -> Figure | None:
        """The exchange rate into the currency of the total; None where the two are the same."""
        return Figure(self.conversion.rate, self.figure.env) if self.conversion else None

    @property
    def listed(self) -> Figure | None:
        """The published price of `per` units, with what the service, the region and the hours do to it.

        None where nobody publishes one of such units: a contract alone has it, or the list has other slices or blocks.
        """
        return (self.list_price or self.unit_price) if self.published else None

    @property
    def contracted(self) -> Figure:
        """The negotiated price of `per` units; the published one where nothing was negotiated."""
        return self.contracted_price or self.listed or self.unit_price

    @property
    def price(self) -> PriceOrigin | None:
        """The model's price it comes from; None for what is no model's."""
        return self.origin if isinstance(self.origin, PriceOrigin) else None

    @property
    def call(self) -> str:
        """The entry of the workload."""
        return self.entry

    @property
    def model(self) -> str | None:
        """CARD/MODEL; None for what is no model's."""
        return self.price.offer.ref if self.price else None

    @property
    def terms(self) -> Terms:
        """The service tier, the region."""
        return self.price.terms if self.price else Terms()

    @property
    def named_terms(self) -> dict[str, str | None]:
        """Each term, such as `service`, with its name, the usual one included; None for a charge of no model."""
        return self.price.terms.named() if self.price else dict.fromkeys(Terms._fields)

    @property
    def service(self) -> str | None:
        """The service tier; None for what is no model's."""
        return self.named_terms["service"]

    @property
    def region(self) -> str | None:
        """The region where the data must stay; None where that does not matter."""
        return self.terms.region

    @property
    def since(self) -> datetime | None:
        """Start of the part of the period it is for; None is all of it."""
        return self.price.portion.segment.span.start if self.price else None

    @property
    def until(self) -> datetime | None:
        """End of that part."""
        return self.price.portion.segment.span.end if self.price else None

    @property
    def provenance(self) -> Provenance | None:
        """The source of the price; None where the scenario itself gives it."""
        return self.price.provenance if self.price else None

    @property
    def source(self) -> tuple[str, ...]:
        """The pages on which the price was read, or the contract."""
        return self.provenance.source if self.provenance else ()

    @property
    def effective(self) -> datetime | None:
        """From when on the price holds."""
        return self.provenance.effective if self.provenance else None

    @property
    def verified(self) -> datetime | None:
        """The last day on which the source was seen to say so."""
        return self.provenance.verified if self.provenance else None

    @property
    def confidence(self) -> str | None:
        """The confidence of the card in the price: high, medium or low."""
        return self.provenance.confidence if self.provenance else None

    @property
    def disagreement(self) -> str | None:
        """The price that other sources state instead, in words."""
        return self.provenance.disagreement if self.provenance else None

    def comes_from(self, file: CardFile) -> bool:
        """Return whether its price is from a card; one that a contract alone has is not from the vendor's."""
        return self.price is not None and any(own is file for own in self.price.files)

    def places(self) -> list[Place]:
        """List where every number used is written, the price first."""
        decided = [self.price.decided_at] if self.price and self.price.decided_at else []
        line = [self.origin.place] if isinstance(self.origin, FreeLine) else []
        found = [*self.unit_price.places(), *decided, *self.per.places(), *self.quantity.places(), *line]
        return list(dict.fromkeys(found))

    def sources(self) -> list[str]:
        """List FILE:LINE:COL of every number used, the price first."""
        return [str(place) for place in self.places()]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, for `pandas.DataFrame(charge.to_dict() for charge in estimate.charges)`.

        Numbers are Decimals, and Fractions where they have no last digit; times are ISO text.
        """
        listed = self.listed
        return {
            "key": self.key,
            "entry": self.entry,
            "model": self.model,
            "meter": self.meter,
            **self.named_terms,
            "quantity": self.quantity.value,
            "unit": str(self.unit),
            "unit_price": self.unit_price.value,
            "list_unit_price": listed.value if listed else None,
            "contracted_unit_price": self.contracted.value,
            "per": self.per.value,
            "currency": str(self.currency),
            "amount": self.amount,
            "amount_exact": fraction_text(self.amount),
            "cost": self.cost.value,
            "once": self.once,
            "from": instant_text(self.since) if self.since else None,
            "until": instant_text(self.until) if self.until else None,
            "formula": self.figure.formula,
            "substituted": self.figure.substituted(),
            "sources": self.sources(),
        }
