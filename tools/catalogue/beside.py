"""What another list says of a model, where that is another price: a fee under another meter, or by sizes, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.reading.fields import number_of
from costcalc.importers.rules.zeros import costs_nothing
from costcalc.meters import METERS, TOKEN
from costcalc.ratecard.doubts import ONE_FEE

if TYPE_CHECKING:
    from costcalc.importers.draft import DraftModel, DraftRate, Value

SEARCHES = ("request", "web_search")
"""The meters under which lists have the fee of a search."""

ROUNDING = 1_000
"""One part in so many is a matter of writing."""

_LETTERS = {"K": 1_000, "M": 1_000_000}


class UnitPrice(NamedTuple):
    """A price with what it buys.

    Args:
        text: As a person reads it: `14 per 1K requests`.
        each: Of one.
    """

    text: str
    each: Fraction


def beside(model: DraftModel, other: DraftModel, listed: str) -> DraftModel:
    """Return a model with what another list says of it, where that is another price."""
    newest, theirs = model.rates[-1], other.rates[-1]
    said = list(_said(newest, theirs))
    doubts = newest.doubts
    if theirs.disagreement and (ours := _fee(newest)):
        said.append(theirs.disagreement)
        doubts = doubts if ours == _fee(theirs) else (*doubts, ONE_FEE)
    if not said:
        return model
    sayings = [text for text in (newest.disagreement, f"{listed}: {', '.join(said)}") if text]
    rate = replace(newest, disagreement="; ".join(sayings), doubts=doubts)
    return replace(model, rates=[*model.rates[:-1], rate])


def _said(newest: DraftRate, theirs: DraftRate) -> list[str]:
    """Return the prices that are others there; a 0 beside prices is none."""
    ours, others = _prices(newest), _prices(theirs)
    if not costs_nothing(theirs):
        others = {meter: price for meter, price in others.items() if price.each}
    differing = [meter for meter in others if meter in ours and not _are_alike(ours[meter].each, others[meter].each)]
    if _fees(ours) - _fees(others):
        differing += [meter for meter in others if meter in _fees(others) - _fees(ours)]
    return [f"{meter} {others[meter].text}" for meter in differing]


def _are_alike(one: Fraction, other: Fraction) -> bool:
    """Whether two prices are one, which a list has rounded, or reckoned with floats."""
    return abs(one - other) * ROUNDING <= max(one, other)


def _fee(rate: DraftRate) -> Fraction | None:
    """Return what a search costs, if that has a price."""
    prices = _prices(rate)
    return next((prices[meter].each for meter in SEARCHES if meter in prices), None)


def _prices(rate: DraftRate) -> dict[str, UnitPrice]:
    found = {meter: _unit_price(price) for meter, price in {**rate.sheet, **rate.other}.items()}
    return {meter: price for meter, price in found.items() if price}


def _unit_price(price: Value) -> UnitPrice | None:
    if not (amount := number_of(price)):
        return None
    per = str(price["per"]) if isinstance(price, Mapping) else ""
    count = per.partition(" ")[0]
    units = Fraction(count.rstrip("KM") or 1) * _LETTERS.get(count[-1:], 1)
    return UnitPrice(f"{amount} per {per}" if per else amount, Fraction(amount) / units)


def _fees(prices: Mapping[str, UnitPrice]) -> set[str]:
    """Return the meters of what is paid beside tokens."""
    return {meter for meter in prices if meter not in METERS or METERS[meter].unit != TOKEN}
