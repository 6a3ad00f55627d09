"""What must hold of the prices in a rate: meters that exist, units that fit, amounts that can be meant."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Product, Quotient, evaluate, formula_place, number
from costcalc.meters import METERS, links, parts_of
from costcalc.problem import Problem
from costcalc.rules import (
    MARGINAL,
    OF_FORMULAS,
    STANDARD,
    TERMS,
    BilledAs,
    ContextTier,
    Contract,
    Multiplied,
    Priced,
    PriceSheet,
    Term,
    TieredSheet,
    UnitPrice,
    Unpriced,
    Variant,
    plural,
    same_unit,
)
from costcalc.rules.minimum_charge import REQUEST
from costcalc.source import place_of
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.expr import Num
    from costcalc.problem import Place
    from costcalc.ratecard.card import Rate, RateCard
    from costcalc.rules import PricingUnit

HIGHEST, LOWEST = 1_000_000, number("0.000001").value


_PREFIXES = tuple(term.prefix for term in TERMS if term.prefix)


class _Within(NamedTuple):
    """The surroundings of a sheet: its card, and the sheet whose prices it changes."""

    card: RateCard
    standard: PriceSheet | None = None


def validate_rate(card: RateCard, rate: Rate) -> Iterator[Problem]:
    """Yield the problems of a rate's prices."""
    if not any(True for _ in rate.prices()):
        hint = f"give at least one of {some_of(METERS)}"
        yield Problem(rate.effective.place, "no-price", "this rate has no price in it", hint)
    yield from validate_sheet(card, rate)
    for modifier, name, variant in rate.variants():
        place = place_of(name) if name else rate.effective.place
        called = str(name) or modifier.word
        if isinstance(modifier, Term):
            yield from _called(modifier, called, place)
        yield from _variant(card, rate, called, variant, place)
    if rate.fee and rate.minimum_charge and rate.minimum_charge.per == REQUEST:
        message = "a mark-up of all charges, and a `minimum_charge` of each request: nobody says which comes first"
        hint = "keep one of them, write the mark-up as a percentage, or the minimum for a time"
        yield Problem(formula_place(rate.minimum_charge.amount), "unknown-key", message, hint)
    if rate.peak and rate.off_peak:
        hint = "one is what is not the other: keep one of them"
        yield Problem(rate.effective.place, "two-windows", "this rate has `peak` and `off_peak`", hint)


def validate_sheet(card: RateCard, sheet: TieredSheet, standard: PriceSheet | None = None) -> Iterator[Problem]:
    """Yield the problems of the prices of a sheet and of its tiers.

    Args:
        card: The card.
        sheet: The sheet.
        standard: The one whose prices it changes.
    """
    within = _Within(card, standard)
    for meter, price in sheet.prices():
        yield from _price(within, sheet, meter, price)
    for one in (sheet, *sheet.context_tiers):
        for name in one.other:
            if name in METERS:
                message = f"`{name}` is a meter of all cards"
                yield Problem(place_of(name), "unknown-key", message, "take it out of `other`")
    yield from _tiers(within, sheet)


def _called(term: Term, name: str, place: Place) -> Iterator[Problem]:
    if name == STANDARD:
        hint = "write them into the rate itself"
        yield Problem(place, "bad-name", "`standard` is what the prices without a service are called", hint)
    elif not term.prefix and (name in OF_FORMULAS or name.startswith(_PREFIXES)):
        yield Problem(place, "bad-name", f"`{name}` is a word of formulas", f"call the {term.word} something else")


def _variant(card: RateCard, rate: Rate, name: str, variant: Variant, place: Place) -> Iterator[Problem]:
    if not variant.multiplier and not any(True for _ in variant.prices()):
        yield Problem(place, "no-price", f"`{name}` changes no price", "give it a `multiplier`, or prices of its own")
    if variant.meters is not None and not variant.multiplier:
        yield Problem(place, "missing-key", f"`{name}` has `meters` and no `multiplier` for them")
    for meter in variant.meters or ():
        if meter not in card.all_meters:
            yield unknown_meter(card, meter, place_of(meter))
    yield from validate_sheet(card, variant, rate)


def _tiers(within: _Within, sheet: TieredSheet) -> Iterator[Problem]:
    for lower, upper in pairwise(sheet.context_tiers):
        if (lower.when.meter, lower.mode) != (upper.when.meter, upper.mode):
            message = "the tiers of one rate look at one meter, in one mode"
            yield Problem(upper.when.place, "bounds-out-of-order", message, "split them, or make them agree")
        elif upper.when.bound.value <= lower.when.bound.value:
            message = f"{upper.when.bound.text} is not above {lower.when.bound.text}"
            yield Problem(upper.when.place, "bounds-out-of-order", message, "lowest first")
    for tier in sheet.context_tiers:
        for meter, price in tier.prices():
            yield from _price(within._replace(standard=within.standard or sheet), tier, meter, price)
            yield from _in_tier(within, sheet, tier, meter, price)


