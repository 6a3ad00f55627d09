"""AWS's price lists of Amazon Bedrock.

They are files of offers, the list of one region each, for all three offers in which models stand:

    for OFFER in AmazonBedrock AmazonBedrockService AmazonBedrockFoundationModels; do
      curl -o bedrock/$OFFER.json \
        https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/$OFFER/current/us-east-1/index.json
    done
    costcalc cards import aws-price-list bedrock -o pricing

The file of all regions is larger than an import takes. It reads what `aws pricing get-products` answers as well. All
models are in one card, `aws-bedrock`, prices in another currency than USD in a card of theirs, such as
`aws-bedrock-cny`; `--provider` takes `aws-bedrock`, or a `provider`.

A model is called after `model`, `titanModel` or the `servicename` of the marketplace, in small letters and with
hyphens: `nova-2.0-lite`. Where a usage type has the id of the API (`qwen.qwen3-32b`), that is an alias. What may be
served in any region (`cross-region-global`) is a model of its own, `nova-2.0-lite:global`, since each has its services,
and so are the prices of large prompts, `claude-sonnet-4:long-context`: the list does not say where they begin.

`usagetype` says what is counted; `usage_type.py` has the words. `feature`, `service_tier` and `inferenceType` must not
say otherwise. `batch`, `flex`, `priority` and `latency_optimized` are services. `regionCode` is a region: where all
that were read agree, that is the usual price; where they do not, it is `unpriced`, and each region has its own, without
services. A price is per `unit`, 1K or 1M tokens; the marketplace's `Units` are a million tokens where the description
says so. `effectiveDate` starts a rate. Reasoning is billed as output, as there is no other meter for it.

Left out, with a note: `Reserved` terms, provisioned throughput, customization, guardrails, and what is counted in
images, seconds, searches and hours. `unpriced` is what has several `priceDimensions` or a range, a unit that is not
known, and what several products contest.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.aws_price_list.offer import OfferProduct, read_products
from costcalc.importers.aws_price_list.product import PricedProduct, display_name, model_name, read_product
from costcalc.importers.draft import DraftCard, DraftModel, ImportResult, Note, card_id, is_id, priced_in
from costcalc.importers.fields import FREE_OR_NOT, OF_ONE_SIZE, Notes
from costcalc.importers.neighbours import NOT_UNDERSTOOD
from costcalc.importers.places import Placed, is_free_somewhere, rates_of
from costcalc.ratecard.doubts import LARGE_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from costcalc.importers.draft import ImportQuery
    from costcalc.importers.origin import Origin

READS = "an offer file of Amazon Bedrock, or what `aws pricing get-products` answers"
FILES = ("*.json",)

CARD, USUAL_CURRENCY = "aws-bedrock", "USD"
HOME = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/index.json"
NOTE = "A model is served in the region that is asked; names are those of AWS's price list, made of what people read."

_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


class NamedProduct(NamedTuple):
    """A price under the name of its model."""

    display: str
    priced: PricedProduct


def read(source: Origin, wanted: ImportQuery) -> ImportResult:
    """Return a card of each currency; several files are one list.

    Raises:
        InputError: for a file that has nothing of Bedrock's.
    """
    notes: dict[Note, None] = {}
    found: dict[str, list[NamedProduct]] = {}
    for file in source.files:
        for product in read_products(file):
            _add(product, wanted, found, notes)
    cards = [card for currency, named in found.items() if (card := _card(currency, named, wanted, notes))]
    return ImportResult(cards, list(notes))


def _add(
    product: OfferProduct, wanted: ImportQuery, found: dict[str, list[NamedProduct]], notes: dict[Note, None]
) -> None:
    attributes = product.attributes
    provider = attributes.get("provider")
    if not (wanted.takes_provider(CARD) or (isinstance(provider, str) and wanted.takes_provider(provider))):
        return
    display, usage_type = display_name(product), attributes.get("usagetype")
    said: list[Note] = []
    leave = Notes(CARD, usage_type if isinstance(usage_type, str) and usage_type else product.sku, said).leave
    priced = read_product(product, leave)
    if priced and not display:
        leave("model", "nobody says of which model this is the price, and it is left out")
    for each in priced if display else ():
        if not _CURRENCY.fullmatch(each.currency):
            leave("pricePerUnit", NOT_UNDERSTOOD)
        elif wanted.takes_model(model_name(display, each.usage)):
            found.setdefault(each.currency, []).append(NamedProduct(display, each))
    names = {model_name(display, each.usage) for each in priced} or {display}
    if any(map(wanted.takes_model, names)):
        notes.update(dict.fromkeys(said))


def _card(
    currency: str, found: Iterable[NamedProduct], wanted: ImportQuery, notes: dict[Note, None]
) -> DraftCard | None:
    name = CARD if currency == USUAL_CURRENCY else card_id(f"{CARD}-{currency}")
    groups: dict[str, list[NamedProduct]] = {}
    for named in found:
        groups.setdefault(model_name(named.display, named.priced.usage), []).append(named)
    ids = _ids(groups)
    said: list[Note] = []
    models = [
        model for key in sorted(groups) if (model := _model(Notes(name, key, said), groups[key], ids.get(key), wanted))
    ]
    notes.update(dict.fromkeys(said))
    if not models:
        return None
    return DraftCard(id=name, title="Amazon Bedrock's price list", models=priced_in(currency, models), note=NOTE)


def _ids(groups: Mapping[str, Sequence[NamedProduct]]) -> Mapping[str, str]:
    """Return the id of each model that has one, and has it alone."""
    of = {name: {written for named in group if (written := named.priced.usage.id)} for name, group in groups.items()}
    alone = {name: min(ids) for name, ids in of.items() if len(ids) == 1 and ":" not in name}
    every = Counter([*alone.values(), *groups])
    return {name: written for name, written in alone.items() if every[written] == 1}


def _model(notes: Notes, group: Sequence[NamedProduct], alias: str | None, wanted: ImportQuery) -> DraftModel | None:
    name = notes.model
    if not is_id(name):
        notes.leave("model", "a card cannot call a model so, and it is left out")
        return None
    rates = rates_of([_placed(named.priced) for named in group], wanted.effective, HOME, notes.leave)
    if not rates:
        notes.leave("pricePerUnit", "there is none that a card can hold, and the model is left out")
        return None
    if group[0].priced.usage.long:
        notes.leave("usagetype", OF_ONE_SIZE)
        rates = [replace(rate, doubts=(LARGE_ONLY,)) for rate in rates]
    if is_free_somewhere(rates):
        notes.leave("pricePerUnit", FREE_OR_NOT)
    aliases = [alias] if alias and is_id(alias) else []
    return DraftModel(name=name, rates=rates, title=group[0].display, aliases=aliases)


def _placed(priced: PricedProduct) -> Placed:
    return Placed(priced.region, priced.service, priced.usage.meter, priced.price, "pricePerUnit", priced.start)
