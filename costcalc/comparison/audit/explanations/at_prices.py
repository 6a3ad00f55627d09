"""A figure at the prices of another list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.price_lists import PriceList
    from costcalc.comparison.audit.price_part import PricePart
    from costcalc.comparison.audit.suspect import Suspect


def at_prices(suspect: Suspect, found: PriceList, *, single: bool = False) -> Iterator[Candidate]:
    """Yield a figure with all prices of one of its models taken from another list; with each of them alone, too.

    Args:
        suspect: The figure.
        found: The list.
        single: Whether one price alone is taken from it, too.
    """
    by_model: dict[str, list[PricePart]] = {}
    for part in suspect.prices:
        by_model.setdefault(part.offer.ref, []).append(part)
    for ref, parts in by_model.items():
        is_its_own = found.ref == ref and not found.since  # of another time they are another dated rate
        if is_its_own or any(part.meter not in found.prices for part in parts):
            continue
        chosen = [parts, *([[part] for part in parts] if single and len(parts) > 1 else [])]
        for some in chosen:
            prices = {id(part.node): written(found.prices[part.meter] * part.scale) for part in some}
            figure = suspect.changed(prices)
            if figure:
                of = "" if len(some) == len(parts) else f" of `{some[0].meter}`"
                paid = ", ".join(f"{meter} {_price(found, meter)}" for meter in dict.fromkeys(p.meter for p in some))
                yield Candidate(f"at the prices{of} of {found.name} ({paid}), for those of {ref}", figure)


def _price(found: PriceList, meter: str) -> str:
    return written(found.prices[meter]).text
