"""What holds for every list: no entry vanishes without a word, and no word of it is repeated."""

from __future__ import annotations

import json
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from costcalc.importers import importer_named
from costcalc.importers.draft import ImportQuery, ImportResult
from costcalc.importers.origin import File, Origin
from costcalc.problem import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Collection

HERE = Path("tests/importers")
PLANTED = "sk-Se3cret-0123"


class Sample(NamedTuple):
    """A file of a format: where its entries stand in it, and the keys whose values are names, which notes may say."""

    file: str
    entries: tuple[str, ...]
    names: Collection[str]


SAMPLES = {
    "langfuse": Sample("langfuse/models.json", ("data",), {"modelName"}),
    "portkey": Sample("portkey/acme.json", (), ()),
    "azure-retail": Sample("azure_retail/eastus.json", ("Items",), {"meterName"}),
    "aws-price-list": Sample(
        "aws_price_list/index.json", ("products",), {"usagetype", "sku", "model", "titanModel", "servicename"}
    ),
}


def imported(form: str, tree: Any) -> ImportResult:
    file = File("file.json", json.dumps(tree).encode(), Place.start_of("file.json"))
    return importer_named(form).read(Origin("file.json", [file], "0" * 64), ImportQuery("2026-01-01"))


def keys(tree: Any) -> set[str]:
    """Return the keys under which a text, a number or the like stands, wherever."""
    if isinstance(tree, list):
        return set().union(*map(keys, tree))
    if not isinstance(tree, dict):
        return set()
    own = {key for key, value in tree.items() if not isinstance(value, (dict, list))}
    return own.union(*map(keys, tree.values()))


def planted(tree: Any, key: str) -> Any:
    """Put a word in the place of everything that stands under a key."""
    if isinstance(tree, list):
        return [planted(item, key) for item in tree]
    if not isinstance(tree, dict):
        return tree
    return {name: PLANTED if name == key else planted(item, key) for name, item in tree.items()}


def replaced(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = replaced(copy[path[0]], path[1:], value)
    return copy


@pytest.mark.parametrize("form", SAMPLES)
def test_no_entry_vanishes(form: str) -> None:
    """Whichever entry is taken away, something is missing: a price, or the note that says what became of it."""
    sample = SAMPLES[form]
    whole = json.loads((HERE / sample.file).read_text(encoding="utf-8"))
    entries = reduce(getitem, sample.entries, whole)
    for key in list(entries) if isinstance(entries, dict) else range(len(entries)):
        kept = [(nth, item) for nth, item in (entries.items() if isinstance(entries, dict) else enumerate(entries))]
        fewer = [(nth, item) for nth, item in kept if nth != key]
        rest = dict(fewer) if isinstance(entries, dict) else [item for _, item in fewer]
        assert imported(form, replaced(whole, sample.entries, rest)) != imported(form, whole), key


@pytest.mark.parametrize("form", SAMPLES)
def test_no_word_of_a_source_is_repeated(form: str) -> None:
    sample = SAMPLES[form]
    whole = json.loads((HERE / sample.file).read_text(encoding="utf-8"))
    for key in keys(whole) - set(sample.names):
        try:
            said = str(imported(form, planted(whole, key)).notes)
        except InputError as error:
            said = "".join(f"{problem.message} {problem.hint} {problem.place}" for problem in error.problems)
        assert PLANTED not in said, key
