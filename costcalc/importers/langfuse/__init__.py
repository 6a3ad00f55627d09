"""Langfuse's model definitions: the price of a model by usage type, as it costs what it has traced.

They are in `worker/src/constants/default-model-prices.json` of https://github.com/langfuse/langfuse; your own with
them are what the API answers to `/api/public/models`, page by page, and `/api/public/models/ID`:

    costcalc cards import langfuse default-model-prices.json -o pricing
    curl -u PUBLIC:SECRET "$LANGFUSE_HOST/api/public/models?limit=100" | costcalc cards import langfuse -

All models are in one card, `langfuse`, by their `modelName`; `--provider` takes only `langfuse`. Which names in traces
are this model is said by `matchPattern`, an expression that is not executed: it gives no aliases.

A price is that of a single unit, in USD, and becomes one per 1M tokens by moving the point. **Usage types are buckets
that exclude each other:** Langfuse multiplies each with its own price and adds them up, and those who fill them take
what is cached, spoken or reasoned off `input` and `output` first. So a bucket is the part that a meter of ours is, and
`input` the remainder. Spellings of one bucket (`input_cached_tokens`, `input_cache_read`, `cache_read_input_tokens`)
are one meter, `usage_types.py` has them all; where they differ in price, it is `unpriced`. A bucket without a price
costs nothing there, which nobody means: here it is not priced. `total` is the price of all tokens; beside others,
nobody says which count, and none does.

`pricingTiers`: the default one has the usual prices. Conditions on `service_tier` or `speed` of `model_parameters` are
`services`; one with a `usageDetailPattern` is a context tier of the whole request, `>` or `>=`, where the usage types
that it adds up are the whole prompt: the expression must be words, such as `(input|prompt|cached)`. The first tier in
the order of `priority` counts, also where a service and a size meet. What depends on a condition that cannot be read is
`unpriced`; a tier for something else, such as `metadata`, is left out. Older keys, `prices`, `inputPrice`,
`outputPrice` and `totalPrice`, count where there are no tiers, and so does their `unit`: tokens, characters, images,
requests.

`startDate` starts a rate; without one it is the day of the import, or `--effective`. Of several definitions with one
name those of a project come before Langfuse's own, as there. `tokenizerId` and `tokenizerConfig` count tokens that
nobody has counted, `createdAt` and `updatedAt` are no dates of prices: none of them is used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import DraftCard, DraftModel, ImportResult, Note
from costcalc.importers.files.folder import Trees
from costcalc.importers.files.parse import parse_json
from costcalc.importers.langfuse.history import rates_of
from costcalc.importers.reading.fields import NAMELESS, Notes
from costcalc.importers.reading.names import CardNames
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.importers.draft import ImportQuery
    from costcalc.importers.files.origin import File, Origin
    from costcalc.importers.langfuse.history import Definition

READS = "Langfuse's model definitions, of its repository or API"
FILES = ("**/default-model-prices.json", "*.json")

CARD = "langfuse"

_SNAKE = re.compile(r"_([a-z])")


def read(source: Origin, wanted: ImportQuery) -> ImportResult:
    """Return a card of all definitions; several files are pages of one list.

    Raises:
        InputError: for a file that has none.
    """
    notes: list[Note] = []
    found: dict[str, list[Definition]] = {}
    trees = Trees(source, _entries)
    pages = read_pages = 0
    for _, (entries, of) in trees:
        pages, read_pages = max(pages, of), read_pages + 1
        for nth, entry in enumerate(entries, 1):
            name = entry.get("modelName") if isinstance(entry, dict) else None
            if not isinstance(name, str):
                notes.append(Note(CARD, f"entry {nth}", "modelName", NAMELESS))
            elif wanted.takes_provider(CARD) and wanted.takes_model(name):
                found.setdefault(name, []).append(entry)
    notes += trees.notes()
    if missing := pages > read_pages:
        notes.append(Note(CARD, "", "meta", f"the list has {pages:,} pages, of which {read_pages:,} were read"))
    models = list(_models(found, wanted.effective, notes))
    partial = missing or bool(trees.lost)
    card = DraftCard(id=CARD, title="Langfuse's model definitions", models=models, partial=partial)
    return ImportResult([card] if models else [], notes)


def _entries(file: File) -> tuple[Sequence[Any], int]:
    """Return the definitions of a file, and how many pages their list has."""
    tree = parse_json(file)
    whole = tree if isinstance(tree, dict) else {"data": tree}
    entries = whole.get("data") if "data" in whole else [whole]
    entries = [_camel(entry) for entry in entries] if isinstance(entries, list) else []
    if not any(isinstance(entry, dict) and isinstance(entry.get("modelName"), str) for entry in entries):
        hint = "it reads default-model-prices.json of github.com/langfuse/langfuse, and what /api/public/models answers"
        raise InputError.of(file.place, "wrong-format", "these are no model definitions of Langfuse", hint)
    meta = whole.get("meta")
    pages = str(meta.get("totalPages")) if isinstance(meta, dict) else ""
    return entries, int(pages) if pages.isdecimal() and len(pages) < 10 else 0  # noqa: PLR2004  # digits


def _camel(entry: Any) -> Any:
    """Return a definition with its keys as they are today; once they were `model_name`, `input_price`."""
    if not isinstance(entry, dict):
        return entry
    return {_SNAKE.sub(lambda match: match[1].upper(), key): value for key, value in entry.items()}


def _models(found: dict[str, list[Definition]], effective: str, notes: list[Note]) -> Iterator[DraftModel]:
    names = CardNames(CARD, found, notes)
    for written, definitions in found.items():
        name = names.called(written)
        if name is None:
            continue
        leave = Notes(CARD, name, notes).leave
        if rates := rates_of(definitions, effective, leave):
            yield DraftModel(name=name, rates=rates)
        else:
            leave("prices", "there is none that a card can hold, and the model is left out")
