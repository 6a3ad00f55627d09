"""Find the deployments of a proxy in its configuration, and what its settings do to their prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.draft import Note, is_id
from costcalc.importers.files.parse import parse_yaml
from costcalc.importers.litellm_proxy.deployment import CARD, Deployment
from costcalc.importers.reading.names import card_name
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.importers.files.origin import File

CHANGING = ("cost_discount_config", "cost_margin_config")
ALIASES = (("router_settings", "model_group_alias"), ("litellm_settings", "model_alias_map"))
NO_NAME = "it is missing, and the entry is left out"
WILDCARD = "it has a `*` and stands for many models, and the entry is left out"


class ProxyAlias(NamedTuple):
    """Another name for the models of a name.

    Args:
        key: The setting that has it.
        name: What users may ask for.
        model: What they get.
    """

    key: str
    name: str
    model: str


class ProxyConfig(NamedTuple):
    """What a configuration says of prices.

    Args:
        deployments: The entries of `model_list`.
        aliases: Other names for them.
    """

    deployments: list[Deployment]
    aliases: list[ProxyAlias]


def read_config(file: File, notes: list[Note]) -> ProxyConfig:
    """Return what a configuration has; what is none of it leaves a note.

    Raises:
        InputError: for a file without a `model_list`.
    """
    tree = parse_yaml(file, aliases=True)
    config = tree if "model_list" in tree else _table(tree, "proxy_config")
    return ProxyConfig(list(_deployments(config, file, notes)), list(_aliases(config, notes)))


def _aliases(config: Mapping[str, Any], notes: list[Note]) -> Iterator[ProxyAlias]:
    for place, key in ALIASES:
        setting = f"{place}.{key}"
        for nth, (name, target) in enumerate(_table(_table(config, place), key).items(), 1):
            model = target.get("model") if isinstance(target, dict) else target
            if isinstance(model, str) and is_id(name):
                yield ProxyAlias(setting, name, model)
            else:
                notes.append(Note(CARD, f"entry {nth}", setting, "it is no name of a model, and is left out"))


def _deployments(config: Mapping[str, Any], file: File, notes: list[Note]) -> Iterator[Deployment]:
    entries = config.get("model_list", "")
    if not isinstance(entries, list | None):
        hint = "it is a YAML file with `model_list`, a list of `model_name` and `litellm_params`"
        raise InputError.of(file.place, "wrong-format", "this is no configuration of a LiteLLM proxy", hint)
    if "include" in config:
        notes.append(Note(CARD, "", "include", "other files are named here, and not read"))
    changed = _changed(_table(config, "litellm_settings"))
    for nth, entry in enumerate(entries or (), 1):
        keys = entry if isinstance(entry, dict) else {}
        name, params = keys.get("model_name"), keys.get("litellm_params")
        if not isinstance(name, str) or not name:
            notes.append(Note(CARD, f"entry {nth}", "model_name", NO_NAME))
        elif "*" in name:
            notes.append(Note(CARD, f"entry {nth}", "model_name", WILDCARD))
        elif not isinstance(params, dict):
            why = "it is no mapping, and the entry is left out; look at its indentation"
            notes.append(Note(CARD, card_name(name) or f"entry {nth}", "litellm_params", why))
        else:
            yield Deployment(name, keys, params, _table(keys, "model_info"), changed)


def _changed(settings: Mapping[str, Any]) -> dict[str, str]:
    """Return the providers whose bills the settings change, and the key that does it."""
    return {provider: f"litellm_settings.{key}" for key in CHANGING for provider in _table(settings, key)}


def _table(keys: Mapping[str, Any], key: str) -> dict[str, Any]:
    table = keys.get(key)
    return table if isinstance(table, dict) else {}