def _in_tier(within: _Within, sheet: TieredSheet, tier: ContextTier, meter: str, price: Priced) -> Iterator[Problem]:
    marginal = tier.mode == MARGINAL
    if marginal:
        inside = {tier.when.meter, *parts_of(tier.when.meter, links(within.card.all_meters, within.card.all_meters))}
        if meter not in inside:
            message = f"`{meter}` is no part of `{tier.when.meter}`, of which only the part above the bound moves"
            yield Problem(price.place, "unfit-tier", message, "say `mode: whole_request`, or leave it out")
            return
    usual = sheet.price(meter)
    if isinstance(usual, BilledAs):
        usual = sheet.price(usual.meter)
    written = price
    if isinstance(price, BilledAs):
        price = tier.price(price.meter) or Unpriced(price.place)
    elsewhere = isinstance(price, (Multiplied, BilledAs, Unpriced))
    if elsewhere and not marginal:
        return
    plain = elsewhere or (isinstance(price, UnitPrice) and not price.minimum and not price.free)
    if not plain or not isinstance(usual, UnitPrice) or usual.free or (marginal and usual.minimum):
        message = f"`{meter}` cannot change its price by the size of a request"
        hint = "both the price of the tier and the one outside it must be plain prices"
        yield Problem(written.place, "unfit-tier", message, hint)
    elif not elsewhere and _per(within.card, usual).count.value != _per(within.card, price).count.value:
        yield Problem(written.place, "unit-mismatch", "this is per another number of units than outside the tier")


def _price(within: _Within, sheet: PriceSheet, meter: str, price: Priced) -> Iterator[Problem]:
    card = within.card
    if meter not in card.all_meters:
        yield unknown_meter(card, meter, place_of(meter))
        return
    unit = card.all_meters[meter].unit
    if isinstance(price, BilledAs):
        yield from _billed_as(within, sheet, meter, price)
    elif isinstance(price, Multiplied):
        if not within.standard or isinstance(sheet, ContextTier) or within.standard.price(meter) is None:
            message = f"there is no price of `{meter}` for this to multiply"
            yield Problem(price.place, "no-price", message, "a multiplier stands in a service, a region or a window")
    elif not isinstance(price, Unpriced):
        per = _per(card, price)
        if not same_unit(per.unit, unit):
            message = f"`{meter}` is counted in {plural(unit)}, and its price is per {per}"
            yield Problem(price.place, "unit-mismatch", message, f"give a price per so many {plural(unit)}")
            return
        yield from (
            _implausible(card, amount, per) for amount in price.amounts if not price.unusual and _is_odd(amount, per)
        )


def _per(card: RateCard, price: Priced) -> PricingUnit:
    return getattr(price, "per", None) or card.per


def _is_odd(amount: Num, per: PricingUnit) -> bool:
    a_million = evaluate(Quotient(Product((amount, number(1_000_000))), per.count))
    # What costs a cent or a dollar by the piece is no slip of the unit: that is how pieces are priced.
    return bool(a_million) and not LOWEST <= a_million <= HIGHEST * (1 if per.unit == "token" else 1_000_000)


def _implausible(card: RateCard, amount: Num, per: PricingUnit) -> Problem:
    message = f"{amount.text} {card.currency} per {per} is out of the ordinary"
    hint = f"check the unit; where it is meant, say why: {{price: {amount.text}, per: {per}, unusual: …}}"
    return Problem(formula_place(amount), "implausible-price", message, hint)


def _billed_as(within: _Within, sheet: PriceSheet, meter: str, billed: BilledAs) -> Iterator[Problem]:
    meters = within.card.all_meters
    if within.standard and billed.meter == STANDARD:
        if within.standard.price(meter) is None:
            message = f"`{meter}` has no standard price in this rate"
            yield Problem(billed.place, "no-price", message, "name a meter that has one")
    elif billed.meter not in meters:
        yield unknown_meter(within.card, billed.meter, billed.place)
    elif not same_unit(meters[billed.meter].unit, meters[meter].unit):
        message = f"`{meter}` is not counted in the same unit as `{billed.meter}`"
        yield Problem(billed.place, "unit-mismatch", message)
    elif isinstance(sheet, Contract) and billed.meter != meter and sheet.price(billed.meter) is None:
        return  # the card that it is laid over may have it
    elif billed.meter == meter or isinstance(sheet.price(billed.meter), (BilledAs, Unpriced, type(None))):
        message = f"`{billed.meter}` has no price of its own in this rate"
        yield Problem(billed.place, "no-price", message, "name a meter that has one")


def unknown_meter(card: RateCard, meter: str, place: Place) -> Problem:
    """Return the problem of a meter that a card does not have."""
    hint = did_you_mean(meter, card.all_meters, f"there are {some_of(card.all_meters)}")
    return Problem(place, "unknown-meter", f"there is no meter `{meter}`", hint)
