"""docs/glossary.md: its terms are where it says, and every key of a scenario has one."""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.meters import METERS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Answer

PACKAGE = ROOT / "costcalc"


def defined(path: Path) -> set[str]:
    """Return the names that a module or the modules of a folder define, those of a class also as CLASS.NAME."""
    if path.is_dir():
        return {name for each in path.glob("*.py") for name in defined(each)}
    return set(_names(ast.parse(path.read_text(encoding="utf-8")).body))


def _names(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        match node:
            case ast.ClassDef(name=name):
                yield from (name, *(f"{name}.{own}" for own in _names(node.body)))
            case ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=targets):
                yield from (each.id for of in targets for each in ast.walk(of) if isinstance(each, ast.Name))


def glossary() -> Iterator[tuple[str, str, str]]:
    """Yield each term with its meaning, and the cell that says where it is in code."""
    for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith(("| term ", "| --- ")):
            _, term, meaning, where, _ = (cell.strip() for cell in line.split("|"))
            yield term, meaning, where


@pytest.mark.parametrize(("term", "where"), [(term, where) for term, _, where in glossary() if where], ids=str)
def test_every_term_of_the_glossary_is_where_it_says(term: str, where: str) -> None:
    del term
    for part in where.split("; "):
        names: set[str] = set()
        paths = [PACKAGE / path for path in re.findall(r"`([^`]*(?:/|\.py))`", part)]
        assert paths
        for path in paths:
            assert path.exists()
            names |= defined(path)
        assert set(re.findall(r"`([\w.]+(?<!\.py))`", part)) <= names


def test_the_terms_of_the_glossary_are_in_order() -> None:
    terms = [term.lower() for term, *_ in glossary()]
    assert terms == sorted(set(terms))


MEANINGS = {term: meaning for term, meaning, _ in glossary()}


def keys(schema: Any) -> Iterator[str]:
    """Yield the keys of a scenario, of each kind of entry, and of an option; meters have a page of their own."""
    yield from schema["properties"]
    for kind in schema["properties"]["workload"]["items"]["anyOf"]:
        yield from kind["properties"].keys() - METERS.keys()
    yield from schema["$defs"]["Option"]["properties"]


def is_entry(key: str) -> bool:
    """Return whether a key has an entry: under its name, in the singular, or where an entry says that it is its key."""
    names = {key.replace("_", between) for between in " -"}
    names |= {name.removesuffix("s") for name in names}
    return bool(names & MEANINGS.keys()) or any(f"Key: `{key}`" in meaning for meaning in MEANINGS.values())


def test_every_key_of_a_scenario_has_an_entry(costcalc: Callable[..., Answer]) -> None:
    found = set(keys(json.loads(costcalc("schema", "scenario").out)))
    assert len(found) > 30
    assert {key for key in found if not is_entry(key)} == set()
    named = [meaning.partition("Key: `")[2].partition("`")[0] for meaning in MEANINGS.values() if "Key: `" in meaning]
    assert len(named) == 5
    assert set(named) <= found
