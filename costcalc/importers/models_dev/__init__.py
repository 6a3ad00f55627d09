"""models.dev, the community's list of models and prices.

Take https://models.dev/api.json, or a checkout of https://github.com/anomalyco/models.dev:

    costcalc cards import models.dev api.json --provider anthropic
    costcalc cards import models.dev models.dev -o pricing

A provider becomes a card, and a model keeps its id. Prices are per 1M tokens there, too: `input`, `output`,
`reasoning`, `cache_read`, `cache_write` (`cache_write_5m`), `input_audio` and `output_audio`. A model that reasons and
has no price for it bills it as `output`. `tiers` by context are context tiers of the whole request, `>`; what is not in
them is `unpriced` there, as nobody says that it stays the same. `context_over_200k` does not say from which size on its
prices hold: 79 models that had it alone had another size (272,000, 256,000, 128,000) once `tiers` said it. Where it
stands without `tiers`, a request of more than 200,000 tokens is `unpriced`. What has a cost in `experimental.modes` is
a service. A price that cannot be read is `unpriced`, and so are all prices of a cost with a tier whose size cannot be
read. A `unit` or a `currency` is obeyed where it is understood (`per_1k_tokens`, `EUR`), and a model with one that is
not is left out.

`limit.context` and `limit.output` are the limits, `release_date` is `released` (no price is known to hold since then:
they do from the day of the import, or from `--effective`), `deprecation_date` is `retired`, `doc` of the provider the
source, and `open_weights` is `weights`. A checkout holds what models share in `models/`: a `base_model` is read from
there, if it was given.

What a model can do, and limits of traffic, are no prices. Everything else under `cost` is listed as left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import DraftCard, DraftModel, DraftRate, ImportResult, Note, card_id
from costcalc.importers.models_dev.cost import KEYS, Cost, services
from costcalc.importers.models_dev.files import MISSING, READS, listing
from costcalc.importers.reading.fields import (
    WITHOUT_PRICE,
    Notes,
    day,
    has_price,
    left_out,
    limit,
    plain_word,
    prose,
    with_reasoning,
)
from costcalc.importers.reading.measure import MILLION, Denomination
from costcalc.importers.reading.names import CardNames
from costcalc.ratecard import CLOSED, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.importers.draft import ImportQuery
    from costcalc.importers.files.origin import Origin
    from costcalc.importers.models_dev.files import Provider
    from costcalc.importers.reading.fields import Leave

__all__ = ["FILES", "READS", "read"]

FILES = ("**/*.toml", "api.json", "*.json")
PUBLIC = True

HOME = "https://models.dev"
MILLION_TOKENS = Denomination(MILLION)
"""What a price is for, where nothing else is said."""

_WEIGHTS = {True: OPEN, False: CLOSED}


def read(source: Origin, wanted: ImportQuery) -> ImportResult:
    """Return a card of each provider.

    Raises:
        InputError: for a source that is not of this format.
    """
    cards: list[DraftCard] = []
    found = listing(source)
    asked = (note for note in found.notes if wanted.takes_provider(note.card) and wanted.takes_model(note.model))
    notes = [note._replace(card=card_id(note.card)) for note in asked]
    for provider in found.providers:
        if not wanted.takes_provider(provider.id):
            continue
        name = card_id(provider.id)
        leave = Notes(name, "", notes).leave
        measure = MILLION_TOKENS.inside(provider.keys, leave, known={"models"})
        if models := list(_models(provider, name, wanted, measure, notes)):
            cards.append(DraftCard(id=name, title=prose(provider.keys.get("name")) or provider.id, models=models))
    return ImportResult(cards, notes)


def _models(
    provider: Provider, card: str, wanted: ImportQuery, measure: Denomination | None, notes: list[Note]
) -> Iterator[DraftModel]:
    names = CardNames(card, provider.models, notes)
    page = prose(provider.keys.get("doc")) or HOME
    for name, keys in provider.models.items():
        if not wanted.takes_model(name):
            continue
        if not isinstance(keys, dict):
            notes.append(Note(card, name, "id", left_out(keys, "this is no model, and it is left out")))
            continue
        if (called := names.called(name)) is None:
            continue
        leave = Notes(card, called, notes).leave
        own = measure and measure.inside(keys, leave, known={"cost", "experimental"})
        own = own and own.inside(_table(keys, "cost"), leave, "cost.", KEYS, table=True)
        if own is None:
            leave("cost", "nobody knows what its prices are, and it is left out")
        elif model := _model(called, keys, DraftRate(effective=wanted.effective, source=page), own, leave):
            yield model


def _model(
    name: str, keys: Mapping[str, Any], rate: DraftRate, measure: Denomination, leave: Leave
) -> DraftModel | None:
    sheet, tiers = Cost(_table(keys, "cost"), measure, leave).tiered()
    if not has_price(sheet):
        leave("cost", WITHOUT_PRICE)
        return None
    if MISSING in keys:
        leave("base_model", "what it shares with others is not among the files, and title and limits may be missing")
    status = plain_word(keys.get("status"))
    weights = _WEIGHTS.get(keys["open_weights"]) if isinstance(keys.get("open_weights"), bool) else None
    limits, experimental = _table(keys, "limit"), _table(keys, "experimental")
    rate = replace(
        rate,
        sheet=with_reasoning(sheet) if keys.get("reasoning") is True else sheet,
        context_tiers=tiers,
        services=services(experimental, measure, leave),
    )
    return DraftModel(
        name=name,
        rates=(rate,),
        title=prose(keys.get("name")),
        context_window=limit("limit.context", limits.get("context"), leave),
        max_output=limit("limit.output", limits.get("output"), leave),
        released=day("release_date", keys.get("release_date"), leave),
        retired=day("deprecation_date", keys.get("deprecation_date"), leave),
        weights=weights,
        facts_source=HOME if weights else None,
        currency=measure.currency,
        note=f"models.dev's status is {status}" if status else None,
    )


def _table(keys: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    table = keys.get(key)
    return table if isinstance(table, dict) else {}
