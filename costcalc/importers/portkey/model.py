"""One entry of Portkey's prices as the rate of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import DraftRate
from costcalc.importers.portkey.custom import Sized, read_custom
from costcalc.importers.portkey.formula import is_plain
from costcalc.importers.portkey.prices import Prices, offered, read_prices
from costcalc.importers.portkey.units import HOSTING, REQUEST, TRAINING
from costcalc.importers.reading.contest import KeyPrice
from costcalc.importers.reading.fields import has_price, with_reasoning
from costcalc.importers.reading.neighbours import NOT_UNDERSTOOD, leave_strangers
from costcalc.meters import METERS
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.importers.draft import Sheet, Value
    from costcalc.importers.reading.fields import Leave

USUAL = "default"
BATCH = "batch"
HOME = "https://github.com/Portkey-AI/models"
KEYS = {"pay_as_you_go", "batch_config", "calculate", "currency", "finetune_config", "fixed_cost"}


def rate_of(entry: Any, usual: Any, effective: str, leave: Leave) -> DraftRate | None:
    """Return the rate of a model; None where it has no price.

    Args:
        entry: What the list says of the model.
        usual: What it says of models in general.
        effective: From when on the rate holds.
        leave: Takes the notes.
    """
    config = _config(entry)
    stands = leave_strangers(entry if isinstance(entry, dict) else {}, {"pricing_config", "custom_pricing"}, leave)
    stands = leave_strangers(config, KEYS, leave, "pricing_config.") and stands
    prices = read_prices(config.get("pay_as_you_go"), leave, "")
    batch = read_prices(config.get("batch_config"), leave, "batch_config.")
    custom = read_custom(entry.get("custom_pricing") if isinstance(entry, dict) else None, leave)
    large = custom.usual or Sized(Prices({}))
    sized = large._replace(small=prices.and_also(large.small, "custom_pricing", leave))
    services = dict(custom.services)
    if batch.variant:
        # It is one price, and where the usual one depends on the size, nobody says that this one does not.
        known = services.get(BATCH) or Sized(Prices({}), dict.fromkeys(large.above))
        services[BATCH] = known._replace(small=batch.and_also(known.small, "batch_config", leave))
    if not stands or not _is_understood(config, _config(usual), sized.small, leave):
        return None
    own = with_reasoning(sized.small.ours)
    sheet = {**own, **_others(config, leave)}
    whole = {**sheet, **sized.small.own}
    if not has_price(whole):
        return None
    return DraftRate(
        effective=effective,
        source=HOME,
        sheet=sheet,
        other=sized.small.own,
        context_tiers=sized.context_tiers,
        services={name: _beside(found, own) for name, found in services.items() if has_price(found.small.variant)},
        regions={name: _elsewhere(found, own) for name, found in custom.regions.items() if found.variant},
    )


def _beside(found: Sized, usual: Sheet) -> dict[str, Value]:
    """Return the prices of a service, with reasoning billed as output where it usually is."""
    return with_reasoning(found.variant) if usual.get("reasoning") == "output" else found.variant


def _elsewhere(found: Sized, usual: Sheet) -> dict[str, Value]:
    """Return the prices of a region: no part keeps its usual price where the whole has another."""
    parts = {meter: UNPRICED for meter in usual if meter in METERS and METERS[meter].part_of}
    return {**parts, **_beside(found, usual)}


def _config(entry: Any) -> Mapping[str, Any]:
    config = entry.get("pricing_config") if isinstance(entry, dict) else None
    return config if isinstance(config, dict) else {}


def _is_understood(config: Mapping[str, Any], usual: Mapping[str, Any], prices: Prices, leave: Leave) -> bool:
    """Whether the prices are cents, and what a request costs is the sum of them."""
    currency, calculate = (config.get(key, usual.get(key)) for key in ("currency", "calculate"))
    for key, fits in (("currency", currency in (None, "USD")), ("calculate", is_plain(calculate, prices.ours))):
        if not fits:
            leave(key, NOT_UNDERSTOOD)
            return False
    return True


def _others(config: Mapping[str, Any], leave: Leave) -> dict[str, Value]:
    """Return what is paid beside tokens: for a request as such, for training, for what was trained."""
    return {offer.meter: offer.price for offer in _offers(config, leave)}


def _offers(config: Mapping[str, Any], leave: Leave) -> Iterator[KeyPrice]:
    for key, units in (
        ("fixed_cost", {"request": REQUEST}),
        ("finetune_config", {"pay_per_token": TRAINING, "pay_per_hour": HOSTING}),
    ):
        written = config.get(key)
        for name, item in written.items() if isinstance(written, dict) else ():
            if name in units:
                yield from offered(units[name], f"{key}.{name}", item, leave)
            elif item != {"price": "0"}:
                leave(f"{key}.{name}", NOT_UNDERSTOOD)
