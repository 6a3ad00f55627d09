"""AWS's price lists of Amazon Bedrock.

They are files of offers, the list of one region each, for all three offers in which models stand:

    for OFFER in AmazonBedrock AmazonBedrockService AmazonBedrockFoundationModels; do
      curl -o bedrock/$OFFER.json \
        https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/$OFFER/current/us-east-1/index.json
    done
    costcalc cards import aws-price-list bedrock -o pricing

The file of all regions is larger than an import takes. It reads what `aws pricing get-products` answers as well. All
models are in one card, `aws-bedrock`; where there are several currencies, prices in others than USD are in a card of
theirs, such as `aws-bedrock-cny`. `--provider` takes `aws-bedrock`, or a `provider`.

A model is called after `model`, `titanModel` or the `servicename` of the marketplace, in small letters and with
hyphens: `nova-2.0-lite`. Where a usage type has the id of the API (`qwen.qwen3-32b`), that is an alias. What may be
served in any region (`cross-region-global`) is a model of its own, `nova-2.0-lite:global`, since each has its services,
and so are the prices of large prompts, `claude-sonnet-4:long-context`: the list does not say where they begin.

`usagetype` says what is counted; `usage_type.py` has the words. `feature`, `service_tier` and `inferenceType` must not
say otherwise, nor have other words. `batch`, `flex`, `priority` and `latency_optimized` are services. `regionCode` is a
region: where all that were read agree, that is the usual price; where they do not, it is `unpriced`, and each region
has its own, without services; what only some regions have is no usual price then. A price is per `unit`, 1K or 1M
tokens; the marketplace's `Units` are a million tokens where the description says so. `effectiveDate` starts a rate.
Reasoning is billed as output, as there is no other meter for it.

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
from costcalc.importers.draft import DraftCard, DraftModel, ImportResult, Note, is_id
from costcalc.importers.files.folder import Trees
from costcalc.importers.reading.fields import OF_ONE_SIZE, Notes
from costcalc.importers.reading.neighbours import NOT_UNDERSTOOD
from costcalc.importers.reading.places import Placed, rates_of
from costcalc.ratecard.doubts import LARGE_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.importers.draft import ImportQuery
    from costcalc.importers.files.origin import Origin

READS = "an offer file of Amazon Bedrock, or what `aws pricing get-products` answers"
FILES = ("*.json",)

CARD = "aws-bedrock"
HOME = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/index.json"
NOTE = "A model is served in the region that is asked; names are those of AWS's price list, made of what people read."

_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


class NamedProduct(NamedTuple):
    """A price under the name that AWS has for its model."""

    display: str
    priced: PricedProduct

    @property
    def model(self) -> str:
        """What a card calls the model."""
        return model_name(self.display, self.priced.usage)


def read(source: Origin, wanted: ImportQuery) -> ImportResult:
    """Return the card; several files are one list.

    Raises:
        InputError: for a file that has nothing of Bedrock's.
    """
    notes: dict[Note, None] = {}
    groups: dict[tuple[str, str], list[NamedProduct]] = {}
    trees = Trees(source, read_products)
    for _, products in trees:
        for product in products:
            for named in _named(product, wanted, notes):
                groups.setdefault((named.model, named.priced.currency), []).append(named)
    notes |= dict.fromkeys(trees.notes())
    ids, said = _ids(groups), list[Note]()
    models = [model for key in sorted(groups) if (model := _model(key, groups[key], ids, wanted, said))]
    partial = bool(trees.lost)
    card = DraftCard(id=CARD, title="Amazon Bedrock's price list", models=models, note=NOTE, partial=partial)
    return ImportResult([card] if models else [], list(dict.fromkeys([*notes, *said])))


def _named(product: OfferProduct, wanted: ImportQuery, notes: dict[Note, None]) -> Iterator[NamedProduct]:
    """Yield the prices of a product, in each currency, that were asked for."""
    attributes = product.attributes
    provider = attributes.get("provider")
    if not (wanted.takes_provider(CARD) or (isinstance(provider, str) and wanted.takes_provider(provider))):
        return
    display, usage_type = display_name(product), attributes.get("usagetype")
    said: list[Note] = []
    leave = Notes(CARD, usage_type if isinstance(usage_type, str) and usage_type else product.sku, said).leave
    found = [NamedProduct(display, each) for each in read_product(product, leave)]
    if found and not display:
        leave("model", "nobody says of which model this is the price, and it is left out")
    for each in found if display else ():
        if not _CURRENCY.fullmatch(each.priced.currency):
            leave("pricePerUnit", NOT_UNDERSTOOD)
        elif wanted.takes_model(each.model):
            yield each
    if any(map(wanted.takes_model, {each.model for each in found} or {display})):
        notes.update(dict.fromkeys(said))


def _ids(groups: Mapping[tuple[str, str], Sequence[NamedProduct]]) -> Mapping[tuple[str, str], str]:
    """Return the id of each model that has one, and has it alone."""
    of = {key: {written for named in group if (written := named.priced.usage.id)} for key, group in groups.items()}
    alone = {key: min(ids) for key, ids in of.items() if len(ids) == 1 and ":" not in key[0]}
    every = Counter([(written, currency) for (_, currency), written in alone.items()] + [*groups])
    return {key: written for key, written in alone.items() if every[written, key[1]] == 1}


def _model(
    key: tuple[str, str],
    group: Sequence[NamedProduct],
    ids: Mapping[tuple[str, str], str],
    wanted: ImportQuery,
    said: list[Note],
) -> DraftModel | None:
    name, currency = key
    notes, alias = Notes(CARD, name, said), ids.get(key)
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
    aliases = [alias] if alias and is_id(alias) else []
    return DraftModel(name=name, rates=rates, title=group[0].display, aliases=aliases, currency=currency)


def _placed(priced: PricedProduct) -> Placed:
    return Placed(priced.region, priced.service, priced.usage.meter, priced.price, "pricePerUnit", priced.start)
