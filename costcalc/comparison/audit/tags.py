"""What is to be said of a claim beside how it comes out: prices nobody publishes, requests that nobody can make."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.explanations.candidate import written
from costcalc.comparison.ranged_flags import flags_at_ends
from costcalc.comparison.ranges import Ranges
from costcalc.expr import UndefinedError, decimal_text
from costcalc.feasibility import flags_of
from costcalc.instant import short_instant
from costcalc.scenario import ranges_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison.audit.held import HeldPrice
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.expr import Figure

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
        nth: Of which of the formulas of the claim it is, from 1.
    """

    name: str
    text: str
    figure: Figure | None = None
    nth: int = 1


def tags_of(suspect: Suspect, prices: Sequence[HeldPrice]) -> tuple[Tag, ...]:
    """Return what is to be said of a claim beside how it comes out.

    Args:
        suspect: The claim.
        prices: The printed prices in it.
    """
    return (*_prices(suspect, prices), *_infeasible(suspect))


def _prices(suspect: Suspect, prices: Sequence[HeldPrice]) -> Iterator[Tag]:
    wrong = [held for held in prices if held.is_wrong]
    if not wrong:
        return
    unpublished = _unpublished(suspect, prices)
    in_place = {id(held.part.node): written(held.paid * held.part.buys) for held in wrong if held.paid is not None}
    figure = None if unpublished else suspect.changed(in_place)
    for ref, at in dict.fromkeys((held.offer.ref, held.at) for held in wrong):
        some = {
            (held.part.meter, held.printed, held.paid): held for held in wrong if (held.offer.ref, held.at) == (ref, at)
        }
        said = ", ".join(
            f"{meter} {decimal_text(printed)}, published {decimal_text(paid)}"
            for meter, printed, paid in some
            if paid is not None
        )
        missing = f"; then no one price of {', '.join(unpublished)} is published" if unpublished else ""
        yield Tag(WRONG_PRICE, f"{ref} at {short_instant(at)}: {said}{missing}", figure)
        for held in some.values():
            if held.before:
                text = f"{ref}: {held.part.meter} {decimal_text(held.printed)} was published {held.before[-1]}"
                yield Tag(STALE_PRICE, text)


def _unpublished(suspect: Suspect, prices: Sequence[HeldPrice]) -> list[str]:
    """List the printed prices that count, and of which nobody publishes one at that instant."""
    found: dict[str, list[str]] = {}
    for held in prices:
        if held.paid is None and held.printed:
            free = suspect.changed({id(held.part.node): written(Fraction(0))})
            if free is None or free.value != suspect.exact:
                found.setdefault(held.offer.ref, []).append(held.part.meter)
    return [f"{ref} {' and '.join(dict.fromkeys(meters))}" for ref, meters in found.items()]


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
