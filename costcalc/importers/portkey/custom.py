"""Portkey's `custom_pricing`: the prices of a model by region, by service, and by the size of the prompt."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.draft import is_id, is_service
from costcalc.importers.files.exact import size
from costcalc.importers.portkey.prices import Prices, read_prices
from costcalc.importers.reading.fields import context_tier
from costcalc.importers.reading.neighbours import leave_strangers
from costcalc.importers.reading.places import IN_ONE_REGION
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.importers.draft import Value
    from costcalc.importers.reading.fields import Leave

DEFAULT, STANDARD = "default", "standard"
WITHIN = "custom_pricing."
STEPS = 2
"""The sizes that a model has: small prompts and large ones."""

_BOUND = re.compile(r"\d{1,9}", re.ASCII)


class Sized(NamedTuple):
    """Prices by the size of the prompt.

    Args:
        small: Those of small prompts.
        above: Bound to the prices above it; None where nobody gives them.
    """

    small: Prices
    above: Mapping[int, Prices | None] = MappingProxyType({})

    @property
    def context_tiers(self) -> Sequence[Mapping[str, Value]]:
        """The prices of large prompts, where they are others; what small ones are not priced by has none."""
        small = {meter: price for meter, price in self.small.ours.items() if price != UNPRICED}
        found: list[Mapping[str, Value]] = []
        for bound, large in sorted(self.above.items()):
            prices = {meter: (large.ours if large else {}).get(meter, UNPRICED) for meter in small}
            changed = {meter: price for meter, price in prices.items() if price != small[meter]}
            if changed:
                found.append(context_tier(size(bound), changed))
        return found

    @property
    def variant(self) -> dict[str, Value]:
        """The prices as a service or a region has them."""
        tiers = self.context_tiers
        return {**self.small.variant, **({"context_tiers": tiers} if tiers else {})}


class Custom(NamedTuple):
    """All of it.

    Args:
        usual: The usual prices; None where it has none.
        services: Those of services.
        regions: Those of regions.
    """

    usual: Sized | None = None
    services: Mapping[str, Sized] = MappingProxyType({})
    regions: Mapping[str, Sized] = MappingProxyType({})


def read_custom(written: Any, leave: Leave) -> Custom:
    """Read `custom_pricing`."""
    if written is None:
        return Custom()
    custom = written if isinstance(written, dict) else {}
    regions = custom.get("regions")
    if not isinstance(regions, dict) or not leave_strangers(custom, {"regions", "context_tier_map"}, leave, WITHIN):
        leave("custom_pricing", "it cannot be read, and is left out")
        return Custom()
    steps = _steps(custom.get("context_tier_map"))
    found = {names: dict(_modes(region, steps, leave)) for names, region in regions.items()}
    usual = found.pop(DEFAULT, {})
    services = {name: sized for name, sized in usual.items() if name != STANDARD}
    places = {}
    for names, modes in found.items():
        if set(modes) - {STANDARD}:
            leave(f"{WITHIN}regions", IN_ONE_REGION)
        if STANDARD in modes:
            places.update(dict.fromkeys(filter(is_id, map(str.strip, names.split(","))), modes[STANDARD]))
    return Custom(usual.get(STANDARD), services, places)


def _steps(written: Any) -> Mapping[str, int] | None:
    """Return the names of sizes and above which bound each is; None where bounds and names do not agree.

    `{"0": "lte-200k", "200000": "gt-200k"}` is the form.
    """
    if not isinstance(written, dict) or len(written) != STEPS:
        return None
    pairs = [(int(bound) if _BOUND.fullmatch(bound) else -1, name) for bound, name in written.items()]
    (low, small), (bound, large) = sorted(pairs, key=lambda pair: pair[0])
    if low != 0 or bound % 1000 or (small, large) != (f"lte-{bound // 1000}k", f"gt-{bound // 1000}k"):
        return None
    return {small: 0, large: bound}


def _modes(region: Any, steps: Mapping[str, int] | None, leave: Leave) -> Iterator[tuple[str, Sized]]:
    """Yield what each way of being served costs in a region."""
    modes = region.get("execution_modes") if isinstance(region, dict) else None
    if not isinstance(modes, dict):
        leave(f"{WITHIN}regions", "it cannot be read, and is left out")
        return
    stands = leave_strangers(region, {"execution_modes"}, leave, f"{WITHIN}regions.")
    for name, mode in modes.items():
        key = f"{WITHIN}{name}"
        if not is_service(name) or not isinstance(mode, dict):
            leave(key, "a card cannot call a service so, and it is left out")
            continue
        sized = _sized(mode, steps, leave, key)
        readable = leave_strangers(mode, {"pricing_config", "context_tiers"}, leave, f"{key}.") and stands
        yield name, sized if readable else Sized(sized.small.without_any())


def _sized(mode: Mapping[str, Any], steps: Mapping[str, int] | None, leave: Leave, key: str) -> Sized:
    tiers = mode.get("context_tiers")
    if tiers is None:
        return Sized(_prices(mode, leave, key))
    found = {name: _prices(tier, leave, key) for name, tier in tiers.items()} if isinstance(tiers, dict) else {}
    if steps is None or not found or not set(found) <= set(steps) or "pricing_config" in mode:
        leave(f"{key}.context_tiers", "nobody knows for which sizes these prices are, so nothing is priced by them")
        every = [prices.without_any() for prices in found.values()]
        return Sized(every[0] if every else Prices({}))
    small, *large = sorted(steps, key=lambda name: steps[name])
    usual = found.get(small) or next(iter(found.values())).without_any()
    return Sized(usual, {steps[name]: found.get(name) for name in large})


def _prices(config: Any, leave: Leave, key: str) -> Prices:
    """Read `{"pricing_config": {"pay_as_you_go": {…}}}`."""
    inner = config.get("pricing_config") if isinstance(config, dict) else None
    prices = read_prices(inner.get("pay_as_you_go") if isinstance(inner, dict) else 0, leave, f"{key}.")
    known = isinstance(inner, dict) and leave_strangers(inner, {"pay_as_you_go"}, leave, f"{key}.")
    return prices if known else prices.without_any()
