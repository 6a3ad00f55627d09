r"""Azure's retail prices, as https://prices.azure.com/api/retail/prices answers.

    curl -G https://prices.azure.com/api/retail/prices > azure.json \
        --data-urlencode "\$filter=serviceName eq 'Foundry Models' and armRegionName eq 'swedencentral'"
    costcalc cards import azure-retail azure.json -o pricing

It reads the answer, an object with `Items`, or their list alone; a folder of answers is one list in pages. Ask for a
few regions: all of them at once are more than an import takes. All models are in one card, `azure`; where there are
several currencies, prices in others than USD are in a card of theirs, such as `azure-eur`. `--provider` takes `azure`,
or a `productName`.

The list has no names of models, only of meters, such as `gpt 4o 0806 cached Inp glbl Tokens`. `words.py` has the words
that are read: what is paid for (`Inp`, `Outp`, `cached`, `Wr`, `Trng`, `Hstng`), the service (`Batch`, `PP` is
priority), the kind of deployment, the medium of tokens, the unit. **All other words are the name of the model**, in
small letters and with hyphens: `gpt-4o-0806`, `5.4-mini`. Names that differ in hyphens, blanks and capitals alone are
one. `ShortCo` and `LongCo` stay in the name, as nobody says where the one ends. A name that says in no known words what
is counted is left out, with a note.

A **global** deployment is the model itself, and so is one of no kind, if there is no global one: else it is
`gpt-4o-0806:unstated`. Those of a data zone and of a region are models of their own, `gpt-4o-0806:data-zone` and
`gpt-4o-0806:regional`, since each has its services. `skuName` and `productName` must not name another kind or service
than the meter does. `armRegionName` is a region. Where all regions agree, and the government's (`usgov…`) are not
asked, that is the usual price; where they do not, it is `unpriced`, and each region has its own; what only some regions
have is no usual price then. In a region with other prices a service is not priced. Reasoning is billed as output, as
there is no other meter for it.

`retailPrice` is per `unitOfMeasure`: 1K, 1M, 100 and so on of what the name counts; the two must agree.
`effectiveStartDate` starts a rate, `effectiveEndDate` ends it. Left out, with a note: what is no `Consumption`, such as
reservations and their terms; throughput that is provisioned by the hour; `savingsPlan`. `unpriced` is what has a
`tierMinimumUnits`, which depends on all that is bought, a `unitPrice` that differs, and what several items contest.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.azure_retail.items import read_item
from costcalc.importers.azure_retail.words import SMALL_OR_LARGE
from costcalc.importers.draft import DraftCard, DraftModel, ImportResult, Note, is_id
from costcalc.importers.files.folder import Trees
from costcalc.importers.files.parse import parse_json
from costcalc.importers.reading.fields import OF_ONE_SIZE, Notes
from costcalc.importers.reading.neighbours import NOT_UNDERSTOOD, strangers
from costcalc.importers.reading.places import Placed, rates_of
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.importers.azure_retail.items import PricedItem
    from costcalc.importers.draft import ImportQuery
    from costcalc.importers.files.origin import File, Origin

READS = "what https://prices.azure.com/api/retail/prices answers"
FILES = ("*.json",)

HOME = "https://prices.azure.com/api/retail/prices"
PROVIDER = "azure"
USUAL_KINDS = {"", "global"}
UNSTATED = "unstated"
NOTE = "A model is a global deployment, or one whose kind Azure does not say; names are made of those of meters."

ANSWER = {"Items", "NextPageLink", "BillingCurrency"}
"""Keys of an answer that are read; what else there may change prices stands in each item."""

_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


class Spelt(NamedTuple):
    """A price under the name of its model.

    Args:
        words: Of the model, as they stand in the name of the meter.
        product: Of which it is one.
        currency: Of the price.
        priced: The price.
    """

    words: tuple[str, ...]
    product: str
    currency: str
    priced: PricedItem

    def of_kind(self, kind: str) -> Spelt:
        """Return it as the price of another kind of deployment."""
        return self._replace(priced=self.priced._replace(name=self.priced.name._replace(kind=kind)))


def read(source: Origin, wanted: ImportQuery) -> ImportResult:
    """Return the card.

    Raises:
        InputError: for a file that is no answer of Azure's.
    """
    notes: dict[Note, None] = {}
    found: list[Spelt] = []
    more = 0
    trees = Trees(source, _items)
    pages = 0
    for _, (items, pages_follow, usual) in trees:
        pages += 1
        more += pages_follow
        for nth, item in enumerate(items, 1):
            if isinstance(item, dict) and isinstance(item.get("meterName"), str):
                found += _spelt(item, usual, wanted, notes)
            else:
                notes[Note(PROVIDER, f"item {nth}", "meterName", "it has no name of a meter, and is left out")] = None
    notes |= dict.fromkeys(trees.notes())
    if more_follow := more >= pages:
        notes[Note(PROVIDER, "", "NextPageLink", "there are more pages, which were not read")] = None
    said: list[Note] = []
    models = [model for group in _deployments(found) if (model := _model(group, wanted, said))]
    models.sort(key=lambda model: model.name)
    partial = more_follow or bool(trees.lost)
    card = DraftCard(id=PROVIDER, title="Azure's retail prices", models=models, note=NOTE, partial=partial)
    return ImportResult([card] if models else [], list(dict.fromkeys([*notes, *said])))


def _items(file: File) -> tuple[Sequence[Any], bool, Any]:
    """Return the items of a file, whether more follow, and the currency of those that do not say."""
    tree = parse_json(file)
    whole = tree if isinstance(tree, dict) else {"Items": tree}
    items = whole.get("Items")
    if not isinstance(items, list) or not any(isinstance(item, dict) and "meterName" in item for item in items):
        hint = "it reads what https://prices.azure.com/api/retail/prices answers: an object with `Items`"
        raise InputError.of(file.place, "wrong-format", "these are no retail prices of Azure", hint)
    around = {stranger.key: stranger.value for stranger in strangers(whole, ANSWER) if stranger.kind}
    if around:
        items = [{**around, **item} if isinstance(item, dict) else item for item in items]
    return items, bool(whole.get("NextPageLink")), whole.get("BillingCurrency")


def _spelt(item: Mapping[str, Any], usual: Any, wanted: ImportQuery, notes: dict[Note, None]) -> Iterator[Spelt]:
    """Yield the price of an item, where it has one that was asked for."""
    product, currency = item.get("productName"), item.get("currencyCode") or usual
    if not (wanted.takes_provider(PROVIDER) or (isinstance(product, str) and wanted.takes_provider(product))):
        return
    said: list[Note] = []
    leave = Notes(PROVIDER, item["meterName"], said).leave
    priced = read_item(item, leave)
    if not (isinstance(currency, str) and _CURRENCY.fullmatch(currency)):
        leave("currencyCode", NOT_UNDERSTOOD)
    elif priced:
        yield Spelt(priced.name.model, str(product), currency, priced)
    if wanted.takes_model(model_name(priced.name.model, priced.name.kind) if priced else item["meterName"]):
        notes.update(dict.fromkeys(said))


def model_name(words: Sequence[str], kind: str) -> str:
    """Return what a card calls a model."""
    return "-".join(words).lower() + ("" if kind in USUAL_KINDS else f":{kind}")


def _deployments(found: Sequence[Spelt]) -> Iterator[list[Spelt]]:
    """Yield the prices of each deployment; where some of no kind stand beside global ones, they are another."""
    groups: dict[tuple[str, str, str], list[Spelt]] = {}
    for spelt in found:
        groups.setdefault(("".join(spelt.words).lower(), spelt.currency, spelt.priced.name.kind), []).append(spelt)
    for (name, currency, kind), group in groups.items():
        beside = not kind and (name, currency, "global") in groups
        yield [spelt.of_kind(UNSTATED) for spelt in group] if beside else group


def _model(group: Sequence[Spelt], wanted: ImportQuery, notes: list[Note]) -> DraftModel | None:
    """Return a model under the spelling that has the most words."""
    words = max((spelt.words for spelt in group), key=lambda words: (len(words), words))
    name = model_name(words, group[0].priced.name.kind)
    leave = Notes(PROVIDER, name, notes).leave
    if not wanted.takes_model(name):
        return None
    if not is_id(name):
        leave("meterName", "a card cannot call a model so, and it is left out")
        return None
    rates = rates_of([_placed(spelt.priced) for spelt in group], wanted.effective, HOME, leave)
    if not rates:
        leave("retailPrice", "there is none that a card can hold, and the model is left out")
        return None
    for word in SMALL_OR_LARGE.keys() & name.split("-"):
        leave("meterName", OF_ONE_SIZE)
        rates = [replace(rate, doubts=(SMALL_OR_LARGE[word],)) for rate in rates]
    title = ", ".join(sorted({spelt.product for spelt in group}))
    return DraftModel(name=name, rates=rates, title=title, currency=group[0].currency)


def _placed(priced: PricedItem) -> Placed:
    name = priced.name
    return Placed(priced.region, name.service, name.meter, priced.price, "retailPrice", priced.start, priced.end)
