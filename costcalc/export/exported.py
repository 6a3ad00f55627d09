"""An export that was written before, with its manifest, which may come from anywhere."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from costcalc.export.editions import has_all_columns, keys_of
from costcalc.export.manifest import Manifest, completed
from costcalc.problem import InputError, Place, Problem
from costcalc.shown import cut
from costcalc.source import MIB, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

BESIDE = ".manifest.json"
MANIFEST_BYTES, EXPORT_BYTES = 4 * MIB, 512 * MIB


class Exported(NamedTuple):
    """A manifest, with the bytes of the file it is about.

    Args:
        manifest: What it says, with what earlier versions did not write.
        data: The bytes of the file.
        keys: The keys that are really in it.
        sha256: Of these bytes.
    """

    manifest: Manifest
    data: bytes
    keys: frozenset[str]
    sha256: str

    @property
    def is_untouched(self) -> bool:
        """Whether the file has the bytes that its manifest says."""
        return self.sha256 == self.manifest["sha256"]

    @property
    def is_earlier(self) -> bool:
        """Whether a version of costcalc wrote it that had fewer columns."""
        return not has_all_columns(self.manifest["costcalc"])

    @property
    def missing(self) -> list[str]:
        """The keys that the version which wrote it writes, and that are not in it."""
        return sorted(keys_of(self.manifest["costcalc"]) - self.keys)


def read_exported(path: Path) -> Exported:
    """Read a manifest, and the file beside it.

    Raises:
        InputError: for what is no manifest of an export, and where the file it is about is not beside it.
    """
    place = Place.start_of(str(path), quotable=False)
    try:
        found = _document(read_bytes(str(path), MANIFEST_BYTES, place), place)
        manifest = TypeAdapter(Manifest).validate_python(completed(found))
    except ValidationError as error:
        raise InputError([_problem(error, place)]) from None
    beside = str(path.with_name(manifest["file"]))
    data = read_bytes(beside, EXPORT_BYTES, Place.start_of(beside))
    return Exported(manifest, data, frozenset(found), sha256(data).hexdigest())


def _document(data: bytes, place: Place) -> dict[str, Any]:
    """Return a JSON object in which no key stands twice: of two, one reader takes the first and another the last."""

    def no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise InputError.of(place, "duplicate-key", "a key stands twice in one object")
        return found

    try:
        document = json.loads(data.decode("utf-8"), object_pairs_hook=no_twins)
    except (RecursionError, ValueError):
        hint = f"the manifest of a file has its name with `{BESIDE}` behind it"
        raise InputError.of(place, "bad-json", "this is not JSON", hint) from None
    if not isinstance(document, dict):
        raise InputError.of(place, "bad-json", "this is no manifest of an export")
    return document


def _problem(error: ValidationError, place: Place) -> Problem:
    """Return the first thing that is wrong, and where; never what is written there."""
    found = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(map(str, found["loc"]))
    if where == "schema":
        return Problem(place, "wrong-schema", "this is no manifest of an export")
    return Problem(place, "bad-json", f"this manifest is not whole: `{cut(where, 80)}`")
