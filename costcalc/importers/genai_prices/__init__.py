"""genai-prices, the price list of the Python package of this name (Pydantic's).

Take the installed package, or a file or folder of its repository, github.com/pydantic/genai-prices:

    costcalc cards import genai-prices installed --provider openai
    costcalc cards import genai-prices prices/data.json -o pricing
    costcalc cards import genai-prices prices/providers -o pricing

A provider becomes a card, and a model keeps its id. What its keys become:

- `input_mtok`, `output_mtok`, `cache_read_mtok`, the audio, image and video prices, `output_reasoning_mtok`: the token
  meters. `cache_write_mtok` is `cache_write_5m`, and `cache_write_1h_mtok`, a part of it there, stands beside it here.
  A part without a price is billed as the whole it is counted in, as genai-prices does: `cache_read: input`.
- `requests_kcount`, `web_searches_kcount`, `storage_searches_kcount` (`file_search`), `rerank_searches_kcount`,
  `input_mchars` (`character`), `input_document_kpages` (`page`), `input_annotated_document_kpages`,
  `input_text_messages_kcount`: the meters of pieces. `audio_hours` and `input_audio_hours` are `audio_second` per 3600
  seconds, and `output_audio_hours` is `speech_second`.
- `output_citation_mtok`, `input_tool_mtok`, `social_searches_kcount`, `code_executions_kcount`: meters that the card
  names itself.
- A price with `tiers`: a context tier by the whole prompt, `>`, for the whole request. A part that has one
  number beside tiers of its whole is `unpriced` in these, though genai-prices keeps its price; so it is in a variant.
- `start_date` starts a rate. `start_time` and `end_time` become `peak` or `off_peak`.
- `price_variants`: services (`processing: batch` is `batch`, `service_tier: flex` is `flex`, `speed: fast` is `fast`,
  `search_type: fast` is `search_fast`), and `route` is a region. A variant without prices is the standard price.
- `pricing_urls` is the source of every rate; `name` the title; `context_window` itself; `deprecated` and
  `price_comments` are the note, cut to 300 characters. `equals` in `match` is an alias.

What is not used: `description`, `api_pattern`, `extractors` and the other clauses of `match`, which find a model by a
part of its name. What a card cannot say, and leaves out with a note: prices by the pixel, prices for text apart from
other tokens, a day with more than two prices, contexts of two words, a model without any price (it is free there).

A `currency` of a provider or a model is obeyed; where another unit is said, or either is not understood, the model is
left out, and one inside `prices` takes these prices along.

A first price without a date is only imported where `--effective` is before the date of the next one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import DraftCard, DraftModel, ImportResult, Note, card_id
from costcalc.importers.files.folder import Trees
from costcalc.importers.files.parse import parse_json, parse_yaml
from costcalc.importers.genai_prices.history import UnclearError
from costcalc.importers.genai_prices.installed import installed
from costcalc.importers.genai_prices.names import Names
from costcalc.importers.genai_prices.rates import Known
from costcalc.importers.genai_prices.sheet import OWN_METERS
from costcalc.importers.reading.fields import NAMELESS, Notes, has_name, has_price, limit, prose, wrong_format
from costcalc.importers.reading.measure import MILLION, Denomination
from costcalc.importers.reading.names import CardNames
from costcalc.importers.reading.neighbours import strangers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.importers.draft import ImportQuery
    from costcalc.importers.files.origin import File, Origin

__all__ = ["FILES", "READS", "installed", "read"]

READS = "prices/data.json, or prices/providers, of github.com/pydantic/genai-prices"
FILES = ("prices/providers/*.yml", "providers/*.yml", "*.yml")
PUBLIC = True

MILLION_TOKENS = Denomination(MILLION)
"""What a price of tokens is for, where nothing else is said: the keys say it."""

UNKNOWN = "nobody knows what this does to the prices"
_MODEL = {
    *("id", "name", "prices", "price_variants", "match", "context_window", "price_comments", "deprecated", "removed"),
    *("description", "collapse", "prices_checked"),
}
_PROVIDER = {
    *("id", "name", "models", "pricing_urls", "price_comments", "api_pattern", "description", "model_match"),
    *("provider_match", "extractors", "fallback_model_providers"),
}


def read(source: Origin, wanted: ImportQuery) -> ImportResult:
    """Return a card of each provider.

    Raises:
        InputError: for a source that is not of this format.
    """
    notes: list[Note] = []
    asked = [provider for provider in _providers(source, notes) if wanted.takes_provider(provider["id"])]
    cards = [_card(provider, wanted, source, notes) for provider in asked]
    return ImportResult([card for card in cards if card.models], notes)


def _providers(source: Origin, notes: list[Note]) -> Iterator[Mapping[str, Any]]:
    trees = Trees(source, _parse)
    for found in [source.tree or [], *(tree for _, tree in trees)]:
        for item in found:
            if _is_provider(item):
                yield item
            else:
                name = card_id(item["id"]) if has_name(item, "id") else ""
                notes.append(Note(name, "", "models", "this is nothing with a list of models, and it is left out"))
    notes.extend(trees.notes())


def _parse(file: File) -> list[Any]:
    tree = parse_yaml(file) if file.name.endswith((".yml", ".yaml")) else parse_json(file)
    found = tree.get("providers", [tree]) if isinstance(tree, Mapping) else tree
    if not isinstance(found, list) or not any(map(_is_provider, found)):
        raise wrong_format(file.place, "this is no file of genai-prices", READS)
    return found


def _is_provider(item: Any) -> bool:
    models = item.get("models") if has_name(item, "id") else None
    return isinstance(models, list) and any(has_name(model, "id") for model in models)


def _card(provider: Mapping[str, Any], wanted: ImportQuery, source: Origin, notes: list[Note]) -> DraftCard:
    name = card_id(provider["id"])
    urls = provider.get("pricing_urls")
    sources = [url for url in urls if isinstance(url, str)] if isinstance(urls, list) else []
    named = [model for model in provider["models"] if has_name(model, "id")]
    notes += [Note(name, "", "id", NAMELESS)] * (len(named) < len(provider["models"]))
    names = Names(named)
    called_so = CardNames(name, (model["id"] for model in named), notes)
    measure = MILLION_TOKENS.inside(provider, Notes(name, "", notes).leave, known=_PROVIDER)
    models: list[DraftModel] = []
    for model in named:
        if wanted.takes_model(model["id"]):
            refused = dict.fromkeys(_unknown(model, _MODEL), UNKNOWN)
            own = measure and measure.inside(model, refused.__setitem__, known=_MODEL)
            known = Known(provider["id"], model["id"], refused)
            called = called_so.called(model["id"])
            if called is None:
                continue
            if own is None or own.places != MILLION:
                refused["prices"] = "nobody knows what its prices are, and the model is left out"
            else:
                found = _model(model, known, names, sources or [source.name], wanted.effective)
                models += (replace(one, name=called, currency=own.currency) for one in found)
            notes += [Note(name, called, key, why) for key, why in refused.items()]
    if models:
        notes += [Note(name, "", key, UNKNOWN) for key in _unknown(provider, _PROVIDER)]
    used = {meter for model in models for rate in model.rates for meter in rate.other}
    return DraftCard(
        id=name,
        title=prose(provider.get("name")) or provider["id"],
        models=models,
        meters={meter: terms for meter, terms in OWN_METERS.items() if meter in used},
        note=prose(provider.get("price_comments")),
    )


def _unknown(keys: Mapping[str, Any], known: set[str]) -> list[str]:
    return sorted(stranger.key for stranger in strangers(keys, known) if not stranger.kind)


def _model(
    model: Mapping[str, Any], known: Known, names: Names, sources: Sequence[str], effective: str
) -> Iterator[DraftModel]:
    """Yield the model, or nothing where it has to be left out; `known` says why."""
    refused = known.refused
    if why := names.unfit(model):
        refused["id"] = why
        return
    if model.get("removed") is True:
        refused["removed"] = "the model is gone, and is left out"
        return
    try:
        rates = known.rates(model, sources, effective)
    except UnclearError as error:
        refused[error.key] = str(error)
        return
    if not any(has_price({**rate.sheet, **rate.other}) for rate in rates):
        refused.setdefault("prices", "there is no price that a card can hold, and the model is left out")
        return
    comments = ["Deprecated by its provider."] if model.get("deprecated") is True else []
    yield DraftModel(
        name=model["id"],
        title=prose(model.get("name")),
        aliases=names.aliases(model, refused),
        context_window=limit("context_window", model.get("context_window"), refused.__setitem__),
        note=" ".join([*comments, prose(model.get("price_comments")) or ""]).strip() or None,
        rates=rates,
    )
