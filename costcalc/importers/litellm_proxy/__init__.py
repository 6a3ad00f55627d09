"""The prices in the configuration of a LiteLLM proxy (https://docs.litellm.ai/docs/proxy/custom_pricing).

    costcalc cards import litellm-proxy litellm_config.yaml -o pricing

All models are in one card, `litellm-proxy`, under the names that the proxy gives them: `model_name`. Signs that a card
cannot have in a name become `-`, and a name with `*` is left out. What stands in `model_group_alias` or
`model_alias_map` is an alias of the model that it names. `--provider` takes deployments by `custom_llm_provider`, or
else by what stands before the `/` of `litellm_params.model`. Prices hold from the day of the import, or from
`--effective`.

Prices are in `model_info` or in `litellm_params`; of a key that is in both, that of `litellm_params` counts, as it does
in the proxy. They are the keys of litellm's price map, and mean the same: see the importer `litellm`. What is missing
differs. The proxy fills in the prices of cached and written tokens from its own map, where that knows the model, and so
they are not priced here; nor is `output` where only `input_cost_per_token` is given. A deployment without a price is
billed by that map as a whole: it is named in a note, and `cards import litellm installed` has the map.

Several deployments of one name share its requests in a way that no file tells. Where they have the same prices they are
one model; else each is a model of its own, `NAME/1`, `NAME/2`, in the order of the file, also those whose neighbour has
no price.

`max_input_tokens` and `max_output_tokens` of `model_info` are the limits. A key that may change what the prices beside
it mean, such as `currency`, and `cost_discount_config` and `cost_margin_config` in `litellm_settings` leave the models
out that they concern. The other settings are no prices.

Such a file holds keys and addresses. Nothing of it is quoted but the names of models and of price keys, and no
`os.environ/…` is looked up: a price that is one cannot be read, and is `unpriced`. Anchors, aliases and merge keys are
followed as YAML says: `<<: *base` gives a mapping the keys of `base` that it has not got itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.importers.draft import DraftCard, DraftModel, ImportResult, Note, is_id
from costcalc.importers.litellm.keys import own_meters
from costcalc.importers.litellm_proxy.config import read_config
from costcalc.importers.litellm_proxy.deployment import CARD, priced
from costcalc.importers.reading.fields import only_file
from costcalc.importers.reading.names import CardNames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.importers.draft import ImportQuery
    from costcalc.importers.files.origin import Origin
    from costcalc.importers.litellm_proxy.deployment import Deployment

READS = "the configuration of a LiteLLM proxy, with its `model_list`"
FILES = ("litellm_config.yaml", "litellm-config.yaml", "proxy_config.yaml", "config.yaml")

SAME = "several deployments of this name have the same prices, and are one model"
TAKEN = "a card cannot hold this name, or has it already"
ALIAS = "it is an alias of the model that it names today"
NO_ALIAS = "it names no single model of this card, or has the name of one, and it is left out"
OTHER = "its deployments have other prices, or none, and a request may go to any: each is a model of its own, numbered"


def read(source: Origin, wanted: ImportQuery) -> ImportResult:
    """Return a card of the models of a proxy.

    Raises:
        InputError: for a file that is no configuration of a proxy.
    """
    notes: list[Note] = []
    config = read_config(only_file(source), notes)
    groups: dict[str, list[Deployment]] = {}
    for deployment in config.deployments:
        groups.setdefault(deployment.name, []).append(deployment)
    names = CardNames(CARD, groups, notes)
    called: dict[str, str] = {}
    models: dict[str, DraftModel] = {}
    for name, deployments in groups.items():
        if wanted.takes_model(name) and any(wanted.takes_provider(each.provider) for each in deployments):
            if (own := names.called(name)) is None:
                continue
            called[name] = own
            for model in _models(own, [each._replace(name=own) for each in deployments], wanted, notes):
                if model.name in models or model.name in groups.keys() - {name} or not is_id(model.name):
                    notes.append(Note(CARD, model.name, "model_name", TAKEN))
                else:
                    models[model.name] = model
    for alias in config.aliases:
        if wanted.takes_model(alias.name) or wanted.takes_model(alias.model):
            known = models.get(called.get(alias.model, ""))
            if known and alias.name not in groups and is_id(alias.name):
                models[known.name] = replace(known, aliases=[*known.aliases, alias.name])
                notes.append(Note(CARD, alias.name, alias.key, ALIAS))
            else:
                notes.append(Note(CARD, alias.name, alias.key, NO_ALIAS))
    card = DraftCard(
        id=CARD,
        title="A LiteLLM proxy",
        models=list(models.values()),
        meters=own_meters(models.values()),
        note="The prices that the proxy was told; what it bills by its own map is not here.",
    )
    return ImportResult([card] if models else [], notes)


def _models(name: str, deployments: Sequence[Deployment], wanted: ImportQuery, notes: list[Note]) -> list[DraftModel]:
    made = [priced(deployment._replace(name=name), wanted.effective) for deployment in deployments]
    first = made[0]
    if all(each.model == first.model for each in made):
        notes += first.notes
        if first.model and len(made) > 1:
            notes.append(Note(CARD, name, "model_name", SAME))
        return [first.model] if first.model else []
    notes.append(Note(CARD, name, "model_name", OTHER))
    models = []
    for nth, (deployment, each) in enumerate(zip(deployments, made, strict=True), 1):
        if wanted.takes_provider(deployment.provider):
            own = f"{name}/{nth}"
            notes += [note._replace(model=own) for note in each.notes]
            models += [replace(each.model, name=own)] if each.model else []
    return models
