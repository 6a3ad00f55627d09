"""A part of the prompt or the answer does not keep its price where that of the whole moves.

A list may have another price of input for long prompts, at some hours or in a region, and none of what is cached or
seen there. Nobody says that this stays as it was; kept, it would make a request cheaper to say that a part of it is
cached. So it is `unpriced` there, and so are the parts of it. What is billed as the whole moves with it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.importers.draft import Note
from costcalc.importers.reading.fields import number_of
from costcalc.meters import METERS
from costcalc.rules.form import STANDARD, UNPRICED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        services={name: _service(rate, own, lost) for name, own in rate.services.items()},
        regions={name: _variant(rate.sheet, own, lost) for name, own in rate.regions.items()},
        peak=rate.peak and _variant(rate.sheet, rate.peak, lost),
        off_peak=rate.off_peak and _variant(rate.sheet, rate.off_peak, lost),
    )


def _variant(base: Sheet, own: Sheet, lost: dict[str, None]) -> Sheet:
    """Return a region or a window: what it does not name keeps its price."""
    return _with_tiers(base, _moved(base, _usual(base, own, lost), lost), lost)


def _service(rate: DraftRate, own: Sheet, lost: dict[str, None]) -> Sheet:
    """Return a service, which has only what it names; a usual price is followed into the tiers that move it."""
    own = _usual(rate.sheet, own, lost)
    moving = {meter for tier in rate.context_tiers for meter in tier}
    flat = {m: rate.sheet[m] for m, price in own.items() if price == STANDARD and m in rate.sheet and m not in moving}
    return {**_with_tiers({}, {**own, **flat}, lost), **dict.fromkeys(flat, STANDARD)}


def _with_tiers(base: Sheet, own: Sheet, lost: dict[str, None]) -> Sheet:
    """Return prices with the tiers of these."""
    tiers = own.get("context_tiers")
    return {**own, "context_tiers": _tiers({**base, **own}, tiers, lost)} if isinstance(tiers, list) else own


def _tiers(base: Sheet, tiers: Sequence[Sheet], lost: dict[str, None]) -> list[Sheet]:
    """Return context tiers; what one does not name has the price of the one before it.

    What has no price for small requests has none for large ones: a card cannot say that of these alone.
    """
    found: list[Sheet] = []
    gone = {meter for meter, price in base.items() if price == UNPRICED}
    for tier in tiers:
        nowhere = [meter for meter in tier if meter in gone and tier[meter] != UNPRICED]
        lost.update(dict.fromkeys(nowhere))
        found.append(_moved(base, {**tier, **dict.fromkeys(nowhere, UNPRICED)}, lost))
        base = {**base, **found[-1]}
    return found


def _usual(base: Sheet, own: Sheet, lost: dict[str, None]) -> Sheet:
    """Return prices in which no part is said to have its usual one beside another price of its whole."""
    usual = {meter for meter, price in own.items() if price == STANDARD}
    named = {meter: price for meter, price in own.items() if meter not in usual}
    asked = {meter: price for meter, price in base.items() if meter in usual}
    found = {**own, **_kept(asked, {**base, **named}, base, lost)}
    billed = {part: whole for part, whole in asked.items() if isinstance(whole, str) and whole in own}
    return {**found, **{part: _billed_as(whole, found[whole]) for part, whole in billed.items()}}


def _billed_as(whole: str, price: Value) -> Value:
    """Return what stands for a part that is billed as something with this price."""
    return whole if number_of(price) else price


def _moved(base: Sheet, own: Sheet, lost: dict[str, None]) -> Sheet:
    """Return prices that take the place of some of the others, and of the parts of these."""
    parts = {meter: price for meter, price in base.items() if meter not in own}
    return {**own, **_kept(parts, {**base, **own}, base, lost)}


def _kept(parts: Sheet, now: Sheet, base: Sheet, lost: dict[str, None]) -> Sheet:
    """Return what stands for parts that would keep a number where something that they are part of moves."""
    moved = {meter for meter in METERS if now.get(meter) != base.get(meter)}
    kept = [part for part, price in parts.items() if number_of(price) and moved.intersection(wholes(part))]
    lost.update(dict.fromkeys(kept))
    return dict.fromkeys(kept, UNPRICED)


def wholes(part: str) -> Iterator[str]:
    """Yield what a part is part of, and what that is part of."""
    for whole in METERS[part].part_of if part in METERS else ():
        yield whole
        yield from wholes(whole)
