"""The forms in which models.dev comes: one JSON file, or a folder of TOML files with what they share in another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.parse import parse_json, parse_toml
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.importers.origin import File, Origin

BASE, OMIT = "base_model", "base_model_omit"
MISSING = "base_model is not here"
"""Stands in a model as a key where what it shares with others was not given."""

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


def providers(source: Origin) -> Iterator[Provider]:
    """Yield the providers of a source.

    Raises:
        InputError: for a source of another format.
    """
    if len(source.files) == 1 and not source.files[0].name.endswith(".toml"):
        yield from _of_json(source.files[0])
        return
    found = dict(_of_toml(source.files))
    if not found:
        raise _wrong(source.files[0] if source.files else None, source)
    yield from found.values()


def _wrong(file: File | None, source: Origin) -> InputError:
    hint = "it reads https://models.dev/api.json, or a checkout of github.com/anomalyco/models.dev"
    return InputError.of(file.place if file else source.place, "wrong-format", "this is nothing of models.dev", hint)


def _of_json(file: File) -> Iterator[Provider]:
    tree = parse_json(file)
    if not isinstance(tree, dict) or not tree or not all(map(_is_provider, tree.values())):
        hint = "it reads https://models.dev/api.json, or a checkout of github.com/anomalyco/models.dev"
        raise InputError.of(file.place, "wrong-format", "this is no api.json of models.dev", hint)
    for name, keys in tree.items():
        yield Provider(name, keys, keys["models"])


def _is_provider(item: Any) -> bool:
    if not isinstance(item, dict) or not isinstance(item.get("models"), dict):
        return False
    return all(isinstance(model, dict) for model in item["models"].values())


def _of_toml(files: Any) -> Iterator[tuple[str, Provider]]:
    shared: dict[str, Mapping[str, Any]] = {}
    keys: dict[str, Mapping[str, Any]] = {}
    models: dict[str, dict[str, Mapping[str, Any]]] = {}
    for file in files:
        if match := _SHARED.fullmatch(file.name):
            shared[match[1]] = parse_toml(file)
        elif match := _PROVIDER.fullmatch(file.name):
            keys[match[1]] = parse_toml(file)
        elif match := _MODEL.fullmatch(file.name):
            models.setdefault(match[1], {})[match[2]] = parse_toml(file)
    for name, found in models.items():
        whole = {model: _with_base(own, shared) for model, own in found.items()}
        yield name, Provider(name, keys.get(name, {}), whole)


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
