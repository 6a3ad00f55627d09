"""A part of the prompt or the answer does not keep its price where that of the whole moves.

A list may have another price of input for long prompts, at some hours or in a region, and none of what is cached or
seen there. Nobody says that this stays as it was; kept, it would make a request cheaper to say that a part of it is
cached. So it is `unpriced` there. What is billed as the whole moves with it, and what is free stays free.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.importers.draft import Note
from costcalc.meters import METERS
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.importers.draft import DraftCard, DraftRate, Sheet, Value

MOVED = "the price of all input or output is another one for some requests, and this one is not said there: unpriced"


def without_kept_parts(card: DraftCard, notes: list[Note]) -> DraftCard:
    """Return a card in which no part keeps a number where its whole has another price."""
    models = []
    for model in card.models:
        lost: dict[str, None] = {}
        models.append(replace(model, rates=[_rate(rate, lost) for rate in model.rates]))
        notes += (Note(card.id, model.name, meter, MOVED) for meter in lost)
    return replace(card, models=models)


def _rate(rate: DraftRate, lost: dict[str, None]) -> DraftRate:
    return replace(
        rate,
        context_tiers=_tiers(rate.sheet, rate.context_tiers, lost),
        services={name: _own_tiers(terms, lost) for name, terms in rate.services.items()},
        regions={name: _moved(rate.sheet, terms, lost) for name, terms in rate.regions.items()},
        peak=rate.peak and _moved(rate.sheet, rate.peak, lost),
        off_peak=rate.off_peak and _moved(rate.sheet, rate.off_peak, lost),
    )


def _tiers(base: Sheet, tiers: Sequence[Mapping[str, Value]], lost: dict[str, None]) -> list[Mapping[str, Value]]:
    """Return context tiers; what one does not name has the price of the one before it."""
    found: list[Mapping[str, Value]] = []
    for tier in tiers:
        found.append(_moved(base, tier, lost))
        base = {**base, **found[-1]}
    return found


def _own_tiers(terms: Mapping[str, Value], lost: dict[str, None]) -> Mapping[str, Value]:
    """Return a service, which has only what it names, with the tiers of its own prices."""
    tiers = terms.get("context_tiers")
    if not isinstance(tiers, list):
        return terms
    return {**terms, "context_tiers": _tiers(terms, tiers, lost)}


def _moved(base: Sheet, own: Mapping[str, Value], lost: dict[str, None]) -> Mapping[str, Value]:
    parts = [meter for meter in base if meter in METERS and meter not in own and _has_number(base[meter])]
    moved = {meter for meter in METERS if meter in own and own[meter] != base.get(meter)}
    kept = [part for part in parts if moved.intersection(METERS[part].part_of)]
    lost.update(dict.fromkeys(kept))
    return {**own, **dict.fromkeys(kept, UNPRICED)}


def _has_number(price: Value) -> bool:
    amount = price.get("price") if isinstance(price, Mapping) else price
    return isinstance(amount, str) and amount[:1].isdigit() and amount != "0"
