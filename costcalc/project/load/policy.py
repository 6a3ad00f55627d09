"""Read what a project wants checked: `costcalc.yaml`, or `[tool.costcalc]` in `pyproject.toml`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from costcalc.problem import InputError, Place
from costcalc.project.age import longest_age
from costcalc.project.load.files import declared
from costcalc.project.load.opened import SCENARIO_BYTES, SCENARIO_VALUES
from costcalc.project.root import MISNAMED, OWN, PROJECT, project_root
from costcalc.project.tables import TABLE, read_table
from costcalc.shown import HIDDEN, INSTEAD, code_points
from costcalc.source import (
    Mapping,
    Scalar,
    Sequence,
    bind,
    read_document,
    read_tree,
    without_schema,
)

if TYPE_CHECKING:
    from datetime import timedelta

    from costcalc.project.policy import PolicyFile
    from costcalc.source.toml_places import TomlPath, TomlPlaces

_HINT = "keep one of them"


def load_policy(root: Path, prefix: str = "") -> PolicyFile:
    """Read the policy of a project; the usual one where it has none.

    Args:
        root: The folder of the project.
        prefix: What places put before the file's name.

    Raises:
        InputError: with everything that is wrong in it, where there are two, and where there is one of another ending.
    """
    from costcalc.project.policy import Policy, PolicyFile

    return _written(root, prefix) or PolicyFile(Policy.model_validate({}), Place.start_of(f"{prefix}{OWN}"))


def longest_age_here() -> timedelta:
    """Return how long ago a price may have been checked at most, as the policy of the project here says.

    One that cannot be read says nothing: a remark about age is no reason to give no answer. `check` refuses it.
    """
    try:
        found = _written(project_root(), "")
    except InputError:
        return longest_age()
    return longest_age(found.policy if found else None)


def _written(root: Path, prefix: str) -> PolicyFile | None:
    """Read the policy of a project; None where it has none."""
    own, project = root / OWN, root / PROJECT
    table = _table(project, f"{prefix}{PROJECT}") if os.path.lexists(project) else None
    if os.path.lexists(root / MISNAMED):
        place = Place.start_of(f"{prefix}{MISNAMED}")
        raise InputError.of(place, "id-mismatch", f"the policy of a project is called {OWN}", "give it that name")
    if os.path.lexists(own):  # a link to nothing is no project without a policy
        document = read_document(own, SCENARIO_BYTES, f"{prefix}{OWN}", undeclared=True)
        tree, found = read_tree(document.text, document.source, SCENARIO_VALUES)
        if table:
            message = f"`[tool.{TABLE}]` in {PROJECT} says something, too"
            raise InputError.of(tree.place, "two-policies", message, _HINT)
        if found:
            raise InputError(found)
        if not document.source.quotable:
            raise InputError([without_schema(document.source, "a policy has the line `schema: costcalc/policy/v1`")])
        declared(tree, "policy")
        return _bound(tree, found, document.sha256)
    if table:
        return _bound(table[0], [], table[1])
    return None


def _bound(tree: Mapping, found: list[Any], sha256: str) -> PolicyFile:
    from costcalc.project.policy import Policy, PolicyFile, validate_policy

    policy = bind(Policy, tree, found)
    if problems := list(validate_policy(policy, tree.place)):
        raise InputError(problems)
    return PolicyFile(policy, tree.place, sha256)


def _table(path: Path, name: str) -> tuple[Mapping, str] | None:
    """Read `[tool.costcalc]` of a TOML file, with the places of its keys; None where there is none."""
    from costcalc.source.toml_places import TomlPlaces

    table = read_table(path, name)
    if table is None:
        return None
    return _tree(table.values, ("tool", TABLE), TomlPlaces(table.text, table.source)), table.sha256


def _tree(value: Any, path: TomlPath, places: TomlPlaces) -> Any:
    """Return a tree of texts of what TOML gave, so that the same fields read it."""
    place = places.value(path)
    if isinstance(value, dict):
        mapping = Mapping(place)
        for key, item in value.items():
            name = Scalar(key, places.key((*path, key)), unquoted=True)
            mapping.places[name] = name.place
            mapping[name] = _tree(item, (*path, key), places)
        return mapping
    if isinstance(value, list):
        sequence = Sequence(place)
        sequence += [_tree(item, (*path, nth), places) for nth, item in enumerate(value)]
        return sequence
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    if found := HIDDEN.search(text):
        what = f"this text holds a character that does not show ({code_points(found[0])[0]})"
        raise InputError.of(place, "hidden-character", what, INSTEAD)
    return Scalar(text, place, unquoted=not isinstance(value, str))
