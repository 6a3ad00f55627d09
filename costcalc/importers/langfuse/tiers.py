"""Langfuse's pricing tiers as the prices of a rate: of every service, and of every size of the prompt.

The first tier whose conditions all hold counts, in the order of `priority`; where none does, the default one. This is
asked here once for every service that is named and for every size that is.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.files.exact import NotExactError, exact, size
from costcalc.importers.langfuse.conditions import UnreadableError, UnsayableError, When, read_conditions
from costcalc.importers.langfuse.usage_types import read_sheet
from costcalc.importers.reading.fields import context_tier
from costcalc.importers.reading.neighbours import leave_strangers
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.importers.draft import Sheet, Value
    from costcalc.importers.reading.fields import Leave

KEYS = {"id", "name", "isDefault", "priority", "conditions", "prices", "createdAt", "updatedAt"}


MOST_TIERS, MOST_TYPES = 50, 1_000
"""Of one definition: tiers, and usage types that are priced."""


class PricingTier(NamedTuple):
    """A tier: when it holds, and its prices."""

    when: When
    sheet: Sheet


class Tiers(NamedTuple):
    """All prices of a definition.

    Args:
        sheet: The usual ones.
        above: Those of large prompts.
        services: Those of services.
    """

    sheet: Sheet
    above: Sequence[Mapping[str, Value]] = ()
    services: Mapping[str, Mapping[str, Value]] = MappingProxyType({})


def read_tiers(written: Any, unit: str, leave: Leave) -> Tiers | None:
    """Return the prices of `pricingTiers`; None where nobody knows which are the usual ones."""
    items = written if isinstance(written, list) and len(written) <= MOST_TIERS else []
    usual = [item for item in items if isinstance(item, dict) and item.get("isDefault") is True]
    others = [item for item in items if not (isinstance(item, dict) and item.get("isDefault") is True)]
    if len(usual) != 1 or not all(isinstance(item, dict) and isinstance(item.get("prices"), dict) for item in items):
        leave("pricingTiers", "it is no list of tiers, of which one is the default, so nothing is priced by them")
        return None
    ordered = _in_order(others)
    if ordered is None:
        leave("pricingTiers.priority", "nobody knows which tier is asked first, so nothing is priced by them")
        return None
    prices = usual[0]["prices"]
    if len(prices) > MOST_TYPES:
        leave("pricingTiers.prices", "there are more of them than anybody counts, so nothing is priced by them")
        return None
    known = [_sheet(item, unit, leave) for item in (usual[0], *ordered)]
    tiers, lost = _with_conditions(ordered, known[1:], prices, leave)
    if len({tier.when.sign for tier in tiers} - {""}) > 1:
        leave("pricingTiers.conditions", "both > and >= are asked for, so nothing is priced by them")
        return None
    return _tiers(PricingTier(When(frozenset()), known[0]), tiers, lost)


def _in_order(items: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]] | None:
    """Return tiers in the order in which they are asked."""
    try:
        ranks = [exact(item.get("priority")) for item in items]
    except NotExactError:
        return None
    ordered = sorted(zip(ranks, items, strict=True), key=lambda pair: pair[0])
    return [item for _, item in ordered] if len(set(ranks)) == len(ranks) else None


def _sheet(item: Mapping[str, Any], unit: str, leave: Leave) -> Sheet:
    within = "pricingTiers."
    sheet = read_sheet(item["prices"], unit, leave, f"{within}prices.")
    return sheet if leave_strangers(item, KEYS, leave, within) else dict.fromkeys(sheet, UNPRICED)


def _with_conditions(
    items: Sequence[Mapping[str, Any]], sheets: Sequence[Sheet], usage: Mapping[str, Any], leave: Leave
) -> tuple[list[PricingTier], set[str]]:
    """Return the tiers that a card can say, and the meters whose price depends on one that cannot be read."""
    tiers: list[PricingTier] = []
    lost: set[str] = set()
    for item, sheet in zip(items, sheets, strict=True):
        try:
            tiers.append(PricingTier(read_conditions(item.get("conditions"), usage), sheet))
        except UnsayableError:
            leave("pricingTiers.conditions", "a card has no word for what this tier asks for, and the tier is left out")
        except UnreadableError:
            leave("pricingTiers.conditions", "it cannot be read, so nothing is priced that the tier prices")
            lost |= set(sheet)
    return tiers, lost


def _tiers(usual: PricingTier, tiers: Sequence[PricingTier], lost: set[str]) -> Tiers:
    bounds = sorted({tier.when.bound for tier in tiers} - {0})
    sign = next((tier.when.sign for tier in tiers if tier.when.sign), ">")
    meters = {meter: None for tier in (usual, *tiers) for meter in tier.sheet}

    def prices(service: str, bound: int) -> dict[str, Value]:
        """Return what holds there; what the tier does not price is not priced, as it has a bucket of its own."""
        for tier in tiers:
            if tier.when.bound <= bound and (not tier.when.services or service in tier.when.services):
                break
        else:
            tier = usual
        return {meter: UNPRICED if meter in lost else tier.sheet.get(meter, UNPRICED) for meter in meters}

    def above(service: str) -> list[Mapping[str, Value]]:
        """Return the prices of large prompts, where they are others."""
        found: list[Mapping[str, Value]] = []
        before = prices(service, 0)
        base = before
        for bound in bounds:
            now = prices(service, bound)
            if now != before:
                changed = {m: price for m, price in now.items() if (price != base[m] or found) and base[m] != UNPRICED}
                found += [context_tier(size(bound), changed, sign)] if changed else []
            before = now
        return found

    services = {}
    for name in sorted({name for tier in tiers for name in tier.when.services}):
        large = above(name)
        services[name] = {**prices(name, 0), **({"context_tiers": large} if large else {})}
    return Tiers(prices("", 0), above(""), services)
