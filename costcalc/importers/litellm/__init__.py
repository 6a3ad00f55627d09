"""litellm's price map, `model_prices_and_context_window.json`.

It is in https://github.com/BerriAI/litellm, and a copy in the installed package:

    costcalc cards import litellm installed --provider anthropic
    costcalc cards import litellm model_prices_and_context_window.json -o pricing

There is one card for each `litellm_provider`; a model's name is its key without `PROVIDER/` before it. An `alias_of` is
an alias of the model that it names; an entry with neither is left out. The map has no history: prices hold from the day
of the import, or from `--effective`.

Prices per token become prices per 1M tokens, by moving the point. `…_above_200k_tokens` become context tiers of the
whole request (`>=` at xai, `>` elsewhere, as litellm reads them), and so does `tiered_pricing`; `…_batches`, `…_flex`,
`…_priority` and their like become services, `off_peak_pricing` a peak or its opposite, `…_uplift_multiplier…` and
`provider_specific_entry.us` regions. A cached or seen token that has a price and none above the threshold of `input` is
`unpriced` above it, though litellm keeps its price. Prices per second, character, image, page, query, request and pixel
keep their unit; `cost_per_second` of a chat model is hosting. `search_context_cost_per_query` is `web_search`, and
`unpriced` where a search costs more with more context; what each size costs is the `disagreement` of the rate then.

A token that litellm gives no price is billed by litellm as another, and the card says so: cached and written tokens as
`input` (half of it at Fireworks), reasoning as `output`, images and sound as `input` or `output` where the model is
said to take or make them. That is said of models whose mode is chat, completion, responses or realtime, and of no
others.

A price that cannot be read is `unpriced`, and so is what a `tiered_pricing` prices that cannot be read. A `currency` is
obeyed; an entry with a `unit` or a `multiplier` beside keys that say what they are per is left out.

`deprecation_date` is `retired`; `max_input_tokens` is `context_window`, though for some models it is the context less
the answer. `source` is kept. `supports_…` and limits of traffic are no prices. Everything else is listed as left out.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import DraftCard, DraftModel, ImportResult, Note, card_id
from costcalc.importers.files.origin import not_installed, read_origin
from costcalc.importers.files.parse import parse_json
from costcalc.importers.litellm.aliases import PlacedModel, aliases, is_alias
from costcalc.importers.litellm.entry import LitellmEntry
from costcalc.importers.litellm.keys import own_meters, says_what_it_prices
from costcalc.importers.litellm.rate import rate_of
from costcalc.importers.reading.fields import (
    UNPRICED_MODEL,
    day,
    has_name,
    left_out,
    only_file,
    plain_word,
    wrong_format,
)
from costcalc.importers.reading.measure import Denomination
from costcalc.importers.reading.names import CardNames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.importers.draft import DraftRate, ImportQuery
    from costcalc.importers.files.origin import Origin

COPY = "model_prices_and_context_window_backup.json"
READS = "model_prices_and_context_window.json: a JSON object of models, each with `litellm_provider`"
FILES = ("model_prices_and_context_window.json", f"**/{COPY}")
PUBLIC = True

NO_MODELS = {"sample_spec", "fallback_generalizations"}
TOKEN = Denomination(0)
PROVIDER = "litellm_provider"
USUAL_MODE = "chat"


def installed() -> Origin:
    """Read the map of the installed package, without importing that.

    Raises:
        InputError: where it is not installed.
    """
    from importlib.metadata import version
    from importlib.util import find_spec

    package = find_spec("litellm")
    if package is None or not package.submodule_search_locations:
        raise not_installed("litellm", "model_prices_and_context_window.json")
    release = version("litellm")
    origin = read_origin(str(Path(package.submodule_search_locations[0]) / COPY), FILES)
    return origin._replace(name=f"litellm {release}, {COPY}", version=release)


def read(source: Origin, wanted: ImportQuery) -> ImportResult:
    """Return the cards of litellm's map.

    Raises:
        InputError: for a file that is not such a map.
    """
    file = only_file(source)
    entries = parse_json(file)
    if not isinstance(entries, dict) or not any(_is_entry(entry) for entry in entries.values()):
        raise wrong_format(file.place, "this is no price map of litellm", READS)
    notes: list[Note] = []
    models: dict[str, dict[str, DraftModel]] = {}
    placed: dict[str, PlacedModel] = {}
    for entry in _entries(entries, wanted, notes):
        if _add(entry, models.setdefault(entry.provider, {}), wanted):
            placed[entry.key] = PlacedModel(entry.provider, entry.card, entry.name)
    for place, alias in aliases(entries, placed, wanted, notes):
        model = models[place.provider][place.name]
        models[place.provider][place.name] = replace(model, aliases=[*model.aliases, alias])
    cards = [_card(provider, found) for provider, found in sorted(models.items()) if found]
    return ImportResult(cards, notes)


def _is_entry(entry: Any) -> bool:
    return has_name(entry, PROVIDER)


def _entries(entries: Mapping[str, Any], wanted: ImportQuery, notes: list[Note]) -> Iterator[LitellmEntry]:
    """Yield what was asked for; of two keys for one name, the one with the provider before it comes first."""
    asked: dict[str, dict[str, str]] = {}
    for key, entry in entries.items():
        if key in NO_MODELS or is_alias(entry):
            continue
        if not _is_entry(entry):
            if wanted.provider is None and wanted.takes_model(key):
                why = left_out(entry, "it has none, so that no card is its, and it is left out")
                notes.append(Note("", key, PROVIDER, why))
            continue
        name = key.removeprefix(f"{entry[PROVIDER]}/")
        if wanted.takes_provider(entry[PROVIDER]) and wanted.takes_model(name):
            asked.setdefault(entry[PROVIDER], {})[key] = name
    for provider, found in asked.items():
        card = card_id(provider)
        names = CardNames(card, found.values(), notes)
        # A second key for a name gets a note further on, if it has other prices.
        called = {name: names.called(name) for name in dict.fromkeys(found.values())}
        for key in sorted(found, key=lambda key: not key.startswith(f"{provider}/")):
            mode = entries[key].get("mode")
            mode = mode if isinstance(mode, str) else ""
            if so := called[found[key]]:
                yield LitellmEntry(card, provider, key, so, mode, entries[key], notes)


def _add(entry: LitellmEntry, models: dict[str, DraftModel], wanted: ImportQuery) -> bool:
    """Add the model of an entry; whether its name stands for its prices now."""
    if not entry.card:
        entry.leave(PROVIDER, "no card can be called so, and it is left out")
        return False
    own = entry._replace(notes=[])
    measure = TOKEN.inside(entry.keys, own.leave, known={key for key in entry.keys if says_what_it_prices(key)})
    if measure and measure.places:
        own.leave("prices", "another unit is said beside keys that say `per_token`, so nothing is priced by them")
        measure = None
    rate = rate_of(own, wanted.effective) if measure else None
    if rate is None or measure is None:
        entry.notes.extend(own.notes)
        entry.leave("prices", UNPRICED_MODEL)
        return False
    first = models.get(entry.name)
    if first is None:
        entry.notes.extend(own.notes)
        models[entry.name] = _model(entry, rate, measure.currency)
        return True
    if first.rates == (rate,):
        return True
    entry.leave("name", "two keys have other prices for it; that with the provider before it counts, as in litellm")
    return False


def _model(entry: LitellmEntry, rate: DraftRate, currency: str) -> DraftModel:
    context, answer = entry.limits()
    mode = plain_word(entry.mode)
    return DraftModel(
        name=entry.name,
        rates=(rate,),
        context_window=context,
        max_output=answer,
        retired=day("deprecation_date", entry.keys.get("deprecation_date"), entry.leave),
        currency=currency,
        note=f"litellm's mode is {mode}" if mode and mode != USUAL_MODE else None,
    )


def _card(provider: str, models: Mapping[str, DraftModel]) -> DraftCard:
    return DraftCard(
        id=card_id(provider),
        title=f"{provider}, as litellm has it",
        models=[models[name] for name in sorted(models)],
        meters=own_meters(models.values()),
        note="Prices are those of litellm's map. Its max_input_tokens is taken for the context window, "
        "though for some models it is the context less the answer.",
    )
