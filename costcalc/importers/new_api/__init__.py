"""The ratios of a new-api or one-api gateway (https://github.com/QuantumNous/new-api).

    costcalc cards import new-api pricing.json -o pricing
    costcalc cards import new-api pricing.json --provider vip -o vip.yaml

It reads what a gateway answers to `/api/pricing`, to `/api/ratio_config` and to `/api/option/`, and a JSON object of
the same tables by their names: `ModelRatio` or `model_ratio`, `CompletionRatio`, `CacheRatio`, `CreateCacheRatio`,
`ImageRatio`, `AudioRatio`, `AudioCompletionRatio`, `ModelPrice`, `GroupRatio`. A table alone, of which nobody can tell
which one it is, is not read.

A ratio of 1 is 0.002 USD per 1K tokens, so 2 USD per 1M: `input` is 2 × model ratio × group ratio. `output` is that ×
completion ratio, `cache_read` × cache ratio, `cache_write_5m` × create-cache ratio, `image_input` × image ratio,
`audio_input` × audio ratio, and `audio_output` × audio ratio × audio completion ratio. `ModelPrice` × group ratio is
the price of a `request`, and counts before a ratio. The dollars are those of the gateway, 500,000 units of its quota
each; what it sells them for is in none of these files.

A group is a card, which `--provider` chooses: `default` is `new-api`, another `new-api-GROUP`, and one whose name is in
a script that a card's id cannot be written in needs `-o NAME.yaml`. A model is in the cards of the groups that offer
it. Without group ratios there is one card, at a ratio of 1.

A completion ratio that is missing has a default in the program that depends on the name of the model, and changes from
version to version: `output` is `unpriced` then. Where cache ratios are given, a model without one reads its cache at
the price of `input`, as the program has it; where there are none at all, cached tokens have no price. Written tokens
without a ratio have none, and neither has a cache of an hour. Reasoning is billed as `output`.

Left out, with a note: models that are billed by an expression (`tiered_expr`); in an answer to `/api/pricing` a ratio
of 37.5, which stands for a model that nobody has priced; and everything beside which there is a key about money that is
not understood. Prices hold from the day of the import, or from `--effective`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.importers.draft import DraftCard, DraftModel, DraftRate, ImportResult, Note, card_id
from costcalc.importers.new_api.ratios import UNCHANGED, PriceFactor, factors, sheet_of
from costcalc.importers.new_api.tables import read_gateway
from costcalc.importers.reading.fields import WITHOUT_PRICE, Notes, has_price, only_file
from costcalc.importers.reading.names import CardNames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.importers.draft import ImportQuery
    from costcalc.importers.files.origin import Origin
    from costcalc.importers.new_api.tables import Gateway

READS = "what a gateway of new-api or one-api answers, or its table of ratios"
FILES = ("pricing.json", "ratio_config.json", "*.json")

CARD = "new-api"
USUAL_GROUP = "default"
SOURCE = "https://github.com/QuantumNous/new-api"
BY_THE_TABLE = "some versions have ratios of their own for models of OpenAI, Anthropic and Google; the file's are taken"


def read(source: Origin, wanted: ImportQuery) -> ImportResult:
    """Return a card of each group.

    Raises:
        InputError: for a file that has no ratios.
    """
    notes: list[Note] = []
    gateway = read_gateway(only_file(source), CARD, notes)
    groups = {name: ratio for name, ratio in _groups(gateway, notes).items() if wanted.takes_provider(name)}
    cards = []
    for entry in gateway.entries if wanted.provider is None else ():
        if wanted.takes_model(entry.name) and not any(entry.offered_in(group) for group in gateway.groups or groups):
            why = "only groups without a ratio in this file offer it, and it is left out"
            notes.append(Note(CARD, entry.name, "enable_groups", why))
    for group, ratio in groups.items():
        name = _card(group)
        own: list[Note] = []
        models = list(_models(gateway, group, ratio, wanted, own))
        if name or len(groups) == 1:
            notes += own
        if models:
            notes += [Note(name, "", "completion_ratio", BY_THE_TABLE)] if gateway.by_tables else []
            title = f"new-api, group {group}" if gateway.groups else "new-api"
            cards.append(DraftCard(id=name, title=title, models=models, note="In the dollars of the gateway's quota."))
    return ImportResult(cards, notes)


def _card(group: str) -> str:
    """Return the id of a group's card, "" where its name leaves nothing to make one of."""
    return CARD if group == USUAL_GROUP else f"{CARD}-{name}" if (name := card_id(group)) else ""


def _groups(gateway: Gateway, notes: list[Note]) -> Mapping[str, PriceFactor]:
    if gateway.groups is None:
        return {USUAL_GROUP: UNCHANGED}
    found = {}
    for name, value in gateway.groups.items():
        ratio = PriceFactor.read("group_ratio", value, Notes(_card(name), "", notes).leave)
        if ratio is not None and ratio.value is not None:
            found[name] = ratio
    return found


def _models(
    gateway: Gateway, group: str, ratio: PriceFactor, wanted: ImportQuery, notes: list[Note]
) -> Iterator[DraftModel]:
    card = _card(group)
    names = CardNames(card, (entry.name for entry in gateway.entries if entry.offered_in(group)), notes)
    for entry in gateway.entries:
        if wanted.takes_model(entry.name) and entry.offered_in(group) and (name := names.called(entry.name)):
            leave = Notes(card, name, notes).leave
            if why := entry.unclear:
                leave(*why)
            else:
                made = factors(entry.keys, leave, per_request=entry.per_request, cached=gateway.has_cache)
                sheet = sheet_of(made, ratio, leave)
                if not has_price(sheet):
                    leave("model_ratio", WITHOUT_PRICE)
                    continue
                yield DraftModel(name=name, rates=(DraftRate(effective=wanted.effective, source=SOURCE, sheet=sheet),))
