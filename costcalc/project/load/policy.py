"""Read what a project wants checked: `costcalc.yaml`, or `[tool.costcalc]` in `pyproject.toml`."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from costcalc.problem import InputError, Place, Source
from costcalc.project.load.files import declared
from costcalc.project.load.opened import SCENARIO_BYTES, SCENARIO_VALUES
from costcalc.project.policy import Policy, PolicyFile, validate_policy
from costcalc.shown import HIDDEN, INSTEAD, code_points
from costcalc.source import (
    Mapping,
    Scalar,
    Sequence,
    bind,
    decoded,
    may_name,
    read_bytes,
    read_document,
    read_toml,
    read_tree,
)

if TYPE_CHECKING:
    from pathlib import Path

OWN, PROJECT, TABLE = "costcalc.yaml", "pyproject.toml", "costcalc"
_MISNAMED = "costcalc.yml"
_HINT = "keep one of them"
_KEY = re.compile(r"(?:(?<=[\s{,\[.])|^)[\"']?(?P<key>[A-Za-z0-9_-]+)[\"']?\s*[=\]]")


def load_policy(root: Path, prefix: str = "") -> PolicyFile:
    """Read the policy of a project; the usual one where it has none.

    Args:
        root: The folder of the project.
        prefix: What places put before the file's name.

    Raises:
        InputError: with everything that is wrong in it, where there are two, and where there is one of another ending.
    """
    own, project = root / OWN, root / PROJECT
    table = _table(project, f"{prefix}{PROJECT}") if os.path.lexists(project) else None
    if os.path.lexists(root / _MISNAMED):
        place = Place(Source(f"{prefix}{_MISNAMED}"), 1, 1)
        raise InputError.of(place, "id-mismatch", f"the policy of a project is called {OWN}", "give it that name")
    if os.path.lexists(own):  # a link to nothing is no project without a policy
        document = read_document(own, SCENARIO_BYTES, f"{prefix}{OWN}")
        tree, found = read_tree(document.text, document.source, SCENARIO_VALUES)
        if table:
            message = f"`[tool.{TABLE}]` in {PROJECT} says something, too"
            raise InputError.of(tree.place, "two-policies", message, _HINT)
        declared(tree, "policy")
        return _bound(tree, found, document.sha256)
    if table:
        return _bound(table[0], [], table[1])
    return PolicyFile(Policy.model_validate({}), Place(Source(f"{prefix}{OWN}"), 1, 1))


def _bound(tree: Mapping, found: list[Any], sha256: str) -> PolicyFile:
    policy = bind(Policy, tree, found)
    if problems := list(validate_policy(policy, tree.place)):
        raise InputError(problems)
    return PolicyFile(policy, tree.place, sha256)


def _table(path: Path, name: str) -> tuple[Mapping, str] | None:
    """Read `[tool.costcalc]` of a TOML file, with the places of its keys; None where there is none."""
    from hashlib import sha256

    data = read_bytes(str(path), SCENARIO_BYTES, Place(Source(name), 1, 1))
    text = decoded(data, name)
    if not may_name(text, TABLE):
        return None
    source = Source(name, text, quotable=False)
    tool = read_toml(text, source, SCENARIO_VALUES).get("tool")
    table = tool.get(TABLE) if isinstance(tool, dict) else None
    if table is None:
        return None
    start = next((nth for nth, line in enumerate(source.lines) if re.match(rf"\s*\[+tool\.{TABLE}\b", line)), 0)
    return _tree(table, _Finder(source, start)), sha256(data).hexdigest()


class _Finder:
    """Finds the lines of keys: TOML's reader does not say where they stood."""

    def __init__(self, source: Source, start: int) -> None:
        self.table = Place(source, start + 1, 1)
        self.places: dict[str, Place] = {}
        for nth in range(start, len(source.lines)):
            for match in _KEY.finditer(source.lines[nth]):
                self.places.setdefault(match["key"], Place(source, nth + 1, match.start() + 1))

    def place(self, key: str) -> Place:
        """Return the first place of a key within the table; the table's own where the key is not found."""
        return self.places.get(key, self.table)


def _tree(value: Any, finder: _Finder, place: Place | None = None) -> Any:
    """Make a tree of texts of what TOML gave, so that the same fields read it."""
    place = place or finder.table
    if isinstance(value, dict):
        mapping = Mapping(place)
        for key, item in value.items():
            name = Scalar(key, finder.place(key), unquoted=True)
            mapping.places[name] = name.place
            mapping[name] = _tree(item, finder, name.place)
        return mapping
    if isinstance(value, list):
        sequence = Sequence(place)
        sequence += [_tree(item, finder, place) for item in value]
        return sequence
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    if found := HIDDEN.search(text):
        what = f"this text holds a character that does not show ({code_points(found[0])[0]})"
        raise InputError.of(place, "hidden-character", what, INSTEAD)
    return Scalar(text, place, unquoted=not isinstance(value, str))
