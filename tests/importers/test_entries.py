"""What holds for every list: no entry vanishes without a word, and no word of it is repeated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers import importer_named
from costcalc.importers.draft import ImportQuery, ImportResult
from costcalc.importers.origin import File, Origin
from costcalc.problem import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path("tests/importers")
PLANTED = "sk-Se3cret-0123"
NAMES = {
    "langfuse": ("langfuse/models.json", {"modelName"}),
    "portkey": ("portkey/acme.json", set[str]()),
    "azure-retail": ("azure_retail/eastus.json", {"meterName"}),
}
"""A file of each format, and the keys whose values are names, which notes may say."""


def imported(form: str, tree: Any) -> ImportResult:
    file = File("file.json", json.dumps(tree).encode(), Place.start_of("file.json"))
    return importer_named(form).read(Origin("file.json", [file], "0" * 64), ImportQuery("2026-01-01"))


def texts(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value that is a text, and of every number once more as one."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        yield from texts(value, (*path, key)) if isinstance(value, (dict, list)) else [(*path, key)]


def replaced(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = replaced(copy[path[0]], path[1:], value)
    return copy


@pytest.mark.parametrize("form", NAMES)
def test_no_word_of_a_source_is_repeated(form: str) -> None:
    name, names = NAMES[form]
    whole = json.loads((HERE / name).read_text(encoding="utf-8"))
    for path in texts(whole):
        try:
            said = str(imported(form, replaced(whole, path, PLANTED)).notes)
        except InputError as error:
            said = "".join(f"{problem.message} {problem.hint} {problem.place}" for problem in error.problems)
        assert PLANTED not in said or path[-1] in names, path
