"""The forms in which models.dev comes: one JSON file, or a folder of TOML files with what they share in another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.draft import Note
from costcalc.importers.files.folder import Trees, lost_note
from costcalc.importers.files.parse import parse_json, parse_toml
from costcalc.importers.reading.fields import wrong_format
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from costcalc.importers.files.origin import File, Origin
    from costcalc.problem import Problem

BASE, OMIT = "base_model", "base_model_omit"
MISSING = "base_model is not here"
"""Stands in a model as a key where what it shares with others was not given."""

READS = "https://models.dev/api.json, or a checkout of github.com/anomalyco/models.dev"
NOTHING = "this is nothing with a list of models, and it is left out"

_MODEL = re.compile(r"(?:(?:.*/)?providers/)?([^/]+)/models/(.+)\.toml")
_PROVIDER = re.compile(r"(?:(?:.*/)?providers/)?([^/]+)/provider\.toml")
_SHARED = re.compile(r"models/(.+)\.toml")


class Provider(NamedTuple):
    """A provider as models.dev has it.

    Args:
        id: In its spelling.
        keys: All that it says of it, but its models.
        models: Id to what it says of it.
    """

    id: str
    keys: Mapping[str, Any]
    models: Mapping[str, Mapping[str, Any]]


class ProviderList(NamedTuple):
    """What a source holds.

    Args:
        providers: Those of it.
        notes: What of it cannot be read, under the names that the source has for it.
    """

    providers: Sequence[Provider]
    notes: Sequence[Note]


def listing(source: Origin) -> ProviderList:
    """Return the providers of a source.

    Raises:
        InputError: for a source of another format, and for one of which nothing can be read.
    """
    if len(source.files) == 1 and not source.files[0].name.endswith(".toml"):
        return _of_json(source.files[0])
    trees = Trees(source, parse_toml)
    providers = list(_of_toml(trees))
    if not providers:
        lost = [problem for _, problem in trees.lost]
        raise InputError(lost) if lost else wrong_format(source.place, "this is nothing of models.dev", READS)
    return ProviderList(providers, [_lost(*lost) for lost in trees.lost])


def _of_json(file: File) -> ProviderList:
    tree = parse_json(file)
    found = [Provider(name, keys, keys["models"]) for name, keys in _items(tree) if _has_models(keys)]
    if not found:
        raise wrong_format(file.place, "this is no api.json of models.dev", READS)
    good = {provider.id for provider in found}
    return ProviderList(found, [Note(name, "", "models", NOTHING) for name, _ in _items(tree) if name not in good])


def _items(tree: Any) -> list[tuple[str, Any]]:
    return list(tree.items()) if isinstance(tree, dict) else []


def _has_models(keys: Any) -> bool:
    models = keys.get("models") if isinstance(keys, dict) else None
    return isinstance(models, dict) and any(isinstance(model, dict) for model in models.values())


def _lost(file: File, problem: Problem) -> Note:
    """Return the note on a file, under the names of what it would have said."""
    if match := _MODEL.fullmatch(file.name):
        return lost_note(match[1], match[2], problem)
    if match := _PROVIDER.fullmatch(file.name):
        return lost_note(match[1], "", problem)
    return lost_note("", file.name, problem)


def _of_toml(files: Iterable[tuple[File, Mapping[str, Any]]]) -> Iterator[Provider]:
    shared: dict[str, Mapping[str, Any]] = {}
    keys: dict[str, Mapping[str, Any]] = {}
    models: dict[str, dict[str, Mapping[str, Any]]] = {}
    for file, tree in files:
        if match := _SHARED.fullmatch(file.name):
            shared[match[1]] = tree
        elif match := _PROVIDER.fullmatch(file.name):
            keys[match[1]] = tree
        elif match := _MODEL.fullmatch(file.name):
            models.setdefault(match[1], {})[match[2]] = tree
    for name, found in models.items():
        whole = {model: _with_base(own, shared) for model, own in found.items()}
        yield Provider(name, keys.get(name, {}), whole)


def _with_base(model: Mapping[str, Any], shared: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """Lay a model over what it shares with others: tables are merged, everything else takes the place of it."""
    name = model.get(BASE)
    if name is None:
        return model
    base = shared.get(name) if isinstance(name, str) else None
    if base is None:
        return {**model, MISSING: True}
    merged = _merged(base, model)
    for path in model.get(OMIT, ()) if isinstance(model.get(OMIT), list) else ():
        _omit(merged, str(path).split("."))
    return merged


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _omit(tree: dict[str, Any], path: list[str]) -> None:
    for step in path[:-1]:
        below = tree.get(step)
        if not isinstance(below, dict):
            return
        tree[step] = tree = dict(below)
    tree.pop(path[-1], None)
