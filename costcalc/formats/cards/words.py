"""Prices, conditions and dates of a card, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.instant import short_instant
from costcalc.ratecard import SHIPPED
from costcalc.ratecard.price_points import PriceScope, conditions, price_points, variants
from costcalc.rules import STANDARD, BilledAs, Multiplied, UnitPrice, Unpriced
from costcalc.rules.graduated import Graduated
from costcalc.rules.package import PERIOD, Package
from costcalc.rules.reserved import Reserved
from costcalc.rules.volume import Volume

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.expr import Num
    from costcalc.inventory import Standing
    from costcalc.ratecard import CardFile, Rate, RateCard
    from costcalc.ratecard.price_points import PricePoint
    from costcalc.rules import Priced, PricingUnit, TieredSheet
    from costcalc.rules.slices import Slice

NOTHING = "-"
"""What stands where there is nothing."""


def amount(number: Num) -> str:
    """Write an amount with all its digits, at least cents."""
    return money.amount(number.value)


def price_words(price: Priced | None, per: PricingUnit) -> str:
    """Write a price in one line.

    Args:
        price: The price.
        per: What a price buys where nothing else is said: that is left out.
    """
    said = " / ".join(map(amount, getattr(price, "amounts", ()))) or NOTHING
    match price:
        case BilledAs(meter, _):
            said = STANDARD if meter == STANDARD else f"as {meter}"
        case Unpriced():
            said = "unpriced"
        case Multiplied(factor):
            said = f"× {money.count(factor.value)}"
        case UnitPrice():
            said = f"{amount(price.price)}{_unit(price.per, per)}{_beside(price)}"
        case Graduated():
            said = f"{_slices(price.slices)}{_unit(price.per, per)}, a {price.period}"
        case Volume():
            said = f"{_slices(price.steps)} for all{_unit(price.per, per)}, a {price.period}"
        case Package():
            rounded = "of the period" if price.rounded == PERIOD else "of a request"
            said = f"{amount(price.price)} for {price.per or per} begun {rounded}"
        case Reserved():
            said = f"{amount(price.price)} per {price.per} a {price.term}{_steps(price)}"
    return said


def _unit(own: PricingUnit | None, usual: PricingUnit) -> str:
    same = own is None or (own.count.value, own.unit) == (usual.count.value, usual.unit)
    return "" if same else f" per {own}"


def _beside(price: UnitPrice) -> str:
    said = [f", at least {price.minimum.text} a request"] if price.minimum else []
    if price.free:
        said.append(f", {money.count(price.free.quantity.value)} free a {price.free.per}")
    return "".join(said)


def _slices(slices: Sequence[Slice]) -> str:
    return ", ".join(
        f"{amount(part.price)} up to {part.up_to.text}" if part.up_to else f"then {amount(part.price)}"
        for part in slices
    )


def _steps(price: Reserved) -> str:
    said = [f", at least {price.minimum.text}"] if price.minimum else []
    if price.increment:
        said.append(f", in steps of {price.increment.text}")
    return "".join(said)


def standing_words(found: Standing, usual: PricingUnit) -> str:
    """Write what is paid for a meter; in words where it is not one amount for each unit.

    Args:
        found: The price at an instant.
        usual: What a price buys where nothing else is said.
    """
    paid = found.paid.value
    if paid == found.form.amounts[0].value:
        return price_words(found.form, usual)
    return f"{money.amount(paid)}{_unit(found.per, usual)}"


def price_title(where: PriceScope, meter: str) -> str:
    """Name a price: `batch input where input > 200K`."""
    return " ".join(filter(None, (where.title, meter, where.size)))


def change_lines(sheet: TieredSheet, card: RateCard) -> Iterator[str]:
    """Say line by line what changes the standard prices of a rate: sizes, services, regions, hours, mark-up."""
    groups: dict[tuple[str, str], list[PricePoint]] = {}
    for found in price_points(sheet, card.all_meters):
        if found.where != PriceScope():
            groups.setdefault((found.where.title, found.where.size), []).append(found)
    for (title, size), prices in groups.items():
        label = " ".join(filter(None, (title, size)))
        yield f"{label}: {_together(prices, card)}"


def _together(prices: Sequence[PricePoint], card: RateCard) -> str:
    """Say what several prices are; one factor for all of them is said once."""
    texts = [price_words(found.price, card.per) for found in prices]
    if len(texts) > 1 and len(set(texts)) == 1 and isinstance(prices[0].price, Multiplied):
        return f"{texts[0]} ({', '.join(found.meter for found in prices)})"
    return ", ".join(f"{found.meter} {text}" for found, text in zip(prices, texts, strict=True))


def changed_by(rate: Rate) -> str:
    """Name what changes the standard prices of a rate."""
    names = ["size"] if rate.context_tiers else []
    names += [where.title for where, _ in variants(rate)]
    names += [what.replace("_", " ") for what in ("markup", "minimum_charge") if getattr(rate, what)]
    return ", ".join(names) or NOTHING


def condition_lines(rate: Rate) -> Iterator[str]:
    """Say what else decides: hours, the end of a promotion, mark-up, a minimum."""
    return (f"{what}: {said.text}" for what, said in conditions(rate).items())


def day(moment: datetime) -> str:
    """Write an instant so that it can be broken: 2026-04-26 12:15Z; the date alone where it is 00:00 UTC."""
    return short_instant(moment).replace("T", " ").replace(":00Z", "Z")


def until(moment: datetime | None) -> str:
    """Write an end."""
    return day(moment) if moment else NOTHING


def age(verified: datetime | None, as_of: datetime) -> str:
    """Say how old something is at an instant."""
    if verified is None:
        return "never"
    days = (as_of.date() - verified.date()).days
    return f"{counted(abs(days), 'day')}{' later' if days < 0 else ''}"


def file_name(file: CardFile) -> str:
    """Name the file of a card, and say whether it is one that came with costcalc."""
    return f"{file.file} (shipped)" if file.folder == SHIPPED else file.file


def tokens(limit: Num | None) -> str:
    """Write a limit."""
    return money.count(limit.value) if limit else NOTHING


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write so many of something."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def joined(found: Mapping[str, str]) -> str:
    """Write names with what they are."""
    return ", ".join(f"{name} {text}" for name, text in found.items())
