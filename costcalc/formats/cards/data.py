"""Cards, models and rates for programs: plain values, every number a string of plain digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.expr import decimal_text, fraction_text
from costcalc.instant import instant_text
from costcalc.ratecard.price_points import conditions, price_points
from costcalc.rules import BilledAs, Multiplied, UnitPrice, Unpriced
from costcalc.rules.graduated import Graduated
from costcalc.rules.package import Package
from costcalc.rules.reserved import Reserved
from costcalc.rules.volume import Volume

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from costcalc.expr import Exact, Num
    from costcalc.inventory import Standing
    from costcalc.meters import Meter
    from costcalc.problem import Place
    from costcalc.ratecard import CardFile, Model, Rate, RateCard
    from costcalc.ratecard.price_points import PricePoint, PriceScope
    from costcalc.rules import Contract, Priced, PricingUnit
    from costcalc.rules.slices import Slice
    from costcalc.source import Moment


def card_data(file: CardFile) -> dict[str, Any]:
    """Give what tells a card from others."""
    card = file.card
    return {
        "id": str(card.id),
        "title": str(card.title),
        "basis": card.basis,
        "version": str(card.version),
        "currency": str(card.currency),
        "file": file.file,
        "folder": file.folder,
        "sha256": file.sha256,
        "extends": text(card.extends),
    }


def model_data(name: str, model: Model) -> dict[str, Any]:
    """Give what a card says of a model beside its prices."""
    return {
        "name": name,
        "title": text(model.title),
        "aliases": [str(alias) for alias in model.aliases],
        "context_window": number(model.context_window),
        "max_output": number(model.max_output),
        "released": written_instant(model.released),
        "retired": written_instant(model.retired),
        "note": text(model.note),
    }


def standing_data(found: Standing) -> dict[str, Any]:
    """Give the price of a meter at an instant; no unit price where it has another form, such as slices."""
    form = price_data(found.form, found.per) or {}
    alone = isinstance(found.form, UnitPrice)
    return {
        "meter": found.meter.name,
        "unit": found.meter.unit,
        "form": form["form"],
        **exact_data("unit_price", found.paid.value if alone else None),
        **exact_data("list_unit_price", found.listed.value if alone else None),
        **exact_data("contracted_unit_price", found.contracted.value if alone else None),
        "per": decimal_text(found.per.count.value),
    }


def rate_data(rate: Rate, card: RateCard) -> dict[str, Any]:
    """Give everything that a rate says."""
    return {
        "effective": instant_text(rate.effective.at),
        "until": written_instant(rate.until),
        "place": str(rate.effective.place),
        "source": [str(source) for source in rate.source],
        "verified": written_instant(rate.verified),
        "confidence": rate.confidence,
        "disagreement": text(rate.disagreement),
        "note": text(rate.note),
        "corrects": text(rate.corrects),
        "context_window": number(rate.context_window),
        "max_output": number(rate.max_output),
        "prices": prices_data(price_points(rate, card.all_meters), card),
        "conditions": {what: said.text for what, said in conditions(rate).items()},
    }


def terms_data(terms: Contract, card: RateCard) -> dict[str, Any]:
    """Give negotiated terms."""
    return {
        "effective": instant_text(terms.effective.at),
        "until": written_instant(terms.until),
        "place": str(terms.effective.place),
        "source": [str(terms.source)],
        "note": text(terms.note),
        "models": [str(name) for name in terms.models] if terms.models is not None else None,
        "meters": [str(name) for name in terms.meters] if terms.meters is not None else None,
        "discount": number(terms.discount),
        "prices": prices_data(price_points(terms, card.all_meters), card),
    }


def prices_data(prices: Iterable[PricePoint], card: RateCard) -> list[dict[str, Any]]:
    """Give prices as they are written, each with what it applies to."""
    return [
        where_data(found.where)
        | meter_data(found.meter, card.all_meters)
        | {"price": price_data(found.price, card.per)}
        for found in prices
    ]


def where_data(where: PriceScope) -> dict[str, Any]:
    """Give what a price applies to."""
    return {
        "applies": where.kind,
        "name": where.name or None,
        "tier": where.tier or None,
        "mode": ("marginal" if where.marginal else "whole_request") if where.tier else None,
    }


def meter_data(name: str, meters: Mapping[str, Meter]) -> dict[str, Any]:
    """Give a meter with its unit."""
    return {"meter": name, "unit": meters[name].unit if name in meters else None}


def price_data(price: Priced | None, per: PricingUnit) -> dict[str, Any] | None:
    """Give a price in its form.

    Args:
        price: The price.
        per: What one buys where the price does not say: the card's.
    """
    match price:
        case None:
            return None
        case BilledAs(meter, _):
            return {"form": "billed_as", "meter": str(meter)}
        case Unpriced():
            return {"form": "unpriced"}
        case Multiplied(factor):
            return {"form": "multiplier", "multiplier": number(factor)}
        case UnitPrice():
            free = price.free and {"quantity": number(price.free.quantity), "per": price.free.per}
            more = {"minimum": number(price.minimum), "free": free}
            said: dict[str, Any] = {"form": "per_unit", "price": number(price.price), **more}
        case Graduated():
            said = {"form": "graduated", "slices": _slices(price.slices), "period": price.period}
        case Volume():
            said = {"form": "volume", "slices": _slices(price.steps), "period": price.period}
        case Package():
            said = {"form": "package", "price": number(price.price), "rounded": price.rounded}
        case Reserved():
            least = {"minimum": number(price.minimum), "increment": number(price.increment)}
            said = {"form": "reserved", "price": number(price.price), "term": price.term, **least}
        case _:
            said = {"form": "other", "amounts": [number(amount) for amount in price.amounts]}
    return said | {"per": number((price.per or per).count)}


def _slices(slices: Sequence[Slice]) -> list[dict[str, Any]]:
    return [{"up_to": number(part.up_to), "price": number(part.price)} for part in slices]


def exact_data(name: str, value: Exact | None) -> dict[str, Any]:
    """Give a number, and its fraction where it has no last digit."""
    if value is None:
        return {name: None, f"{name}_exact": None}
    return {name: decimal_text(value), f"{name}_exact": fraction_text(value)}


def number(value: Num | None) -> str | None:
    """Write a number somebody wrote."""
    return decimal_text(value.value) if value is not None else None


def instant(moment: datetime | None) -> str | None:
    """Write an instant."""
    return instant_text(moment) if moment else None


def written_instant(moment: Moment | None) -> str | None:
    """Write an instant somebody wrote."""
    return instant(moment.at) if moment else None


def place_text(place: Place | None) -> str | None:
    """Write where something stands."""
    return str(place) if place else None


def text(value: str | None) -> str | None:
    """Take the place of a text away."""
    return None if value is None else str(value)
