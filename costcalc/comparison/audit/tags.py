"""What is to be said of a claim beside how it comes out: prices nobody publishes, requests that nobody can make."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.explanations.candidate import written
from costcalc.comparison.audit.price_lists import listed
from costcalc.comparison.ranged_flags import flags_at_ends
from costcalc.comparison.ranges import Ranges
from costcalc.expr import UndefinedError, decimal_text
from costcalc.feasibility import flags_of
from costcalc.instant import short_instant
from costcalc.rules import Terms
from costcalc.scenario import ranges_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.comparison.audit.price_lists import PricePart
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.expr import Figure
    from costcalc.ratecard import CardFile, Offer

WRONG_PRICE, STALE_PRICE, INFEASIBLE = "wrong-price", "stale-price", "infeasible"
TAGS = {
    WRONG_PRICE: "a price in it is not the published one of what it stands for",
    STALE_PRICE: "a price in it was the published one, and is no longer",
    INFEASIBLE: "a request in it cannot be made: the model does not take it, or is not to be had",
}
"""What each one says."""


class Tag(NamedTuple):
    """What is to be said of a claim beside how it comes out.

    Args:
        name: Which: a key of `TAGS`.
        text: What it is here.
        figure: What the claim would come to at the published prices; None where that is not the point.
        cards: The cards that say so.
        nth: Of which of the formulas of the claim it is, from 1.
    """

    name: str
    text: str
    figure: Figure | None = None
    cards: tuple[CardFile, ...] = ()
    nth: int = 1


class PublishedPrice(NamedTuple):
    """What a vendor publishes of a price that somebody printed.

    Args:
        part: The price that was printed.
        offer: The model that it stands for.
        printed: What was printed, for a million tokens or for one of what is no token.
        paid: What is paid at that instant, with a promotion that there is.
        at: The instant.
        before: The rates in which the printed price was the published one, and until when.
    """

    part: PricePart
    offer: Offer
    printed: Fraction
    paid: Fraction
    at: datetime
    before: tuple[str, ...]


def tags_of(suspect: Suspect) -> tuple[Tag, ...]:
    """Return what is to be said of a claim beside how it comes out."""
    return (*_prices(suspect), *_infeasible(suspect))


def _prices(suspect: Suspect) -> Iterator[Tag]:
    wrong = [found for part in suspect.prices for found in _published(part, suspect)]
    if not wrong:
        return
    figure = suspect.changed({id(found.part.node): written(found.paid * found.part.buys) for found in wrong})
    for ref in dict.fromkeys(found.offer.ref for found in wrong):
        some = {found.part.meter: found for found in wrong if found.offer.ref == ref}
        cards = next(iter(some.values())).offer.files
        said = ", ".join(
            f"{meter} {_text(found.printed)}, published {_text(found.paid)}" for meter, found in some.items()
        )
        yield Tag(WRONG_PRICE, f"{ref} at {short_instant(next(iter(some.values())).at)}: {said}", figure, cards)
        for found in some.values():
            if found.before:
                text = f"{ref}: {found.part.meter} {_text(found.printed)} was published {found.before[-1]}"
                yield Tag(STALE_PRICE, text, None, cards)


def _published(part: PricePart, suspect: Suspect) -> Iterator[PublishedPrice]:
    """Yield the published price where the printed one is another."""
    offer = suspect.shelf.dated(part.offer) if part.offer.file.inline else None
    if offer is None:
        return
    at = part.as_of or suspect.planned.as_of
    rate = offer.model.rate_at(at)
    printed = _printed(part, suspect)
    if printed is None or rate is None or offer.prices.card.currency != part.offer.prices.card.currency:
        return
    now = suspect.shelf.paid(offer, at, part.terms)
    paid = now.prices.get(part.meter) if now else None
    plain = listed(offer, rate, {}).prices.get(part.meter) if part.terms == Terms() else None
    if paid is None or printed in {paid, plain}:
        return
    before = tuple(
        f"from {short_instant(period.start)} until {short_instant(period.end)}"
        for period in offer.model.history
        if period.end and period.end <= at and listed(offer, period.rate, {}).prices.get(part.meter) == printed
    )
    yield PublishedPrice(part, offer, printed, paid, at, before)


def _printed(part: PricePart, suspect: Suspect) -> Fraction | None:
    """Return a price as it is paid in the formula, for a million tokens or for one of what is no token."""
    value = suspect.value_of(part.node, part.option)
    return None if value is None else Fraction(value) / part.buys


def _infeasible(suspect: Suspect) -> Iterator[Tag]:
    """Yield why requests that a figure is the cost of cannot be made."""
    inside = {id(part.node) for part in suspect.parts}
    for option in suspect.planned.figures.names.options.values():
        calls = {charge.entry for charge in option.charges if id(charge.amount) in inside or id(charge.named) in inside}
        for text in dict.fromkeys(_flags(option, calls, suspect)):
            yield Tag(INFEASIBLE, f"{option.id}: {text}" if option.id else text)


def _flags(option: OptionPlan, calls: set[str], suspect: Suspect) -> Iterator[str]:
    if not calls:
        return
    env = suspect.frame.of(option.id)
    for plan in option.plans:
        yield from (flag.message for flag in plan.fixed(option.as_of) if flag.code in {"retired", "not-released"})
        for requests in plan.limits:
            if requests.call in calls:
                try:
                    yield from (flag.message for flag in flags_of(requests, env) if flag.bars)
                except UndefinedError:  # its size is left open
                    yield from _at_ends(option, requests.call, suspect)


def _at_ends(option: OptionPlan, call: str, suspect: Suspect) -> Iterator[str]:
    """Yield why requests of a call cannot be made somewhere in the ranges of assumptions."""
    own = suspect.frame.of(option.id)
    ranges = Ranges(own, ranges_of(suspect.planned.scenario.scenario, own))
    yield from (flag.message for flag in flags_at_ends(option, ranges) if flag.message.startswith(f"{call}: "))


def _text(value: Fraction) -> str:
    return decimal_text(value)
