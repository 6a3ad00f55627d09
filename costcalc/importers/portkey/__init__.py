"""Portkey's prices, a file for each provider.

They are in the folder `pricing` of https://github.com/Portkey-AI/models, and at
`https://configs.portkey.ai/pricing/PROVIDER.json`:

    costcalc cards import portkey models/pricing -o pricing
    costcalc cards import portkey models/pricing/openai.json --model 'gpt-5*' -o pricing

A file is a card, called like the file; `--provider` takes the file's name without `.json`. From standard input the card
is `portkey`. The list has no dates: prices hold from the day of the import, or from `--effective`.

Prices are **US cents per token**, or for one of what else is counted, and the point is moved for that: 0.00025 is 2.50
USD per 1M tokens. `request_token` is `input`, `response_token` is `output`, and so on; `units.py` has them all.
`additional_units` are tokens (`cache_write_1h`, `thinking_token`, `image_token`), searches, seconds and images;
`image.default.default` is `image`, another quality or size a meter of the card's own, as are videos of a size.
`fixed_cost.request` is `request`, `finetune_config` is `training` and `hosting_hour`. A price of 0.1 cents or more for
a token is that of a page, a search or a minute, and `unpriced`: no token costs so much.

`batch_config` is the service `batch`. `custom_pricing` has regions, services in the region `default`, and context tiers
by `context_tier_map`, whose bounds and names must agree. Where it contradicts `pay_as_you_go`, nothing is priced; what
a service costs in one region cannot be said. Names that end in `-lte-128k` or `-gt-128k` are the price of prompts of
one size and stay models of their own.

`calculate` is not run. It is compared with what a card reckons, the sum of quantities times prices; where it says
anything else, nothing is priced. A model without one has that of `default`. The entry `default` is for models that have
none, costs 0, and is left out. Reasoning without a price is counted in
`output_tokens`, and billed as `output`. What is cached or spoken is counted beside the rest, and Portkey gives no rule
for what has no price: here it is not priced.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import DraftCard, DraftModel, ImportResult, Note, card_id
from costcalc.importers.files.folder import Trees, lost_note
from costcalc.importers.files.origin import STDIN
from costcalc.importers.files.parse import parse_json
from costcalc.importers.portkey.model import USUAL, rate_of
from costcalc.importers.portkey.units import own_meter
from costcalc.importers.reading.fields import WITHOUT_PRICE, Notes, left_out
from costcalc.importers.reading.names import CardNames
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.importers.draft import ImportQuery
    from costcalc.importers.files.origin import File, Origin

READS = "a file of the folder `pricing` of Portkey's models"
FILES = ("pricing/*.json", "*.json")
PUBLIC = True


def read(source: Origin, wanted: ImportQuery) -> ImportResult:
    """Return a card of each file.

    Raises:
        InputError: for a file that is none of these.
    """
    notes: list[Note] = []
    cards = []
    trees = Trees(source, _entries)
    for file, entries in trees:
        provider = _provider(file)
        if wanted.takes_provider(provider) and (models := list(_models(card_id(provider), entries, wanted, notes))):
            cards.append(_card(provider, models))
    notes += [lost_note("", file.name, why) for file, why in trees.lost if wanted.takes_provider(_provider(file))]
    return ImportResult(cards, notes)


def _provider(file: File) -> str:
    return "portkey" if file.name == STDIN else PurePath(file.name).stem


def _entries(file: File) -> Mapping[str, Any]:
    tree = parse_json(file)
    entries = tree if isinstance(tree, dict) else {}
    if not any(isinstance(entry, dict) and "pricing_config" in entry for entry in entries.values()):
        hint = "it reads the files of `pricing` in github.com/Portkey-AI/models: models with `pricing_config`"
        raise InputError.of(file.place, "wrong-format", "this is no file of Portkey's prices", hint)
    return entries


def _models(card: str, entries: Mapping[str, Any], wanted: ImportQuery, notes: list[Note]) -> Iterator[DraftModel]:
    usual = entries.get(USUAL)
    names = CardNames(card, entries, notes)
    for name, entry in entries.items():
        leave = Notes(card, name, notes).leave
        if not wanted.takes_model(name):
            continue
        if name == USUAL:
            leave("name", "it stands for models that have no entry, and is left out")
        elif not card:
            leave("name", "no card can be called after its file, and it is left out")
        elif (called := names.called(name)) is None:
            continue
        elif (rate := rate_of(entry, usual, wanted.effective, leave)) is None:
            leave("pricing_config", left_out(entry, WITHOUT_PRICE))
        else:
            yield DraftModel(name=called, rates=(rate,))


def _card(provider: str, models: list[DraftModel]) -> DraftCard:
    used = {meter for model in models for rate in model.rates for meter in rate.other}
    return DraftCard(
        id=card_id(provider),
        title=f"{provider}, as Portkey has it",
        models=models,
        meters={meter: said for meter in sorted(used) if (said := own_meter(meter)) is not None},
    )
