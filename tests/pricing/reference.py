"""Prices a request as the documentation says, in fractions, on cards that are Python and not YAML.

Written apart from the engine: no line is shared with it. It knows unit prices, what is billed as something else,
context tiers of whole requests, services, regions, hours, promotions, contracts and mark-ups.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TOKENS = ("input", "cache_read", "output", "reasoning")
METERS = (*TOKENS, "web_search")
PART_OF = {"cache_read": "input", "reasoning": "output"}
PER = dict.fromkeys(TOKENS, 1_000_000) | {"web_search": 1000}
STANDARD, UNPRICED = "standard", "unpriced"


@dataclass(frozen=True)
class Times:
    """The standard price times this."""

    factor: str


Said = str | Times
"""A number, another meter, `standard`, `unpriced`, or a factor."""


@dataclass
class Tier:
    """Other prices above a size of the prompt."""

    operator: str
    bound: int
    prices: Mapping[str, Said]


@dataclass
class Sheet:
    """Prices by meter; with a multiplier, a variant of others."""

    prices: dict[str, Said] = field(default_factory=dict)
    tiers: list[Tier] = field(default_factory=list)
    multiplier: str | None = None
    meters: list[str] | None = None


@dataclass
class Terms:
    """A part of a contract."""

    for_model: bool
    sheet: Sheet
    discount: str | None = None
    meters: list[str] | None = None


@dataclass
class Card:
    """One rate of one model, and the contract over it."""

    rate: Sheet
    services: dict[str, Sheet] = field(default_factory=dict)
    regions: dict[str, Sheet] = field(default_factory=dict)
    peak: Sheet | None = None
    promotion: Sheet | None = None
    markup: str | None = None
    contract: list[Terms] = field(default_factory=list)


@dataclass
class Asked:
    """One request, and how it is served."""

    usage: Mapping[str, int]
    service: str | None
    region: str | None
    at_peak: bool
    in_promotion: bool


class NoPriceError(Exception):
    """There is none."""


class UnsaidError(Exception):
    """The documentation does not say what two things mean together."""


def is_number(said: Said | None) -> bool:
    return isinstance(said, str) and said[0].isdecimal()


def total(card: Card, asked: Asked) -> Fraction:
    """Say what one request costs.

    Raises:
        NoPriceError: where any of it has no price.
        UnsaidError: where nobody says.
    """
    cost = Fraction(0)
    for meter, amount in asked.usage.items():
        parts = sum(asked.usage.get(part, 0) for part, whole in PART_OF.items() if whole == meter)
        cost += Fraction((amount - parts) * unit_price(card, asked, meter), PER[meter])
    return cost


def unit_price(card: Card, asked: Asked, meter: str) -> Fraction:  # noqa: C901, PLR0912  # in one piece, as it is told
    """Say what a unit of a meter costs, after everything."""
    usual = card.rate.prices.get(meter)
    billed = usual if usual in METERS else meter
    assert isinstance(billed, str)
    price = in_sheet(card.rate, billed, meter, asked)
    owners, redirected = 0, False
    factor = Fraction(1)
    terms = holding(card, meter, billed)
    if terms:
        said, name = written(terms.sheet, meter, billed)
        if said is not None:
            price, owners = apart(card, terms.sheet, name, meter, asked), 1
        else:
            assert terms.discount
            factor *= 1 - Fraction(terms.discount)
    if card.markup:
        factor *= 1 + Fraction(card.markup)
    for is_service, variant in variants(card, asked, contracted=bool(owners)):
        said, name = written(variant, meter, billed)
        if said == STANDARD:
            continue
        if said is None:
            for_it = variant.meters is None and meter in TOKENS
            if variant.multiplier and (for_it or (variant.meters and {meter, billed} & set(variant.meters))):
                factor *= Fraction(variant.multiplier)
            elif is_service:
                raise NoPriceError
        elif isinstance(said, Times):
            factor *= Fraction(said.factor)
            if name not in {meter, billed}:  # billed as another meter here, which has the factor
                redirected = True
                price = in_sheet(card.rate, name, name, asked)
        else:
            owners += 1
            price = apart(card, variant, name, meter, asked)
    if owners and redirected:
        raise UnsaidError
    if owners > 1 or price is None:
        raise NoPriceError
    return price * factor


def variants(card: Card, asked: Asked, *, contracted: bool) -> Iterator[tuple[bool, Sheet]]:
    if card.promotion and asked.in_promotion and not contracted:
        yield False, card.promotion
    if asked.service:
        if asked.service not in card.services:
            raise NoPriceError
        yield True, card.services[asked.service]
    if asked.region:
        if asked.region not in card.regions:
            raise NoPriceError
        yield False, card.regions[asked.region]
    if card.peak and asked.at_peak:
        yield False, card.peak


def written(sheet: Sheet, meter: str, billed: str) -> tuple[Said | None, str]:
    """Find what a sheet says of a meter, or of what it is billed as; and of which meter that is the price."""
    for name in (meter, billed):
        said = sheet.prices.get(name)
        if said in METERS:
            assert isinstance(said, str)
            name, said = said, sheet.prices.get(said)  # noqa: PLW2901  # it is that one's price
        if said == UNPRICED:
            raise NoPriceError
        if said is not None:
            return said, name
    return None, billed


def apart(card: Card, sheet: Sheet, name: str, meter: str, asked: Asked) -> Fraction | None:
    """Give another sheet's price; where it has no tiers, nobody knows what it asks past those of the rate."""
    usual = card.rate.prices.get(meter)
    names = {meter, usual if usual in METERS else meter}
    size = asked.usage.get("input", 0)
    past = [one for one in card.rate.tiers if size > one.bound or (size == one.bound and one.operator == ">=")]
    if not sheet.tiers and any(names & set(one.prices) for one in past):
        return None
    return in_sheet(sheet, name, meter, asked)


def in_sheet(sheet: Sheet, name: str, meter: str, asked: Asked) -> Fraction | None:
    """Give the price of a sheet for a request of this size."""
    said = sheet.prices.get(name)
    if said in METERS:
        assert isinstance(said, str)
        name, said = said, sheet.prices.get(said)
    for tier in sheet.tiers:
        size = asked.usage.get("input", 0)
        if size > tier.bound or (size == tier.bound and tier.operator == ">="):
            said = tier.prices.get(meter, tier.prices.get(name, said))
    if said == UNPRICED:
        return None
    return Fraction(said) if is_number(said) and isinstance(said, str) else None


def holding(card: Card, meter: str, billed: str) -> Terms | None:
    """Find the most special terms for a meter."""
    best: tuple[tuple[bool, bool], Terms] | None = None
    for terms in card.contract:
        own = meter in terms.sheet.prices or billed in terms.sheet.prices
        narrowed = terms.meters is not None
        if not own and (
            terms.discount is None or (terms.meters is not None and not {meter, billed} & set(terms.meters))
        ):
            continue
        rank = (terms.for_model, own or narrowed)
        if best is None or rank > best[0]:
            best = rank, terms
    return best[1] if best else None
