"""No importer quotes its input: what is no name and no key of a list is in no problem and in no note."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from costcalc.importers.draft import ImportQuery
from costcalc.importers.run import import_cards
from costcalc.problem import InputError
from tests.importers.test_nothing_vanishes import SAMPLES

SECRET = "sk-0123456789"  # noqa: S105  # the one that is looked for
NAMES = {"id", "vendor", "litellm_provider"}
"""Keys whose values are what models and providers are called."""


def spoilt(tree: Any, key: str, nth: list[int]) -> Any:
    """Return a tree with the secret in place of one text, counted down to, or of all of them."""
    if isinstance(tree, dict):
        return {name: spoilt(value, name, nth) for name, value in tree.items()}
    if isinstance(tree, list):
        return [spoilt(value, key, nth) for value in tree]
    if not isinstance(tree, str) or key in NAMES:
        return tree
    nth[0] -= 1
    return SECRET if nth[0] == 0 or nth[0] < -10_000 else tree


def said(form: str, source: Path) -> str:
    """Return all that an import says of a file."""
    try:
        done = import_cards(form, str(source), ImportQuery("2026-01-01"), day="2026-11-23")
    except InputError as error:
        return str(error)
    return "\n".join(part for note in done.notes for part in note)


@pytest.mark.parametrize("form", SAMPLES)
def test_what_stands_in_a_text_is_quoted_nowhere(tmp_path: Path, form: str) -> None:
    tree = json.loads((Path("tests/importers") / SAMPLES[form]).read_text(encoding="utf-8"))
    counted = [0]
    spoilt(tree, "", counted)
    for nth in [*range(1, min(-counted[0], 40) + 1), -10_001]:
        (tmp_path / "list.json").write_text(json.dumps(spoilt(tree, "", [nth])), encoding="utf-8")
        assert SECRET not in said(form, tmp_path / "list.json")
