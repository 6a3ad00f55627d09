"""What a 0 means, whoever's list it is from, so that no importer has to remember it.

Where nothing of a rate costs anything, it is free or belongs to a subscription, and nobody says which: a doubt. Beside
prices that are not 0, it stands for "no price of its own" as often as for "free", and is no price. What was written to
a cache is ordinary input then, and reasoning ordinary output, which is what no list sells for less; anything else is
`unpriced`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.importers.draft import Note
from costcalc.importers.reading.fields import number_of
from costcalc.meters import METERS
from costcalc.ratecard.doubts import PLAN
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.importers.draft import DraftCard, DraftRate, Value

FREE = ":free"
"""How the name of a model ends that is free, and says so: OpenRouter's and those who took it from there."""

FREE_OR_NOT = "it is 0: free, or part of a subscription, and nobody says which"
"""The note on a model whose prices are all 0."""

NO_PRICE = "it is 0 beside prices that are not: free, or no price of its own, and nobody says which, so it is not used"
"""The note on any other 0."""

BILLED_AS = {"cache_write_5m": "input", "cache_write_1h": "input", "reasoning": "output"}
REQUEST = "request"
"""What every call is counted by: a price that nobody knows would leave all of them without one."""

OTHER, TIERS, MULTIPLIER = "other", "context_tiers", "multiplier"

Prices = Mapping[str, "Value"]
Lost = dict[str, None]
"""The meters of a model that had a 0."""


def without_zeros(card: DraftCard, notes: list[Note]) -> DraftCard:
    """Return a card in which a 0 is a price only where all are 0, and then in doubt."""
    models = []
    for model in card.models:
        lost: Lost = {}
        rates = [_rate(rate, lost) for rate in model.rates]
        notes += (Note(card.id, model.name, key, NO_PRICE) for key in lost)
        if any(map(costs_nothing, rates)) and not model.name.endswith(FREE):
            notes.append(Note(card.id, model.name, "prices", FREE_OR_NOT))
            rates = [replace(rate, doubts=(*rate.doubts, PLAN)) if costs_nothing(rate) else rate for rate in rates]
        models.append(replace(model, rates=rates))
    return replace(card, models=models)


def costs_nothing(rate: DraftRate) -> bool:
    """Whether a rate has prices, and none of them costs anything."""
    prices = [*rate.sheet.values(), *rate.other.values()]
    return any(map(_is_zero, prices)) and not any(map(_costs, prices))


def _rate(rate: DraftRate, lost: Lost) -> DraftRate:
    base = _settled({**rate.sheet, OTHER: rate.other}, {}, lost)
    costs = _any_costs(base)

    def variants(found: Mapping[str, Prices], around: Prices, key: str) -> dict[str, Prices]:
        kept = {name: terms for name, terms in found.items() if not (costs and terms.get(MULTIPLIER) == "0")}
        lost.update(dict.fromkeys(f"{key}.{name}" for name in found if name not in kept))
        return {name: _with_tiers(terms, around, lost, costs=costs) for name, terms in kept.items()}

    return replace(
        rate,
        sheet={meter: price for meter, price in base.items() if meter != OTHER},
        other=base[OTHER],  # type: ignore[arg-type]  # it is a mapping, as it was
        context_tiers=_tiers(rate.context_tiers, base, lost, costs=costs),
        services=variants(rate.services, {}, "services"),
        regions=variants(rate.regions, base, "regions"),
        peak=rate.peak and _with_tiers(rate.peak, base, lost, costs=costs),
        off_peak=rate.off_peak and _with_tiers(rate.off_peak, base, lost, costs=costs),
    )


def _with_tiers(terms: Prices, around: Prices, lost: Lost, *, costs: bool) -> dict[str, Value]:
    found = _settled(terms, around, lost, costs=costs)
    if isinstance(tiers := found.get(TIERS), list):
        found[TIERS] = _tiers(tiers, {**around, **found}, lost, costs=costs)
    return found


def _tiers(tiers: Sequence[Prices], around: Prices, lost: Lost, *, costs: bool) -> list[dict[str, Value]]:
    found: list[dict[str, Value]] = []
    for tier in tiers:
        found.append(_settled(tier, around, lost, costs=costs))
        around = {**around, **found[-1]}
    return found


def _settled(own: Prices, around: Prices, lost: Lost, *, costs: bool = False) -> dict[str, Value]:
    """Return prices with something else in the place of a 0, if anything costs.

    Args:
        own: The prices, with what else stands beside them.
        around: Those that hold where these say nothing.
        lost: Takes the meters.
        costs: Whether anything of the rate costs.
    """
    whole = {**around, **own}
    if not costs and not _any_costs(whole):
        return dict(own)
    instead = {meter: _billed_as(meter, whole) for meter in METERS if _is_zero(whole.get(meter))}
    lost.update(dict.fromkeys(instead))
    instead |= {
        meter: instead[name] for meter in METERS if isinstance(name := whole.get(meter), str) and name in instead
    }
    found = {**own, **instead}
    if isinstance(others := own.get(OTHER), Mapping):
        zeros = dict.fromkeys((name for name, price in others.items() if _is_zero(price)), UNPRICED)
        lost.update(dict.fromkeys(zeros))
        found[OTHER] = {**others, **zeros}
    if REQUEST in instead and REQUEST not in around:
        del found[REQUEST]
    return found


def _billed_as(part: str, prices: Prices) -> str:
    whole = BILLED_AS.get(part)
    return whole if whole and _costs(prices.get(whole)) else UNPRICED


def _any_costs(prices: Prices) -> bool:
    others = prices.get(OTHER)
    own = others.values() if isinstance(others, Mapping) else ()
    return any(map(_costs, [*own, *(price for meter, price in prices.items() if meter in METERS)]))


def _is_zero(price: Value | None) -> bool:
    return number_of(price) == "0"


def _costs(price: Value | None) -> bool:
    return number_of(price) not in ("", "0")
