"""OpenRouter's list of models, https://openrouter.ai/api/v1/models.

    costcalc cards import openrouter models.json --model 'anthropic/*' -o pricing

All models are in one card, `openrouter`; `--provider` takes `openrouter`, or what stands before the `/` of an id.
Prices are texts per token, and become prices per 1M tokens by moving the point: `prompt`, `completion`,
`input_cache_read`, `input_cache_write` (`cache_write_5m`), `input_cache_write_1h`, `internal_reasoning`, `audio`,
`audio_output`, `input_audio_cache`, `image_token`. `request` and `web_search` are per piece. Reasoning without a price
of its own is billed as `output`, as OpenRouter says of it.

`overrides` by `min_prompt_tokens` are context tiers of the whole request, `>`, and those by `utc_start`, `utc_end` and
`utc_days` a `peak` or `off_peak`. `context_length` and `top_provider.max_completion_tokens` are the limits,
`expiration_date` is `retired`. Prices hold from the day of the import, or from `--effective`.

-1, which says that a price varies, and what cannot be read is `unpriced`, with a note; so is what `overrides` price
where the size in one of them cannot be read. Left out, with a note: `image` and `image_output`, which are documented as
the price of an image and often hold that of a token. A
`unit` or a `currency` beside the prices is obeyed where it is understood (`per_1m_tokens`, `EUR`), and a model with one
that is not is left out. `discount` is not used, as nobody says whether the prices have it already. OpenRouter's fee on
credits is not in this list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import DraftCard, DraftModel, DraftRate, ImportResult, Note
from costcalc.importers.files.parse import parse_json
from costcalc.importers.openrouter.overrides import read_overrides
from costcalc.importers.openrouter.prices import KEYS, read_pieces, read_sheet
from costcalc.importers.reading.fields import (
    NAMELESS,
    WITHOUT_PRICE,
    Notes,
    day,
    has_name,
    has_price,
    limit,
    only_file,
    prose,
    with_reasoning,
    wrong_format,
)
from costcalc.importers.reading.measure import Denomination
from costcalc.importers.reading.names import CardNames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.importers.draft import ImportQuery
    from costcalc.importers.files.origin import Origin
    from costcalc.importers.reading.fields import Leave

READS = "what https://openrouter.ai/api/v1/models answers"
FILES = ("models.json", "*.json")
PUBLIC = True

ALIKE = "several entries are called so, with the same prices"
CONTESTED = "several entries are called so and have other prices, so none of them is taken"

CARD = "openrouter"
TOKEN = Denomination(0)
"""What a price is for, where nothing else is said."""

FACTS = {"pricing", "top_provider", "expiration_date"}
"""Keys of a model that are read, or say nothing of its prices."""


def read(source: Origin, wanted: ImportQuery) -> ImportResult:
    """Return a card of OpenRouter's models.

    Raises:
        InputError: for a file that is no list of models.
    """
    file = only_file(source)
    tree = parse_json(file)
    entries = tree.get("data") if isinstance(tree, dict) else tree
    if not isinstance(entries, list) or not any(map(_is_model, entries)):
        raise wrong_format(file.place, "this is no list of models of OpenRouter", READS)
    notes: list[Note] = []
    measure = TOKEN.inside(tree, Notes(CARD, "", notes).leave, known={"data"}) if isinstance(tree, dict) else TOKEN
    models = list(_models(entries, wanted, measure, notes))
    note = "The prices of one provider of each model; OpenRouter may send a request to another."
    return ImportResult([DraftCard(id=CARD, title="OpenRouter", models=models, note=note)] if models else [], notes)


def _is_model(entry: Any) -> bool:
    return has_name(entry, "id") and isinstance(entry.get("pricing"), dict)


def _models(
    entries: list[Any], wanted: ImportQuery, measure: Denomination | None, notes: list[Note]
) -> Iterator[DraftModel]:
    names = CardNames(CARD, (entry["id"] for entry in entries if has_name(entry, "id")), notes)
    named: dict[str, list[Any]] = {}
    for entry in entries:
        if not has_name(entry, "id"):
            notes.append(Note(CARD, "", "id", NAMELESS))
        else:
            named.setdefault(entry["id"], []).append(entry)
    for name, (entry, *more) in named.items():
        if not (wanted.takes_provider(CARD) or wanted.takes_provider(name.partition("/")[0])):
            continue
        if not wanted.takes_model(name):
            continue
        if more:
            alike = all(other.get("pricing") == entry.get("pricing") for other in more)
            notes.append(Note(CARD, name, "id", ALIKE if alike else CONTESTED))
            if not alike:
                continue
        if not _is_model(entry):
            notes.append(Note(CARD, name, "pricing", "it has none, and is left out"))
        elif (called := names.called(name)) and (
            model := _model(called, entry, wanted.effective, measure, Notes(CARD, called, notes).leave)
        ):
            yield model


def _model(
    name: str, entry: Mapping[str, Any], effective: str, usual: Denomination | None, leave: Leave
) -> DraftModel | None:
    pricing = entry["pricing"]
    outer = usual and usual.inside(entry, leave, known=FACTS)
    measure = outer and outer.inside(pricing, leave, "pricing.", KEYS, table=True)
    if measure is None:
        leave("pricing", "nobody knows what its prices are, and it is left out")
        return None
    sheet = read_sheet(pricing, measure, leave)
    overrides = read_overrides(pricing.get("overrides"), sheet, measure, leave)
    sheet = with_reasoning({**sheet, **overrides.base})
    if not has_price(sheet, "input", "output"):
        leave("pricing", WITHOUT_PRICE)
        return None
    pieces = read_pieces(pricing, leave)
    rate = DraftRate(
        effective=effective,
        source=f"https://openrouter.ai/{name}",
        sheet={**sheet, **{meter: price for meter, price in pieces.items() if meter not in sheet}},
        context_tiers=overrides.tiers,
        peak=overrides.peak,
        off_peak=overrides.off_peak,
    )
    provider = entry.get("top_provider")
    most = provider.get("max_completion_tokens") if isinstance(provider, dict) else None
    return DraftModel(
        name=name,
        rates=(rate,),
        title=prose(entry.get("name")),
        context_window=limit("context_length", entry.get("context_length"), leave),
        max_output=limit("top_provider.max_completion_tokens", most, leave),
        retired=day("expiration_date", entry.get("expiration_date"), leave),
        currency=measure.currency,
    )
