"""What a manifest says that its file does not, or that cannot be: nobody can sign it, but it must agree with itself."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from costcalc.export.inputs import input_files
from costcalc.export.manifest import EARLIER_ROUNDINGS
from costcalc.export.sum_changes import ExportChange, RowsFound, added_up, said_wrong
from costcalc.export.sum_names import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.export.exported import Exported
    from costcalc.export.manifest import Manifest
    from costcalc.export.table import ExportTable

EXPLAINED = frozenset({"costcalc", "sha256", "bytes", "rows", "rows_sha256", "rounding", "inputs", *PARTS})
"""The keys of a manifest that are looked at one by one; every other has to be what it would be today."""
CARDS = (
    ("card", "card_version", "card_sha256"),
    ("contract", "contract_version", "contract_sha256"),
    ("x_CardId", "x_CardVersion", "x_CardSha256"),
    ("x_ContractCardId", "x_ContractCardVersion", "x_ContractCardSha256"),
)
SCENARIOS = (("scenario", "scenario_sha256"), ("x_Scenario", "x_ScenarioSha256"))


def contradictions(was: Exported, rows: RowsFound, now: Manifest, fresh: bytes) -> Iterator[ExportChange]:
    """Yield what a manifest says that its file, or what it is recomputed from, does not.

    Args:
        was: The manifest, with the bytes of its file.
        rows: What became of the rows.
        now: The manifest that the same question gives today.
        fresh: The rows of today as CSV.
    """
    then = was.manifest
    yield from _bytes_of(was, rows, fresh)
    if rows.are_same:
        yield from _difference("the number of rows", f"{then['rows']:,}", f"{now['rows']:,}")
    elif rows.table:
        yield from added_up(then, rows.table)
    yield from said_wrong(then, now, rows)
    if rows.table:
        yield from _fingerprints(then, rows.table)
    for key, value in now.items():
        if key not in EXPLAINED:
            yield from _difference(f"`{key}` of the manifest", _said(then.get(key)), _said(value))
    if then["rounding"] not in (EARLIER_ROUNDINGS if rows.are_older else [now["rounding"]]):
        yield ExportChange("`rounding` of the manifest", then["rounding"], now["rounding"])
    yield from _inputs(then, now)


def _bytes_of(was: Exported, rows: RowsFound, fresh: bytes) -> Iterator[ExportChange]:
    """Yield what a manifest says of the bytes of its file."""
    then = was.manifest
    is_same = rows.are_same and rows.table is not None
    found, today = (sha256(data).hexdigest() for data in (was.data, fresh))
    if then["sha256"] != found and (not is_same or found == today):
        yield ExportChange(f"the file {then['file']} itself", f"sha256 {then['sha256']}", f"sha256 {found}")
    if then["sha256"] == found or not is_same:
        yield from _difference("the length of the file", _bytes(then["bytes"]), _bytes(len(was.data)))
    elif then["sha256"] == today:
        yield from _difference("the length of the file", _bytes(then["bytes"]), _bytes(len(fresh)))
    if then["format"] == "csv" and then["rows_sha256"] != then["sha256"]:
        yield ExportChange("the rows", f"sha256 {then['rows_sha256']}", f"sha256 {then['sha256']}, the file's own")


def _said(value: object) -> str:
    """Return a value of a manifest in words."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _difference(what: str, was: str, now: str) -> Iterator[ExportChange]:
    if was != now:
        yield ExportChange(what, was, now)


def _bytes(number: int) -> str:
    return f"{number:,} bytes"


def _fingerprints(then: Manifest, table: ExportTable) -> Iterator[ExportChange]:
    """Yield the inputs that a manifest says are others than the rows of its file say."""
    rows = [table.cells(nth) for nth in range(len(table.rows))]
    cards = {
        cells[card]: (cells[version], cells[digits])
        for cells in rows
        for card, version, digits in CARDS
        if cells.get(card) and version in cells and digits in cells
    }
    for one in then["inputs"]["cards"]:
        was, found = (one["version"], one["sha256"]), cards.get(one["id"])
        if found and found != was:
            yield ExportChange(
                f"the card {one['id']}", *(f"version {each[0]}, sha256 {each[1]}" for each in (was, found))
            )
    scenarios = {cells[of]: cells[digits] for cells in rows for of, digits in SCENARIOS if digits in cells}
    for scenario in then["inputs"]["scenarios"]:
        digits = scenarios.get(scenario["id"], scenario["sha256"])
        yield from _difference(f"the scenario {scenario['id']}", f"sha256 {scenario['sha256']}", f"sha256 {digits}")


def _inputs(then: Manifest, now: Manifest) -> Iterator[ExportChange]:
    """Yield what a manifest says of an input whose content is the same, and is not so."""
    today = input_files(now["inputs"])
    for name, was in input_files(then["inputs"]).items():
        found = today.get(name)
        if found and found.sha256 == was.sha256 and found.version != was.version:
            yield ExportChange(name, f"version {was.version}", f"version {found.version}")
