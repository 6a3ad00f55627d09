"""The parts of a period in which something that is of all of a bill stays as it is, whatever else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from costcalc.expr import Node, added
from costcalc.pricing.origin import PriceOrigin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from costcalc.pricing.charge_plan import ChargePlan
    from costcalc.pricing.segments import Portion
    from costcalc.ratecard import Rate

T = TypeVar("T")


class Stretch(NamedTuple, Generic[T]):
    """All rates of a period that say the same of something.

    Args:
        terms: What they say.
        charges: Those at their prices.
        part: The part of the period in which they are in force; None is all of it.
        portion: The first time of them.
        label: What tells its charges from those of other stretches; empty where there is one alone.
    """

    terms: T
    charges: tuple[ChargePlan, ...]
    part: Node | None
    portion: Portion
    label: str


def stretches(
    charges: Sequence[ChargePlan], seen: Sequence[Portion], said: Callable[[Rate], tuple[T, object] | None]
) -> Iterator[Stretch[T]]:
    """Yield the stretches of a period in which rates say something.

    Args:
        charges: Those of the bill.
        seen: The times that have prices of their own.
        said: What a rate says, and what that means; None where it says nothing.
    """
    alike: dict[object, list[Portion]] = {}
    for portion in seen:
        found = said(portion.rate)
        alike.setdefault(found and found[1], []).append(portion)
    for own in alike.values():
        found = said(own[0].rate)
        if found is None:
            continue
        rates = {portion.rate.effective.at for portion in own}
        times = {portion.segment.span.start: portion for portion in own}
        parts = [portion.part for portion in times.values() if portion.part]
        first = next(iter(times.values()))
        yield Stretch(
            terms=found[0],
            charges=tuple(charge for charge in charges if _start(charge) in rates),
            part=added(parts) if parts else None,
            portion=first,
            label=first.part_name if len(alike) > 1 else "",
        )


def _start(charge: ChargePlan) -> object:
    return charge.origin.rate.effective.at if isinstance(charge.origin, PriceOrigin) else None
