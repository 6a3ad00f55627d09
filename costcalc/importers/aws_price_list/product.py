"""One product of Bedrock: which model, service and region it is the price of, and since when."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.aws_price_list.usage_type import SERVICES, UsageType, read_usage_type
from costcalc.importers.draft import is_id
from costcalc.importers.files.exact import shifted
from costcalc.importers.reading.fields import amount, moment
from costcalc.importers.reading.neighbours import NOT_UNDERSTOOD, leave_strangers
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.importers.aws_price_list.offer import OfferProduct
    from costcalc.importers.reading.fields import Leave

ON_DEMAND, BATCH = {"On-demand Inference", ""}, {"Batch Inference", "BatchInference"}
EDITION = " (Amazon Bedrock Edition)"
DIMENSION = {"rateCode", "description", "beginRange", "endRange", "unit", "pricePerUnit", "appliesTo"}
TERM = {"offerTermCode", "sku", "effectiveDate", "priceDimensions", "termAttributes"}

_UNITS = {"1k tokens": 3, "1m tokens": 0, "tokens": 6, "token": 6, "million tokens": 0}
"""By how many places the point moves for a million."""

_MILLION = re.compile(r"\b(1M|1 million|million)\b.*\btokens?\b", re.ASCII | re.IGNORECASE)
MOST_WORDS = 300
"""Characters of a description that are looked at."""

_UNIT_OF_MARKETPLACE = "units"
_NOT_IN_NAMES = re.compile(r"[^a-z0-9.+]+")
_INFERENCE = {"input", "output", "token", "tokens", "text", "image", "video", "audio", "speech", "prompt", "standard"}
_INFERENCE |= {"cache", "read", "write", "count", "on", "demand", "cross", "region", "regional", "global", "embedding"}
_INFERENCE |= {"long", "context", "ctx", "1h", "5m", "1", "hour"}
"""Words of `inferenceType` that are no service; what they say is held against the usage type."""
_WORD = re.compile(r"[a-z0-9]+")
_TIERS = re.compile("|".join(sorted(filter(SERVICES.get, SERVICES))).replace("-", "[ -]"))


class PricedProduct(NamedTuple):
    """A price.

    Args:
        usage: What it is for.
        service: In which service; "" for the usual one.
        region: Where.
        currency: Of which money.
        start: Since when; "" where it is not said.
        price: As a card has it.
    """

    usage: UsageType
    service: str
    region: str
    currency: str
    start: str
    price: str


def display_name(product: OfferProduct) -> str:
    """Return what AWS calls the model of a product; "" where it says none."""
    attributes = product.attributes
    name = attributes.get("model") or attributes.get("titanModel")
    if not isinstance(name, str):
        service = attributes.get("servicename")
        name = service.removesuffix(EDITION) if isinstance(service, str) and service.endswith(EDITION) else ""
    return name


def model_name(display: str, usage: UsageType) -> str:
    """Return what a card calls a model: its name in small letters, and what tells its prices from its others."""
    suffixes = (("long-context", usage.long), ("global", usage.everywhere))
    return ":".join([_NOT_IN_NAMES.sub("-", display.lower()).strip("-"), *(word for word, holds in suffixes if holds)])


def read_product(product: OfferProduct, leave: Leave) -> list[PricedProduct]:
    """Return the prices of a product; none where it is left out, with a note."""
    attributes = product.attributes
    for kind in product.terms:
        if kind != "OnDemand":
            leave(f"terms.{kind}", "it binds for a term, and is left out")
    feature = str(attributes.get("feature") or "")
    if feature not in {*ON_DEMAND, *BATCH}:
        leave("feature", "it is no inference on demand or in a batch, and is left out")
        return []
    usage = read_usage_type(str(attributes.get("usagetype")))
    if usage is None or not _agrees(usage, str(attributes.get("inferenceType") or "")):
        leave("usagetype", "it does not say in words that are known what is counted, and it is left out")
        return []
    service = _service(attributes, usage)
    region = attributes.get("regionCode") or ""
    if service is None or not isinstance(region, str) or (region and not is_id(region)):
        leave("service_tier" if service is None else "regionCode", NOT_UNDERSTOOD)
        return []
    prices = _prices(product, leave)
    return [PricedProduct(usage, service, region, currency, start, price) for currency, start, price in prices]


def _agrees(usage: UsageType, inference: str) -> bool:
    """Whether the kind of inference, where there is one, is not another than that of the usage type."""
    said = {word for word in ("input", "output", "read", "write") if word in inference.lower()}
    output = usage.meter.endswith("output")
    if not said:
        return True
    return ("output" in said) == output and all((word in said) == (word in usage.meter) for word in ("read", "write"))


def _service(attributes: Mapping[str, Any], usage: UsageType) -> str | None:
    """Return the service of which all attributes speak; None where they contradict each other."""
    tier = str(attributes.get("service_tier") or attributes.get("serviceTier") or "").lower()
    if tier and tier not in SERVICES:
        return None
    inference = str(attributes.get("inferenceType") or "").lower()
    words = set(_WORD.findall(_TIERS.sub("", inference)))
    if words - _INFERENCE or ("long" in words and not usage.long):
        return None
    said = {usage.service, SERVICES.get(tier, "")}
    said |= {SERVICES[word.replace(" ", "-")] for word in _TIERS.findall(inference)}
    said |= {"batch"} if str(attributes.get("feature")) in BATCH else set()
    said -= {""}
    return None if len(said) > 1 else "".join(said)


def _prices(product: OfferProduct, leave: Leave) -> Iterator[tuple[str, str, str]]:
    """Yield currency, start and price of every term on demand."""
    terms = product.terms.get("OnDemand", {})
    if not terms:
        leave("terms", "it has no price on demand, and is left out")
    for term in terms.values():
        written = term if isinstance(term, dict) else {}
        start = moment("effectiveDate", written.get("effectiveDate"), leave)
        dimensions = written.get("priceDimensions")
        items = list(dimensions.values()) if isinstance(dimensions, dict) else []
        if (start is None and written.get("effectiveDate") is not None) or not all(isinstance(i, dict) for i in items):
            leave("terms", "nobody knows when this price holds, and it is left out")
            continue
        stands = leave_strangers(written, TERM, leave, "terms.")
        for item in items:
            for currency, price in _amounts(item, leave):
                yield currency, start or "", price if stands and len(items) == 1 else UNPRICED
        if len(items) > 1:
            leave("priceDimensions", "it depends on how much is bought, so nothing is priced by it")


def _amounts(dimension: Mapping[str, Any], leave: Leave) -> Iterator[tuple[str, str]]:
    """Yield the price in each currency, `unpriced` where what it is for is not understood."""
    stands = leave_strangers(dimension, DIMENSION, leave, "priceDimensions.")
    places = _places(dimension)
    if places is None:
        leave("unit", NOT_UNDERSTOOD)
    if str(dimension.get("beginRange", "0")) != "0" or dimension.get("endRange", "Inf") != "Inf":
        leave("beginRange", "it depends on how much is bought, so nothing is priced by it")
        places = None
    prices = dimension.get("pricePerUnit")
    for currency, written in prices.items() if isinstance(prices, dict) else ():
        price = amount("pricePerUnit", written, leave, partial(shifted, places=places or 0))
        yield currency, price if price is not None and places is not None and stands else UNPRICED


def _places(dimension: Mapping[str, Any]) -> int | None:
    """Return how far the point moves; the marketplace says in the description alone what one unit is."""
    unit = str(dimension.get("unit")).lower()
    if unit == _UNIT_OF_MARKETPLACE:
        return 0 if _MILLION.search(str(dimension.get("description"))[:MOST_WORDS]) else None
    return _UNITS.get(unit)
