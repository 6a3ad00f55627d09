"""Read a manifest, which may come from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from costcalc.export.months import MOST_MONTHS
from costcalc.instant import parse_instant
from costcalc.problem import InputError, Place, Problem, Source
from costcalc.source import MIB, read_bytes

MANIFEST_BYTES, EXPORT_BYTES = 4 * MIB, 512 * MIB


def _beside(name: str) -> str:
    """Return the name of a file that lies beside its manifest; refuse any other."""
    if not name or Path(name).name != name:
        msg = "this is no name of a file in the same folder"
        raise ValueError(msg)
    return name


def _instant(text: str) -> str:
    parse_instant(text)
    return text


Count = Annotated[int, Field(ge=0)]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", hide_input_in_errors=True)


class ManifestTotal(_Part):
    """The sums of the rows in one currency, as they were."""

    currency: str
    rows: Count
    exact: str
    exact_fraction: str | None
    rounded: str


class ManifestScenario(_Part):
    """A scenario, and the instant that counted."""

    id: str
    file: str
    sha256: Sha256
    as_of: Annotated[str, AfterValidator(_instant)]


class ManifestCard(_Part):
    """A card that prices came from."""

    id: str
    version: str
    file: str
    folder: str
    sha256: Sha256


class ManifestCalendar(_Part):
    """The holidays that decided about hours."""

    id: str
    file: str
    sha256: Sha256


class ManifestFx(_Part):
    """The exchange rates."""

    file: str
    sha256: Sha256


class ManifestInputs(_Part):
    """The files that an export was made from."""

    scenarios: list[ManifestScenario] = Field(min_length=1)
    cards: list[ManifestCard]
    calendars: list[ManifestCalendar]
    fx: ManifestFx | None


class Manifest(_Part):
    """A manifest as it is written; `costcalc.export.manifest` says what is in it."""

    schema_: Literal["costcalc/export-manifest/v1"] = Field(alias="schema")
    costcalc: str
    file: Annotated[str, AfterValidator(_beside)]
    sha256: Sha256
    bytes: Count
    rows: Count
    rows_sha256: Sha256
    profile: str
    format: str
    focus_version: str | None
    months: int | None = Field(ge=1, le=MOST_MONTHS)
    pricing: list[str]
    rounding: str
    totals: list[ManifestTotal]
    inputs: ManifestInputs


class ManifestFile(NamedTuple):
    """A manifest that was read, with the bytes of the file it is about."""

    manifest: Manifest
    data: bytes


def read_manifest(path: Path) -> ManifestFile:
    """Read a manifest, and the file beside it.

    Raises:
        InputError: for what is no manifest of an export, and where the file it is about is not beside it.
    """
    place = Place(Source(str(path), quotable=False), 1, 1)
    try:
        manifest = Manifest.model_validate_json(read_bytes(str(path), MANIFEST_BYTES, place))
    except ValidationError as error:
        raise InputError([_problem(error, place)]) from None
    beside = str(path.with_name(manifest.file))
    return ManifestFile(manifest, read_bytes(beside, EXPORT_BYTES, Place(Source(beside), 1, 1)))


def _problem(error: ValidationError, place: Place) -> Problem:
    """Return the first problem of a manifest with its place; it never quotes what is written there."""
    found = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(map(str, found["loc"]))
    if found["type"] == "json_invalid":
        return Problem(place, "bad-json", "this is not JSON")
    if where == "schema":
        return Problem(place, "wrong-schema", "this is no manifest of an export")
    return Problem(place, "bad-json", f"this manifest is not whole: `{where[:80]}`")
