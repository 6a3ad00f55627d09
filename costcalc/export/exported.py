"""An export that was written before, with its manifest, which may come from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from costcalc.export.manifest import Manifest, completed
from costcalc.problem import InputError, Place, Problem
from costcalc.shown import cut
from costcalc.source import MIB, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST_BYTES, EXPORT_BYTES = 4 * MIB, 512 * MIB


class Exported(NamedTuple):
    """A manifest, with the bytes of the file it is about."""

    manifest: Manifest
    data: bytes


def read_exported(path: Path) -> Exported:
    """Read a manifest, and the file beside it.

    Raises:
        InputError: for what is no manifest of an export, and where the file it is about is not beside it.
    """
    place = Place.start_of(str(path), quotable=False)
    try:
        manifest = TypeAdapter(Annotated[Manifest, BeforeValidator(completed)]).validate_json(
            read_bytes(str(path), MANIFEST_BYTES, place)
        )
    except ValidationError as error:
        raise InputError([_problem(error, place)]) from None
    beside = str(path.with_name(manifest["file"]))
    return Exported(manifest, read_bytes(beside, EXPORT_BYTES, Place.start_of(beside)))


def _problem(error: ValidationError, place: Place) -> Problem:
    """Return the first thing that is wrong, and where; never what is written there."""
    found = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(map(str, found["loc"]))
    if found["type"] == "json_invalid":
        return Problem(place, "bad-json", "this is not JSON")
    if where == "schema":
        return Problem(place, "wrong-schema", "this is no manifest of an export")
    return Problem(place, "bad-json", f"this manifest is not whole: `{cut(where, 80)}`")
